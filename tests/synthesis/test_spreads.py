"""The spread of the patients comes from what print names, in its order, and from nothing else."""

from collections.abc import Callable
from math import isclose, sqrt

import pytest

from drgs_cli.records.model import Study
from drgs_cli.records.observed import Observation
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.spreads import Summary, sd_from_p, summary_of, with_imputed_spread

Read = Callable[[str], Study]
Ask = Callable[..., Context]


def printed(study: Read, form: str) -> Observation:
    """The form of one arm."""
    return study(f"results: [{{outcome: pain-intensity, arms: {{scs: {{{form}}}}}}}]").results[0].arms["scs"]


USED = [
    # t of 15 degrees of freedom is 2.131449546, of 8, at 90 %, 1.859548038
    ("mean: 40, sd: 12, n: 16", 12, 3, ()),
    ("mean: 40, sd: 12, se: 9, ci: [1, 99], n: 16", 12, 3, ()),
    ("mean: 40, se: 3, ci: [1, 99], n: 16", 12, 3, ("sd-from-se",)),
    ("mean: 40, ci: [37.868550454, 42.131449546], iqr: [1, 99], n: 16", 4, 1, ("sd-from-ci",)),
    ("mean: 40, ci: [38.140451962, 41.859548038], level: 90, n: 9", 3, 1, ("sd-from-ci",)),
]


@pytest.mark.parametrize(("form", "sd", "se", "marks"), USED)
def test_the_first_spread_that_print_names_is_used(
    study: Read, form: str, sd: float, se: float, marks: tuple[str, ...]
) -> None:
    found = summary_of(printed(study, form))
    assert found.mean == 40
    assert (found.sd, found.se) == pytest.approx((sd, se), rel=1e-8)
    assert found.marks == marks


# Wan et al 2014: quartiles 2 z((0.75 n - 0.125)/(n + 0.25)) apart, here z(0.73076923...) of n = 16
ETA_16 = 2 * 0.6151411


def test_a_mean_with_quartiles_has_its_spread_from_their_distance(study: Read) -> None:
    found = summary_of(printed(study, "mean: 45, iqr: [30, 50], n: 16"))
    assert (found.mean, found.marks) == (45, ("sd-from-iqr",))
    assert found.sd == pytest.approx(20 / ETA_16, rel=1e-6)


def test_a_median_with_quartiles_stands_as_the_mean_of_luo_and_the_spread_of_wan(study: Read) -> None:
    # Luo et al 2018: w = 0.7 + 0.39/n of the middle of the quartiles, the rest of the median
    found = summary_of(printed(study, "median: 30, iqr: [20, 50], n: 16"))
    weight = 0.7 + 0.39 / 16
    assert found.mean == pytest.approx(weight * 35 + (1 - weight) * 30)
    assert found.marks == ("sd-from-iqr",)
    assert found.sd == pytest.approx(30 / ETA_16, rel=1e-6)


@pytest.mark.parametrize(
    "form",
    [
        "mean: 40, n: 16",
        "mean: 40, range: [10, 90], n: 16",
        "mean: 40, spread: 12, n: 16",
        "mean: 40, interval: [30, 50], n: 16",
        "mean: 40, p: 0.01, n: 16",
        "mean: 40, ci: [30, 50]",
        "mean: 40, ci: [30, 50], n: 1",
        "mean: 40, ci: [50, 30], n: 16",
        "mean: 40, iqr: [30, 50]",
        "mean: 40, iqr: [50, 30], n: 16",
        "mean: 40, iqr: [30, 50], n: 1",
    ],
)
def test_nothing_else_is_a_spread(study: Read, form: str) -> None:
    found = summary_of(printed(study, form))
    assert found == Summary(40)
    assert found.lacks_spread


def test_an_average_that_is_not_said_to_be_a_mean_has_no_spread(study: Read) -> None:
    found = summary_of(printed(study, "average: 40, sd: 12, n: 16"))
    assert found == Summary(40, marks=("unnamed-average",))
    assert not found.lacks_spread


@pytest.mark.parametrize(
    "form",
    [
        "mean: [40, 50], sd: 12, n: 16",
        "median: 40, n: 16",
        "median: 40, range: [10, 90], n: 16",
        "median: 40, iqr: [30, 50]",
        "median: 60, iqr: [30, 50], n: 16",
        "iqr: [30, 50], n: 16",
        "events: 3, n: 16",
        "words: fell",
    ],
)
def test_without_one_mean_there_is_none(study: Read, form: str) -> None:
    assert summary_of(printed(study, form)) == Summary()


def test_a_spread_without_patients_stands_without_an_error(study: Read) -> None:
    assert summary_of(printed(study, "mean: 40, sd: 12")) == Summary(40, 12)
    assert summary_of(printed(study, "mean: 40, se: 3")) == Summary(40, None, 3, ("sd-from-se",))


def test_other_units_turn_the_mean_and_widen_the_spread() -> None:
    assert Summary(4, 2, 1, ("sd-from-se",)).times(-10) == Summary(-40, 20, 10, ("sd-from-se",))
    assert Summary(4).times(-10) == Summary(-40)
    assert Summary(marks=("unnamed-average",)).times(10) == Summary(marks=("unnamed-average",))


def test_what_no_float_holds_is_not_there() -> None:
    assert Summary(1e308, 1, 1).times(100) == Summary()
    assert Summary(1, 1e308, 1e308).times(100) == Summary(100)


def test_an_exact_p_between_arms_gives_the_spread_within_them() -> None:
    # t of 30 degrees of freedom with a two-sided p of 0.05 is 2.042272456: SE = 10 / t, SD = SE / sqrt(1/16 + 1/16)
    assert sd_from_p(50, 16, 40, 16, 0.05) == pytest.approx(10 / 2.042272456 * sqrt(8), rel=1e-8)


