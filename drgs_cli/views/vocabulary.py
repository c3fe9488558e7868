"""The vocabulary as a table for each kind of terms, parts indented below what they are part of; computes nothing."""

from collections.abc import Iterable, Iterator

from drgs_cli.render.document import EMPTY, Cell, Column, Document, Group, Note, Row, Table, words
from drgs_cli.vocabulary.terms import KINDS, Term, Terms, Vocabulary

KEY = Column("key", "Key", wrap=False)
LABEL = Column("label", "Label", min_width=20)
SYNONYMS = Column("synonyms", "Also understood", min_width=20)
BETTER = Column("better", "Better", wrap=False)
PARENT = Column("parent", "Part of")

NOTES = (
    Note("key", "A key further in is part of the one above it: a question about the whole takes in its parts."),
    Note("names", "Options take keys, labels and synonyms, however they are spelled; records take keys alone."),
)


def vocabulary_document(kinds: Iterable[str], vocabulary: Vocabulary) -> Document:
    """The terms of some kinds; CSV names the parent, which has no indentation to show it by."""
    shown = tuple(kinds)
    judged = any(term.better for kind in shown for term in vocabulary.kind(kind).values())
    columns = (KEY, LABEL, SYNONYMS, *((BETTER,) if judged else ()))
    title = "Vocabulary" if len(shown) > 1 else f"Vocabulary: {shown[0]}"
    plain = (KEY, LABEL, SYNONYMS, BETTER, PARENT)
    return Document(title, (_table(columns, shown, vocabulary),), lambda: _table(plain, shown, vocabulary))


def _table(columns: tuple[Column, ...], kinds: tuple[str, ...], vocabulary: Vocabulary) -> Table:
    groups = []
    for kind in kinds:
        terms = vocabulary.kind(kind)
        listed = (found for key in terms.top() for found in _tree(terms, key))
        rows = tuple(Row(_cells(columns, term, depth), f"{kind}/{term.key}") for term, depth in listed)
        groups.append(Group(kind, rows, KINDS[kind]))
    return Table("", columns, tuple(groups), NOTES)


def _tree(terms: Terms, key: str, depth: int = 0) -> Iterator[tuple[Term, int]]:
    yield terms[key], depth
    for child in terms.children(key):
        yield from _tree(terms, child, depth + 1)


def _cells(columns: tuple[Column, ...], term: Term, depth: int) -> tuple[Cell, ...]:
    texts = {
        "label": term.label,
        "synonyms": ", ".join(term.synonyms),
        "better": term.better or "",
        "parent": term.parent or "",
    }
    rest = (texts[column.key] for column in columns[1:])
    return (words(term.key, indent=depth), *(words(text) if text else EMPTY for text in rest))
