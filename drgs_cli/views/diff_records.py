"""What changed in the records, as tables: studies, then places by what they are about; decides the words, computes
nothing.
"""

from collections.abc import Iterable

from drgs_cli.documents.problems import Problem
from drgs_cli.history.changes import Change, Changes, StudyChange
from drgs_cli.history.sides import Side
from drgs_cli.history.update import Update
from drgs_cli.records.library import Library
from drgs_cli.records.model import Result, Study
from drgs_cli.render.document import Column, Group, Heading, Note, Part, Row, Table, words
from drgs_cli.views.diff_words import NOT_THERE, place_text
from drgs_cli.views.figures import contrast_text, observation_text
from drgs_cli.views.numbers import count, listed
from drgs_cli.views.wording import outcome_text, time_text

KINDS = {
    "figure": "Figures",
    "selection": "Overlaps, status, rows replaced",
    "judgement": "Risk of bias and class of evidence",
    "method": "Methods of the review",
    "decision": "Decisions of the review",
    "description": "Descriptions, without figures",
    "print": "The same number, written otherwise",
}
_STUDY_COLUMNS = (
    Column("what", "What"),
    Column("study", "Study", unbroken=True),
    Column("label", "Label"),
    Column("about", "Indications"),
    Column("place", "Record", wrap=False),
)
_CHANGE_COLUMNS = (
    Column("place", "Place", wrap=False),
    Column("what", "What", min_width=16, unbroken=True),
    Column("before", "Before"),
    Column("after", "After"),
)

_LONGEST = 100  # of what came or went: the place says where all of it stands

_ERROR_COLUMNS = (Column("place", "Place", wrap=False), Column("error", "Error", min_width=20))


def record_parts(update: Update) -> list[Part]:
    """Studies that came or went, what cannot be used, and every place that differs."""
    changes = update.changes
    parts: list[Part] = []
    if changes.studies:
        rows = tuple(_study_row(change, update) for change in changes.studies)
        parts += [Heading(2, "Studies"), Table("", _STUDY_COLUMNS, rows, lead=2)]
    parts += _left_out(update)
    groups = []
    for kind, title in KINDS.items():
        found = [change for change in changes.changes if change.kind == kind]
        if found:
            groups.append(Group(title, tuple(_change_row(change, update) for change in found)))
    if groups:
        parts += [Heading(2, "Changed in the records"), Table("", _CHANGE_COLUMNS, tuple(groups))]
    return parts


def summary_of_records(update: Update) -> str:
    """How much changed, in a few words."""
    changes = update.changes
    parts = [*_came_and_went(changes.studies), *_places(changes)]
    flawed = (len(update.before.unsound), len(update.after.unsound))
    if any(flawed):
        parts.append("left out with errors: {} before, {} after".format(*flawed))
    if update.before.without_review or update.after.without_review:
        parts.append("errors in the review")
    return "; ".join(parts) if parts else "the records say the same"


def change_text(change: Change, update: Update) -> str:
    """What a place is about: of a row its outcome and time, then the keys below it."""
    row = _row_of(change, update)
    if row is None:
        return change.path
    result, library = row
    below = change.path.partition("].")[2]
    about = f"{outcome_text(result, library.vocabulary)}, {time_text(result)}"
    return f"{about}: {below}" if below else about


def change_place(change: Change, update: Update) -> str:
    """File and line, as it stands now, and the earlier line where that was another; of what is gone, where it stood."""
    old, new = change.old_place, change.new_place
    if new is not None:
        moved = f" ({old.line} before)" if old is not None and old.line != new.line else ""
        return place_text(new, update.after) + moved
    return f"{place_text(change.old_place, update.before)} (before)"


def study_texts(change: StudyChange, update: Update) -> tuple[str, str]:
    """The indications of a study that came or went, and its file."""
    side = update.before if change.what == "removed" else update.after
    study = _study(side.every, change.study)
    terms = side.every.vocabulary.indications
    keys = () if study is None else study.population.indications
    folder = f"{side.folder}/" if side.folder else ""
    return ", ".join(terms[key].short if key in terms else key for key in keys), f"{folder}{change.study}.yaml"


def _study_row(change: StudyChange, update: Update) -> Row:
    about, place = study_texts(change, update)
    name = f"{change.before} → {change.study}" if change.before is not None else change.study
    return Row(tuple(map(words, (change.what, name, change.label, about, place))), change.study)


def _change_row(change: Change, update: Update) -> Row:
    old, new = (NOT_THERE if text is None else _value_text(text, change, update) for text in (change.old, change.new))
    return Row(tuple(map(words, (change_place(change, update), change_text(change, update), old, new))))


def _value_text(text: str, change: Change, update: Update) -> str:
    """A value as printed; of a row that came or went its figures in words, of any other mapping its beginning."""
    if change.what == "changed" or not text.startswith(("{", "[")):
        return text
    row = _row_of(change, update)
    if row is not None and change.path.endswith("]") and "." not in change.path:
        result = row[0]
        arms = (f"{key} {observation_text(found)}" for key, found in result.arms.items())
        return "; ".join([*arms, *(contrast_text(contrast, {}) for contrast in result.contrasts)])
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 4]} ..."


def _left_out(update: Update) -> list[Part]:
    """Records that cannot be used on a side, with their errors."""
    groups = tuple(
        Group(f"In {side.name}", tuple(_error_row(problem, side) for problem in side.errors))
        for side in (update.before, update.after)
        if side.errors
    )
    if not groups:
        return []
    sides = [side.name for side in (update.before, update.after) if side.without_review]
    review = f" The review has errors in {listed(sides)}: answers there go by what holds of it." if sides else ""
    text = f"A record with errors is left out of the answers of its side.{review}"
    return [Heading(2, "Records with errors"), Table("", _ERROR_COLUMNS, groups), Note("left-out", text)]


def _error_row(problem: Problem, side: Side) -> Row:
    return Row((words(place_text(problem.location, side)), words(f"{problem.message} [{problem.rule}]")))


def _came_and_went(studies: Iterable[StudyChange]) -> list[str]:
    found = [change.what for change in studies]
    return [f"{count(found.count(what), 'study', 'studies')} {what}" for what in dict.fromkeys(found)]


def _places(changes: Changes) -> list[str]:
    """How many figures changed, and other places that answers may notice."""
    kinds = [change.kind for change in changes.changes]
    figures = kinds.count("figure")
    others = len(kinds) - figures
    return [
        *([f"{count(figures, 'figure')} changed"] if figures else []),
        *([f"{count(others, 'other place' if figures else 'place')} changed"] if others else []),
    ]


def _row_of(change: Change, update: Update) -> tuple[Result, Library] | None:
    """The row that a place stands in, in the state where it stands."""
    if change.row is None or change.study is None:
        return None
    library = (update.before if change.new_place is None else update.after).every
    study = _study(library, change.row.partition("/")[0])
    number = change.row.rpartition("/")[2]
    rows = () if study is None else study.results
    return next(((row, library) for row in rows if str(row.number) == number), None)


def _study(library: Library, key: str) -> Study | None:
    return next((study for study in library.studies if study.id == key), None)
