"""What sort of statement stands at a place."""

import pytest

from drgs_cli.documents.positions import Path
from drgs_cli.history.change_kinds import kind_in_record, kind_in_review


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (("results", 0, "arms", "drgs", "events"), "figure"),
        (("results", 0, "months"), "figure"),
        (("results", 0), "figure"),
        (("arms", "drgs", "implanted"), "figure"),
        (("population", "indications", "crps"), "figure"),
        (("results", 0, "superseded_by"), "selection"),
        (("results", 0, "waive"), "selection"),
        (("results", 0, "arms", "drgs", "waive", "A103"), "selection"),
        (("overlaps", 1, "kind"), "selection"),
        (("status",), "selection"),
        (("reports", "roe"), "selection"),
        (("reports", "roe", "published"), "selection"),
        (("reports", "roe", "title"), "description"),
        (("results", 0, "source", "at"), "description"),
        (("results", 0, "source", "report"), "selection"),
        (("results", 0, "arms", "drgs", "source"), "selection"),
        (("results", 0, "arms", "drgs", "source", 1, "note"), "description"),
        (("funding", "type"), "judgement"),
        (("funding", "by"), "description"),
        (("results", 0, "arms", "drgs", "note"), "description"),
        (("arms", "drgs", "device"), "description"),
        (("notes",), "description"),
        (("risk_of_bias", 0, "domains", "measurement", "judgement"), "judgement"),
        (("evidence_class", "class"), "judgement"),
    ],
)
def test_a_place_of_a_record_has_its_kind(path: Path, kind: str) -> None:
    assert kind_in_record(path) == kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (("decisions", 0, "change"), "decision"),
        (("defaults", "tau2"), "method"),
        (("vocabulary", "outcomes", "x", "label"), "method"),
        (("labels", 0, "label"), "description"),
        (("outcomes", 0, "from"), "description"),
        (("outcomes", 0, "important"), "method"),
    ],
)
def test_a_place_of_the_review_has_its_kind(path: Path, kind: str) -> None:
    assert kind_in_review(path) == kind
