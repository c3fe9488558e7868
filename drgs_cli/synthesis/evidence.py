"""Which studies and rows answer a question, grouped by kind of evidence, and what was set aside and why; computes
nothing.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from drgs_cli.records.library import Library
from drgs_cli.records.model import Result, Study
from drgs_cli.records.observed import Value
from drgs_cli.records.review import Window
from drgs_cli.records.rows import STATUS_AWAITING, STATUS_EXTRACTED
from drgs_cli.synthesis.conditions import holds
from drgs_cli.synthesis.patients import patients_with
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
NOT_PRIMARY = (REVIEW, DATABASE, AWAITING)

BENEFIT, HARM = "benefit", "harm"  # kinds of outcome
ECONOMIC = "economic"  # modelled, not observed in the patients compared

MOSTLY = 0.8  # of a mixed cohort must be known to have the indication before it may be let in
_RETRACTION = "retraction"


class Excluded(Value, frozen=True):
    """A study, or a row of it, that was set aside, and the code of the reason: nothing disappears silently."""

    study: Study
    row: Result | None
    reason: str


class Row(Value, frozen=True):
    """A row of a study that answers the question; `window` is None where no time is known, or before the first.

    `about` is the indication of the row, None where it is of several; `depth` counts the steps down to it from the one
    that was asked for. `mixed` rows are of a cohort most, but not all, of whom are known to have it.
    """

    study: Study
    result: Result
    window: Window | None
    depth: int = 0
    harm: bool = False
    about: str | None = None
    mixed: bool = False

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


def has_both_sides(study: Study, sides: Sides) -> bool:
    """Whether a study has an arm on either side."""
    return {*sides.keys} <= {sides.of(arm.intervention) for arm in study.arms.values()}


def group_of(study: Study, sides: Sides, design_kinds: dict[str, str]) -> str:
    """The kind of evidence a study is: by its design, and by which sides its arms are on."""
    if study.status == STATUS_AWAITING:
        return AWAITING
    kind = design_kinds.get(study.design or "", "")
    if kind in (REVIEW, DATABASE):
        return kind
    found = {sides.of(arm.intervention) for arm in study.arms.values()}
    both = has_both_sides(study, sides)
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
    if not all(holds(condition, study) for condition in question.where):
        return "filtered"
    if not seen(study.reports, question.as_of, study):
        return "not-yet-published"
    if study.status == STATUS_AWAITING and question.by_figures:
        return "filtered"
    return None


def _rows(
    study: Study, question: Question, included: frozenset[str], library: Library
) -> tuple[tuple[Row, ...], tuple[Excluded, ...]]:
    words = library.vocabulary
    mostly = question.allow_mixed and mostly_has(study, question.indication, words.indications)
    kept: list[Row] = []
    left_out: list[Excluded] = []
    for result in study.results:
        about = _indication_of(result, study, words.indications)
        depth, mixed = 0, False
        if question.indication is not None:
            mixed = mostly and (about is None or about not in included)
            if not mixed and (about is None or about not in included):
                continue
            depth = 0 if mixed else words.indications.with_parents(about or "").index(question.indication)
        window = library.review.window_of(result.months)
        reason = _row_reason(result, window, study, question)
        if reason is None:
            outcome = words.outcomes.get(result.outcome)
            harm = outcome is not None and outcome.kind == HARM
            kept.append(Row(study, _as_of(result, study, question), window, depth, harm, about, mixed))
        else:
            left_out.append(Excluded(study, result, reason))
    return tuple(kept), tuple(left_out)


def mostly_has(study: Study, indication: str | None, indications: Terms) -> bool:
    """Whether at least 80 % of a cohort, by its printed counts, have an indication."""
    whole = study.population.n or max((count or 0 for count in study.population.indications.values()), default=0)
    counted = None if indication is None else patients_with(study, indication, indications)
    return counted is not None and whole > 0 and counted / whole >= MOSTLY


def _as_of(result: Result, study: Study, question: Question) -> Result:
    """The row as it stood then: what a later report replaced was not replaced yet."""
    later = result.superseded_by
    if later is None or seen((later,), question.as_of, study):
        return result
    return replace(result, superseded_by=None)


def _indication_of(result: Result, study: Study, indications: Terms) -> str | None:
    """As the row says; a row that does not say is about the one indication (with its parts) of its study, if it
    has one.
    """
    if result.indication is not None:
        return result.indication
    named = study.population.indications
    whole = [key for key in named if named.keys().isdisjoint(indications.with_parents(key)[1:])]
    return whole[0] if len(whole) == 1 else None


def _row_reason_of_day(result: Result, study: Study, question: Question) -> str | None:
    if not seen(first_reports(result), question.as_of, study):
        return "not-yet-published"
    return "retracted" if _is_retracted(result, study, question) else None


def _row_reason(result: Result, window: Window | None, study: Study, question: Question) -> str | None:
    of_day = _row_reason_of_day(result, study, question)
    if of_day is not None:
        return of_day
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


def first_reports(result: Result) -> tuple[str, ...]:
    """The reports a row was first published in: its own first source, else that of each arm or contrast."""
    if result.sources:
        return (result.sources[0].report,)
    parts = (*result.arms.values(), *result.contrasts)
    return tuple(part.sources[0].report for part in parts if part.sources)


def seen(reports: Iterable[str], as_of: str | None, study: Study) -> bool:
    """Whether one of the reports is dated, and by then; a date that is not known proves nothing. With no day asked for
    all has been seen.
    """
    if as_of is None:
        return True
    days = [report.published for key in reports if (report := study.reports.get(key)) is not None]
    return any(day is not None and last_day(day) <= last_day(as_of) for day in days)


def in_force(study: Study, question: Question) -> tuple[Result, ...]:
    """The rows of a study as they stood on the day of the question, without those not in print yet, retracted, replaced
    by others, or a second way to the same figure: where a figure is looked up to go with another.
    """
    stood = (_as_of(row, study, question) for row in study.results if _row_reason_of_day(row, study, question) is None)
    return tuple(row for row in stood if row.superseded_by is None and row.alternative is None)


def _is_retracted(result: Result, study: Study, question: Question) -> bool:
    """Whether the report that a row was published in had been retracted, by the day of the question."""
    retractions = [report for report in study.reports.values() if report.role == _RETRACTION]
    return any(
        report.of in first_reports(result) and seen((report.key,), question.as_of, study) for report in retractions
    )
