"""An answer over publication dates is what the same question would have been answered on each of these days."""

from collections.abc import Callable
from typing import Any

import pytest
from two_arms import COUNTED

from drgs_cli.records.library import Library
from drgs_cli.synthesis.answer import answer
from drgs_cli.synthesis.by_publication import Strand, days_of, strands_of
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.question import Question

Read = Callable[..., Library]


def trial(name: str, published: str, drgs: str = "events: 6, n: 10", row: str = COUNTED) -> str:
    report = f"reports: {{roe: {{role: primary, published: {published}}}}}"
    figures = f"arms: {{drgs: {{{drgs}}}, scs: {{events: 4, n: 11}}}}"
    return f"id: {name}\n{report}\nresults: [{{{row}, {figures}, source: {{report: roe}}}}]"


def series(name: str, published: str, side: str = "drgs") -> str:
    report = f"reports: {{roe: {{role: primary, published: {published}}}}}"
    arms = f"design: case-series\narms: {{only: {{intervention: {side}}}}}"
    row = f"{{{COUNTED}, arms: {{only: {{events: 6, n: 10}}}}, source: {{report: roe}}}}"
    return f"id: {name}\n{report}\n{arms}\nresults: [{row}]"


CORRECTED = f"""
reports: {{roe: {{role: primary, published: 2015-03}}, later: {{role: follow-up, published: 2018}}}}
results:
  - {{{COUNTED}, superseded_by: later, arms: {{drgs: {{events: 9, n: 10}}, scs: {{events: 4, n: 11}}}},
      source: {{report: roe}}}}
  - {{{COUNTED}, arms: {{drgs: {{events: 8, n: 10}}, scs: {{events: 4, n: 11}}}}, source: {{report: later}}}}
"""
RETRACTED = """
reports:
  roe: {role: primary, published: 2015}
  no: {role: retraction, of: roe, published: 2019}
"""


def asked(**narrowing: Any) -> Question:
    return Question(**{"indication": "crps", "outcomes": ("responder-50",), **narrowing})


def told(strand: Strand) -> list[tuple[str | None, list[str], list[str], int | None]]:
    """Of each point the date, who came, who went, and the patients."""
    return [
        (
            point.date,
            [study.id for study in point.added],
            [study.id for study in point.removed],
            point.line.estimate.n if point.line is not None else None,
        )
        for point in strand.points
    ]


def test_each_publication_adds_its_study(library: Read) -> None:
    (strand,) = strands_of(library(trial("b-2018", "2018-05"), trial("a-2016", "2016")), asked())
    assert told(strand) == [("2016", ["a-2016"], [], 21), ("2018-05", ["b-2018"], [], 42)]


def test_each_point_is_the_answer_of_that_day(library: Read) -> None:
    found = library(trial("a-2016", "2016"), trial("b-2018", "2018-05"), trial("c-2020", "2020", "events: 9, n: 12"))
    (strand,) = strands_of(found, asked())
    for point in strand.points:
        (line,) = answer(found, asked(as_of=point.date)).comparisons
        assert point.line is not None
        assert (point.line.estimate, point.line.cell) == (line.estimate, line.cell)


def test_a_correction_is_a_point_without_a_new_study(library: Read) -> None:
    (strand,) = strands_of(library(CORRECTED), asked())
    values = [point.line.estimate.value for point in strand.points if point.line is not None]
    assert values == pytest.approx([0.9 / (4 / 11), 0.8 / (4 / 11)])
    assert told(strand) == [("2015-03", ["roe-2020"], [], 21), ("2018", [], [], 21)]


def test_a_retraction_leaves_nothing(library: Read) -> None:
    text = trial("a-2015", "2015").replace("reports: {roe: {role: primary, published: 2015}}", RETRACTED.strip())
    (strand,) = strands_of(library(text), asked())
    assert told(strand) == [("2015", ["a-2015"], [], 21), ("2019", [], ["a-2015"], None)]
    assert strand.last.estimate.n == 21


def test_a_day_on_which_nothing_changes_is_no_point(library: Read) -> None:
    reports = "reports: {roe: {role: primary, published: 2015}, more: {role: follow-up, published: 2017}}"
    text = trial("a-2015", "2015").replace("reports: {roe: {role: primary, published: 2015}}", reports)
    (strand,) = strands_of(library(text), asked())
    assert [point.date for point in strand.points] == ["2015"]


def test_what_has_no_date_comes_last(library: Read) -> None:
    undated = trial("b", "2018").replace(", published: 2018", "")
    (strand,) = strands_of(library(trial("a-2016", "2016"), undated), asked())
    assert told(strand) == [("2016", ["a-2016"], [], 21), (None, ["b"], [], 42)]


def test_no_day_is_after_the_one_asked_for(library: Read) -> None:
    found = library(trial("a-2016", "2016"), trial("b-2018", "2018-05"))
    (strand,) = strands_of(found, asked(as_of="2017"))
    assert [point.date for point in strand.points] == ["2016"]


def test_of_the_same_day_one_date_is_asked_for(library: Read) -> None:
    found = library(trial("a", "2016"), trial("b", "2016-12-31"), trial("c", "2016-12"))
    assert days_of(found.studies, asked()) == ("2016",)


def test_a_side_alone_stands_only_where_nothing_is_compared(library: Read) -> None:
    found = strands_of(library(trial("a-2016", "2016"), series("s-2017", "2017")), asked())
    assert [isinstance(strand.last, Comparison) for strand in found] == [True]
    found = strands_of(library(series("s-2017", "2017"), series("t-2018", "2018", "scs")), asked())
    assert [strand.last.ref("crps") for strand in found] == [
        "crps/responder-50/3/single-drgs",
        "crps/responder-50/3/single-scs",
    ]


def test_series_side_by_side_stand_where_their_difference_is_asked_for(library: Read) -> None:
    found = library(series("s-2017", "2017"), series("t-2018", "2018", "scs"))
    kinds = [strand.last.ref("crps") for strand in strands_of(found, asked(allow_unanchored=True))]
    assert kinds == ["crps/responder-50/3/unanchored"]


def test_without_a_common_time_each_study_has_a_line_of_its_own(library: Read) -> None:
    row = COUNTED.replace("months: 3, ", "")
    found = strands_of(library(trial("a-2016", "2016", row=row), trial("b-2018", "2018", row=row)), asked())
    assert [[point.date for point in strand.points] for strand in found] == [["2016"], ["2018"]]


def test_without_studies_there_is_no_line(library: Read) -> None:
    assert strands_of(library(trial("a-2016", "2016")), asked(outcomes=("explant",))) == ()


def test_two_measures_of_one_place_are_two_lines(library: Read) -> None:
    contrast = "contrasts: [{arms: [drgs, scs], measure: hazard-ratio, estimate: 2, ci: [1, 4]}]"
    printed = f"id: h-2019\nreports: {{roe: {{role: primary, published: 2019}}}}\nresults: [{{{COUNTED}, {contrast}}}]"
    printed = printed.replace("contrasts: [", "source: {report: roe}, contrasts: [")
    found = strands_of(library(trial("a-2016", "2016"), printed), asked())
    assert {strand.last.estimate.measure for strand in found} == {"RR", "HR"}
