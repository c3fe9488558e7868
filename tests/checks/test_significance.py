"""How far a printed p-value may lie from those that tests give before it contradicts them."""

import pytest

from drgs_cli.checks.significance import contradicts, span_of, written
from drgs_cli.records.observed import PValue


def printed(text: str) -> PValue:
    if text in ("significant", "not-significant"):
        return PValue(None, None, text)
    return PValue(float(text.lstrip("<>=")), text[0] if text[0] in "<>" else "=", text)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("0.04", 0.035, 0.045),
        ("0.040", 0.0395, 0.0405),
        ("0", 0.0, 0.001),  # what a program prints as 0.000
        ("0.0", 0.0, 0.05),
        ("1", 0.95, 1.0),
        ("1e-5", 1e-5, 1e-5),
        ("<0.01", 0.0, 0.01),
        (">0.05", 0.05, 1.0),
        ("significant", 0.0, 0.05),
        ("not-significant", 0.05, 1.0),
    ],
)
def test_a_printed_p_value_stands_for_a_span(text: str, low: float, high: float) -> None:
    assert span_of(printed(text)) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("0.03", (0.02, 0.05), False),
        ("0.03", (0.06, 0.09), False),  # half of 0.06: one-sided
        ("0.03", (0.15, 0.20), True),  # significant in print only
        ("<0.05", (0.15, 0.20), False),  # half of it is not twice as large
        ("<0.05", (0.25, 0.30), True),
        ("0.20", (0.001, 0.01), True),  # significant by the tests only
        ("0.20", (0.001, 0.12), False),
        ("not-significant", (0.001, 0.004), True),
        ("significant", (0.001, 0.004), False),
        ("0.0002", (0.001, 0.004), False),  # on the same side: a factor of 3 is allowed
        ("0.0001", (0.004, 0.008), True),
        (">0.01", (0.0001, 0.001), True),
        ("0.90", (0.10, 0.20), True),
        ("0.90", (0.35, 0.45), False),
        ("0.00", (0.0, 0.0), False),
    ],
)
def test_a_p_value_contradicts_what_is_clearly_another(text: str, found: tuple[float, ...], expected: bool) -> None:
    assert contradicts(printed(text), found, other_side=2, same_side=3) is expected


def test_a_factor_between_two_tiny_p_values_does_not_count() -> None:
    # six times as large, but the deviates are 6.1 and 5.8
    assert contradicts(printed("1e-9"), (6.4e-9, 6.5e-9), other_side=2, same_side=3) is False


def test_p_values_found_are_written_from_the_smallest_to_the_largest() -> None:
    assert written((0.0412, 0.00312, 0.02)) == "0.0031 to 0.041"
    assert written((0.25, 0.25)) == "0.25"
    assert written((0.0, 0.0005)) == "<0.0001 to 0.0005"
