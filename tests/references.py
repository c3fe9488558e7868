"""Reads the reference results of R under tests/reference/r, and compares an answer with all of an entry's fields.

An entry is compared whole: a field of the reference that the answer does not hold is a failure, unless a table below
says why it cannot be compared. Tolerances, with their reasons, stand in one table.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

FOLDER = Path(__file__).with_name("reference") / "r"
FILES = tuple(sorted(FOLDER.glob("*.json")))

Entry = Mapping[str, Any]


class Tolerance(NamedTuple):
    """How far a figure may be off, relative to the reference or, near 0, absolutely; and why as far as that."""

    relative: float
    absolute: float
    reason: str


CLOSED = Tolerance(1e-10, 1e-14, "a closed form; the rounding of the inputs of R and of here")
ITERATED = Tolerance(1e-6, 1e-10, "R iterates until tau2 changes by less than 1e-12, absolutely")
TAU2 = Tolerance(1e-6, 2e-12, "R stops when tau2 changes by less than 1e-12, absolutely")
TAU2_OVER_V = Tolerance(2e-6, 1e-7, "TAU2 of estimates whose variances are 1e-8 or less, where 1e-12 is a part of tau2")
TAU2_LIMIT = Tolerance(1e-6, 1e-9, "TAU2 under a root that is itself 1e-3 or less, beside a mean of the same size")
TAU2_TAIL = Tolerance(2e-5, 1e-40, "TAU2; an error of z grows z^2-fold in its p, here up to fifty-fold")
ALMOST_0 = Tolerance(1e-6, 1e-8, "in per cent, of a tau2 of 1e-12 or less, where R stops instead of at 0")
UNCENTRED = Tolerance(1e-6, 1e-10, "as ITERATED; with years as moderator R loses 1e-7 of QE, here it is exact to 1e-16")
OPTIMISED = Tolerance(1e-6, 1e-10, "nlminb of R stops while the slope of the log-likelihood is still about 1e-5")
OPTIMISED_TAIL = Tolerance(1e-4, 1e-40, "as OPTIMISED; an error of z grows z^2-fold in its p, here up to a hundredfold")
SPLIT = Tolerance(1e-8, 1e-12, "closed, but over 1 - P, the indirect part of the evidence, down to 1e-3")
NETWORK_REML = Tolerance(1e-6, 1e-7, "rma.mv stops while the likelihood still rises; here its slope is 0")
NETWORK_TAU = Tolerance(1e-6, 2e-5, "the root of NETWORK_REML: a tau2 of 1e-10 or less, where R stops instead of at 0")
NETWORK_NCH = Tolerance(1e-6, 2e-3, "L-BFGS-B stops at slopes up to 0.05; here the likelihood is higher")
RANKS = Tolerance(1e-10, 1e-13, "R takes an upper tail as 1 less the lower one; here it is summed")
RESTRICTED = Tolerance(1e-8, 1e-10, "as ITERATED; tau2 about a line of few studies")
LOOSE_REML = Tolerance(1e-5, 4e-5, "the refit of trimfill stops once tau2 changes by less than 1e-5, absolutely")
LOOSE_I2 = Tolerance(1e-5, 1e-2, "as LOOSE_REML, in per cent")
LOOSER_REML = Tolerance(2e-2, 2e-4, "as LOOSE_REML, where 1e-5 is up to a twentieth of tau2, and p moves most")
LOOSER_I2 = Tolerance(2e-2, 1e-2, "as LOOSER_REML, in per cent")
SELECTION = Tolerance(1e-3, 1e-3, "BFGS of R stops once the log-likelihood changes by less than 1e-8 of it")
SELECTION_P = Tolerance(1e-2, 2e-3, "as SELECTION, an error of z grown z-fold")
SELECTION_POWER = Tolerance(2e-3, 2e-3, "as SELECTION, of integrals good to 1e-4; a power at its bound of 1e-5")
SELECTION_TEST = Tolerance(1e-3, 1e-2, "as SELECTION; the slope of p is infinite at a statistic of 0")
SELECTION_BOUND = Tolerance(3e-2, 1e-3, "as SELECTION; a weight that rises to its bound of 100 never gets there")

# Of what R iterates, the figures that its last step shows in.
FITS: dict[str, Tolerance] = {
    **dict.fromkeys(("tau2", "tau2_lb", "tau2_ub"), TAU2),
    **dict.fromkeys(("I2", "I2_lb", "I2_ub", "H2", "H2_lb", "H2_ub"), TAU2_OVER_V),
    **dict.fromkeys(("pi_lb", "pi_ub", "pi_lb_tk2", "pi_ub_tk2"), TAU2_LIMIT),
    "pval": TAU2_TAIL,
}
GLM = Tolerance(5e-5, 1e-6, "glm of R stops once the deviance changes by less than 1e-8 of itself")
GLM_TAIL = Tolerance(
    5e-5, 5e-4, "as GLM; beside a zero cell Q is 0 here and 2e-7 in R, where the slope of p is infinite"
)
GLMER = Tolerance(5e-4, 2e-5, "bobyqa stops lme4 short of the maximum; ours is as high or higher, as a test shows")
GLMER_TAIL = Tolerance(2e-3, 5e-4, "as GLMER; an error of z grows z^2-fold in its p")
LAPLACE = Tolerance(
    2e-3,
    1e-6,
    "lme4 stops iterating the modes at 1e-7 of the deviance, and its determinant has the weights before last",
)
LAPLACE_ERROR = Tolerance(2e-2, 1e-6, "as LAPLACE; its second differences over 1e-4 see that most")
LAPLACE_LIMIT = Tolerance(1.2e-2, 4e-3, "as LAPLACE_ERROR, for the limits of an interval")
LAPLACE_TAIL = Tolerance(6e-2, 1e-2, "as LAPLACE_ERROR; an error of z grows z^2-fold in its p")
NUMERIC = Tolerance(
    4e-4, 1e-6, "numDeriv of R differentiates a density that BiasedUrn has to 1e-10, halving steps 16 times"
)
NUMERIC_WALD = Tolerance(1e-2, 1e-6, "as NUMERIC, once for each study")
NUMERIC_TAIL = Tolerance(5e-2, 1e-3, "as NUMERIC_WALD; an error of Q grows in its p")
QUADRATURE = Tolerance(0.0, 1e-9, "in units of the SD; the quadrature of the reference is as good as that")
SHORTEST = Tolerance(0.0, 1e-6, "in units of the SD; a minimum is known to the root of the rounding")
BAYESMETA = Tolerance(0.0, 5e-3, "in units of the SD; bayesmeta has a grid of tau, as coarse as its delta and epsilon")
BAYESMETA_TAU = Tolerance(0.0, 1e-10, "in units of the SD; bayesmeta integrates over tau itself")
BAYESMETA_OPTIMISED = Tolerance(0.0, 4e-3, "in units of the SD; bayesmeta finds it with optimize, which is loose")

GLMM_LAPLACE: dict[str, Tolerance] = {
    "*": LAPLACE,
    "se": LAPLACE_ERROR,
    "stat": LAPLACE_ERROR,
    "ci_lb": LAPLACE_LIMIT,
    "ci_ub": LAPLACE_LIMIT,
    "pval": LAPLACE_TAIL,
    "QE_Wld": LAPLACE_ERROR,
    "QEp_Wld": LAPLACE_TAIL,
}

# By section of the reference, then by field; "*" is every other field of the section.
TOLERANCES: dict[str, dict[str, Tolerance]] = {
    "bayes": {
        "*": QUADRATURE,
        **dict.fromkeys(("mu_shortest95", "tau_shortest95", "predictive_shortest95"), SHORTEST),
    },
    "bayes bayesmeta": {
        "*": BAYESMETA,
        **dict.fromkeys(("tau_mean", "tau_sd", "tau_median", "tau_central95"), BAYESMETA_TAU),
        **dict.fromkeys(("tau_mode", "tau_shortest95"), BAYESMETA_OPTIMISED),
    },
    "glmm EE": {"*": GLM, "QEp_Wld": GLM_TAIL},
    "glmm ML": {"*": GLMER, "pval": GLMER_TAIL, "QEp_Wld": GLMER_TAIL},
    "glmm Laplace": GLMM_LAPLACE,
    "glmm Laplace zero": GLMM_LAPLACE,
    "glmm ML zero": {"*": GLMER, "pval": GLMER_TAIL},
    "glmm short": {"*": GLM, "QE_Wld": NUMERIC_WALD, "QEp_Wld": NUMERIC_TAIL},
    "glmm exact": {
        "*": NUMERIC,
        "pval": GLMER_TAIL,
        "QE_Wld": NUMERIC_WALD,
        "QEp_Wld": NUMERIC_TAIL,
    },
    "small_study": {"*": CLOSED},
    "small_study rma/REML": {"*": RESTRICTED},
    "small_study ranktest": {"*": CLOSED, "pval": RANKS},
    "trimfill": {"*": CLOSED},
    "trimfill REML": {"*": LOOSE_REML, "I2": LOOSE_I2},
    "trimfill REML small": {"*": LOOSER_REML, "I2": LOOSER_I2},
    "selection": {"*": SELECTION, "LRTp": SELECTION_TEST, "pval": SELECTION_P, "delta": SELECTION_BOUND},
    "selection beta": {"*": SELECTION, "delta": SELECTION_POWER},
    "selection tau2": {"*": SELECTION, "LRTp": SELECTION_TEST, "delta": SELECTION_BOUND},
    "network": {"*": CLOSED},
    "network DL": {"*": CLOSED},
    "network DL netsplit": {"*": SPLIT},
    "network REML": {"*": NETWORK_REML, "tau": NETWORK_TAU},
    "network REML netsplit": {"*": NETWORK_REML},
    "network MH": {"*": CLOSED},
    "network NCH": {"*": NETWORK_NCH},
    "network rma_mv": {"*": NETWORK_REML, "common_estimate": CLOSED, "common_se": CLOSED, "common_Q": CLOSED},
    "metareg": {"*": UNCENTRED, "I2": ALMOST_0},
    "subgroup": {"*": ITERATED, "I2": ALMOST_0},
    "leave_one_out": {"*": ITERATED, "I2": ALMOST_0},
    "cumulative": {"*": ITERATED, "I2": ALMOST_0},
    "influence": {"*": ITERATED},
    "multilevel": {
        "*": OPTIMISED,
        "pval": OPTIMISED_TAIL,
        "robust_CR1": OPTIMISED_TAIL,
        "robust_CR2_satterthwaite": OPTIMISED_TAIL,
    },
    "effects": {"*": CLOSED},
    "back": {"*": CLOSED},
    "study_level": {"*": CLOSED},
    "fits": {"*": ITERATED, **FITS},
    "fits closed": {"*": CLOSED},
    "tau2_ci": {"*": ITERATED, **FITS},
    "meta_variants": {"*": ITERATED, **FITS},
    "meta_variants closed": {"*": CLOSED},
    "counts": {"*": CLOSED},
    "conversions": {"*": CLOSED},
}

# What names an entry and is no result of it.
NAMES: dict[str, frozenset[str]] = {
    "bayes": frozenset({"effects", "method", "tau_prior"}),
    "bayes bayesmeta": frozenset({"effects", "method", "tau_prior"}),
    "glmm short": frozenset({"measure", "model", "method", "test", "call"}),
    "glmm ML zero": frozenset({"measure", "model", "method", "test", "call"}),
    "glmm Laplace zero": frozenset({"measure", "model", "method", "test", "call"}),
    "glmm EE": frozenset({"measure", "model", "method", "test", "call"}),
    "glmm ML": frozenset({"measure", "model", "method", "test", "call"}),
    "glmm Laplace": frozenset({"measure", "model", "method", "test", "call"}),
    "glmm exact": frozenset({"measure", "model", "method", "test", "call"}),
    "small_study": frozenset({"effects", "test", "model", "predictor"}),
    "small_study rma/REML": frozenset({"effects", "test", "model", "predictor"}),
    "small_study ranktest": frozenset({"effects", "test"}),
    "trimfill": frozenset({"effects", "method", "estimator"}),
    "trimfill REML": frozenset({"effects", "method", "estimator"}),
    "trimfill REML small": frozenset({"effects", "method", "estimator"}),
    "selection": frozenset({"effects", "type"}),
    "selection beta": frozenset({"effects", "type"}),
    "selection tau2": frozenset({"effects", "type"}),
    "network": frozenset({"kind", "sm", "pairwise_call", "models", "rma_mv"}),  # both have sections of their own
    "network DL": frozenset({"call", "method.tau"}),
    "network DL netsplit": frozenset({"call"}),
    "network REML": frozenset({"call", "method.tau"}),
    "network REML netsplit": frozenset({"call"}),
    "network MH": frozenset({"call", "method"}),
    "network NCH": frozenset({"call", "method"}),
    "network rma_mv": frozenset({"call"}),
    "metareg": frozenset({"effects", "moderator", "method", "test"}),
    "subgroup": frozenset({"effects", "variable", "method", "tau2_common"}),
    "leave_one_out": frozenset({"effects", "method", "test"}),
    "cumulative": frozenset({"effects", "method", "test"}),
    "influence": frozenset({"effects", "method"}),
    "multilevel": frozenset({"effects", "call", "method"}),
    "counts": frozenset({"method", "measure", "variant", "call"}),
    "effects": frozenset({"id", "measure", "call"}),
    "back": frozenset(),
    "study_level": frozenset({"kind", "method", "exact", "call"}),
    "fits": frozenset({"effects", "method", "test"}),
    "fits closed": frozenset({"effects", "method", "test"}),
    "tau2_ci": frozenset({"effects", "method", "type"}),
    "meta_variants": frozenset({"effects", "kind", "method.tau", "variant"}),
    "meta_variants closed": frozenset({"effects", "kind", "method.tau", "variant"}),
}

# Fields, or "*" for a whole section, that cannot be compared, and why.
NOT_COMPARED: dict[tuple[str, str], str] = {
    ("bayes bayesmeta", "I2_mean"): "null in every file",
    **{
        ("glmm short", field): "R stops short of the maximum: ours is higher, as a test shows"
        for field in ("estimate", "se", "stat", "pval", "ci_lb", "ci_ub", "tau2", "I2", "ll")
    },
    **{
        (section, field): "an infinite effect has no weight; R's, where it stops on its way, still has some"
        for section in ("glmm ML zero", "glmm Laplace zero")
        for field in ("QE_Wld", "QEp_Wld")
    },
    **{
        ("selection beta", field): "R's integrals are good to 1e-4, and its Hessian is their second difference"
        for field in ("se", "pval", "ci_lb", "ci_ub")
    },
    **{
        (
            "selection tau2",
            field,
        ): "R takes differences of the likelihood across a tau2 of 0, its bound; here it is held"
        for field in ("se", "pval", "ci_lb", "ci_ub")
    },
    ("selection stopped", "*"): "BFGS of R stops where the likelihood still rises; here it is higher",
    ("network REML of contrasts", "*"): "netmeta takes the comparisons of a study for independent; rma_mv does not",
}


class Reference(NamedTuple):
    """One file: a data set and what R makes of it."""

    name: str
    content: Entry

    @property
    def design(self) -> str:
        """The kind of data, such as binary2."""
        return str(self.content["dataset"]["design"])

    @property
    def columns(self) -> dict[str, list[Any]]:
        """The rows, column by column; `study` first."""
        return dict(self.content["input"])

    def effects(self, name: str) -> tuple[list[float], list[float]]:
        """Estimates and variances of the rows that have both and whose variance is not 0, as R pools them."""
        entry = next(entry for entry in self.content["effects"] if entry["id"] == name)
        kept = [(y, v) for y, v in zip(entry["yi"], entry["vi"], strict=True) if y is not None and v]
        return [y for y, _ in kept], [v for _, v in kept]

    def entries(self, section: str, **wanted: object) -> Iterator[Entry]:
        """The entries of a section whose fields are those wanted."""
        for entry in self.content[section]:
            if all(entry.get(key) == value for key, value in wanted.items()):
                yield entry


@cache
def references() -> tuple[Reference, ...]:
    """Every file, read once."""
    return tuple(Reference(path.stem, json.loads(path.read_text(encoding="utf-8"))) for path in FILES)


def reference(name: str) -> Reference:
    """One file by its name."""
    return next(entry for entry in references() if entry.name == name)


def having(section: str) -> list[Any]:
    """The files in which a section is not empty, as parameters of a test."""
    return [pytest.param(entry, id=entry.name) for entry in references() if entry.content.get(section)]


def compare(section: str, expected: Entry, found: Mapping[str, object], where: str) -> None:
    """Fail unless every field of the entry is in the answer, and is that number."""
    for field, value in expected.items():
        if field in NAMES.get(section, ()) or (section, field) in NOT_COMPARED:
            continue
        assert field in found, f"{where}: {field} is not compared"
        _same(section, field, value, found[field], f"{where}: {field}")


def tolerance(section: str, field: str) -> Tolerance:
    """The tolerance of a field, or that of its section."""
    table = TOLERANCES[section]
    return table.get(field) or table["*"]


def _same(section: str, field: str, expected: Any, found: Any, where: str) -> None:
    if isinstance(expected, Mapping):
        assert isinstance(found, Mapping), f"{where}: {found!r} is not {expected!r}"
        for key, value in expected.items():
            assert key in found, f"{where}.{key} is not compared"
            _same(section, field, value, found[key], f"{where}.{key}")
    elif isinstance(expected, list):
        assert isinstance(found, Sequence), f"{where}: {found!r} is not a list"
        assert len(found) == len(expected), f"{where}: {len(found)} entries, not {len(expected)}"
        for place, (ours, theirs) in enumerate(zip(found, expected, strict=True)):
            _same(section, field, theirs, ours, f"{where}[{place}]")
    elif isinstance(expected, bool) or (isinstance(expected, str) and expected not in ("Inf", "-Inf")):
        assert found == expected, f"{where}: {found!r} is not {expected!r}"
    elif expected is None or isinstance(expected, str):  # infinite, or not there: here both are nothing
        assert found is None, f"{where}: {found!r}, where R has {expected}"
    else:
        limit = tolerance(section, field)
        assert isinstance(found, int | float), f"{where}: {found!r}, where R has {expected}"
        close = math.isclose(found, expected, rel_tol=limit.relative, abs_tol=limit.absolute)
        assert close, f"{where}: {found!r}, where R has {expected!r} ({abs(found - expected):.2e} apart)"


# By file, effects and method: tau2 without subgroups is 0; the search of R stops at 1e-13 or so, and R2 is the quotient
# of two such figures.
R2_OF_ROUNDING = {
    ("caffeine", "RR", "REML"),
    ("dat.dagostino1998-rnic1", "MD", "REML"),
    ("dat.dagostino1998-snic2", "SMD", "REML"),
}


# Entries of `glmm` that R leaves farthest from their maximum: file, model, method.
GLMM_SHORT = {("dat.laopaiboon2015", "UM.FS", "ML"), ("dat.hahn2001", "CM.EL", "ML")}


def glmm_section(file: Reference, entry: Entry) -> str:
    """By what rules an entry of `glmm` is compared: that depends on what of R has fitted it."""
    model, method = entry["model"], entry["method"]
    if (file.name, model, method) in GLMM_SHORT:
        return "glmm short"
    if model == "UM.RS":
        rows = zip(*(file.columns[name] for name in ("ai", "n1i", "ci") if name in file.columns), strict=True)
        zero = any(None not in row and (row[0] == 0 < row[2] or row[0] == row[1]) for row in rows)
        return f"glmm {'ML' if method == 'EE' else 'Laplace'}{' zero' if zero else ''}"
    if model == "CM.EL" and entry["measure"] == "OR":
        return "glmm exact"
    return f"glmm {method}"


def small_study_section(entry: Entry) -> str:
    """By what rules an entry of `small_study` is compared: whether R iterates tau2, and how it takes tails."""
    sections = {"rma/REML": "small_study rma/REML", "ranktest": "small_study ranktest"}
    return sections.get(entry.get("model", entry["test"]), "small_study")


def trimfill_section(entry: Entry) -> str:
    """By what rules an entry of `trimfill` is compared: R's last step of a REML shows most in a small tau2."""
    if entry["method"] != "REML":
        return "trimfill"
    return "trimfill REML small" if entry["tau2"] < 0.005 else "trimfill REML"


