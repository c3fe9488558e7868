"""Benefits are re-expressed over the patients who were tried, or allocated, where print says how many these were."""

from collections.abc import Callable

import pytest

from drgs_cli.records.observed import Counts
from drgs_cli.synthesis.arms import Side, side_of
from drgs_cli.synthesis.cells import cell_of
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.denominators import holds, re_expressed
from drgs_cli.synthesis.evidence import gather
from drgs_cli.synthesis.selection import Chosen

Ask = Callable[..., Context]

FLOW = "allocated: 30, trialled: 28, implanted: 22"
IMPLANTED = "outcome: responder-50, months: 3, analysed: implanted"


def series(row: str = IMPLANTED, form: str = "events: 12, n: 20", flow: str = FLOW, rest: str = "") -> str:
    """An arm of 12 responders among 20 who were seen, unless it says otherwise."""
    return f"arms: {{scs: {{intervention: scs, {flow}}}}}\nresults: [{{{row}, arms: {{scs: {{{form}}}}}}}]\n{rest}"


def reached(context: Context, to: str) -> Side | None:
    """The side over a denominator."""
    (entry,) = gather(context.library, context.question).studies
    chosen = Chosen(entry.study, entry.rows)
    cell = cell_of(entry.rows[0], context.vocabulary, merged=True)
    return re_expressed(side_of(chosen, "scs", cell, context), chosen, to, context)


def counts(context: Context, to: str) -> tuple[int | None, int | None, tuple[str, ...]] | None:
    """Events, patients and marks of the side."""
    side = reached(context, to)
    return None if side is None else (side.events, side.n, side.marks)


GROUPS = [
    # group, over those tried, over those allocated; None: it cannot be had
    ("implanted", (12, 26, ("re-expressed",)), (12, 30, ("re-expressed",))),
    ("followed-up", (12, 26, ("re-expressed",)), (12, 30, ("re-expressed",))),
    ("trialled", (12, 20, ()), (12, 30, ("re-expressed",))),
    ("modified-itt", (12, 20, ()), (12, 30, ("re-expressed",))),
    ("allocated", (12, 20, ()), (12, 20, ())),
    ("enrolled", (12, 20, ()), (12, 20, ())),
    ("completers", None, (12, 30, ("re-expressed",))),
    ("per-protocol", None, None),
    ("as-treated", None, None),
    ("unclear", None, None),
]


@pytest.mark.parametrize(("group", "trialled", "allocated"), GROUPS)
def test_each_group_is_re_expressed_stands_or_cannot_be_had(
    context: Ask, group: str, trialled: tuple[int, int, tuple[str, ...]] | None, allocated: object
) -> None:
    asked = context(series(IMPLANTED.replace("implanted", group)))
    assert counts(asked, "trialled") == trialled
    assert counts(asked, "allocated") == allocated


def test_as_reported_is_the_side_itself(context: Ask) -> None:
    assert counts(context(series()), "as-reported") == (12, 20, ())
    assert counts(context(series(form="percent: 60")), "as-reported") == (None, None, ())


UNKNOWN = [
    ("a group that is not stated", series(IMPLANTED.replace(", analysed: implanted", ""))),
    ("a part of the patients", series(IMPLANTED + ", subgroup: {by: sex, is: women}")),
    ("an indication of some", series(IMPLANTED + ", indication: crps-1", rest="population: {indications: {crps: 40}}")),
    ("no flow", series(flow="")),
    ("a part of the flow", series(flow="trialled: 28")),
    ("more implanted than tried", series(flow="trialled: 20, implanted: 22, allocated: 19")),
    ("a percentage", series(form="percent: 60, n: 20")),
    ("a count of an unknown number", series(form="events: 12")),
]


@pytest.mark.parametrize("text", [text for _, text in UNKNOWN], ids=[name for name, _ in UNKNOWN])
@pytest.mark.parametrize("to", ["trialled", "allocated"])
def test_what_cannot_be_re_expressed_is_not(context: Ask, text: str, to: str) -> None:
    assert reached(context(text), to) is None


