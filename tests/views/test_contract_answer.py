"""Estimates, comparisons, readings and exclusions as JSON."""

from collections.abc import Callable
from typing import Any

import pytest

from drgs_cli.records.library import Library
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.contract_answer import (
    comparisons_json,
    excluded_json,
    indication_json,
    reading_json,
    rows_used,
    synthesis_json,
)

Answered = Callable[..., tuple[Answer, Library]]

SOURCE = "source: {report: roe}"
BOTH = (
    f"{{outcome: responder-50, months: 12, analysed: allocated, {SOURCE},"
    " arms: {drgs: {events: 15, n: 20}, scs: {events: 5, n: 20}}}"
)
MEANS = (
    f"{{outcome: pain-intensity, months: 12, {SOURCE},"
    " arms: {drgs: {mean: 3, sd: 1, n: 20}, scs: {mean: 5, sd: 1, n: 20}}}"
)
ALONE = "id: one-2019\ndesign: case-series\narms: {drgs: {intervention: drgs}}\n"


def comparison(answered: Answered, row: str) -> dict[str, Any]:
    """The one comparison of a trial with one row."""
    answer, _ = answered(f"results: [{row}]")
    (written,) = comparisons_json(answer.comparisons, answer.evidence)
    return written


def synthesis(answered: Answered, observation: str) -> dict[str, Any]:
    """The one rate of a study of one side."""
    answer, _ = answered(f"{ALONE}results: [{{outcome: explant, {SOURCE}, arms: {{drgs: {{{observation}}}}}}}]")
    (written,) = (synthesis_json(line, "crps", 95) for line in answer.lines)
    return written


def test_a_ratio_stands_in_its_natural_scale(answered: Answered) -> None:
    estimate = comparison(answered, BOTH)["estimate"]
    assert (estimate["measure"], estimate["k"], estimate["n"], estimate["events"]) == ("RR", 1, 40, [15, 5])
    assert estimate["value"] == pytest.approx(3.0)
    assert estimate["ci"][0] < 3.0 < estimate["ci"][1]


def test_a_difference_of_risks_is_per_100(answered: Answered) -> None:
    absolute = comparison(answered, BOTH)["absolute"]
    assert (absolute["per_100"], absolute["base"]) == (50.0, 0.25)
    assert (absolute["nnt"]["value"], absolute["nnt"]["kind"]) == (2.0, "benefit")


def test_a_difference_of_means_has_nothing_per_100(answered: Answered) -> None:
    written = comparison(answered, MEANS)
    assert (written["estimate"]["measure"], written["estimate"]["value"], written["absolute"]) == ("MD", -2.0, None)


def test_an_outcome_without_a_better_end_has_no_number_needed(answered: Answered) -> None:
    absolute = comparison(answered, BOTH.replace("responder-50", "preference"))["absolute"]
    assert (absolute["per_100"], absolute["nnt"]) == (50.0, None)


def test_an_estimate_that_does_not_exist_has_a_reason(answered: Answered) -> None:
    row = f"{{outcome: explant, {SOURCE}, contrasts: [{{arms: [drgs, scs], p: 0.04, favours: drgs}}]}}"
    written = comparison(answered, row)
    estimate = written["estimate"]
    assert (estimate["value"], estimate["k"], estimate["not_estimable"]) == (None, 0, "p-only")
    assert (written["weights"], written["verdict"], written["favours"]) == ([], "direction-only", "drgs")


def test_a_p_value_of_ours_has_the_form_of_a_printed_one(answered: Answered) -> None:
    p = comparison(answered, MEANS)["estimate"]["p"]
    assert (p["sign"], p["text"]) == ("=", "<0.001")


def test_counts_worked_back_carry_their_note(answered: Answered) -> None:
    row = BOTH.replace("events: 15", "events: 15, derived: [events]")
    assert [note["code"] for note in comparison(answered, row)["notes"]] == ["derived"]


def test_counts_worked_back_in_one_of_several_arms_carry_it_too(answered: Answered) -> None:
    answer, _ = answered("""
        arms: {drgs: {intervention: drgs}, slow: {intervention: scs-tonic}, fast: {intervention: scs-10khz}}
        results:
          - outcome: responder-50
            arms: {drgs: {events: 3, n: 4}, slow: {events: 1, n: 4}, fast: {events: 2, n: 4, derived: [n]}}
    """)
    written: list[dict[str, Any]] = comparisons_json(answer.comparisons, answer.evidence)
    assert [note["code"] for note in written[0]["notes"]] == ["derived"]


