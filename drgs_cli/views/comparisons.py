"""DRGS against SCS as tables, one for each kind of evidence, a line for each cell; decides their wording, computes
nothing.
"""

from collections.abc import Iterable

from drgs_cli.render.document import EMPTY, Cell, Column, Table, words
from drgs_cli.render.document import Row as TableRow
from drgs_cli.synthesis.accounted import rows_of
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.arms import Side
from drgs_cli.synthesis.certainty import Certainty
from drgs_cli.synthesis.comparison import (
    KIND_ANCHORED,
    KIND_NON_RANDOMISED,
    KIND_RANDOMISED,
    KIND_UNANCHORED,
    AnchoredIndirect,
    Comparison,
    SideTotal,
    Unanchored,
)
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.effect import StudyEffect
from drgs_cli.synthesis.evidence import Row
from drgs_cli.synthesis.question import AS_REPORTED
from drgs_cli.views.cells import (
    cell_outcome,
    cell_time,
    composite_code,
    composite_notes,
    details_of,
    groups_text,
    parts_of,
)
from drgs_cli.views.comparison_marks import marks_of, marks_of_sides
from drgs_cli.views.estimates import (
    beside_text,
    estimate_text,
    number_needed_text,
    p_text,
    per_100_text,
    prediction_text,
)
from drgs_cli.views.figures import contrast_text, observation_text
from drgs_cli.views.in_the_line import effect_flow_unknown, more_text, studies_text
from drgs_cli.views.marks import mark_notes, marks_in
from drgs_cli.views.numbers import percent
from drgs_cli.views.recipes import recipe_text
from drgs_cli.views.refs import refs
from drgs_cli.views.sides_alone import synthesis_text
from drgs_cli.views.verdict_words import NOT_A_COMPARISON, rated_text, verdict_text
from drgs_cli.views.wording import short, variety
from drgs_cli.vocabulary.terms import Vocabulary

KIND_TITLES = {
    KIND_RANDOMISED: "Randomised",
    KIND_NON_RANDOMISED: "Not randomised",
    KIND_ANCHORED: "Indirect, through a common comparator",
    KIND_UNANCHORED: "Side by side, uncontrolled: not a comparison",
}
THROUGH_NETWORK = "Through the network: direct and indirect evidence together"
_UNANCHORED = "unanchored"
_ALWAYS = ("outcome", "time", "studies", "first", "second", "says", "ref")


def comparison_tables(answer: Answer) -> tuple[Table, ...]:
    """A table for each kind of evidence that there is, best first; columns without an entry are left out."""
    named = list(zip(answer.comparisons, answer.certainties, refs(answer).comparisons, strict=True))
    tables = []
    for kind in KIND_TITLES:
        of_kind = [entry for entry in named if entry[0].kind == kind]
        if of_kind:
            tables.append(_table(kind, of_kind, answer.context))
    return tuple(tables)


def side_text(side: Side) -> str:
    """What one side of a study had: as printed, or what was worked out where that is something else."""
    found = side.observation
    if found is not None and (side.n, side.events) in ((found.n, getattr(found, "events", None)), (found.n, None)):
        return observation_text(found)
    if side.events is not None and side.n:
        return f"{side.events}/{side.n} ({percent(side.events / side.n)})"
    return f"n {side.n}" if side.n is not None else ""


def sides_text(comparison: Comparison, context: Context) -> tuple[str, str]:
    """What each side had: of one study as printed, of several the sum; of series side by side their synthesis."""
    vocabulary = context.vocabulary
    if isinstance(comparison, Unanchored):
        denominator = context.question.denominator
        first, second = (synthesis_text(synthesis, vocabulary, denominator) for synthesis in comparison.of)
        return first, second
    within = effects_in(comparison)
    if len(within) == 1:
        (effect,) = within
        texts = tuple(side_text(side) for side in effect.sides)
    else:
        texts = tuple(_total_text(total) for total in comparison.sides)
    said = [
        _varieties(total, vocabulary) + text if text else ""
        for total, text in zip(comparison.sides, texts, strict=True)
    ]
    return said[0], said[1]


def effects_in(comparison: Comparison) -> tuple[StudyEffect, ...]:
    """What the studies in the estimate say; what all say, where there is none."""
    counted = {study.id for study in comparison.counted}
    return tuple(effect for effect in comparison.effects if effect.chosen.study.id in counted)


