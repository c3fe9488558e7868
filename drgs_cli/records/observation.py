"""One observation or contrast of a file into the model; knows which keys go together, and keeps numbers as printed."""

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import Any

from msgspec import UNSET, UnsetType

from drgs_cli.documents.positions import Path, Positions
from drgs_cli.records import shape_figures as shape
from drgs_cli.records.faults import Faults
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

PERCENT_FORM = 'a percentage: a number without quotes, a span [30, 40], or ">85", ">=42", "<5", "~30" in quotes'

SourceReader = Callable[[Any, Path], tuple[Source, ...]]

_BOUND = re.compile(r"(>=|<=|>|<|~)([0-9]+(?:\.[0-9]+)?)")
_ALWAYS = frozenset(("n", "p", "words", "derived", "source", "note", "waive"))
_DESCRIBING = frozenset(("scale", "pain_location", "aspect"))

# The key that decides what was observed, first that is there; then the keys that may stand beside it.
FORMS: dict[str, frozenset[str]] = {
    "events": frozenset(("patients", "percent", "ci", "level", "person_years")),
    "occurrences": frozenset(("patients", "percent")),
    "rate": frozenset(("per", "events", "ci", "level")),
    "mean": frozenset(("visits", "sd", "se", "spread", "ci", "level", "interval", "range", "iqr", "studies")),
    "average": frozenset(("sd", "se", "spread", "ci", "level", "interval", "range", "iqr", "studies")),
    "median": frozenset(("iqr", "range", "ci", "level", "interval")),
    "percent": frozenset(("ci", "level", "estimator", "studies")),
    "range": frozenset(("iqr", "interval")),
    "iqr": frozenset(("interval",)),
    "interval": frozenset(),
    "p": frozenset(),
    "words": frozenset(),
    "n": frozenset(),
}


def optional(value: Any) -> Any:
    """None where the file has nothing."""
    return None if value is UNSET else value


