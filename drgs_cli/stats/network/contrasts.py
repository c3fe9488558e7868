"""Turns arms, or comparisons that others have made, into a network; knows the formulas of no measure.

As `meta::pairwise` and `netmeta`: a study with k arms gives k (k - 1) / 2 comparisons; if one of them cannot be
estimated, the whole study is left out, and named.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from drgs_cli.stats.network.arms import Effect, Figures, compare_arms
from drgs_cli.stats.network.collation import collation_key, in_order
from drgs_cli.stats.network.graph import connected_parts
from drgs_cli.stats.network.multi_arm import contradiction, pairs, study_weights

FaultKind = Literal[
    "one-treatment",  # compared with itself
    "repeated",  # a treatment in two arms, or a comparison given twice
    "incomplete",  # a study with k treatments gives other than k (k - 1) / 2 comparisons
    "inconsistent-effects",  # A against C is not A against B plus B against C
    "impossible-variances",  # no k arms have such variances of their differences
    "out-of-range",  # too large or too small to be computed with
]

_SMALLEST, _LARGEST = 1e-50, 1e50  # squares of weights and sums of such must stay within what a float can hold


class Contrast(Struct, frozen=True):
    """`treat1` against `treat2` in one study, on the scale of the arithmetic (ratios as logarithms)."""

    study: str
    treat1: str
    treat2: str
    estimate: float
    standard_error: float


class NetworkStudy(Struct, frozen=True):
    """A study: its arms as places in the network's treatments, in order; figures in the order of `pairs`."""

    name: str
    arms: tuple[int, ...]
    estimates: tuple[float, ...]
    variances: tuple[float, ...]


class Network(Struct, frozen=True):
    """Studies of several treatments.

    `dropped` names studies of which a comparison could not be estimated; `dropped_contrasts` counts those comparisons.
    `parts` holds the treatments that are connected with each other: one tuple if the network is whole.
    """

    treatments: tuple[str, ...]
    studies: tuple[NetworkStudy, ...]
    contrasts: tuple[Contrast, ...]
    dropped: tuple[str, ...]
    dropped_contrasts: int
    parts: tuple[tuple[str, ...], ...]


class StudyFault(Struct, frozen=True):
    """Why a study cannot stand in a network, and between which treatments, where that can be said."""

    study: str
    kind: FaultKind
    treatments: tuple[str, ...]


class StudyFaults(Struct, frozen=True):
    """There is no network before these are mended; all of them, not the first."""

    faults: tuple[StudyFault, ...]


def network_from_arms(
    measure: str, studies: Sequence[str], treatments: Sequence[str], figures: Sequence[Sequence[float | None]]
) -> Network | StudyFaults:
    """A network of rows that are arms; `figures` are the columns of `ARM_MEASURES[measure]`, in that order.

    A row without any figure is no arm. A study with a figure missing in one of its arms, or with an arm that has
    no estimate, is dropped, as is a study with a single arm. ValueError if a figure is not finite.
    """
    by_study: dict[str, list[tuple[str, Figures]]] = {}
    for study, treatment, *row in zip(studies, treatments, *figures, strict=True):
        arms = by_study.setdefault(study, [])
        if any(value is not None for value in row):
            _check_finite(row)
            arms.append((treatment, tuple(row)))
    contrasts, dropped, faults, missing = [], [], [], 0
    for study, arms in by_study.items():
        fault = fault_of_arms(study, arms)
        if fault is not None:
            faults.append(fault)
            continue
        effects = compare_arms(measure, [values for _, values in arms])
        known = [effect for effect in effects if effect is not None]
        missing += len(effects) - len(known)
        if len(known) < max(len(effects), 1):
            dropped.append(study)
        else:
            contrasts += _contrasts_of_arms(study, [treatment for treatment, _ in arms], known)
    return StudyFaults(tuple(faults)) if faults else _network(contrasts, dropped, missing, math.inf)


def fault_of_arms(study: str, arms: Sequence[tuple[str, Figures]]) -> StudyFault | None:
    """What is wrong with the arms of a study, each a treatment with its figures; None if they can be compared."""
    names = [treatment for treatment, _ in arms]
    repeated = tuple(name for name in dict.fromkeys(names) if names.count(name) > 1)
    if repeated:
        return StudyFault(study, "repeated", repeated)
    too_far = tuple(treatment for treatment, row in arms if not all(map(_is_in_range, row)))
    return StudyFault(study, "out-of-range", too_far) if too_far else None


