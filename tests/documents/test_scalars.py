"""Numbers of the core schema, and everything that only looks like one."""

import math

import pytest

from drgs_cli.documents.scalars import MEANINGS, number_of, number_or_text


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("012", 12),
        ("-012", -12),
        ("0o17", 15),
        ("0x1f", 31),
        ("1.", 1.0),
        (".5", 0.5),
        ("1e-3", 0.001),
        ("-0.0", -0.0),
    ],
)
def test_a_number_is_read(printed: str, number: float) -> None:
    value = number_or_text(printed)
    assert (value, type(value)) == (number, type(number))


@pytest.mark.parametrize(
    "printed",
    ["-0x1F", "0o8", "1__0", "1 000", "1,5", "+", ".", "..5", "e5", "1e", "٣", "2013-08", "-.infinity"],
)
def test_what_only_looks_like_a_number_is_text(printed: str) -> None:
    assert number_or_text(printed) == printed


@pytest.mark.parametrize("printed", [".inf", "-.INF", "+.Inf", ".nan", "1e309", "-1e400", "9" * 400, "0x" + "f" * 300])
def test_a_number_that_is_not_finite_is_infinity(printed: str) -> None:
    assert number_or_text(printed) == math.inf


def test_the_common_counts_mean_what_the_general_rule_says() -> None:
    counts = {word: value for word, value in MEANINGS.items() if type(value) is int}
    assert counts == {word: number_or_text(word) for word in counts}


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("81.20", 81.2),
        ("+1", 1),
        (".5", 0.5),
        ("1e-3", 0.001),
        ("0x1f", None),
        ("<5", None),
        ("", None),
        ("1e999", None),
    ],
)
def test_a_decimal_number_is_one_and_nothing_else(printed: str, number: float | None) -> None:
    assert number_of(printed) == number
