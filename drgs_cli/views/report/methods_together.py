"""How figures were put together, in the sentences of a methods section; computes nothing."""

from drgs_cli.synthesis.inverse_variance import COMMON
from drgs_cli.views.pool.wording import INTERVALS, TAU2
from drgs_cli.views.report.material import Material
from drgs_cli.views.wording import short

_MEASURES = {
    None: "Of counts the risk ratio was worked out, with the risk difference per 100 patients; of means their"
    " difference, on 0 to 100 where the scale allows.",
    "RR": "Of counts the risk ratio was worked out, with the risk difference per 100 patients.",
    "OR": "Of counts the odds ratio was worked out, with the risk difference per 100 patients.",
    "RD": "Of counts the risk difference was worked out.",
    "MD": "Of means their difference was worked out, on 0 to 100 where the scale allows.",
    "MD-10": "Of means their difference was worked out, on 0 to 10 where the scale allows.",
    "SMD": "Of means the standardised difference (Hedges' g) was worked out.",
}


def kinds_texts(material: Material) -> list[str]:
    """What is never put together."""
    library = material.library
    first, second = (short(library.vocabulary, key) for key in library.review.compare)
    unanchored = (
        "Differences between uncontrolled series were worked out because this was asked for; they are marked, and are"
        " no comparisons."
        if material.question.allow_unanchored
        else "Uncontrolled series stand side by side; no difference was worked out between them."
    )
    return [
        f"Four kinds of evidence on {first} and {second} were kept apart and never pooled with one another: randomised"
        " trials of both; other studies of both, and trials by the treatment in fact received; trials of each against"
        " the same third treatment, joined in a network within one indication, outcome and time; and uncontrolled"
        f" series. {unanchored} The reading rests on the best kind that there is, then on the most important outcome,"
        " then on the first window in the order above.",
    ]


def together_texts(material: Material) -> list[str]:
    """Measures, pooling by the number of studies, intervals, zero cells."""
    question, review = material.question, material.library.review
    prior = review.tau_prior
    scales = (
        f"{prior['log']:g} for logarithms of ratios, {prior['smd']:g} for standardised differences, {prior['rd']:g} for"
        f" risk differences, {prior['points-of-100']:g} for points of 0 to 100"
    )
    return [
        f"{_MEASURES[question.measure]} Ratios and differences are of the first side over, or minus, the second."
        f" Intervals are of {question.level:g} %. The difference per 100 patients of one trial has the interval of"
        " Newcombe (method 10); of several it is the pooled ratio put on the risk of their second sides.",
        _pooled(material, scales),
        "Where a study has no event, or nothing but events, on one side, ratios were pooled by Mantel and "
        "Haenszel with nothing added to any cell; of one such study only the difference was worked out. A "
        "study without events, or with nothing but events, on both sides is in no ratio, and in differences. "
        "The p-value of a table with an expected count under 5 is the mid-p of Fisher's exact test. Of "
        "crossover trials paired figures were used where they are printed, else the two groups as if they "
        "were of different patients, which is marked. A standard deviation that is not printed was worked out "
        "from a standard error, an interval, an exact p-value between the groups or quartiles, and is marked; "
        f"of changes it was imputed with a correlation of {review.correlation:g}. It was never taken from a "
        "range, an inequality or a p-value against the start.",
        "Rates of one side: of three studies or more a binomial-normal mixed model, with the crude rate and "
        "the range; two stand beside one another; one has the exact interval of Clopper and Pearson, and so "
        "has the sum of several where nobody, or everybody, had the outcome. Means of one side were pooled as "
        "comparisons were.",
    ]


def _pooled(material: Material, scales: str) -> str:
    question = material.question
    if question.method == COMMON:
        return (
            "Two studies or more were pooled by inverse variance with a common effect, as was asked for. One study"
            " stands for itself and is never called pooled."
        )
    method, interval = TAU2[question.method], INTERVALS[question.interval]
    return (
        f"Three studies or more were pooled by inverse variance with random effects: tau² by {method}, {interval}, with"
        " a prediction interval. Of two studies a Bayesian answer is given with a half-normal prior of tau (scale"
        f" {scales}), the common effect beside it. One study stands for itself and is never called pooled."
    )
