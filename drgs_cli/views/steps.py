"""A calculation by hand in words: what each line is, and its formula with the numbers put in; computes nothing."""

import re

from drgs_cli.synthesis.trace_steps import Check, Step
from drgs_cli.views.numbers import MINUS, span
from drgs_cli.views.wording import short
from drgs_cli.vocabulary.terms import Vocabulary

DIGITS = 5  # that count, so that a calculator comes to what is printed beside it
_EXACT = 1e7  # whole numbers below are written out

STEPS = {
    "base": "risk of the second side",
    "both-parts": "direct and indirect part by their weights",
    "clustered-se": "standard error of the mean, clusters taken into account",
    "crude": "crude share, all studies as one",
    "d": "difference in standard deviations",
    "design-effect": "design effect of clusters",
    "difference-high-on-base": "upper limit of the difference",
    "difference-low-on-base": "lower limit of the difference",
    "difference-on-base": "difference, the ratio on the risk of the second side",
    "effective-events": "events over the design effect",
    "effective-patients": "patients over the design effect",
    "effective-together": "patients over the design effect, together",
    "events-from-percent": "events worked back from the printed percentage, before rounding",
    "events-of-second": "events of the second side, all studies",
    "events-together": "events together",
    "g": "Hedges' g",
    "hedges": "correction for small samples",
    "interval": "interval",
    "interval-high": "upper limit",
    "interval-low": "lower limit",
    "leg": "the one trial of this comparison (ln of a ratio)",
    "legs": "the legs together",
    "limit-turned": "limit in these units",
    "log-irr": "ln of the rate ratio",
    "log-of-answer": "ln of the answer, as rma.glmm of metafor finds it (IRLN, test t)",
    "limits-turned-back": "limits out of the logarithm",
    "log-of-limits": "ln of the limits",
    "log-of-side": "ln",
    "log-or": "ln of the odds ratio",
    "log-printed": "ln of the printed estimate",
    "log-rr": "ln of the risk ratio",
    "logit-of-answer": "logit of the answer, as rma.glmm of metafor finds it (PLO, test t)",
    "logit-of-limits": "logit of the limits",
    "logit-of-side": "logit",
    "mcnemar": "p, McNemar's test, mid-p",
    "md": "mean difference",
    "mean-from-quartiles": "mean from median and quartiles (Luo 2018)",
    "mean-in-units": "mean in the units of the line",
    "mean-together": "mean of both groups",
    "median-in-units": "median in the units of the line",
    "mh-d": "sum of the differences",
    "mh-d-of-study": "difference of a study",
    "mh-p": "first sum of the variance",
    "mh-p-of-study": "term of a study",
    "mh-pr": "first sum of the variance",
    "mh-ps-qr": "second sum of the variance",
    "mh-q": "second sum of the variance",
    "mh-q-of-study": "term of a study",
    "mh-qs": "third sum of the variance",
    "mh-r": "upper sum of Mantel and Haenszel",
    "mh-r-of-study": "term of a study",
    "mh-s": "lower sum of Mantel and Haenszel",
    "mh-s-of-study": "term of a study",
    "mh-w": "sum of the weights",
    "mh-w-of-study": "weight of a study",
    "mid-p": "p, Fisher's exact test, mid-p",
    "mover-high": "upper limit (Zou and Donner 2008)",
    "mover-low": "lower limit (Zou and Donner 2008)",
    "needed": "number needed",
    "needed-high": "number needed at the upper limit",
    "needed-low": "number needed at the lower limit",
    "newcombe-high": "upper limit (Newcombe 1998, method 10)",
    "newcombe-low": "lower limit (Newcombe 1998, method 10)",
    "normal-quantile": "z of this share, from a table",
    "p": "p, two-sided, from a table of the normal distribution",
    "paired-high": "upper limit (Newcombe 1998, method 10 for paired proportions)",
    "paired-low": "lower limit (Newcombe 1998, method 10 for paired proportions)",
    "paired-rd": "risk difference, of pairs",
    "part": "as the network has it (ln of a ratio)",
    "patients-allocated": "all allocated; who failed or was lost counts as without the benefit",
    "patients-of-second": "patients of the second side, all studies",
    "patients-together": "patients together",
    "patients-trialled": "those analysed and who failed the trial phase, who count as without the benefit",
    "percent": "printed percentage as a share",
    "person-years": "person-years that make the printed rate",
    "person-years-together": "person-years together",
    "phi": "correlation of the two answers, corrected (Newcombe 1998)",
    "phi-none": "correlation of the two answers: none is taken into account",
    "posterior-high": "share of the posterior below the upper limit, tau integrated out",
    "posterior-low": "share of the posterior below the lower limit, tau integrated out",
    "posterior-median": "share of the posterior below the estimate, tau integrated out",
    "prediction": "prediction interval",
    "prediction-se": "standard error of a new study's effect",
    "printed-limits": "interval as printed",
    "quartile-share": "share below the upper quartile, as expected (Wan 2014)",
    "rate": "events per person-year",
    "rate-per-year": "printed rate per person-year",
    "rate-tail-high": "as few events or fewer, were the upper limit true (Poisson)",
    "rate-tail-low": "as many events or more, were the lower limit true (Poisson)",
    "rd": "risk difference",
    "sd-from-ci": "standard deviation from the confidence interval",
    "sd-from-iqr": "standard deviation from the quartiles (Wan 2014)",
    "sd-from-p": "standard deviation from the exact p between the arms",
    "sd-from-se": "standard deviation from the standard error",
    "sd-imputed-change": "standard deviation of the change from those before and after, correlation assumed",
    "sd-in-units": "standard deviation in the units of the line",
    "sd-pooled": "standard deviation of both groups",
    "sd-together": "standard deviation of both groups as one",
    "se": "standard error",
    "se-adjusted": "standard error of Hartung and Knapp",
    "se-from-ci": "standard error from the printed interval",
    "se-guarded": "standard error, factor not below 1",
    "se-in-units": "standard error in the units of the line",
    "se-of-answer": "standard error as the answer has it: no paper holds how it is found",
    "se-of-mean": "standard error of the mean",
    "share": "share",
    "share-direct": "weight of the direct part",
    "share-of-weight": "share of the weight",
    "spread": "factor of Hartung and Knapp, squared",
    "t-of-p": "t of the printed p, from a table",
    "tail-high": "as few events or fewer, were the upper limit true (binomial)",
    "tail-low": "as many events or more, were the lower limit true (binomial)",
    "tau-of-answer": "tau",
    "tau2-of-answer": "tau2 as the answer has it",
    "tenth-of-limits": "limits in points of 0 to 10",
    "tenth-of-side": "points of 0 to 10",
    "turned": "turned to the sides and units of the line",
    "turned-back": "out of the logarithm",
    "turned-se": "its standard error",
    "variance": "variance",
    "variance-of-legs": "variance of the legs together",
    "weight": "weight",
    "weighted-mean": "weighted mean",
    "weights": "sum of the weights",
    "wilson-1": "Wilson interval of the first side",
    "wilson-2": "Wilson interval of the second side",
    "z": "estimate over its standard error",
}