def figure_text(comparison: Comparison, context: Context) -> str:
    """The estimate, or why there is none: whether counts, or only the flow of patients, are not in print."""
    asked = context.question.denominator
    unknown = any(effect_flow_unknown(effect, asked) for effect in comparison.effects)
    return estimate_text(comparison.estimate, denominator=asked if unknown else AS_REPORTED)


def title_of(comparisons: Iterable[Comparison]) -> str:
    """The name of the kind of some comparisons; through a network with trials of the two in it, both ways."""
    found = tuple(comparisons)
    return THROUGH_NETWORK if any(map(has_direct_part, found)) else KIND_TITLES[found[0].kind]


def has_direct_part(comparison: Comparison) -> bool:
    """Whether trials of the two are in the network."""
    if not isinstance(comparison, AnchoredIndirect):
        return False
    found = comparison.network.between(*(total.intervention for total in comparison.sides))
    return found is not None and found.direct is not None


def printed_text(comparison: Comparison, vocabulary: Vocabulary) -> str:
    """The contrasts of print, with the study where there are several."""
    said = []
    for effect in comparison.effects:
        study = effect.chosen.study
        names = {key: short(vocabulary, arm.intervention) for key, arm in study.arms.items()}
        found = "; ".join(contrast_text(contrast, names) for contrast in effect.printed)
        if found:
            said.append(found if len(comparison.effects) == 1 else f"{study.label}: {found}")
    return "; ".join(said)


def parts_text(comparison: Comparison) -> str:
    """The direct and the indirect part of an estimate through a network, where it has both."""
    if not isinstance(comparison, AnchoredIndirect):
        return ""
    found = comparison.network.between(*(total.intervention for total in comparison.sides))
    parts = {} if found is None else {"direct": found.direct, "indirect": found.indirect}
    return "; ".join(f"{name} {estimate_text(part)}" for name, part in parts.items() if part is not None)


def _table(kind: str, found: list[tuple[Comparison, Certainty, str]], context: Context) -> Table:
    columns, compared = _columns(context), [comparison for comparison, _, _ in found]
    lines = [_cells(*entry, context) for entry in found]
    kept = tuple(column for column in columns if column.key in _ALWAYS or any(line[column.key].text for line in lines))
    rows = tuple(
        TableRow(tuple(line[column.key] for column in kept), entry[2]) for line, entry in zip(lines, found, strict=True)
    )
    used = [mark for comparison in compared for mark in marks_of(comparison)]
    caption = _caption(kind, context, direct=any(map(has_direct_part, compared)))
    notes = (*mark_notes(used), *composite_notes((comparison.cell for comparison in compared), context.vocabulary))
    return Table(title_of(compared), kept, rows, notes, caption, lead=2)


def _columns(context: Context) -> tuple[Column, ...]:
    first, second = (short(context.vocabulary, key) for key in context.sides.keys)
    level = f"{context.question.level:g} % CI"
    return (
        Column("outcome", "Outcome", once=True, min_width=18),
        Column("time", "Follow-up", min_width=11),
        Column("studies", "Studies", min_width=14),
        Column("first", first, min_width=12),
        Column("second", second, min_width=12),
        Column("analysed", "Analysed", min_width=11),
        Column("estimate", f"Estimate ({level})", min_width=16, worded=True),
        Column("per_100", f"Per 100 ({level})", min_width=12, worded=True, beside=True),
        Column("needed", f"Number needed ({level})", min_width=14),
        Column("parts", "Direct and indirect", min_width=16),
        Column("prediction", "Prediction interval", min_width=12),
        Column("p", "p, worked out", min_width=8, worded=True),
        Column("printed", "As printed", min_width=14),
        Column("how", "Worked out by", min_width=14),
        Column("certainty", "Certainty", min_width=9),
        Column("says", "Says", min_width=14, beside=True),
        Column("ref", "drgs explain", min_width=24),
    )


