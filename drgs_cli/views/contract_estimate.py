"""Estimates, absolute differences and weights as JSON, key by key; computes nothing."""

from drgs_cli.stats.results import Interval, NotEstimable, NumberNeeded
from drgs_cli.synthesis.estimate import Absolute, Estimate
from drgs_cli.views.envelope import Json
from drgs_cli.views.numbers import p_value


def estimate_json(estimate: Estimate, level: float) -> Json:
    """An estimate in its natural scale, with other answers to the same question under `beside`."""
    return {
        "measure": estimate.measure,
        "value": estimate.value,
        "ci": interval_json(estimate.interval),
        "level": level,
        "p": None if estimate.p is None else {"value": estimate.p, "sign": "=", "text": _bare(p_value(estimate.p))},
        "prediction": interval_json(estimate.prediction),
        "k": estimate.k,
        "n": estimate.n,
        "events": list(estimate.events),
        "tau2": estimate.tau2,
        "tau2_ci": interval_json(estimate.tau2_interval),
        "i2": estimate.i2,
        "q": estimate.q,
        "recipe": estimate.recipe,
        "not_estimable": estimate.not_estimable,
        "q_p": estimate.q_p,
        "se": estimate.se,
        "log": estimate.log,
        "beside": [estimate_json(other, level) for other in estimate.beside],
    }


def interval_json(interval: Interval | NotEstimable | None) -> list[float] | None:
    """Two limits; None where there are none."""
    return [interval.low, interval.high] if isinstance(interval, Interval) else None


def absolute_json(absolute: Absolute | None) -> Json | None:
    """A difference in patients of 100; None where the difference is not one of patients."""
    if absolute is None or absolute.base is None:
        return None
    ends = interval_json(absolute.interval)
    return {
        "per_100": 100 * absolute.difference,
        "ci": None if ends is None else [100 * end for end in ends],
        "base": absolute.base,
        "nnt": _number_needed(absolute.number_needed),
        "recipe": absolute.recipe,
    }


def weights_json(estimate: Estimate) -> list[Json]:
    """What each study adds, with the rows it does so by; `row` is the first of them."""
    return [
        {
            "row": weight.rows[0] if weight.rows else None,
            "weight": weight.weight,
            "value": weight.value,
            "ci": interval_json(weight.interval),
            "rows": list(weight.rows),
            "study": weight.study,
        }
        for weight in estimate.weights
    ]


def _number_needed(needed: NumberNeeded | NotEstimable | None) -> Json | None:
    """None for a limit stands for infinity, as it does in `value`; `direction` belongs to `value`."""
    if not isinstance(needed, NumberNeeded):
        return None
    return {
        "value": needed.value,
        "ci": [needed.first, needed.last],
        "kind": needed.kind,
        "direction": needed.direction,
    }


def _bare(worded: str) -> str:
    """A p-value of ours as print has it: `0.02`, `<0.001`."""
    return worded.removeprefix("p ").removeprefix("= ").replace("< ", "<").replace("> ", ">")
