"""Which test of small-study effects suits which measure."""

import pytest

from drgs_cli.stats.bias.count_tests import harbord
from drgs_cli.stats.bias.small_study import AsymmetryTest, egger
from drgs_cli.stats.effects.binary import peto_odds_ratio
from drgs_cli.stats.effects.measures import MEASURES
from drgs_cli.stats.results import Effect
from drgs_cli.views.pool.bias_words import SUITED, advice


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_has_advice(name: str) -> None:
    said = advice(name, MEASURES[name].no_effect is not None)
    assert said.endswith(".")
    assert said.startswith("None of these tests") == (name not in SUITED and name != "GEN")


def test_measures_that_have_suited_tests_exist() -> None:
    assert set(SUITED) <= set(MEASURES)


def test_for_ratios_eggers_test_is_warned_of() -> None:
    assert "false alarms" in advice("OR", True)
    assert "Egger" not in SUITED["OR"] + SUITED["RR"]


def test_figures_of_one_group_are_told_apart() -> None:
    assert "one group" in advice("PLO", False)
    assert "one group" not in advice("RD", True)


def test_of_petos_odds_ratios_eggers_test_is_that_of_harbord() -> None:
    rows = ((4.0, 20.0, 8.0, 20.0), (3.0, 30.0, 9.0, 30.0), (9.0, 25.0, 7.0, 24.0), (40.0, 200.0, 51.0, 198.0))
    effects = [effect for row in rows if isinstance(effect := peto_odds_ratio(*row), Effect)]
    by_effects = egger([effect.estimate for effect in effects], [effect.variance for effect in effects])
    by_counts = harbord(rows, "OR")
    assert isinstance(by_effects, AsymmetryTest)
    assert isinstance(by_counts, AsymmetryTest)
    assert by_effects.bias == pytest.approx(by_counts.bias, rel=1e-10)
    assert by_effects.p == pytest.approx(by_counts.p, rel=1e-10)
