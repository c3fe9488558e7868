"""Networks are those of netmeta and metafor, figure by figure, whether arms or comparisons are given."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from references import Entry, Reference, compare, having, network_models, network_section

from drgs_cli.stats.network.arms import ARM_MEASURES
from drgs_cli.stats.network.contrasts import Network, network_from_arms, network_from_contrasts
from drgs_cli.stats.network.count_model import CountModel
from drgs_cli.stats.network.decomposition import Decomposition, decompose
from drgs_cli.stats.network.heterogeneity import restricted_likelihood, restricted_slope
from drgs_cli.stats.network.mantel_haenszel import mantel_haenszel_network
from drgs_cli.stats.network.model import NetworkEstimate, NetworkModel, QTest, network_meta_analysis
from drgs_cli.stats.network.noncentral import conditional_likelihood, conditional_network
from drgs_cli.stats.network.ranking import Effects, p_scores
from drgs_cli.stats.network.split import NodeSplit, node_splits
from drgs_cli.stats.network.weighting import Edges

COUNT_METHODS = {"MH": mantel_haenszel_network, "NCH": conditional_network}
Found = dict[str, object]


def given(file: Reference) -> Network:
    """The network of a file's rows, arms or comparisons."""
    rows = file.columns
    if file.design == "network-contrast":
        network = network_from_contrasts(rows["study"], rows["treat1"], rows["treat2"], rows["TE"], rows["seTE"])
    else:
        measure = file.content["network"]["sm"]
        figures = [rows[column] for column in ARM_MEASURES[measure].columns]
        network = network_from_arms(measure, rows["study"], rows["treatment"], figures)
    assert isinstance(network, Network)
    return network


def from_comparisons(file: Reference) -> Network:
    """The network of the comparisons that R made of a file's arms."""
    table = file.content["network"]["contrasts"]
    network = network_from_contrasts(*(table[column] for column in ("study", "treat1", "treat2", "TE", "seTE")))
    assert isinstance(network, Network)
    return network


def fitted(network: Network, method: str) -> NetworkModel:
    model = network_meta_analysis(network, method=method.lower())
    assert isinstance(model, NetworkModel)
    return model


def counted(file: Reference, method: str) -> CountModel:
    rows = file.columns
    model = COUNT_METHODS[method](rows["study"], rows["treatment"], rows["event"], rows["n"])
    assert isinstance(model, CountModel)
    return model


@pytest.mark.parametrize("file", having("network"))
def test_the_comparisons_made_of_arms_are_those_of_pairwise(file: Reference) -> None:
    network = given(file)
    found: Found = {
        "contrasts": {
            "study": [row.study for row in network.contrasts],
            "treat1": [row.treat1 for row in network.contrasts],
            "treat2": [row.treat2 for row in network.contrasts],
            "TE": [row.estimate for row in network.contrasts],
            "seTE": [row.standard_error for row in network.contrasts],
        },
        "dropped_studies": network.dropped,
        "dropped_contrasts": network.dropped_contrasts,
        "n_subnets": len(network.parts),
    }
    compare("network", file.content["network"], found, file.name)


@pytest.mark.parametrize(("file", "entry"), network_models("DL", "REML"))
def test_a_model_is_that_of_netmeta(file: Reference, entry: Entry) -> None:
    model, section = fitted(given(file), entry["method.tau"]), network_section(file, entry)
    plain = {key: value for key, value in entry.items() if key not in ("netsplit", "decomp_design")}
    compare(section, plain, model_figures(model), file.name)
    compare(f"{section} netsplit", entry["netsplit"], split_figures(model), file.name)


@pytest.mark.parametrize(("file", "entry"), network_models("DL"))
def test_comparisons_give_the_model_of_the_arms_they_are_made_of(file: Reference, entry: Entry) -> None:
    plain = {key: value for key, value in entry.items() if key not in ("netsplit", "decomp_design")}
    compare("network DL", plain, model_figures(fitted(from_comparisons(file), "DL")), file.name)


@pytest.mark.parametrize(("file", "entry"), network_models("DL"))
def test_q_falls_into_the_designs_as_decomp_design_has_it(file: Reference, entry: Entry) -> None:
    decomposition = decompose(given(file))
    assert isinstance(decomposition, Decomposition)
    compare("network DL", entry["decomp_design"], decomposition_figures(decomposition), file.name)


