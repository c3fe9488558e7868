"""One observation or contrast as it is worded in a table, with its numbers as printed; computes nothing but a
percentage.
"""

from typing import assert_never

from drgs_cli.records.observed import (
    Contrast,
    Counts,
    Mean,
    Median,
    Observation,
    Occurrences,
    Percent,
    Percentage,
    Printed,
    PValue,
    Rate,
    Span,
    Words,
)
from drgs_cli.views.numbers import MINUS, count, fixed, listed, percent, span

N_UNKNOWN = "n not stated"

MEASURES = {
    "risk-ratio": "RR",
    "odds-ratio": "OR",
    "hazard-ratio": "HR",
    "rate-ratio": "rate ratio",
    "risk-difference": "risk difference",
    "mean-difference": "mean difference",
    "ratio-of-means": "ratio of means",
    "smd": "standardised mean difference",
    "icer": "incremental cost-effectiveness ratio",
}


def observation_text(observation: Observation, unit: str = "patients", sign: str = "") -> str:
    """What was observed in one arm.

    `unit` is said where the denominator is not patients; `sign` is what the scale puts behind a mean or median.
    """
    match observation:
        case Counts():
            text = _counts(observation, unit)
        case Percent():
            text = _joined(
                f"{percentage_text(observation.percent)} %",
                _interval("CI", observation.ci, observation.level),
                _estimator(observation),
                _n(observation.n, unit),
            )
        case Mean():
            text = _mean(observation, unit, sign)
        case Median():
            text = _median(observation, unit, sign)
        case Rate():
            events = count(observation.events, "event") if observation.events is not None else ""
            rate = f"{observation.rate.text} per {observation.per.replace('-', ' ', 1)}"
            n = f"n {observation.n}" if observation.n is not None else ""
            text = _joined(rate, events, _interval("CI", observation.ci, observation.level), n)
        case Occurrences():
            patients = f" in {count(observation.patients, 'patient')}" if observation.patients is not None else ""
            share = f"printed as {percentage_text(observation.percent)} %" if observation.percent is not None else ""
            n = f"n {observation.n}" if observation.n is not None else ""
            text = _joined(f"{count(observation.occurrences, 'event')}{patients}", share, n)
        case Words():
            unsaid = observation.n is None and (observation.words or observation.p)
            text = "" if unsaid else _n(observation.n, unit)
        case _:
            assert_never(observation)
    return _joined(text, observation.words or "", f"{p_text(observation.p)} against baseline" if observation.p else "")


def contrast_text(contrast: Contrast, names: dict[str, str]) -> str:
    """A printed comparison; `names` words the arms."""
    sides = [names.get(arm, arm) for arm in contrast.arms]
    between = " v ".join(contrast.conditions or sides)
    estimate = ""
    if contrast.estimate is not None and contrast.measure is not None:
        estimate = f"{MEASURES[contrast.measure]} {shown(contrast.estimate)}"
    favours = ""
    if contrast.favours is not None:
        favours = (
            "favours neither"
            if contrast.favours == "neither"
            else f"favours {names.get(contrast.favours, contrast.favours)}"
        )
    adjusted = "adjusted" if contrast.adjusted else ""
    if isinstance(contrast.adjusted, tuple) and contrast.adjusted:
        adjusted = f"adjusted for {listed(list(contrast.adjusted))}"
    said = _joined(
        estimate,
        _interval("CI", contrast.ci, contrast.level),
        f"interval {_ends(contrast.interval)}, kind not said" if contrast.interval else "",
        f"SE {contrast.se.text}" if contrast.se else "",
        f"SD {contrast.sd.text}" if contrast.sd else "",
        adjusted,
        p_text(contrast.p) if contrast.p else "",
        favours,
        contrast.words or "",
        _pairs(contrast),
        f"n {contrast.n}" if contrast.n is not None else "",
        _studies(contrast.studies),
    )
    return f"{between}: {said}" if said else between


def shown(printed: Printed) -> str:
    """A number as printed, with a true minus sign."""
    return printed.text.replace("-", MINUS)


