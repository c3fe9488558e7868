"""What must hold of the rows of one study before anybody looks at figures: each stands once, and fits the status."""

from drgs_cli.records.faults import Faults
from drgs_cli.records.model import Result, Study

STATUS_EXTRACTED = "extracted"
STATUS_AWAITING = "awaiting-extraction"


def identity(row: Result) -> tuple[object, ...]:
    """What makes a row the row it is: two rows alike in all of this would be one figure given twice."""
    return (
        *(
            row.outcome,
            row.composite,
            row.indication,
            row.months,
            row.time,
            row.analysed,
            row.unit,
            row.statistic,
        ),
        *(row.scale, row.instrument, row.pain_locations, row.aspect, row.condition, row.subgroup, row.cause),
        *(row.threshold, row.definition, row.period, row.after_crossover, row.superseded_by, row.alternative),
    )


def note_row_faults(study: Study, faults: Faults) -> None:
    """Note rows alike (S111), and a status that does not fit (S113)."""
    first: dict[tuple[object, ...], Result] = {}
    for row in study.results:
        earlier = first.setdefault(identity(row), row)
        if earlier is not row:
            line = faults.at(earlier.path).line
            faults.add(
                row.path,
                "S111",
                f"the same outcome, time and group of patients as the row at line {line}",
                "put the arms into one row, or say what differs (aspect, definition, subgroup ...)",
            )
    _note_status(study, faults)


def _note_status(study: Study, faults: Faults) -> None:
    if study.status == STATUS_EXTRACTED:
        if study.design is None:
            hint = f"drgs set {study.id} design KEY --add; drgs vocabulary designs lists them"
            faults.add((), "S102", "design is missing", f"say how the study was built: {hint}")
        if not study.reports:
            faults.add((), "S102", "reports are missing", "name at least one publication")
        return
    if study.why is None:
        faults.add(("status",), "S113", f"a record that is {study.status} says why", "add why: ...")
    if study.results:
        hint = f"if its figures are read: drgs set {study.id} status extracted"
        faults.add(("results",), "S113", f"a record that is {study.status} has no results", hint, at_key=True)
