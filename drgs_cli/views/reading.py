"""The reading of an indication in sentences built from codes and numbers only; decides every word, computes nothing."""

from drgs_cli.records.library import Library
from drgs_cli.synthesis.answer import Answer, Glance
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.context import Context, context_of
from drgs_cli.synthesis.evidence import AWAITING, NON_RANDOMISED, RANDOMISED, Evidence
from drgs_cli.synthesis.reading import LONG_TERM, Reading
from drgs_cli.synthesis.verdict import (
    AWAITED,
    BETTER,
    CANNOT_COMPARE,
    DIRECTION_ONLY,
    NO_IMPORTANT_DIFFERENCE,
    NONE,
    NOT_SHOWN,
    ONE_SIDE_ONLY,
    directed_contrast,
)
from drgs_cli.views.alone import alone_shortly, alone_text, too_small_text
from drgs_cli.views.caveats import caveats, elsewhere, harms, reviews_of
from drgs_cli.views.cells import cell_outcome, cell_time, groups_text
from drgs_cli.views.comparisons import certainty_text, goes_by_p, printed_text, sides_text
from drgs_cli.views.estimates import estimate_text, per_100_text
from drgs_cli.views.kinds import KINDS, what_there_is
from drgs_cli.views.narrowing import within
from drgs_cli.views.numbers import count, listed
from drgs_cli.views.wording import in_sentence, part_of_indication, places, short, sponsor
from drgs_cli.vocabulary.terms import Vocabulary

BY_PRINT = {True: "by a printed p-value", False: "in the words of print alone"}
UNCONTROLLED = "no study of both read"


def reading_paragraphs(answer: Answer | Glance) -> tuple[str, ...]:
    """The whole reading: what the evidence says, of harms too, where else to look, what there is and what is missing.

    Of harms a glance knows nothing.
    """
    reading, evidence, library = answer.reading, answer.evidence, answer.context.library
    comparisons = answer.comparisons if isinstance(answer, Answer) else ()
    others = tuple(comparison for comparison in comparisons if comparison is not reading.basis)
    paragraphs = (
        [_verdict(reading, evidence, library)],
        [_directions(reading, library)],
        alone_text(reading, answer.context),
        harms(others, answer.context),
        elsewhere(reading, evidence, library),
        [what_there_is(reading, evidence, library), _missing(reading, evidence, library)],
    )
    texts = (" ".join(sentence for sentence in paragraph if sentence) for paragraph in paragraphs)
    return tuple(text for text in texts if text)


def reading_text(answer: Answer | Glance) -> str:
    """The whole reading in one text."""
    return " ".join(reading_paragraphs(answer))


def short_reading(glance: Answer | Glance) -> str:
    """The reading in a few words, for one line of the overview."""
    reading, evidence, library = glance.reading, glance.evidence, glance.context.library
    basis = reading.basis
    if basis is None:
        return _shortly_without(reading, glance)
    words = library.vocabulary
    favoured = short(words, reading.favours) if reading.favours in evidence.sides.keys else ""
    said = {
        BETTER: f"{favoured} better",
        NO_IMPORTANT_DIFFERENCE: "no important difference",
        NOT_SHOWN: "no difference shown",
        DIRECTION_ONLY: f"{favoured} better, {BY_PRINT[goes_by_p(basis)]}",
        CANNOT_COMPARE: "cannot be told",
    }[reading.verdict]
    figures = per_100_text(basis.absolute)
    numbers = f" {figures} per 100" if figures else ""
    number = len(basis.studies)
    kind = f"; {count(number, f'{KINDS[basis.kind]} study', f'{KINDS[basis.kind]} studies')}"
    where = places(_locations(basis), words)
    place = f", pain in: {where}" if where else ""
    also = [in_sentence(_outcome_shortly(entry, words)) for entry, _ in reading.directions]
    more = f"; also, by printed p-values only: {', '.join(also)}" if also else ""
    lacking = "; no figures from two years on" if LONG_TERM in reading.missing else ""
    about = f"{in_sentence(_outcome_shortly(basis, words))}, {cell_time(basis.cell)}"
    text = f"{said}:{numbers}{' with' if numbers else ''} {about}{kind}{place}{more}{lacking}"
    alone = alone_shortly(reading, glance.context)
    return f"{text}; {alone}" if alone else text