CHECKS = {
    "base": "risk of the second side",
    "crude": "crude share",
    "difference": "difference",
    "difference-high": "upper limit of the difference",
    "difference-low": "lower limit of the difference",
    "estimate": "estimate",
    "events": "events",
    "figure": "figure of the line",
    "interval-high": "upper limit",
    "interval-low": "lower limit",
    "leg": "comparison of one leg",
    "mean": "mean",
    "n": "patients",
    "needed": "number needed",
    "needed-high": "number needed, upper limit",
    "needed-low": "number needed, lower limit",
    "p": "p",
    "posterior-high": "upper limit",
    "posterior-low": "lower limit",
    "posterior-median": "estimate",
    "prediction-high": "upper limit of the prediction",
    "prediction-low": "lower limit of the prediction",
    "sd": "standard deviation",
    "se": "standard error",
    "share-direct": "weight of the direct part",
    "tail-high": "upper limit",
    "tail-low": "lower limit",
    "weight": "weight",
}

_SYMBOLS = {"*": "×", "-": MINUS, "-+": "∓"}
_PARTS = re.compile(r"[A-Za-z_][A-Za-z_0-9]*|-\+|[*-]")


def step_title(step: Step, vocabulary: Vocabulary) -> str:
    """What a line is, and of which side, treatment or study."""
    return f"{about}: {STEPS[step.name]}" if (about := about_text(step.about, vocabulary)) else STEPS[step.name]


def about_text(about: str, vocabulary: Vocabulary) -> str:
    """A side, a treatment or two of them; a study by its id."""
    return " against ".join(short(vocabulary, key) for key in about.split(":")) if about else ""


def step_text(step: Step) -> str:
    """The formula with its numbers, and the result; where no paper holds a formula, the numbers that go in."""
    result = span(*map(number, step.results)) if len(step.results) == 2 else number(step.results[0])
    if step.formula:
        return f"{formula_text(step)} = {result}"
    given = ", ".join(f"{name} {number(value)}" for name, value in step.inputs.items())
    return f"{result} ({given})" if given else result


def formula_text(step: Step) -> str:
    """The formula with the numbers put in for its letters."""
    return _PARTS.sub(lambda found: _put_in(found, step), step.formula)


def number(value: float) -> str:
    """A number as a calculator shows it: whole ones as they are, others with five digits that count."""
    if value == int(value) and abs(value) < _EXACT:
        return f"{int(value)}".replace("-", MINUS)
    return f"{value:.{DIGITS}g}".replace("-", MINUS)


def disagreements(checks: tuple[Check, ...], vocabulary: Vocabulary) -> list[str]:
    """What by hand is not what the answer has."""
    said = []
    for check in checks:
        if not check.agrees:
            about = about_text(check.about, vocabulary)
            answered = "none" if check.answered is None else number(check.answered)
            name = f"{about}: {CHECKS[check.name]}" if about else CHECKS[check.name]
            said.append(f"{name}: {number(check.by_hand)} by hand, {answered} in the answer")
    return said


def _put_in(found: re.Match[str], step: Step) -> str:
    text = found[0]
    if text in _SYMBOLS:
        return _SYMBOLS[text]
    if text not in step.inputs:
        return text
    written = number(step.inputs[text])
    return f"({written})" if written.startswith(MINUS) and found.start() > 0 else written
