"""Every effect of every reference file, and every pooled estimate turned back, equal metafor's."""

import pytest
from references import Reference, compare, having

from drgs_cli.stats.effects.back_transformations import TYPICAL_SIZES, back_transform, inverse_variance_size
from drgs_cli.stats.effects.measures import DESIGNS, MEASURES, effect_of, resolve_zeros
from drgs_cli.stats.effects.zero_cells import ZeroPolicy
from drgs_cli.stats.results import Effect, NotEstimable

# What stands after the bar in the id of an effect. A group of nobody counts as metafor counts it.
POLICIES = {
    "drop00": ZeroPolicy("only0", 0.5, drop_double=True, empty_groups=True),
    "all": ZeroPolicy("all", 0.5, empty_groups=True),
    "if0all": ZeroPolicy("if0all", 0.5, empty_groups=True),
    "none": ZeroPolicy("none", empty_groups=True),
    "add0.1": ZeroPolicy("only0", 0.1, empty_groups=True),
}
METAFOR = {0.5: ZeroPolicy("only0", 0.5, empty_groups=True), 0.0: ZeroPolicy("only0", 0.0, empty_groups=True)}


def effects(file: Reference, name: str) -> list[Effect | NotEstimable]:
    """The effects of a file under the name that the reference gives to measure and variant."""
    short, _, variant = name.partition("|")
    measure = MEASURES[short]
    columns = [file.columns[column] for column in measure.columns]
    rows = list(zip(*columns, strict=True))
    zeros = POLICIES.get(variant) or (METAFOR[measure.zeros.add] if measure.zeros is not None else ZeroPolicy())
    zeros = resolve_zeros(measure, [row for row in rows if None not in row], zeros)
    kind = variant if variant in measure.variance_types else None
    return [NotEstimable("no-study") if None in row else effect_of(measure, row, zeros, kind) for row in rows]


@pytest.mark.parametrize("file", having("effects"))
def test_effects_are_those_of_escalc(file: Reference) -> None:
    for entry in file.entries("effects"):
        found = effects(file, entry["id"])
        numbers = {
            "yi": [effect.estimate if isinstance(effect, Effect) else None for effect in found],
            "vi": [effect.variance if isinstance(effect, Effect) else None for effect in found],
        }
        compare("effects", entry, numbers, f"{file.name} {entry['id']}")


@pytest.mark.parametrize("file", [file for file in having("fits") if "back" in str(file.values[0].content["fits"])])
def test_pooled_estimates_are_turned_back_as_metafor_does(file: Reference) -> None:
    for entry in file.entries("fits"):
        if "back" not in entry:
            continue
        scale = MEASURES[entry["effects"].partition("|")[0]].scale
        limits = [entry["estimate"], entry["ci_lb"], entry["ci_ub"]]
        limits += [entry["pi_lb"], entry["pi_ub"]] if "pi_lb" in entry else []
        sizes: dict[str, float | None] = {"default": None}
        if scale in ("double-arcsine", "double-square-root"):
            of_studies = file.columns["ni" if scale == "double-arcsine" else "ti"]
            sizes = {name: typical(of_studies) for name, typical in TYPICAL_SIZES.items()}
            sizes["inverse_variance"] = inverse_variance_size(entry["se"])
        found = {name: [back_transform(limit, scale, size) for limit in limits] for name, size in sizes.items()}
        numbers = found | {f"{name}_n": size for name, size in sizes.items()}
        compare("back", entry["back"], numbers, f"{file.name} {entry['effects']} {entry['method']}")


def test_each_measure_is_compared_or_known_not_to_be_in_the_reference() -> None:
    compared = {entry["measure"] for file in having("effects") for entry in file.values[0].entries("effects")}
    assert set(MEASURES) - compared == {"UCOR", "MNLN", "SMN"}


def test_each_design_of_the_reference_has_its_columns() -> None:
    for parameter in having("effects"):
        assert set(DESIGNS[parameter.values[0].design]) <= set(parameter.values[0].columns)
