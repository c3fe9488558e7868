"""Each side alone: the rate of every study that does not itself compare the sides, with its exact interval."""

from collections.abc import Callable
from typing import Any

import pytest

from drgs_cli.records.library import Library
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.synthesis.evidence import gather
from drgs_cli.synthesis.question import Question
from drgs_cli.synthesis.single import Line, single_arms


@pytest.fixture(scope="session")
def lines(library: Callable[..., Library]) -> Callable[..., tuple[Line, ...]]:
    """The rates of each side alone in some studies."""

    def read(*texts: str, **asked: Any) -> tuple[Line, ...]:
        found = library(*texts)
        return single_arms(gather(found, Question(**{"indication": "crps", **asked})), found.review)

    return read


Lines = Callable[..., tuple[Line, ...]]

DRGS = "design: case-series\narms: {x: {intervention: drgs}}\n"
SCS = "design: case-series\narms: {x: {intervention: scs-burst}}\n"
OTHER_TRIAL = "design: rct\narms: {x: {intervention: scs}, y: {intervention: cmm}}\n"


def row(form: str, outcome: str = "responder-50") -> str:
    return f"results: [{{outcome: {outcome}, months: 6, arms: {{x: {{{form}}}}}}}]"


def test_a_rate_has_its_exact_interval(lines: Lines) -> None:
    # no event in n: the upper limit is 1 - 0.025 ** (1 / n)
    (line,) = lines(DRGS + row("events: 0, n: 10"))
    assert isinstance(line.interval, Interval)
    assert (line.side.events, line.side.n, line.interval.low) == (0, 10, 0)
    assert line.interval.high == pytest.approx(1 - 0.025**0.1, rel=1e-9)


def test_the_interval_is_of_the_level_of_the_question(lines: Lines) -> None:
    (line,) = lines(DRGS + row("events: 0, n: 10"), level=80)
    assert isinstance(line.interval, Interval)
    assert line.interval.high == pytest.approx(1 - 0.1**0.1, rel=1e-9)


@pytest.mark.parametrize("form", ["events: 4", "events: 0, n: 0", "percent: 40, n: 10", "percent: [30, 40]"])
def test_a_rate_without_a_count_of_patients_is_a_line_without_an_interval(lines: Lines, form: str) -> None:
    assert [line.interval for line in lines(DRGS + row(form))] == [NotEstimable("no-denominator")]


@pytest.mark.parametrize(
    "form", ["mean: 4, sd: 1, n: 9", "median: 4", "n: 9, words: fell", "occurrences: 9", "rate: 2, per: person-year"]
)
def test_figures_that_are_no_rate_make_no_line(lines: Lines, form: str) -> None:
    assert lines(DRGS + row(form)) == ()


def test_lines_come_by_side_and_name_the_group_of_their_study(lines: Lines) -> None:
    found = lines(
        f"id: a-2020\n{SCS}{row('events: 1, n: 9')}",
        f"id: b-2020\n{OTHER_TRIAL}{row('events: 2, n: 9')}",
        f"id: c-2020\n{DRGS}{row('events: 3, n: 9')}",
    )
    assert [(line.side.intervention, line.row.study.id, line.group) for line in found] == [
        ("drgs", "c-2020", "single-drgs"),
        ("scs", "a-2020", "single-scs"),
        ("scs", "b-2020", "randomised-other"),
    ]


@pytest.mark.parametrize("design", ["rct", "nonrandomised-comparative"])
def test_arms_of_studies_that_compare_the_sides_are_no_single_arms(lines: Lines, design: str) -> None:
    text = "results: [{outcome: explant, arms: {drgs: {events: 1, n: 9}, scs: {events: 2, n: 9}}}]"
    assert lines(f"design: {design}\n{text}") == ()


def test_the_other_treatment_of_a_trial_is_never_a_line(lines: Lines) -> None:
    assert lines(OTHER_TRIAL + row("events: 2, n: 9").replace("x:", "y:")) == ()


def test_a_row_about_the_other_treatment_does_not_stand_in_for_one_about_the_side(lines: Lines) -> None:
    found = lines(f"""{OTHER_TRIAL}results:
  - {{outcome: responder-50, months: 6, analysed: allocated, arms: {{y: {{events: 1, n: 9}}}}}}
  - {{outcome: responder-50, months: 6, analysed: completers, arms: {{x: {{events: 2, n: 9}}}}}}
""")
    assert [line.row.result.number for line in found] == [1]


@pytest.mark.parametrize("part", ["subgroup: {by: surgery, is: none}", "cause: infection", "after_crossover: true"])
def test_a_part_has_a_line_of_its_own_beside_the_whole(lines: Lines, part: str) -> None:
    found = lines(f"""{DRGS}results:
  - {{outcome: explant, analysed: followed-up, arms: {{x: {{events: 3, n: 9}}}}}}
  - {{outcome: explant, analysed: implanted, {part}, arms: {{x: {{events: 1, n: 9}}}}}}
""")
    assert [(bool(line.cell.part), line.side.events) for line in found] == [(False, 3), (True, 1)]


def test_rows_that_are_only_shown_make_no_line(lines: Lines) -> None:
    assert lines(DRGS + row("events: 1, n: 9").replace("months", "unit: leads, months")) == ()
