"""Names of measures as they are typed, and what may be meant by those that are none."""

import click
import pytest

from drgs_cli.cli.measure_names import measure_of


def test_a_measure_is_taken_in_capitals_or_not() -> None:
    assert (measure_of("plo", False), measure_of(" Rr ", True)) == ("PLO", "RR")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("RRR", "RR or IRR"),
        ("risk ratio", "RR"),
        ("Risk_Ratio", "RR"),
        ("relative risk", "RR"),
        ("odds ratios", "OR"),
        ("incidence rate ratio", "IRR"),
        ("standardised mean difference", "SMD"),
        ("SMDD", "SMD, SMDH or SMD1"),
        ("hedges' g", "SMD"),
        ("proportion", "PR"),
    ],
)
def test_another_word_gets_the_nearest_measures(typed: str, meant: str) -> None:
    with pytest.raises(click.UsageError) as told:
        measure_of(typed, False)
    assert str(told.value) == f"--measure: {typed!r} is no measure; did you mean {meant}?"


def test_a_word_that_is_near_none_gets_all() -> None:
    with pytest.raises(click.UsageError, match="'foo' is no measure; there are OR, RR, RD, IRR, MD, SMD, GEN"):
        measure_of("foo", True)


@pytest.mark.parametrize("typed", ["HR", "hazard ratio", "log-HR"])
def test_a_hazard_ratio_is_pooled_as_it_is_reported(typed: str) -> None:
    with pytest.raises(click.UsageError, match="--measure GEN --transform exp, with yi = ln HR and vi or sei"):
        measure_of(typed, False)