def comparison_text(reading: Reading) -> str:
    """The best kind of comparison there is, in a word or two."""
    if reading.studies[RANDOMISED]:
        return f"{reading.studies[RANDOMISED]} randomised"
    if reading.studies[NON_RANDOMISED]:
        return f"{reading.studies[NON_RANDOMISED]} non-randomised"
    return "none"


def certainty_word(reading: Reading) -> str:
    """How sure one may be of the comparison that carries the reading; empty where none does."""
    if reading.certainty is None or reading.verdict == CANNOT_COMPARE:
        return ""
    return certainty_text(reading.certainty)


def _outcome_shortly(comparison: Comparison, words: Vocabulary) -> str:
    label = words.outcomes[comparison.cell.outcome].label
    return f"{label}{', composite' if comparison.cell.composite else ''}"


def _locations(comparison: Comparison) -> tuple[str, ...]:
    """Where the pain was, in all studies of a comparison."""
    return tuple(dict.fromkeys(key for study in comparison.studies for key in study.population.pain_locations))


def _is_compared(reading: Reading) -> bool:
    """Whether a study has both sides, whatever it prints of them."""
    return bool(reading.studies[RANDOMISED] or reading.studies[NON_RANDOMISED])


def _shortly_without(reading: Reading, glance: Answer | Glance) -> str:
    """The few words where no comparison carries the reading."""
    evidence, library = glance.evidence, glance.context.library
    there = [short(library.vocabulary, side) for side in evidence.sides.keys if side not in reading.missing]
    unread = reading.studies[AWAITING]
    waiting = f"{unread} known, not read" if unread else ""
    why = "no benefit is compared" if _is_compared(reading) else UNCONTROLLED
    said = {
        CANNOT_COMPARE: f"cannot be compared, {why}",
        ONE_SIDE_ONLY: f"cannot be compared, studies of {' and '.join(there)} only",
        AWAITED: "no figures yet",
        NONE: _nothing_shortly(evidence, library),
    }[reading.verdict]
    small = too_small_text(reading, library)
    return "; ".join(part for part in (said, alone_shortly(reading, glance.context), small, waiting) if part)


def _verdict(reading: Reading, evidence: Evidence, library: Library) -> str:
    """The first sentences: who did better and by how much, or why that cannot be said."""
    words = library.vocabulary
    both = " and ".join(short(words, key) for key in evidence.sides.keys)
    label = words.indications[evidence.question.indication].label if evidence.question.indication else "Any indication"
    basis = reading.basis
    if basis is not None:
        return _of_basis(reading, basis, context_of(library, evidence.question))
    why = (
        "The studies with both compare no benefit of whole groups."
        if _is_compared(reading)
        else "No study gives figures for both, side by side."
    )
    why, one, yet = (
        within(evidence.question, text)
        for text in (why, "There are primary studies of one of the two only.", "no figures yet")
    )
    return {
        CANNOT_COMPARE: f"{label}: {both} cannot be compared. {why}",
        ONE_SIDE_ONLY: f"{label}: {both} cannot be compared. {one}",
        AWAITED: f"{label}: {yet}. Studies are known, but what they report could not be read.",
        NONE: f"{label}: {_nothing(evidence, both.replace(' and ', ' or '))}.",
    }[reading.verdict]


def _of_basis(reading: Reading, basis: Comparison, context: Context) -> str:
    """What the comparison that carries the reading says, with its figures and how sure it is."""
    words = context.vocabulary
    first, second = (short(words, key) for key in context.sides.keys)
    favoured = short(words, reading.favours) if reading.favours in context.sides.keys else ""
    other = second if favoured == first else first
    said = {
        BETTER: f"{favoured} did better than {other}",
        NO_IMPORTANT_DIFFERENCE: f"there was no important difference between {first} and {second}",
        NOT_SHOWN: f"no difference between {first} and {second} was shown",
        DIRECTION_ONLY: f"{favoured} did better than {other}, {BY_PRINT[goes_by_p(basis)]}",
        CANNOT_COMPARE: f"it cannot be told whether {first} or {second} did better",
    }[reading.verdict]
    outcome = cell_outcome(basis.cell, words) + _part(basis, words)
    figures = "; ".join(part for part in (*_sides_text(basis, context), *_figures(basis)) if part)
    sure = certainty_word(reading)
    certainty = f" Certainty: {sure} (drgs certainty)." if sure else ""
    rows = [row for effect in basis.effects for row in effect.chosen.rows]
    groups = dict.fromkeys(groups_text(side.groups, words) for side in basis.sides)
    where = ", ".join(part for part in (outcome, cell_time(basis.cell, rows), *groups) if part)
    found = f"In {_studies_text(basis, words)} {said}. {where}: {figures}.{certainty}"
    return " ".join([found, *caveats(basis, context)])


