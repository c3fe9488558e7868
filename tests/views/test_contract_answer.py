"""Comparisons, each side alone, readings and exclusions as JSON."""

from collections.abc import Callable
from typing import Any

import pytest

from drgs_cli.records.library import Library
from drgs_cli.synthesis.answer import Answer, Glance
from drgs_cli.views.contract_answer import (
    basis_ref,
    comparisons_json,
    excluded_json,
    indication_json,
    reading_json,
    syntheses_json,
    uses,
)

Answered = Callable[..., tuple[Answer, Library]]

SOURCE = "source: {report: roe, at: Table 1}"
BOTH = (
    f"{{outcome: responder-50, months: 12, analysed: allocated, {SOURCE},"
    " arms: {drgs: {events: 15, n: 20}, scs: {events: 5, n: 20}}}"
)
MEANS = (
    f"{{outcome: pain-intensity, months: 12, scale: nrs-10, {SOURCE},"
    " arms: {drgs: {mean: 3, sd: 1, n: 20}, scs: {mean: 5, sd: 1, n: 20}}}"
)
ALONE = "id: {0}-2019\ndesign: case-series\narms: {{{0}: {{intervention: {0}, trialled: 12, implanted: 10}}}}\n"


def comparison(answered: Answered, row: str, **asked: object) -> dict[str, Any]:
    """The one comparison of a trial with one row."""
    answer, _ = answered(f"results: [{row}]", **asked)
    (written,) = comparisons_json(answer)
    return written


def series(side: str, observation: str) -> str:
    """A study of one side with one row."""
    row = f"{{outcome: responder-50, months: 12, analysed: implanted, {SOURCE}, arms: {{{side}: {{{observation}}}}}}}"
    return f"{ALONE.format(side)}results: [{row}]"


def synthesis(answered: Answered, observation: str) -> dict[str, Any]:
    """The one synthesis of a study of one side."""
    answer, _ = answered(series("drgs", observation))
    (written,) = syntheses_json(answer)
    return written


def test_a_ratio_stands_in_its_natural_scale_with_its_recipe(answered: Answered) -> None:
    estimate = comparison(answered, BOTH)["estimate"]
    assert (estimate["measure"], estimate["k"], estimate["recipe"], estimate["log"]) == ("RR", 1, "wald", True)
    assert estimate["value"] == pytest.approx(3.0)
    assert estimate["ci"][0] < 3.0 < estimate["ci"][1]


def test_a_difference_of_risks_is_per_100_with_its_own_recipe(answered: Answered) -> None:
    absolute = comparison(answered, BOTH)["absolute"]
    assert (absolute["per_100"], absolute["base"], absolute["recipe"]) == (50.0, 0.25, "newcombe")
    assert (absolute["nnt"]["value"], absolute["nnt"]["kind"], absolute["nnt"]["direction"]) == (
        *(2.0, "benefit", "benefit"),
    )


def test_a_difference_of_means_has_nothing_per_100(answered: Answered) -> None:
    written = comparison(answered, MEANS)
    assert (written["estimate"]["measure"], written["absolute"], written["points"]) == ("MD", None, "pain")
    assert written["estimate"]["value"] == pytest.approx(-20.0)


def test_an_outcome_without_a_better_end_has_no_number_needed(answered: Answered) -> None:
    absolute = comparison(answered, BOTH.replace("responder-50", "preference"))["absolute"]
    assert (absolute["per_100"], absolute["nnt"]) == (50.0, None)


def test_an_estimate_that_does_not_exist_has_a_reason_and_print_its_direction(answered: Answered) -> None:
    row = f"{{outcome: explant, {SOURCE}, contrasts: [{{arms: [drgs, scs], p: 0.04, favours: drgs}}]}}"
    written = comparison(answered, row)
    assert (written["estimate"]["value"], written["estimate"]["not_estimable"]) == (None, "p-only")
    assert (written["verdict"], written["favours"]) == ("direction-only", "drgs")
    (contrast,) = written["contrasts"]
    assert (contrast["row"], contrast["p"]["text"]) == ("roe-2020/results/0", "0.04")


