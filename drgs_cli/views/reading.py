"""The reading of an indication in sentences built from codes and numbers only; decides every word, computes nothing."""

from msgspec.structs import replace

from drgs_cli.synthesis.accounted import rows_of
from drgs_cli.synthesis.answer import Answer, Glance
from drgs_cli.synthesis.comparison import KIND_ANCHORED, Comparison
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import AWAITING, NON_RANDOMISED, RANDOMISED, Evidence
from drgs_cli.synthesis.reading import Reading
from drgs_cli.synthesis.verdict import (
    AWAITED,
    BETTER,
    CANNOT_COMPARE,
    DIRECTION_ONLY,
    NO_IMPORTANT_DIFFERENCE,
    NONE,
    NOT_SHOWN,
    directed_contrast,
    slightly_better,
)
from drgs_cli.views.alone import alone_text
from drgs_cli.views.caveats import caveats, elsewhere, harms, reviews_of
from drgs_cli.views.cells import cell_outcome, cell_time, groups_text, parts_of
from drgs_cli.views.comparisons import figure_text, has_direct_part, printed_text, sides_text
from drgs_cli.views.estimates import estimate_text, per_100_text
from drgs_cli.views.figures import p_text
from drgs_cli.views.in_the_line import more_text
from drgs_cli.views.kinds import KINDS, LEVELS, what_there_is
from drgs_cli.views.missing import lacking_text, nothing_text, why_not_compared
from drgs_cli.views.narrowing import within
from drgs_cli.views.numbers import count, listed
from drgs_cli.views.short_reading import BY_PRINT, better_in, locations, of_100_text, outcome_name
from drgs_cli.views.verdict_words import certainty_text, decided_text, goes_by_p, verdict_text
from drgs_cli.views.wording import in_sentence, places, short, sponsor


def reading_paragraphs(answer: Answer | Glance) -> tuple[str, ...]:
    """The whole reading: one sentence that says it all, the figures behind it, each side alone, harms, where else to
    look, and what there is.

    Of harms a glance knows nothing.
    """
    reading, evidence, context = answer.reading, answer.evidence, answer.context
    comparisons = answer.comparisons if isinstance(answer, Answer) else ()
    others = tuple(comparison for comparison in comparisons if comparison is not reading.basis)
    basis: list[str] = []
    if reading.basis is not None:
        measures = _in_other_measures(reading.basis, others, context)
        basis = [_figures(reading.basis, context), measures, *caveats(reading.basis, context)]
    paragraphs = (
        [_first_sentence(reading, evidence, context)],
        basis,
        [_directions(reading, context)],
        alone_text(reading, context),
        harms(others, context),
        elsewhere(reading, evidence, context.library),
        [what_there_is(reading, evidence, context.library), reviews_of(reading.missing, evidence)],
    )
    texts = (" ".join(sentence for sentence in paragraph if sentence) for paragraph in paragraphs)
    return tuple(text for text in texts if text)


def reading_text(answer: Answer | Glance) -> str:
    """The whole reading in one text."""
    return " ".join(reading_paragraphs(answer))


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


def _first_sentence(reading: Reading, evidence: Evidence, context: Context) -> str:
    """Who did better, by how much, on what kind of evidence, how surely, what is missing; or why nobody can say."""
    words = context.vocabulary
    names = [short(words, key) for key in evidence.sides.keys]
    key = evidence.question.indication
    label = words.indications[key].label if key else "Any indication"
    if reading.basis is not None:
        lacking = lacking_text(reading, evidence)
        return f"{label}: {_comparing(reading, reading.basis, context)}{f'; {lacking}' if lacking else ''}."
    if reading.verdict == NONE:
        return f"{label}: {nothing_text(evidence, ' or '.join(names))}."
    if reading.verdict == AWAITED:
        waiting = count(reading.studies[AWAITING], "study is", "studies are")
        return f"{label}: {within(evidence.question, 'no figures yet')}; {waiting} known and not read."
    why = why_not_compared(reading, evidence, context)
    return f"{label}: {' and '.join(names)} cannot be compared, because {why}."


def _comparing(reading: Reading, basis: Comparison, context: Context) -> str:
    """The comparison that carries the reading: verdict, difference, kind of evidence and certainty."""
    words = context.vocabulary
    first, second = (short(words, key) for key in context.sides.keys)
    favoured = short(words, reading.favours) if reading.favours in context.sides.keys else ""
    other = second if favoured == first else first
    slightly = slightly_better(basis, context)
    slight = f" ({short(words, slightly)} did slightly better, by less than what matters)" if slightly else ""
    said = {
        BETTER: f"{favoured} did better than {other}",
        NO_IMPORTANT_DIFFERENCE: f"there was no important difference between {first} and {second}{slight}",
        NOT_SHOWN: f"no difference between {first} and {second} was shown",
        DIRECTION_ONLY: f"{favoured} did better than {other}, {BY_PRINT[goes_by_p(basis)]}",
        CANNOT_COMPARE: f"it cannot be told whether {first} or {second} did better",
    }[reading.verdict]
    certainty = ""
    if certainty_word(reading) and reading.certainty is not None:
        decided = decided_text(reading.certainty)
        certainty = f", with {LEVELS[reading.certainty.final]} certainty{f' ({decided})' if decided else ''}"
    return f"{said}: {_difference(basis, context)}, {_studies_text(basis, context)}{certainty}"


