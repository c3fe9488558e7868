"""The one way in which a YAML text is laid out: indentation, brackets, blank lines, order; knows no study.

Brackets stay if all of it fits on one line and no comment is inside; what stands in a block stays in it. Texts stay on
one line, or on lines, as somebody chose, unless a line gets too long.
"""

from collections.abc import Set as AbstractSet

from drgs_cli.documents.commented import BLANK, Collection, Entry, Scalar, head_of
from drgs_cli.documents.scalar_layout import folded, on_lines, on_one_line
from drgs_cli.documents.wants import Wants

WIDEST = 150  # columns of a line with brackets or words
_STEP = 2


def laid_out(root: Collection, wants: Wants, never_folded: AbstractSet[str] = frozenset()) -> str:
    """The text of a file. Known keys stand in the order of `wants`; texts of the keys in `never_folded` stay whole."""
    layout = _Layout(never_folded)
    layout.file(root, wants)
    return "\n".join(layout.lines) + "\n"


class _Layout:
    """The lines of a file, or of a part of it."""

    def __init__(self, never_folded: AbstractSet[str]) -> None:
        self.lines: list[str] = []
        self._never_folded = never_folded

    def file(self, root: Collection, wants: Wants) -> None:
        """The root: blank lines around every entry of several lines, and what heads the file stays its head."""
        head, first = head_of(root), root.entries[0] if root.entries else None
        self._comments(head, 0)
        if not root.entries:
            self.lines.append("{}")
        was_long = False
        for number, entry in enumerate(_in_order(root, wants)):
            part = _Layout(self._never_folded)
            part.entry(entry, _below(wants, entry), 0)
            is_long = len(part.lines) > 1
            before = entry.before[len(head) :] if entry is first else entry.before
            if number == 0 and entry is not first:  # a blank line would make a head of what is about the entry
                before = [comment for comment in before if comment != BLANK]
            if number and (is_long or was_long) and BLANK not in before:
                before = [BLANK, *before]
            self._comments(before, 0)
            self.lines += part.lines
            was_long = is_long
        self._comments(root.after, 0)
        while self.lines and self.lines[-1] == BLANK:
            self.lines.pop()

    def entry(self, entry: Entry, wants: Wants, indentation: int) -> None:
        """An entry without the comments before it; its first line begins at the indentation."""
        margin = " " * indentation
        key = None if entry.key is None else on_one_line(entry.key, is_text=True, in_brackets=False)
        head = f"{margin}-" if key is None else f"{margin}{key}:"
        value = entry.value
        if isinstance(value, Scalar):
            may_fold = entry.key is None or entry.key.value not in self._never_folded
            self._with_comments(entry, indentation, self._scalar(head, value, wants.text, indentation, may_fold))
            return
        lines = self._brackets(head, entry, value, wants, indentation)
        if lines is not None:
            self._with_comments(entry, indentation, lines)
        elif key is not None:
            self._with_comments(entry, indentation, [head])
            self._block(value, wants, indentation + _STEP)
        else:
            self._comments(entry.beside, indentation)
            self._block_behind_dash(head, value, wants, indentation)

    def _brackets(self, head: str, entry: Entry, node: Collection, wants: Wants, indentation: int) -> list[str] | None:
        """The lines of what fits between brackets: only a list of words may go on below; None for a block."""
        if not _may_be_in_brackets(node):
            return None
        parts = _parts(node, wants)
        line = f"{head} {_closed(node, parts)}"
        if len(line) <= WIDEST or not parts:
            return [line]
        if entry.beside or node.is_mapping or not all(isinstance(below.value, Scalar) for below in node.entries):
            return None
        lines = _filled(f"{head} [", parts, indentation + _STEP)
        return lines if max(map(len, lines)) <= WIDEST else None

    def _block(self, node: Collection, wants: Wants, indentation: int) -> None:
        for number, entry in enumerate(_in_order(node, wants)):
            self._comments(entry.before, indentation, is_first=not number)
            self.entry(entry, _below(wants, entry), indentation)
        self._comments(node.after, indentation)

    def _block_behind_dash(self, head: str, node: Collection, wants: Wants, indentation: int) -> None:
        """The first line of the block stands behind the dash, and the comments that were above it above the dash."""
        part = _Layout(self._never_folded)
        part._block(node, wants, indentation + _STEP)
        start = next(number for number, line in enumerate(part.lines) if line and not line.lstrip().startswith("#"))
        self.lines += [line[_STEP:] for line in part.lines[:start]]
        self.lines += [f"{head} {part.lines[start].lstrip()}", *part.lines[start + 1 :]]

    def _scalar(self, head: str, scalar: Scalar, is_text: bool, indentation: int, may_fold: bool) -> list[str]:
        lines = on_lines(scalar, indentation + _STEP, WIDEST)
        if lines is None:
            written = on_one_line(scalar, is_text, in_brackets=False)
            if not written:
                return [head]
            lines = [written]
            if may_fold and len(head) + 1 + len(written) > WIDEST:
                lines = folded(scalar, indentation + _STEP) or lines
        return [f"{head} {lines[0]}", *lines[1:]]

    def _with_comments(self, entry: Entry, indentation: int, lines: list[str]) -> None:
        """The lines with the comment beside the first of them; of several comments the others stand above."""
        if entry.beside:
            self._comments(entry.beside[:-1], indentation)
            lines[0] += f"  {entry.beside[-1]}"
        self.lines += lines

    def _comments(self, comments: list[str], indentation: int, is_first: bool = False) -> None:
        """Comments on lines of their own, and blank lines: never two, and none above the first entry of a block."""
        for comment in comments:
            if comment != BLANK:
                self.lines.append(" " * indentation + comment)
                is_first = False
            elif self.lines and self.lines[-1] != BLANK and not is_first:
                self.lines.append(BLANK)


