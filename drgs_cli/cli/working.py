"""How an answer is to be worked out, as typed, and what of it there is; wrong names get the nearest right ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from drgs_cli.cli.keys import unknown

if TYPE_CHECKING:  # --help computes nothing
    from collections.abc import Mapping

    from drgs_cli.records.review import Review
    from drgs_cli.vocabulary.terms import Vocabulary

MEASURES = ("RR", "OR", "RD", "MD", "MD-10", "SMD")
DENOMINATORS = ("as-reported", "trialled", "allocated")
_UNCHANGED = DENOMINATORS[0]
_RANDOMISED = "randomised"  # the kind of a design

WORKING: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--measure",
        type=click.Choice(MEASURES, case_sensitive=False),
        help="Of counts RR, OR or RD; of means MD (on 0-100 where the scale allows), MD-10 (on 0-10) or SMD."
        "  [default: RR and MD]",
    ),
    click.option("--method", metavar="NAME", help="How tau2 is estimated: reml, dl, pm ...  [default: the review's]"),
    click.option(
        "--interval", metavar="NAME", help="Of a pooled estimate: adhoc, knha, z ...  [default: the review's]"
    ),
    click.option(
        "--denominator",
        type=click.Choice(DENOMINATORS, case_sensitive=False),
        default=DENOMINATORS[0],
        show_default=True,
        help="What counts of benefits are divided by: trialled has failed trials, allocated the lost, too, as"
        " non-responders.",
    ),
    click.option("--allow-mixed", is_flag=True, help="Let in cohorts of whom at least 80 % have the indication."),
    click.option("--allow-unanchored", is_flag=True, help="Work out differences between uncontrolled series."),
    click.option("--split-waveforms", is_flag=True, help="Keep the waveforms of a treatment apart in the network."),
)


class Working(NamedTuple):
    """How an answer is to be worked out, as typed; None is the usual measure, the review's method or interval."""

    measure: str | None = None
    method: str | None = None
    interval: str | None = None
    denominator: str = _UNCHANGED
    allow_mixed: bool = False
    allow_unanchored: bool = False
    split_waveforms: bool = False


def method_of(typed: str | None, review: Review) -> str:
    """The name of an estimator of tau2; that of the review where none was typed."""
    if typed is None:
        return review.tau2
    from drgs_cli.cli.pooling import METHOD_WORDS
    from drgs_cli.stats.between_study import TAU2_METHODS

    return _named(typed, TAU2_METHODS, METHOD_WORDS, "--method", "estimator of tau2")


def interval_of(typed: str | None, review: Review, method: str) -> str:
    """The name of an interval that goes with the estimator; that of the review where none was typed."""
    name = review.interval
    if typed is not None:
        from drgs_cli.cli.pooling import INTERVAL_WORDS
        from drgs_cli.stats.pooling import INTERVALS

        name = _named(typed, INTERVALS, INTERVAL_WORDS, "--interval", "interval")
    if name == "kr" and method != "reml":
        raise click.UsageError(f"--interval: kr is Kenward and Roger's, for --method reml only, not for {method}")
    return name


def refuse_contradictions(working: Working, designs: tuple[str, ...], vocabulary: Vocabulary) -> None:
    """Raise UsageError where what was asked for can leave nothing to work out."""
    randomised = designs and all(vocabulary.designs[key].kind == _RANDOMISED for key in designs)
    if working.allow_unanchored and randomised:
        raise click.UsageError(
            f"--allow-unanchored and --design {', '.join(designs)}: randomised trials are no uncontrolled series;"
            " leave out one of the two"
        )


def _named(typed: str, known: Mapping[str, object], words: Mapping[str, str], option: str, what: str) -> str:
    name = typed.strip().casefold()
    name = words.get(name, name)
    if name not in known:
        raise click.UsageError(f"{option}: {unknown(typed, what, tuple(known))}")
    return name
