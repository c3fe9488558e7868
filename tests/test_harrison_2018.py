"""What the evidence base says as of February 2018, beside what the literature review of that time concluded.

Harrison, Epton, Bojanic, Green and FitzGerald, Neuromodulation 2018. Each of its conclusions is there, or is visibly
not supported by the records.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drgs_cli.records.library import Library, load_library
from drgs_cli.records.model import Study
from drgs_cli.synthesis.answer import Answer, Glance, answer, glance
from drgs_cli.synthesis.question import Question
from drgs_cli.synthesis.relief import relief
from drgs_cli.views.reading import reading_paragraphs
from drgs_cli.views.short_reading import short_reading

STUDIES = Path(__file__).parents[1] / "studies"
THEN = "2018-02"

Tell = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(STUDIES)


@pytest.fixture(scope="module")
def crps(library: Library) -> Answer:
    """CRPS and causalgia, as of then."""
    return answer(library, Question(indication="crps", as_of=THEN))


def seen(library: Library, indication: str) -> Glance:
    """One indication as of then."""
    return glance(library, Question(indication=indication, as_of=THEN))


def first_share(found: Answer | Glance) -> float | None:
    """The share of patients or of pain in the first uncontrolled result with DRGS."""
    (synthesis,) = (entry for entry in found.reading.alone if entry.side == "drgs")
    return relief(synthesis, found.context)


def waiting(found: Glance, side: str) -> list[Study]:
    """Studies of a side that are known and not read."""
    sides = found.evidence.sides
    return [
        entry.study
        for entry in found.evidence.in_group("awaiting")
        if any(sides.of(arm.intervention) == side for arm in entry.study.arms.values())
    ]


# --- In CRPS and causalgia DRGS relieves pain better than SCS, on one randomised trial


def test_in_crps_drgs_is_better_on_one_randomised_trial(crps: Answer) -> None:
    basis = crps.reading.basis
    assert basis is not None
    assert (crps.reading.verdict, crps.reading.favours, basis.kind) == ("better", "drgs", "randomised")
    assert [study.id for study in basis.studies] == ["deer-2017-accurate"]


def test_the_pain_of_that_trial_was_in_the_lower_limb(crps: Answer) -> None:
    assert crps.reading.basis is not None
    assert [study.population.pain_locations for study in crps.reading.basis.studies] == [("lower-limb",)]


def test_the_trial_gives_patients_of_a_hundred_and_a_certainty(crps: Answer) -> None:
    basis, certainty = crps.reading.basis, crps.reading.certainty
    assert basis is not None
    assert basis.absolute is not None
    assert certainty is not None
    assert (round(100 * basis.absolute.difference), certainty.final) == (25, "low")


def test_causalgia_alone_has_no_comparison_and_is_sent_to_that_trial(library: Library) -> None:
    reading = seen(library, "crps-2").reading
    assert (reading.basis, [study.id for study in reading.elsewhere]) == (None, ["deer-2017-accurate"])


# --- It is steadier with posture and more precise in coverage


@pytest.mark.parametrize("outcome", ["paraesthesia-postural-change", "paraesthesia-extraneous"])
def test_steadiness_and_coverage_are_randomised_evidence_with_a_direction(outcome: str, crps: Answer) -> None:
    told = {entry.cell.outcome: (entry.kind, verdict.favours) for entry, verdict in crps.reading.directions}
    assert told[outcome] == ("randomised", "drgs")


# --- Reports are good, without controls, in post-surgical pain, CRPS and phantom limb


def test_reports_in_post_surgical_pain_are_good_and_uncontrolled(library: Library) -> None:
    found = seen(library, "post-surgical")
    share = first_share(found)
    assert (found.reading.verdict, found.reading.studies["randomised"]) == ("one-side-only", 0)
    assert share is not None
    assert share >= 0.5


def test_reports_in_crps_are_visibly_not_good_in_the_records(crps: Answer) -> None:
    share = first_share(crps)
    assert share is not None
    assert share < 0.5
    assert "DRGS alone modest" in short_reading(crps)


def test_reports_in_phantom_limb_are_visibly_not_read(library: Library) -> None:
    found = seen(library, "phantom-limb")
    assert ("drgs" in found.reading.missing, bool(waiting(found, "drgs"))) == (True, True)
    assert "no primary study gives figures on DRGS" in reading_paragraphs(found)[0]
    assert "known and not read yet" in reading_paragraphs(found)[0]


# --- Failed back surgery syndrome does less well


def test_failed_back_surgery_is_visibly_without_a_result_that_stands(library: Library) -> None:
    found = seen(library, "fbss")
    assert (found.reading.verdict, found.reading.small) == ("cannot-compare", {"drgs": 1})
    assert "DRGS alone: only 1 study of fewer than 5 patients" in short_reading(found)


# --- There is no evidence of that quality for other indications and places


def test_no_other_indication_has_a_randomised_comparison(library: Library) -> None:
    others = [key for key in library.vocabulary.indications.top() if key != "crps"]
    found = {key: seen(library, key).reading for key in others}
    assert {
        key for key, reading in found.items() if reading.studies["randomised"] or reading.basis is not None
    } == set()


# --- Long-term results are missing


def test_long_term_results_are_missing(crps: Answer) -> None:
    assert "long-term" in crps.reading.missing
    assert "a comparison at two years or later" in reading_paragraphs(crps)[0]


# --- What the program prints


def test_the_overview_as_of_then_says_so_in_json(drgs: Tell) -> None:
    status, out, _ = drgs("summarise", "--studies", STUDIES, "--as-of", THEN, "--format", "json")
    lines: dict[str, Any] = {entry["indication"]: entry["reading"] for entry in json.loads(out)["indications"]}
    assert status == 0
    assert {key for key, reading in lines.items() if reading["verdict"] == "better"} == {"crps"}
    assert (lines["crps"]["favours"], round(lines["crps"]["per_100"])) == ("drgs", 25)