# R says "converged" at places where the log-likelihood is lower than at the top of the same hill by as much as this.
SELECTION_STOPPED = {
    ("Rubin1981", "beta"): 1e-4,
    ("caffeine", "beta"): 2e-3,
    ("dat.dagostino1998-snic2", "beta"): 4e-2,
    ("dat.egger2001", "beta"): 5e-5,
    ("dat.lee2004", "beta"): 1e-1,
}
# Step functions whose tau2 is 0, and whose Hessian R takes by differences across that bound.
SELECTION_ACROSS = {
    "GoralczykEtAl2011",
    "Rubin1981",
    "dat.axfors2021",
    "dat.dagostino1998-rnic1",
    "dat.lee2004",
    "dat.yusuf1985-6",
}


def selection_section(file: Reference, entry: Entry) -> str:
    """By what rules an entry of `selection` is compared: that depends on where R's optimiser ends."""
    if (file.name, entry["type"]) in SELECTION_STOPPED:
        return "selection stopped"
    if entry["type"] == "beta":
        return "selection beta"
    return "selection tau2" if file.name in SELECTION_ACROSS else "selection"


def network_section(file: Reference, entry: Entry) -> str:
    """By what rules a model of a network is compared: that depends on its method, and on what R had of the arms."""
    method = entry.get("method.tau") or entry["method"]
    return f"network {method}{' of contrasts' if method == 'REML' and file.design == 'network-contrast' else ''}"


