"""A saved answer held against the same answer of today as JSON, in the shape of `diff`; computes nothing."""

from drgs_cli.history.saved import Json, SavedAnswer, SavedEffect, cause_between, certainty_of, effects_of
from drgs_cli.views.diff_saved import line_text, reading_text, saved_document
from drgs_cli.views.envelope import Json as Written
from drgs_cli.views.envelope import envelope, notes_json
from drgs_cli.vocabulary.terms import Vocabulary


def saved_json(before: SavedAnswer, after: SavedAnswer, vocabulary: Vocabulary) -> Written:
    """`diff` of a saved answer: there are no records to compare, only what was worked out from them."""
    effects, cause = effects_of(before, after), cause_between(before, after)
    indication = str(after.question["indication"])
    changed = before.said != after.said
    reading: Written = {
        "indication": indication,
        "changed": changed,
        "moved": [],
        "causes": [cause] if changed else [],
        "before": _told(before.reading),
        "after": _told(after.reading),
        "text": reading_text(before, after, vocabulary),
    }
    result: Written = {
        "sides": [_side(before), _side(after)],
        "indications": [indication],
        "none": not effects and not changed,
        "studies": [],
        "changes": [],
        "effects": [_effect(effect, cause, indication, vocabulary) for effect in effects],
        "readings": [reading],
        "reading_changed": changed,
    }
    return envelope("diff", dict(after.question), None, result, notes_json(saved_document(before, after, vocabulary)))


def _side(answer: SavedAnswer) -> Written:
    return {
        "name": answer.name,
        "commit": None,
        "folder": "",
        "sha256": answer.sha256,
        "records": answer.records,
        "skipped": list(answer.skipped),
        "program": answer.version,
        "problems": [],
    }


def _effect(effect: SavedEffect, cause: str, indication: str, vocabulary: Vocabulary) -> Written:
    line, both = effect.after or effect.before or {}, effect.before is not None and effect.after is not None
    texts = [line_text(one, vocabulary) for one in (effect.before, effect.after)]
    return {
        "indication": indication,
        "ref": effect.ref,
        "kind": line.get("kind"),
        "side": line.get("side"),
        "outcome": line.get("outcome"),
        "composite": line.get("composite"),
        "window": line.get("window"),
        "location": line.get("location"),
        "part": line.get("part"),
        "what": "changed" if both else "added" if effect.before is None else "removed",
        "moved": list(effect.moved) if both else [],
        "before": _standing(effect.before),
        "after": _standing(effect.after),
        "by": {"difference": effect.difference, "ratio": None, "per_100": None},
        "seen": texts[0] != texts[1],
        "causes": [{"cause": cause, "before": _standing(effect.before), "after": _standing(effect.after)}],
        "text": f"{effect.ref}: {' → '.join(texts)}",
    }


def _standing(line: Json | None) -> Written | None:
    if line is None:
        return None
    studies = [one["id"] for one in line.get("studies", ())] or [one["study"] for one in line.get("lines", ())]
    return {
        "ref": line["ref"],
        "studies": studies,
        "estimate": line.get("estimate"),
        "absolute": line.get("absolute"),
        "crude": line.get("crude"),
        "verdict": line.get("verdict"),
        "favours": line.get("favours"),
        "certainty": certainty_of(line),
    }


def _told(reading: Json) -> Written:
    return {
        "verdict": reading.get("verdict"),
        "favours": reading.get("favours"),
        "comparison": reading.get("comparison"),
        "certainty": certainty_of(reading),
        "ref": reading.get("ref"),
        "text": reading.get("text"),
    }
