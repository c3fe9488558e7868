"""Which options of `drgs pool` cannot stand together, or would change nothing, and why; knows the options, no table.

An option that is given its default is never in the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:  # --help computes nothing
    from drgs_cli.stats.effects.measures import EffectMeasure

Typed = Mapping[str, Any]
Rule = Callable[[Typed, "EffectMeasure", str], Iterator[str]]

INVERSE_VARIANCE = ("reml", "dl", "pm", "ml", "eb", "he", "hs", "sj", "ee")
_USUAL = {"interval": "z", "prediction": "default", "variance": "LS", "model": "UM.FS", "nodes": 7}
_NAMES = {"mh": "Mantel-Haenszel", "peto": "Peto's method", "glmm": "the mixed model"}


def refuse_contradictions(typed: Typed, measure: str, method: str) -> None:
    """Raises UsageError on the first option that the rest of the request leaves without effect."""
    from drgs_cli.stats.effects.measures import MEASURES

    special = _OF_CONVERSIONS if typed["convert"] is not None else _OF_NETWORKS if typed["network"] else _OF_STUDIES
    for rule in (*_ANY, *special):
        for fault in rule(typed, MEASURES[measure], method):
            raise click.UsageError(fault)


def _companions(typed: Typed, _measure: EffectMeasure, _method: str) -> Iterator[str]:
    """Options that say more about another, which is not there."""
    if typed["order_by"] is not None and not typed["cumulative"]:
        yield "--order-by is the order of the cumulative analysis; give --cumulative too"
    if typed["tau_priors"] and not typed["bayes"]:
        yield "--tau-prior is the prior of the Bayesian model; give --bayes too"
    if typed["desirable"] != "small" and not typed["network"]:
        yield "--desirable ranks the treatments of a network; give --network too"


def _defined(_typed: Typed, measure: EffectMeasure, method: str) -> Iterator[str]:
    """A method of counts, and a measure that it is not made for."""
    from drgs_cli.analysis.counts import COUNT_METHODS, MIXED_MEASURES

    known = {**COUNT_METHODS, "glmm": MIXED_MEASURES}
    if method in known and measure.name not in known[method]:
        others = [*INVERSE_VARIANCE, *(name for name, measures in known.items() if measure.name in measures)]
        yield (
            f"--method: {method} is for {', '.join(known[method])}, not for {measure.name};"
            f" for {measure.name} there are {', '.join(others)}"
        )


def _interval(typed: Typed, _measure: EffectMeasure, method: str) -> Iterator[str]:
    interval, prediction = typed["interval"], typed["prediction"]
    has = {"mh": ("z",), "peto": ("z",), "glmm": ("z", "t")}.get(method)
    if has is not None and interval not in has:
        yield f"--interval: {interval} is not for --method {method}; there is {' or '.join(has)}"
    if interval == "kr" and method != "reml":
        yield f"--interval: kr is Kenward and Roger's, for --method reml only, not for {method}"
    if prediction in ("default", "none"):
        return
    if method in ("ee", "mh", "peto"):
        yield f"--prediction: {prediction} needs random effects; --method {method} is a common effect"
    if method == "glmm":
        yield f"--prediction: {prediction} is not for --method glmm; there is default or none"
    if prediction.startswith("kr") and method != "reml":
        yield f"--prediction: {prediction} is Kenward and Roger's, for --method reml only, not for {method}"


def _mixed_model(typed: Typed, measure: EffectMeasure, method: str) -> Iterator[str]:
    model = typed["model"]
    if method != "glmm":
        if model != "UM.FS":
            yield f"--model: {model} is of the mixed model; give --method glmm too"
        if typed["nodes"] != 7:
            yield "--nodes is of the mixed model; give --method glmm too"
    elif model != "UM.FS" and measure.name not in ("OR", "IRR"):
        yield f"--model: {model} compares two groups; {measure.name} has one model only, leave --model out"
    elif model == "CM.AL" and measure.name == "IRR":
        yield "--model: CM.AL is for OR; for IRR, CM.EL is exact, and there are UM.FS and UM.RS"


def _variance(typed: Typed, measure: EffectMeasure, _method: str) -> Iterator[str]:
    variance = typed["variance"]
    if variance != "LS" and variance not in measure.variance_types:
        yield f"--variance: {variance} is not for {measure.name}; there is {' or '.join(measure.variance_types)}"


def _empty_cells(typed: Typed, measure: EffectMeasure, method: str) -> Iterator[str]:
    """What is done about empty cells, where there are none or nothing is done."""
    for option in _given_zeros(typed) if measure.zeros is None else ():
        yield f"{option} is about empty cells of counts; {measure.name} has none"
    if typed["pool_zero_cells"] != "none" and method not in ("mh", "peto"):
        yield f"--pool-zero-cells is about the sums of mh and peto; --method {method} has none"
    drop = typed["drop00"]
    if drop is not None and measure.design not in ("binary2", "rate2"):
        yield f"--{'drop' if drop else 'keep'}00 is about two groups; {measure.name} is of one"
    if drop is False and method == "glmm":
        yield "--keep00: tables with none, or only, events in both groups tell a mixed model nothing; leave it out"
    if typed["add"] and typed["zero_cells"] == "none" and typed["pool_zero_cells"] == "none":
        yield f"--add: {typed['add']:g} would be added to no table, because of --zero-cells none; leave one out"


def _given_zeros(typed: Typed) -> Iterator[str]:
    if typed["zero_cells"] != "only0":
        yield "--zero-cells"
    if typed["add"] is not None:
        yield "--add"
    if typed["drop00"] is not None:
        yield "--drop00" if typed["drop00"] else "--keep00"
    if typed["pool_zero_cells"] != "none":
        yield "--pool-zero-cells"


# Analyses that pool again and again by the estimator asked for, which weights by inverse variance.
_REPEATED = ("subgroup", "moderators", "leave_one_out", "cumulative", "influence")


def _repeated(typed: Typed, _measure: EffectMeasure, method: str) -> Iterator[str]:
    if method in _NAMES:
        for name in _REPEATED:
            if typed[name]:
                yield (
                    f"{_option(name)} pools by inverse variance, which {_NAMES[method]} does not; instead of"
                    f" --method {method} choose one of {', '.join(INVERSE_VARIANCE)}"
                )


def _regressions(typed: Typed, _measure: EffectMeasure, _method: str) -> Iterator[str]:
    """Analyses by regression, with an interval that is made for a single mean."""
    from drgs_cli.analysis.further import REGRESSION_INTERVALS

    if typed["interval"] in REGRESSION_INTERVALS:
        return
    for name, option in (("moderators", "--moderator"), ("influence", "--influence")):
        if typed[name]:
            known = ", ".join(REGRESSION_INTERVALS)
            yield f"--interval: {typed['interval']} is for a single mean, not for {option}; there are {known}"


def _conversion(typed: Typed, _measure: EffectMeasure, _method: str) -> Iterator[str]:
    """Options of pooling, which a conversion is not."""
    usual = {**_USUAL, "measure": "GEN", "method": "reml", "transform": None}
    given = [f"--{name}" for name, default in usual.items() if typed[name] != default]
    given += [_option(name) for name in (*_REPEATED, "cluster", "bias", "bayes", "network") if typed[name]]
    for option in [*given, *_given_zeros(typed)]:
        yield f"{option} cannot be used with --convert, which pools nothing"


def _network(typed: Typed, measure: EffectMeasure, method: str) -> Iterator[str]:
    """Options of pairs of groups that no network has, and models of odds ratios for another measure."""
    if method in ("mh", "nch") and measure.name != "OR":
        yield f"--method: {method} is for OR in a network, not for {measure.name}; there are reml, dl, ee"
    given = [f"--{name}" for name, default in _USUAL.items() if typed[name] != default]
    for option in [*given, *_given_zeros(typed)]:
        yield f"{option} cannot be used with --network"


def _option(name: str) -> str:
    return "--" + name.removesuffix("s" if name == "moderators" else "").replace("_", "-")


# How `--transform` shows what is computed on a scale; on the others it has only none.
_SHOWN = {"log": "exp", "logit": "logistic", "fisher-z": "tanh"}


def _transform(typed: Typed, measure: EffectMeasure, _method: str) -> Iterator[str]:
    """A back-transformation that is not the measure's: only reported estimates may be on any scale."""
    asked, own = typed["transform"], _SHOWN.get(measure.scale, "none")
    if asked is not None and measure.name != "GEN" and asked not in (own, "none"):
        has = "none" if own == "none" else f"{own} or none"
        yield f"--transform: {asked} is not for {measure.name}; there is {has}, and any for GEN"


_ANY: tuple[Rule, ...] = (_companions, _transform)
_OF_STUDIES: tuple[Rule, ...] = (_defined, _interval, _mixed_model, _variance, _empty_cells, _repeated, _regressions)
_OF_NETWORKS: tuple[Rule, ...] = (_network,)
_OF_CONVERSIONS: tuple[Rule, ...] = (_conversion,)
