"""Options that several commands share, and the question they add up to; computes nothing."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from drgs_cli.cli.conditions import conditions_of
from drgs_cli.cli.format_choice import PICTURES, FormatChoice, advised
from drgs_cli.cli.keys import either, resolve
from drgs_cli.cli.working import WORKING, Working, interval_of, method_of, refuse_contradictions
from drgs_cli.render.formats import FORMATS, Format, format_of_path

if TYPE_CHECKING:  # --help imports no record
    from click.shell_completion import CompletionItem

    from drgs_cli.records.library import Library
    from drgs_cli.records.review import Review, Window
    from drgs_cli.synthesis.question import Question
    from drgs_cli.vocabulary.terms import Terms

Function = TypeVar("Function", bound=Callable[..., Any])
Decorator = Callable[[Function], Function]

_DAY = r"[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"  # compiled only where it is needed


_STUDIES = click.option(
    "--studies",
    metavar="DIR",
    help="The folder of study records; else $DRGS_STUDIES, the nearest studies/, the installed ones.",
)


_PLOTTED = "pictures are made by drgs plot"
_DRAWN = (
    click.option(
        "--format",
        "named",
        type=FormatChoice(FORMATS, PICTURES, _PLOTTED),
        help="; ".join(f"{entry.name}: {entry.about}" for entry in FORMATS.values()) + ".  [default: table]",
    ),
    click.option(
        *("-o", "--output"),
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="Write to a file, replacing it whole; its ending picks the format unless --format does.",
    ),
)


class Asked(NamedTuple):
    """Which evidence base was asked for: `--studies`, `--skip-invalid`."""

    studies: str | None
    skip_invalid: bool


class Filters(NamedTuple):
    """What an answer is to be narrowed to, as typed; an empty tuple or None narrows nothing."""

    outcomes: tuple[str, ...] = ()
    months: str | None = None
    designs: tuple[str, ...] = ()
    arms: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    as_of: str | None = None
    where: tuple[str, ...] = ()


class Output(NamedTuple):
    """How an answer is drawn and where it goes; None is standard output."""

    format: Format
    path: Path | None
    fail_if_empty: bool


def folder(function: Function) -> Function:
    """`--studies`, as typed."""
    return _STUDIES(function)


def own_folder(function: Function) -> Function:
    """`--studies`, as typed, of a command that writes there: the installed records are never meant."""
    return click.option(
        "--studies", metavar="DIR", help="Your folder of study records; else $DRGS_STUDIES, the nearest studies/."
    )(function)


def evidence(function: Function) -> Function:
    """`--studies` and `--skip-invalid`, handed over as `asked`."""
    options = (
        _STUDIES,
        click.option("--skip-invalid", is_flag=True, help="Leave out records with errors of their own, and say which."),
    )
    return _bundled(function, "asked", Asked, ("studies", "skip_invalid"), options)


def indication(function: Function) -> Function:
    """`--indication`, as typed."""
    option = click.option(
        "--indication",
        metavar="KEY",
        shell_complete=complete_terms("indications"),
        help="The cause of pain, with those below it: a key, label or synonym (drgs vocabulary indications).",
    )
    return option(function)


def group(function: Function) -> Function:
    """`--group`, as typed."""
    option = click.option(
        "--group",
        metavar="GROUP",
        multiple=True,
        help="Only studies of this kind of evidence, such as randomised or single-drgs; may be repeated.",
    )
    return option(function)


def filters(function: Function) -> Function:
    """The options that narrow an answer, handed over as `filters`."""
    options = (
        _keys("--outcome", "outcomes", "Only this outcome, and those below it; may be repeated."),
        click.option("--months", metavar="M", help="Only the time window of the review that holds M months."),
        _keys("--design", "designs", "Only studies of this design; may be repeated."),
        _keys("--arm", "interventions", "Only figures of this treatment, and those below it; may be repeated."),
        _keys("--location", "locations", "Only pain in this part of the body, and parts of it; may be repeated."),
        click.option("--as-of", metavar="DATE", help="Only what was published by then: YYYY, YYYY-MM or YYYY-MM-DD."),
        click.option(
            "--where",
            metavar="CONDITION",
            multiple=True,
            help="Only studies that fulfil it, such as 'year>=2015' or sponsor=industry; may be repeated.",
        ),
    )
    names = ("outcome", "months", "design", "arm", "location", "as_of", "where")
    return _bundled(function, "filters", Filters, names, options)


def working(function: Function) -> Function:
    """The options of how an answer is worked out, handed over as `working`."""
    return _bundled(function, "working", Working, Working._fields, WORKING)


def form(function: Function) -> Function:
    """`--format` and `-o`, handed over as `output`, for an answer that cannot be empty."""
    return _bundled(function, "output", _output, ("named", "output"), _DRAWN)


def output(function: Function) -> Function:
    """`--format`, `-o` and `--fail-if-empty`, handed over as `output`."""
    option = click.option("--fail-if-empty", is_flag=True, help="End with status 3 if nothing was found.")
    return _bundled(function, "output", _output, ("named", "output", "fail_if_empty"), (*_DRAWN, option))


def question_of(
    library: Library, asked: Filters, indication: str | None = None, working: Working | None = None
) -> Question:
    """The question, wholly resolved; raises UsageError on a key, window or date that does not exist, and on what
    contradicts itself.
    """
    from drgs_cli.synthesis.question import Question

    words, review = library.vocabulary, library.review
    designs = tuple(dict.fromkeys(resolve(words.designs, text, "--design") for text in asked.designs))
    typed = working or Working()
    refuse_contradictions(typed, designs, words)
    method = method_of(typed.method, review)
    return Question(
        indication=None if indication is None else resolve(words.indications, indication, "--indication"),
        outcomes=_with_parts(words.outcomes, asked.outcomes, "--outcome"),
        window=None if asked.months is None else _window(asked.months, review),
        designs=designs,
        interventions=_with_parts(words.interventions, asked.arms, "--arm"),
        locations=_with_parts(words.locations, asked.locations, "--location"),
        where=conditions_of(library, asked.where),
        as_of=None if asked.as_of is None else _date(asked.as_of),
        level=review.level,
        denominator=typed.denominator,
        measure=typed.measure,
        method=method,
        interval=interval_of(typed.interval, review, method),
        allow_mixed=typed.allow_mixed,
        allow_unanchored=typed.allow_unanchored,
        split_waveforms=typed.split_waveforms,
    )


def _output(named: str | None, path: Path | None, fail_if_empty: bool = False) -> Output:
    if path == Path("-"):  # as everywhere: standard output
        path = None
    if named is not None:
        return Output(FORMATS[named], path, fail_if_empty)
    if path is None:
        return Output(next(iter(FORMATS.values())), path, fail_if_empty)
    chosen = format_of_path(str(path))
    if chosen is None:
        endings = either([ending for entry in FORMATS.values() for ending in entry.endings])
        more = advised(str(path), PICTURES, _PLOTTED)
        raise click.UsageError(f"-o {path}: its ending names no format; end it in {endings}, or give --format{more}")
    return Output(chosen, path, fail_if_empty)


def _with_parts(terms: Terms, typed: tuple[str, ...], option: str) -> tuple[str, ...]:
    keys = [key for text in typed for key in terms.with_parts(resolve(terms, text, option))]
    return tuple(dict.fromkeys(keys))


def _window(typed: str, review: Review) -> Window:
    try:
        months = float(typed)
    except ValueError:
        months = math.nan
    if math.isnan(months):
        raise click.UsageError(f"--months: {typed!r} is no number of months")
    window = review.window_of(months)
    if window is None:
        spans = ", ".join(f"{entry.centre:g} ({entry.start:g} to {entry.end:g})" for entry in review.windows)
        raise click.UsageError(f"--months: {typed} lies in no time window of the review; its windows are {spans}")
    return window


def _date(typed: str) -> str:
    from datetime import date

    try:
        date.fromisoformat(f"{typed}-01-01"[:10] if re.fullmatch(_DAY, typed) else "")
    except ValueError:
        raise click.UsageError(f"--as-of: {typed!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD") from None
    return typed


def _bundled(
    function: Function,
    name: str,
    build: Callable[..., object],
    parameters: tuple[str, ...],
    options: tuple[Callable[[Any], Any], ...],
) -> Function:
    """The function with some options, whose values it gets as one argument."""

    @wraps(function)
    def command(*arguments: Any, **values: Any) -> Any:
        bundle = build(*(values.pop(parameter) for parameter in parameters))
        return function(*arguments, **values, **{name: bundle})

    decorated: Any = command
    for option in reversed(options):
        decorated = option(decorated)
    result: Function = decorated
    return result


def _keys(flag: str, kind: str, text: str) -> Decorator[Any]:
    return click.option(flag, metavar="KEY", multiple=True, shell_complete=complete_terms(kind), help=text)


def complete_kind(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Offers the kinds of terms."""
    from drgs_cli.vocabulary.terms import KINDS

    return [kind for kind in KINDS if kind.startswith(incomplete)]


def complete_id(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Offers the ids of the evidence base, by the names of its files."""
    from drgs_cli.cli.evidence import find_evidence

    folder = find_evidence(context.params.get("studies")).folder
    return sorted(path.stem for path in folder.glob(f"{incomplete}*.yaml") if path.stem != "review")


def complete_terms(kind: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """What offers the keys of a kind of terms."""

    def offer(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        from drgs_cli.vocabulary.load import load_vocabulary

        terms = load_vocabulary().kind(kind)
        return [CompletionItem(key, help=terms[key].label) for key in terms if key.startswith(incomplete)]

    return offer
