"""An anchored comparison by hand: each trial, each leg, the legs together; a network with loops is none of it."""

from collections.abc import Iterator
from math import exp, log

from drgs_cli.stats.results import Interval
from drgs_cli.synthesis.absolute_terms import RATIO_ON_BASE
from drgs_cli.synthesis.comparison import AnchoredIndirect
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.effect import RandomisedEffect
from drgs_cli.synthesis.effects import effect_of_study
from drgs_cli.synthesis.estimate import Estimate
from drgs_cli.synthesis.network import Edge, League, NetworkPart, TrialContrast
from drgs_cli.synthesis.network_paths import by_pair, indirect_paths
from drgs_cli.synthesis.network_trials import between
from drgs_cli.synthesis.trace_compared import on_base_by_hand
from drgs_cli.synthesis.trace_effects import effect_by_hand
from drgs_cli.synthesis.trace_steps import Found, Sheet, wald_by_hand


def trials_by_hand(comparison: AnchoredIndirect, context: Context) -> Iterator[tuple[TrialContrast, Sheet]]:
    """What each trial says of each two of its treatments."""
    for edge in comparison.network.edges:
        for contrast in edge.contrasts:
            sheet = Sheet()
            around = between(contrast.first, contrast.second, context)
            effect = effect_of_study(contrast.chosen, comparison.cell, around, RandomisedEffect)
            found = effect_by_hand(sheet, effect, comparison.cell, around)
            sheet.check("estimate", None if found is None else found[0], contrast.effect.estimate)
            yield contrast, sheet


def network_by_hand(sheet: Sheet, comparison: AnchoredIndirect, context: Context) -> bool:
    """The legs and their sum (Bucher 1997), or the direct and the indirect part by their shares: is that all?"""
    part, (first, second) = comparison.network, (total.intervention for total in comparison.sides)
    entry = part.between(first, second)
    if entry is None or comparison.estimate.value is None:
        return True
    both = entry.direct is not None and entry.indirect is not None and entry.estimate != entry.direct
    found = _by_shares(sheet, entry) if both else _by_path(sheet, part, first, second)
    if found is None:
        sheet.value("se-of-answer", "", comparison.estimate.se or 0.0)
    else:
        _conclude(sheet, found, comparison.estimate, context.question.level)
    absolute = comparison.absolute
    if absolute is not None and absolute.recipe == RATIO_ON_BASE:
        other = comparison.sides[1]
        base = sheet.value("base", "e / n", (other.events or 0) / (other.n or 1), e=other.events or 0, n=other.n or 1)
        sheet.check("base", base, absolute.base)
        on_base_by_hand(sheet, comparison.estimate, absolute)
    return found is not None


def _conclude(sheet: Sheet, found: Found, answered: Estimate, level: float) -> None:
    value, low, high = wald_by_hand(sheet, found, level, is_log=answered.log)
    sheet.check("estimate", value, answered.value)
    sheet.check_interval("interval", (low, high), answered.interval)


def _by_shares(sheet: Sheet, entry: League) -> Found | None:
    """Where trials compare the two and others lead round: both parts, weighed."""
    direct, indirect = (_on_scale(one) for one in (entry.direct, entry.indirect))
    if direct is None or indirect is None:
        return None
    d = sheet.on("direct").value("part", "", direct[0], v=direct[1])
    i = sheet.on("indirect").value("part", "", indirect[0], v=indirect[1])
    share = 1 / direct[1] / (1 / direct[1] + 1 / indirect[1])
    s = sheet.value("share-direct", "1 / v1 / (1 / v1 + 1 / v2)", share, v1=direct[1], v2=indirect[1])
    sheet.check("share-direct", s, entry.share)
    estimate = sheet.value("both-parts", "s * d + (1 - s) * i", s * d + (1 - s) * i, s=s, d=d, i=i)
    variance = 1 / (1 / direct[1] + 1 / indirect[1])
    return estimate, sheet.value("variance", "1 / (1 / v1 + 1 / v2)", variance, v1=direct[1], v2=indirect[1])


def _on_scale(estimate: Estimate | None) -> Found | None:
    """An estimate as the answer has it, on the scale on which it was made; None where no float holds it."""
    if estimate is None or estimate.value is None or estimate.se is None or not isinstance(estimate.interval, Interval):
        return None
    return (log(estimate.value) if estimate.log else estimate.value), estimate.se**2


def _by_path(sheet: Sheet, part: NetworkPart, first: str, second: str) -> Found | None:
    """The one way round, leg by leg; None where there are several."""
    paths = indirect_paths(by_pair(part.trials), first, second)
    if len(paths) != 1:
        return None
    edges = {(edge.first, edge.second): edge for edge in part.edges}
    at, estimates, variances = first, [], []
    for pair in paths[0]:
        estimate, variance = _leg(sheet.on(f"{pair[0]}:{pair[1]}"), edges[pair], part.tau2 or 0.0)
        estimates.append(estimate if pair[0] == at else -estimate)
        variances.append(variance)
        at = pair[1] if pair[0] == at else pair[0]
    return sheet.total("legs", estimates), sheet.total("variance-of-legs", variances)


def _leg(sheet: Sheet, edge: Edge, tau2: float) -> Found:
    """The trials of one comparison, each by the inverse of its variance."""
    weights = [1 / (one.effect.variance + tau2) for one in edge.contrasts]
    numbers = {f"v{place}": one.effect.variance for place, one in enumerate(edge.contrasts, 1)}
    tops = {f"y{place}": one.effect.estimate for place, one in enumerate(edge.contrasts, 1)}
    if len(weights) == 1:
        (only,) = edge.contrasts
        return sheet.value("leg", "", only.effect.estimate, v=only.effect.variance), only.effect.variance + tau2
    terms = [f"1 / (v{place} + t)" for place in range(1, len(weights) + 1)]
    whole = sheet.value("weights", " + ".join(terms), sum(weights), **numbers, t=tau2)
    mean = sum(w * one.effect.estimate for w, one in zip(weights, edge.contrasts, strict=True)) / whole
    top = " + ".join(f"y{place} / (v{place} + t)" for place in range(1, len(weights) + 1))
    mean = sheet.value("weighted-mean", f"({top}) / W", mean, **numbers, **tops, t=tau2, W=whole)
    sheet.check("leg", exp(mean) if edge.direct.log else mean, edge.direct.value)
    return mean, sheet.value("variance", "1 / W", 1 / whole, W=whole)
