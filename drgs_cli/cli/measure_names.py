"""What was typed for a measure, as its name; a wrong word gets the measures that may be meant. Knows no table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from drgs_cli.cli.keys import either, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

_HAZARDS = ("hr", "hrs", "ahr", "hazard", "hazards", "hazard ratio", "hazard ratios", "log hr", "loghr", "lnhr")
# Names of the field that are no labels here.
_OTHERS = {
    "relative risk": "RR",
    "rate ratio": "IRR",
    "incidence rate ratio": "IRR",
    "incidence rate": "IR",
    "prevalence": "PLO",
    "response ratio": "ROM",
    "cohen's d": "SMD",
    "hedges' g": "SMD",
    "hedges g": "SMD",
    "weighted mean difference": "MD",
    "wmd": "MD",
    "fisher's z": "ZCOR",
    "absolute risk reduction": "RD",
}


def measure_of(typed: str, network: bool) -> str:
    """The name of a measure, in capitals or not; raises UsageError with those that are near."""
    from drgs_cli.analysis.measures import measures_of

    known = measures_of(network)
    found = next((name for name in known if name.casefold() == typed.strip().casefold()), None)
    if found is not None:
        return found
    words = " ".join(typed.casefold().replace("_", " ").replace("-", " ").split())
    if words in _HAZARDS:
        columns = "TE = ln HR and seTE" if network else "yi = ln HR and vi or sei"
        raise click.UsageError(
            f"--measure: {typed!r} is computed from no table; reported hazard ratios are pooled by --measure GEN"
            f" --transform exp, with {columns}"
        )
    near = _near(words, known)
    said = f"{typed!r} is no measure; did you mean {either(near)}?" if near else unknown(typed, "measure", known)
    raise click.UsageError(f"--measure: {said}")


def _near(words: str, known: Sequence[str]) -> list[str]:
    """The measures whose names, or else whose labels, are nearest."""
    from difflib import get_close_matches

    from drgs_cli.stats.effects.measures import MEASURES

    labels = {MEASURES[name].label.casefold(): name for name in known}
    labels = {label.replace("-", " "): name for label, name in labels.items()}
    labels |= {label: name for label, name in _OTHERS.items() if name in known}
    if words in labels:
        return [labels[words]]
    if names := get_close_matches(words.upper(), known):
        return names
    held = [label for label in labels if len(words) > 3 and words in label]
    return list(dict.fromkeys(labels[label] for label in held[:3] or get_close_matches(words, labels, cutoff=0.7)))
