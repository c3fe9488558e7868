"""What comparative studies and single arms say, each for itself, as tables; decides the wording of estimates,
computes nothing.
"""

from drgs_cli.records.library import Library
from drgs_cli.render.document import EMPTY, Cell, Column, Group, Note, Row, Table, words
from drgs_cli.stats.results import Effect, Interval, NotEstimable
from drgs_cli.synthesis.arms import Side
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.evidence import NON_RANDOMISED, RANDOMISED
from drgs_cli.synthesis.question import Sides
from drgs_cli.synthesis.reading import directed_contrast, verdict_of
from drgs_cli.synthesis.single import Line
from drgs_cli.views.figures import contrast_text, observation_text
from drgs_cli.views.numbers import listed, p_value, percent, ratio, signed, span
from drgs_cli.views.wording import (
    NOT_ESTIMABLE,
    NOTES,
    group_analysed,
    outcome_in_full,
    part_of_indication,
    places,
    short,
    source_text,
    statistic_text,
    time_text,
)

KIND_TITLES = {RANDOMISED: "Randomised", NON_RANDOMISED: "Not randomised"}

DERIVED = "derived"


def comparison_table(comparisons: tuple[Comparison, ...], sides: Sides, library: Library) -> Table:
    """Every comparison within a study: ratio, difference per 100 and p where they can be had, else the reason."""
    first, second = (short(library.vocabulary, key) for key in sides.keys)
    level = f"{library.review.level:g}"
    columns = (
        Column("study", "Study", once=True, min_width=14),
        Column("outcome", "Outcome", min_width=18),
        Column("time", "Follow-up"),
        Column("first", first, min_width=12, beside=True),
        Column("second", second, min_width=12, beside=True),
        Column("estimate", f"RR or MD ({level} % CI)", min_width=18, worded=True),
        Column("per_100", f"Per 100 ({level} % CI)", min_width=16, worded=True, beside=True),
        Column("p", "p, worked out", worded=True),
        Column("printed", "As printed"),
        Column("favours", "Says"),
    )
    groups = []
    for kind, title in KIND_TITLES.items():
        rows = tuple(_comparison_row(entry, sides, library) for entry in comparisons if entry.kind == kind)
        if rows:
            groups.append(Group(title, rows))
    derived = any(_is_derived(side) for entry in comparisons for side in entry.sides)
    notes = (Note(DERIVED, NOTES[DERIVED]),) if derived else ()
    caption = (
        f"Each study for itself, nothing pooled. RR, risk ratio, is {first} over {second}; MD, mean difference, and "
        f"the difference per 100 patients are {first} minus {second}."
    )
    return Table(f"{first} against {second} within studies", columns, tuple(groups), notes, caption)


def single_table(lines: tuple[Line, ...], sides: Sides, library: Library) -> Table:
    """The rate of each side in each study that does not compare them, with its exact interval."""
    columns = (
        Column("outcome", "Outcome", once=True, min_width=18),
        Column("side", "Side", once=True),
        Column("time", "Follow-up"),
        Column("study", "Study", min_width=14),
        Column("figure", "As printed", min_width=12, beside=True),
        Column("rate", f"Rate ({library.review.level:g} % CI)", min_width=16, worded=True),
        Column("analysed", "Analysed"),
        Column("source", "Source", min_width=14),
    )
    importance = {outcome.key: place for place, outcome in enumerate(library.review.outcomes)}
    order = {key: place for place, key in enumerate(sides.keys)}

    def place(line: Line) -> tuple[object, ...]:
        outcome = line.cell.outcome
        rank = importance.get(outcome, len(importance))
        months = line.row.result.months
        return (
            rank,
            outcome,
            line.cell.composite,
            order[line.side.intervention],
            months if months is not None else 999.0,
        )

    rows = tuple(_single_row(line, library) for line in sorted(lines, key=place))
    caption = (
        "Single arms, of uncontrolled studies and of trials of other comparisons: not a comparison. Exact intervals "
        "(Clopper and Pearson). Nothing is pooled; cohorts may share patients."
    )
    notes = (Note(DERIVED, NOTES[DERIVED]),) if any(_is_derived(line.side) for line in lines) else ()
    return Table("Each side alone", columns, rows, notes, caption, lead=2)


def estimate_text(comparison: Comparison) -> str:
    """A ratio or a difference of means with its interval, or why there is none."""
    effect = comparison.effect
    if isinstance(effect, NotEstimable):
        return NOT_ESTIMABLE[effect.reason]
    ends = comparison.interval
    if effect.measure == "RR":
        text = f"RR {ratio(effect.natural)}"
        return f"{text} ({span(ratio(ends.low), ratio(ends.high))})" if isinstance(ends, Interval) else text
    text = f"MD {signed(effect.estimate, 2)}"
    return f"{text} ({span(signed(ends.low, 2), signed(ends.high, 2))})" if isinstance(ends, Interval) else text


