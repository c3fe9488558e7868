"""What the trials of two treatments alone come to, pooled as a comparison of the two sides is; knows no network."""

from collections.abc import Iterable

from msgspec.structs import replace

from drgs_cli.stats.results import NotEstimable
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.direct import ZERO_CELL_POOLED
from drgs_cli.synthesis.estimate import Estimate
from drgs_cli.synthesis.inverse_variance import COMMON, COMMON_EFFECT
from drgs_cli.synthesis.network import CellTrials, Edge, League, NetworkPart, NetworkTrial
from drgs_cli.synthesis.network_paths import Pair
from drgs_cli.synthesis.network_trials import between
from drgs_cli.synthesis.pooled_effects import pool_effects
from drgs_cli.synthesis.zero_cells import MANTEL_HAENSZEL

_LAST = 9999  # where a study without a year stands, as in the library


def pairs_alone(found: CellTrials, groups: Iterable[frozenset[str]]) -> tuple[Pair, ...]:
    """Every two treatments that no trial joins with a third: parts of two, and those of which all trials have an empty
    cell. `groups` are the parts of the trials that can be weighed.
    """
    known = tuple(groups)
    weighed = {trial.nodes for trial in found.trials if {*trial.nodes} in known}
    lacking = {trial.nodes for trial in found.unweighed}
    others = {
        pair
        for pair in lacking
        if not any({*pair} & names for names in known) and not any({*pair} & {*other} for other in lacking - {pair})
    }
    return tuple(sorted((pair[0], pair[1]) for pair in weighed | others if len(pair) == 2))


def trials_of(pair: Pair, found: CellTrials) -> tuple[NetworkTrial, ...]:
    """The trials of two treatments by year and id, those that nothing can weigh alone among them."""
    listed = [trial for trial in (*found.trials, *found.unweighed) if trial.nodes == pair]
    return tuple(sorted(listed, key=lambda trial: (trial.chosen.study.year or _LAST, trial.chosen.study.id)))


def pool_pair(pair: Pair, found: CellTrials, context: Context) -> Estimate:
    """Of all of these trials together."""
    effects = tuple(trial.effect for trial in trials_of(pair, found) if trial.effect is not None)
    return pool_effects(effects, between(*pair, context), found.cell)


def with_estimate(part: NetworkPart, estimate: Estimate, context: Context) -> NetworkPart:
    """A part of two treatments with what its trials come to."""
    first, second = part.nodes
    contrasts, k = part.contrasts, len(estimate.weights)
    league = League(
        first=first, second=second, trials=k, estimate=estimate, direct=estimate, indirect=None, share=1.0, p=None
    )
    marks = {*part.marks, *((ZERO_CELL_POOLED,) if estimate.recipe == MANTEL_HAENSZEL else ())}
    known = replace(part, method=_method(estimate, context), marks=tuple(sorted(marks)))
    if estimate.value is None:
        assert isinstance(estimate.interval, NotEstimable)  # an estimate without a value says why
        return replace(known, failure=estimate.interval)
    return replace(
        known,
        edges=(Edge(first=first, second=second, contrasts=contrasts, direct=estimate),),
        league=(league,),
        tau2=estimate.tau2,
        i2=estimate.i2,
        q=estimate.q,
        df=k - 1 if estimate.q is not None else None,
        q_p=estimate.q_p,
    )


def _method(estimate: Estimate, context: Context) -> str | None:
    """How heterogeneity was estimated; None where it has a prior instead."""
    if estimate.tau2 is not None:
        return context.question.method
    common = len(estimate.weights) == 1 or estimate.recipe in (COMMON_EFFECT, MANTEL_HAENSZEL)
    return COMMON if common else None
