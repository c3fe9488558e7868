"""Lays out counts of events by design, and leaves out what says nothing; knows no model.

As Efthimiou (2019), stage I, and netmetabin: a study without any event, or with nothing but events, is left out; then
an arm of a design whose studies have no event in it, or nothing but events; then a design left with one arm.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from drgs_cli.stats.network.collation import in_order
from drgs_cli.stats.network.contrasts import StudyFaults, fault_of_arms
from drgs_cli.stats.network.graph import connected_parts
from drgs_cli.stats.results import NotEstimable

Arm = tuple[str, float, float]  # treatment, events, participants


class CountStudy(Struct, frozen=True):
    """Events and participants of the arms, in the order of the design's treatments."""

    name: str
    events: tuple[float, ...]
    totals: tuple[float, ...]


class CountDesign(Struct, frozen=True):
    """The arms that are left of a design, as places in the network's treatments, in order."""

    arms: tuple[int, ...]
    studies: tuple[CountStudy, ...]


class CountNetwork(Struct, frozen=True):
    """What can be analysed. `dropped` names studies, `dropped_arms` the treatments of a design and the one left out."""

    treatments: tuple[str, ...]
    designs: tuple[CountDesign, ...]
    dropped: tuple[str, ...]
    dropped_arms: tuple[tuple[tuple[str, ...], str], ...]

    @property
    def studies(self) -> int:
        """How many studies are left."""
        return sum(len(design.studies) for design in self.designs)


def count_network(
    studies: Sequence[str], treatments: Sequence[str], events: Sequence[float | None], totals: Sequence[float | None]
) -> CountNetwork | NotEstimable | StudyFaults:
    """Rows are arms; one without a number of events or participants is no arm, as is one without participants.

    "no-study" if nothing is left, "disconnected" with the parts of what is left. ValueError unless
    0 <= events <= participants, all finite.
    """
    by_study = _by_study(studies, treatments, events, totals)
    found = [
        fault_of_arms(study, [(treatment, tuple(counts)) for treatment, *counts in arms])
        for study, arms in by_study.items()
    ]
    faults = tuple(fault for fault in found if fault is not None)
    if faults:
        return StudyFaults(faults)
    left, dropped_arms = _informative_designs(by_study)
    if not left:
        return NotEstimable("no-study")
    names = in_order({name for kept, _ in left for name in kept})
    place = {name: index for index, name in enumerate(names)}
    parts = connected_parts(len(names), ([place[name] for name in kept] for kept, _ in left))
    if len(parts) > 1:
        return NotEstimable("disconnected", tuple(tuple(names[index] for index in part) for part in parts))
    designs = tuple(
        CountDesign(
            tuple(place[name] for name in kept), tuple(_study(study, by_study[study], kept) for study in members)
        )
        for kept, members in left
    )
    used = {study.name for design in designs for study in design.studies}
    return CountNetwork(names, designs, tuple(study for study in by_study if study not in used), dropped_arms)


def _informative_designs(
    by_study: Mapping[str, Sequence[Arm]],
) -> tuple[list[tuple[tuple[str, ...], list[str]]], tuple[tuple[tuple[str, ...], str], ...]]:
    """The arms left of each design, with its studies; and the arms left out."""
    by_design: dict[tuple[str, ...], list[str]] = {}
    for study, arms in by_study.items():
        if _says_something(arms):
            by_design.setdefault(in_order({treatment for treatment, _, _ in arms}), []).append(study)
    left, dropped = [], []
    for design in sorted(by_design):
        members = by_design[design]
        arms_by_name = {
            name: [arm for study in members for arm in by_study[study] if arm[0] == name] for name in design
        }
        kept = tuple(name for name in design if _says_something(arms_by_name[name]))
        dropped += [(design, name) for name in design if name not in kept]
        if len(kept) > 1:
            left.append((kept, members))
    return left, tuple(dropped)


def _by_study(
    studies: Sequence[str], treatments: Sequence[str], events: Sequence[float | None], totals: Sequence[float | None]
) -> dict[str, list[Arm]]:
    found: dict[str, list[Arm]] = {}
    for study, treatment, events_of_arm, total in zip(studies, treatments, events, totals, strict=True):
        arms = found.setdefault(study, [])
        if events_of_arm is None or total is None:
            continue
        if not 0.0 <= events_of_arm <= total < float("inf"):
            raise ValueError(
                f"an arm has between 0 and all of its participants with events, found {events_of_arm} of {total}"
            )
        if total > 0.0:
            arms.append((treatment, float(events_of_arm), float(total)))
    return found


def _says_something(arms: Iterable[Arm]) -> bool:
    """Whether there are events as well as participants without."""
    counts = [(events, total - events) for _, events, total in arms]
    return any(events > 0.0 for events, _ in counts) and any(others > 0.0 for _, others in counts)


def _study(name: str, arms: Sequence[Arm], kept: Sequence[str]) -> CountStudy:
    counts = {treatment: (events, total) for treatment, events, total in arms}
    chosen = [counts[treatment] for treatment in kept]
    return CountStudy(name, tuple(events for events, _ in chosen), tuple(total for _, total in chosen))
