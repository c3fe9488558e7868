"""Where a network disagrees: within its designs, or between them; knows no single comparison.

A design is the set of treatments that a study compares. Within designs Q is that of a network analysis of each
design alone; what is left of the whole network's Q is between them (Krahn, Binder and König 2013, eq. 7 and 8).
With random effects, tau2 is first estimated by the method of moments within designs, that is in the full
design-by-treatment interaction model (Higgins 2012; Jackson, White and Riley 2012). netmeta's `decomp.design()`.
"""

import math

from msgspec import Struct

from drgs_cli.stats.network.contrasts import Network, NetworkStudy
from drgs_cli.stats.network.graph import designs
from drgs_cli.stats.network.model import QTest, q_test
from drgs_cli.stats.network.weighting import Edges
from drgs_cli.stats.results import NotEstimable


class DesignTest(Struct, frozen=True):
    """Heterogeneity among the studies of one design."""

    treatments: tuple[str, ...]
    studies: int
    within: QTest


class Decomposition(Struct, frozen=True):
    """Q of the common-effect model, and its parts. `by_design`: designs of two arms first, each kind in order.

    `between_random` is Q between designs with `tau2_within` added to every comparison; both NotEstimable
    ("too-few") where no design has a degree of freedom.
    """

    total: QTest
    within: QTest
    between: QTest
    by_design: tuple[DesignTest, ...]
    tau2_within: float | NotEstimable
    between_random: QTest | NotEstimable


class _Part(Struct, frozen=True):
    """One design as a network of its own."""

    treatments: tuple[str, ...]
    studies: int
    edges: Edges
    degrees_of_freedom: int


def decompose(network: Network) -> Decomposition | NotEstimable:
    """Q within and between designs. "no-study", "disconnected" and "not-full-rank" as the model has them."""
    if not network.studies:
        return NotEstimable("no-study")
    if len(network.parts) > 1:
        return NotEstimable("disconnected", network.parts)
    whole, parts = Edges(network.studies, len(network.treatments)), _parts(network)
    at_zero = _q_total_and_parts(whole, parts, 0.0)
    return NotEstimable("not-full-rank") if at_zero is None else _decomposition(whole, parts, *at_zero)


def _decomposition(whole: Edges, parts: list[_Part], total: float, by_part: list[float]) -> Decomposition:
    degrees = sum((len(part.treatments) - 1) * part.studies for part in parts) - (whole.vertices - 1)
    degrees_within = sum(part.degrees_of_freedom for part in parts)
    within = math.fsum(by_part)
    tau2 = _tau2_within(parts, within, degrees_within)
    return Decomposition(
        q_test(total if degrees else 0.0, degrees),
        q_test(within, degrees_within),
        _between(total, within, degrees - degrees_within),
        tuple(
            DesignTest(part.treatments, part.studies, q_test(q, part.degrees_of_freedom))
            for part, q in zip(parts, by_part, strict=True)
        ),
        tau2,
        tau2 if isinstance(tau2, NotEstimable) else _between_random(whole, parts, tau2, degrees - degrees_within),
    )


def _parts(network: Network) -> list[_Part]:
    found = []
    for design, places in designs(study.arms for study in network.studies).items():
        arms = tuple(range(len(design)))
        members = [network.studies[place] for place in places]
        alone = [NetworkStudy(study.name, arms, study.estimates, study.variances) for study in members]
        treatments = tuple(network.treatments[place] for place in design)
        degrees = (len(places) - 1) * (len(design) - 1)
        found.append(_Part(treatments, len(places), Edges(alone, len(design)), degrees))
    return found


def _q_total_and_parts(whole: Edges, parts: list[_Part], tau2: float) -> tuple[float, list[float]] | None:
    """Q of the network and of each design; a design of one study has none, even if its estimates are rounded."""
    fits = [whole.fit(tau2), *(part.edges.fit(tau2) for part in parts)]
    known = [fit.q for fit in fits if fit is not None]
    by_part = [q if part.degrees_of_freedom else 0.0 for part, q in zip(parts, known[1:], strict=False)]
    return (known[0], by_part) if len(known) == len(fits) else None


def _tau2_within(parts: list[_Part], q: float, degrees_of_freedom: int) -> float | NotEstimable:
    if degrees_of_freedom == 0:
        return NotEstimable("too-few")
    traces = []
    for part in parts:
        fit = part.edges.fit(0.0) if part.degrees_of_freedom else None
        traces.append(0.0 if fit is None else part.edges.trace(fit))
    if math.fsum(traces) == 0.0:
        return NotEstimable("not-full-rank")
    return max(0.0, (q - degrees_of_freedom) / math.fsum(traces))


def _between_random(whole: Edges, parts: list[_Part], tau2: float, degrees_of_freedom: int) -> QTest | NotEstimable:
    found = _q_total_and_parts(whole, parts, tau2)
    lost = NotEstimable("not-full-rank")
    return lost if found is None else _between(found[0], math.fsum(found[1]), degrees_of_freedom)


def _between(total: float, within: float, degrees_of_freedom: int) -> QTest:
    return q_test(max(0.0, total - within) if degrees_of_freedom else 0.0, degrees_of_freedom)
