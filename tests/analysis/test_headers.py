"""Columns that are found under headers in other capitals, and those that are not."""

import pytest

from drgs_cli.analysis.headers import matched, named, read_roles
from drgs_cli.analysis.request import NetworkChoices, Request


def columns(names: str, measure: str = "GEN", *mapped: tuple[str, str]) -> dict[str, str]:
    return dict(matched(Request(measure, columns=mapped), names.split()).columns)


def test_a_header_in_other_capitals_is_found() -> None:
    assert columns("Study YI vi") == {"study": "Study", "yi": "YI"}


def test_a_request_that_needs_none_stays_as_it_is() -> None:
    request = Request("GEN")
    assert matched(request, ["study", "yi", "vi"]) is request


def test_of_two_headers_that_fit_none_is_taken() -> None:
    assert columns("YI Yi vi") == {}


def test_what_was_mapped_stays_and_its_header_serves_nothing_else() -> None:
    assert columns("AI ci n1i n2i", "RR", ("ci", "AI")) == {"ci": "AI"}


@pytest.mark.parametrize(
    ("names", "found"),
    [("yi sei VI", {}), ("yi vi SEI", {}), ("yi SEI", {"sei": "SEI"}), ("yi VI SEI", {"vi": "VI"})],
)
def test_where_either_column_will_do_one_is_enough(names: str, found: dict[str, str]) -> None:
    assert columns(names) == found


def test_networks_and_conversions_have_columns_of_their_own() -> None:
    network = matched(Request("OR", network=NetworkChoices()), ["Study", "treat1", "treat2", "te", "sete"])
    assert dict(network.columns) == {"study": "Study", "TE": "te", "seTE": "sete"}
    assert read_roles(Request("GEN", conversion="sd-from-p")) == ("study", "n", "mean", "p")


def test_headers_name_columns_in_any_capitals() -> None:
    assert {"xi", "XI"} <= named(["XI"])
    assert "xi" not in named(["x"])
