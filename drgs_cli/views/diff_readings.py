"""What became of the readings, in sentences; decides the words, computes nothing."""

from collections.abc import Mapping

from drgs_cli.documents.problems import Problem
from drgs_cli.history.effects import BASIS, FIGURES, ReadingEffect
from drgs_cli.history.sides import Side
from drgs_cli.history.standing import basis_of
from drgs_cli.history.update import Update, renamed
from drgs_cli.records.library import REVIEW_NAME
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
_LONGEST = 100  # characters of an error: `drgs validate` prints all of it


def reading_sentences(update: Update) -> tuple[str, ...]:
    """A sentence for each reading of an indication in which anything moved, changed ones first; one for all others."""
    effects = update.effects
    touched = {effect.indication for effect in effects.lines}
    told = [one for one in effects.readings if one.moved or one.indication in touched]
    told.sort(key=lambda one: not one.changed)
    others = len(effects.readings) - len(told)
    where = _others(others) if told else count(others, "indication")
    rest = f"No verdict, figure or certainty moves in {where}." if others else ""
    return (*(reading_sentence(one, update) for one in told), *([rest] if rest else []))


def _others(number: int) -> str:
    return "the other indication" if number == 1 else f"the other {count(number, 'indication')}"


def reading_sentence(effect: ReadingEffect, update: Update) -> str:
    """Whether the reading stands, and what moves in it."""
    name = indication_name(effect)
    if effect.before is None or effect.after is None:
        came = effect.before is None
        return f"{name} is {'a new' if came else 'no longer an'} indication: {said(effect.after or effect.before)}."
    if effect.untold and (text := _untold(effect, update)):
        return text
    if effect.changed:
        why = f" Cause: {listed([CAUSES[cause] for cause in effect.causes])}." if effect.causes else ""
        return f"The reading for {name} changes: from “{said(effect.before)}” to “{said(effect.after)}”.{why}"
    return f"The reading for {name} stands{_what_moves(effect, effect.before, effect.after)}."


def _untold(effect: ReadingEffect, update: Update) -> str:
    """That a state with errors says nothing of a reading, and what the other says; "" where neither has any."""
    names = renamed(update.changes)
    name = indication_name(effect)
    faults = _faults(update.after, update.before, effect.indication, {now: then for then, now in names.items()})
    if faults:
        return f"The reading for {name} cannot be told: {faults}; before: “{said(effect.before)}”."
    faults = _faults(update.before, update.after, effect.indication, names)
    return (
        f"The reading for {name} can be told: “{said(effect.after)}”; before it could not: {faults}." if faults else ""
    )


def _faults(side: Side, other: Side, indication: str, renamed: Mapping[str, str]) -> str:
    """The files with errors on one side only that bear on an indication, as far as can be known, where, and the first
    error. `renamed` maps ids of this side to those of the other.
    """
    about = {study.id for study in other.every.studies if indication in study.population.indications}
    first: dict[str, Problem] = {}
    for problem in side.errors:
        first.setdefault(problem.location.path, problem)
    there = {problem.location.path for problem in other.errors}
    of = {name: _named_there(name, renamed) for name in first}
    names = [name for name in first if of[name] not in there]
    own = [name for name in names if name == REVIEW_NAME or of[name].removesuffix(".yaml") in about] or names
    if not own:
        return ""
    where = [f"line {first[name].location.line}" for name in own]
    where[0] += f": {_short(first[own[0]])}"
    return f"errors in {side.name} in {listed([f'{name} ({at})' for name, at in zip(own, where, strict=True)])}"


def _named_there(name: str, renamed: Mapping[str, str]) -> str:
    """The file of the same study on the other side."""
    key = name.removesuffix(".yaml")
    return name if name == REVIEW_NAME or key not in renamed else f"{renamed[key]}.yaml"


def _short(problem: Problem) -> str:
    """An error in a few words, with its rule: the first part of what is said of it."""
    message = problem.message.partition("; ")[0]
    if len(message) > _LONGEST:
        message = message[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return f"{message}, {problem.rule}"


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
