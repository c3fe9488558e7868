"""A record, or the review, in the one layout, and proof that it says what it said; writes nothing itself."""

import re
from functools import cache
from typing import Any

from drgs_cli.documents.commented import comments_of, owners_of, tree_of
from drgs_cli.documents.layout import laid_out
from drgs_cli.documents.parse import Document, parse_document
from drgs_cli.documents.positions import Below
from drgs_cli.documents.problems import Location, Problem
from drgs_cli.documents.wants import Wants, wants_of
from drgs_cli.errors import DrgsError
from drgs_cli.records.library import REVIEW_NAME
from drgs_cli.records.review_shape import ReviewShape
from drgs_cli.records.shape import Study

# A title is looked for with grep, so it is never folded.
NEVER_FOLDED = frozenset(("title",))
_TOP_KEY = re.compile(rb"^([^\s#:]+):", re.MULTILINE)  # of a file that is laid out
_OF_A_DESCRIPTION = ("scale", "pain_location", "aspect")


def canonical(content: bytes, name: str) -> bytes | tuple[Problem, ...]:
    """The bytes of a file in the one layout, or why it cannot be read; the review is known by its name.

    Raises DrgsError where the layout would change what the file says: a defect of ours, and nobody's data pay for it.
    """
    wants = _wants_of(name)
    document = parse_document(content, name, wants)
    if document.problems:
        return document.problems
    text = document.positions.text.replace("\r\n", "\n")
    anew = laid_out(tree_of(text), wants, NEVER_FOLDED)
    written = anew.encode()
    if written != content and not _says_the_same(document, text, written, wants):
        raise DrgsError(f"{name}: cannot be laid out without changing what it says; left as it is (a defect of drgs)")
    return written


def canonical_record(content: bytes, name: str) -> bytes | tuple[Problem, ...]:
    """The same, but a file most of whose keys are none of the format is not touched: it is of another program."""
    written = canonical(content, name)
    if isinstance(written, tuple):
        return written
    wants = _wants_of(name)
    found = _TOP_KEY.findall(written)
    if sum(key.decode() in wants.keys for key in found) * 2 >= len(found) > 0:
        return written
    message = f"this is no {'review' if _is_review(name) else 'study record'}"
    hint = f"the keys of one are {', '.join(list(wants.keys)[:4])} ..."
    return (Problem(Location(name, 1, 1), "S101", "error", message, hint),)


def _wants_of(name: str) -> Wants:
    return wants_of(ReviewShape) if _is_review(name) else _wants_of_a_record()


def _is_review(name: str) -> bool:
    return name.rpartition("/")[2] == REVIEW_NAME


@cache
def _wants_of_a_record() -> Wants:
    """What a record wants, with the order of keys in which people write; its Structs have it, but for one.

    A description of the patients inherits its figures, and a Struct has what it inherits first.
    """
    wants = wants_of(Study)
    population = wants.keys["population"]
    described = {key: _with_first(wants, _OF_A_DESCRIPTION) for key, wants in population.keys.items()}
    return _with_keys(wants, wants.keys | {"population": _with_keys(population, described)})


def _with_first(wants: Wants, first: tuple[str, ...]) -> Wants:
    """The same with these keys in front, here and in the items of a list, where it has them all."""
    if not wants.keys.keys() >= set(first):
        return wants
    keys = {key: wants.keys[key] for key in (*first, *wants.keys)}
    return _with_keys(wants, keys, _with_first(wants.items, first))


def _with_keys(wants: Wants, keys: dict[str, Wants], items: Wants | None = None) -> Wants:
    return Wants(text=wants.text, keys=keys, rest=wants.rest, items=items or wants.items)


def _says_the_same(before: Document, text: str, written: bytes, wants: Wants) -> bool:
    after = parse_document(written, before.path, wants)
    if after.problems or after.data != before.data:
        return False
    anew = after.positions.text
    same_print = _same_print(before.positions.root[2], after.positions.root[2], wants)
    there = comments_of(text)
    if not same_print or there != comments_of(anew):
        return False
    return not there or owners_of(tree_of(text)) == owners_of(tree_of(anew))


def _same_print(before: Below, after: Any, wants: Wants) -> bool:
    """Whether every scalar of equal data is printed as it was; only known keys may change their order."""
    if isinstance(before, str):
        same: bool = before == after
        return same
    if isinstance(before, list):
        return all(_same_print(one[2], other[2], wants.items) for one, other in zip(before, after, strict=True))
    if not wants.keys and list(before) != list(after):
        return False
    return all(_same_print(before[key][2], after[key][2], wants.keys.get(key, wants.rest)) for key in before)
