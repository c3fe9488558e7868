"""What sort of statement stands at a place of a record or of the review; knows the keys, not the values."""

from typing import Literal

from drgs_cli.documents.positions import Path

# figure: what was counted and measured, in whom; selection: which of it is used; judgement: risk of bias and class;
# method: how the review works; decision: a person's word on certainty; description: what no answer rests on;
# print: the same value, written in another way.
Kind = Literal["figure", "selection", "judgement", "method", "decision", "description", "print"]

# Changes that no answer can notice.
SILENT: frozenset[Kind] = frozenset(("description", "print"))

_SELECTION = frozenset(("status", "design", "overlaps", "waive", "superseded_by", "alternative"))
_JUDGEMENT = frozenset(("risk_of_bias", "risk_of_bias_facts", "evidence_class"))
_OF_REPORT = frozenset(("role", "published", "of"))  # what `--as-of`, corrections and retractions go by
_BESIDE = frozenset(("note", "source", "label", "device", "stated_certainty"))
_SOURCE = "source"
_WHERE = frozenset(("at", "note"))  # of a source: where in its report, and nothing that is counted by
_REVIEW_WORDS = frozenset(("question", "search", "flow", "labels", "notes", "from"))


def kind_in_record(path: Path) -> Kind:
    """The sort of what stands at a path of a study's record."""
    top, keys = path[0], frozenset(path)
    if _SOURCE in keys:
        return "selection" if _names_reports(path) else "description"
    if top == "funding":  # a text on reporting bias goes by who paid
        return "judgement" if path[1:] in {(), ("type",)} else "description"
    if "waive" in keys or top in _SELECTION:
        return "selection"
    if top in _JUDGEMENT:
        return "judgement"
    if top == "reports":
        return "selection" if path[2:3] == () or path[2] in _OF_REPORT else "description"
    if top in {"results", "arms", "population"} and not keys & _BESIDE:
        return "selection" if keys & _SELECTION else "figure"
    return "description"


def _names_reports(path: Path) -> bool:
    """Whether a place within a source says from which report a row is: by that it is retracted, or not yet there."""
    return _WHERE.isdisjoint(path[path.index(_SOURCE) :])


def kind_in_review(path: Path) -> Kind:
    """The sort of what stands at a path of the review."""
    if path[0] == "decisions":
        return "decision"
    return "description" if path[0] in _REVIEW_WORDS or path[-1] in _REVIEW_WORDS else "method"
