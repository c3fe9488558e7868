"""What one side of a row amounts to: its arms put together where they are separate patients; computes no effect."""

from drgs_cli.records.model import Result, Study
from drgs_cli.records.observed import Counts, Mean, Observation, Printed, Value
from drgs_cli.synthesis.question import Sides


class Side(Value, frozen=True):
    """One side of a row: its arms, what was observed in them, and events and patients where print has both.

    `derived` names what of that was worked back, in any of the arms.
    """

    intervention: str
    arms: tuple[str, ...]
    observation: Observation | None
    events: int | None
    n: int | None
    derived: tuple[str, ...] = ()

    @property
    def proportion(self) -> float | None:
        """Events over patients."""
        return self.events / self.n if self.events is not None and self.n else None

    @property
    def mean_with_error(self) -> tuple[float, float] | None:
        """A mean with its standard error, where print has the one and enough for the other; never from a range."""
        found = self.observation
        if not isinstance(found, Mean) or not isinstance(found.mean, Printed) or found.unnamed:
            return None
        if found.se is not None:
            return found.mean.value, found.se.value
        if found.sd is not None and found.n:
            return found.mean.value, found.sd.value / found.n**0.5
        return None


def side_of_arm(study: Study, arm: str, sides: Sides) -> str | None:
    """The side an arm is on; None for any other treatment."""
    return sides.of(study.arms[arm].intervention) if arm in study.arms else None


def sides_in(study: Study, result: Result, sides: Sides) -> set[str]:
    """The sides that a row has a figure of, or a printed comparison with."""
    arms = {*result.arms, *(arm for contrast in result.contrasts for arm in contrast.arms)}
    return {side for arm in arms if (side := side_of_arm(study, arm, sides)) is not None}


def whole_arms(study: Study, result: Result, side: str, sides: Sides) -> tuple[str, ...]:
    """Arms of a side that share no patients: one whose patients are all in another arm of the row does not count again.

    Of arms with the same patients that stands which the others are said to be the same as, else the first of the row.
    """
    on_side = [key for key in result.arms if side_of_arm(study, key, sides) == side]
    holders = {key: _holders(study, key) for key in on_side}
    by_rank = sorted(on_side, key=lambda key: study.arms[key].same_as is not None)
    return tuple(
        key
        for key in on_side
        if not any(
            other in holders[key] and (key not in holders[other] or by_rank.index(other) < by_rank.index(key))
            for other in on_side
        )
    )


def _holders(study: Study, key: str) -> frozenset[str]:
    """The arm and every arm that all of its patients are in, whichever of the two says so, over any number of steps."""
    found = [key]
    for inner in found:  # grows while it is walked
        arm = study.arms[inner]
        for outer in study.arms.values():
            holds = outer.key in (arm.part_of, arm.same_as) or inner in outer.made_of or outer.same_as == inner
            if holds and outer.key not in found:
                found.append(outer.key)
    return frozenset(found)


def side_of_row(study: Study, result: Result, side: str, sides: Sides) -> Side:
    """One side of a row. Counts of several arms are added up; of other figures of several arms none stands for the
    side.
    """
    arms = whole_arms(study, result, side, sides)
    observed = [result.arms[key] for key in arms]
    if len(observed) == 1:
        only = observed[0]
        return Side(side, arms, only, only.events if isinstance(only, Counts) else None, only.n, only.derived)
    counts = [found for found in observed if isinstance(found, Counts) and found.n is not None]
    if observed and len(counts) == len(observed):
        events, n = sum(found.events for found in counts), sum(found.n or 0 for found in counts)
        derived = dict.fromkeys(part for found in counts for part in found.derived)
        return Side(side, arms, None, events, n, (*derived,))
    return Side(side, arms, None, None, None)
