"""What a percentage as printed can stand for."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.checks.printed import decimals, half_unit, in_last_digits, is_share, parts_near
from drgs_cli.records.observed import Percentage, Printed


def percentage(text: str) -> Percentage:
    return Percentage(float(text), None, None, text)


@pytest.mark.parametrize(
    ("text", "digits"), [("81", 0), ("81.20", 2), ("0.5", 1), ("81.", 0), ("1.5e-3", 4), ("1.5E3", 0), ("0x1e", 0)]
)
def test_printed_noughts_are_digits(text: str, digits: int) -> None:
    assert decimals(text) == digits


@pytest.mark.parametrize(
    ("text", "counted"), [("81.20", (8120, 100)), ("-0.3", (-3, 10)), ("7", (7, 1)), ("0." + "1" * 20, None)]
)
def test_a_printed_number_is_so_many_of_its_last_digit(text: str, counted: tuple[int, int] | None) -> None:
    assert in_last_digits(Printed(float(text), text)) == counted


def test_a_printed_number_may_be_half_a_last_digit_away() -> None:
    assert half_unit(Printed(81.2, "81.2")) == pytest.approx(0.05, abs=0)


@pytest.mark.parametrize(
    ("text", "part", "whole", "fits"),
    [
        ("81.2", 56, 69, True),  # 81.159
        ("81.1", 56, 69, True),  # cut off
        ("81.0", 56, 69, False),
        ("81.3", 56, 69, False),
        ("81.20", 56, 69, False),  # two decimals are a promise
        ("12", 1, 8, True),  # 12.5: half to even, or cut off
        ("13", 1, 8, True),  # half up
        ("33", 1, 3, True),
        ("34", 1, 3, False),  # 33.3 is never rounded up
        ("100", 69, 69, True),
        ("0", 0, 69, True),
    ],
)
def test_rounding_and_cutting_off_are_taken_for_the_share(text: str, part: int, whole: int, fits: bool) -> None:
    assert is_share(percentage(text), part, whole) is fits


@pytest.mark.parametrize(
    ("bound", "part", "fits"),
    [
        (Percentage(None, 85, None, ">85"), 17, False),
        (Percentage(None, 85, None, ">85"), 18, True),
        (Percentage(None, 85, None, ">=85"), 17, True),
        (Percentage(None, None, 15, "<15"), 3, False),
        (Percentage(None, None, 15, "<=15"), 3, True),
        (Percentage(None, None, 15, "<=15"), 4, False),
        (Percentage(None, 85.4, 90, "[85.4, 90]"), 17, True),
        (Percentage(None, 86, 90, "[86, 90]"), 17, False),
        (Percentage(37, None, None, "~37"), 17, True),
    ],
)
def test_a_bound_is_held_to_what_it_says_of_twenty(bound: Percentage, part: int, fits: bool) -> None:
    assert is_share(bound, part, 20) is fits


@given(st.integers(1, 5000), st.data(), st.integers(0, 3))
def test_every_count_fits_its_own_share_rounded(whole: int, data: st.DataObject, digits: int) -> None:
    part = data.draw(st.integers(0, whole))
    share = Fraction(100 * part, whole)
    text = f"{float(round(share, digits)):.{digits}f}"
    assert is_share(percentage(text), part, whole)
    assert any(is_share(percentage(text), near, whole) for near in parts_near(float(text), whole))


def test_the_parts_nearest_to_a_percentage_lie_on_either_side() -> None:
    assert (parts_near(37, 10), parts_near(100, 10), parts_near(0, 10)) == ((3, 4), (10, 10), (0, 1))
