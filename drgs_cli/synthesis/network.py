"""What a network of the trials of one cell is: treatments, comparisons, what they come to; computes nothing.

Trials of one cell joined through common comparators: nothing is compared across cells, and none across indications.
"""

from drgs_cli.records.model import Study
from drgs_cli.records.observed import Value
from drgs_cli.stats.results import Effect, Interval, NotEstimable
from drgs_cli.synthesis.arms import Side
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.effect import RandomisedEffect
from drgs_cli.synthesis.estimate import Estimate
from drgs_cli.synthesis.evidence import Excluded
from drgs_cli.synthesis.selection import Chosen


class NodeTotal(Value, frozen=True, kw_only=True):
    """A treatment over the trials of a network that have it: interventions in it, trials, groups analysed with the
    number of trials, and patients and events where all trials have them.
    """

    key: str
    interventions: tuple[str, ...]
    trials: int
    groups: dict[str, int]
    n: int | None
    events: int | None


class NetworkTrial(Value, frozen=True, kw_only=True):
    """A trial as it stands in a network: its treatments in order, the figures of each, every two of them compared.

    `effect` is that of a trial of two treatments. `lacking` says why nothing can weigh it (an empty cell): then it has
    no contrasts, and stands only among other trials of the same two, whose counts may be put together.
    """

    chosen: Chosen
    measure: str
    sides: tuple[Side, ...]
    contrasts: tuple["TrialContrast", ...]
    marks: tuple[str, ...]
    effect: RandomisedEffect | None = None
    lacking: str | None = None

    @property
    def nodes(self) -> tuple[str, ...]:
        """Its treatments."""
        return tuple(side.intervention for side in self.sides)


class CellTrials(Value, frozen=True):
    """The trials of one cell and measure, each patient once, and what does not stand among them, with the reason.
    `unweighed` are trials of two treatments that are `lacking`.
    """

    cell: Cell
    measure: str | None
    trials: tuple[NetworkTrial, ...]
    left_out: tuple[Excluded, ...]
    unweighed: tuple[NetworkTrial, ...] = ()


class TrialContrast(Value, frozen=True, kw_only=True):
    """The first treatment over, or minus, the second in one trial; the first stands before the second in the order of
    the network's treatments. `interval` and `p` are the trial's own, and `test` names
    what that p is of.
    """

    chosen: Chosen
    first: str
    second: str
    effect: Effect
    interval: Interval
    p: float | None
    test: str | None
    came_from: str


class Edge(Value, frozen=True, kw_only=True):
    """Two treatments that trials compare with each other, and what those trials come to alone. A trial of which only
    the counts are put together with others has no contrast.
    """

    first: str
    second: str
    contrasts: tuple[TrialContrast, ...]
    direct: Estimate

    @property
    def trials(self) -> int:
        """How many compare the two."""
        return len(self.direct.weights)


class League(Value, frozen=True, kw_only=True):
    """Two treatments in the whole network: the estimate, and its direct and indirect parts where there are such.

    `p` asks whether the two parts differ; None unless there are both. `share` is how much of the estimate is direct.
    """

    first: str
    second: str
    trials: int
    estimate: Estimate
    direct: Estimate | None
    indirect: Estimate | None
    share: float
    p: float | None


class Inconsistency(Value, frozen=True):
    """Disagreement between designs: Q of the common effect, its degrees of freedom and p."""

    q: float
    df: int
    p: float


class NetworkPart(Value, frozen=True, kw_only=True):
    """The connected trials of one cell. `method` is how heterogeneity was estimated, "ee" where a common effect was
    taken: one study for each comparison leaves nothing to see it by; None where it has a prior instead. A part of two
    treatments is no network, but the meta-analysis that a comparison of the two is; it ranks nothing.

    `league` has every pair of treatments, the first against all others, then the second against those after it; it is
    empty where nothing can be estimated, and `failure` says why. `p_scores` are empty where neither more nor less
    is better. `i2` is in per cent, as everywhere in stats.
    """

    cell: Cell
    nodes: tuple[str, ...]
    studies: tuple[Study, ...]
    measure: str | None = None
    trials: tuple[NetworkTrial, ...] = ()
    totals: tuple[NodeTotal, ...] = ()
    edges: tuple[Edge, ...] = ()
    league: tuple[League, ...] = ()
    p_scores: tuple[tuple[str, float], ...] = ()
    inconsistency: Inconsistency | None = None
    method: str | None = None
    tau2: float | None = None
    i2: float | None = None
    q: float | None = None
    df: int | None = None
    q_p: float | None = None
    marks: tuple[str, ...] = ()
    failure: NotEstimable | None = None

    @property
    def contrasts(self) -> tuple[TrialContrast, ...]:
        """What the trials say of every two of their treatments."""
        return tuple(contrast for trial in self.trials for contrast in trial.contrasts)

    def between(self, first: str, second: str) -> League | None:
        """The entry of two treatments, in the order of the network."""
        return next((entry for entry in self.league if (entry.first, entry.second) == (first, second)), None)

    def total(self, node: str) -> NodeTotal | None:
        """The trials of one treatment."""
        return next((total for total in self.totals if total.key == node), None)


class CellNetwork(Value, frozen=True, kw_only=True):
    """The trials of one cell and one measure: parts that no trial connects, largest first; trials that compare two
    treatments and stand in none of them, with the reason. `measure` is None where there is no part.
    """

    cell: Cell
    measure: str | None
    parts: tuple[NetworkPart, ...]
    left_out: tuple[Excluded, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        """The treatments of all parts."""
        return tuple(node for part in self.parts for node in part.nodes)

    def ref(self, indication: str) -> str:
        """How the network is named for programs."""
        return f"{self.cell.name(indication)}/network"
