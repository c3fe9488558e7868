"""The kinds of pictures by name, and where each is made; imports none of them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

import click

from drgs_cli.cli.keys import unknown

if TYPE_CHECKING:  # --help imports no picture
    from click.shell_completion import CompletionItem

    from drgs_cli.plots.figure import Figure
    from drgs_cli.records.library import Library
    from drgs_cli.synthesis.question import Question
    from drgs_cli.views.plots.refused import Refused


class PlotKind(NamedTuple):
    """One kind of picture.

    `module` has `figures(library, question)`; `title` heads the answer; `of_one` needs an indication; `computed` is
    worked out, so that the options of how apply.
    """

    module: str
    title: str
    about: str
    of_one: bool
    computed: bool

    def figures(self, library: Library, question: Question) -> tuple[Figure | Refused, ...]:
        """Every picture of this kind that the question has, and what is not drawn, with the reason."""
        found: tuple[Figure | Refused, ...] = import_module(self.module).figures(library, question)
        return found


_HERE = "drgs_cli.views.plots."

PLOTS: dict[str, PlotKind] = {
    "forest": PlotKind(f"{_HERE}forest", "Forest plots", "each study's figures and what they come to", True, True),
    "funnel": PlotKind(f"{_HERE}funnel", "Funnel plots", "effects against their standard errors", True, True),
    "network": PlotKind(f"{_HERE}network", "Networks", "which treatments trials compare", True, True),
    "rob": PlotKind(f"{_HERE}risk_of_bias", "Risk of bias", "judgements of each study, and their shares", False, False),
    "gaps": PlotKind(f"{_HERE}gaps", "Gaps in the evidence", "where there is evidence, and where none", False, True),
    "prisma": PlotKind(
        f"{_HERE}prisma", "Flow of the search", "from the search to the studies, PRISMA 2020", False, False
    ),
    "timeline": PlotKind(f"{_HERE}timeline", "Timelines", "outcomes over follow-up, estimates over years", True, True),
    "flow": PlotKind(f"{_HERE}flow", "Flow of patients", "allocated, trialled, implanted, followed up", False, False),
}


def kind_of(typed: str) -> PlotKind:
    """The kind with this name; raises UsageError with the nearest names."""
    found = PLOTS.get(typed.strip().casefold())
    if found is None:
        raise click.UsageError(f"KIND: {unknown(typed, 'kind of plot', tuple(PLOTS))}")
    return found


def complete_plot(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offers the kinds of plots."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(name, help=kind.about) for name, kind in PLOTS.items() if name.startswith(incomplete)]
