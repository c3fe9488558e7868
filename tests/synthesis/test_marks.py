"""A row is marked where its time, its patients or its denominators are not what they seem."""

from collections.abc import Callable

import pytest

from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import gather
from drgs_cli.synthesis.marks import marks_of_rows, printed_later
from drgs_cli.synthesis.selection import Chosen

Ask = Callable[..., Context]
REPORTS = """reports:
  roe: {role: primary, published: 2017}
  late: {role: follow-up, published: 2020}
  undated: {role: companion}"""


def marks(context: Context) -> tuple[str, ...]:
    """Those of all rows of the one study."""
    (entry,) = gather(context.library, context.question).studies
    return marks_of_rows(Chosen(entry.study, entry.rows), context)


MARKED = [
    ("months: 3", ()),
    ("months: 3, time: mean", ("mean-time",)),
    ("months: 3, time: median", ("mean-time",)),
    ("months: 3, time: cumulative", ()),
    ("months: 3, analysed: allocated", ()),
    ("months: 3, analysed: as-treated", ("last-choice",)),
    ("months: 3, analysed: unclear", ("last-choice",)),
    ("months: 3, source: {report: roe, basis: secondary}", ("secondary-source",)),
    ("months: 3, source: {report: roe, basis: abstract}", ()),
]


@pytest.mark.parametrize(("row", "expected"), MARKED)
def test_a_row_is_marked_for_what_it_is(context: Ask, row: str, expected: tuple[str, ...]) -> None:
    text = f"{REPORTS}\nresults: [{{outcome: explant, {row}, arms: {{scs: {{events: 1, n: 9}}}}}}]"
    assert marks(context(text)) == expected


def test_rows_of_a_mixed_cohort_are_marked(context: Ask) -> None:
    text = (
        "population: {n: 10, indications: {crps: 9, mixed: 1}}\nresults: [{outcome: explant, arms: {scs: {events: 1}}}]"
    )
    assert marks(context(text, allow_mixed=True)) == ("mixed-cohort",)


SOURCES = [
    ("[{report: roe}, {report: late, for: [n]}]", "2018", ("denominator-later",)),
    ("[{report: roe}, {report: late, for: [n]}]", "2020", ()),
    ("[{report: roe}, {report: late, for: [n]}]", None, ()),
    ("[{report: roe}, {report: late, for: [events]}]", "2018", ()),
    ("[{report: roe}, {report: late}]", "2018", ()),
    ("[{report: roe}, {report: undated, for: [n]}]", "2018", ("denominator-later",)),
]


@pytest.mark.parametrize(("sources", "as_of", "expected"), SOURCES)
@pytest.mark.parametrize("place", ["row", "arm"])
def test_a_denominator_read_in_a_report_of_after_the_day_is_marked(
    context: Ask, sources: str, as_of: str | None, expected: tuple[str, ...], place: str
) -> None:
    row, arm = (sources, "") if place == "row" else ("{report: roe}", f", source: {sources}")
    text = f"{REPORTS}\nresults: [{{outcome: explant, arms: {{scs: {{events: 1, n: 9{arm}}}}}, source: {row}}}]"
    assert marks(context(text, as_of=as_of)) == expected


def test_figures_are_later_only_if_a_source_is_for_them(context: Ask) -> None:
    text = f"{REPORTS}\narms: {{scs: {{intervention: scs, source: [{{report: late, for: [trialled]}}]}}}}\nresults: []"
    study = context(text).library.studies[0]
    sources = study.arms["scs"].sources
    assert printed_later(sources, ("trialled", "implanted"), study, "2018")
    assert not printed_later(sources, ("implanted",), study, "2018")
    assert not printed_later(sources, ("trialled",), study, None)
