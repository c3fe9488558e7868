"""`drgs pool` gives the effects, fits, limits of tau2 and variants of R, every figure of every file."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from pooled import of_effects, pooled
from references import Entry, Reference, compare, having

from drgs_cli.stats.intervals import PROPORTION_INTERVALS

CLOSED = ("EE", "DL", "HE", "HS", "SJ")
BACK = ("estimate", "ci_lb", "ci_ub", "pi_lb", "pi_ub")


@pytest.fixture(scope="module", autouse=True)
def intervals_of_studies_once() -> Iterator[None]:
    """Every answer on proportions has eight intervals for each study: a hundred times the same ones here."""
    with pytest.MonkeyPatch.context() as patch:
        for name, interval in PROPORTION_INTERVALS.items():
            patch.setitem(PROPORTION_INTERVALS, name, cache(interval))
        yield


@pytest.mark.parametrize("file", having("effects"))
def test_effects_are_those_of_escalc(file: Reference) -> None:
    for entry in file.content["effects"]:
        # the effects are the same by any method; the common effect has been asked for, or is soon
        rows = pooled(file, *of_effects(entry["id"]), "--method", "ee", "--interval", "z")["effects"]
        found = {"yi": [row["yi"] for row in rows], "vi": [row["vi"] for row in rows]}
        compare("effects", entry, found, f"{file.name} {entry['id']}")


def fit_of(found: Any) -> Mapping[str, object]:
    fit = dict(found["fit"])
    limits = len(BACK) if fit["pi_lb"] is not None else 3
    fit["back"] = {way["by"]: [way[key] for key in BACK[:limits]] for way in fit["back"]}
    fit["back"] |= {f"{way['by']}_n": way["n"] for way in found["fit"]["back"] if way["n"] is not None}
    return fit


@pytest.mark.parametrize("file", having("fits"))
def test_fits_are_those_of_rma(file: Reference) -> None:
    for entry in file.content["fits"]:
        options = ("--method", entry["method"].lower(), "--interval", entry["test"])
        found = pooled(file, *of_effects(entry["effects"]), *options)
        section = "fits closed" if entry["method"] in CLOSED else "fits"
        compare(section, entry, fit_of(found), f"{file.name} {entry['effects']} {options}")


@pytest.mark.parametrize("file", having("tau2_ci"))
def test_limits_of_tau2_are_those_of_confint(file: Reference) -> None:
    for entry in file.content["tau2_ci"]:
        found = pooled(file, *of_effects(entry["effects"]), "--method", entry["method"].lower(), "--interval", "z")
        limits = next(limits for limits in found["tau2_ci"] if limits["type"] == entry["type"])
        # confint.rma.uni looks no further than this, and prints where it stopped
        stop = max(100.0, 10.0 * entry["tau2"])
        beyond = [end for end in ("lb", "ub") if entry[f"tau2_{end}"] == stop]
        assert all(limits[f"tau2_{end}"] > stop for end in beyond)
        kept = {field: value for field, value in entry.items() if field.rpartition("_")[2] not in beyond}
        compare("tau2_ci", kept, limits | {"tau2": found["fit"]["tau2"]}, f"{file.name} {entry['effects']}")


def variant_of(found: Any, entry: Entry) -> Mapping[str, object]:
    kinds = found["meta_variants"]
    return next(row for row in kinds if (row["kind"], row["variant"]) == (entry["kind"], entry["variant"]))


@pytest.mark.parametrize("file", having("meta_variants"))
def test_variants_are_those_of_metagen(file: Reference) -> None:
    for entry in file.content["meta_variants"]:
        method = entry["method.tau"].lower()
        found = pooled(file, *of_effects(entry["effects"]), "--method", method, "--interval", "z")
        where = f"{file.name} {entry['effects']} {method} {entry['variant']}"
        compare("meta_variants", entry, variant_of(found, entry), where)
