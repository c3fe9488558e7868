"""The options of `drgs pool` and the request they add up to; reads no table and computes nothing."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from drgs_cli.cli.keys import unknown
from drgs_cli.cli.measure_names import measure_of
from drgs_cli.cli.pooling_contradictions import refuse_contradictions

if TYPE_CHECKING:  # --help computes nothing
    from drgs_cli.analysis.request import Further, NetworkChoices, Request, ZeroCells

Function = TypeVar("Function", bound=Callable[..., Any])

METHODS = ("reml", "dl", "pm", "ml", "eb", "he", "hs", "sj", "ee", "mh", "peto", "glmm")
NETWORK_METHODS = ("reml", "dl", "ee", "mh", "nch")
INTERVALS = ("z", "t", "knha", "adhoc", "kr", "hk-se", "hk-ci", "hk-iqwig6")
PREDICTIONS = ("default", "riley", "v", "hts", "hk", "hk-pr", "s", "kr", "kr-pr", "none")
VARIANCES = ("LS", "LS2", "UB", "HO")
INCREMENTS = ("only0", "all", "if0all", "none")
MODELS = ("UM.FS", "UM.RS", "CM.EL", "CM.AL")
# Words that are taken for another, as R and the field have them.
METHOD_WORDS = {"fe": "ee"}
INTERVAL_WORDS = {"hk": "knha"}
TRANSFORMS = ("exp", "logistic", "tanh", "none")
MAX_LEVEL = 99.9999999  # what is shown of a level with ten digits is never 100


def _choice(words: Sequence[str]) -> click.Choice[str]:
    return click.Choice(words, case_sensitive=False)


_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--measure", metavar="NAME", help="RR, OR, MD, SMD, PLO, IRR ... by metafor's names; see below."),
    click.option(
        "--method",
        type=_choice(tuple(dict.fromkeys((*METHODS, *NETWORK_METHODS, *METHOD_WORDS)))),
        default="reml",
        show_default=True,
        help="How tau2 is estimated; ee, or fe, is the common-effect model; mh, peto and glmm are of counts, nch of"
        " networks.",
    ),
    click.option(
        "--interval",
        type=_choice((*INTERVALS, *INTERVAL_WORDS)),
        default="z",
        show_default=True,
        help="Interval of the pooled estimate: knha, or hk, is Hartung and Knapp's, adhoc and hk-* guard it, kr is"
        " Kenward and Roger's.",
    ),
    click.option(
        "--prediction",
        type=_choice(PREDICTIONS),
        default="default",
        show_default=True,
        help="Prediction interval: default has the quantile of the interval; the others are those of the R package"
        " meta, riley is t with k - 2.",
    ),
    click.option("--level", type=float, default=95.0, show_default=True, metavar="PERCENT", help="Of all intervals."),
    click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="NAME=HEADER",
        help="A column by another header, such as n1i=treated_total; may be repeated.",
    ),
    click.option(
        "--variance",
        type=_choice(VARIANCES),
        default="LS",
        show_default=True,
        help="Formula of the variances, metafor's vtype: LS as usual, UB unbiased, HO one SD for both groups.",
    ),
    click.option(
        "--zero-cells",
        type=_choice(INCREMENTS),
        default="only0",
        show_default=True,
        help="Which tables get the increment before an effect is computed.",
    ),
    click.option(
        "--add", type=float, metavar="NUMBER", help="The increment.  [default: 0.5, none for arcsine measures]"
    ),
    click.option(
        "--drop00/--keep00",
        default=None,
        help="Leave out tables with none, or only, events in both groups.  [default: keep; mh: not in Q]",
    ),
    click.option("--empty-groups", is_flag=True, help="Take groups without participants as metafor does: add to them."),
    click.option(
        "--pool-zero-cells",
        type=_choice(INCREMENTS),
        default="none",
        show_default=True,
        help="To which tables mh and peto add it when they sum them up.",
    ),
    click.option(
        "--model",
        type=_choice(MODELS),
        default="UM.FS",
        show_default=True,
        help="Of glmm, for two groups: UM.FS fixed, UM.RS random study effects; CM.EL exact conditional, CM.AL near.",
    ),
    click.option(
        "--nodes", type=click.IntRange(1, 100), default=7, show_default=True, help="Points of the quadrature of glmm."
    ),
    click.option(
        "--transform",
        type=_choice(TRANSFORMS),
        help="How GEN is shown: exp for logs of ratios.  Of other measures, none shows the scale of the arithmetic."
        "  [default: as the measure is]",
    ),
    click.option("--subgroup", metavar="COL", help="Pool each value of a column, and test between them."),
    click.option("--moderator", "moderators", multiple=True, metavar="COL", help="Meta-regression; may be repeated."),
    click.option("--cluster", metavar="COL", help="Rows of one value belong together: multilevel model."),
    click.option("--order-by", metavar="COL", help="Order of the cumulative analysis.  [default: as in the file]"),
    click.option("--leave-one-out", is_flag=True, help="Pool without each study in turn."),
    click.option("--cumulative", is_flag=True, help="Pool the first study, the first two, and so on."),
    click.option("--influence", is_flag=True, help="What each study does to the result."),
    click.option("--bias", is_flag=True, help="Tests for small-study effects, trim and fill, selection models."),
    click.option("--bayes", is_flag=True, help="Normal model with a half-normal prior on tau."),
    click.option(
        "--tau-prior",
        "tau_priors",
        type=float,
        multiple=True,
        metavar="SCALE",
        help="Of that prior; may be repeated.  [default: 0.5 and 1]",
    ),
    click.option(
        "--convert",
        metavar="NAME",
        help="Pool nothing; turn medians, ranges, limits, p-values or changes into means, SDs and SEs, row by row:"
        " five-numbers, combine-arms, sd-from-one-arm, sd-from-p, se-from-ci-and-tests, se-from-p, sd-of-change or"
        " correlation.",
    ),
    click.option("--network", is_flag=True, help="Network meta-analysis of treatments."),
    click.option("--reference", metavar="TREATMENT", help="The treatment the others are held against."),
    click.option(
        "--desirable",
        type=_choice(("small", "large")),
        default="small",
        show_default=True,
        help="Which values are good, for the ranking.",
    ),
)


def request_options(function: Function) -> Function:
    """All options of the analysis; the command gets them by name."""
    decorated: Any = function
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    result: Function = decorated
    return result


def request_of(typed: Mapping[str, Any]) -> Request:
    """The request, wholly resolved; raises UsageError on what contradicts itself."""
    from drgs_cli.analysis.request import Request

    if not (1.0 <= typed["level"] <= MAX_LEVEL):
        raise click.UsageError(
            f"--level: {typed['level']:.15g} is no confidence level; write per cent, from 1 to {MAX_LEVEL:.15g}"
        )
    method_typed, interval = typed["method"], typed["interval"]
    typed = {
        **typed,
        "method": METHOD_WORDS.get(method_typed, method_typed),
        "interval": INTERVAL_WORDS.get(interval, interval),
    }
    network = _network(typed)
    measure, method = measure_of(typed["measure"], network is not None), _method(typed, network is not None)
    refuse_contradictions(typed, measure, method)
    return Request(
        measure=measure,
        method=method,
        interval=typed["interval"],
        prediction=typed["prediction"],
        level=typed["level"],
        variance=typed["variance"],
        zeros=_zeros(typed),
        model=typed["model"],
        nodes=typed["nodes"],
        transform=typed["transform"],
        columns=_columns(typed["columns"], _roles(typed, measure), _read(typed, measure)),
        further=_further(typed),
        network=network,
        conversion=typed["convert"],
    )


def _method(typed: Mapping[str, Any], network: bool) -> str:
    method: str = typed["method"]
    known = NETWORK_METHODS if network else METHODS
    if method not in known:
        what = "a network" if network else "an analysis without --network"
        raise click.UsageError(f"--method: {method} is not for {what}; there are {', '.join(known)}")
    return method


def _zeros(typed: Mapping[str, Any]) -> ZeroCells:
    from drgs_cli.analysis.request import ZeroCells

    add = typed["add"]
    if add is not None and not (add == 0.0 or 1e-9 <= add <= 100.0):
        raise click.UsageError(f"--add: {add:g} is no increment; write 0, or a number from 1e-9 to 100, such as 0.5")
    return ZeroCells(typed["zero_cells"], add, typed["drop00"], typed["pool_zero_cells"], typed["empty_groups"])


def _roles(typed: Mapping[str, Any], measure: str) -> tuple[str, ...]:
    """The columns that may be mapped: another would change nothing."""
    if typed["convert"] is not None:
        from drgs_cli.stats.row_conversions import CONVERSIONS

        conversion = CONVERSIONS[typed["convert"]]
        return ("study", *conversion.columns, *conversion.optional)
    from drgs_cli.analysis.measures import roles_of

    return roles_of(measure, typed["network"])


def _read(typed: Mapping[str, Any], measure: str) -> tuple[str, ...]:
    """The columns that are read in any case, of which none may serve another too; of a network that is not known."""
    if typed["convert"] is not None:
        return _roles(typed, measure)
    from drgs_cli.stats.effects.measures import MEASURES

    return () if typed["network"] else MEASURES[measure].columns


def _columns(typed: Sequence[str], roles: Sequence[str], read: Sequence[str]) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for text in typed:
        name, sign, header = (part.strip() for part in text.partition("="))
        if not (name and sign and header):
            raise click.UsageError(f"--column: {text!r} is not NAME=HEADER, such as n1i=treated_total")
        if name not in roles:
            raise click.UsageError(f"--column: {unknown(name, 'column that is read here', roles)}")
        if name in found:
            raise click.UsageError(f"--column: {name} is given twice, as {found[name]} and as {header}")
        _once(name, header, found)
        found[name] = header
    for name, header in found.items():
        if name != "study" and header in read and header not in found:
            raise click.UsageError(f"--column: {header} would be read twice, as {name} and as {header}")
    return tuple(found.items())


def _once(name: str, header: str, found: Mapping[str, str]) -> None:
    other = next((other for other, taken in found.items() if taken == header), None)
    if other is not None:
        raise click.UsageError(f"--column: {header} is given for two columns, {other} and {name}")


def _further(typed: Mapping[str, Any]) -> Further:
    from drgs_cli.analysis.request import Further

    priors = tuple(dict.fromkeys(typed["tau_priors"])) or (0.5, 1.0)
    for prior in priors:
        if not (math.isfinite(prior) and prior > 0.0):
            raise click.UsageError(f"--tau-prior: {prior:g} is no scale; write a number above 0")
    names = ("subgroup", "cluster", "order_by", "leave_one_out", "cumulative", "influence", "bias", "bayes")
    return Further(
        **{name: typed[name] for name in names},
        moderators=tuple(dict.fromkeys(typed["moderators"])),
        tau_priors=priors,
    )


_NOT_OF_NETWORKS = ("subgroup", "moderators", "cluster", "leave_one_out", "cumulative", "influence", "bias", "bayes")


def _network(typed: Mapping[str, Any]) -> NetworkChoices | None:
    from drgs_cli.analysis.request import NetworkChoices

    if not typed["network"]:
        if typed["reference"] is not None:
            raise click.UsageError("--reference names a treatment of a network; give --network too")
        return None
    for name in _NOT_OF_NETWORKS:
        if typed[name]:
            option = "--" + name.removesuffix("s" if name == "moderators" else "").replace("_", "-")
            raise click.UsageError(f"{option} cannot be used with --network")
    return NetworkChoices(typed["reference"], typed["desirable"])
