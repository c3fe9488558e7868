"""What changed in the evidence and what that does as JSON, key by key; computes nothing."""

from drgs_cli.documents.problems import Location
from drgs_cli.history.changes import Change, StudyChange
from drgs_cli.history.effects import LineEffect, ReadingEffect
from drgs_cli.history.sides import Side
from drgs_cli.history.standing import Standing, basis_of
from drgs_cli.history.update import Update
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.by_publication import studies_of
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.views.contract_answer import named_json
from drgs_cli.views.contract_estimate import absolute_json, estimate_json
from drgs_cli.views.diff import diff_document, line_text
from drgs_cli.views.diff_readings import reading_sentence, said
from drgs_cli.views.diff_words import difference_of, is_seen, moves_text, per_100_by, ratio_of
from drgs_cli.views.envelope import Json, envelope, notes_json, problem_json


def diff_json(update: Update) -> Json:
    """`diff`: the two states, and all that lies between them; `sides` stand in for the evidence of other answers."""
    effects = update.effects
    result: Json = {
        "sides": [_side(update.before), _side(update.after)],
        "indications": None if update.indications is None else list(update.indications),
        "none": update.none,
        "studies": [_study(change) for change in update.changes.studies],
        "changes": [change_json(change) for change in update.changes.changes],
        "effects": [_effect(effect) for effect in effects.lines],
        "readings": [_reading(reading, update) for reading in effects.readings],
        "reading_changed": _reading_changed(update),
    }
    return envelope("diff", None, None, result, notes_json(diff_document(update)))


def _side(side: Side) -> Json:
    """One state; `problems` are the errors of the records that are left out of its answers."""
    return {
        "name": side.name,
        "commit": side.commit,
        "folder": side.folder,
        "sha256": side.every.sha256,
        "records": len(side.every.records),
        "skipped": list(dict.fromkeys(problem.location.path for problem in side.errors)),
        "program": side.version,
        "problems": [problem_json(problem) for problem in side.errors],
    }


def _study(change: StudyChange) -> Json:
    return {"id": change.study, "what": change.what, "label": change.label, "before": change.before}


def change_json(change: Change) -> Json:
    """One place that differs; `study` is None in the review."""
    return {
        "study": change.study,
        "kind": change.kind,
        "what": change.what,
        "at": change.path,
        "row": change.row,
        "before": _printed(change.old, change.old_place),
        "after": _printed(change.new, change.new_place),
    }


def _printed(text: str | None, place: Location | None) -> Json | None:
    if text is None or place is None:
        return None
    return {"value": text, "path": place.path, "line": place.line, "column": place.column}


def _effect(effect: LineEffect) -> Json:
    """A line that moved. `by` is what can be said in numbers; `seen` is false where no printed digit is another."""
    line, then, now = effect.standing.line, effect.before, effect.after
    both = None if then is None or now is None else (then, now)
    return {
        "indication": effect.indication,
        "ref": effect.standing.ref,
        **named_json(line),
        "what": "changed" if both is not None else "added" if then is None else "removed",
        "moved": list(effect.moved) if both is not None else [],
        "before": _standing(then),
        "after": _standing(now),
        "by": {
            "difference": None if both is None else difference_of(*both),
            "ratio": None if both is None else ratio_of(*both),
            "per_100": None if both is None else per_100_by(*both),
        },
        "seen": is_seen(effect),
        "causes": [
            {"cause": share.cause, "before": _standing(share.before), "after": _standing(share.after)}
            for share in effect.shares
        ],
        "text": f"{line_text(effect)}: {moves_text(effect)}",
    }


def _standing(found: Standing | None) -> Json | None:
    """A line as it stands in one state."""
    if found is None:
        return None
    line, verdict, certainty = found.line, found.verdict, found.certainty
    compared = line if isinstance(line, Comparison) else None
    return {
        "ref": found.ref,
        "studies": list(dict.fromkeys(study.id for study in studies_of(line))),
        "estimate": estimate_json(line.estimate, found.context.question.level),
        "absolute": None if compared is None else absolute_json(compared.absolute),
        "crude": None if isinstance(line, Comparison) else line.crude,
        "verdict": None if verdict is None else verdict.code,
        "favours": None if verdict is None else verdict.favours,
        "certainty": None if certainty is None else certainty.final,
    }


def _reading_changed(update: Update) -> bool | None:
    """Whether any reading says another thing; None where errors keep one from being told, and no other does."""
    found = [reading for reading in update.effects.readings if reading.changed]
    return None if found and all(reading.untold for reading in found) else bool(found)


def _reading(reading: ReadingEffect, update: Update) -> Json:
    """One reading; `changed` is None where errors on one side keep it from being told."""
    return {
        "indication": reading.indication,
        "changed": None if reading.untold else reading.changed,
        "moved": list(reading.moved),
        "causes": list(reading.causes),
        "before": _told(reading.before),
        "after": _told(reading.after),
        "text": reading_sentence(reading, update),
    }


def _told(answer: Answer | None) -> Json | None:
    if answer is None:
        return None
    reading, basis = answer.reading, basis_of(answer)
    return {
        "verdict": reading.verdict,
        "favours": reading.favours,
        "comparison": reading.kind,
        "certainty": None if reading.certainty is None else reading.certainty.final,
        "ref": None if basis is None else basis.ref,
        "text": said(answer),
    }
