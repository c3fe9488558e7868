"""What the analysis of a table comes to: studies, pooled estimate, every further analysis; computes nothing.

The types of the analyses are named, not imported: a run imports those it makes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from drgs_cli.analysis.request import Request
    from drgs_cli.analysis.table import Table
    from drgs_cli.stats.bayes.normal_normal import Bayes, Shrunken
    from drgs_cli.stats.bias.fail_safe import FailSafe
    from drgs_cli.stats.bias.limit_meta_analysis import LimitMetaAnalysis
    from drgs_cli.stats.bias.rank_test import RankTest, ScoreTest
    from drgs_cli.stats.bias.selection_model import SelectionModel
    from drgs_cli.stats.bias.small_study import AsymmetryTest, RegressionTest
    from drgs_cli.stats.bias.trim_and_fill import TrimAndFill
    from drgs_cli.stats.cluster_robust import ClusterRobust
    from drgs_cli.stats.effects.measures import EffectMeasure
    from drgs_cli.stats.effects.zero_cells import ZeroPolicy
    from drgs_cli.stats.glmm.answer import MixedModel
    from drgs_cli.stats.heterogeneity import HeterogeneityLimits
    from drgs_cli.stats.influence import Influence
    from drgs_cli.stats.multilevel import Multilevel
    from drgs_cli.stats.pooling import Pooled
    from drgs_cli.stats.regression import Regression
    from drgs_cli.stats.results import Effect, Interval, NotEstimable
    from drgs_cli.stats.subgroups import CommonTau2Subgroups, Subgroups


class StudyEffect(Struct, frozen=True):
    """One row: its effect, or why it has none; `reason` says why a row is not pooled, None where it is.

    `weight` is its part of all weight, from 0 to 1, where the model has weights.
    """

    label: str
    line: int
    effect: Effect | None
    reason: str | None
    weight: float | None = None


class Sample(Struct, frozen=True):
    """The rows that are pooled: their places in the table, estimates and variances.

    `zeros` is what was added, `increased` to how many of them.
    """

    measure: EffectMeasure
    zeros: ZeroPolicy
    increased: int
    studies: tuple[StudyEffect, ...]
    kept: tuple[int, ...]
    estimates: tuple[float, ...]
    variances: tuple[float, ...]


class Fit(Struct, frozen=True):
    """The pooled estimate, whichever model it comes from; what a model does not have is None.

    `i2` is in per cent. `prediction` and `riley` (t with k - 2) are for the effect of a new study; `no_prediction` is
    why there is none where one was asked for. `classic_error` is 1 / sqrt(sum w), `scale` the factor by which Hartung
    and Knapp multiply its square.
    """

    method: str
    interval_method: str
    k: int
    estimate: float
    standard_error: float
    statistic: float | None
    df: float | None
    p: float | None
    interval: Interval | None
    tau2: float | None = None
    tau2_error: float | None = None
    status: str = "closed"
    q: float | None = None
    q_df: int | None = None
    q_p: float | None = None
    i2: float | None = None
    h2: float | None = None
    log_likelihood: float | None = None
    weights: tuple[float, ...] = ()
    prediction: Interval | None = None
    prediction_df: float | None = None
    riley: Interval | None = None
    no_prediction: str | None = None
    classic_error: float | None = None
    scale: float | None = None


class Limits(Struct, frozen=True):
    """Limits of tau2: `kind` QP, the Q-profile, or PL, the profile likelihood."""

    kind: str
    found: HeterogeneityLimits | NotEstimable


class Counted(Struct, frozen=True):
    """A common effect straight from `k` tables of counts, in one of its variants, with tests of them, if any.

    `k` is None where the variant chooses its tables and has no estimate.
    A test has a name, a statistic and a p-value; `positive` tables inform those of one odds ratio, or Peto's.
    """

    method: str
    variant: str
    k: int | None
    fit: Fit | NotEstimable
    tests: tuple[tuple[str, float, float | None], ...] = ()
    positive: int | None = None
    random: Fit | None = None


class Bias(Struct, frozen=True):
    """What may be said of missing studies; an entry that cannot be had says why."""

    regressions: tuple[tuple[str, str, RegressionTest | NotEstimable], ...]
    rank: RankTest | NotEstimable
    asymmetry: tuple[tuple[str, AsymmetryTest | ScoreTest | NotEstimable], ...]
    limit: LimitMetaAnalysis | NotEstimable
    fail_safe: tuple[tuple[str, FailSafe | NotEstimable], ...]
    trimmed: tuple[tuple[str, TrimAndFill | NotEstimable], ...]
    selected: tuple[tuple[str, SelectionModel | NotEstimable], ...]


class Clustered(Struct, frozen=True):
    """The multilevel model by one method, and its cluster-robust intervals; `left_out` rows name no cluster."""

    method: str
    left_out: int
    fit: Multilevel | NotEstimable
    robust: tuple[tuple[str, ClusterRobust | NotEstimable], ...]


class Grouped(Struct, frozen=True):
    """Subgroups, each with its own tau2 and with one for all; `left_out` rows name no level."""

    column: str
    left_out: int
    separate: Subgroups | NotEstimable
    common: CommonTau2Subgroups | NotEstimable


class Moderated(Struct, frozen=True):
    """A meta-regression: which columns, what is compared with what where they are words, how many rows lack a value."""

    columns: tuple[str, ...]
    references: tuple[tuple[str, str], ...]
    left_out: int
    fit: Regression | NotEstimable


class Ordered(Struct, frozen=True):
    """A pooled estimate for each study: without it, or up to it, by the label that stands for it."""

    labels: tuple[str, ...]
    fits: tuple[Pooled | NotEstimable, ...]


class Posterior(Struct, frozen=True):
    """What the data say under a prior on tau of this scale; `studies` are the effects of the single ones, shrunken."""

    scale: float
    found: Bayes | NotEstimable
    studies: tuple[Shrunken, ...] = ()


class Analysis(Struct, frozen=True):
    """Everything that was asked of a table; None is what was not asked, NotEstimable what cannot be had."""

    request: Request
    table: Table
    sample: Sample
    fit: Fit | NotEstimable
    limits: tuple[Limits, ...] = ()
    counted: tuple[Counted, ...] = ()
    mixed: tuple[MixedModel | NotEstimable, ...] = ()
    groups: Grouped | None = None
    regression: Moderated | None = None
    without_one: Ordered | NotEstimable | None = None
    cumulative: Ordered | NotEstimable | None = None
    influence: tuple[Influence, ...] | NotEstimable | None = None
    bias: Bias | None = None
    clusters: tuple[Clustered, ...] = ()
    posteriors: tuple[Posterior, ...] = ()
