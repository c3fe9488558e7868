"""The registry of effect measures by metafor's names: from what columns, on which scale, by which formula.

`MEASURES` holds one entry for each measure, `DESIGNS` the columns of each kind of table. Computes nothing itself.
"""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from drgs_cli.stats.effects import (
    binary,
    changes,
    correlations,
    means,
    proportions,
    rates,
    reported,
    single_means,
    standardised,
)
from drgs_cli.stats.effects.zero_cells import ESCALC, ESCALC_ARCSINE, ZeroPolicy, resolved
from drgs_cli.stats.results import Effect, Measure, NotEstimable, Scale

# All columns of a kind of table, by metafor's names; a measure may need fewer.
DESIGNS: dict[str, tuple[str, ...]] = {
    "binary2": ("ai", "n1i", "ci", "n2i"),
    "cont2": ("m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i"),
    "prop": ("xi", "ni"),
    "rate2": ("x1i", "t1i", "x2i", "t2i"),
    "rate1": ("xi", "ti"),
    "prepost": ("m1i", "m2i", "sd1i", "sd2i", "ni", "ri"),
    "mean1": ("mi", "sdi", "ni"),
    "cor": ("ri", "ni"),
    "generic": ("yi", "vi"),
}


class EffectMeasure(Struct, frozen=True):
    """One measure. `no_effect` is in natural units, None where one group is described and nothing compared.

    `zeros` is what escalc does about empty cells unless told otherwise, None for measures that have no counts.
    `variance_types` are the vtypes of metafor, the default first. `fewer` are the columns, if not all of the design.
    """

    name: Measure
    label: str
    design: str
    scale: Scale
    no_effect: float | None
    compute: Callable[..., Effect | NotEstimable]
    variance_types: tuple[str, ...] = ("LS",)
    zeros: ZeroPolicy | None = None
    fewer: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """What a row holds, by metafor's names, in the order in which `compute` takes it."""
        return self.fewer or DESIGNS[self.design]


def effect_of(
    measure: EffectMeasure,
    row: Sequence[float],
    zeros: ZeroPolicy | None = None,
    variance_type: str | None = None,
) -> Effect | NotEstimable:
    """The effect of one row, which holds the columns of the measure in their order.

    Without `zeros`, or without `variance_type`, what metafor does. `zeros` of a measure without counts is left
    unused. "if0all" has to be resolved first (`resolve_zeros`).
    ValueError, as the fault of the caller: another number of columns, a variance type that the measure has not, or
    what the formula says.
    """
    if len(row) != len(measure.columns):
        raise ValueError(f"{measure.name} takes {', '.join(measure.columns)}, found {len(row)} numbers")
    options: dict[str, object] = {}
    if measure.zeros is not None:
        options["zeros"] = zeros or measure.zeros
    if variance_type is not None and variance_type not in measure.variance_types:
        raise ValueError(f"{measure.name} has the variances {', '.join(measure.variance_types)}, not {variance_type}")
    if variance_type is not None and len(measure.variance_types) > 1:
        options["variance_type"] = variance_type
    return measure.compute(*row, **options)


def resolve_zeros(measure: EffectMeasure, rows: Iterable[Sequence[float]], zeros: ZeroPolicy) -> ZeroPolicy:
    """The policy for each row of a set: "if0all" becomes "all" or "none", others stay."""
    return zeros if measure.zeros is None else resolved(zeros, measure.design, rows)


