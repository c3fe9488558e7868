"""Reports as CSL-JSON: what is read from it again is what the record has."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from drgs_cli.exchange.csl import read_csl
from drgs_cli.exchange.csl_items import csl_item
from drgs_cli.records.model import Report


def report(**fields: Any) -> Report:
    return Report(key="roe", path=("reports", "roe"), role="primary", **fields)


def test_a_report_has_a_key_for_everything_that_is_recorded() -> None:
    found = csl_item(
        report(
            title="A title",
            authors=("van der Doe CJ",),
            journal="J",
            published="2018-05",
            volume="1",
            issue="2",
            pages="3-4",
            doi="10.1000/1",
            pmid="5",
        ),
        "roe-2018/reports/roe",
    )
    assert found == {
        "id": "roe-2018/reports/roe",
        "type": "article-journal",
        "author": [{"family": "van der Doe", "given": "C. J."}],
        "issued": {"date-parts": [[2018, 5]]},
        "title": "A title",
        "container-title": "J",
        "volume": "1",
        "issue": "2",
        "page": "3-4",
        "DOI": "10.1000/1",
        "PMID": "5",
    }


def test_what_is_not_recorded_has_no_key() -> None:
    assert csl_item(report(), "a") == {"id": "a", "type": "document"}


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Roe A", {"family": "Roe", "given": "A."}),
        ("Roe AB Jr", {"family": "Roe", "given": "A. B.", "suffix": "Jr"}),
        ("Abbott Medical Devices", {"literal": "Abbott Medical Devices"}),
        ("NICE", {"literal": "NICE"}),
        ("et al.", {"literal": "et al."}),
        ("Müller ÄÖ", {"family": "Müller", "given": "Ä. Ö."}),
    ],
)
def test_a_person_has_a_family_name_and_a_group_stands_as_it_is(author: str, name: dict[str, str]) -> None:
    assert csl_item(report(authors=(author,)), "a")["author"] == [name]


def test_a_date_that_is_none_stands_as_it_is() -> None:
    assert csl_item(report(published="in press"), "a")["issued"] == {"raw": "in press"}


WORDS = some.text(some.sampled_from("abcäö .,:;()&'“ 漢字ع"), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)
NAMES = some.builds(
    "{} {}".format, some.sampled_from(["Roe", "van der Doe", "O'Neill"]), some.sampled_from(["A", "BC", "DEF"])
)


@given(
    some.fixed_dictionaries(
        {},
        optional={
            "title": WORDS.filter(bool),
            "journal": WORDS.filter(bool),
            "authors": some.lists(NAMES, min_size=1, max_size=8).map(tuple),
            "published": some.sampled_from(["1999", "2018-05", "2020-11-30"]),
            "volume": some.sampled_from(["1", "12 Suppl 1"]),
            "pages": some.sampled_from(["1-9", "e132"]),
            "doi": some.just("10.1000/1"),
        },
    )
)
def test_what_is_written_is_read_again(fields: dict[str, Any]) -> None:
    (found,) = read_csl(json.dumps([csl_item(report(**fields), "a")]))
    assert {key: getattr(found, key) for key in fields} == fields
