"""Comparisons of small invented studies with what their certainty goes by: risk of bias, class, weights, cohorts."""

from typing import Any

from comparative_effects import RESPONDERS, WINDOW, asking, counted, not_randomised
from msgspec.structs import replace

from drgs_cli.records.model import EvidenceClass, Judgement, RiskOfBias
from drgs_cli.stats.results import Interval
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.comparison import AnchoredIndirect, DirectNonRandomised, DirectRandomised, SideTotal, Unanchored
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.effect import RandomisedEffect
from drgs_cli.synthesis.estimate import Absolute, Estimate, Weight
from drgs_cli.synthesis.network import NetworkPart, NetworkTrial

CONTEXT = asking()
SPAN = Interval(0.2, 0.4)


def judgement(overall: str | None, tool: str = "rob2", outcome: str | None = None, **domains: str) -> RiskOfBias:
    """What a tool says of a study; `domains` with _ for -."""
    judged = tuple(Judgement(key.replace("_", "-"), value, "printed") for key, value in domains.items())
    return RiskOfBias(tool=tool, path=(), outcome=outcome, judgements=judged, overall=overall)


def trial(
    name: str,
    *judged: RiskOfBias,
    n: int | None = 50,
    classed: str | None = None,
    mixed: bool = False,
    paid_by: str | None = None,
) -> RandomisedEffect:
    """A trial with n patients a side (None: not printed): half of the first have the event, fewer of the second."""
    size = n or 50
    found = counted(name, (size // 2, size), (size // 4 + 1, size))
    stands = found.chosen
    study = replace(
        stands.study,
        risk_of_bias=judged,
        evidence_classes=(EvidenceClass("aan", classed, None),) if classed is not None else (),
        funding=(paid_by, None, None) if paid_by is not None else None,
    )
    rows = tuple(replace(row, study=study, mixed=mixed) for row in stands.rows)
    sides = tuple(replace(side, n=n) for side in found.sides)
    return replace(found, chosen=replace(stands, study=study, rows=rows), sides=sides)


def randomised(
    *effects: RandomisedEffect,
    weights: tuple[float | None, ...] = (),
    cell: Cell = RESPONDERS,
    absolute: Absolute | None = None,
    **estimate: Any,
) -> DirectRandomised:
    """A comparison of trials; `weights` are their shares, `estimate` what else the estimate has."""
    spans = estimate.pop("spans", (SPAN,) * len(weights))
    found = Estimate(
        **{
            "measure": "RR",
            "value": 1.5,
            "interval": Interval(1.2, 1.9),
            "k": len(effects),
            "recipe": "common-effect",
            "log": True,
            "weights": tuple(
                Weight((), effect.chosen.study.id, weight, 1.5, span)
                for effect, weight, span in zip(effects, weights, spans, strict=weights != ())
            ),
            **estimate,
        }
    )
    return DirectRandomised(
        cell=cell,
        sides=(_total("drgs"), _total("scs")),
        estimate=found,
        absolute=absolute,
        good=1,
        important=None,
        of=effects,
    )


def cohorts(*effects: RandomisedEffect, **rest: Any) -> DirectNonRandomised:
    """The same of studies in which chance allocated nobody."""
    found = randomised(*effects, **rest)
    shared = {name: getattr(found, name) for name in found.__struct_fields__ if name != "of"}
    return DirectNonRandomised(of=tuple(map(not_randomised, effects)), **shared)


def anchored(*effects: RandomisedEffect, i2: float | None = None, **rest: Any) -> AnchoredIndirect:
    """The same of trials that a common comparator joins."""
    found = randomised(*effects, **rest)
    trials = tuple(
        NetworkTrial(chosen=effect.chosen, measure="RR", sides=effect.sides, contrasts=(), marks=())
        for effect in effects
    )
    studies = tuple(effect.chosen.study for effect in effects)
    network = NetworkPart(cell=found.cell, nodes=("drgs", "scs", "cmm"), studies=studies, trials=trials, i2=i2)
    shared = {name: getattr(found, name) for name in found.__struct_fields__ if name != "of"}
    return AnchoredIndirect(network=network, **shared)


def side_by_side(context: Context) -> Unanchored:
    """Two uncontrolled series of one study each, of whatever a context holds."""
    from one_side import one_synthesis

    from drgs_cli.synthesis.unanchored import side_by_side as beside

    first, second = (one_synthesis(context, side) for side in ("drgs", "scs"))
    return beside(first.cell, first, second, context)


def risks(low: float, high: float, base: float | None = 0.4) -> Absolute:
    """A difference of risks with its limits."""
    return Absolute((low + high) / 2, Interval(low, high), None, base)


def _total(key: str) -> SideTotal:
    return SideTotal(key, (key,), WINDOW, {}, None, None)
