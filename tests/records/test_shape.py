"""The shape of a record is one that msgspec can hold without harm, and that a study written whole passes."""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from itertools import product
from textwrap import dedent

import msgspec
import pytest
from msgspec import inspect

from drgs_cli.records import shape, shape_figures
from drgs_cli.records.review_shape import ReviewShape
from drgs_cli.vocabulary.load import TermShapes

COLLECTIONS = (
    inspect.CollectionType,  # list, set, frozenset, tuple of any length
    inspect.TupleType,
    inspect.DictType,
)


def unions(kind: inspect.Type) -> Iterator[list[inspect.Type]]:
    """The alternatives of every place below a type, annotations taken off."""
    waiting, seen = [kind], set[int]()
    while waiting:
        found = plain(waiting.pop())
        if id(found) in seen:
            continue
        seen.add(id(found))
        parts = [plain(part) for part in found.types] if isinstance(found, inspect.UnionType) else [found]
        yield parts
        for part in parts:
            if isinstance(part, inspect.StructType):
                waiting += [field.type for field in part.fields]
            elif isinstance(part, inspect.DictType):
                waiting += [part.key_type, part.value_type]
            elif isinstance(part, inspect.TupleType):
                waiting += part.item_types
            elif isinstance(part, inspect.CollectionType):
                waiting.append(part.item_type)


def plain(kind: inspect.Type) -> inspect.Type:
    while isinstance(kind, inspect.Metadata):
        kind = kind.type
    return kind


def corrupting(schema: inspect.Type) -> list[list[str]]:
    """Unions of a text with a pattern and a collection: msgspec 0.22 frees the pattern as a type."""
    return [
        [type(part).__name__ for part in parts]
        for parts in unions(schema)
        if any(isinstance(part, inspect.StrType) and part.pattern is not None for part in parts)
        and any(isinstance(part, COLLECTIONS) for part in parts)
    ]


@pytest.mark.parametrize("schema", [shape.Study, ReviewShape, TermShapes])
def test_no_union_joins_a_text_that_has_a_pattern_with_a_collection(schema: object) -> None:
    assert corrupting(inspect.type_info(schema)) == []


PATTERN = inspect.StrType(pattern="^[A-Z]{2}$")


@pytest.mark.parametrize(
    "collection",
    [
        inspect.ListType(inspect.IntType()),
        inspect.DictType(inspect.StrType(), inspect.IntType()),
        inspect.SetType(inspect.IntType()),
        inspect.VarTupleType(inspect.IntType()),
        inspect.TupleType((inspect.IntType(),)),
    ],
)
def test_the_search_for_such_unions_finds_one_at_any_depth(collection: inspect.Type) -> None:
    # Put together by hand: `type_info` of such a union would itself be what ends Python.
    harmful = inspect.UnionType((inspect.Metadata(PATTERN, None, {}), collection))
    field = inspect.Field("places", "places", inspect.DictType(inspect.StrType(), inspect.ListType(harmful)))
    assert len(corrupting(inspect.StructType(shape_figures.Entry, (field,)))) == 1


READS_AND_LEAVES = """
    import msgspec
    from drgs_cli.records import shape
    from drgs_cli.records.review_shape import ReviewShape

    arm = {"percent": [30, 40], "p": "<0.05", "mean": 3}
    row = {"outcome": "pain", "pain_location": "knee", "arms": {"a": arm}}
    study = {"id": "roe-2020", "label": "Roe", "population": {"indications": {"crps": "unknown"}}}
    msgspec.convert({**study, "arms": {"a": {"intervention": "drgs"}}, "results": [row]}, shape.Study)
    msgspec.convert({"windows": {"3": [2, 4.5]}, "vocabulary": {"outcomes": {}}}, ReviewShape)
"""


@pytest.mark.parametrize("seed", ["0", "1", "2", "3", "7", "42"])
def test_the_interpreter_leaves_in_peace_after_reading(seed: str) -> None:
    left = subprocess.run(
        [sys.executable, "-c", dedent(READS_AND_LEAVES)],
        env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (left.returncode, left.stderr) == (0, "")


def test_reserved_words_of_python_are_written_without_their_underscore() -> None:
    assert {"from", "to"} <= {field.encode_name for field in msgspec.structs.fields(shape.Period)}
    assert "for" in {field.encode_name for field in msgspec.structs.fields(shape_figures.Source)}
    assert "class" in {field.encode_name for field in msgspec.structs.fields(shape.EvidenceClass)}


@pytest.mark.parametrize("bad", ["Roe-2020", "roe_2020", "-roe", "roe--2020", "roé-2020", ""])
def test_a_key_is_small_letters_digits_and_single_hyphens(bad: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(bad, shape_figures.Key)


@pytest.mark.parametrize("good", ["2017", "2017-04", "2017-12-31"])
def test_a_date_may_be_a_year_a_month_or_a_day(good: str) -> None:
    assert msgspec.convert(good, shape_figures.Day) == good


@pytest.mark.parametrize("bad", ["17", "2017-13", "2017-4", "2017-00", "2017-01-32", "2017/04", "0217"])
def test_no_other_form_is_a_date(bad: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(bad, shape_figures.Day)


@pytest.mark.parametrize("year", [1000, 1600, 1896, 1900, 1996, 2000, 2010, 2012, 2020, 2022, 2023, 2100, 2999])
def test_a_day_is_one_of_the_calendar(year: int) -> None:
    for month, day in product(range(1, 13), range(28, 32)):
        try:
            there_is = bool(date(year, month, day))
        except ValueError:
            there_is = False
        assert bool(re.search(shape_figures.DAY, f"{year}-{month:02}-{day}")) == there_is, (year, month, day)


@pytest.mark.parametrize("good", ["<0.001", ">0.05", ">=.05", "<=0.05", "significant", "not-significant"])
def test_a_p_value_that_is_no_number_has_a_sign_or_is_a_word(good: str) -> None:
    assert msgspec.convert(good, shape_figures.PText) == good


@pytest.mark.parametrize("bad", ["0.001", "< 0.001", "<1", "=0.05", "ns", "p<0.05"])
def test_no_other_text_is_a_p_value(bad: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(bad, shape_figures.PText)
