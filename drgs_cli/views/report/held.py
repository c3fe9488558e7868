"""What kinds of records a report is about, in words, counted as the picture of the flow of records counts them."""

from drgs_cli.records.model import Study
from drgs_cli.records.rows import STATUS_AWAITING, STATUS_EXTRACTED
from drgs_cli.views.numbers import count, listed
from drgs_cli.views.report.material import Material

_OF_STUDIES = ("review", "database")  # they hold figures of other studies


def held_text(material: Material) -> str:
    """How many studies, reviews and databases, and records without figures the report is about."""
    read = [study for study in material.studies if study.status == STATUS_EXTRACTED]
    beside = sum(_kind(study, material) in _OF_STUDIES for study in read)
    awaiting = sum(study.status == STATUS_AWAITING for study in material.studies)
    left_out = len(material.studies) - len(read) - awaiting
    parts = [f"{count(len(read) - beside, 'study', 'studies')} with figures"]
    if beside:
        parts.append(count(beside, "review or database", "reviews and databases"))
    if awaiting:
        parts.append(f"{awaiting} known, whose figures are not read yet")
    if left_out:
        parts.append(f"{left_out} left out, with the reason")
    return listed(parts)


def _kind(study: Study, material: Material) -> str:
    term = material.library.vocabulary.designs.get(study.design or "")
    return term.kind or "" if term is not None else ""
