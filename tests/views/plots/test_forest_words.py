"""What forest plots say of studies and cells."""

from collections.abc import Callable

import pytest

from drgs_cli.records.model import Study
from drgs_cli.records.risk_of_bias import TOOLS
from drgs_cli.synthesis.arms import Side
from drgs_cli.views.plots.forest_words import CHECKLIST, NOT_JUDGED, badge_of, counts_text, counts_title, label_of

JUDGED = "risk_of_bias: [{{tool: {tool}, domains: {{{domains}}}, overall: {overall}}}]"


def side(**of: object) -> Side:
    """One side of a study."""
    return Side(**{"intervention": "drgs", "arms": ("drgs",), "observation": None, "events": None, "n": None, **of})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("of", "text"),
    [
        ({"events": 3, "n": 20}, "3/20"),
        ({"mean": 31.04, "sd": 20.0, "n": 50}, "31.0 (20.0), 50"),
        ({"mean": -0.567, "sd": 0.2, "n": 50}, "−0.57 (0.20), 50"),
        ({"mean": 31.0}, "31.0"),
        ({"n": 12}, "n 12"),
        ({}, ""),
    ],
)
def test_counts_and_means_in_few_signs(of: dict[str, object], text: str) -> None:
    """Mean and spread to the same place."""
    assert counts_text(side(**of)) == text


def test_the_title_of_a_column_says_what_is_in_it() -> None:
    """Events, means, or only the side."""
    counted, mean = side(events=3, n=20), side(mean=3.0, sd=1.0, n=9)
    assert counts_title("DRGS", [counted]) == "DRGS\nevents/n"
    assert counts_title("DRGS", [mean]) == "DRGS\nmean (SD), n"
    assert counts_title("DRGS", [side()]) == "DRGS"


def test_a_study_is_named_with_who_paid(study: Callable[[str], Study]) -> None:
    """Whether that is known or not."""
    assert label_of(study("funding: {type: industry}")) == "Roe 2020 (industry)"
    assert label_of(study("")) == "Roe 2020 (not stated)"


def test_a_study_without_a_judgement_is_not_judged(study: Callable[[str], Study]) -> None:
    """No sign stands for a judgement that nobody made."""
    assert badge_of(study(""), "responder-50") is NOT_JUDGED
    items = ", ".join(f"{key}: {{answer: unclear, why: as invented}}" for key in TOOLS["jbi-case-series"].parts)
    checked = study(f"design: case-series\nrisk_of_bias: [{{tool: jbi-case-series, items: {{{items}}}}}]")
    assert badge_of(checked, "responder-50") is CHECKLIST


@pytest.mark.parametrize(
    ("tool", "overall", "sign"),
    [("rob2", "low", "+"), ("rob2", "high", "−"), ("robins-i", "serious", "−"), ("robins-i", "critical", "×")],
)
def test_a_judgement_is_a_sign(study: Callable[[str], Study], tool: str, overall: str, sign: str) -> None:
    """Of any tool that has an overall."""
    judged = dict.fromkeys(TOOLS[tool].parts, overall)
    domains = ", ".join(f"{part}: {{judgement: {word}, why: said}}" for part, word in judged.items())
    found = badge_of(study(JUDGED.format(tool=tool, domains=domains, overall=overall)), "responder-50")
    assert (found.sign, found.word) == (sign, overall)
