"""Guards of the comparison with R: no file, section, entry or field of the reference is left out unseen."""

import ast
import re
from pathlib import Path

import pytest
from references import FILES, NAMES, NOT_COMPARED, TOLERANCES, compare, references, tolerance_table

TESTS = Path(__file__).parent

# What a file says of itself, and is no result.
DESCRIPTIONS = {"schema_version", "dataset", "versions", "columns", "input"}

# Of each section the test through the functions and the test through `drgs pool`.
SECTIONS: dict[str, tuple[str, str]] = {
    "effects": ("stats/test_reference_effects.py", "cli/pool/test_reference_fits.py"),
    "fits": ("stats/test_reference_fits.py", "cli/pool/test_reference_fits.py"),
    "tau2_ci": ("stats/test_reference_tau2_ci.py", "cli/pool/test_reference_fits.py"),
    "meta_variants": ("stats/test_reference_meta_variants.py", "cli/pool/test_reference_fits.py"),
    "study_level": ("stats/test_reference_study_level.py", "cli/pool/test_reference_study_level.py"),
    "counts": ("stats/test_reference_counts.py", "cli/pool/test_reference_counts.py"),
    "glmm": ("stats/glmm/test_reference_glmm.py", "cli/pool/test_reference_glmm.py"),
    "subgroup": ("stats/test_reference_subgroup.py", "cli/pool/test_reference_moderators.py"),
    "metareg": ("stats/test_reference_metareg.py", "cli/pool/test_reference_moderators.py"),
    "leave_one_out": ("stats/test_reference_omission.py", "cli/pool/test_reference_each_study.py"),
    "cumulative": ("stats/test_reference_omission.py", "cli/pool/test_reference_each_study.py"),
    "influence": ("stats/test_reference_influence.py", "cli/pool/test_reference_each_study.py"),
    "small_study": ("stats/bias/test_reference_small_study.py", "cli/pool/test_reference_bias.py"),
    "trimfill": ("stats/bias/test_reference_trimfill.py", "cli/pool/test_reference_bias.py"),
    "selection": ("stats/bias/test_reference_selection.py", "cli/pool/test_reference_bias.py"),
    "multilevel": ("stats/test_reference_multilevel.py", "cli/pool/test_reference_clusters.py"),
    "bayes": ("stats/test_reference_bayes.py", "cli/pool/test_reference_bayes.py"),
    "network": ("stats/test_reference_network.py", "cli/pool/test_reference_network.py"),
    "conversions": ("stats/test_reference_conversions.py", "cli/pool/test_reference_conversions.py"),
}

# What R refused to compute: there is no figure to compare. Where we have an answer, the tests of the section hold it.
REFUSED = "errors"


def test_there_are_all_files() -> None:
    assert len(FILES) == 74


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_section_of_a_file_is_known(path: Path) -> None:
    content = next(file.content for file in references() if file.name == path.stem)
    assert set(content) == {*DESCRIPTIONS, *SECTIONS, REFUSED}


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("way", [0, 1], ids=["functions", "drgs pool"])
def test_a_section_is_compared_in_every_file_that_has_it(section: str, way: int) -> None:
    text = (TESTS / SECTIONS[section][way]).read_text(encoding="utf-8")
    named = re.findall(r'"(\w+)"', text)
    assert section in named, f"{SECTIONS[section][way]} does not name {section}"
    assert "having(" in text, f"{SECTIONS[section][way]} does not go through the files"
    called = {
        node.func.id
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert "compare" in called


def test_every_tolerance_has_a_reason() -> None:
    assert all(limit.reason for table in TOLERANCES.values() for limit in table.values())


def test_only_sections_with_a_tolerance_have_names_or_exceptions() -> None:
    compared = {section for section, field in NOT_COMPARED if field != "*"}
    assert {*NAMES, *compared} <= set(TOLERANCES)


def test_the_readme_has_every_tolerance_with_its_reason() -> None:
    readme = (TESTS / "reference" / "README.md").read_text(encoding="utf-8")
    assert "\n".join(tolerance_table()) in readme


def test_what_is_not_compared_says_why() -> None:
    assert all(NOT_COMPARED.values())


@pytest.mark.parametrize(
    "found",
    [{}, {"yi": [1.0]}, {"yi": [1.0, 2.0 + 1e-9]}, {"yi": [1.0, None]}, {"yi": None}, {"yi": ["1", 2.0]}],
    ids=["no field", "too short", "off by 5e-10", "a null", "no list", "a text"],
)
def test_an_answer_that_differs_fails(found: dict[str, object]) -> None:
    with pytest.raises(AssertionError):
        compare("effects", {"yi": [1.0, 2.0]}, found, "here")


def test_a_figure_where_r_has_none_fails() -> None:
    with pytest.raises(AssertionError):
        compare("effects", {"yi": None}, {"yi": 0.0}, "here")


def test_an_answer_within_the_tolerance_passes() -> None:
    compare("effects", {"id": "RR", "yi": [1.0, None]}, {"yi": [1.0 + 1e-12, None]}, "here")
