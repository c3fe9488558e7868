"""One side alone: each study's figure, and what they come to together; compares nothing."""

from drgs_cli.records.observed import Value
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.synthesis.arms import Side
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.denominators import RE_EXPRESSED, failed_trials, is_over_all_trialled
from drgs_cli.synthesis.estimate import Estimate
from drgs_cli.synthesis.selection import Chosen

UNCONTROLLED = "uncontrolled"  # single arms, and arms of cohorts against something else that nobody allocated
TRIAL_ARMS = "trial-arms"  # arms of randomised trials against something else


class Line(Value, frozen=True, kw_only=True):
    """The figure of one side in one study: a rate, a mean, events per person-time, or the reason for having none.

    `trialled` is the side with trial failures as non-responders (those analysed and those who failed; not the lost) and
    `allocated` that with the lost, too, where the flow of patients is known and the figure is not so already.
    """

    chosen: Chosen
    side: Side
    value: float | None
    interval: Interval | NotEstimable
    trialled: Side | None = None
    allocated: Side | None = None
    marks: tuple[str, ...] = ()

    @property
    def failed_trials(self) -> int | None:
        """How many of its arms did not get past the trial phase."""
        return failed_trials(self.side, self.chosen.study)

    @property
    def is_over_all_trialled(self) -> bool:
        """Whether those analysed and those whose trial failed are all who were trialled."""
        return self.trialled is not None and is_over_all_trialled(self.trialled, self.chosen.study)


class Synthesis(Value, frozen=True, kw_only=True):
    """All studies of one side in one cell. `of` is UNCONTROLLED or TRIAL_ARMS: the two never stand in one line.

    `estimate` is the study itself where there is one. `crude` is the sum of events over that of patients (from two
    studies), `range` the lowest and highest figure of a study.
    """

    side: str
    of: str
    cell: Cell
    lines: tuple[Line, ...]
    groups: dict[str, int]
    estimate: Estimate
    crude: float | None = None
    range: tuple[float, float] | None = None
    marks: tuple[str, ...] = ()

    @property
    def counted(self) -> tuple[Line, ...]:
        """The lines of the studies in the estimate."""
        found = {weight.study for weight in self.estimate.weights}
        return tuple(line for line in self.lines if line.chosen.study.id in found)

    @property
    def of_trialled(self) -> tuple[Side, ...]:
        """Of the lines in the estimate that divide by those who got past the trial phase, the sides with the failed
        trials, where the flow of patients is known.
        """
        return tuple(line.trialled for line in self._reported if line.trialled is not None)

    @property
    def is_over_all_trialled(self) -> bool:
        """Whether the patients of these sides are all who were trialled."""
        return all(line.is_over_all_trialled for line in self._reported if line.trialled is not None)

    @property
    def _reported(self) -> tuple[Line, ...]:
        return tuple(line for line in self.counted if RE_EXPRESSED not in line.marks)

    def ref(self, indication: str) -> str:
        """How the synthesis is named for programs and for `explain`."""
        return f"{self.cell.name(indication)}/single-{self.side}" + ("" if self.of == UNCONTROLLED else "-trials")
