"""The vocabulary as a table for each kind of terms, parts indented below what they are part of; computes nothing."""

from collections.abc import Iterable, Iterator

from drgs_cli.render.document import EMPTY, Column, Document, Group, Note, Row, Table, words
from drgs_cli.vocabulary.terms import KINDS, Term, Terms, Vocabulary

COLUMNS = (
    Column("key", "Key", min_width=16),
    Column("label", "Label", min_width=20),
    Column("synonyms", "Also understood", min_width=20),
    Column("better", "Better", wrap=False),
)
PARENT = Column("parent", "Part of")

NOTES = (
    Note("key", "A key further in is part of the one above it: a question about the whole takes in its parts."),
    Note("names", "Options take keys, labels and synonyms, however they are spelled; records take keys alone."),
)


def vocabulary_document(kinds: Iterable[str], vocabulary: Vocabulary) -> Document:
    """The terms of some kinds; CSV names the parent, which has no indentation to show it by."""
    shown = tuple(kinds)
    table = Table("", COLUMNS, tuple(_group(kind, vocabulary, parents=False) for kind in shown), NOTES)
    plain = Table("", (*COLUMNS, PARENT), tuple(_group(kind, vocabulary, parents=True) for kind in shown), NOTES)
    title = "Vocabulary" if len(shown) > 1 else f"Vocabulary: {shown[0]}"
    return Document(title, (table,), plain)


def _group(kind: str, vocabulary: Vocabulary, *, parents: bool) -> Group:
    terms = vocabulary.kind(kind)
    rows = tuple(_row(kind, term, depth, parents=parents) for key in terms.top() for term, depth in _tree(terms, key))
    return Group(kind, rows, KINDS[kind])


def _tree(terms: Terms, key: str, depth: int = 0) -> Iterator[tuple[Term, int]]:
    yield terms[key], depth
    for child in terms.children(key):
        yield from _tree(terms, child, depth + 1)


def _row(kind: str, term: Term, depth: int, *, parents: bool) -> Row:
    synonyms = ", ".join(term.synonyms)
    cells = (
        words(term.key, indent=depth),
        words(term.label),
        words(synonyms) if synonyms else EMPTY,
        words(term.better) if term.better else EMPTY,
    )
    parent = words(term.parent) if term.parent else EMPTY
    return Row((*cells, parent) if parents else cells, f"{kind}/{term.key}")
