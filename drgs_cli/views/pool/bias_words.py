"""The words on small-study effects: which test suits which measure, and what a reader has to know; knows no figure."""

FEWEST = 10  # with fewer studies the tests hardly ever find what is there

_EGGER = ("Egger", "Egger (REML)", "Thompson")

# The tests that raise no more false alarms than they should, by measure. Egger's wants a standard error that does not
# follow from the effect; of tables of counts only Harbord's and Peters's are free of that, and strong enough
# (Sterne and others 2011, BMJ 343:d4002; arcsine differences: Ruecker and others 2008, Stat Med 27:746).
SUITED: dict[str, tuple[str, ...]] = {
    "OR": ("Harbord", "Peters"),
    "RR": ("Harbord", "Peters"),
    **dict.fromkeys(("MD", "MC", "AS", "IRSD", "ZCOR", "VR", "PETO"), _EGGER),
}

_OF_RATIOS = (
    "The standard error follows from the ratio, so that the tests of Egger, Thompson and Begg raise false alarms;"
    " those of Macaskill and Schwarzer have little power."
)
_OF_DIFFERENCES = "Egger's test suits this measure, whose standard error does not follow from the effect."
_OF_PETO = "Of odds ratios by Peto's method, Egger's test is that of Harbord."
_REPORTED = (
    "Egger's test suits estimates whose standard error does not follow from their size, such as mean differences, and"
    " not ratios, proportions or standardised differences: which they are, their source tells."
)
_ONE_GROUP = (
    "None of these tests suits figures of one group: nothing is compared, so that no result is more welcome than"
    " another; asymmetry has other causes."
)
_NONE = (
    "None of these tests is known to suit this measure: its standard error follows from the effect, which by itself"
    " brings about asymmetry and low p-values."
)


def advice(name: str, compares: bool) -> str:
    """Which tests suit a measure, and why; `compares` is False where one group is described."""
    if name in ("OR", "RR"):
        return _OF_RATIOS
    if name == "PETO":
        return _OF_PETO
    if name in SUITED:
        return _OF_DIFFERENCES
    if name == "GEN":
        return _REPORTED
    return _NONE if compares else _ONE_GROUP


CAUSES = (
    "Asymmetry is not proof of missing studies: heterogeneity, chance, and weaker methods or other patients in small"
    " studies bring it about too."
)
VARIANTS = "The other predictor (variance), model (common effect) and variants of the tests: --format json."
SENSITIVITY = (
    "Sensitivity analyses, not corrected results: each assumes that studies are missing, and in one way. With"
    " heterogeneity, trim and fill also fills in studies that never were."
)
NO_P_VALUE = (
    "Selection models and fail-safe numbers go by a p-value against no effect. A figure of one group has none: they are"
    " left out here, and in --format json they are held against 0 on the scale of the arithmetic."
)
UNSEEN = (
    "Fail-safe numbers take it that unseen studies show no effect on average; they do not tell whether there are any."
)
# Of selection models, by the code of the note.
CAUTIONS = {
    "at-bound": "At a bound: a weight has reached the largest or the least that is tried, beyond which the likelihood"
    " may still rise; the estimate that goes with it is in --format json.",
    "tau2-0": "tau2 is 0 here, the lowest it can be; the interval takes no account of that.",
    "higher-top": "The likelihood has a higher top than this one, to which the search from the model without selection"
    " leads: the studies do not settle the answer.",
}
POWER = "{k} studies: with fewer than {fewest} such tests have little power, and a high p-value tells nothing."
LEFT_OUT = "Left out: more than {large} studies."
EMPTY = "Not estimable: no study has a one-sided p-value from {low} to {high}."
SIDE = "One-sided p-values of the selection models are small for {lean} {values}."