def test_a_row_of_the_indication_of_all_patients_is_of_whole_arms(context: Ask) -> None:
    text = series(IMPLANTED + ", indication: crps", rest="population: {indications: {crps: 40, crps-1: 9}}")
    assert counts(context(text), "trialled") == (12, 26, ("re-expressed",))


def test_arms_put_together_need_the_flow_of_each(context: Ask) -> None:
    arms = "arms: {{a: {{intervention: scs, {}}}, b: {{intervention: scs-burst, {}}}}}\n"
    row = f"results: [{{{IMPLANTED}, arms: {{a: {{events: 5, n: 9}}, b: {{events: 7, n: 11}}}}}}]"
    both = context(arms.format(FLOW, "trialled: 12, implanted: 11") + row)
    assert counts(both, "trialled") == (12, 20 + 6 + 1, ("several-arms", "re-expressed"))
    assert reached(both, "allocated") is None


def test_parts_of_the_indication_have_no_flow_of_their_own(context: Ask) -> None:
    rows = ", ".join(
        f"{{{IMPLANTED}, indication: {part}, arms: {{scs: {{events: 6, n: 10}}}}}}" for part in ("crps-1", "crps-2")
    )
    text = f"arms: {{scs: {{intervention: scs, {FLOW}}}}}\npopulation: {{indications: {{crps-1: 9, crps-2: 9}}}}\n"
    assert reached(context(f"{text}results: [{rows}]"), "trialled") is None
    held = f"{text}results: [{rows.replace('implanted', 'trialled')}]"
    assert counts(context(held), "trialled") == (12, 20, ("combined-parts",))


def test_clusters_keep_their_design_effect(context: Ask) -> None:
    # 20 patients in 4 clusters: 1 + 4 x 0.25
    side = reached(context(series(IMPLANTED + ", clusters: {n: 4, icc: 0.25}")), "trialled")
    assert side is not None
    assert side.n == 26
    assert side.effective == pytest.approx((6, 13))


@pytest.mark.parametrize(
    ("as_of", "marks"), [("2018", ("re-expressed", "denominator-later")), ("2020", ("re-expressed",))]
)
def test_a_flow_printed_after_the_day_is_marked(context: Ask, as_of: str, marks: tuple[str, ...]) -> None:
    reports = "reports: {roe: {role: primary, published: 2017}, late: {role: follow-up, published: 2020}}"
    text = series(
        IMPLANTED + ", source: {report: roe}", flow=FLOW + ", source: [{report: late, for: [implanted]}]", rest=reports
    )
    side = reached(context(text, as_of=as_of), "trialled")
    assert side is not None
    assert side.marks == marks


@pytest.mark.parametrize("outcome", ["explant", "device-in-use"])
@pytest.mark.parametrize("to", ["trialled", "allocated"])
def test_harms_and_matters_of_the_course_stand_as_reported(context: Ask, outcome: str, to: str) -> None:
    asked = context(series(IMPLANTED.replace("responder-50", outcome)))
    assert reached(asked, to) == reached(asked, "as-reported")


def test_the_flow_that_is_not_used_is_not_marked(context: Ask) -> None:
    reports = "reports: {roe: {role: primary, published: 2017}, late: {role: follow-up, published: 2020}}"
    text = series(
        IMPLANTED + ", source: {report: roe}", flow=FLOW + ", source: [{report: late, for: [implanted]}]", rest=reports
    )
    side = reached(context(text, as_of="2018"), "allocated")
    assert side is not None
    assert side.marks == ("re-expressed",)


def test_whether_a_group_holds_those_who_failed_is_asked_of_every_row(context: Ask) -> None:
    asked = context(series(IMPLANTED.replace("implanted", "trialled")))
    (entry,) = gather(asked.library, asked.question).studies
    chosen = Chosen(entry.study, entry.rows)
    assert [holds(chosen, to, asked) for to in ("as-reported", "trialled", "allocated")] == [True, True, False]
    assert isinstance(entry.rows[0].result.arms["scs"], Counts)


def test_patients_who_changed_treatment_are_still_of_their_arm(context: Ask) -> None:
    side = reached(context(series(IMPLANTED + ", after_crossover: true")), "allocated")
    assert side is not None
    assert side.marks == ("re-expressed",)
