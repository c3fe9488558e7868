"""A network meta-analysis for people: what it holds, how far it agrees with itself, and its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.render.document import Document, Paragraph, Part
from drgs_cli.stats.network.model import NetworkModel
from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.numbers import count, fixed, listed, p_value, share, span
from drgs_cli.views.numbers import three_digits as short
from drgs_cli.views.pool.network_tables import (
    against_reference,
    comparisons_given,
    design_table,
    every_pair,
    league,
    split_table,
)
from drgs_cli.views.pool.network_words import REFUSALS, network_recipe, network_units
from drgs_cli.views.pool.recipe import recipe_line
from drgs_cli.views.pool.wording import REASONS, STATUS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drgs_cli.analysis.network import NetworkAnalysis
    from drgs_cli.stats.network.count_model import CountModel
    from drgs_cli.stats.network.decomposition import Decomposition
    from drgs_cli.stats.network.model import QTest

_RARE = (
    "The approximation is for rare events: where many participants have one, what it gives is nearer to ratios of risks"
    " than of odds; --method mh has no such limit."
)
_WIDEST_LEAGUE = 12  # a square of more treatments is a picture, not a table


def network_document(analysis: NetworkAnalysis) -> Document:
    """The whole answer; CSV holds every pair of treatments."""
    units, model = network_units(analysis), analysis.model
    parts: list[Part] = []
    if isinstance(model, NotEstimable):
        parts += [Paragraph(_refusal(model)), Paragraph(recipe_line(network_recipe(analysis))), *_left_out(analysis)]
        parts += [comparisons_given(analysis, units)] if analysis.network.contrasts else []
        return Document(analysis.table.path, tuple(parts), main=lambda: every_pair(analysis, units))
    parts += [Paragraph(_headline(analysis)), Paragraph(recipe_line(network_recipe(analysis))), *_left_out(analysis)]
    parts += [Paragraph(line) for line in _agreement(analysis)]
    parts.append(against_reference(analysis, units))
    if len(analysis.treatments) > _WIDEST_LEAGUE:
        text = f"The league table of {len(analysis.treatments)} treatments is too wide to be read here"
        parts.append(Paragraph(f"{text}; --format csv holds every pair."))
    elif len(analysis.treatments) > 2:
        parts.append(league(analysis, units))
    parts += _consistency(analysis)
    return Document(analysis.table.path, tuple(parts), main=lambda: every_pair(analysis, units))


def _refusal(model: NotEstimable) -> str:
    if model.reason != "disconnected":
        return f"Not estimable: {REFUSALS.get(model.reason) or REASONS[model.reason]}."
    parts = "; ".join(f"({place}) {', '.join(part)}" for place, part in enumerate(model.parts, start=1))
    return (
        f"Not estimable: the network falls into {len(model.parts)} parts that no study connects: {parts}."
        " Each part can be analysed by itself: leave the rows of the others out."
    )


def _headline(analysis: NetworkAnalysis) -> str:
    model = analysis.model
    held = f"{count(len(analysis.treatments), 'treatment')} in {count(analysis.studies, 'study', 'studies')}"
    if isinstance(model, NetworkModel):
        pairs = count(len(model.network.contrasts), "comparison")
        return f"Network of {held} ({pairs}, {count(model.designs, 'design')})."
    return f"Network of {held}."


def _left_out(analysis: NetworkAnalysis) -> list[Paragraph]:
    """Studies and arms that say nothing, or are not given whole."""
    lines = []
    if analysis.dropped:
        why = "a comparison cannot be estimated (a single arm, a missing figure, or no event, or nothing but events)"
        if analysis.request.method in ("mh", "nch"):
            why = "no odds ratio can be estimated (a single arm, a missing figure, or no event, or nothing but events)"
        lines.append(f"Left out, because {why}: {listed(list(analysis.dropped))}.")
    for treatments, arm in _dropped_arms(analysis):
        studies = f"studies of {listed(list(treatments))}"
        lines.append(
            f"The arms of {arm} are left out of the {studies}: none, or all, of their participants have events."
        )
    lost = [name for name in analysis.network.treatments if name not in analysis.treatments]
    if lost and analysis.pairs:
        lines.append(f"Without an estimate, therefore: {listed(lost)}.")
    lines += [f"Taken for different treatments: {listed(names)}." for names in _look_alike(analysis.treatments)]
    return [Paragraph(line) for line in lines]


def _look_alike(treatments: Sequence[str]) -> list[list[str]]:
    """Names that differ by case and blanks only, which more often than not are one treatment."""
    found: dict[str, list[str]] = {}
    for name in treatments:
        found.setdefault("".join(name.casefold().split()), []).append(name)
    return [names for names in found.values() if len(names) > 1]


def _dropped_arms(analysis: NetworkAnalysis) -> tuple[tuple[tuple[str, ...], str], ...]:
    model = analysis.model
    if isinstance(model, NotEstimable | NetworkModel):
        return ()
    return model.network.dropped_arms


def _agreement(analysis: NetworkAnalysis) -> list[str]:
    """Heterogeneity and inconsistency, in figures."""
    model, parts = analysis.model, analysis.decomposition
    assert not isinstance(model, NotEstimable)
    if not isinstance(model, NetworkModel):
        return [*_between_designs(model), *([_RARE] if analysis.request.method == "nch" else [])]
    if model.total.degrees_of_freedom == 0:
        text = "Heterogeneity and inconsistency cannot be examined: no comparison is made twice, directly or indirectly"
        return [f"{text}. tau2 is taken for 0; random effects would be more uncertain."]
    said = [_i2(model)] if model.i2 is not None else []
    said += [f"tau2 {short(model.tau2.value)}"] if analysis.effects == "random" else []
    lines = [f"Heterogeneity and inconsistency together: {', '.join([*said, f'Q {_test(model.total)}'])}."]
    if model.tau2.status == "boundary":
        lines[0] += f" {STATUS['boundary'][0].upper()}{STATUS['boundary'][1:]}; both models then agree."
    if parts is not None and not isinstance(parts, NotEstimable):
        lines.append(_parts_of_q(parts))
    return lines


def _between_designs(model: CountModel) -> list[str]:
    if model.between is None or model.between.degrees_of_freedom == 0:
        return []
    return [f"Inconsistency between designs: Q {_test(model.between)}."]


def _i2(model: NetworkModel) -> str:
    limits = model.i2_interval
    ends = () if limits is None else (share(limit / 100, 1).removesuffix(" %") for limit in (limits.low, limits.high))
    return f"I2 {share((model.i2 or 0.0) / 100, 1)}" + ("" if limits is None else f" ({span(*ends)})")


def _parts_of_q(parts: Decomposition) -> str:
    within = f"Heterogeneity within designs: Q {_test(parts.within)}"
    if parts.within.degrees_of_freedom == 0:
        within = "Heterogeneity within designs cannot be examined: no two studies compare the same set of treatments"
    if parts.between.degrees_of_freedom == 0:
        return f"{within}. Inconsistency between designs cannot be examined: the designs form no loop."
    random = ""
    if not isinstance(parts.between_random, NotEstimable):
        random = f"; allowing for heterogeneity within them, Q {_test(parts.between_random)}"
    return f"{within}. Inconsistency between designs: Q {_test(parts.between)}{random}."


def _test(test: QTest) -> str:
    p = "" if test.p is None else f", {p_value(test.p)}"
    return f"{fixed(test.q, 2)} on {test.degrees_of_freedom} df{p}"


def _consistency(analysis: NetworkAnalysis) -> list[Part]:
    """What direct and indirect evidence say, where there is both, and how far the studies of each design agree."""
    if not isinstance(analysis.model, NetworkModel):
        return []
    units = network_units(analysis)
    splits = analysis.splits_common if analysis.effects == "common" else analysis.splits_random
    text = "No comparison has both direct and indirect evidence, so that the two cannot be held against each other."
    parts: list[Part] = [split_table(analysis, splits, units) if splits else Paragraph(text)]
    found = analysis.decomposition
    if found is not None and not isinstance(found, NotEstimable) and found.within.degrees_of_freedom:
        parts.append(design_table(found))
    return parts
