"""The JSON of `certainty`: every comparison with the certainty in it, and the labels of published reviews."""

from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.evidence_class import labels_of
from drgs_cli.synthesis.question import Question
from drgs_cli.views.certainty import certainty_document
from drgs_cli.views.contract import Ground, evidence_json, question_json
from drgs_cli.views.contract_answer import comparisons_json
from drgs_cli.views.contract_certainty import label_json
from drgs_cli.views.envelope import Json, envelope, notes_json


def certainties_json(answer: Answer, ground: Ground, question: Question) -> Json:
    """`certainty`."""
    return envelope(
        "certainty",
        question_json(question, ground.library),
        evidence_json(ground),
        {
            "comparisons": comparisons_json(answer),
            "labels": [label_json(label) for label in labels_of(answer.context)],
        },
        notes_json(certainty_document(answer)),
        ground.skipped,
    )
