"""The selection models are those of metafor, every figure of every file; where R stopped short, ours are higher."""

import math
from collections.abc import Mapping

import pytest
from references import (
    SELECTION_ACROSS,
    SELECTION_STOPPED,
    Entry,
    Reference,
    compare,
    having,
    reference,
    selection_section,
)

from drgs_cli.stats.bias.bounded_newton import Height
from drgs_cli.stats.bias.selection_likelihood import Seen, log_likelihood
from drgs_cli.stats.bias.selection_model import WEIGHTS, Kind, SelectionModel, selection_model
from drgs_cli.stats.bias.selection_weights import p_of
from drgs_cli.stats.results import NotEstimable

REFUSED: list[tuple[str, str, Kind]] = [("Quan2000", "RR", "beta"), ("dat.dagostino1998-rnic1", "SMD", "beta")]
REFUSED += [("dat.dagostino1998-rnic2", "SMD", "beta"), ("dat.dagostino1998-snic1", "SMD", "stepfun")]
REFUSED += [("dat.dagostino1998-snic1", "SMD", "beta"), ("dat.hahn2001", "RR", "stepfun")]
EMPTY = [("dat.begg1989", "GEN"), ("dat.kearon1998-spec", "PLO"), ("dat.obrien2003", "PLO")]


def answer(file: Reference, entry: Entry) -> SelectionModel:
    found = selection_model(*file.effects(entry["effects"]), entry["type"])
    assert isinstance(found, SelectionModel)
    return found


def named(found: SelectionModel) -> Mapping[str, object]:
    return {
        "call": f'alternative="{found.alternative}"',
        "estimate": found.estimate,
        "se": found.standard_error,
        "pval": found.p,
        "ci_lb": found.interval and found.interval.low,
        "ci_ub": found.interval and found.interval.high,
        "tau2": found.tau2,
        "delta": found.weights,
        "ll": found.log_likelihood,
        "LRT": found.test_statistic,
        "LRTp": found.test_p,
    }


def at(file: Reference, kind: str, alternative: str, effects: str, place: list[float]) -> Height:
    """The likelihood at (mean, tau2, delta...) of metafor."""
    estimates, variances = file.effects(effects)
    sign = -1.0 if alternative == "less" else 1.0
    weight = WEIGHTS[kind]((0.025,), False)
    ps = [p_of(sign * y / math.sqrt(v), False) for y, v in zip(estimates, variances, strict=True)]
    seen = Seen([sign * y for y in estimates], variances, [weight.features(p) for p in ps])
    t = [math.log(place[-1])] if kind == "stepfun" else [delta - 1.0 for delta in place[2:]]
    height = log_likelihood(weight, seen, [sign * place[0], place[1], *t])
    assert height is not None
    return height


@pytest.mark.parametrize("file", having("selection"))
def test_selection_models_are_those_of_metafor(file: Reference) -> None:
    for entry in file.content["selection"]:
        found = answer(file, entry)
        side = next(word for word in ("greater", "less") if word in entry["call"])
        assert found.alternative == side
        compared = selection_section(file, entry)
        if compared != "selection stopped":
            where = f"{file.name}, {entry['effects']}, {entry['type']}"
            compare(compared, {**entry, "call": f'alternative="{side}"'}, named(found), where)


@pytest.mark.parametrize("file", having("selection"))
def test_the_likelihood_is_that_of_metafor_and_nowhere_lower(file: Reference) -> None:
    for entry in file.content["selection"]:
        found = answer(file, entry)
        free = entry["delta"][1:] if entry["type"] == "stepfun" else entry["delta"]
        place = [entry["estimate"], entry["tau2"], *free]
        theirs = at(file, entry["type"], found.alternative, entry["effects"], place).value
        # metafor integrates a beta weight to 1e-4 of each study's integral; a step has a closed form
        assert theirs == pytest.approx(entry["ll"], abs=1e-9 if entry["type"] == "stepfun" else 1e-3)
        assert found.log_likelihood >= theirs - 1e-12
        least = SELECTION_STOPPED.get((file.name, entry["type"]))
        assert least is None or found.log_likelihood > theirs + least


@pytest.mark.parametrize("file", having("selection"))
def test_every_slope_at_the_top_is_0_or_leads_out_of_bounds(file: Reference) -> None:
    for entry in file.content["selection"]:
        found = answer(file, entry)
        free = found.weights[1:] if entry["type"] == "stepfun" else found.weights
        height = at(file, entry["type"], found.alternative, entry["effects"], [found.estimate, found.tau2, *free])
        slopes = dict(enumerate(height.gradient))
        if found.tau2 == 0.0:
            assert slopes.pop(1) <= 0.0
        for place, weight in enumerate(free, 2):
            if weight in (1e-5, 100.0):
                assert slopes.pop(place) * (weight - 1.0) >= 0.0
        units = [max(1e-6, -height.curvature[at][at]) ** -0.5 for at in slopes]
        for slope, unit in zip(slopes.values(), units, strict=True):
            assert abs(slope) * unit < 1e-9, f"{file.name}, {entry['type']}"


@pytest.mark.parametrize("name", sorted(SELECTION_ACROSS))
def test_with_tau2_at_0_the_error_of_the_mean_is_that_of_the_likelihood_of_r_with_tau2_held(name: str) -> None:
    file = reference(name)
    entry = next(file.entries("selection", type="stepfun"))
    found, delta = answer(file, entry), entry["delta"][1]
    height = at(file, "stepfun", found.alternative, entry["effects"], [entry["estimate"], entry["tau2"], delta])
    mean, both, weight = height.curvature[0][0], height.curvature[0][2], height.curvature[2][2] - height.gradient[2]
    assert found.tau2 == 0.0
    assert found.standard_error == pytest.approx((both * both / weight - mean) ** -0.5, rel=2e-3)


@pytest.mark.parametrize(("name", "effects", "kind"), REFUSED)
def test_there_is_a_top_where_the_optimiser_of_r_gave_up(name: str, effects: str, kind: Kind) -> None:
    assert any(error["id"] == f"{effects} {kind}" for error in reference(name).content["errors"])
    assert isinstance(selection_model(*reference(name).effects(effects), kind), SelectionModel)


@pytest.mark.parametrize(("name", "effects"), EMPTY)
def test_an_interval_without_a_study_is_named_where_r_refuses(name: str, effects: str) -> None:
    found = selection_model(*reference(name).effects(effects), "stepfun")
    assert found == NotEstimable("too-few", (("0.025", "1"),))
