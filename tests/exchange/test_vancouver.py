"""References as the Vancouver style writes them: what a record has, and nothing else."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from drgs_cli.exchange.vancouver import doi_address, vancouver
from drgs_cli.records.model import Report

WHOLE: dict[str, Any] = {
    "title": "Stimulation of the ganglion",
    "authors": ("Roe AB", "van der Doe C"),
    "journal": "J Invented Pain",
    "published": "2018",
    "volume": "12",
    "issue": "3",
    "pages": "101-109",
    "doi": "10.1000/jip.2018.1",
    "pmid": "12345678",
}


def report(**fields: Any) -> Report:
    return Report(key="roe", path=("reports", "roe"), role="primary", **fields)


def test_a_whole_reference_has_every_part_in_its_place() -> None:
    assert vancouver(report(**WHOLE)) == (
        "Roe AB, van der Doe C. Stimulation of the ganglion. J Invented Pain. 2018;12(3):101-109."
        " PMID: 12345678. doi:10.1000/jip.2018.1."
    )


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"authors": ()}, "Stimulation of the ganglion. J Invented Pain. 2018;12(3):101-109. PMID"),
        ({"authors": ("Roe AB", "et al.")}, "Roe AB, et al. Stimulation"),
        ({"authors": tuple(f"Roe {letter}" for letter in "ABCDEF")}, "Roe E, Roe F. Stimulation"),
        ({"authors": tuple(f"Roe {letter}" for letter in "ABCDEFG")}, "Roe E, Roe F, et al. Stimulation"),
        ({"authors": ("et al.",)}, "Stimulation of the ganglion. J Invented Pain"),
        ({"title": None}, "van der Doe C. [title not recorded]. J Invented"),
        ({"title": "(series of knees; title not seen)"}, "Doe C. [series of knees; title not seen]. J Inv"),
        ({"title": "(One) and (two)"}, "Doe C. (One) and (two). J Inv"),
        ({"title": "Does it help?"}, "Does it help? J Invented"),
        ({"published": None}, "J Invented Pain. [date not recorded];12(3):101-109."),
        ({"published": "2018-05"}, "2018 May;12(3)"),
        ({"published": "2018-05-03"}, "2018 May 3;12(3)"),
        ({"published": "2018-13"}, "2018-13;12(3)"),
        ({"volume": None}, "2018;(3):101-109."),
        ({"issue": None}, "2018;12:101-109."),
        ({"volume": None, "issue": None}, "2018:101-109."),
        ({"pages": None}, "2018;12(3). PMID"),
        ({"volume": None, "issue": None, "pages": None}, "Pain. 2018. PMID"),
        ({"journal": None}, "ganglion. 2018;12(3)"),
        ({"doi": None}, "101-109. PMID: 12345678."),
        ({"pmid": None}, "doi:10.1000/jip.2018.1."),
    ],
)
def test_what_is_not_recorded_is_left_out(changed: dict[str, Any], part: str) -> None:
    assert part in vancouver(report(**WHOLE | changed))


def test_of_a_report_of_which_nothing_is_known_nothing_is_said() -> None:
    assert vancouver(report()) == "[title not recorded]. [date not recorded]."


@given(some.dictionaries(some.sampled_from(["title", "journal", "volume", "issue", "pages"]), some.text(min_size=1)))
def test_every_part_that_is_recorded_stands_there_as_it_is(fields: dict[str, str]) -> None:
    written = vancouver(report(**fields))
    assert all(text in written for text in fields.values())


@pytest.mark.parametrize(
    ("doi", "address"),
    [
        ("10.1000/jip.2018.1", "https://doi.org/10.1000/jip.2018.1"),
        ("10.1016/S0140-6736(96)02467-1", "https://doi.org/10.1016/S0140-6736(96)02467-1"),
        ('10.1000/a"<b>?c#d', "https://doi.org/10.1000/a%22%3Cb%3E%3Fc%23d"),
        ("javascript:alert(1)", ""),
        ("10.1000/two words", ""),
        (None, ""),
    ],
)
def test_only_a_doi_has_an_address(doi: str | None, address: str) -> None:
    assert doi_address(doi) == address
