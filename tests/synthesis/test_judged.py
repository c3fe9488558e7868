"""The fingerprint of evidence is of what is printed and judged, wherever and in whichever order it is written."""

from collections.abc import Callable
from itertools import permutations

import pytest
from graded import anchored, judgement, randomised, side_by_side, trial

from drgs_cli.records.model import RiskOfBias
from drgs_cli.synthesis import judged
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.judged import chosen_of, fingerprint, refs_of, risk_of_bias_for, unknown_decisions

Answered = Callable[..., Answer]

ROWS = (
    "{outcome: responder-50, months: 12, arms: {drgs: {events: 8, n: 10, percent: 80.0}, scs: {events: 4, n: 10}}}",
    "{outcome: pain-intensity, scale: nrs-10, statistic: final, months: 12,"
    " arms: {drgs: {n: 10, mean: 2.50, sd: 1.0}, scs: {n: 10, mean: 4, ci: [3, 5]}}}",
    "{outcome: explant, months: 12, arms: {drgs: {percent: 5, n: 40}, scs: {percent: 10, n: 40}},"
    " contrasts: [{arms: [drgs, scs], p: 0.3}]}",
    "{outcome: device-ae, months: 12, contrasts: [{arms: [drgs, scs], favours: drgs, p: <0.05}]}",
)
RISK = "[{tool: rob2, domains: {measurement: {judgement: high, why: told}}, overall: high}]"


def record(*rows: str, name: str = "roe-2020", risk: str = RISK, note: str = "one") -> str:
    listed = "\n".join(f"  - {row}" for row in rows)
    return f"id: {name}\nlabel: {name}\nresults:\n{listed}\nrisk_of_bias: {risk}\nnotes: {note}\n"


def marks(found: Answer) -> dict[str, str]:
    return {comparison.cell.outcome: fingerprint(comparison) for comparison in found.comparisons}


def mark(found: Answer) -> str:
    (comparison,) = found.comparisons
    return fingerprint(comparison)


def test_it_has_twelve_hexadecimal_digits(answered: Answered) -> None:
    found = marks(answered(record(*ROWS)))
    assert len(found) == len(set(found.values())) == 4
    assert all(len(one) == 12 and set(one) <= set("0123456789abcdef") for one in found.values())


def test_it_stays_what_it_is_from_one_version_to_the_next(answered: Answered) -> None:
    """Who changes this makes every decision in every review stale."""
    assert marks(answered(record(*ROWS))) == {
        "responder-50": "debd41370368",
        "pain-intensity": "b0d5e04b0a87",
        "explant": "cd8e68b4fd08",
        "device-ae": "11dd4d61bbf5",
    }


def test_the_order_of_rows_and_of_files_changes_nothing(answered: Answered) -> None:
    other = record(ROWS[0], name="poe-2021")
    expected = marks(answered(record(*ROWS), other))
    for rows in permutations(ROWS):
        assert marks(answered(other, record(*rows))) == expected


@pytest.mark.parametrize(
    "other",
    [
        record(ROWS[0], note="another"),
        record(ROWS[0].replace("arms: {", "note: read twice, arms: {")),
        record(ROWS[0].replace("responder-50,", "responder-50, source: {report: roe, at: Table 9},")),
        record(ROWS[0].replace("{drgs: {events: 8, n: 10, percent: 80.0}", "{drgs: {percent: 80.0, n: 10, events: 8}")),
        record(ROWS[0], risk=RISK.replace("why: told", "why: told by the patient")),
        record(ROWS[0], risk=RISK[:-1] + ", {tool: rob2, outcome: explant, overall: low}]"),
    ],
)
def test_notes_sources_and_layout_change_nothing(other: str, answered: Answered) -> None:
    assert mark(answered(other)) == mark(answered(record(ROWS[0])))


@pytest.mark.parametrize(
    "other",
    [
        record(ROWS[0].replace("events: 8", "events: 9")),
        record(ROWS[0].replace("events: 4", "events: 0")),
        record(ROWS[0].replace("80.0", "80.00")),
        record(ROWS[0], name="roe-2021"),
        record(ROWS[0].replace("}}}", "}}, contrasts: [{arms: [drgs, scs], p: 0.04}]}")),
        record(ROWS[0], risk="[]"),
        record(ROWS[0], risk=RISK.replace("overall: high", "overall: low")),
        record(ROWS[0], risk=RISK.replace("judgement: high", "judgement: low")),
        record(ROWS[0], risk=RISK[:-1] + ", {tool: rob2, outcome: responder-50, overall: high}]"),
    ],
)
def test_a_figure_or_a_judgement_changes_it(other: str, answered: Answered) -> None:
    assert mark(answered(other)) != mark(answered(record(ROWS[0])))


