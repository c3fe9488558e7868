"""The two sides within one study: a ratio and a difference, or why there is none; pools nothing, words nothing."""

from drgs_cli.records.observed import Contrast, Mean, Median, Value, Words
from drgs_cli.records.review import Review
from drgs_cli.stats.effects.binary import risk_difference, risk_ratio
from drgs_cli.stats.effects.inference import newcombe, number_needed_to_treat, p_value, wald_interval
from drgs_cli.stats.effects.means import mean_difference_from_errors
from drgs_cli.stats.results import Effect, Interval, NotEstimable, NumberNeeded
from drgs_cli.synthesis.arms import Side, side_of_arm, side_of_row
from drgs_cli.synthesis.cells import AS_TREATED, Cell, by_cell
from drgs_cli.synthesis.evidence import NON_RANDOMISED, RANDOMISED, Evidence, Row
from drgs_cli.synthesis.question import Sides
from drgs_cli.vocabulary.terms import Vocabulary

ECONOMIC = "economic"  # the kind of outcome that is modelled, not observed in the patients compared


class Absolute(Value, frozen=True):
    """A difference in absolute terms (proportions, or points of a scale) and, for proportions, the number needed
    to treat.
    """

    difference: float
    interval: Interval | NotEstimable
    number_needed: NumberNeeded | NotEstimable | None


class Comparison(Value, frozen=True, kw_only=True):
    """One cell of one comparative study, first side over or minus second.

    `effect` is the ratio (counts) or the difference of means; `absolute` the difference in the units of the outcome.
    `good` is 1 where more is better for the patient, -1 where less is, 0 where neither.
    """

    kind: str
    cell: Cell
    row: Row
    sides: tuple[Side, Side]
    effect: Effect | NotEstimable
    interval: Interval | NotEstimable
    p: float | None
    absolute: Absolute | None
    printed: tuple[Contrast, ...]
    good: int
    important: float | None

    @property
    def is_risk(self) -> bool:
        """Whether the difference is one of proportions."""
        return self.absolute is not None and not (isinstance(self.effect, Effect) and self.effect.measure == "MD")


def compare_within(evidence: Evidence, review: Review, vocabulary: Vocabulary) -> tuple[Comparison, ...]:
    """Every cell in which a study itself has both sides: randomised comparisons, then the others.

    What a trial reports by the treatment in fact received is no randomised comparison any more, and costs and what they
    buy come from models: they are shown, not compared.
    """
    rows: dict[str, list[Row]] = {RANDOMISED: [], NON_RANDOMISED: []}
    for entry in evidence.in_group(RANDOMISED, NON_RANDOMISED):
        for row in entry.rows:
            if has_both(row, evidence.sides) and vocabulary.outcomes[row.result.outcome].kind != ECONOMIC:
                rows[NON_RANDOMISED if row.result.analysed == AS_TREATED else entry.group].append(row)
    return tuple(
        _comparison(kind, cell, row, evidence, review, vocabulary)
        for kind, of_kind in rows.items()
        for cell, chosen in by_cell(of_kind, review).items()
        for row in chosen
    )


def direction(cell: Cell, vocabulary: Vocabulary) -> int:
    """1 where a larger figure is better, -1 where a smaller one is, 0 where neither: the scale's word before the
    outcome's.

    An improvement is better when larger, whatever the scale; a change in percent goes by the outcome.
    """
    if cell.statistic == "improvement":
        return 1
    outcome = vocabulary.outcomes[cell.outcome].better
    scale = (
        vocabulary.scales[cell.scale].better if cell.scale is not None and cell.statistic != "percent-change" else None
    )
    return {"higher": 1, "lower": -1}.get(scale or outcome or "", 0)


def has_both(row: Row, sides: Sides) -> bool:
    """Whether a row has both sides, among its arms or in one contrast."""
    groups = [row.result.arms, *(contrast.arms for contrast in row.result.contrasts)]
    return any({*sides.keys} <= {side_of_arm(row.study, key, sides) for key in group} for group in groups)


def _comparison(
    kind: str, cell: Cell, row: Row, evidence: Evidence, review: Review, vocabulary: Vocabulary
) -> Comparison:
    sides, level = evidence.sides, evidence.question.level
    first, second = (side_of_row(row.study, row.result, key, sides) for key in sides.keys)
    good = direction(cell, vocabulary)
    effect = _effect(first, second, row)
    interval = wald_interval(effect, level) if isinstance(effect, Effect) else effect
    p = p_value(effect) if isinstance(effect, Effect) else None
    absolute = _risks(first, second, good, level)
    if absolute is None and isinstance(effect, Effect) and effect.measure == "MD":
        absolute = Absolute(effect.estimate, interval, None)
    return Comparison(
        kind=kind,
        cell=cell,
        row=row,
        sides=(first, second),
        effect=effect,
        interval=interval,
        p=p if isinstance(p, float) else None,
        absolute=absolute,
        printed=tuple(
            contrast
            for contrast in row.result.contrasts
            if {side_of_arm(row.study, key, sides) for key in contrast.arms} == {*sides.keys}
        ),
        good=good,
        important=next((outcome.important for outcome in review.outcomes if outcome.key == cell.outcome), None),
    )


def _effect(first: Side, second: Side, row: Row) -> Effect | NotEstimable:
    """A risk ratio from counts, a difference of means from means with their errors, else the reason for having
    neither.
    """
    if first.events is not None and second.events is not None:
        if not first.n or not second.n:
            return NotEstimable("no-denominator")
        return risk_ratio(first.events, first.n, second.events, second.n)
    one, other = first.mean_with_error, second.mean_with_error
    if one is not None and other is not None:
        return mean_difference_from_errors(*one, *other)
    observed = [side.observation for side in (first, second) if side.observation is not None]
    if any(isinstance(found, Mean | Median) for found in observed):
        spread = any(isinstance(found, Mean) and found.sd is not None and not found.n for found in observed)
        return NotEstimable("no-denominator" if spread else "no-variance")
    if any(not isinstance(found, Words) for found in observed):
        return NotEstimable("no-denominator")
    parts = (*row.result.contrasts, *observed)
    return NotEstimable("p-only" if any(part.p is not None for part in parts) else "words-only")


def _risks(first: Side, second: Side, good: int, level: float) -> Absolute | None:
    """The risk difference with Newcombe's interval; the number needed counts towards what is good for the patient."""
    if first.events is None or second.events is None or first.n is None or second.n is None:
        return None
    found = risk_difference(first.events, first.n, second.events, second.n)
    interval = newcombe(first.events, first.n, second.events, second.n, level)
    if isinstance(found, NotEstimable):
        return None
    needed = None
    if isinstance(interval, Interval) and good:
        turned = interval if good > 0 else Interval(-interval.high, -interval.low, level)
        needed = number_needed_to_treat(good * found.estimate, turned)
    return Absolute(found.estimate, interval, needed)