def test_a_p_value_of_ours_has_the_form_of_a_printed_one(answered: Answered) -> None:
    p = comparison(answered, MEANS)["estimate"]["p"]
    assert (p["sign"], p["text"]) == ("=", "<0.001")


def test_counts_worked_back_carry_their_note(answered: Answered) -> None:
    row = BOTH.replace("events: 15", "events: 15, derived: [events]")
    assert [note["code"] for note in comparison(answered, row)["notes"]] == ["derived"]


def test_every_number_names_its_rows_and_their_places_in_print_and_file(answered: Answered) -> None:
    written = comparison(answered, BOTH)
    (weight,), (source,) = written["weights"], written["sources"]
    assert (weight["row"], weight["rows"], weight["study"]) == (
        *("roe-2020/results/0", ["roe-2020/results/0"], "roe-2020"),
    )
    assert (source["report"], source["at"], source["file"], source["line"]) == ("roe", "Table 1", "roe-2020.yaml", 1)


def test_a_part_is_told_from_the_whole(answered: Answered) -> None:
    part = "subgroup: {by: surgery, is: none}, after_crossover: true"
    whole, of_part = comparison(answered, BOTH), comparison(answered, BOTH.replace("{outcome", f"{{{part}, outcome"))
    assert (whole["part"], of_part["part"]) == ([], ["surgery: none", "after crossover"])
    assert of_part["ref"] == "crps/responder-50:surgery:-none-after-crossover/12/randomised"
    assert synthesis(answered, "events: 0, n: 10")["part"] == []


def test_a_side_names_the_group_it_divides_by_and_its_treatments(answered: Answered) -> None:
    first, second = comparison(answered, BOTH)["sides"]
    assert (first["intervention"], first["proportion"], first["groups"]) == ("drgs", 0.75, {"allocated": 1})
    assert (second["events"], second["n"], second["interventions"]) == (5, 20, ["scs-tonic"])


def test_studies_of_a_comparison_have_their_sponsors(answered: Answered) -> None:
    answer, _ = answered(f"funding: {{type: industry, by: Invented}}\nresults: [{BOTH}]")
    (written,) = comparisons_json(answer)
    assert written["studies"] == [
        {"id": "roe-2020", "label": "Roe 2020", "sponsor": {"type": "industry", "by": "Invented"}}
    ]


def test_two_studies_of_a_cell_are_one_line_with_both_answers(answered: Answered) -> None:
    answer, _ = answered(f"results: [{BOTH}]", f"id: doe-2021\nresults: [{BOTH}]")
    written: list[dict[str, Any]] = comparisons_json(answer)
    assert [entry["ref"] for entry in written] == ["crps/responder-50/12/randomised"]
    estimate = written[0]["estimate"]
    assert (estimate["k"], [other["recipe"] for other in estimate["beside"]]) == (2, ["common-effect"])
    assert [weight["study"] for weight in written[0]["weights"]] == ["doe-2021", "roe-2020"]


def test_uncontrolled_series_have_no_estimate_unless_it_was_asked_for(answered: Answered) -> None:
    texts = series("drgs", "events: 8, n: 10"), series("scs", "events: 4, n: 10")
    for allowed in (False, True):
        answer, _ = answered(*texts, allow_unanchored=allowed)
        written: list[dict[str, Any]] = comparisons_json(answer)
        (entry,) = written
        assert (entry["kind"], entry["verdict"]) == ("unanchored", "cannot-compare")
        assert (entry["estimate"] is not None, entry["absolute"] is not None) == (allowed, allowed)
        assert ("unanchored" in [note["code"] for note in entry["notes"]]) == allowed
        assert [alone["ref"] for alone in entry["alone"]] == [
            "crps/responder-50/12/single-drgs",
            "crps/responder-50/12/single-scs",
        ]


