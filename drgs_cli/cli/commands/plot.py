"""`drgs plot KIND`: the pictures of an answer, as text for a terminal or as SVG, PNG or PDF for a paper."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from drgs_cli.cli import conduct, options
from drgs_cli.cli.evidence import open_evidence
from drgs_cli.cli.keys import unknown
from drgs_cli.cli.once import OnceCommand
from drgs_cli.cli.options import Asked, Filters
from drgs_cli.cli.output import write
from drgs_cli.cli.pictures import OPTIONS, Wanted, wanted_of, write_pictures
from drgs_cli.cli.plot_kinds import PLOTS, PlotKind, complete_plot, kind_of
from drgs_cli.cli.working import Working

if TYPE_CHECKING:  # --help imports no record and no picture
    from collections.abc import Callable, Iterator

    from drgs_cli.plots.figure import Figure
    from drgs_cli.records.library import Library

EXAMPLES = """\b
Examples:
  drgs plot forest --indication crps
  drgs plot forest --indication crps -o forest.svg
  drgs plot forest --indication crps --outcome mood --width 84 -o mood.png
  drgs plot rob --format svg
  drgs plot gaps
  drgs plot prisma -o flow.pdf
"""
_NO_INDICATION = "--indication is missing; drgs vocabulary indications lists the keys"
_ENDS = ("", "/", "+", "@", ":")  # what may follow a part of a name
ALONE = "alone"  # what a plot of sides alone is named behind its cell, where the cell has one of comparisons, too
_COMPARISONS = ("randomised", "non-randomised", "anchored", "unanchored")
_HELP = "KIND is one of these; * needs --indication or NAME:\n\n\b\n" + "\n".join(
    f"{name + '*' * kind.of_one:<10}{kind.about}" for name, kind in PLOTS.items()
)


def _pictures(function: Callable[..., int]) -> Callable[..., int]:
    """The options of the form of pictures, handed over as `wanted`."""

    @wraps(function)
    def command(**values: Any) -> int:
        names = ("form", "output", "width", "dpi", "bare", "fail_if_empty", "listed")
        wanted = wanted_of(*(values.pop(name) for name in names))
        return function(**values, wanted=wanted)

    for option in reversed(OPTIONS):
        command = option(command)
    return command


@click.command(
    "plot",
    cls=OnceCommand,
    epilog=EXAMPLES,
    help=f"""Draw the evidence: SVG, PNG or PDF by the ending of FILE, else as text.

{_HELP}