@pytest.mark.parametrize(
    ("means", "sizes", "p"),
    [
        ((50, 40), (16, 16), 0.0),
        ((50, 40), (16, 16), 1.0),
        ((40, 40), (16, 16), 0.05),
        ((50, 40), (1, 1), 0.05),
        ((50, 40), (0, 16), 0.05),
        ((1e308, -1e308), (16, 16), 0.05),
    ],
)
def test_a_p_that_says_nothing_of_the_spread_gives_none(
    means: tuple[float, float], sizes: tuple[int, int], p: float
) -> None:
    assert sd_from_p(means[0], sizes[0], means[1], sizes[1], p) is None


ROW = "outcome: pain-intensity, scale: nrs-10"
CHANGED = f"{ROW}, months: 3, statistic: change, analysed: allocated, arms: {{scs: {{mean: -3, n: 16}}}}"
BEFORE = f"{ROW}, statistic: baseline, analysed: allocated, arms: {{scs: {{mean: 7, sd: 3, n: 16}}}}"
AFTER = f"{ROW}, months: 3, statistic: final, analysed: allocated, arms: {{scs: {{mean: 4, sd: 5, n: 16}}}}"


def imputed(context: Ask, *rows: str, **asked: str) -> Summary:
    """The change of the first row, with what the others leave."""
    text = "\n".join(f"  - {{{row}, source: {{report: roe}}}}" for row in rows)
    found = context(
        "reports: {roe: {role: primary, published: 2020}, late: {role: follow-up, published: 2022}}\nresults:\n" + text,
        **asked,
    )
    study = found.library.studies[0]
    result = study.results[0]
    return with_imputed_spread(summary_of(result.arms["scs"]), study, result, "scs", found)


def test_a_change_has_the_spread_that_those_before_and_after_leave(context: Ask) -> None:
    # sqrt(3^2 + 5^2 - 2 x 0.5 x 3 x 5) = sqrt(19)
    found = imputed(context, CHANGED, BEFORE, AFTER)
    assert (found.mean, found.marks) == (-3, ("sd-imputed-change",))
    assert (found.sd, found.se) == pytest.approx((sqrt(19), sqrt(19) / 4))


def test_the_correlation_is_that_of_the_review(context: Ask) -> None:
    text = "results:\n" + "\n".join(f"  - {{{row}}}" for row in (CHANGED, BEFORE, AFTER))
    found = context(text, review="defaults: {correlation: 0.8}")
    result = found.library.studies[0].results[0]
    summary = with_imputed_spread(Summary(-3), found.library.studies[0], result, "scs", found)
    assert isclose(summary.sd or 0, sqrt(34 - 24))


def test_an_improvement_varies_as_a_change_does(context: Ask) -> None:
    found = imputed(context, CHANGED.replace("change", "improvement"), BEFORE, AFTER)
    assert found.sd == pytest.approx(sqrt(19))


def test_of_several_groups_the_same_is_taken_and_of_one_any(context: Ask) -> None:
    other = BEFORE.replace("allocated", "implanted")
    assert imputed(context, CHANGED, other, AFTER).sd == pytest.approx(sqrt(19))
    assert imputed(context, CHANGED, BEFORE, other.replace("sd: 3", "sd: 9"), AFTER).sd == pytest.approx(sqrt(19))
    third = other.replace("implanted", "trialled")
    assert imputed(context, CHANGED, other, third, AFTER).sd is None


@pytest.mark.parametrize(
    "rows",
    [
        (CHANGED, BEFORE),
        (CHANGED, AFTER),
        (CHANGED, BEFORE.replace("sd: 3, ", ""), AFTER),
        (CHANGED, BEFORE, AFTER.replace("months: 3", "months: 6")),
        (CHANGED, BEFORE, AFTER.replace("nrs-10", "vas-100mm")),
        (CHANGED, BEFORE.replace("scs", "drgs"), AFTER),
        (CHANGED, BEFORE + ", subgroup: {by: sex, is: women}", AFTER),
        (CHANGED, BEFORE + ", aspect: worst", AFTER),
        (CHANGED, BEFORE + ", alternative: another figure", AFTER),
        (CHANGED, BEFORE, AFTER + ", superseded_by: late"),
    ],
)
def test_rows_of_something_else_leave_no_spread(context: Ask, rows: tuple[str, ...]) -> None:
    assert imputed(context, *rows) == Summary(-3)


def test_a_change_without_patients_has_a_spread_but_no_error(context: Ask) -> None:
    found = imputed(context, CHANGED.replace(", n: 16", ""), BEFORE, AFTER)
    assert found.se is None
    assert found.sd == pytest.approx(sqrt(19))


def test_only_a_change_in_points_is_imputed(context: Ask) -> None:
    assert imputed(context, CHANGED.replace("change", "percent-change"), BEFORE, AFTER).sd is None


def test_a_spread_that_is_printed_is_kept(context: Ask) -> None:
    assert imputed(context, CHANGED.replace("-3,", "-3, sd: 7,"), BEFORE, AFTER).sd == 7


def test_what_was_printed_later_leaves_no_spread_yet(context: Ask) -> None:
    text = f"""
        reports: {{roe: {{role: primary, published: 2020}}, late: {{role: follow-up, published: 2022}}}}
        results:
          - {{{CHANGED}, source: {{report: roe}}}}
          - {{{BEFORE}, source: {{report: late}}}}
          - {{{AFTER}, source: {{report: roe}}}}
        """
    for as_of, sd in (("2021", None), ("2022", pytest.approx(sqrt(19)))):
        found = context(text, as_of=as_of)
        study = found.library.studies[0]
        assert with_imputed_spread(Summary(-3), study, study.results[0], "scs", found).sd == sd
