"""The answer of `drgs pool` for people: headline, recipe, studies, and each analysis that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.render.document import Document, Paragraph, Part
from drgs_cli.views.pool.flat import flat_table
from drgs_cli.views.pool.reading import cautions, reading
from drgs_cli.views.pool.recipe import SCALES, recipe, recipe_line
from drgs_cli.views.pool.studies import headline, study_table
from drgs_cli.views.pool.units import units_of
from drgs_cli.views.pool.whole_numbers import fractions

if TYPE_CHECKING:
    from drgs_cli.analysis.result import Analysis
    from drgs_cli.views.pool.units import Units


def pool_document(analysis: Analysis) -> Document:
    """The whole answer; CSV holds the studies with exact figures under full keys."""
    units = units_of(analysis)
    studies = study_table(analysis, units)
    computed = ""
    if units.scale != "natural" and (scale := SCALES[analysis.sample.measure.scale]):
        computed = f" Figures {scale}: --format json."
    parts: list[Part] = [
        *headline(analysis, units),
        *reading(analysis, units),
        Paragraph(f"{recipe_line(recipe(analysis))}{computed}"),
        *cautions(analysis, units),
        studies,
        *fractions(analysis),
        *_further(analysis, units),
    ]
    return Document(analysis.table.path, tuple(parts), main=lambda: flat_table(analysis, units))


def _further(analysis: Analysis, units: Units) -> list[Part]:
    """The parts of each analysis that was asked for; a view is imported only then."""
    parts: list[Part] = []
    if analysis.counted or analysis.mixed:
        from drgs_cli.views.pool.counts import counts_parts

        parts += counts_parts(analysis, units)
    if analysis.groups is not None or analysis.regression is not None:
        from drgs_cli.views.pool.moderators import moderators_parts

        parts += moderators_parts(analysis, units)
    if analysis.without_one is not None or analysis.cumulative is not None or analysis.influence is not None:
        from drgs_cli.views.pool.each_study import each_study_parts

        parts += each_study_parts(analysis, units)
    if analysis.bias is not None:
        from drgs_cli.views.pool.bias import bias_parts

        parts += bias_parts(analysis, units)
    if analysis.clusters:
        from drgs_cli.views.pool.clusters import clusters_parts

        parts += clusters_parts(analysis, units)
    if analysis.posteriors:
        from drgs_cli.views.pool.bayes import bayes_parts

        parts += bayes_parts(analysis, units)
    return parts
