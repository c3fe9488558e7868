"""Every figure of the section `meta_variants` of R: metagen(method.random.ci, adhoc.hakn.ci, method.predict)."""

import pytest
from references import Entry, Reference, compare, having

from drgs_cli.stats.pooling import Pooled, pool
from drgs_cli.stats.prediction import predict
from drgs_cli.stats.results import Interval, NotEstimable

# meta's names of the intervals.
INTERVALS = {
    "classic": "z",
    "HK": "knha",
    "HK/se": "hk-se",
    "HK/ci": "hk-ci",
    "HK/IQWiG6": "hk-iqwig6",
    "KR": "kr",
}


@pytest.mark.parametrize("file", having("meta_variants"))
def test_variants_are_those_of_meta(file: Reference) -> None:
    for entry in file.content["meta_variants"]:
        found = mean(file, entry) if entry["kind"] == "ci" else prediction(file, entry)
        section = "meta_variants closed" if entry["method.tau"] == "DL" else "meta_variants"
        compare(section, entry, found, f"{file.name} {entry['effects']} {entry['method.tau']} {entry['variant']}")


def mean(file: Reference, entry: Entry) -> dict[str, object]:
    result = pooled(file, entry, INTERVALS[entry["variant"]])
    low, high = ends(result.interval)
    return {
        "estimate": result.estimate,
        "se": result.standard_error,
        "df": result.df,
        "pval": result.p,
        "ci_lb": low,
        "ci_ub": high,
        "tau2": result.tau2.value,
    }


def prediction(file: Reference, entry: Entry) -> dict[str, object]:
    result = predict(pooled(file, entry, "z"), entry["variant"].lower())
    if isinstance(result, NotEstimable):
        return {"df": None, "pi_lb": None, "pi_ub": None}
    low, high = ends(result.interval)
    return {"df": result.df, "pi_lb": low, "pi_ub": high}


def pooled(file: Reference, entry: Entry, interval: str) -> Pooled:
    result = pool(*file.effects(entry["effects"]), method=entry["method.tau"].lower(), interval=interval)
    assert isinstance(result, Pooled)
    return result


def ends(interval: Interval | NotEstimable) -> tuple[float | None, float | None]:
    return (None, None) if isinstance(interval, NotEstimable) else (interval.low, interval.high)
