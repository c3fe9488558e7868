"""The JSON of `report`, key by key: the manifest, then every answer whole; computes nothing."""

from drgs_cli.synthesis.listing import whole_study
from drgs_cli.views.contract import Ground, evidence_json, question_json
from drgs_cli.views.contract_answer import (
    basis_ref,
    comparisons_json,
    excluded_json,
    reading_json,
    syntheses_json,
    uses,
)
from drgs_cli.views.contract_study import study_json
from drgs_cli.views.envelope import Json, envelope
from drgs_cli.views.plain_words import plain_text
from drgs_cli.views.reading import reading_text
from drgs_cli.views.report.document import report_manifest
from drgs_cli.views.report.material import Material
from drgs_cli.views.set_aside import reason_text


def report_json(material: Material, ground: Ground) -> Json:
    """`report`: what `verify` needs, the answer on each indication, and every study that is in one."""
    manifest = report_manifest(material)
    result: Json = {
        **{key: manifest[key] for key in ("options", "counts", "records", "sections")},
        "indications": [
            {
                "indication": answer.indication,
                "label": material.library.vocabulary.indications[answer.indication].label,
                "comparisons": comparisons_json(answer),
                "syntheses": syntheses_json(answer),
                "reading": reading_json(answer.reading, reading_text(answer), plain_text(answer), basis_ref(answer)),
                "excluded": [excluded_json(entry, reason_text(entry)) for entry in answer.excluded],
            }
            for answer in material.answers
        ],
        "studies": _studies(material),
    }
    question = question_json(material.question, material.library)
    return envelope("report", question, evidence_json(ground), result, (), ground.skipped)


def _studies(material: Material) -> list[Json]:
    """Each study once, whole; what its rows are used for is of any of the answers."""
    used = {ref: kind for answer in material.answers for ref, kind in uses(answer).items()}
    entries = [whole_study(study, material.library) for study in material.studies]
    sides = material.answers[0].context.sides if material.answers else None
    return [] if sides is None else [study_json(entry, sides, used) for entry in entries]
