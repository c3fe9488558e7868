"""Printed figures as JSON: observations, contrasts, p-values, sources; knows no question."""

from typing import assert_never

from drgs_cli.records.model import Study
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
    Source,
    Span,
    Words,
)
from drgs_cli.views.envelope import Json
from drgs_cli.views.wording import citation


def p_json(p: PValue | None) -> Json | None:
    """A p-value: `value` is None where only a word is printed."""
    return None if p is None else {"value": p.value, "sign": p.sign, "text": p.text}


def percent_json(percent: Percentage | None) -> Json | None:
    """A percentage as printed, 0 to 100; a span or a bound has its ends in low and high."""
    if percent is None:
        return None
    return {"value": percent.value, "low": percent.low, "high": percent.high, "text": percent.text}


def source_json(source: Source, study: Study) -> Json:
    """Where a figure is printed, and where it stands in the record."""
    report = study.reports.get(source.report)
    place = study.place(source.path)
    return {
        "report": source.report,
        "citation": source.report if report is None else citation(report),
        "at": source.at,
        "for": list(source.covers),
        "file": place.path,
        "line": place.line,
    }


def observation_json(observation: Observation, study: Study) -> Json:
    """What was observed in one arm; a key that its kind does not have is None."""
    figures = _figures(observation)
    n = observation.n
    return {
        "kind": _kind(observation),
        "events": figures.get("events"),
        "n": n,
        "proportion": observation.events / n if isinstance(observation, Counts) and n else None,
        "percent": figures.get("percent"),
        "mean": figures.get("mean"),
        "sd": figures.get("sd"),
        "se": figures.get("se"),
        "median": figures.get("median"),
        "iqr": figures.get("iqr"),
        "range": figures.get("range"),
        "ci": figures.get("ci"),
        "person_years": figures.get("person_years"),
        "p": p_json(observation.p),
        "derived": list(observation.derived),
        "words": observation.words,
        "line": study.place(observation.path).line,
        "level": figures.get("level"),
        "means": figures.get("means"),
        "visits": figures.get("visits", []),
        "spread": figures.get("spread"),
        "interval": figures.get("interval"),
        "rate": figures.get("rate"),
        "per": figures.get("per"),
        "occurrences": figures.get("occurrences"),
        "patients": figures.get("patients"),
        "estimator": figures.get("estimator"),
        "studies": figures.get("studies"),
    }


def contrast_json(contrast: Contrast, study: Study) -> Json:
    """A printed comparison, first over or minus second as printed."""
    adjusted = contrast.adjusted
    cells = contrast.paired_counts
    return {
        "arms": list(contrast.arms),
        "measure": contrast.measure,
        "estimate": _number(contrast.estimate),
        "ci": _pair(contrast.ci),
        "level": contrast.level if contrast.ci is not None else None,
        "p": p_json(contrast.p),
        "favours": contrast.favours,
        "words": contrast.words,
        "conditions": list(contrast.conditions),
        "interval": _pair(contrast.interval),
        "sd": _number(contrast.sd),
        "se": _number(contrast.se),
        "n": contrast.n,
        "adjusted": bool(adjusted),
        "adjusted_for": list(adjusted) if isinstance(adjusted, tuple) else [],
        "hypothesis": contrast.hypothesis,
        "paired": contrast.paired,
        "paired_counts": None
        if cells is None
        else dict(zip(("both", "first", "second", "neither"), cells, strict=True)),
        "studies": contrast.studies,
        "line": study.place(contrast.path).line,
    }


def _kind(observation: Observation) -> str:
    if isinstance(observation, Mean) and observation.unnamed:
        return "average"
    return type(observation).__name__.lower()


def _figures(observation: Observation) -> dict[str, object]:
    """What each kind has beside n, p and words."""
    match observation:
        case Counts():
            return _counts(observation)
        case Percent():
            return {
                "percent": percent_json(observation.percent),
                "estimator": observation.estimator,
                "studies": observation.studies,
                **_ci(observation.ci, observation.level),
            }
        case Mean():
            return _mean(observation)
        case Median():
            return _median(observation)
        case Rate():
            return {
                "rate": observation.rate.value,
                "per": observation.per,
                "events": observation.events,
                **_ci(observation.ci, observation.level),
            }
        case Occurrences():
            return {
                "occurrences": observation.occurrences,
                "patients": observation.patients,
                "percent": percent_json(observation.percent),
            }
        case Words():
            return {}
        case _:
            assert_never(observation)


def _counts(observation: Counts) -> dict[str, object]:
    return {
        "events": observation.events,
        "patients": observation.patients,
        "percent": percent_json(observation.percent),
        "person_years": _number(observation.person_years),
        **_ci(observation.ci, observation.level),
    }


def _median(observation: Median) -> dict[str, object]:
    return {
        "median": _number(observation.median),
        "iqr": _pair(observation.iqr),
        "range": _pair(observation.range),
        "interval": _pair(observation.interval),
        **_ci(observation.ci, observation.level),
    }


def _mean(observation: Mean) -> dict[str, object]:
    """One mean, or (`means`) the lowest and highest over the visits."""
    mean = observation.mean
    return {
        "mean": mean.value if isinstance(mean, Printed) else None,
        "means": _pair(mean) if isinstance(mean, Span) else None,
        "visits": list(observation.visits),
        "sd": _number(observation.sd),
        "se": _number(observation.se),
        "spread": _number(observation.spread),
        "interval": _pair(observation.interval),
        "range": _pair(observation.range),
        "iqr": _pair(observation.iqr),
        "studies": observation.studies,
        **_ci(observation.ci, observation.level),
    }


def _ci(ci: Span | None, level: float) -> dict[str, object]:
    return {"ci": _pair(ci), "level": level if ci is not None else None}


def _number(printed: Printed | None) -> float | None:
    return None if printed is None else printed.value


def _pair(span: Span | None) -> list[float] | None:
    return None if span is None else [span.low.value, span.high.value]
