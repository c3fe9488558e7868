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
    kept: set[str] = set()
    for tangle in tangles(studies):
        ordered = sorted(tangle, key=lambda study: study.id)
        chosen = _best(ordered, sizes) if len(ordered) <= _MOST_TRIED else _greedy(ordered, sizes)
        kept.update(study.id for study in chosen)
    return tuple(study.id for study in studies if study.id in kept)


def tangles(studies: Iterable[Study]) -> list[list[Study]]:
    """Studies put together where a chain of shared patients joins them.

    Only the studies that one names, and those that name it, are looked at: of thousands nearly none share patients.
    """
    listed = list(studies)
    found: dict[int, list[int]] = {}  # the places of the studies of each tangle, which has a number
    home, last = list[int](), dict[int, int]()  # the tangle of each study so far; of each tangle its last study
    places: dict[str, list[int]] = {}
    naming: dict[str, list[int]] = {}  # by the id that is named
    for place, study in enumerate(listed):
        named = _named(study)
        sharing = (other for name in named for other in places.get(name, ()))
        touching = sorted({home[other] for other in (*sharing, *naming.get(study.id, ()))}, key=last.__getitem__)
        number, members = _joined(touching, found, home) if touching else (place, [])
        members.append(place)
        home.append(number)
        found[number], last[number] = members, place
        places.setdefault(study.id, []).append(place)
        for name in named:
            naming.setdefault(name, []).append(place)
    return [[listed[place] for place in members] for members in found.values()]


def _joined(touching: Sequence[int], found: dict[int, list[int]], home: list[int]) -> tuple[int, list[int]]:
    """Several tangles taken out as one, under the number of the largest: then no study moves often."""
    parts = [found.pop(number) for number in touching]
    largest = max(range(len(parts)), key=lambda place: len(parts[place]))
    for place, part in enumerate(parts):
        if place != largest:
            for study in part:
                home[study] = touching[largest]
    first, *others = parts
    for part in others:
        first.extend(part)
    return touching[largest], first


def _best(tangle: list[Study], sizes: Mapping[str, int]) -> tuple[Study, ...]:
    sets = (chosen for size in range(1, len(tangle) + 1) for chosen in combinations(tangle, size))
    return max((chosen for chosen in sets if _shares_nothing(chosen)), key=lambda chosen: _worth(chosen, sizes))


def _greedy(tangle: list[Study], sizes: Mapping[str, int]) -> tuple[Study, ...]:
    kept: list[Study] = []
    ids, named_by_kept = set[str](), set[str]()
    for study in sorted(tangle, key=lambda one: _worth((one,), sizes), reverse=True):
        named = _named(study)
        if study.id not in named_by_kept and ids.isdisjoint(named):
            kept.append(study)
            ids.add(study.id)
            named_by_kept.update(named)
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
    return other.id in _named(study)


def _named(study: Study) -> tuple[str, ...]:
    """The ids of the studies that it says it shares patients with."""
    return tuple(dict.fromkeys(overlap.study for overlap in study.overlaps if overlap.kind in SHARING))
