"""Which studies and rows answer a question, grouped by kind of evidence, and what was set aside and why; computes
nothing.
"""

from collections.abc import Iterable

from drgs_cli.records.library import Library
from drgs_cli.records.model import Result, Study
from drgs_cli.records.observed import Value
from drgs_cli.records.review import Window
from drgs_cli.records.rows import STATUS_AWAITING, STATUS_EXTRACTED
from drgs_cli.synthesis.question import Question, Sides, last_day, sides_of
from drgs_cli.vocabulary.terms import Terms

# Best kind first; the two sides' own groups are named after them.
RANDOMISED = "randomised"
RANDOMISED_OTHER = "randomised-other"
NON_RANDOMISED = "non-randomised"
NON_RANDOMISED_OTHER = "non-randomised-other"
SINGLE = "single-"
OTHER = "other"
REVIEW = "review"
DATABASE = "database"
AWAITING = "awaiting"


class Excluded(Value, frozen=True):
    """A study, or a row of it, that was set aside, and the code of the reason: nothing disappears silently."""

    study: Study
    row: Result | None
    reason: str


class Row(Value, frozen=True):
    """A row of a study that answers the question; `window` is None where no time is known, or before the first.

    `about` is the indication of the row, None where it is of several; `depth` counts the steps down to it from the one
    that was asked for.
    """

    study: Study
    result: Result
    window: Window | None
    depth: int = 0
    harm: bool = False
    about: str | None = None

    @property
    def ref(self) -> str:
        """How the row is named for programs and for `explain`."""
        return f"{self.study.id}/results/{self.result.number}"


class StudyRows(Value, frozen=True):
    """A study, its group of evidence, and its rows that answer the question."""

    study: Study
    group: str
    rows: tuple[Row, ...]


class Evidence(Value, frozen=True, kw_only=True):
    """All that answers a question, in the order of the groups, within them by year and id."""

    question: Question
    sides: Sides
    studies: tuple[StudyRows, ...]
    excluded: tuple[Excluded, ...]

    def in_group(self, *groups: str) -> tuple[StudyRows, ...]:
        """The studies of some groups."""
        return tuple(entry for entry in self.studies if entry.group in groups)


def group_order(sides: Sides) -> tuple[str, ...]:
    """All groups, best kind first."""
    return (
        *(RANDOMISED, NON_RANDOMISED, SINGLE + sides.first, SINGLE + sides.second),
        *(RANDOMISED_OTHER, NON_RANDOMISED_OTHER, OTHER, REVIEW, DATABASE, AWAITING),
    )


def group_of(study: Study, sides: Sides, design_kinds: dict[str, str]) -> str:
    """The kind of evidence a study is: by its design, and by which sides its arms are on."""
    if study.status == STATUS_AWAITING:
        return AWAITING
    kind = design_kinds.get(study.design or "", "")
    if kind in (REVIEW, DATABASE):
        return kind
    found = {sides.of(arm.intervention) for arm in study.arms.values()}
    both = sides.first in found and sides.second in found
    if kind == "randomised":
        return RANDOMISED if both else RANDOMISED_OTHER
    if both:
        return NON_RANDOMISED
    if kind == "comparative":
        return NON_RANDOMISED_OTHER
    side = next((side for side in sides.keys if side in found), None)
    return OTHER if side is None else SINGLE + side


def gather(library: Library, question: Question) -> Evidence:
    """Go through every study: those that name the indication, with their rows, or with the reason why not."""
    sides = sides_of(library.review, library.vocabulary)
    kinds = {key: term.kind or "" for key, term in library.vocabulary.designs.items()}
    order = {group: place for place, group in enumerate(group_order(sides))}
    included = _included(library, question)
    found: list[StudyRows] = []
    excluded: list[Excluded] = []
    for study in library.studies:
        if not _names_indication(study, included):
            continue
        reason = _set_aside(study, question)
        if reason is not None:
            excluded.append(Excluded(study, None, reason))
            continue
        rows, left_out = _rows(study, question, included, library)
        excluded.extend(left_out)
        if rows or study.status == STATUS_AWAITING:
            found.append(StudyRows(study, group_of(study, sides, kinds), rows))
        elif not left_out:
            excluded.append(Excluded(study, None, "mixed"))
    found.sort(key=lambda entry: order[entry.group])  # stable: by year and id within a group
    return Evidence(question=question, sides=sides, studies=tuple(found), excluded=tuple(excluded))


