"""Every figure of the section `glmm` of R: rma.glmm of metafor, fitted by glm, lme4 and numerical integration."""

import math
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pytest
from references import Entry, Reference, compare, glmm_section, having

from drgs_cli.stats.glmm.answer import MixedModel
from drgs_cli.stats.glmm.densities import binomial, hypergeometric, poisson
from drgs_cli.stats.glmm.integral import log_likelihood
from drgs_cli.stats.glmm.maximise import Point, maximise
from drgs_cli.stats.glmm.model import Arm, Model, fixed_intercepts, one_effect, random_intercepts
from drgs_cli.stats.glmm.one_group import fit_proportions, fit_rates
from drgs_cli.stats.glmm.two_groups import fit_odds_ratios, fit_rate_ratios
from drgs_cli.stats.results import Interval, NotEstimable

COLUMNS = {
    "OR": ("ai", "n1i", "ci", "n2i"),
    "IRR": ("x1i", "t1i", "x2i", "t2i"),
    "PLO": ("xi", "ni"),
    "IRLN": ("xi", "ti"),
}
FITS: Mapping[str, Any] = {
    "OR": fit_odds_ratios,
    "IRR": fit_rate_ratios,
    "PLO": fit_proportions,
    "IRLN": fit_rates,
}
BACK = {"PLO": lambda x: 1.0 / (1.0 + math.exp(-x)), "IRLN": math.exp}


@pytest.mark.parametrize("file", having("glmm"))
def test_mixed_models_are_those_of_r(file: Reference) -> None:
    for entry in file.content["glmm"]:
        section = glmm_section(file, entry)
        expected = {field: value for field, value in entry.items() if value is not None}  # standard errors R lost
        compare(section, expected, figures(entry, fitted(file, entry)), f"{file.name} {entry['call']}")


@pytest.mark.parametrize("file", having("glmm"))
def test_nothing_that_r_found_is_more_likely(file: Reference) -> None:
    """With effect and tau2 those of R, and all other parameters at their best, the likelihood is not above ours."""
    for entry in file.content["glmm"]:
        if entry["method"] == "ML" and entry.get("test") != "t":
            ours = fitted(file, entry)
            assert best_beside(file, entry) <= ours.log_likelihood + 1e-9 * abs(ours.log_likelihood), entry["call"]


@pytest.mark.parametrize(("name", "model"), [("dat.laopaiboon2015", "UM.FS"), ("dat.hahn2001", "CM.EL")])
def test_r_stops_short_where_it_is_not_compared(name: str, model: str) -> None:
    file = next(entry.values[0] for entry in having("glmm") if entry.id == name)
    entry = next(file.entries("glmm", model=model, method="ML"))
    assert best_beside(file, entry) < fitted(file, entry).log_likelihood - 1e-7


def rows_of(file: Reference, entry: Entry) -> list[tuple[Any, ...]]:
    columns = [file.columns[name] for name in COLUMNS[entry["measure"]]]
    return [row for row in zip(*columns, strict=True) if None not in row]


ANSWERS: dict[tuple[str, str], MixedModel] = {}  # by file and call: each is looked at more than once


def fitted(file: Reference, entry: Entry) -> MixedModel:
    """Our answer to an entry's call."""
    key = file.name, entry["call"]
    if key not in ANSWERS:
        ANSWERS[key] = fitted_anew(file, entry)
    return ANSWERS[key]


def fitted_anew(file: Reference, entry: Entry) -> MixedModel:
    columns: Sequence[Sequence[float]] = list(zip(*rows_of(file, entry), strict=True))
    choices = {"method": entry["method"].lower(), "interval": entry.get("test", "z")}
    if entry["measure"] in ("OR", "IRR"):
        choices["model"] = entry["model"]
    found: MixedModel | NotEstimable = FITS[entry["measure"]](*columns, **choices)
    assert isinstance(found, MixedModel)
    return found


def figures(entry: Entry, found: MixedModel) -> dict[str, object]:
    """The answer under R's names."""
    interval, prediction = found.interval, found.prediction or Interval(0.0, 0.0)
    shown: dict[str, object] = {
        "k": found.k,
        "estimate": found.estimate,
        "se": found.standard_error,
        "stat": found.statistic,
        "pval": found.p,
        "ci_lb": interval.low,
        "ci_ub": interval.high,
        "pi_lb": prediction.low,
        "pi_ub": prediction.high,
        "tau2": found.tau2,
        "I2": found.i2,
        "QE_Wld": found.q_wald,
        "QEp_Wld": found.q_wald_p,
        "QE_LRT": found.q_likelihood_ratio,
        "QEp_LRT": found.q_likelihood_ratio_p,
        "ll": found.log_likelihood_in_metafor,
    }
    if "back" in entry:
        back = BACK[entry["measure"]]
        shown["back"] = [back(x) for x in (found.estimate, interval.low, interval.high)]
    return shown


def best_beside(file: Reference, entry: Entry) -> float:
    """The highest log-likelihood with the effect and tau of R's answer."""
    model = model_of(file, entry)
    assert model.tau is not None
    held = [model.effect, model.tau]
    start = list(model.start.common)
    start[model.effect], start[model.tau] = entry["estimate"], math.sqrt(entry["tau2"])
    if len(start) == len(held) and not model.start.own:
        return math.fsum(log_likelihood(rows, start, model.nodes).value for rows in model.studies)
    likelihoods = [partial(log_likelihood, rows, nodes=model.nodes) for rows in model.studies]
    found = maximise(likelihoods, Point(start, model.start.own), held)
    if found is None and model.sigma is not None:  # no intercepts to tell apart
        start[model.sigma] = 0.0
        found = maximise(likelihoods, Point(start, []), [*held, model.sigma])
    assert found is not None
    return found.arrow.value


def model_of(file: Reference, entry: Entry) -> Model:
    """The model of an entry, built by hand."""
    rows = rows_of(file, entry)
    if entry["measure"] == "PLO":
        return one_effect([Arm(binomial(x, n), 0.0, 0.0) for x, n in rows], 7)
    if entry["measure"] == "IRLN":
        return one_effect([Arm(poisson(x), math.log(t), math.log(x / t)) for x, t in rows], 7)
    if entry["measure"] == "IRR":
        return rate_model(rows, entry["model"])
    tables = [(a, m, c, n) for a, m, c, n in rows if a + c and m - a + n - c]
    if entry["model"] == "CM.EL":
        return one_effect([Arm(hypergeometric(*table), 0.0, 0.0) for table in tables], 25)
    if entry["model"] == "CM.AL":
        return one_effect([Arm(binomial(a, a + c), math.log(m / n), 0.0) for a, m, c, n in tables], 7)
    pairs = [(Arm(binomial(a, m), 0.0, rough(a / m)), Arm(binomial(c, n), 0.0, rough(c / n))) for a, m, c, n in tables]
    return fixed_intercepts(pairs, 7) if entry["model"] == "UM.FS" else random_intercepts(pairs, 1, varying=True)


def rate_model(rows: Sequence[tuple[Any, ...]], model: str) -> Model:
    if model == "CM.EL":
        return one_effect([Arm(binomial(x, x + y), math.log(t / u), 0.0) for x, t, y, u in rows], 7)
    pairs = [
        (Arm(poisson(x), math.log(t), math.log(x / t)), Arm(poisson(y), math.log(u), math.log(y / u)))
        for x, t, y, u in rows
    ]
    return fixed_intercepts(pairs, 7) if model == "UM.FS" else random_intercepts(pairs, 1, varying=True)


def rough(share: float) -> float:
    return math.log((share + 0.01) / (1.01 - share))
