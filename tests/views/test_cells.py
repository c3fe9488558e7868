"""What a line is about, in words."""

from collections.abc import Callable
from typing import Any

import pytest

from drgs_cli.records.library import Library
from drgs_cli.synthesis.accounted import rows_of
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.cells import cell_outcome, cell_time, groups_text, parts_of
from drgs_cli.vocabulary.terms import Vocabulary

Ask = Callable[..., tuple[Answer, Library]]
COUNTS = "arms: {drgs: {events: 15, n: 20}, scs: {events: 5, n: 20}}"
MEANS = "arms: {drgs: {mean: 3, sd: 1, n: 20}, scs: {mean: 5, sd: 1, n: 20}}"


@pytest.fixture
def only(answered: Ask) -> Callable[[str], Any]:
    """The one comparison of a trial with one row."""

    def compare(row: str) -> Any:
        answer, _ = answered(f"results: [{{{row}}}]")
        (comparison,) = answer.comparisons
        return comparison

    return compare


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (f"outcome: responder-50, {COUNTS}", "At least 50 % pain relief"),
        (
            f"outcome: responder-50, composite: [relief-50, no-neuro-deficit], {COUNTS}",
            "At least 50 % pain relief, composite: at least 50 % relief at the visit and no stimulation-related"
            " neurological deficit",
        ),
        (f"outcome: pain-intensity, scale: nrs-10, {MEANS}", "Pain intensity (0-100)"),
        (f"outcome: pain-intensity, scale: vas, statistic: final, {MEANS}", "Pain intensity (VAS, length not stated)"),
        (
            f"outcome: responder-50, pain_location: [foot], aspect: burning, {COUNTS}",
            "At least 50 % pain relief; pain in: foot; burning",
        ),
        (
            f"outcome: responder-50, subgroup: {{by: sex, is: female}}, {COUNTS}",
            "At least 50 % pain relief; sex: female",
        ),
    ],
)
def test_an_outcome_has_all_that_tells_it_from_others(
    row: str, text: str, only: Callable[[str], Any], vocabulary: Vocabulary
) -> None:
    assert cell_outcome(only(row).cell, vocabulary) == text


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("months: 12", "12 months"),
        ("months: 13.5", "12 months (at 13.5)"),
        ("time: trial-phase", "trial stimulation"),
        ("months: 0.1", "0.1 months"),
        ("analysed: allocated", "time not stated"),
    ],
)
def test_a_time_is_the_window_with_the_months_of_print(row: str, text: str, only: Callable[[str], Any]) -> None:
    comparison = only(f"outcome: responder-50, {row}, {COUNTS}")
    assert cell_time(comparison.cell, rows_of(comparison)) == text


def test_rows_of_a_part_of_the_indication_are_named(only: Callable[[str], Any], vocabulary: Vocabulary) -> None:
    whole, part = only(f"outcome: mood, {COUNTS}"), only(f"outcome: mood, indication: crps-2, {COUNTS}")
    assert (parts_of(rows_of(whole), vocabulary), parts_of(rows_of(part), vocabulary)) == ("", "; CRPS II")


def test_groups_have_their_numbers_where_they_differ(vocabulary: Vocabulary) -> None:
    assert groups_text({"implanted": 3}, vocabulary) == "implanted"
    assert groups_text({"implanted": 3, "trialled": 1}, vocabulary) == "implanted (3), trialled (1)"
    assert groups_text({}, vocabulary) == ""
