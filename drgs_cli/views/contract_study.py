"""A study and its rows as JSON, key by key as the contract has them; words nothing."""

from collections.abc import Mapping
from types import MappingProxyType

from drgs_cli.records.model import Arm, Description, Extraction, Population, Report, Result, RiskOfBias, Study
from drgs_cli.records.observed import Source
from drgs_cli.records.review import Window
from drgs_cli.synthesis.arms import side_of_arm
from drgs_cli.synthesis.evidence import Row, StudyRows
from drgs_cli.synthesis.question import Sides
from drgs_cli.views.contract_figures import contrast_json, observation_json, source_json
from drgs_cli.views.envelope import Json

SHOWN = "shown"
_NOTHING: Mapping[str, str] = MappingProxyType({})


def study_json(entry: StudyRows, sides: Sides, uses: Mapping[str, str] = _NOTHING) -> Json:
    """A study with its rows that answer the question; `uses` says what for, of rows that an estimate rests on."""
    study = entry.study
    return {
        "id": study.id,
        "label": study.label,
        "year": study.year,
        "design": study.design,
        "group": entry.group,
        "status": study.status,
        "sponsor": sponsor_json(study),
        "locations": list(study.population.pain_locations),
        "indications": dict(study.population.indications),
        "arms": [_arm(arm) for arm in study.arms.values()],
        "risk_of_bias": [
            {"tool": entry.tool, "outcome": entry.outcome, "overall": entry.overall} for entry in study.risk_of_bias
        ],
        "evidence_class": None,  # not computed; what a person gave the study is in `record`
        "rows": [row_json(row, sides, uses) for row in entry.rows],
    }


def row_json(row: Row, sides: Sides, uses: Mapping[str, str] = _NOTHING) -> Json:
    """One row, with its figures as printed."""
    result, study = row.result, row.study
    return {
        "ref": row.ref,
        "outcome": result.outcome,
        "composite": list(result.composite),
        "indication": result.indication,
        "months": result.months,
        "time": result.time,
        "window": window_json(row.window),
        "location": list(result.pain_locations),
        "aspect": result.aspect,
        "subgroup": None if result.subgroup is None else {"by": result.subgroup[0], "is": result.subgroup[1]},
        "cause": result.cause,
        "analysed": result.analysed,
        "unit": result.unit,
        "statistic": result.statistic,
        "scale": result.scale,
        "use": uses.get(row.ref, SHOWN),
        "basis": result.basis,
        "sources": row_sources(row),
        "notes": row_notes(row),
        "arms": [
            {"arm": key, "side": side_of_arm(study, key, sides), **observation_json(observation, study)}
            for key, observation in result.arms.items()
        ],
        "contrasts": [contrast_json(contrast, study) for contrast in result.contrasts],
        **_further(result),
    }


def row_sources(row: Row) -> list[Json]:
    """Every place in print of a row: its own, then those of single arms and contrasts."""
    parts = (row.result, *row.result.arms.values(), *row.result.contrasts)
    return [source_json(source, row.study) for part in parts for source in part.sources]


def row_notes(row: Row) -> list[Json]:
    """What the record says beside the figures; the code tells whose note it is."""
    result = row.result
    notes = [("row", result.note)]
    notes += [(f"arm-{key}", observation.note) for key, observation in result.arms.items()]
    notes += [(f"contrast-{number}", contrast.note) for number, contrast in enumerate(result.contrasts)]
    notes += [(f"source-{source.report}", source.note) for source in _all_sources(result)]
    return [{"code": code, "text": text} for code, text in notes if text is not None]


def window_json(window: Window | None) -> Json | None:
    """A span of months, its end not included."""
    return None if window is None else {"centre": window.centre, "from": window.start, "to": window.end}