def _included(library: Library, question: Question) -> frozenset[str]:
    words = library.vocabulary.indications
    return frozenset(words if question.indication is None else words.with_parts(question.indication))


def _names_indication(study: Study, included: frozenset[str]) -> bool:
    return not included.isdisjoint(study.population.indications) or any(
        row.indication in included for row in study.results
    )


def _set_aside(study: Study, question: Question) -> str | None:
    if study.status not in (STATUS_EXTRACTED, STATUS_AWAITING):
        return "excluded"
    if question.designs and study.design not in question.designs:
        return "filtered"
    if question.interventions and not any(arm.intervention in question.interventions for arm in study.arms.values()):
        return "filtered"
    if question.as_of is not None and not _seen(study.reports, question.as_of, study):
        return "not-yet-published"
    if study.status == STATUS_AWAITING and question.by_figures:
        return "filtered"
    return None


def _rows(
    study: Study, question: Question, included: frozenset[str], library: Library
) -> tuple[tuple[Row, ...], tuple[Excluded, ...]]:
    words = library.vocabulary
    kept: list[Row] = []
    left_out: list[Excluded] = []
    for result in study.results:
        about = _indication_of(result, study, words.indications)
        depth = 0
        if question.indication is not None:
            if about is None or about not in included:
                continue
            depth = words.indications.with_parents(about).index(question.indication)
        window = library.review.window_of(result.months)
        reason = _row_reason(result, window, study, question)
        if reason is None:
            outcome = words.outcomes.get(result.outcome)
            kept.append(Row(study, result, window, depth, outcome is not None and outcome.kind == "harm", about))
        else:
            left_out.append(Excluded(study, result, reason))
    return tuple(kept), tuple(left_out)


def _indication_of(result: Result, study: Study, indications: Terms) -> str | None:
    """As the row says; a row that does not say is about the one indication (with its parts) of its study, if it
    has one.
    """
    if result.indication is not None:
        return result.indication
    named = study.population.indications
    whole = [key for key in named if named.keys().isdisjoint(indications.with_parents(key)[1:])]
    return whole[0] if len(whole) == 1 else None


def _row_reason(result: Result, window: Window | None, study: Study, question: Question) -> str | None:
    if question.as_of is not None and not _seen(_first_reports(result), question.as_of, study):
        return "not-yet-published"
    if question.outcomes and result.outcome not in question.outcomes:
        return "filtered"
    if question.window is not None and (window is None or window.centre != question.window.centre):
        return "filtered"
    if question.locations:
        places = result.pain_locations or study.population.pain_locations
        if set(places).isdisjoint(question.locations):
            return "filtered"
    if question.interventions:
        used = {key for contrast in result.contrasts for key in contrast.arms} | set(result.arms)
        if all(study.arms[key].intervention not in question.interventions for key in used if key in study.arms):
            return "filtered"
    return None


def _first_reports(result: Result) -> tuple[str, ...]:
    """The reports a row was first published in: its own first source, else that of each arm or contrast."""
    if result.sources:
        return (result.sources[0].report,)
    parts = (*result.arms.values(), *result.contrasts)
    return tuple(part.sources[0].report for part in parts if part.sources)


def _seen(reports: Iterable[str], as_of: str, study: Study) -> bool:
    """Whether one of the reports is dated, and by then; a date that is not known proves nothing."""
    days = [report.published for key in reports if (report := study.reports.get(key)) is not None]
    return any(day is not None and last_day(day) <= last_day(as_of) for day in days)