def _studies_text(basis: Comparison, words: Vocabulary) -> str:
    """How many studies of which kind, who paid and where the pain was; of one study also which it is."""
    number = {1: "one"}.get(len(basis.studies), str(len(basis.studies)))
    noun = "study" if len(basis.studies) == 1 else "studies"
    sponsors = listed(list(dict.fromkeys(sponsor(study) for study in basis.studies)))
    location = places(_locations(basis), words)
    labels = listed([study.label for study in basis.studies])
    facts = [labels, f"funding: {sponsors}", f"pain in: {location}" if location else ""]
    return f"{number} {KINDS[basis.kind]} {noun} ({'; '.join(fact for fact in facts if fact)})"


def _part(basis: Comparison, words: Vocabulary) -> str:
    """Which part of the indication the figures are of, where all are of one."""
    parts = {part_of_indication(row, words) for effect in basis.effects for row in effect.chosen.rows}
    return parts.pop() if len(parts) == 1 else ""


def _sides_text(basis: Comparison, context: Context) -> list[str]:
    """What each side had, in the words of its figures; the printed contrasts where there are none."""
    names = (short(context.vocabulary, key) for key in context.sides.keys)
    sides = [f"{name} {text}" for name, text in zip(names, sides_text(basis, context), strict=True) if text]
    return sides or [text for text in [printed_text(basis, context.vocabulary)] if text]


def _figures(basis: Comparison) -> list[str]:
    per_100 = per_100_text(basis.absolute)
    return [estimate_text(basis.estimate), f"{per_100} per 100 patients" if per_100 else ""]


def _directions(reading: Reading, library: Library) -> str:
    """Outcomes of which print gives a direction and nothing to compute with."""
    if not reading.directions:
        return ""
    words = library.vocabulary
    said = []
    for comparison, verdict in reading.directions:
        contrast = directed_contrast(comparison)
        p = f"p {contrast.p.text}" if contrast is not None and contrast.p is not None else "in words"
        better = short(words, verdict.favours or "")
        said.append(f"{_outcome_shortly(comparison, words)}: {better} better ({p})")
    kind = KINDS[reading.directions[0][0].kind]
    return f"Of the same {kind} evidence print gives only a direction for: {'; '.join(said)}."


def _nothing(evidence: Evidence, either: str) -> str:
    """Why there is nothing: studies of neither side, no study at all, or all set aside (the notes name them)."""
    if evidence.studies:
        return within(evidence.question, f"no primary study with figures on {either}")
    reasons = {entry.reason for entry in evidence.excluded}
    if not reasons:
        return "no evidence, no study of it in the folder"
    if "filtered" in reasons:
        return "nothing is left within the filters"
    if "not-yet-published" in reasons:
        return f"nothing in print by {evidence.question.as_of}"
    return "no figures for it alone, only among other causes"


def _nothing_shortly(evidence: Evidence, library: Library) -> str:
    if not evidence.studies and not evidence.excluded:
        return "no evidence"
    first, second = (short(library.vocabulary, key) for key in evidence.sides.keys)
    return _nothing(evidence, f"{first} or {second}")


def _missing(reading: Reading, evidence: Evidence, library: Library) -> str:
    if reading.verdict in (NONE, AWAITED):
        return ""
    words = library.vocabulary
    first, second = (short(words, key) for key in evidence.sides.keys)
    parts = []
    if RANDOMISED in reading.missing:
        parts.append(f"no randomised comparison of {first} and {second} with figures")
    if NON_RANDOMISED in reading.missing and RANDOMISED in reading.missing:
        parts.append("none that is not randomised")
    if LONG_TERM in reading.missing:
        parts.append("no comparison of the two with figures at two years or later")
    sides = [short(words, side) for side in evidence.sides.keys if side in reading.missing]
    parts += [f"no primary study with figures on {side}" for side in sides]
    found = within(evidence.question, f"There is {listed(parts)}.") if parts else ""
    reviewed = reviews_of(reading.missing, evidence)
    return f"{found} {reviewed}".strip()
