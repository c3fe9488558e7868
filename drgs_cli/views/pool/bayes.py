"""The Bayesian analysis of `drgs pool` for people: one row for each prior on tau."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.render.document import EMPTY, Cell, Column, Note, Part, Row, Table, words
from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.numbers import digits_with_limits, fixed
from drgs_cli.views.pool.recipe import fixed_level
from drgs_cli.views.pool.units import short_name
from drgs_cli.views.pool.wording import REASONS

if TYPE_CHECKING:
    from drgs_cli.analysis.result import Analysis
    from drgs_cli.stats.bayes.normal_normal import Bayes
    from drgs_cli.views.pool.units import Units

_METHOD = Note(
    "bayes",
    "Normal model, flat prior on the mean, half-normal prior of this scale on tau. Medians with central intervals.",
)
_ONE_STUDY = Note("bayes-one-study", "One study says nothing about tau: what is shown of it is the prior alone.")


def bayes_parts(analysis: Analysis, units: Units) -> tuple[Part, ...]:
    """What the data say of the mean, of tau and of a new study under each prior."""
    level, name = fixed_level(analysis.request.level), short_name(analysis.sample.measure, units)
    sided = analysis.sample.measure.no_effect is not None
    columns = [
        Column("prior", "Prior on tau", min_width=14),
        Column("mu", f"{name} ({level} %)", "right", worded=True),
        Column("tau", f"tau ({level} %)", "right", worded=True),
        Column("predictive", f"New study ({level} %)", "right", worded=True),
    ]
    if sided:
        below = "1" if units.kind == "ratio" else "0"
        columns.append(Column("below", f"P({name} < {below})", "right"))
    rows = tuple(_row(one.scale, one.found, units, sided) for one in analysis.posteriors)
    notes = (_METHOD, _ONE_STUDY) if len(analysis.sample.kept) == 1 else (_METHOD,)
    return (Table("Bayesian analysis", tuple(columns), rows, notes),)


def _row(scale: float, found: Bayes | NotEstimable, units: Units, sided: bool) -> Row:
    prior = words(f"half-normal({scale:.4g})")
    if isinstance(found, NotEstimable):
        return Row((prior, words(f"not estimable: {REASONS[found.reason]}"), *(EMPTY,) * (3 if sided else 2)))
    tau = found.tau
    cells = [
        prior,
        Cell(units.back(found.mu.median), units.with_interval(found.mu.median, found.mu.central)),
        Cell(tau.median, digits_with_limits(tau.median, tau.central.low, tau.central.high)),
        Cell(
            units.back(found.predictive.median), units.with_interval(found.predictive.median, found.predictive.central)
        ),
    ]
    return Row((*cells, _probability(found.p_mu_below_0)) if sided else tuple(cells))


def _probability(value: float) -> Cell:
    """Never shown as 0 or 1, which it is not."""
    text = "<0.001" if value < 0.0005 else ">0.999" if value > 0.9995 else fixed(value, 3)
    return Cell(value, text)
