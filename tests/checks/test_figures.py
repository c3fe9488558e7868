"""The figures of a study by kind, and where their values can lie."""

from collections.abc import Callable

import pytest

from drgs_cli.checks.figures import figures_of, limits
from drgs_cli.records.library import Library
from drgs_cli.vocabulary.load import load_vocabulary

Read = Callable[..., Library]
FORMS = {
    "counts": "{events: 1, n: 9}",
    "percents": "{percent: 40}",
    "occurrences": "{occurrences: 3, patients: 9}",
    "means": "{mean: 4}",
    "medians": "{range: [1, 2]}",
    "rates": "{rate: 8, per: 100-patients}",
}


@pytest.mark.parametrize("kind", FORMS)
def test_a_figure_is_found_under_its_kind_only_with_its_row_and_arm(kind: str, library: Read) -> None:
    row = f"{{outcome: explant, unit: leads, arms: {{drgs: {FORMS[kind]}}}, source: {{report: roe-2020}}}}"
    (study,) = library(f"results: [{row}]").studies
    figures = figures_of(study)
    ((found),) = getattr(figures, kind)
    assert (found.row, found.arm, found.unit) == (study.results[0], study.arms["drgs"], "leads")
    assert not any(getattr(figures, other) for other in {*FORMS, "contrasts"} - {kind})


def test_what_describes_the_patients_is_a_figure_without_row_and_arm(library: Read) -> None:
    text = "population: {indications: {crps: 9}, female: {percent: 40}, baseline_pain: {scale: vas, mean: 7}}"
    figures = figures_of(library(text).studies[0])
    (female,), (pain,) = figures.percents, figures.means
    assert (female.row, female.arm, female.unit, female.scale) == (None, None, "patients", None)
    assert (pain.scale, pain.statistic) == ("vas", "baseline")


def test_words_are_no_figure(library: Read) -> None:
    row = "{outcome: explant, arms: {drgs: {words: none}}, source: {report: roe-2020}}"
    figures = figures_of(library(f"results: [{row}]").studies[0])
    assert not any(getattr(figures, kind) for kind in {*FORMS, "contrasts"})


@pytest.mark.parametrize(
    ("scale", "statistic", "ends"),
    [
        ("nrs-10", None, (0, 10)),
        ("nrs-10", "baseline", (0, 10)),
        ("nrs-10", "final", (0, 10)),
        ("nrs-10", "change", (-10, 10)),
        ("nrs-10", "improvement", (-10, 10)),
        ("nrs-10", "percent-change", (None, None)),
        ("global-perceived-effect-7", "change", (-6, 6)),
        ("walking-distance-m", "final", (0, None)),
        ("walking-distance-m", "change", (None, None)),
        ("vas", "final", (None, None)),
        (None, "final", (None, None)),
    ],
)
def test_values_lie_on_the_scale_and_differences_within_its_width(
    scale: str | None, statistic: str | None, ends: tuple[float | None, float | None]
) -> None:
    assert limits(load_vocabulary().scales, scale, statistic) == ends