@pytest.mark.parametrize(
    "file", [entry for entry in having("network") if entry.values[0].content["network"].get("rma_mv")]
)
@pytest.mark.parametrize("network_of", [given, from_comparisons])
def test_reml_is_that_of_rma_mv_with_all_covariances(file: Reference, network_of: Any) -> None:
    expected = file.content["network"]["rma_mv"]
    compare("network rma_mv", expected, rma_mv_figures(fitted(network_of(file), "REML")), file.name)


@pytest.mark.parametrize(("file", "entry"), network_models("REML"))
def test_where_reml_differs_from_r_the_restricted_likelihood_is_not_lower(file: Reference, entry: Entry) -> None:
    network = given(file)
    edges = Edges(network.studies, len(network.treatments))
    ours, theirs = edges.fit(fitted(network, "REML").tau2.value), edges.fit(entry["tau2"])
    assert ours is not None
    assert theirs is not None
    assert restricted_likelihood(ours) >= restricted_likelihood(theirs) - 1e-13 * abs(restricted_likelihood(theirs))
    assert ours.tau2 == 0.0 or abs(restricted_slope(edges, ours)) < abs(restricted_slope(edges, theirs))


@pytest.mark.parametrize(("file", "entry"), network_models("MH", "NCH"))
def test_a_model_of_counts_is_that_of_netmetabin(file: Reference, entry: Entry) -> None:
    model = counted(file, entry["method"])
    compare(f"network {entry['method']}", entry, count_figures(model), file.name)


@pytest.mark.parametrize(("file", "entry"), network_models("NCH"))
def test_where_nch_differs_from_r_the_likelihood_is_not_lower(file: Reference, entry: Entry) -> None:
    model = counted(file, "NCH")
    table, treatments = entry["contrasts"], model.network.treatments
    against_first = dict(zip(zip(table["treat1"], table["treat2"], strict=True), table["TE_common"], strict=True))
    theirs = conditional_likelihood(
        model.network, [0.0, *(-against_first[treatments[0], treatment] for treatment in treatments[1:])]
    )
    ours = conditional_likelihood(
        model.network, [0.0, *(-row.common.estimate for row in model.comparisons[: len(treatments) - 1])]
    )
    assert ours is not None
    assert theirs is not None
    assert ours.log_likelihood >= theirs.log_likelihood
    assert max(map(abs, ours.slope)) < 1e-6 * max(map(abs, theirs.slope))


def model_figures(model: NetworkModel) -> Found:
    """A model under netmeta's names."""
    network, decomposition = model.network, decompose(model.network)
    assert isinstance(decomposition, Decomposition)
    return {
        "k_studies": len(network.studies),
        "m_comparisons": len(network.contrasts),
        "n_treatments": len(network.treatments),
        "n_designs": model.designs,
        "treatments": network.treatments,
        "tau2": model.tau2.value,
        "tau": math.sqrt(model.tau2.value),
        "I2": part(model.i2),
        "I2_lb": part(model.i2_interval.low if model.i2_interval else None),
        "I2_ub": part(model.i2_interval.high if model.i2_interval else None),
        **q_figures(model.total, "Q_total", "df_Q", "p_Q"),
        **q_figures(decomposition.within, "Q_within_designs", "df_within", "p_within"),
        **q_figures(decomposition.between, "Q_between_designs", "df_between", "p_between"),
        "p_scores_small_values_desirable": {
            "treatments": network.treatments,
            "common": scores(model, "common"),
            "random": scores(model, "random"),
        },
        "contrasts": dict(contrast_figures(model)),
    }


def part(per_cent: float | None) -> float | None:
    return None if per_cent is None else per_cent / 100.0


def q_figures(test: QTest, q: str, df: str, p: str) -> Found:
    return {q: test.q, df: test.degrees_of_freedom, p: test.p}


def scores(model: NetworkModel, effects: Effects) -> list[float]:
    return [entry.score for entry in p_scores(model, effects=effects, small_values="desirable")]


def contrast_figures(model: NetworkModel) -> Iterator[tuple[str, list[object]]]:
    rows = model.comparisons
    yield "treat1", [row.treat1 for row in rows]
    yield "treat2", [row.treat2 for row in rows]
    yield from estimates("random", [row.random.network for row in rows])
    yield from estimates("common", [row.common.network for row in rows])
    yield "pi_lb", [row.prediction and row.prediction.low for row in rows]
    yield "pi_ub", [row.prediction and row.prediction.high for row in rows]
    yield "direct_TE_common", [row.common.direct and row.common.direct.estimate for row in rows]
    yield "direct_se_common", [row.common.direct and row.common.direct.standard_error for row in rows]
    yield "prop_direct_common", [row.common.proportion_direct for row in rows]