def test_one_study_more_changes_it(answered: Answered) -> None:
    assert mark(answered(record(ROWS[0]), record(ROWS[0], name="poe-2021"))) != mark(answered(record(ROWS[0])))


def test_the_level_of_a_printed_interval_is_part_of_it(answered: Answered) -> None:
    form = "contrasts: [{arms: [drgs, scs], measure: risk-ratio, estimate: 2.0, ci: [1.1, 3.6], adjusted: [age]%s}]}"
    usual, other = (record(ROWS[0][:-1] + ", " + form % level) for level in ("", ", level: 90"))
    assert mark(answered(usual)) != mark(answered(other))


def test_no_events_are_told_from_none_printed(answered: Answered) -> None:
    none = record(ROWS[0].replace("events: 4", "events: 0"))
    not_printed = record(ROWS[0].replace("{events: 4, n: 10}", "{n: 10}"))
    assert mark(answered(none)) != mark(answered(not_printed))


def test_without_the_lean_module_the_usual_one_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    comparison = randomised(trial("a"))
    expected = fingerprint(comparison)
    monkeypatch.setattr(judged, "_LEAN", "no_such_module")
    assert fingerprint(comparison) == expected


def test_trials_of_a_network_and_series_side_by_side_have_their_rows(context: Callable[..., Context]) -> None:
    series = [
        f"id: {name}\nlabel: {name}\ndesign: case-series\narms: {{x: {{intervention: {arm}}}}}\n"
        "results: [{outcome: responder-50, months: 12, arms: {x: {events: 8, n: 10}}}]\n"
        for name, arm in (("roe-2020", "drgs"), ("poe-2020", "scs"))
    ]
    beside = side_by_side(context(*series))
    assert [chosen.study.id for chosen in chosen_of(beside)] == ["roe-2020", "poe-2020"]
    assert [chosen.study.id for chosen in chosen_of(anchored(trial("a"), trial("b"), trial("a")))] == ["a", "b"]


# --- Names


def test_of_several_comparisons_with_one_name_the_second_ends_in_its_number() -> None:
    three: list[Comparison] = [randomised(trial("a")), anchored(trial("b")), randomised(trial("c"))]
    name = "crps/responder-50/3"
    assert refs_of(three, "crps") == (f"{name}/randomised", f"{name}/anchored", f"{name}/randomised#2")


DECIDED = """
decisions:
  - {about: %s, domain: imprecision, change: -1, why: small, by: AB, date: 2026-11-22, judged: 0123456789ab}
"""
KNOWN = "crps/responder-50/12/randomised"


@pytest.mark.parametrize(
    ("about", "asked", "told"),
    [
        (KNOWN, {}, False),
        ("crps/responder-50/3/randomised", {}, True),
        ("fbss/responder-50/3/randomised", {}, False),
        ("crsp/responder-50/12/randomised", {}, True),
        ("crps/responder-50/3/randomised", {"outcomes": ("responder-50",)}, True),
        ("crps/responder-50+composite@leg:worst/3/randomised", {"outcomes": ("responder-50",)}, True),
        ("crps/explant/3/randomised", {"outcomes": ("responder-50",)}, False),
        ("crps/responder-50/3/randomised", {"as_of": "2020"}, False),
        ("crps/responder-50/3/randomised", {"designs": ("rct",)}, False),
        ("crsp/responder-50/12/randomised", {"designs": ("rct",)}, True),
    ],
)
def test_a_decision_about_nothing_is_told_where_the_answer_should_have_it(
    about: str, asked: dict[str, object], told: bool, context: Callable[..., Context]
) -> None:
    found = unknown_decisions((KNOWN,), context(review=DECIDED % about, **asked))
    assert [decision.about for decision in found] == ([about] if told else [])


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        ((judgement("some-concerns"), judgement("high", outcome="explant")), "high"),
        ((judgement("high", outcome="explant"), judgement("some-concerns")), "high"),
        ((judgement("some-concerns"), judgement("high", outcome="infection")), "some-concerns"),
        ((judgement("high", outcome="infection"),), None),
        ((judgement(None, "jbi-case-series"),), None),
        ((), None),
    ],
)
def test_the_judgement_of_the_outcome_itself_comes_before_that_of_all(
    entries: tuple[RiskOfBias, ...], found: str | None
) -> None:
    stands = risk_of_bias_for(trial("a", *entries).chosen.study, "explant")
    assert (None if stands is None else stands.overall) == found
