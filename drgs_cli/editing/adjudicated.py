"""One record from two, where it is decided which word stands: A's record with B's words put in; decides nothing.

Nothing is lost: what was not taken stands in `extraction`, and comments of what went stand at the end of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from drgs_cli.documents.commented import Collection, Entry, comments_of, tree_of
from drgs_cli.documents.differences import leaves_of
from drgs_cli.documents.grafts import as_list, entry_at, insert, remove, reorder
from drgs_cli.documents.layout import laid_out
from drgs_cli.documents.pairs import pairs_of
from drgs_cli.documents.parse import parse_document
from drgs_cli.documents.positions import NULL_FORMS, Path, Positions
from drgs_cli.documents.problems import Problem
from drgs_cli.documents.wants import wants_of
from drgs_cli.documents.writing import Typed, in_brackets
from drgs_cli.editing.canonical import NEVER_FOLDED, canonical
from drgs_cli.editing.decisions import Decision, Written
from drgs_cli.editing.extractions import EXTRACTION, Field
from drgs_cli.errors import DrgsError
from drgs_cli.records import shape
from drgs_cli.records.read import Record

_MODELINE = "# yaml-language-server:"
_SETTLED = {"equal": "the same, written otherwise", "close": "within the tolerance"}


def adjudicated(
    records: tuple[Record, Record],
    fields: Sequence[Field],
    decisions: Iterable[Decision],
    sides: tuple[tuple[str, ...], tuple[str, ...]],
    name: str,
) -> bytes | tuple[Problem, ...]:
    """The text of the record that two become, in the one layout; or what makes it none.

    What nobody decided is as A has it, what only one has stands, and both are noted as undecided. Places at which the
    two say the same in other words are A's. `sides` are who extracted A and B. Raises DrgsError where something would
    be lost: a defect of ours.
    """
    taken = tuple(_settled(fields, tuple(decisions)))
    texts = [record.positions.text.replace("\r\n", "\n") for record in records]
    merge = _Merge(tree_of(texts[0]), tree_of(texts[1]), records)
    merge.take(taken)
    merge.note(taken, tuple(dict.fromkeys(name for names in sides for name in names)))
    body = laid_out(merge.tree, wants_of(shape.Study), NEVER_FOLDED)
    comments = "".join(f"{comment}\n" for comment in _homeless(texts, body, sides))
    content = canonical(f"{body}\n{comments}".encode(), name)
    if isinstance(content, bytes) and (lost := _lost(records, content, name)):
        raise DrgsError(
            f"{name}: cannot be put together without losing {lost[0]!r}; nothing was written (a defect of drgs)"
        )
    return content


def _settled(fields: Iterable[Field], decisions: tuple[Decision, ...]) -> Iterator[Decision]:
    """A decision for every place on which the two are not the same to the letter."""
    decided = {decision.field.at: decision for decision in decisions}
    for field in fields:
        if field.at in decided:
            yield decided[field.at]
        elif field.in_conflict:
            yield Decision(field=field, taken="undecided")
        elif field.relation in _SETTLED:
            yield Decision(field=field, taken="a", why=_SETTLED[field.relation])


class _Merge:
    """Puts what was taken from B into the tree of A."""

    def __init__(self, tree: Collection, other: Collection, records: tuple[Record, Record]) -> None:
        self.tree = tree
        self._other = other
        self._records = records

    def take(self, decisions: Sequence[Decision]) -> None:
        """Every place as it was decided. What is there is found before anything moves."""
        found = [(decision, *self._entries(decision.field)) for decision in decisions]
        gone = []
        for decision, mine, theirs, holder in found:
            value = _value(decision, mine, theirs)
            if decision.field.relation == "order":
                if decision.taken == "b" and mine is not None:
                    reorder(mine, self._order_of_b(decision.field))
            elif value is None:
                gone += [mine] if mine is not None else []
            elif mine is not None:
                mine.value = value
            elif theirs is not None and decision.field.b is not None:
                insert(self.tree if holder is None else holder, theirs, value, decision.field.b.path[-1])
        for entry in gone:  # last: with its last entry a list goes, too
            remove(self.tree, entry)

    def note(self, decisions: Sequence[Decision], by: tuple[str, ...]) -> None:
        """Who extracted and what was decided, behind what both records say of earlier extractions."""
        noted: list[Typed] = [_noted(decision) for decision in decisions]
        wants = wants_of(shape.Study).keys[EXTRACTION]
        lines = [f"  by: {in_brackets(list(by), wants.keys['by'])}"]
        earlier = [entry for tree in (self.tree, self._other) for entry in _earlier(tree)]
        if noted or earlier:
            lines.append("  decisions:")
            lines += [f"    - {in_brackets(entry, wants.keys['decisions'].items)}" for entry in noted or ["{}"]]
        written = tree_of("\n".join((f"{EXTRACTION}:", *lines, ""))).entries[0]
        if earlier:
            _decisions(written).entries[:0] = earlier
            if not noted:
                _decisions(written).entries.pop()
        there = [entry for entry in self.tree.entries if entry.key and entry.key.value == EXTRACTION]
        for entry in there:
            written.before, written.beside = entry.before, entry.beside
            self.tree.entries.remove(entry)
        self.tree.entries.append(written)

    def _entries(self, field: Field) -> tuple[Entry | None, Entry | None, Entry | None]:
        """What stands at a place in A and in B, and in A the mapping or list around it (None: the whole record)."""
        mine = None if field.a is None else entry_at(self.tree, field.a.path)
        theirs = None if field.b is None else entry_at(self._other, field.b.path)
        holder = entry_at(self.tree, field.within[0]) if field.within[0] else None
        if mine is not None and mine is holder:  # one mapping, where B has a list of others
            mine = as_list(holder)
        return mine, theirs, holder

    def _order_of_b(self, field: Field) -> dict[int, int]:
        """The place in B of every entry of a list of A."""
        if field.a is None or field.b is None:
            return {}
        a, b = self._records
        return dict(pairs_of(_leaves(a.positions, field.a.path), _leaves(b.positions, field.b.path)))


def _value(decision: Decision, mine: Entry | None, theirs: Entry | None) -> Written | None:
    """What is to stand at a place; None where nothing is."""
    if decision.taken == "other":
        return decision.value
    kept = {"a": mine, "b": theirs, "undecided": mine or theirs}[decision.taken]
    return None if kept is None else kept.value


def _leaves(positions: Positions, path: Path) -> list[dict[Path, str]]:
    """The scalars of every entry of a list."""
    found: dict[int, dict[Path, str]] = {}
    for place, text in leaves_of(positions.root[2]).items():
        if place[: len(path)] == path and isinstance(number := place[len(path)], int):
            found.setdefault(number, {})[place[len(path) + 1 :]] = text
    return list(found.values())


def _noted(decision: Decision) -> dict[str, Typed]:
    """A decision as it is kept. What only one has and is kept stands in the record: a part is not written twice."""
    field = decision.field
    noted: dict[str, Typed] = {"at": field.at}
    if field.a is None or field.b is None:
        noted["only"] = "b" if field.a is None else "a"
    kept = field.kind == "part" and decision.taken in ("undecided", noted.get("only"))
    for side, reading in (("a", field.a), ("b", field.b)):
        if reading is not None and reading.text.strip() not in NULL_FORMS and not (kept and "only" in noted):
            noted[side] = reading.text
    noted["taken"] = decision.taken
    return noted | {key: said for key, said in (("why", decision.why), ("by", decision.by)) if said}


def _earlier(tree: Collection) -> list[Entry]:
    """The decisions that a record has from earlier."""
    found = [entry for entry in tree.entries if entry.key is not None and entry.key.value == EXTRACTION]
    return _decisions(found[0]).entries if found else []


def _decisions(extraction: Entry) -> Collection:
    nothing = Collection(is_mapping=False, in_brackets=False, entries=[], after=[])
    parts = extraction.value.entries if isinstance(extraction.value, Collection) else []
    found = [part.value for part in parts if part.key is not None and part.key.value == "decisions"]
    return found[0] if found and isinstance(found[0], Collection) else nothing


def _homeless(texts: Sequence[str], body: str, sides: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Comments of either record that stand nowhere in the new one: with what they were about, they went."""
    there = comments_of(body)
    for text, by in zip(texts, sides, strict=True):
        went = [comment for comment in comments_of(text) if comment not in there and not comment.startswith(_MODELINE)]
        if went:
            yield f"# Further comments of {', '.join(by)}:"
            yield from went


def _lost(records: tuple[Record, Record], content: bytes, name: str) -> list[str]:
    """What either record says and the new one nowhere: neither at a place, nor among the decisions."""
    document = parse_document(content, name, wants_of(shape.Study))
    said = leaves_of(document.positions.root[2])
    texts = set(said.values())
    decided = "\n".join(text for path, text in said.items() if path[:1] == (EXTRACTION,))
    return [
        text
        for record in records
        for path, text in leaves_of(record.positions.root[2]).items()
        if text not in texts and text not in decided and path[:1] != (EXTRACTION,)
    ]
