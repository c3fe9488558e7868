"""The influence of each study is that of metafor, every figure of every file."""

from collections.abc import Mapping

import pytest
from references import Entry, Reference, compare, having

from drgs_cli.stats.influence import Deletion, influence
from drgs_cli.stats.results import NotEstimable


def named(file: Reference, entry: Entry) -> Mapping[str, object]:
    found = influence(*file.effects(entry["effects"]), method=entry["method"].lower())
    assert not isinstance(found, NotEstimable)
    without = [one.deletion for one in found if isinstance(one.deletion, Deletion)]
    return {
        "rstudent": [one.residual for one in without],
        "dffits": [one.dffits for one in without],
        "cook.d": [one.cook_distance for one in without],
        "cov.r": [one.covariance_ratio for one in without],
        "tau2.del": [one.tau2 for one in without],
        "QE.del": [one.q for one in without],
        "hat": [one.leverage for one in found],
        "weight": [one.weight for one in found],
        "dfbs": [one.dfbetas[0] for one in without],
        "is_infl": [one.influential for one in found],
    }


@pytest.mark.parametrize("file", having("influence"))
def test_the_influence_of_each_study_is_that_of_metafor(file: Reference) -> None:
    for entry in file.content["influence"]:
        compare("influence", entry, named(file, entry), f"{file.name}, {entry['effects']}, {entry['method']}")
