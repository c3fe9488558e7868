"""The list of references: an entry for each report, with its name and where its DOI leads."""

from collections.abc import Callable

import pytest

from drgs_cli.errors import DrgsError
from drgs_cli.exchange.csl_styles import UnknownStyleError
from drgs_cli.records.library import Library
from drgs_cli.render.document import Item
from drgs_cli.views.reference_list import known_style, reference_items, references

ROE = """
    id: roe-2020
    reports:
      roe: {role: primary, title: Second of the two, authors: [Roe A], journal: J, published: 2020, doi: 10.1000/1}
      plan: {role: registry, title: The plan}
    results: []
"""
DOE = """
    id: doe-2019
    reports: {doe: {role: primary, title: First of the two, authors: [Doe C], journal: K, published: 2019}}
    results: []
"""


@pytest.fixture
def both(library: Callable[..., Library]) -> Library:
    return library(ROE, DOE)


def test_each_report_has_its_name_and_its_address(both: Library) -> None:
    (roe,) = [study for study in both.studies if study.id == "roe-2020"]
    assert reference_items(both, [roe]) == (
        Item(
            "Roe A. Second of the two. J. 2020.",
            anchor="roe-2020/reports/roe",
            address="https://doi.org/10.1000/1",
        ),
        Item("The plan. [date not recorded].", anchor="roe-2020/reports/plan"),
    )


def test_the_order_is_that_of_the_studies(both: Library) -> None:
    names = [item.anchor for item in reference_items(both, sorted(both.studies, key=lambda study: study.id))]
    assert names == ["doe-2019/reports/doe", "roe-2020/reports/roe", "roe-2020/reports/plan"]
    assert {item.anchor for item in reference_items(both)} == set(names)


def test_another_style_keeps_names_and_addresses(both: Library) -> None:
    found = {item.anchor: item for item in reference_items(both, None, "harvard-cite-them-right")}
    assert found["roe-2020/reports/roe"].address == "https://doi.org/10.1000/1"
    assert found["roe-2020/reports/roe"].text.startswith("Roe, A. (2020)")
    assert len(found) == 3
    assert reference_items(both, (), "harvard-cite-them-right") == ()


def test_a_style_is_looked_for_before_anything_is_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert known_style("Vancouver") == "Vancouver"
    with pytest.raises(UnknownStyleError):
        known_style("nonesuch")
    monkeypatch.setattr("drgs_cli.exchange.csl_styles.find_spec", lambda _name: None)
    assert known_style("vancouver") == "vancouver"
    with pytest.raises(DrgsError):
        known_style("apa")


TWICE = """
    id: poe-2021
    reports:
      poe: {role: primary, authors: [Poe B], title: Seen whole, journal: J, published: 2021, volume: 3, doi: 10.1000/X2}
      other: {role: secondary, title: (tables of studies; title not seen), published: 2022}
    results: []
"""
AGAIN = """
    id: quoe-2022
    reports:
      poe: {role: secondary, title: Seen in part, doi: 10.1000/x2}
      other: {role: secondary, title: (tables of studies; title not seen), published: 2022}
    results: []
"""


def test_a_publication_of_two_studies_has_one_entry_with_the_most_that_is_known_of_it(
    library: Callable[..., Library],
) -> None:
    found = references(library(TWICE, AGAIN))
    assert [item.text for item in found.items] == [
        "Poe B. Seen whole. J. 2021;3.",
        "[tables of studies; title not seen]. 2022.",
    ]
    assert found.entries["quoe-2022/reports/poe"] == "poe-2021/reports/poe"
    assert found.numbers()["quoe-2022/reports/other"] == found.numbers()["poe-2021/reports/other"] == 2


@pytest.mark.parametrize("style", ["vancouver", "harvard-cite-them-right"])
def test_a_doi_stands_once(both: Library, style: str) -> None:
    (roe,) = [item for item in reference_items(both, None, style) if item.anchor == "roe-2020/reports/roe"]
    assert f"{roe.text} {roe.address}".count("10.1000/1") == 1


def test_no_style_calls_a_report_without_volume_and_pages_a_preprint(both: Library) -> None:
    texts = [item.text for item in reference_items(both, None, "harvard-cite-them-right")]
    assert any("Second of the two" in text for text in texts)
    assert not any("preprint" in text.casefold() for text in texts)
