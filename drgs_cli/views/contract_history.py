"""Lines of an answer over publication dates as JSON, key by key; computes nothing."""

from drgs_cli.synthesis.by_publication import Point, Strand, studies_of
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.question import Question
from drgs_cli.synthesis.verdict import verdict_of
from drgs_cli.views.contract import Ground, evidence_json, question_json
from drgs_cli.views.contract_answer import named_json
from drgs_cli.views.contract_estimate import absolute_json, estimate_json
from drgs_cli.views.envelope import Json, envelope, notes_json
from drgs_cli.views.history import history_document, patients_of, strand_ref, strand_title


def history_json(strands: tuple[Strand, ...], ground: Ground, question: Question) -> Json:
    """`history`: each line with a point for each date on which it changed."""
    return envelope(
        "history",
        question_json(question, ground.library),
        evidence_json(ground),
        {"history": [_strand(strand) for strand in strands]},
        notes_json(history_document(strands, question, ground.library)),
        ground.skipped,
    )


def _strand(strand: Strand) -> Json:
    line = strand.last
    return {
        "ref": strand_ref(strand),
        **named_json(line),
        "text": strand_title(strand),
        "points": [_point(point, strand) for point in strand.points],
    }


def _point(point: Point, strand: Strand) -> Json:
    """What a day came to; `estimate` is None where nothing stands there any more, and so is all that goes with it."""
    line, context = point.line, strand.answer.context
    compared = line if isinstance(line, Comparison) else None
    verdict = None if compared is None else verdict_of(compared, context)
    crude = None if line is None or isinstance(line, Comparison) else line.crude
    return {
        "date": point.date,
        "added": [study.id for study in point.added],
        "removed": [study.id for study in point.removed],
        "studies": [] if line is None else [study.id for study in studies_of(line)],
        "n": None if line is None else patients_of(line),
        "estimate": None if line is None else estimate_json(line.estimate, context.question.level),
        "absolute": None if compared is None else absolute_json(compared.absolute),
        "crude": crude,
        "verdict": None if verdict is None else verdict.code,
        "favours": None if verdict is None else verdict.favours,
    }