class Reader:
    """Reads observations of one file: `positions` give printed text, `faults` take what is wrong."""

    def __init__(self, positions: Positions, faults: Faults, sources: SourceReader) -> None:
        """Keep where texts, faults and sources come from."""
        self._positions = positions
        self._faults = faults
        self._sources = sources

    def observation(self, written: shape.Observation, path: Path) -> Observation | None:
        """What was observed, or None (with a fault noted) where the keys do not say one thing."""
        given = self._positions.keys(path) - _DESCRIBING
        form = next((name for name in _form_order(given) if name in given), None)
        if form is None:
            self._faults.add(path, "S112", "nothing is reported here", "leave the arm out, or say it in words")
            return None
        beside = FORMS[form] | _ALWAYS | {form}
        for name in sorted(given - beside):
            self._faults.add((*path, name), "S107", f"{name} does not go with {form}", at_key=True)
        common: dict[str, Any] = {
            "path": path,
            "n": optional(written.n),
            "p": self._p(written.p, path),
            "words": optional(written.words),
            "derived": tuple(written.derived) if written.derived is not UNSET else (),
            "sources": self._sources(written.source, (*path, "source")),
            "note": optional(written.note),
        }
        return self._of_form(form, written, path, common)

    def _of_form(self, form: str, written: shape.Observation, path: Path, common: dict[str, Any]) -> Observation | None:
        level = 95 if written.level is UNSET else written.level
        match form:
            case "events":
                return self._counts(written, path, common, level)
            case "occurrences":
                share = self.percentage(written.percent, path)
                patients = optional(written.patients)
                return Occurrences(occurrences=_there(written.occurrences), patients=patients, percent=share, **common)
            case "rate":
                return self._rate(written, path, common, level)
            case "percent":
                return self._percent(written, path, common, level)
            case "mean" | "average":
                return self._mean(form, written, path, common, level)
            case "median" | "range" | "iqr" | "interval":
                return self._median(written, path, common, level)
        return Words(**common)

    def _counts(self, written: shape.Observation, path: Path, common: dict[str, Any], level: float) -> Counts:
        return Counts(
            events=_there(written.events),
            patients=optional(written.patients),
            percent=self.percentage(written.percent, path),
            ci=self._span(written.ci, (*path, "ci")),
            level=level,
            person_years=self._printed(written.person_years, (*path, "person_years")),
            **common,
        )

    def _percent(self, written: shape.Observation, path: Path, common: dict[str, Any], level: float) -> Percent | None:
        percent = self.percentage(written.percent, path)
        if percent is None:
            return None
        ci = self._span(written.ci, (*path, "ci"))
        estimator, studies = optional(written.estimator), optional(written.studies)
        return Percent(percent=percent, ci=ci, level=level, estimator=estimator, studies=studies, **common)

    def _median(self, written: shape.Observation, path: Path, common: dict[str, Any], level: float) -> Median:
        return Median(
            median=self._printed(written.median, (*path, "median")),
            iqr=self._span(written.iqr, (*path, "iqr")),
            range=self._span(written.range, (*path, "range")),
            ci=self._span(written.ci, (*path, "ci")),
            level=level,
            interval=self._span(written.interval, (*path, "interval")),
            **common,
        )

    def _rate(self, written: shape.Observation, path: Path, common: dict[str, Any], level: float) -> Rate | None:
        rate = self._printed(written.rate, (*path, "rate"))
        if written.per is UNSET:
            self._faults.add((*path, "rate"), "S107", "a rate needs per: 100-person-years, or another", at_key=True)
        if rate is None or written.per is UNSET:
            return None
        ci = self._span(written.ci, (*path, "ci"))
        return Rate(rate=rate, per=written.per, events=optional(written.events), ci=ci, level=level, **common)

    def _mean(self, form: str, written: shape.Observation, path: Path, common: dict[str, Any], level: float) -> Mean:
        value = written.mean if form == "mean" else written.average
        read = self._span if isinstance(value, list) else self._printed
        mean = read(value, (*path, form))
        assert mean is not None
        return Mean(
            mean=mean,
            visits=tuple(written.visits) if written.visits is not UNSET else (),
            unnamed=form == "average",
            sd=self._printed(written.sd, (*path, "sd")),
            se=self._printed(written.se, (*path, "se")),
            spread=self._printed(written.spread, (*path, "spread")),
            ci=self._span(written.ci, (*path, "ci")),
            level=level,
            interval=self._span(written.interval, (*path, "interval")),
            range=self._span(written.range, (*path, "range")),
            iqr=self._span(written.iqr, (*path, "iqr")),
            studies=optional(written.studies),
            **common,
        )

    def contrast(self, written: shape.Contrast, path: Path) -> Contrast:
        """A printed comparison; which keys go together is noted as faults."""
        within = written.arm is not UNSET
        if within == (written.arms is not UNSET) or within != (written.conditions is not UNSET):
            self._faults.add(
                path,
                "S107",
                "a contrast has either arms: [first, second], or arm with conditions: [first, second]",
            )
        if (written.estimate is not UNSET) != (written.measure is not UNSET):
            self._faults.add(path, "S107", "an estimate needs its measure, and a measure its estimate")
        if all(getattr(written, name) is UNSET for name in ("estimate", "p", "favours", "words", "paired")):
            self._faults.add(path, "S112", "the contrast says nothing", "give estimate, p, favours or words")
        arms = (written.arm,) if within else tuple(written.arms) if written.arms is not UNSET else ()
        paired = written.paired
        cells = paired if isinstance(paired, shape.Paired) else None
        return Contrast(
            path=path,
            arms=arms,  # type: ignore[arg-type]  # `within` says that arm is there
            conditions=tuple(written.conditions) if written.conditions is not UNSET else (),
            measure=optional(written.measure),
            estimate=self._printed(written.estimate, (*path, "estimate")),
            ci=self._span(written.ci, (*path, "ci")),
            level=95 if written.level is UNSET else written.level,
            interval=self._span(written.interval, (*path, "interval")),
            sd=self._printed(written.sd, (*path, "sd")),
            se=self._printed(written.se, (*path, "se")),
            n=optional(written.n),
            adjusted=_adjusted(written.adjusted),
            p=self._p(written.p, path),
            favours=optional(written.favours),
            words=optional(written.words),
            hypothesis=optional(written.hypothesis),
            paired=cells is not None or paired is True,
            paired_counts=(cells.both, cells.first, cells.second, cells.neither) if cells else None,
            studies=optional(written.studies),
            sources=self._sources(written.source, (*path, "source")),
            note=optional(written.note),
        )

    def percentage(self, value: Any, path: Path) -> Percentage | None:
        """A percentage as printed: a number, a bound, or a span of two."""
        if value is UNSET:
            return None
        if isinstance(value, list):
            span = self._span(value, (*path, "percent"))
            assert span is not None
            return Percentage(None, span.low.value, span.high.value, f"{span.low.text} to {span.high.text}")
        if isinstance(value, str):
            found = _BOUND.fullmatch(value)
            if found is None:
                from drgs_cli.documents.expectation import number_hint  # only a faulty record needs it

                hint = number_hint(value) or PERCENT_FORM
                self._faults.add((*path, "percent"), "S106", f"'{value}' is not in the expected form", hint)
                return None
            number = float(found[2])
            if found[1] == "~":
                return Percentage(number, None, None, value)
            return Percentage(
                None, number if found[1][0] == ">" else None, number if found[1][0] == "<" else None, value
            )
        return Percentage(float(value), None, None, self._text((*path, "percent"), value))

    def _p(self, value: Any, path: Path) -> PValue | None:
        if value is UNSET:
            return None
        if isinstance(value, str):
            if value in ("significant", "not-significant"):
                return PValue(None, None, value)
            return PValue(float(value.lstrip("<>=")), value[0], value)
        return PValue(float(value), "=", self._text((*path, "p"), value))

    def _printed(self, value: Any, path: Path) -> Printed | None:
        return None if value is UNSET else Printed(float(value), self._text(path, value))

    def _span(self, value: Any, path: Path) -> Span | None:
        if value is UNSET:
            return None
        low, high = value
        return Span(
            Printed(float(low), self._text((*path, 0), low)),
            Printed(float(high), self._text((*path, 1), high)),
        )

    def _text(self, path: Path, value: Any) -> str:
        return self._positions.printed(path) or str(value)


def _form_order(given: AbstractSet[str]) -> tuple[str, ...]:
    """A rate with its events is a rate; otherwise the order of `FORMS`."""
    return ("rate", *FORMS) if "rate" in given else tuple(FORMS)


def _there(value: int | UnsetType) -> int:
    """A number that the form of the observation says is there."""
    assert value is not UNSET
    return value


def _adjusted(value: Any) -> tuple[str, ...] | bool:
    if value is UNSET:
        return False
    return tuple(value) if isinstance(value, list) else bool(value)