def _below(wants: Wants, entry: Entry) -> Wants:
    return wants.items if entry.key is None else wants.keys.get(entry.key.value, wants.rest)


def _in_order(node: Collection, wants: Wants) -> list[Entry]:
    """The entries in the order of the keys that are known; an unknown key stays behind the one it stood behind."""
    if not node.is_mapping or not wants.keys:
        return node.entries
    ranks = {key: rank for rank, key in enumerate(wants.keys)}
    ranked: list[tuple[int, Entry]] = []
    rank = -1
    for entry in node.entries:
        rank = ranks.get(entry.key.value, rank) if entry.key is not None else rank
        ranked.append((rank, entry))
    return [entry for _, entry in sorted(ranked, key=lambda pair: pair[0])]


def _may_be_in_brackets(node: Collection) -> bool:
    """Whether it stood in brackets or is empty, and holds no comment."""
    if node.after or not (node.in_brackets or not node.entries):
        return False
    return not any(
        entry.before or entry.beside or (isinstance(entry.value, Collection) and not _may_be_in_brackets(entry.value))
        for entry in node.entries
    )


def _parts(node: Collection, wants: Wants) -> list[str]:
    """What stands between the commas."""
    parts = []
    for entry in _in_order(node, wants):
        below = _below(wants, entry)
        key = "" if entry.key is None else f"{on_one_line(entry.key, is_text=True, in_brackets=True)}: "
        if isinstance(entry.value, Scalar):
            parts.append(key + on_one_line(entry.value, below.text, in_brackets=True))
        else:
            parts.append(key + _closed(entry.value, _parts(entry.value, below)))
    return parts


def _closed(node: Collection, parts: list[str]) -> str:
    text = ", ".join(parts)
    return f"{{{text}}}" if node.is_mapping else f"[{text}]"


def _filled(head: str, parts: list[str], indentation: int) -> list[str]:
    """A list in brackets over several lines, as many words on each as fit."""
    lines = [head + parts[0]]
    for part in parts[1:]:
        lines[-1] += ","
        if len(lines[-1]) + len(part) + 2 <= WIDEST:
            lines[-1] += f" {part}"
        else:
            lines.append(" " * indentation + part)
    lines[-1] += "]"
    return lines