def _cells(comparison: Comparison, certainty: Certainty, ref: str, context: Context) -> dict[str, Cell]:
    vocabulary, estimate, absolute = context.vocabulary, comparison.estimate, comparison.absolute
    marks, rows = marks_of(comparison), rows_of(comparison)
    first, second = sides_text(comparison, context)
    beside = tuple(marks_in("estimate", found) for found in marks_of_sides(comparison))
    other = tuple(mark for mark in marks_in("estimate", marks) if not any(mark in found for found in beside))
    estimated = "; ".join(text for text in (_estimate_text(comparison, context), beside_text(estimate)) if text)
    more = "" if isinstance(comparison, Unanchored) else more_text(comparison, context.question.denominator)
    studies = "; ".join(text for text in (studies_text(comparison.counted), more) if text)
    per_100, warned = per_100_text(absolute), tuple(mark for mark in other if mark == _UNANCHORED)
    return {
        "outcome": words(
            cell_outcome(comparison.cell, vocabulary, brief=True) + _details(rows, vocabulary),
            (*marks_in("outcome", marks), *composite_code(comparison.cell)),
        ),
        "time": words(cell_time(comparison.cell, rows), marks_in("time", marks)),
        "studies": words(studies, marks_in("studies", marks)),
        "first": _worded(first, beside[0]),
        "second": _worded(second, beside[1]),
        "analysed": _worded(analysed_text(comparison, context), marks_in("analysed", marks)),
        "estimate": Cell(estimate.value if estimated else None, estimated, other),
        "per_100": Cell(100 * absolute.difference, per_100, warned) if absolute is not None and per_100 else EMPTY,
        "needed": _worded(number_needed_text(absolute).removeprefix("number needed "), warned),
        "parts": _worded(parts_text(comparison)),
        "prediction": _worded(_prediction(comparison)),
        "p": Cell(estimate.p, p_text(estimate), warned) if estimate.p is not None else EMPTY,
        "printed": _worded(printed_text(comparison, vocabulary)),
        "how": _worded(recipe_text(estimate.recipe, estimate.k)),
        "certainty": _worded(rated_text(comparison, certainty, context)),
        "says": words(verdict_text(comparison, context), marks_in("says", marks)),
        "ref": words(ref),
    }


def _details(rows: tuple[Row, ...], vocabulary: Vocabulary) -> str:
    """What else tells the rows from others: of one all that it has, of several the part of the indication."""
    return details_of(rows, vocabulary) if len(rows) == 1 else parts_of(rows, vocabulary)


def _prediction(comparison: Comparison) -> str:
    """Where a further study is to be expected, and how often beyond the important difference."""
    share = comparison.beyond_important
    beyond = f"{percent(share)} beyond the important difference" if share is not None else ""
    return "; ".join(part for part in (prediction_text(comparison.estimate), beyond) if part)


def _estimate_text(comparison: Comparison, context: Context) -> str:
    """The estimate; a difference of uncontrolled series, where it was asked for, never without its warning."""
    if not isinstance(comparison, Unanchored):
        return figure_text(comparison, context)
    if comparison.estimate.value is None:
        return ""
    return f"{estimate_text(comparison.estimate)}, {NOT_A_COMPARISON}"


def _total_text(total: SideTotal) -> str:
    if total.events is not None and total.n:
        return f"{total.events}/{total.n} ({percent(total.events / total.n)})"
    return f"n {total.n}" if total.n is not None else ""


def _varieties(total: SideTotal, vocabulary: Vocabulary) -> str:
    names = [variety(key, total.intervention, vocabulary).removesuffix(": ") for key in total.interventions]
    found = ", ".join(dict.fromkeys(name for name in names if name))
    return f"{found}: " if found else ""


def analysed_text(comparison: Comparison, context: Context) -> str:
    """The groups analysed, of each side where they differ."""
    texts = [groups_text(total.groups, context.vocabulary) for total in comparison.sides]
    if texts[0] == texts[1]:
        return texts[0]
    names = (short(context.vocabulary, key) for key in context.sides.keys)
    return "; ".join(f"{name}: {text or 'not stated'}" for name, text in zip(names, texts, strict=True))


def _caption(kind: str, context: Context, *, direct: bool) -> str:
    first, second = (short(context.vocabulary, key) for key in context.sides.keys)
    way = f"Ratios are {first} over {second}, differences {first} minus {second}; whom they favour stands under Says."
    return {
        KIND_RANDOMISED: f"Trials with both, allocated by chance. {way}",
        KIND_NON_RANDOMISED: f"Cohorts with both, and trials by the treatment in fact received. {way}",
        KIND_ANCHORED: (
            f"Trials of each against the same third treatment{', and trials of both,' if direct else ','} in the same"
            f" cell. {way}"
        ),
        KIND_UNANCHORED: (
            f"Uncontrolled series of {first} and of {second}, each for itself. The patients differ in more than the"
            " treatment: no difference can be read from the two."
        ),
    }[kind]


def _worded(text: str, marks: tuple[str, ...] = ()) -> Cell:
    return words(text, marks) if text else Cell(None, "", marks)
