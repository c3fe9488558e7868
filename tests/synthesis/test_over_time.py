"""The estimate as it stood after each day on which a study came into print."""

from comparative_effects import RESPONDERS, asking, chosen, counted, study, without
from msgspec.structs import replace

from drgs_cli.records.model import Report
from drgs_cli.records.observed import Source
from drgs_cli.stats.results import NotEstimable
from drgs_cli.synthesis.effect import RandomisedEffect
from drgs_cli.synthesis.over_time import cumulative, published
from drgs_cli.synthesis.pooled_effects import pool_effects
from drgs_cli.synthesis.selection import Chosen

OLD = counted("old", (6, 10), (3, 10), published="2015")
MIDDLE = counted("middle", (7, 11), (5, 12), published="2017-03")
NEW = counted("new", (9, 12), (4, 12), published="2020-06-09")


def steps(*effects: RandomisedEffect) -> list[tuple[str | None, list[str], int]]:
    found = cumulative(effects, asking(), RESPONDERS)
    return [(step.date, [one.id for one in step.studies], step.estimate.k) for step in found]


def test_each_publication_adds_its_study_to_those_before() -> None:
    assert steps(NEW, OLD, MIDDLE) == [
        ("2015-12-31", ["old"], 1),
        ("2017-03-31", ["middle"], 2),
        ("2020-06-09", ["new"], 3),
    ]


def test_every_step_is_the_estimate_of_the_studies_known_then() -> None:
    found = [step.estimate for step in cumulative((NEW, MIDDLE, OLD), asking(), RESPONDERS)]
    assert found == [pool_effects(known, asking(), RESPONDERS) for known in ((OLD,), (OLD, MIDDLE), (OLD, MIDDLE, NEW))]


def test_studies_of_one_day_are_one_step() -> None:
    same = counted("same", (7, 11), (5, 12), published="2015-12-31")
    assert steps(OLD, same) == [("2015-12-31", ["old", "same"], 2)]


def test_a_study_of_an_unknown_day_comes_last() -> None:
    assert steps(counted("undated", (7, 11), (5, 12), published=None), NEW) == [
        ("2020-06-09", ["new"], 1),
        (None, ["undated"], 2),
    ]


def test_a_p_value_alone_is_a_step_without_an_estimate() -> None:
    told = replace(without("told", "p-only"), chosen=chosen(study("told", "2012")))
    found = cumulative((OLD, told), asking(), RESPONDERS)
    assert found[0].estimate.interval == NotEstimable("p-only")
    assert steps(OLD, told) == [("2012-12-31", ["told"], 0), ("2015-12-31", ["old"], 1)]


def test_no_study_is_no_step() -> None:
    assert steps() == []


def later(effect: RandomisedEffect, *reports: str) -> RandomisedEffect:
    """The effect of rows that are each printed in one of these reports: `first` of 2015, `second` of 2018."""
    second = Report(key="second", path=(), role="follow-up", published="2018")
    of = replace(effect.chosen.study, reports={**effect.chosen.study.reports, "second": second})
    rows = [
        chosen(of, number=number, sources=(Source(report, None, (), "report", None, ()),)).row
        for number, report in enumerate(reports)
    ]
    return replace(effect, chosen=Chosen(of, tuple(rows)))


def test_a_study_counts_from_the_report_of_its_row_and_not_from_its_first() -> None:
    assert published(later(OLD, "second")) == "2018-12-31"


def test_parts_that_are_put_together_count_from_the_last_of_them() -> None:
    assert published(later(OLD, "first", "second")) == "2018-12-31"
    assert published(later(OLD, "second", "nowhere")) is None