NAME is that of a line, as drgs explain takes it: only the pictures of that line are drawn, or of all lines that begin
so; --list writes the names. Title and notes stand on every picture unless --bare. What would mislead is not drawn, and
the reason is told.""",
)
@click.argument("typed", metavar="KIND", required=False, shell_complete=complete_plot)
@click.argument("name", metavar="[NAME]", required=False)
@options.indication
@click.option("--number", metavar="N", type=click.IntRange(1), help="Only the Nth of the pictures.")
@options.filters
@options.working
@options.evidence
@_pictures
def command(
    typed: str | None,
    name: str | None,
    indication: str | None,
    number: int | None,
    filters: Filters,
    working: Working,
    asked: Asked,
    wanted: Wanted,
) -> int:
    if typed is None:
        raise click.UsageError(f"KIND is missing; there are {', '.join(PLOTS)}")
    kind = kind_of(typed)
    if not kind.computed and working != Working():
        raise click.UsageError(f"nothing is worked out for this kind of plot: leave out {_changed(working)}")
    if kind.of_one and indication is None and name is None:
        raise click.UsageError(_NO_INDICATION)
    opened = open_evidence(asked.studies, asked.skip_invalid)
    indication = indication or _indication_in(name, opened.library)
    if kind.of_one and indication is None:
        raise click.UsageError(_NO_INDICATION)
    question = options.question_of(opened.library, filters, indication, working)
    figures = _figures(kind, opened.library, question, chosen=name is not None or number is not None)
    if name is not None:
        figures = _named(figures, name, typed.strip().casefold())
    figures = _numbered(figures, number)
    if not figures:
        conduct.say("nothing is drawn")
        return conduct.NOTHING_FOUND if wanted.fail_if_empty else conduct.DONE
    if wanted.listed:
        write("".join(_lines(figures, typed.strip().casefold(), number)), wanted.path)
        return conduct.DONE
    from drgs_cli.views.plots.standing import asked_notes, pictures_document

    notes = asked_notes(opened.library, question, opened.skipped)
    document = pictures_document(kind.title, opened.library, question, notes, *figures)
    write_pictures(document, figures, notes, wanted, typed.strip().casefold())
    return conduct.DONE


def _figures(kind: PlotKind, library: Library, question: Any, *, chosen: bool) -> tuple[Figure, ...]:
    """The pictures; what is refused is told on standard error, with its reason: of some that are `chosen` among the
    pictures only where there is none.
    """
    from drgs_cli.views.plots.refused import Refused

    found = kind.figures(library, question)
    kept = tuple(one for one in found if not isinstance(one, Refused))
    for one in found:
        if isinstance(one, Refused) and not (chosen and kept):
            conduct.say(f"not drawn: {one.reason}")
    return kept


def _named(figures: tuple[Figure, ...], name: str, kind: str) -> tuple[Figure, ...]:
    """The pictures of a line, or of all lines that begin so, or the one that a line is part of."""
    typed = name.strip().strip("/").removeprefix(f"{kind}/")
    names = [figure.anchor.removeprefix(f"{kind}/") for figure in figures]
    cell, _, last = typed.rpartition("/")
    ways: tuple[Callable[[str], bool], ...] = (
        lambda known: known.startswith(typed) and known[len(typed) :][:1] in _ENDS,
        lambda known: last.startswith("single-") and f"{known}/".startswith(f"{cell}/{ALONE}/"),
        lambda known: known != "" and f"{typed}/".startswith(f"{known}/"),
        lambda known: known.rpartition("/")[0] == cell and _side_by_side(known.rpartition("/")[2], last),
    )
    for fits in ways:
        chosen = tuple(figure for figure, known in zip(figures, names, strict=True) if fits(known))
        if chosen:
            return chosen
    if not figures:
        return ()
    known = [text for text in names if text]
    advice = "" if known else "these pictures have none; choose one with --number"
    raise click.UsageError(f"NAME: {unknown(name, 'name of a picture', known, advice)}")


def _side_by_side(known: str, typed: str) -> bool:
    """Whether two kinds of evidence stand in one picture: comparisons of every kind, or both sides alone."""
    alone = typed.startswith("single-")
    return known.startswith("single-") == alone and (alone or typed in _COMPARISONS)


def _numbered(figures: tuple[Figure, ...], number: int | None) -> tuple[Figure, ...]:
    if number is None or not figures:
        return figures
    if number > len(figures):
        there = "is 1 picture" if len(figures) == 1 else f"are {len(figures)} pictures"
        raise click.UsageError(f"--number: there {there}")
    return (figures[number - 1],)


def _lines(figures: tuple[Figure, ...], kind: str, first: int | None) -> Iterator[str]:
    """A line for each picture: what --number takes, what NAME takes, its title."""
    from drgs_cli.visible import visible

    for number, figure in enumerate(figures, first or 1):
        name = figure.anchor.removeprefix(f"{kind}/") or "-"
        yield f"{number}\t{visible(name)}\t{visible(figure.title)}\n"


def _indication_in(name: str | None, library: Library) -> str | None:
    """The indication at the beginning of a name."""
    found = None if name is None else library.vocabulary.indications.find(name.partition("/")[0])
    return None if found is None else found.key


def _changed(working: Working) -> str:
    usual = Working()
    names = [name for name in Working._fields if getattr(working, name) != getattr(usual, name)]
    return ", ".join(f"--{name.replace('_', '-')}" for name in names)