def _difference(basis: Comparison, context: Context) -> str:
    """How large the difference is, in what and when; without a figure only in what."""
    words = context.vocabulary
    when = f"{parts_of(rows_of(basis), words)}, {cell_time(basis.cell)}"
    per_100 = per_100_text(basis.absolute)
    if per_100:
        return of_100_text(per_100, " patients", outcome_name(basis, words)) + when
    measured = in_sentence(cell_outcome(replace(basis.cell, composite=()), words))
    if basis.estimate.value is not None:
        return f"{estimate_text(basis.estimate)} for {measured}{when}"
    return f"{measured}{when} (by how much is not known)"


def _studies_text(basis: Comparison, context: Context) -> str:
    """How many studies of which kind, and where the pain was."""
    number = {1: "one"}.get(len(basis.counted), str(len(basis.counted)))
    noun = "study" if len(basis.counted) == 1 else "studies"
    location = places(locations(basis), context.vocabulary)
    where = f" (pain in: {location})" if location else ""
    if basis.kind == KIND_ANCHORED:
        how = "directly and indirectly" if has_direct_part(basis) else "indirectly"
        return f"compared {how} through {number} {noun}{where}"
    return f"in {number} {KINDS[basis.kind]} {noun}{where}"


def _figures(basis: Comparison, context: Context) -> str:
    """Which studies and who paid, the outcome in full, the figures of each side and what they come to."""
    words = context.vocabulary
    sponsors = listed(list(dict.fromkeys(sponsor(study) for study in basis.counted)))
    labels = listed([study.label for study in basis.counted])
    groups = dict.fromkeys(groups_text(side.groups, words) for side in basis.sides)
    about = (
        in_sentence(cell_outcome(basis.cell, words)) + parts_of(rows_of(basis), words),
        cell_time(basis.cell, rows_of(basis)),
        *groups,
    )
    figures = (*_sides_text(basis, context), figure_text(basis, context))
    more = more_text(basis, context.question.denominator)
    beside = f" Not in the estimate: {more}." if more else ""
    return f"{labels} (funding: {sponsors}), {_joined(', ', about)}: {_joined('; ', figures)}.{beside}"


def _in_other_measures(basis: Comparison, others: tuple[Comparison, ...], context: Context) -> str:
    """Other lines of the same end point, which are of other studies: in another measure, or of changes beside final
    figures.
    """
    cell = replace(basis.cell, statistic=None)
    told = [
        f"{figure_text(other, context)}, {verdict_text(other, context)} ({listed([s.label for s in other.counted])})"
        for other in others
        if other.kind == basis.kind and replace(other.cell, statistic=None) == cell
    ]
    return f"Another line of the same outcome and time, in another measure: {'; '.join(told)}." if told else ""


def _joined(between: str, parts: tuple[str, ...]) -> str:
    return between.join(part for part in parts if part)


def _sides_text(basis: Comparison, context: Context) -> list[str]:
    """What each side had, in the words of its figures; the printed contrasts where there are none."""
    names = (short(context.vocabulary, key) for key in context.sides.keys)
    sides = [f"{name} {text}" for name, text in zip(names, sides_text(basis, context), strict=True) if text]
    return sides or [text for text in [printed_text(basis, context.vocabulary)] if text]


def _directions(reading: Reading, context: Context) -> str:
    """Outcomes of which print gives a direction and nothing to compute with."""
    words = context.vocabulary
    said = []
    for side, found in better_in(reading, words).items():
        told = [f"{outcome_name(entry, words)} ({_by(entry)})" for entry in found]
        said.append(f"{side} better on {listed(told)}")
    if not said:
        return ""
    kind = KINDS[reading.directions[0][0].kind]
    return f"Of the same {kind} evidence print gives only a direction: {'; '.join(said)}."


def _by(comparison: Comparison) -> str:
    """What a printed direction goes by, and when, where that is known."""
    contrast = directed_contrast(comparison)
    by = p_text(contrast.p) if contrast is not None and contrast.p is not None else "in words"
    return f"{cell_time(comparison.cell)}, {by}" if comparison.cell.timed else by
