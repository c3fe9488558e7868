"""What a report is asked for with, as typed or as an earlier report tells it; writes nothing."""

from __future__ import annotations

import os
from datetime import UTC
from typing import TYPE_CHECKING

import click

from drgs_cli.cli import options
from drgs_cli.cli.keys import resolve
from drgs_cli.cli.options import Filters
from drgs_cli.cli.working import Working

if TYPE_CHECKING:  # --help computes nothing
    from drgs_cli.cli.evidence import Opened
    from drgs_cli.history.saved_report import SavedReport
    from drgs_cli.views.report.material import Material

STYLE = "vancouver"
EPOCH = "SOURCE_DATE_EPOCH"


def asked_for(
    opened: Opened,
    indications: tuple[str, ...],
    as_of: str | None,
    working: Working,
    style: str,
    made: str | None = None,
) -> Material:
    """What the report is made from; `made` is the day of the run, None for that of the environment."""
    from drgs_cli.exchange.csl_styles import UnknownStyleError
    from drgs_cli.views.reference_list import known_style
    from drgs_cli.views.report.material import material_of

    library = opened.library
    terms = library.vocabulary.indications
    keys = tuple(dict.fromkeys(resolve(terms, typed, "--indication") for typed in indications))
    question = options.question_of(library, Filters(as_of=as_of), None, working)
    day = day_of_run() if made is None else made
    try:
        known_style(style)
    except UnknownStyleError as error:
        raise click.UsageError(f"--style: {error}") from None
    return material_of(library, question, keys, opened.skipped, style=style, made=day)


def asked_again(written: SavedReport, opened: Opened) -> Material:
    """The same, as the manifest of an earlier report tells it."""
    question, chosen = written.question, written.options
    working = Working(
        measure=question.measure,
        method=question.method,
        interval=question.interval,
        denominator=question.denominator,
        allow_mixed=question.allow_mixed,
        allow_unanchored=question.allow_unanchored,
        split_waveforms=question.split_waveforms,
    )
    return asked_for(opened, tuple(chosen.indications), question.as_of, working, chosen.style, chosen.made or "")


def day_of_run() -> str:
    """The day that SOURCE_DATE_EPOCH gives, in UTC; empty without one. A report has no other."""
    stated = os.environ.get(EPOCH, "")
    if not stated:
        return ""
    from datetime import datetime

    try:
        return datetime.fromtimestamp(int(stated), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(f"{EPOCH}: {stated!r} is no number of seconds since 1970") from None
