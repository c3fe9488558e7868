"""What does not stand in an answer and why, a paragraph for each reason; sets nothing aside."""

from collections import Counter

from drgs_cli.render.document import Note, Part
from drgs_cli.synthesis.evidence import Excluded
from drgs_cli.views.numbers import count, listed

# Each follows a number of studies or of rows.
REASONS = {
    "mixed": "with this among other causes and no figures for it alone",
    "filtered": "left out by the filters",
    "not-yet-published": "not in print by the date asked for, or without a date",
    "retracted": "of a retracted report",
    "excluded": "excluded from the review, with the reason in the record",
    "invalid": "with errors in the record",
    "awaiting": "known, with figures that could not be read yet",
    "review": "of reviews, pooled analyses or safety databases, never added to the studies they contain",
    "overlap": "with patients of other studies that count here: each patient counts once",
    "small": "of fewer patients than the review asks for",
    "one-arm": "of studies that compare the two, about one of them only",
    "indication": "of parts of the indication where the whole, or another part, stands for the study",
    "end-point": "where another row of the same visit stands for the study",
    "subgroup": "of a part of the patients",
    "group": "of another group analysed than the one that stands for the study, or of a selected part",
    "time": "of another visit in the same window, or before treatment",
    "scale": "on scales that cannot be put together",
    "unit": "of leads, procedures or reports, not of patients",
    "superseded": "superseded by a later report",
    "alternative": "another figure for the same end point",
    "no-denominator": "without the number of patients that the denominator needs",
    "no-variance": "without a spread",
    "no-figure": "without a figure of an arm: words, a p-value, or a comparison with something else",
    "economic": "of costs or what they buy, from models: shown, not compared",
    "other-treatment": "of other treatments than the two",
}
# The same of whole studies, where that is said otherwise.
OF_STUDIES = {"review": "left beside: reviews, pooled analyses and safety databases, never added to what they contain"}
_MOST_NAMED = 8  # studies named one by one


def set_aside(excluded: tuple[Excluded, ...]) -> list[Part]:
    """One paragraph for each reason for which studies or rows do not appear."""
    found: list[Part] = []
    for reason, text in REASONS.items():
        studies = [entry.study.label for entry in excluded if entry.reason == reason and entry.row is None]
        rows = Counter(
            entry.study.label for entry in _each_once(excluded) if entry.reason == reason and entry.row is not None
        )
        if studies:
            said = OF_STUDIES.get(reason, text)
            found.append(Note(reason, f"{count(len(studies), 'study', 'studies')} {said}: {'; '.join(studies)}."))
        if rows:
            named = [f"{label} ({number})" for label, number in rows.items()]
            where = listed(named) if len(rows) <= _MOST_NAMED else f"{len(rows)} studies"
            found.append(Note(reason, f"{count(sum(rows.values()), 'row')} {text}: {where}."))
    return found


def reason_text(entry: Excluded) -> str:
    """Why one study, or one row of it, was set aside."""
    place = "" if entry.row is None else f", row {entry.row.number}"
    return f"{entry.study.label}{place}: {REASONS[entry.reason]}."


def _each_once(excluded: tuple[Excluded, ...]) -> list[Excluded]:
    """A row that was set aside at two steps for the same reason counts once."""
    return list(
        {
            (entry.study.id, entry.reason, None if entry.row is None else entry.row.number): entry for entry in excluded
        }.values()
    )