def test_a_rate_has_its_exact_interval(answered: Answered) -> None:
    written = synthesis(answered, "events: 0, n: 10")
    estimate = written["estimate"]
    assert (written["ref"], written["kind"], written["of"]) == (
        *("crps/responder-50/12/single-drgs", "single", "uncontrolled"),
    )
    assert (estimate["value"], estimate["ci"][0], estimate["recipe"]) == (0.0, 0.0, "exact")
    assert estimate["ci"][1] == pytest.approx(0.3085, abs=1e-4)


def test_a_line_of_one_side_has_its_other_denominators(answered: Answered) -> None:
    (line,) = synthesis(answered, "events: 5, n: 10")["lines"]
    assert (line["study"], line["value"], line["trialled"], line["allocated"]) == (
        *("drgs-2019", 0.5, {"events": 5, "n": 12}, None),
    )


def test_a_percentage_alone_stands_as_printed(answered: Answered) -> None:
    estimate = synthesis(answered, "percent: 40")["estimate"]
    assert (estimate["value"], estimate["ci"], estimate["recipe"]) == (0.4, None, "printed")
    assert estimate["not_estimable"] == "no-denominator"


def test_rows_are_used_alone_or_pooled(answered: Answered) -> None:
    answer, _ = answered(f"results: [{BOTH}, {MEANS}]", f"id: doe-2021\nresults: [{BOTH}]")
    assert uses(answer) == {
        "roe-2020/results/0": "pooled",
        "doe-2021/results/0": "pooled",
        "roe-2020/results/1": "alone",
    }


def test_a_reading_carries_its_kind_and_difference_and_names_what_it_rests_on(answered: Answered) -> None:
    answer, _ = answered(f"results: [{BOTH}]")
    written = reading_json(answer.reading, "A text.", "In plain words.", basis_ref(answer))
    assert (written["verdict"], written["favours"], written["comparison"]) == ("better", "drgs", "randomised")
    assert (written["per_100"], written["text"], written["plain"]) == (50.0, "A text.", "In plain words.")
    assert written["ref"] == "crps/responder-50/12/randomised"


def glance_of(answer: Answer) -> Glance:
    """What an overview shows of an answer."""
    return Glance(context=answer.context, evidence=answer.evidence, reading=answer.reading)


def test_no_evidence_has_nulls_and_empty_lists(answered: Answered) -> None:
    answer, _ = answered(f"results: [{BOTH}]", indication="pelvic")
    written = indication_json(glance_of(answer), "None.")
    reading = written["reading"]
    assert isinstance(reading, dict)
    assert (written["studies"], written["patients"], reading["verdict"]) == (0, 0, "none")
    assert {reading[key] for key in ("favours", "comparison", "per_100", "certainty", "ref")} == {None}


def test_studies_of_an_indication_leave_out_reviews_and_those_to_be_read(answered: Answered) -> None:
    answer, _ = answered(
        f"results: [{BOTH}]",
        f"id: rev-2021\ndesign: systematic-review\nresults: [{BOTH}]",
        "id: wait-2021\nstatus: awaiting-extraction\nwhy: not read",
    )
    written = indication_json(glance_of(answer), "")
    groups = written["groups"]
    assert isinstance(groups, dict)
    assert (written["studies"], groups["randomised"], groups["review"], groups["awaiting"]) == (1, 1, 1, 1)


def test_what_was_set_aside_names_its_row_and_reason(answered: Answered) -> None:
    answer, _ = answered(f"results: [{BOTH}]", outcomes=("explant",))
    (excluded,) = answer.excluded
    assert excluded_json(excluded, "Why.") == {
        "study": "roe-2020",
        "row": "roe-2020/results/0",
        "reason": "filtered",
        "text": "Why.",
    }
