"""Counts with the failed trials in words: when they are all who were trialled, and how they come about."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.failed_trials import counting_text, other_patients_text

Ask = Callable[..., tuple[Answer, Library]]


@pytest.mark.parametrize(
    ("of_all", "said"),
    [(True, "17/20 (85 %) of those trialled"), (False, "17/20 (85 %) counting failed trials")],
    ids=["all", "fewer"],
)
def test_only_all_who_were_trialled_are_called_so(of_all: bool, said: str) -> None:
    assert counting_text(17, 20, of_all=of_all) == said


@pytest.mark.parametrize(
    ("flow", "said"),
    [
        (
            "trialled: 25, implanted: 20, allocated: 30",
            "Counting failed trials: 15/25 (60 %): 20 analysed and 5 whose trial failed, together all who were"
            " trialled. Of all allocated: 15/30 (50 %): failed trials and the lost count as without the benefit",
        ),
        (
            "trialled: 36, implanted: 24",
            "Counting failed trials: 15/32 (47 %): 20 analysed and 12 whose trial failed",
        ),
        ("allocated: 30", "Of all allocated: 15/30 (50 %): failed trials and the lost count as without the benefit"),
        ("enrolled: 30", ""),
    ],
    ids=["all-trialled", "some-lost", "allocated", "unknown"],
)
def test_counts_over_other_patients_say_how_they_come_about(answered: Ask, flow: str, said: str) -> None:
    answer, _ = answered(f"""
        design: case-series
        arms: {{drgs: {{intervention: drgs, {flow}}}}}
        results: [{{outcome: responder-50, months: 6, analysed: implanted, arms: {{drgs: {{events: 15, n: 20}}}}}}]
    """)
    (synthesis,) = answer.syntheses
    assert other_patients_text(synthesis.lines[0]) == said