# fmt: off
_ENTRIES: tuple[EffectMeasure, ...] = (
    # two groups of patients, with and without an event
    EffectMeasure("RR", "risk ratio", "binary2", "log", 1.0, binary.risk_ratio, zeros=ESCALC),
    EffectMeasure("OR", "odds ratio", "binary2", "log", 1.0, binary.odds_ratio, zeros=ESCALC),
    EffectMeasure("PETO", "odds ratio by Peto's method", "binary2", "log", 1.0, binary.peto_odds_ratio, zeros=ESCALC),
    EffectMeasure("RD", "risk difference", "binary2", "natural", 0.0, binary.risk_difference, ("LS", "UB"), ESCALC),
    EffectMeasure("AS", "difference of arcsine-transformed risks", "binary2", "natural", 0.0,
        binary.arcsine_difference, zeros=ESCALC_ARCSINE),
    # means of two groups
    EffectMeasure("MD", "mean difference", "cont2", "natural", 0.0, means.mean_difference, ("LS", "HO")),
    EffectMeasure("SMD", "standardised mean difference", "cont2", "natural", 0.0,
        standardised.standardised_mean_difference, ("LS", "LS2", "UB")),
    EffectMeasure("SMDH", "standardised mean difference, unequal spreads", "cont2", "natural", 0.0,
        standardised.difference_in_average_sds),
    EffectMeasure("SMD1", "mean difference in standard deviations of group 2", "cont2", "natural", 0.0,
        standardised.difference_in_control_sds, ("LS", "LS2", "UB"), fewer=("m1i", "n1i", "m2i", "sd2i", "n2i")),
    EffectMeasure("ROM", "ratio of means", "cont2", "log", 1.0, means.ratio_of_means, ("LS", "HO")),
    EffectMeasure("CVR", "ratio of coefficients of variation", "cont2", "log", 1.0, means.variation_ratio),
    EffectMeasure("VR", "ratio of standard deviations", "cont2", "log", 1.0,
        means.variability_ratio, fewer=("sd1i", "n1i", "sd2i", "n2i")),
    # one proportion
    EffectMeasure("PR", "proportion", "prop", "natural", None, proportions.raw_proportion, ("LS", "UB"), ESCALC),
    EffectMeasure("PLN", "proportion, log-transformed", "prop", "log", None, proportions.log_proportion, zeros=ESCALC),
    EffectMeasure("PLO", "proportion, logit-transformed", "prop", "logit", None,
        proportions.logit_proportion, zeros=ESCALC),
    EffectMeasure("PAS", "proportion, arcsine-transformed", "prop", "arcsine", None,
        proportions.arcsine_proportion, zeros=ESCALC_ARCSINE),
    EffectMeasure("PFT", "proportion, Freeman-Tukey-transformed", "prop", "double-arcsine", None,
        proportions.double_arcsine_proportion, zeros=ESCALC_ARCSINE),
    # events in person-time
    EffectMeasure("IRR", "rate ratio", "rate2", "log", 1.0, rates.rate_ratio, zeros=ESCALC),
    EffectMeasure("IRD", "rate difference", "rate2", "natural", 0.0, rates.rate_difference, zeros=ESCALC),
    EffectMeasure("IRSD", "difference of square roots of rates", "rate2", "natural", 0.0,
        rates.root_rate_difference, zeros=ESCALC_ARCSINE),
    EffectMeasure("IR", "rate", "rate1", "natural", None, rates.raw_rate, zeros=ESCALC),
    EffectMeasure("IRLN", "rate, log-transformed", "rate1", "log", None, rates.log_rate, zeros=ESCALC),
    EffectMeasure("IRS", "rate, square-root-transformed", "rate1", "square-root", None,
        rates.root_rate, zeros=ESCALC_ARCSINE),
    EffectMeasure("IRFT", "rate, Freeman-Tukey-transformed", "rate1", "double-square-root", None,
        rates.double_root_rate, zeros=ESCALC_ARCSINE),
    # two measurements of the same patients
    EffectMeasure("MC", "mean change", "prepost", "natural", 0.0, changes.mean_change),
    EffectMeasure("SMCC", "mean change in standard deviations of the change", "prepost", "natural", 0.0,
        changes.change_in_change_sds, ("LS", "LS2")),
    EffectMeasure("SMCR", "mean change in standard deviations", "prepost", "natural", 0.0,
        changes.change_in_raw_sds, ("LS", "LS2"), fewer=("m1i", "m2i", "sd1i", "ni", "ri")),
    EffectMeasure("SMCRH", "mean change in standard deviations, unequal spreads", "prepost", "natural", 0.0,
        changes.change_in_raw_sds_unequal),
    EffectMeasure("ROMC", "ratio of paired means", "prepost", "log", 1.0, changes.ratio_of_paired_means),
    # one mean
    EffectMeasure("MN", "mean", "mean1", "natural", None, single_means.raw_mean),
    EffectMeasure("MNLN", "mean, log-transformed", "mean1", "log", None, single_means.log_mean),
    EffectMeasure("SMN", "mean in standard deviations", "mean1", "natural", None, single_means.standardised_mean),
    # correlations
    EffectMeasure("COR", "correlation", "cor", "natural", 0.0, correlations.raw_correlation),
    EffectMeasure("UCOR", "correlation, bias-corrected", "cor", "natural", 0.0,
        correlations.unbiased_correlation, ("LS", "UB")),
    EffectMeasure("ZCOR", "correlation, z-transformed", "cor", "fisher-z", 0.0, correlations.fisher_z),
    # estimates as they were reported
    EffectMeasure("GEN", "reported estimate", "generic", "natural", 0.0, reported.reported_effect),
)
# fmt: on
MEASURES: dict[str, EffectMeasure] = {measure.name: measure for measure in _ENTRIES}
