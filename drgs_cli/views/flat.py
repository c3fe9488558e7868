"""The evidence as one flat table for programs and spreadsheets: a line for each figure of an arm and each
contrast, keys and exact numbers.
"""

from drgs_cli.records.model import Result, Study
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
    Rate,
    Source,
    Span,
)
from drgs_cli.render.document import EMPTY, Cell, Column, Row, Table
from drgs_cli.synthesis.arms import side_of_arm
from drgs_cli.synthesis.evidence import Evidence
from drgs_cli.synthesis.evidence import Row as EvidenceRow
from drgs_cli.views.figures import contrast_text, observation_text

Value = str | int | float | None

_STUDY = ("group", "study", "year", "design", "sponsor")
_ROW = (
    *(
        "indication",
        "outcome",
        "composite",
        "months",
        "time",
        "analysed",
        "unit",
        "statistic",
        "scale",
        "instrument",
    ),
    *("pain_location", "aspect", "condition", "subgroup", "cause", "threshold", "definition", "period"),
    *("after_crossover", "use"),
)
_FIGURE = (
    *("arm", "intervention", "side", "events", "n", "percent", "mean", "sd", "se", "median", "low", "high"),
    *("interval", "estimate", "measure", "p", "derived", "as_printed"),
)
_SOURCE = ("report", "at", "basis", "file", "line", "note")
KEYS = (*_STUDY, *_ROW, *_FIGURE, *_SOURCE)


def flat_table(evidence: Evidence) -> Table:
    """All rows, a line for each arm and each contrast of them; what a row is used for stands under `use`."""
    columns = tuple(Column(key, key) for key in KEYS)
    rows = [line for entry in evidence.studies for row in entry.rows for line in _lines(entry.group, row, evidence)]
    return Table("Evidence, a line for each figure", columns, tuple(rows))


def _lines(group: str, row: EvidenceRow, evidence: Evidence) -> list[Row]:
    study, result = row.study, row.result
    sponsor = study.funding[0] if study.funding is not None else None
    head: dict[str, Value] = {
        "group": group,
        "study": study.id,
        "year": study.year,
        "design": study.design,
        "sponsor": sponsor,
    }
    head |= _row_values(result)
    lines: list[dict[str, Value]] = []
    for key, observation in result.arms.items():
        arm: dict[str, Value] = {
            "arm": key,
            "intervention": study.arms[key].intervention,
            "side": side_of_arm(study, key, evidence.sides),
            "as_printed": observation_text(observation, result.unit),
        }
        lines.append(
            {
                **head,
                **arm,
                **_figure(observation),
                **_source(observation.sources or result.sources, observation.path, study),
            }
        )
    for contrast in result.contrasts:
        found = _contrast(contrast, study)
        lines.append({**head, **found, **_source(contrast.sources or result.sources, contrast.path, study)})
    return [Row(tuple(_cell(line.get(key)) for key in KEYS), row.ref) for line in lines]


def _row_values(result: Result) -> dict[str, Value]:
    subgroup = f"{result.subgroup[0]}: {result.subgroup[1]}" if result.subgroup is not None else None
    use = (
        "alternative" if result.alternative is not None else "superseded" if result.superseded_by is not None else None
    )
    return {
        "indication": result.indication,
        "outcome": result.outcome,
        "composite": "+".join(result.composite) or None,
        "months": result.months,
        "time": result.time,
        "analysed": result.analysed,
        "unit": result.unit,
        "statistic": result.statistic,
        "scale": result.scale,
        "instrument": result.instrument,
        "pain_location": "+".join(result.pain_locations) or None,
        "aspect": result.aspect,
        "condition": result.condition,
        "subgroup": subgroup,
        "cause": result.cause,
        "threshold": result.threshold,
        "definition": result.definition,
        "period": result.period,
        "after_crossover": "yes" if result.after_crossover else None,
        "use": use,
        "note": result.note,
    }


def _figure(observation: Observation) -> dict[str, Value]:
    found: dict[str, Value] = {"n": observation.n, "derived": "+".join(observation.derived) or None}
    if observation.p is not None:
        found["p"] = observation.p.text
    match observation:
        case Counts():
            found |= {"events": observation.events, "percent": _percent(observation.percent)}
            found |= _ends(observation.ci, "ci")
        case Percent():
            found |= {"percent": _percent(observation.percent), **_ends(observation.ci, "ci")}
        case Occurrences():
            found |= {
                "events": observation.occurrences,
                "n": observation.n if observation.patients is None else observation.patients,
                "percent": _percent(observation.percent),
            }
        case Rate():
            found |= {
                "events": observation.events,
                "estimate": observation.rate.value,
                "measure": f"per {observation.per}",
                **_ends(observation.ci, "ci"),
            }
        case Mean():
            found |= _mean(observation)
        case Median():
            found |= {"median": _number(observation.median), **_first_ends(observation)}
    return found


def _mean(observation: Mean) -> dict[str, Value]:
    spread: dict[str, Value] = {"sd": _number(observation.sd), "se": _number(observation.se)}
    if isinstance(observation.mean, Printed):
        return {"mean": observation.mean.value, **spread, **_first_ends(observation)}
    return {**spread, **_ends(observation.mean, "means over visits")}


def _first_ends(observation: Mean | Median) -> dict[str, Value]:
    """The first interval that is printed; a figure with two keeps both in its wording."""
    for name in ("ci", "iqr", "range", "interval"):
        ends = getattr(observation, name)
        if ends is not None:
            return _ends(ends, name)
    return {}


def _ends(ends: Span | None, name: str) -> dict[str, Value]:
    return {} if ends is None else {"low": ends.low.value, "high": ends.high.value, "interval": name}


def _contrast(contrast: Contrast, study: Study) -> dict[str, Value]:
    names = {key: key for key in study.arms}
    found: dict[str, Value] = {
        "arm": " v ".join(contrast.conditions or contrast.arms),
        "n": contrast.n,
        "se": _number(contrast.se),
        "sd": _number(contrast.sd),
        "estimate": _number(contrast.estimate),
        "measure": contrast.measure or "contrast",
        "p": contrast.p.text if contrast.p is not None else None,
        "as_printed": contrast_text(contrast, names),
    }
    return found | (_ends(contrast.ci, "ci") or _ends(contrast.interval, "interval"))


def _source(sources: tuple[Source, ...], path: tuple[str | int, ...], study: Study) -> dict[str, Value]:
    place = study.place(path)
    found: dict[str, Value] = {"file": place.path, "line": place.line}
    if sources:
        found |= {"report": sources[0].report, "at": sources[0].at, "basis": sources[0].basis}
    return found


def _percent(printed: Percentage | None) -> Value:
    """The number where one is printed, else the words of print (a bound, a span)."""
    if printed is None:
        return None
    return printed.value if printed.value is not None and not printed.text.startswith("~") else printed.text


def _number(printed: Printed | None) -> float | None:
    return printed.value if printed is not None else None


def _cell(value: Value) -> Cell:
    return EMPTY if value is None else Cell(value, str(value))
