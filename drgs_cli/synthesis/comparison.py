"""What a comparison of the two sides is, by kind of evidence, best kind first; computes nothing.

The four kinds are types of their own. What pools takes effects of one kind (`effect.py`) and answers with that kind.
"""

from typing import ClassVar

from drgs_cli.records.model import Study
from drgs_cli.records.observed import Value
from drgs_cli.records.review import Window
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.effect import NonRandomisedEffect, RandomisedEffect, StudyEffect
from drgs_cli.synthesis.estimate import Absolute, Estimate
from drgs_cli.synthesis.network import NetworkPart
from drgs_cli.synthesis.single import Synthesis

KIND_RANDOMISED = "randomised"
KIND_NON_RANDOMISED = "non-randomised"
KIND_ANCHORED = "anchored"
KIND_UNANCHORED = "unanchored"
KINDS = (KIND_RANDOMISED, KIND_NON_RANDOMISED, KIND_ANCHORED, KIND_UNANCHORED)


class SideTotal(Value, frozen=True):
    """One side of a comparison over all its studies: the treatments in it, groups analysed with the number of studies,
    events and patients where all studies have them.
    """

    intervention: str
    interventions: tuple[str, ...]
    window: Window | None
    groups: dict[str, int]
    events: int | None
    n: int | None

    @property
    def proportion(self) -> float | None:
        """Events over patients."""
        return self.events / self.n if self.events is not None and self.n else None


class Comparison(Value, frozen=True, kw_only=True):
    """First side over, or minus, second in one cell.

    `estimate` is the ratio or the difference of means, `absolute` the difference in the units of the outcome,
    `beyond_important` the share of settings in which the difference is beyond the important one. `good` is 1 where more
    is better for the patient, -1 where less is, 0 where neither.
    """

    kind: ClassVar[str] = ""
    cell: Cell
    sides: tuple[SideTotal, SideTotal]
    estimate: Estimate
    absolute: Absolute | None
    good: int
    important: float | None
    beyond_important: float | None = None
    marks: tuple[str, ...] = ()

    @property
    def effects(self) -> tuple[StudyEffect, ...]:
        """What each study with both sides says; of other kinds there is none."""
        return ()

    @property
    def studies(self) -> tuple[Study, ...]:
        """The studies that are about it, in the estimate or not."""
        return tuple(effect.chosen.study for effect in self.effects)

    @property
    def counted(self) -> tuple[Study, ...]:
        """The studies in the estimate; all, where there is none."""
        found = {weight.study for weight in self.estimate.weights}
        return tuple(study for study in self.studies if study.id in found) or self.studies

    @property
    def is_risk(self) -> bool:
        """Whether the difference is one of proportions."""
        return self.absolute is not None and self.absolute.base is not None

    def ref(self, indication: str) -> str:
        """How the comparison is named for programs and for `explain`."""
        return f"{self.cell.name(indication)}/{self.kind}"


class DirectRandomised(Comparison, frozen=True, kw_only=True):
    """Of trials with both arms."""

    kind: ClassVar[str] = KIND_RANDOMISED
    of: tuple[RandomisedEffect, ...]

    @property
    def effects(self) -> tuple[StudyEffect, ...]:
        """What each trial says."""
        return self.of


class DirectNonRandomised(Comparison, frozen=True, kw_only=True):
    """Of cohorts with both, and of trials by the treatment in fact received."""

    kind: ClassVar[str] = KIND_NON_RANDOMISED
    of: tuple[NonRandomisedEffect, ...]

    @property
    def effects(self) -> tuple[StudyEffect, ...]:
        """What each study says."""
        return self.of


class AnchoredIndirect(Comparison, frozen=True, kw_only=True):
    """Through a common comparator in randomised trials of the same cell."""

    kind: ClassVar[str] = KIND_ANCHORED
    network: NetworkPart

    @property
    def studies(self) -> tuple[Study, ...]:
        """The trials of the network."""
        return self.network.studies


class Unanchored(Comparison, frozen=True, kw_only=True):
    """Uncontrolled series of each side by side: not a comparison; a difference only where it was asked for."""

    kind: ClassVar[str] = KIND_UNANCHORED
    of: tuple[Synthesis, Synthesis]

    @property
    def studies(self) -> tuple[Study, ...]:
        """The studies of both sides."""
        return tuple(line.chosen.study for synthesis in self.of for line in synthesis.lines)

    @property
    def counted(self) -> tuple[Study, ...]:
        """The studies in what either side comes to."""
        return tuple(line.chosen.study for synthesis in self.of for line in synthesis.counted)