def network_models(*methods: str) -> list[Any]:
    """The models of all networks that were fitted by one of the methods, as parameters of a test."""
    return [
        pytest.param(file, entry, id=f"{file.name} {method}")
        for file in references()
        if file.content.get("network")
        for entry in file.content["network"]["models"]
        if (method := entry.get("method.tau") or entry["method"]) in methods
        and (network_section(file, entry), "*") not in NOT_COMPARED
    ]


def tolerance_table() -> list[str]:
    """TOLERANCES and NOT_COMPARED as the lines of the tables in tests/reference/README.md."""
    names = {value: name for name, value in globals().items() if isinstance(value, Tolerance)}
    used: dict[Tolerance, dict[str, list[str]]] = {}
    for section, table in TOLERANCES.items():
        for field, limit in table.items():
            used.setdefault(limit, {}).setdefault(section, []).append("the rest" if field == "*" else field)
    lines = ["| name | relative | absolute | where | why |", "| --- | --- | --- | --- | --- |"]
    for limit, where in used.items():
        places = [name if fields == ["the rest"] else f"{name} ({', '.join(fields)})" for name, fields in where.items()]
        relative, absolute = (f"{part:g}" if part else "" for part in (limit.relative, limit.absolute))
        lines.append(f"| {names[limit]} | {relative} | {absolute} | {'; '.join(places)} | {limit.reason} |")
    apart: dict[tuple[str, str], list[str]] = {}
    for (section, field), why in NOT_COMPARED.items():
        apart.setdefault((section, why), []).append("all" if field == "*" else field)
    lines += ["", "Not compared:", "", "| section | fields | why |", "| --- | --- | --- |"]
    return [*lines, *(f"| {section} | {', '.join(fields)} | {why} |" for (section, why), fields in apart.items())]
