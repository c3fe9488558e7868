"""The models as rows of an integral: which parameters each count depends on; knows no estimation and no answer.

Common parameters, in this order: for one effect (effect, tau); with studies' own intercepts (effect, tau); with
random intercepts (intercept, effect, sigma) and, if the effects vary as well, tau. All on the log scale.
Stijnen, Hamza and Ozdemir 2010 (Stat Med 29:3046); Jackson, Law, Stijnen, Viechtbauer and White 2018 (Stat Med
37:1059), whose models 1-7 are metafor's.
"""

import math
from collections.abc import Sequence

from msgspec import Struct

from drgs_cli.stats.glmm.densities import Count
from drgs_cli.stats.glmm.integral import Row
from drgs_cli.stats.glmm.maximise import Point


class Arm(Struct, frozen=True):
    """A count and the offset of its predictor, with a guess of the predictor less the offset."""

    count: Count
    offset: float
    guess: float


class Model(Struct, frozen=True):
    """Rows of each study, and the places of the parameters that mean something; None for what a model has not."""

    studies: list[list[Row]]
    start: Point
    effect: int
    tau: int | None
    sigma: int | None
    nodes: int


Pair = tuple[Arm, Arm]


def one_effect(arms: Sequence[Arm], nodes: int) -> Model:
    """Each study a single count, its predictor normal around the common effect."""
    studies = [[Row(arm.count, (1.0, 0.0), ((0.0, 1.0),), arm.offset)] for arm in arms]
    centre = math.fsum(arm.guess for arm in arms) / len(arms)
    return Model(studies, Point([centre, 0.0], []), 0, 1, None, nodes)


def fixed_intercepts(pairs: Sequence[Pair], nodes: int) -> Model:
    """Two counts per study, half the effect above and half below the study's own intercept. metafor: UM.FS."""
    studies = [
        [
            Row(treated.count, (1.0, 0.5, 0.0), ((0.0, 0.0, 0.5),), treated.offset),
            Row(control.count, (1.0, -0.5, 0.0), ((0.0, 0.0, -0.5),), control.offset),
        ]
        for treated, control in pairs
    ]
    own = [0.5 * (treated.guess + control.guess) for treated, control in pairs]
    return Model(studies, Point([_difference(pairs), 0.0], own), 0, 1, None, nodes)


def random_intercepts(pairs: Sequence[Pair], nodes: int, *, varying: bool) -> Model:
    """The same with intercepts normal around a common one, and the effects too if `varying`. metafor: UM.RS."""
    tail = (0.0, 0.0) if varying else (0.0,)
    study = (0.0, 0.0, 1.0, *tail[1:])
    studies = [
        [
            Row(
                arm.count,
                (1.0, half, *tail),
                (study, (0.0, 0.0, 0.0, half)) if varying else (study,),
                arm.offset,
            )
            for arm, half in zip(pair, (0.5, -0.5), strict=True)
        ]
        for pair in pairs
    ]
    own = [0.5 * (treated.guess + control.guess) for treated, control in pairs]
    centre = math.fsum(own) / len(own)
    start = Point([centre, _difference(pairs), _spread(own, centre), *tail[1:]], [])
    return Model(studies, start, 1, 3 if varying else None, 2, nodes)


def own_effects(pairs: Sequence[Pair], nodes: int) -> Model:
    """Random intercepts, in the control arm, and for each study an effect of its own: (intercept, sigma).

    An effect at infinity fits a treated arm with no or all events perfectly; it is left out, and the effect with it.
    """
    studies = [
        [
            *([Row(treated.count, (1.0, 1.0, 0.0), ((0.0, 0.0, 1.0),), treated.offset)] if _inside(treated) else []),
            Row(control.count, (0.0, 1.0, 0.0), ((0.0, 0.0, 1.0),), control.offset),
        ]
        for treated, control in pairs
    ]
    controls = [control.guess for _, control in pairs]
    centre = math.fsum(controls) / len(controls)
    own = [treated.guess - control.guess for treated, control in pairs]
    return Model(studies, Point([centre, _spread(controls, centre)], own), 0, None, 1, nodes)


def _inside(arm: Arm) -> bool:
    return arm.count.peak is not None


def _difference(pairs: Sequence[Pair]) -> float:
    return math.fsum(treated.guess - control.guess for treated, control in pairs) / len(pairs)


def _spread(values: Sequence[float], centre: float) -> float:
    """A standard deviation to start from; not 0, where the likelihood is level."""
    return max(0.3, math.sqrt(math.fsum((value - centre) ** 2 for value in values) / len(values)))
