"""Two states of the evidence held against one another: what changed in the records, and what that does; words
nothing.
"""

import re
from collections.abc import Collection, Mapping

from drgs_cli.history.causes import Flaws, retractions_of
from drgs_cli.history.changes import Changes, changes_between
from drgs_cli.history.effects import Effects, effects_between
from drgs_cli.history.sides import Side
from drgs_cli.records.observed import Value

_WAIVER = re.compile(r"(?:^|\.)waive\b")


class Update(Value, frozen=True):
    """The two sides, what changed in the records, and what that does; `indications` is what the answers were narrowed
    to.
    """

    before: Side
    after: Side
    changes: Changes
    effects: Effects
    indications: tuple[str, ...] | None = None

    @property
    def newly_unsound(self) -> bool:
        """Whether records or the review have errors now that had none before."""
        names = renamed(self.changes)
        came = self.after.unsound - {names.get(key, key) for key in self.before.unsound}
        return bool(came) or (self.after.without_review and not self.before.without_review)

    @property
    def none(self) -> bool:
        """Whether there is nothing to tell: no record says anything else, none has come to be sound or unsound."""
        same = self.before.unsound == self.after.unsound and self.before.without_review == self.after.without_review
        return self.changes.none and same and not self.effects.lines and not self.effects.reading_changed


def update_between(before: Side, after: Side, indications: Collection[str] | None = None) -> Update:
    """What lies between two states; `indications` narrows the answers, not the records."""
    changes = changes_between(before.every, after.every)
    names = renamed(changes)
    flaws = _flaws(before, after, changes, names)
    effects = effects_between(before.library, after.library, names, flaws, indications)
    return Update(before, after, changes, effects, None if indications is None else tuple(indications))


def _flaws(before: Side, after: Side, changes: Changes, names: Mapping[str, str]) -> Flaws:
    return Flaws(
        ids=frozenset(names.get(key, key) for key in before.unsound) | after.unsound,
        waivers=frozenset(
            change.study for change in changes.changes if change.study is not None and _WAIVER.search(change.path)
        ),
        retractions={study.id: retractions_of(study) for study in after.every.studies if study.id in after.unsound},
        earlier={
            names.get(study.id, study.id): retractions_of(study)
            for study in before.every.studies
            if study.id in before.unsound
        },
        review=before.without_review != after.without_review,
    )


def renamed(changes: Changes) -> dict[str, str]:
    """The earlier ids of studies that have another one now."""
    return {
        change.before: change.study
        for change in changes.studies
        if change.what == "renamed" and change.before is not None
    }