def _contrasts_of_arms(study: str, names: list[str], effects: Sequence[Effect]) -> list[Contrast]:
    """In the order of pairwise: the first treatments as the arms stand in the study, the second ones sorted."""
    made = [
        (i, collation_key(names[j]), Contrast(study, names[i], names[j], *effect))
        for (i, j), effect in zip(pairs(len(names)), effects, strict=True)
    ]
    return [contrast for _, _, contrast in sorted(made, key=lambda entry: entry[:2])]


def network_from_contrasts(
    studies: Sequence[str],
    treat1: Sequence[str],
    treat2: Sequence[str],
    estimates: Sequence[float | None],
    standard_errors: Sequence[float | None],
    *,
    tolerance: float = 0.001,
) -> Network | StudyFaults:
    """A network of rows that are comparisons, each the effect of `treat1` against `treat2`.

    A study with a row that lacks a figure, or whose standard error is not positive, is dropped. `tolerance`: how
    far the estimates of a study with several arms may be from agreeing (netmeta's tol.multiarm).
    """
    contrasts: list[Contrast] = []
    missing: dict[str, int] = {}
    for study, first, second, estimate, error in zip(studies, treat1, treat2, estimates, standard_errors, strict=True):
        _check_finite((estimate, error))
        if estimate is None or error is None or error <= 0.0:
            missing[study] = missing.get(study, 0) + 1
        else:
            contrasts.append(Contrast(study, first, second, estimate, error))
    kept = [contrast for contrast in contrasts if contrast.study not in missing]
    return _network(kept, list(missing), sum(missing.values()), tolerance)


def _network(
    contrasts: list[Contrast], dropped: list[str], dropped_contrasts: int, tolerance: float
) -> Network | StudyFaults:
    treatments = in_order({name for entry in contrasts for name in (entry.treat1, entry.treat2)})
    places = {name: place for place, name in enumerate(treatments)}
    by_study: dict[str, list[Contrast]] = {}
    for contrast in contrasts:
        by_study.setdefault(contrast.study, []).append(contrast)
    made = [_study(name, rows, places, tolerance) for name, rows in by_study.items()]
    faults = tuple(entry for entry in made if isinstance(entry, StudyFault))
    if faults:
        return StudyFaults(faults)
    studies = tuple(entry for entry in made if isinstance(entry, NetworkStudy))
    found = connected_parts(len(treatments), (study.arms for study in studies))
    parts = tuple(tuple(treatments[place] for place in part) for part in found)
    return Network(treatments, studies, tuple(contrasts), tuple(dropped), dropped_contrasts, parts)


def _study(name: str, rows: list[Contrast], places: Mapping[str, int], tolerance: float) -> NetworkStudy | StudyFault:
    given: dict[tuple[int, int], tuple[float, float]] = {}
    for row in rows:
        first, second = places[row.treat1], places[row.treat2]
        if first == second:
            return StudyFault(name, "one-treatment", (row.treat1,))
        if (min(first, second), max(first, second)) in given:
            return StudyFault(name, "repeated", (row.treat1, row.treat2))
        if not (abs(row.estimate) < _LARGEST and _SMALLEST < row.standard_error < _LARGEST):
            return StudyFault(name, "out-of-range", (row.treat1, row.treat2))
        variance = row.standard_error * row.standard_error
        entry = (row.estimate, variance) if first < second else (-row.estimate, variance)
        given[min(first, second), max(first, second)] = entry
    arms = tuple(sorted({place for pair in given for place in pair}))
    treatments = tuple(
        sorted({row.treat1 for row in rows} | {row.treat2 for row in rows}, key=lambda name: places[name])
    )
    order = [(arms[i], arms[j]) for i, j in pairs(len(arms))]
    if len(order) != len(given):
        return StudyFault(name, "incomplete", treatments)
    estimates = tuple(given[pair][0] for pair in order)
    variances = tuple(given[pair][1] for pair in order)
    if contradiction(estimates, len(arms)) > tolerance:
        return StudyFault(name, "inconsistent-effects", treatments)
    if study_weights(variances, len(arms), 0.0) is None:
        return StudyFault(name, "impossible-variances", treatments)
    return NetworkStudy(name, arms, estimates, variances)


def _is_in_range(value: float | None) -> bool:
    return value is None or value == 0.0 or _SMALLEST < abs(value) < _LARGEST


def _check_finite(values: Iterable[float | None]) -> None:
    for value in values:
        if value is not None and not math.isfinite(value):
            raise ValueError(f"figures must be finite, found {value}")
