"""Every rounding: input beside the wording it gets."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from drgs_cli.views.numbers import count, fixed, listed, months, p_value, percent, ratio, signed, span


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (2.5, 0, "3"),
        (-2.5, 0, "\N{MINUS SIGN}3"),
        (0.125, 2, "0.13"),
        (3, 1, "3.0"),
        (-0.4, 0, "0"),
        (-0.0, 2, "0.00"),
        (1e-9, 2, "0.00"),
        (-1e300, 2, "\N{MINUS SIGN}1e+300"),
        (999999999999, 1, "999999999999.0"),
    ],
)
def test_a_number_is_rounded_half_away_from_zero(value: float, decimals: int, text: str) -> None:
    assert fixed(value, decimals) == text


@pytest.mark.parametrize(("events", "n", "text"), [(29, 200, "15 %"), (23, 40, "58 %"), (57, 200, "29 %")])
def test_a_half_is_rounded_up_even_where_binary_arithmetic_falls_short(events: int, n: int, text: str) -> None:
    assert percent(events / n) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.4, "0"), (-0.4, "0"), (9.6, "+10"), (-9.6, "\N{MINUS SIGN}10"), (0.0, "0")]
)
def test_a_difference_has_its_sign_unless_it_rounds_to_none(value: float, text: str) -> None:
    assert signed(value, 0) == text


def test_no_difference_with_decimals_has_no_sign() -> None:
    assert signed(0.001, 2) == "0.00"


@pytest.mark.parametrize(
    ("proportion", "text"),
    [
        (0.0, "0 %"),
        (0.000499, "<0.1 %"),
        (0.0005, "0.1 %"),
        (0.99949, "99.9 %"),
        (0.9995, ">99.9 %"),
        (1.0, "100 %"),
    ],
)
def test_none_and_all_are_shown_only_for_a_true_none_and_a_true_all(proportion: float, text: str) -> None:
    assert percent(proportion) == text


@pytest.mark.parametrize(
    ("proportion", "text"),
    [
        (0.004, "0.4 %"),
        (0.014, "1.4 %"),
        (0.0994, "9.9 %"),
        (0.1, "10 %"),
        (0.104, "10 %"),
        (0.896, "90 %"),
        (0.9, "90 %"),
        (0.906, "90.6 %"),
        (0.986, "98.6 %"),
    ],
)
def test_near_none_and_near_all_a_decimal_tells_rates_apart(proportion: float, text: str) -> None:
    assert percent(proportion) == text


@given(some.integers(1, 100_000), some.data())
def test_no_part_is_shown_as_none_or_all(n: int, data: some.DataObject) -> None:
    events = data.draw(some.integers(0, n))
    assert (percent(events / n) == "0 %", percent(events / n) == "100 %") == (events == 0, events == n)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0.000"), (0.0001, "<0.001"), (0.0996, "0.100"), (0.1, "0.10"), (1.455, "1.46"), (12.34, "12.3")],
)
def test_a_ratio_has_the_decimals_that_it_needs(value: float, text: str) -> None:
    assert ratio(value) == text


def test_a_span_of_negative_numbers_has_no_dash() -> None:
    assert span(signed(-3, 0), signed(-1, 0)) == "\N{MINUS SIGN}3 to \N{MINUS SIGN}1"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "p < 0.001"),
        (0.000999, "p < 0.001"),
        (0.001, "p = 0.001"),
        (0.0234, "p = 0.023"),
        (0.25, "p = 0.25"),
        (1.0, "p = 1.00"),
    ],
)
def test_a_p_value_is_never_shown_as_none(value: float, text: str) -> None:
    assert p_value(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "1 month"), (3.0, "3 months"), (0.25, "0.25 months"), (120.0, "120 months")]
)
def test_months_are_as_given(value: float, text: str) -> None:
    assert months(value) == text


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ((1, "row"), "1 row"),
        ((2, "row"), "2 rows"),
        ((0, "row"), "0 rows"),
        ((2, "study", "studies"), "2 studies"),
        ((1, "study", "studies"), "1 study"),
    ],
)
def test_a_count_agrees_with_its_noun(words: tuple[int, str], text: str) -> None:
    assert count(*words) == text


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_words_in_a_row(words: list[str], text: str) -> None:
    assert listed(words) == text