def percentage_text(printed: Percentage) -> str:
    """A percentage as printed, without its sign."""
    text = printed.text
    if text.startswith("~"):
        return f"about {text[1:]}"
    for bound, word in ((">=", "at least "), ("<=", "at most "), (">", "more than "), ("<", "less than ")):
        if text.startswith(bound):
            return word + text[len(bound) :]
    return text


def p_text(p: PValue) -> str:
    """A p-value as printed."""
    if p.value is None:
        return p.text.replace("-", " ")
    return f"p = {p.text}" if p.sign == "=" else f"p {p.text[0]} {p.text.lstrip('<>=')}"


def _pairs(contrast: Contrast) -> str:
    """The four cells of a crossover."""
    if contrast.paired_counts is None:
        return ""
    both, first, second, neither = contrast.paired_counts
    return f"{both} with both, {first} with the first only, {second} with the second only, {neither} with neither"


def _counts(observation: Counts, unit: str) -> str:
    share = ""
    if observation.percent is not None:
        share = f" ({percentage_text(observation.percent)} %)"
    elif observation.n:
        share = f" ({percent(observation.events / observation.n)})"
    of = f"/{observation.n}" if observation.n is not None else ""
    what = "" if unit == "patients" else f" {unit}"
    people = f"from {count(observation.patients, 'patient')}" if observation.patients is not None else ""
    years = f"in {observation.person_years.text} person-years" if observation.person_years else ""
    missing = N_UNKNOWN if observation.n is None and not years else ""
    return _joined(
        f"{observation.events}{of}{what}{share}",
        people,
        years,
        _interval("CI", observation.ci, observation.level),
        missing,
    )


def _mean(observation: Mean, unit: str, sign: str) -> str:
    mean, behind = observation.mean, f" {sign}" if sign else ""
    if isinstance(mean, Printed):
        text = f"{shown(mean)}{behind}"
    else:
        text = f"{_ends(mean)}{behind} over visits{_visits(observation)}"
    if observation.unnamed:
        text += " (mean or median)"
    return _joined(text + _spread(observation), _studies(observation.studies), _n(observation.n, unit))


def _visits(observation: Mean) -> str:
    return f" at {listed([f'{visit:g}' for visit in observation.visits])} months" if observation.visits else ""


def _spread(observation: Mean) -> str:
    parts = [
        f"SD {observation.sd.text}" if observation.sd else "",
        f"SE {observation.se.text}" if observation.se else "",
        f"± {observation.spread.text}, SD or SE not said" if observation.spread else "",
        _interval("CI", observation.ci, observation.level),
        f"interval {_ends(observation.interval)}, kind not said" if observation.interval else "",
        f"range {_ends(observation.range)}" if observation.range else "",
        f"IQR {_ends(observation.iqr)}" if observation.iqr else "",
    ]
    found = "; ".join(part for part in parts if part)
    return f" ({found})" if found else ""


def _median(observation: Median, unit: str, sign: str) -> str:
    behind = f" {sign}" if sign else ""
    text = f"median {shown(observation.median)}{behind}" if observation.median else ""
    parts = [
        f"IQR {_ends(observation.iqr)}" if observation.iqr else "",
        f"range {_ends(observation.range)}" if observation.range else "",
        _interval("CI", observation.ci, observation.level),
        f"interval {_ends(observation.interval)}, kind not said" if observation.interval else "",
    ]
    found = "; ".join(part for part in parts if part)
    return _joined(f"{text} ({found})" if text and found else text or found, _n(observation.n, unit))


def _estimator(observation: Percent) -> str:
    estimator = {"kaplan-meier": "Kaplan-Meier"}.get(observation.estimator or "", observation.estimator or "")
    return " ".join(part for part in (estimator, _studies(observation.studies)) if part)


def _studies(studies: int | None) -> str:
    return "" if studies is None else f"over {count(studies, 'study', 'studies')}"


def _n(n: int | None, unit: str) -> str:
    return N_UNKNOWN if n is None else f"n {n}" if unit == "patients" else f"{n} {unit}"


def _interval(name: str, ci: Span | None, level: float) -> str:
    return f"{fixed(level, 0 if level == int(level) else 1)} % {name} {_ends(ci)}" if ci is not None else ""


def _ends(ends: Span) -> str:
    return span(shown(ends.low), shown(ends.high))


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
