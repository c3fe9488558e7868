"""Everything that `diff` tells in one table, for a format that holds one; computes nothing."""

from collections.abc import Iterator

from drgs_cli.history.update import Update
from drgs_cli.render.document import Column, Row, Table, words
from drgs_cli.views.diff_readings import indication_name, said
from drgs_cli.views.diff_records import change_place, change_text, study_texts
from drgs_cli.views.diff_words import CAUSES, cause_text, moves_text, standing_text

_COLUMNS = tuple(
    Column(key, title)
    for key, title in (
        ("of", "Of"),
        ("name", "Name"),
        ("place", "Place"),
        ("what", "What"),
        ("before", "Before"),
        ("after", "After"),
        ("cause", "Cause"),
    )
)


def flat_update(update: Update) -> Table:
    """A row for each study that came or went, each place that differs, each line that moved, each reading touched."""
    return Table("", _COLUMNS, tuple(Row(tuple(map(words, texts))) for texts in _rows(update)), lead=2)


def _rows(update: Update) -> Iterator[tuple[str, ...]]:
    for study in update.changes.studies:
        yield ("study", study.study, study_texts(study, update)[1], study.what, study.before or "", study.label, "")
    for change in update.changes.changes:
        name = change.row or change.study or "review"
        place, what = change_place(change, update), change_text(change, update)
        yield (change.kind, name, place, what, change.old or "", change.new or "", "")
    for effect in update.effects.lines:
        texts = (standing_text(effect.before), standing_text(effect.after))
        yield ("line", effect.standing.ref, "", moves_text(effect), *texts, cause_text(effect))
    touched = {effect.indication for effect in update.effects.lines}
    for reading in update.effects.readings:
        if reading.moved or reading.indication in touched:
            causes = ", ".join(CAUSES[cause] for cause in reading.causes)
            what = "cannot be told" if reading.untold else "changes" if reading.changed else "stands"
            yield ("reading", indication_name(reading), "", what, said(reading.before), said(reading.after), causes)
