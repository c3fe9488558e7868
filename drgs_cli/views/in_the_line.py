"""The studies that are about a line and are not in its estimate, and why, in words; chooses no study."""

from collections.abc import Iterable

from drgs_cli.records.model import Study
from drgs_cli.stats.results import NotEstimable
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.effect import StudyEffect
from drgs_cli.synthesis.question import AS_REPORTED
from drgs_cli.synthesis.single import Line, Synthesis
from drgs_cli.views.wording import sponsor

# Each follows a number of studies.
_WITHOUT = {
    "no-variance": "without a spread",
    "no-denominator": "without the number of events or of patients",
    "zero-cell": "with none or all with the event on one side",
    "p-only": "with a p-value only",
    "words-only": "with words only",
}
_FLOW = "without the flow of patients in print"
_OTHERWISE = "with figures of another kind"


def studies_text(studies: Iterable[Study]) -> str:
    """Studies by their labels, put together by who paid for them."""
    found = {study.id: study for study in studies}
    said = funded_text(found.values())
    return f"{len(found)} studies: {said}" if len(found) > 1 else said


def funded_text(studies: Iterable[Study]) -> str:
    """The labels of studies, those with the same sponsor together."""
    paid: dict[str, list[str]] = {}
    for study in studies:
        paid.setdefault(sponsor(study), []).append(study.label)
    return "; ".join(f"{', '.join(labels)} (funding: {by})" for by, labels in paid.items())


def more_text(line: Comparison | Synthesis, denominator: str) -> str:
    """How many more studies are about a line and not in its estimate, why, and which; empty where all are in it."""
    found: dict[str, dict[str, Study]] = {}
    for study, why in _beside(line, denominator):
        found.setdefault(why, {})[study.id] = study
    return "; ".join(f"{len(those)} more {why}: {funded_text(those.values())}" for why, those in found.items())


def flow_unknown(sides: Iterable[tuple[int | None, int | None]], denominator: str) -> bool:
    """Whether figures that are counted, as (events, patients) of each side, lack only the patients asked for."""
    return denominator != AS_REPORTED and all(None not in counts for counts in sides)


def effect_flow_unknown(effect: StudyEffect, denominator: str) -> bool:
    """The same of a study with both sides."""
    return flow_unknown([(side.events, side.n) for side in effect.sides], denominator)


def _beside(line: Comparison | Synthesis, denominator: str) -> list[tuple[Study, str]]:
    if isinstance(line, Synthesis):
        within = {weight.study for weight in line.estimate.weights}
        others = (one for one in line.lines if one.chosen.study.id not in within)
        return [(one.chosen.study, _of_line(one, denominator)) for one in others]
    counted = {study.id for study in line.counted}
    why = {effect.chosen.study.id: _of_effect(effect, denominator) for effect in line.effects}
    return [(study, why.get(study.id, _OTHERWISE)) for study in line.studies if study.id not in counted]


def _of_effect(effect: StudyEffect, denominator: str) -> str:
    reason = effect.effect.reason if isinstance(effect.effect, NotEstimable) else _reason(effect.interval)
    return _worded(reason, unknown=effect_flow_unknown(effect, denominator))


def _of_line(line: Line, denominator: str) -> str:
    unknown = flow_unknown([(line.side.events, line.side.n)], denominator)
    return _worded(_reason(line.interval), unknown=unknown)


def _reason(interval: object) -> str:
    return interval.reason if isinstance(interval, NotEstimable) else ""


def _worded(reason: str, *, unknown: bool) -> str:
    return _FLOW if unknown and reason == "no-denominator" else _WITHOUT.get(reason, _OTHERWISE)
