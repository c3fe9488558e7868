"""What was asked of a table, wholly resolved: measure, model, intervals, further analyses; computes nothing."""

from typing import Literal

from msgspec import Struct

Increment = Literal["only0", "all", "if0all", "none"]
Desirable = Literal["small", "large"]


class ZeroCells(Struct, frozen=True):
    """What is done about empty cells, in escalc's words: `add` to which tables, and whether double zeros are dropped.

    `add` None is what escalc adds for the measure, `drop_double` None what metafor does. `pooled` says to which of the
    tables that Mantel-Haenszel and Peto sum up it is added: to none unless asked. `empty_groups`: a group of nobody
    gets its increment like any other.
    """

    to: Increment = "only0"
    add: float | None = None
    drop_double: bool | None = None
    pooled: Increment = "none"
    empty_groups: bool = False


class Further(Struct, frozen=True):
    """Which analyses are wanted beside the pooled estimate."""

    subgroup: str | None = None
    moderators: tuple[str, ...] = ()
    cluster: str | None = None
    order_by: str | None = None
    leave_one_out: bool = False
    cumulative: bool = False
    influence: bool = False
    bias: bool = False
    bayes: bool = False
    tau_priors: tuple[float, ...] = (0.5, 1.0)


class NetworkChoices(Struct, frozen=True):
    """How a network is shown: the treatment the others are held against, and which values are the good ones."""

    reference: str | None = None
    desirable: Desirable = "small"


class Request(Struct, frozen=True):
    """One question to a table. `columns` maps a name of metafor's, such as n1i, to a header of the file.

    Where a `conversion` is asked for, nothing is pooled, and the measure says nothing.
    """

    measure: str
    method: str = "reml"
    interval: str = "z"
    prediction: str = "default"
    level: float = 95.0
    variance: str = "LS"
    zeros: ZeroCells = ZeroCells()
    model: str = "UM.FS"
    nodes: int = 7
    transform: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    further: Further = Further()
    network: NetworkChoices | None = None
    conversion: str | None = None

    @property
    def weighting(self) -> str:
        """The estimator of what is weighted by inverse variance beside the pooled estimate.

        That is the method asked for, where it is such an estimator; beside sums of counts it is the common effect,
        beside a mixed model REML.
        """
        return {"mh": "ee", "peto": "ee", "glmm": "reml"}.get(self.method, self.method)

    def header(self, role: str) -> str:
        """The header under which the file holds a column."""
        return dict(self.columns).get(role, role)