def estimates(model: str, found: Sequence[NetworkEstimate]) -> Iterator[tuple[str, list[object]]]:
    yield f"TE_{model}", [entry.estimate for entry in found]
    yield f"se_{model}", [entry.standard_error for entry in found]
    yield f"lb_{model}", [entry.interval.low for entry in found]
    yield f"ub_{model}", [entry.interval.high for entry in found]
    yield f"pval_{model}", [entry.p for entry in found]


def split_figures(model: NetworkModel) -> Found:
    """netsplit turns a comparison with its reference, the first treatment, round."""
    random = node_splits(model)
    common = {(row.treat1, row.treat2): row for row in node_splits(model, effects="common")}
    signs = [-1.0 if row.treat1 == model.network.treatments[0] else 1.0 for row in random]
    also = [common.get((row.treat1, row.treat2)) for row in random]

    def turned(field: str, rows: Sequence[NodeSplit | None]) -> list[float | None]:
        pairs = zip(signs, rows, strict=True)
        return [None if row is None else sign * getattr(row, field).estimate for sign, row in pairs]

    return {
        "comparison": [
            f"{row.treat1}:{row.treat2}" if sign > 0.0 else f"{row.treat2}:{row.treat1}"
            for sign, row in zip(signs, random, strict=True)
        ],
        "k": [row.studies for row in random],
        "prop_direct_random": [row.proportion_direct for row in random],
        "direct_TE": turned("direct", random),
        "direct_se": [row.direct.standard_error for row in random],
        "indirect_TE": turned("indirect", random),
        "indirect_se": [row.indirect.standard_error for row in random],
        "network_TE": turned("network", random),
        "diff_TE": turned("difference", random),
        "diff_se": [row.difference.standard_error for row in random],
        "diff_p": [row.difference.p for row in random],
        "common_direct_TE": turned("direct", also),
        "common_indirect_TE": turned("indirect", also),
        "common_indirect_se": [row and row.indirect.standard_error for row in also],
        "common_diff_p": [row and row.difference.p for row in also],
    }


def decomposition_figures(decomposition: Decomposition) -> Found:
    parts = (decomposition.total, decomposition.within, decomposition.between)
    rows = decomposition.by_design
    assert isinstance(decomposition.tau2_within, float)
    assert isinstance(decomposition.between_random, QTest)
    return {
        "Q_decomp": {
            "source": ["Total", "Within designs", "Between designs"],
            "Q": [test.q for test in parts],
            "df": [test.degrees_of_freedom for test in parts],
            "pval": [test.p for test in parts],
        },
        "within_by_design": {
            "design": [":".join(row.treatments) for row in rows],
            "Q": [row.within.q for row in rows],
            "df": [row.within.degrees_of_freedom for row in rows],
            "pval": [row.within.p for row in rows],
        },
        "inconsistency_random": {
            **q_figures(decomposition.between_random, "Q", "df", "pval"),
            "tau_within": math.sqrt(decomposition.tau2_within),
        },
    }


def rma_mv_figures(model: NetworkModel) -> Found:
    """Every treatment against the first."""
    rows = model.comparisons[: len(model.network.treatments) - 1]
    return {
        "reference": model.network.treatments[0],
        "treatments": model.network.treatments[1:],
        "estimate": [-row.random.network.estimate for row in rows],
        "se": [row.random.network.standard_error for row in rows],
        "tau2": model.tau2.value,
        "common_estimate": [-row.common.network.estimate for row in rows],
        "common_se": [row.common.network.standard_error for row in rows],
        "common_Q": model.total.q,
    }


def count_figures(model: CountModel) -> Found:
    between: Mapping[str, object] = {"Q_between_designs": None, "df_between": None}
    if model.between is not None:
        between = {"Q_between_designs": model.between.q, "df_between": model.between.degrees_of_freedom}
    return {
        "k_studies": model.network.studies,
        "n_treatments": len(model.network.treatments),
        "Q_total": None,
        "df_Q": None,
        **between,
        "treatments": model.network.treatments,
        "contrasts": {
            "treat1": [row.treat1 for row in model.comparisons],
            "treat2": [row.treat2 for row in model.comparisons],
            **dict(estimates("common", [row.common for row in model.comparisons])),
        },
    }
