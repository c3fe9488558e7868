"""What is to be said of converted figures: where they come from, which to take, why there is none; knows no figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.row_conversions import CONVERSIONS
from drgs_cli.views.pool.wording import REASONS

if TYPE_CHECKING:
    from drgs_cli.analysis.conversion import ConvertedRow

_LOGARITHMS = (
    "Ratios are given as logarithms: est is ln RR, ln OR or ln HR, lo and hi are the logarithms of its limits. Then"
    " est and se_z, or se_t where the test was a t-test, can be pooled: --measure GEN --column yi=est --column"
    " sei=se_z --transform exp."
)
# What a reader has to know before taking a figure.
ABOUT: dict[str, str] = {
    "five-numbers": (
        "Take conv_fivenum_mean and conv_fivenum_sd: the mean by Luo et al 2018, the SD by Wan et al 2014, or by Shi"
        " et al 2020 where range and quartiles are both given. They are for values that are about normal, and are not"
        " there where the test of skewness (Shi et al 2023) speaks against that: conv_fivenum_untested_* are the same"
        " without the test, conv_fivenum_lnorm_* suppose log-normal values, conv_fivenum_log_* are mean and SD of"
        " the logarithms (both Shi, Tong, Wang and Genton 2020). For skewed values there are also qe_* (quantile"
        " estimation, McGrath et al 2020), bc_* (Box-Cox, McGrath et al 2020) and mln_* (method for unknown"
        " non-normal distributions, Cai, Zhou and Pan 2021). metamean_* are the methods by their authors' names (Luo,"
        " Wan, Shi) as the R package meta has them. Take one method for all rows, and say which."
    ),
    "se-from-ci-and-tests": _LOGARITHMS,
    "se-from-p": (
        "Ratios are given as logarithms: est is ln RR, ln OR or ln HR. Then est and se_z, or se_t where the test was a"
        " t-test, can be pooled: --measure GEN --column yi=est --column sei=se_z --transform exp."
    ),
}

_SIZES = ("n1i", "n2i")
# The columns that a figure needs beside those that the whole conversion needs.
NEEDED: dict[str, dict[str, tuple[str, ...]]] = {
    "sd-from-one-arm": {
        "sd_from_se": ("se",),
        "sd_from_ci_t": ("lo", "hi"),
        "sd_from_ci_z": ("lo", "hi"),
        "p_t": ("mean", "se"),
    },
    "se-from-ci-and-tests": dict.fromkeys(
        ("se_t", "t", "p_t", "pooled_sd_from_se_z", "pooled_sd_from_se_t", "d_from_t"), _SIZES
    ),
    "se-from-p": dict.fromkeys(("se_t", "pooled_sd_from_se_z", "pooled_sd_from_se_t"), _SIZES),
    "sd-of-change": dict.fromkeys(("se_change", "escalc_MC_vi"), ("n",)),
}
_FROM_EITHER = ("sd_from_se", "sd_from_ci_t", "sd_from_ci_z")  # an SD by one way or the other
_TESTED = ("conv_fivenum_mean", "conv_fivenum_sd")
_LOGS = ("conv_fivenum_lnorm_mean", "conv_fivenum_lnorm_sd", "conv_fivenum_log_mean", "conv_fivenum_log_sd")


def why_not(row: ConvertedRow, name: str, figure: str, found: NotEstimable) -> tuple[str, str]:
    """Why a row has not this figure of a conversion: a code, and a clause."""
    if found.reason != "not-applicable":
        return found.reason, "too few participants" if found.reason == "too-few" else REASONS[found.reason]
    required = CONVERSIONS[name].columns
    lacking = [column for column in required if row.given[column] is None]
    if not lacking and figure in _FROM_EITHER and _has_neither(row):
        return "needs-se-or-limits", "needs se, or lo and hi"
    lacking = lacking or [column for column in NEEDED.get(name, {}).get(figure, ()) if row.given[column] is None]
    if lacking:
        return f"needs-{'-'.join(lacking)}", f"needs {_all_of(lacking)}"
    if figure in _TESTED:
        return "skewed", "skewed: the five numbers speak against a normal distribution"
    if figure in _LOGS:
        return "skewed-logarithms", "skewed: the five numbers speak against a log-normal distribution"
    return found.reason, "no distribution of this kind has such numbers"


def _has_neither(row: ConvertedRow) -> bool:
    """Whether a group has no standard error and no limits."""
    return row.given["se"] is None and (row.given["lo"] is None or row.given["hi"] is None)


def _all_of(columns: list[str]) -> str:
    return columns[0] if len(columns) == 1 else f"{', '.join(columns[:-1])} and {columns[-1]}"