def test_a_part_is_told_from_the_whole(answered: Answered) -> None:
    part = "subgroup: {by: surgery, is: none}, after_crossover: true"
    whole, of_part = comparison(answered, BOTH), comparison(answered, BOTH.replace("{outcome", f"{{{part}, outcome"))
    assert (whole["part"], of_part["part"]) == ([], ["surgery: none", "after crossover"])
    assert of_part["ref"] == "crps/responder-50:surgery:-none-after-crossover/12/randomised"
    assert synthesis(answered, "events: 0, n: 10")["part"] == []


def test_a_side_names_the_group_it_divides_by(answered: Answered) -> None:
    first, second = comparison(answered, BOTH)["sides"]
    assert (first["intervention"], first["proportion"], first["groups"]) == ("drgs", 0.75, {"allocated": 1})
    assert (second["intervention"], second["events"], second["n"]) == ("scs", 5, 20)


def test_a_comparison_is_named_by_its_cell(answered: Answered) -> None:
    assert comparison(answered, BOTH)["ref"] == "crps/responder-50/12/randomised"


def test_two_studies_of_a_cell_are_told_apart_by_their_names(answered: Answered) -> None:
    answer, _ = answered(f"results: [{BOTH}]", f"id: doe-2021\nresults: [{BOTH}]")
    refs = [written["ref"] for written in comparisons_json(answer.comparisons, answer.evidence)]
    assert refs == [f"crps/responder-50/12/randomised/{study}" for study in ("doe-2021", "roe-2020")]


def test_a_rate_has_its_exact_interval(answered: Answered) -> None:
    written = synthesis(answered, "events: 0, n: 10")
    estimate = written["estimate"]
    assert (written["ref"], written["kind"]) == ("crps/explant/no-time/single-drgs/one-2019", "single")
    assert (estimate["value"], estimate["ci"][0], estimate["recipe"]) == (0.0, 0.0, "clopper-pearson")
    assert estimate["ci"][1] == pytest.approx(0.3085, abs=1e-4)


def test_a_percentage_alone_gives_no_rate(answered: Answered) -> None:
    written = synthesis(answered, "percent: 40")
    assert (written["estimate"]["not_estimable"], written["estimate"]["recipe"]) == ("no-denominator", None)
    assert (written["weights"], written["estimate"]["events"]) == ([], [])


def test_rows_with_an_estimate_are_used(answered: Answered) -> None:
    alone = f"{ALONE}results: [{{outcome: explant, {SOURCE}, arms: {{drgs: {{percent: 40}}}}}}]"
    answer, _ = answered(f"results: [{BOTH}]", alone)
    assert rows_used(answer.comparisons, answer.lines) == {"roe-2020/results/0"}


def test_a_reading_carries_its_kind_and_difference(answered: Answered) -> None:
    answer, _ = answered(f"results: [{BOTH}]")
    written = reading_json(answer.reading, "A text.")
    assert (written["verdict"], written["favours"], written["comparison"]) == ("better", "drgs", "randomised")
    assert (written["per_100"], written["text"]) == (50.0, "A text.")


def test_no_evidence_has_nulls_and_empty_lists(answered: Answered) -> None:
    answer, _ = answered(f"results: [{BOTH}]", indication="pelvic")
    written = indication_json("pelvic", "Pelvic", answer.reading, "None.")
    reading = reading_json(answer.reading, "None.")
    assert (written["studies"], written["patients"], reading["verdict"]) == (0, 0, "none")
    assert (reading["favours"], reading["comparison"], reading["per_100"]) == (None, None, None)


def test_studies_of_an_indication_leave_out_reviews_and_those_to_be_read(answered: Answered) -> None:
    answer, _ = answered(
        f"results: [{BOTH}]",
        f"id: rev-2021\ndesign: systematic-review\nresults: [{BOTH}]",
        "id: wait-2021\nstatus: awaiting-extraction\nwhy: not read",
    )
    written = indication_json("crps", "CRPS", answer.reading, "")
    groups = written["groups"]
    assert isinstance(groups, dict)
    assert (written["studies"], groups["randomised"], groups["review"], groups["awaiting"]) == (1, 1, 1, 1)


def test_what_was_set_aside_names_its_row_and_reason(answered: Answered) -> None:
    answer, _ = answered(f"results: [{BOTH}]", outcomes=("explant",))
    (excluded,) = answer.evidence.excluded
    assert excluded_json(excluded, "Why.") == {
        "study": "roe-2020",
        "row": "roe-2020/results/0",
        "reason": "filtered",
        "text": "Why.",
    }
