"""Every rounding: input beside the wording it gets; and what holds of all numbers together with their limits."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from drgs_cli.views.numbers import (
    DIFFERENCE,
    DIGITS,
    MEAN,
    MINUS,
    PER_100,
    PERCENT,
    RATE,
    RATIO,
    Kind,
    count,
    digits_with_limits,
    fixed,
    listed,
    months,
    p_value,
    per_100_with_interval,
    percent,
    percent_with_interval,
    ratio,
    ratio_with_interval,
    share,
    signed,
    span,
)


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
    [
        (0.0, "0.00"),
        (0.0001, "<0.001"),
        (0.054, "0.054"),
        (0.0996, "0.10"),
        (0.1, "0.10"),
        (1.455, "1.46"),
        (9.996, "10.0"),
        (12.34, "12.3"),
    ],
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
        (0.0999, "p = 0.10"),
        (0.997, "p > 0.99"),
        (1.0, "p = 1.00"),
    ],
)
def test_a_p_value_is_never_shown_as_none_and_as_1_only_where_it_is(value: float, text: str) -> None:
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


@pytest.mark.parametrize(
    ("worded", "text"),
    [
        (ratio_with_interval(9.52, 0.832, 102.3), "9.52 (0.83 to 102.30)"),
        (ratio_with_interval(0.98, 0.5, 1.0), "0.98 (0.50 to 1.00)"),
        (ratio_with_interval(1.2, 1.0004, 1.4), "1.200 (>1.000 to 1.400)"),
        (percent_with_interval(0.75, 0.6, 0.91), "75 % (60 % to 91 %)"),
        (percent_with_interval(0.8, 0.5, 0.9996), "80.0 % (50.0 % to >99.9 %)"),
        (percent_with_interval(1.0, 0.805, 1.0), "100 % (81 % to 100 %)"),
        (percent_with_interval(1.0, 0.9, 1.0), "100 % (90 % to 100 %)"),
        (percent_with_interval(0.0, 0.0, 0.018), "0.0 % (0.0 % to 1.8 %)"),
        (per_100_with_interval(25.4, 10.4, 38.6), "+25 (+10 to +39)"),
        (per_100_with_interval(-3.0, -6.2, -0.02), f"{MINUS}3.0 ({MINUS}6.2 to <0.0)"),
        (digits_with_limits(0.313, 0.12, 1.114), "0.313 (0.120 to 1.114)"),
        (digits_with_limits(0.0, 0.0, 0.4321), "0.000 (0.000 to 0.432)"),
    ],
)
def test_an_estimate_and_its_limits_are_shown_to_the_same_place(worded: str, text: str) -> None:
    assert worded == text


def test_a_prediction_is_shown_to_the_place_of_its_estimate() -> None:
    assert RATIO.limits(0.05, (0.01, 0.25), 0.002, 1.2) == ("0.002", "1.200")
    assert RATIO.limits(1.5, (1.1, 2.0), 0.0001, 30.0) == ("<0.01", "30.00")


POSITIVE = some.floats(1e-6, 1e6)
OF_EITHER_SIGN = some.floats(-1e6, 1e6).filter(lambda value: value == 0 or abs(value) > 1e-9)
IN_100 = some.floats(-100, 100).filter(lambda value: value == 0 or abs(value) > 1e-9)
NUMBERS = [
    (RATIO, POSITIVE | some.floats(0.99, 1.01), (0.0, 1.0)),
    (PERCENT, some.floats(0, 1), (0.0, 100.0)),
    (RATE, POSITIVE, (0.0,)),
    (DIGITS, some.floats(1e-3, 1e3), (0.0,)),
    (DIFFERENCE, OF_EITHER_SIGN, (0.0,)),
    (PER_100, IN_100, (0.0,)),
    (MEAN, OF_EITHER_SIGN, ()),
]


def three(numbers: some.SearchStrategy[float]) -> some.SearchStrategy[tuple[float, float, float]]:
    """An estimate between its limits."""

    def ordered(found: list[float]) -> tuple[float, float, float]:
        low, middle, high = sorted(found)
        return middle, low, high

    return some.lists(numbers, min_size=3, max_size=3).map(ordered)


def decimals_of(text: str) -> int:
    return len(text.removesuffix(" %").partition(".")[2])


def read_back(text: str) -> float:
    """What a reader takes a figure for; a bound is beside its number."""
    number = float(text.removesuffix(" %").strip("<>+").replace(MINUS, "-"))
    return number + {"<": -1e-9, ">": 1e-9}.get(text[0], 0.0)


@pytest.mark.parametrize(("kind", "numbers"), [entry[:2] for entry in NUMBERS])
@given(data=some.data())
def test_of_three_figures_all_have_the_same_decimals_and_keep_their_order(
    kind: Kind, numbers: some.SearchStrategy[float], data: some.DataObject
) -> None:
    estimate, low, high = data.draw(three(numbers))
    texts = kind.texts(estimate, low, high)
    assert len({decimals_of(text) for text in texts}) == 1
    shown = [read_back(text) for text in (texts[1], texts[0], texts[2])]
    assert all(before <= after + 2e-9 for before, after in pairwise(shown))


@pytest.mark.parametrize(("kind", "numbers", "telling"), NUMBERS)
@given(data=some.data())
def test_a_limit_is_shown_as_none_all_or_no_difference_only_where_it_is_that(
    kind: Kind, numbers: some.SearchStrategy[float], telling: tuple[float, ...], data: some.DataObject
) -> None:
    estimate, low, high = data.draw(three(numbers))
    times = 100 if kind is PERCENT else 1
    for text, value in zip(kind.texts(estimate, low, high)[1:], (low, high), strict=True):
        assert read_back(text) not in telling or times * value == pytest.approx(read_back(text), rel=1e-12, abs=0)


@pytest.mark.parametrize(("kind", "numbers"), [entry[:2] for entry in NUMBERS])
@given(data=some.data())
def test_what_is_shown_is_shown_so_again_to_the_same_place(
    kind: Kind, numbers: some.SearchStrategy[float], data: some.DataObject
) -> None:
    texts = kind.texts(*data.draw(three(numbers)))
    assume(not any(text[0] in "<>" for text in texts))
    times = 100 if kind is PERCENT else 1
    again = [kind.at(read_back(text) / times, decimals_of(text), place > 0) for place, text in enumerate(texts)]
    assert again == list(texts)


@pytest.mark.parametrize("number", [ratio, percent, lambda value: p_value(value).removeprefix("p = ")])
@given(value=some.floats(0.001, 1))
def test_a_number_alone_is_shown_so_again(number: Callable[[float], str], value: float) -> None:
    text = number(value)
    assume(not text.startswith(("<", ">", "p")))
    assert number(read_back(text) / (100 if text.endswith("%") else 1)) == text


@given(some.floats(0, 1))
def test_no_p_value_is_0_and_only_1_is_1(value: float) -> None:
    text = p_value(value)
    assert text.startswith(("p < 0.001", "p = 0.", "p > 0.99", "p = 1.00"))
    assert text.strip("p =0.")
    assert text != "p = 1.00" or value == pytest.approx(1.0, rel=1e-11)


@given(some.floats(0, 1), some.integers(0, 3))
def test_a_share_is_none_or_all_only_where_it_is_that(value: float, decimals: int) -> None:
    text = share(value, decimals)
    if not text.startswith(("<", ">")):
        assert (read_back(text) in (0.0, 100.0)) == (value in (0.0, 1.0))