def per_100_text(comparison: Comparison) -> str:
    """A difference of risks in patients of 100 with its interval; empty where there is none."""
    absolute = comparison.absolute
    if absolute is None or not comparison.is_risk:
        return ""
    text = signed(100 * absolute.difference, 0)
    ends = absolute.interval
    if isinstance(ends, Interval):
        text += f" ({span(signed(100 * ends.low, 0), signed(100 * ends.high, 0))})"
    return text


def side_text(side: Side) -> str:
    """What one side of a comparison had."""
    if side.observation is not None:
        return observation_text(side.observation)
    if side.events is not None and side.n:
        return f"{side.events}/{side.n} ({percent(side.events / side.n)})"
    return ""


def goes_by_p(comparison: Comparison) -> bool:
    """Whether the direction that print gives has a p-value; else it is in words alone."""
    directed = directed_contrast(comparison)
    return directed is not None and directed.p is not None


def verdict_text(comparison: Comparison, sides: Sides, library: Library) -> str:
    """What a comparison says, in two words."""
    verdict = verdict_of(comparison, sides)
    favours = short(library.vocabulary, verdict.favours) if verdict.favours in sides.keys else ""
    return {
        "better": f"{favours} better",
        "no-important-difference": "no important difference",
        "not-shown": f"no difference shown{'' if comparison.absolute is not None else ' (no figures)'}",
        "direction-only": f"{favours} better ({'p' if goes_by_p(comparison) else 'words'} only)",
        "cannot-compare": "cannot be told",
    }[verdict.code]


def _comparison_row(comparison: Comparison, sides: Sides, library: Library) -> Row:
    row, words_of = comparison.row, library.vocabulary
    first, second = comparison.sides
    statistic = statistic_text(row.result, words_of)
    outcome = outcome_in_full(row.result, words_of) + (f" ({statistic})" if statistic else "")
    outcome += part_of_indication(row, words_of)
    names = {key: short(words_of, arm.intervention) for key, arm in row.study.arms.items()}
    printed = "; ".join(contrast_text(contrast, names) for contrast in comparison.printed)
    effect, absolute = comparison.effect, comparison.absolute
    per_100 = per_100_text(comparison)
    return Row(
        (
            Cell(row.study.id, row.study.label),
            Cell(row.result.outcome, outcome),
            Cell(row.result.months, time_text(row.result)),
            _side_cell(first),
            _side_cell(second),
            Cell(effect.natural if isinstance(effect, Effect) else None, estimate_text(comparison)),
            Cell(100 * absolute.difference, per_100) if absolute is not None and per_100 else EMPTY,
            Cell(comparison.p, p_value(comparison.p)) if comparison.p is not None else EMPTY,
            words(printed) if printed else EMPTY,
            words(verdict_text(comparison, sides, library)),
        ),
        row.ref,
    )


def _side_cell(side: Side) -> Cell:
    text = side_text(side)
    if not text:
        return EMPTY
    return words(text, (DERIVED,) if _is_derived(side) else ())


def _is_derived(side: Side) -> bool:
    return not {"events", "n"}.isdisjoint(side.derived)


def _single_row(line: Line, library: Library) -> Row:
    row, words_of = line.row, library.vocabulary
    own = row.result.pain_locations
    outcome = outcome_in_full(row.result, words_of) + (f", {places(own, words_of)}" if own else "")
    outcome += part_of_indication(row, words_of)
    proportion = line.side.proportion
    rate = NOT_ESTIMABLE["no-denominator"]
    if proportion is not None and isinstance(line.interval, Interval):
        rate = f"{percent(proportion)} ({span(percent(line.interval.low), percent(line.interval.high))})"
    sources = row.result.sources or (line.side.observation.sources if line.side.observation is not None else ())
    group = group_analysed(row.result, words_of)
    treatments = dict.fromkeys(short(words_of, row.study.arms[arm].intervention) for arm in line.side.arms)
    return Row(
        (
            Cell(row.result.outcome, outcome),
            words(listed(list(treatments))),
            Cell(row.result.months, time_text(row.result)),
            Cell(row.study.id, row.study.label),
            _side_cell(line.side),
            Cell(proportion, rate),
            words(group) if group else EMPTY,
            words(source_text(sources[0], row.study)) if sources else EMPTY,
        ),
        row.ref,
    )
