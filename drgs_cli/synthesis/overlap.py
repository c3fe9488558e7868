"""Which of several studies that share patients stand for them, so that each patient counts once; reads no figure."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from drgs_cli.records.model import Study

SHARING = ("same", "part", "shared")  # kinds of overlap with patients in common
_MOST_TRIED = 12  # studies of one tangle whose every combination is tried


def share_patients(study: Study, other: Study) -> bool:
    """Whether one of the two says so, for sure or probably."""
    return _says(study, other) or _says(other, study)


def once_each(studies: Sequence[Study], sizes: Mapping[str, int]) -> tuple[str, ...]:
    """The ids of the set of studies, no two of which share patients, with the most patients.

    Ties: more studies, then the set with the later reports, then the first ids, so that the order of the files decides
    nothing. In a tangle of more than twelve studies the largest is taken, then the largest that shares
    nothing with those taken.
    """
    kept: list[str] = []
    for tangle in tangles(studies):
        ordered = sorted(tangle, key=lambda study: study.id)
        chosen = _best(ordered, sizes) if len(ordered) <= _MOST_TRIED else _greedy(ordered, sizes)
        kept.extend(study.id for study in chosen)
    return tuple(study.id for study in studies if study.id in kept)


def tangles(studies: Iterable[Study]) -> list[list[Study]]:
    """Studies put together where a chain of shared patients joins them."""
    found: list[list[Study]] = []
    for study in studies:
        touching = [tangle for tangle in found if any(share_patients(study, other) for other in tangle)]
        merged = [*(other for tangle in touching for other in tangle), study]
        found = [tangle for tangle in found if tangle not in touching] + [merged]
    return found


def _best(tangle: list[Study], sizes: Mapping[str, int]) -> tuple[Study, ...]:
    sets = (chosen for size in range(1, len(tangle) + 1) for chosen in combinations(tangle, size))
    return max((chosen for chosen in sets if _shares_nothing(chosen)), key=lambda chosen: _worth(chosen, sizes))


def _greedy(tangle: list[Study], sizes: Mapping[str, int]) -> tuple[Study, ...]:
    kept: list[Study] = []
    for study in sorted(tangle, key=lambda one: _worth((one,), sizes), reverse=True):
        if not any(share_patients(study, other) for other in kept):
            kept.append(study)
    return tuple(kept)


def _shares_nothing(studies: Sequence[Study]) -> bool:
    return not any(share_patients(one, other) for one, other in combinations(studies, 2))


def _worth(studies: Sequence[Study], sizes: Mapping[str, int]) -> tuple[object, ...]:
    """Largest is best: patients, studies, the latest report of each."""
    latest = sorted((_latest(study) for study in studies), reverse=True)
    return (sum(sizes.get(study.id, 0) for study in studies), len(studies), latest)


def _latest(study: Study) -> str:
    return max((report.published for report in study.reports.values() if report.published), default="")


def _says(study: Study, other: Study) -> bool:
    return any(overlap.study == other.id and overlap.kind in SHARING for overlap in study.overlaps)
