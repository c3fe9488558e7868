"""What became of the readings, in sentences; decides the words, computes nothing."""

from drgs_cli.history.effects import BASIS, FIGURES, Effects, ReadingEffect
from drgs_cli.history.standing import basis_of
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.views.cells import cell_time
from drgs_cli.views.diff_words import CAUSES, figures_text
from drgs_cli.views.kinds import KINDS
from drgs_cli.views.numbers import count, listed
from drgs_cli.views.reading import certainty_word
from drgs_cli.views.short_reading import outcome_name, short_reading
from drgs_cli.views.verdict_words import verdict_text

_NOWHERE = "nothing"


def reading_sentences(effects: Effects) -> tuple[str, ...]:
    """A sentence for each reading of an indication in which anything moved, changed ones first; one for all others."""
    touched = {effect.indication for effect in effects.lines}
    told = [one for one in effects.readings if one.moved or one.indication in touched]
    told.sort(key=lambda one: not one.changed)
    others = len(effects.readings) - len(told)
    rest = f"Nothing moves in {_others(others) if told else count(others, 'indication')}." if others else ""
    return (*map(reading_sentence, told), *([rest] if rest else []))


def _others(number: int) -> str:
    return "the other indication" if number == 1 else f"the other {count(number, 'indication')}"


def reading_sentence(effect: ReadingEffect) -> str:
    """Whether the reading stands, and what moves in it."""
    name = indication_name(effect)
    if effect.before is None or effect.after is None:
        came = effect.before is None
        return f"{name} is {'a new' if came else 'no longer an'} indication: {said(effect.after or effect.before)}."
    if effect.changed:
        why = f" Cause: {listed([CAUSES[cause] for cause in effect.causes])}." if effect.causes else ""
        return f"The reading for {name} changes: from “{said(effect.before)}” to “{said(effect.after)}”.{why}"
    return f"The reading for {name} stands{_what_moves(effect, effect.before, effect.after)}."


def indication_name(effect: ReadingEffect) -> str:
    """The indication by its short name."""
    found = effect.after or effect.before
    return effect.indication if found is None else found.context.vocabulary.indications[effect.indication].short


def said(answer: Answer | None) -> str:
    """A reading in a few words: verdict, figures, in what and when, kind of evidence, certainty."""
    if answer is None:
        return _NOWHERE
    basis, context = basis_of(answer), answer.context
    if basis is None or not isinstance(basis.line, Comparison):
        return short_reading(answer)
    line, sure = basis.line, certainty_word(answer.reading)
    about = f"{outcome_name(line, context.vocabulary)}, {cell_time(line.cell)}"
    figures = f"{figures_text(basis)}, {about}" if line.estimate.value is not None else about
    certainty = f", certainty {sure}" if sure else ""
    return f"{verdict_text(line, context)}: {figures}, {KINDS[line.kind]}{certainty}"


def _what_moves(effect: ReadingEffect, before: Answer, after: Answer) -> str:
    then, now = basis_of(before), basis_of(after)
    if then is None or now is None:
        return ""
    if BASIS in effect.moved:
        return f", but rests on another comparison: {now.ref}, {figures_text(now)}; before on {then.ref}"
    if FIGURES not in effect.moved:
        return ""
    if figures_text(then) == figures_text(now):
        return "; its figures move in digits that are not shown"
    return f"; its figures move from {figures_text(then)} to {figures_text(now)}"
