"""The parts of a reference in the forms that records have them."""

import pytest

from drgs_cli.exchange.reference import author_in_words, author_of, doi_of, pages_of, pmid_of, published_of


@pytest.mark.parametrize(
    ("surname", "given", "author"),
    [
        ("Roe", "Timothy R.", "Roe TR"),
        ("Roe", "TR", "Roe TR"),
        ("Roe", "T. R.", "Roe TR"),
        ("Roe", "T.R.", "Roe TR"),
        ("Roe", "Jean-Paul", "Roe JP"),
        ("Roe", "", "Roe"),
        ("van der Berg", "jan", "van der Berg J"),
    ],
)
def test_given_names_become_initials(surname: str, given: str, author: str) -> None:
    assert author_of(surname, given) == author


def test_a_name_without_comma_stands_as_it_is() -> None:
    assert author_in_words(" The  study group ") == "The study group"
    assert author_in_words("Roe, Timothy, Jr") == "Roe T Jr"


@pytest.mark.parametrize(
    ("parts", "published"),
    [
        (("2017",), "2017"),
        (("2017", "Apr", "7"), "2017-04-07"),
        (("2017", "Spring", "7"), "2017"),
        (("2017", "Sep-Oct"), "2017-09"),
        (("2017", 4, 40), "2017-04"),
        (("in press",), None),
        ((None,), None),
    ],
)
def test_a_date_is_as_fine_as_its_parts(parts: tuple[object, ...], published: str | None) -> None:
    assert published_of(*parts) == published


@pytest.mark.parametrize(
    "written",
    ["10.1000/example", "https://doi.org/10.1000/example", "doi: 10.1000/example", "dx.doi.org/10.1000/example"],
)
def test_a_doi_stands_alone(written: str) -> None:
    assert doi_of(written) == "10.1000/example"


def test_nothing_stays_nothing() -> None:
    assert (doi_of(None), doi_of("doi:"), pages_of(None), pmid_of("PMC12"), pmid_of(None)) == (None,) * 5