def record_json(study: Study) -> Json:
    """What `show` adds to a study: all of its record that is no figure of a row."""
    enrolled = dict(zip(("from", "to", "note"), study.enrolled, strict=True))
    return {
        "file": study.positions.path,
        "why": study.why,
        "registration": list(study.registration),
        "countries": list(study.countries),
        "centres": study.centres,
        "enrolled": enrolled if any(study.enrolled) else None,
        "funding_note": None if study.funding is None else study.funding[2],
        "reports": [_report(report) for report in study.reports.values()],
        "population": _population(study),
        "arms": [_arm_details(arm, study) for arm in study.arms.values()],
        "risk_of_bias": [_risk_of_bias(entry) for entry in study.risk_of_bias],
        "risk_of_bias_facts": dict(study.risk_of_bias_facts),
        "evidence_classes": [
            {"scheme": entry.scheme, "class": entry.value, "why": entry.why} for entry in study.evidence_classes
        ],
        "overlaps": [
            {"study": entry.study, "kind": entry.kind, "sure": entry.sure, "why": entry.why} for entry in study.overlaps
        ],
        "conflicts": [{"note": entry.note, "uses": entry.uses} for entry in study.conflicts],
        "unverified": list(study.unverified),
        "extraction": None if study.extraction is None else _extraction(study.extraction),
        "notes": study.notes,
    }


def _extraction(extraction: Extraction) -> Json:
    names = ("at", "only", "a", "b", "taken", "why", "by")
    return {
        "by": list(extraction.by),
        "decisions": [{name: getattr(entry, name) for name in names} for entry in extraction.decisions],
    }


def _further(result: Result) -> Json:
    """What else makes a row a row of its own."""
    clusters = result.clusters
    return {
        "instrument": result.instrument,
        "condition": result.condition,
        "threshold": result.threshold,
        "definition": result.definition,
        "clusters": None if clusters is None else {"n": clusters[0], "icc": clusters[1]},
        "period": result.period,
        "after_crossover": result.after_crossover,
        "superseded_by": result.superseded_by,
        "alternative": result.alternative,
        "stated_certainty": result.stated_certainty,
    }


def _all_sources(result: Result) -> tuple[Source, ...]:
    parts = (result, *result.arms.values(), *result.contrasts)
    return tuple(source for part in parts for source in part.sources)


def sponsor_json(study: Study) -> Json:
    """Who paid."""
    kind, by = (None, None) if study.funding is None else study.funding[:2]
    return {"type": kind, "by": by}


def _arm(arm: Arm) -> Json:
    return {
        "arm": arm.key,
        "intervention": arm.intervention,
        "allocated": arm.allocated,
        "trialled": arm.trialled,
        "implanted": arm.implanted,
        "followed_up": arm.followed_up,
    }


def _arm_details(arm: Arm, study: Study) -> Json:
    return {
        "arm": arm.key,
        "label": arm.label,
        "device": arm.device,
        "enrolled": arm.enrolled,
        "part_of": arm.part_of,
        "made_of": list(arm.made_of),
        "same_as": arm.same_as,
        "sources": [source_json(source, study) for source in arm.sources],
        "note": arm.note,
    }


def _report(report: Report) -> Json:
    plain = ("role", "of", "title", "journal", "published", "volume", "issue", "pages", "doi", "pmid", "note")
    return {
        "report": report.key,
        "authors": list(report.authors),
        **{name: getattr(report, name) for name in plain},
    }


def _population(study: Study) -> Json:
    population: Population = study.population
    return {
        "n": population.n,
        "age_years": [_description(entry, study) for entry in population.age_years],
        "female": [_description(entry, study) for entry in population.female],
        "duration_years": [_description(entry, study) for entry in population.duration_years],
        "baseline_pain": [_description(entry, study) for entry in population.baseline_pain],
        "note": population.note,
    }


def _description(entry: Description, study: Study) -> Json:
    return {
        "scale": entry.scale,
        "location": list(entry.pain_locations),
        "aspect": entry.aspect,
        **observation_json(entry.observation, study),
    }


def _risk_of_bias(entry: RiskOfBias) -> Json:
    judgements = [{"domain": found.key, "judgement": found.value, "why": found.why} for found in entry.judgements]
    return {"tool": entry.tool, "outcome": entry.outcome, "domains": judgements, "overall": entry.overall}
