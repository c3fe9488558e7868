"""References in other styles: a file of one's own, what the library brings, and what is said where neither is there."""

import importlib.util
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

import pytest

from drgs_cli.errors import DrgsError
from drgs_cli.exchange.csl_styles import UnknownStyleError, formatted, style_file

HARVARD = "harvard-cite-them-right"
ITEMS: list[dict[str, Any]] = [
    {
        "id": "Roe",
        "type": "article-journal",
        "title": "On <script>alert(1)</script> & =HYPERLINK(1)",
        "author": [{"family": "Roe", "given": "A."}, {"literal": "et al."}],
        "container-title": "J Invented Pain",
        "volume": "3",
        "issued": {"date-parts": [[2018]]},
    },
    {
        "id": "roe",
        "type": "article-journal",
        "title": "The second",
        "author": [{"family": "Doe", "given": "C."}],
        "issued": {"date-parts": [[2020]]},
    },
]
STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Invented</title><id>invented</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="citation-number"/></layout></citation>
  <bibliography><layout>{number}<text variable="title" suffix=". "/><names variable="author"/></layout></bibliography>
</style>
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A style of one's own, which numbers its entries as journals do: without a space."""
    path = tmp_path / "own.csl"
    path.write_text(STYLE.format(number='<text variable="citation-number" suffix="."/>'))
    return path


def test_a_style_of_ones_own_is_followed_and_the_list_numbers_by_itself(own: Path) -> None:
    assert formatted(ITEMS, str(own)) == [
        ("Roe", "On <script>alert(1)</script> & =HYPERLINK(1). A. Roe, et al."),
        ("roe", "The second. C. Doe"),
    ]


def test_a_number_that_a_title_begins_with_stays(tmp_path: Path) -> None:
    path = tmp_path / "plain.csl"
    path.write_text(STYLE.format(number=""))
    ((_, text),) = formatted([{"id": "a", "type": "document", "title": "1. Of many"}], str(path))
    assert text.startswith("1. Of many")


def test_a_style_that_sorts_by_author_does_so() -> None:
    found = formatted(ITEMS, HARVARD)
    assert [name for name, _ in found] == ["roe", "Roe"]
    assert found[1][1].startswith("Roe, A. et al. (2018)")
    assert "<script>alert(1)</script> & =HYPERLINK(1)" in found[1][1]


def test_an_unknown_style_says_what_there_is() -> None:
    with pytest.raises(UnknownStyleError, match=f"'nonesuch' is no style here; there are vancouver, .*{HARVARD}.*csl"):
        style_file("nonesuch")


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownStyleError, match=r"nowhere\.csl: no such file"):
        style_file("nowhere.csl")


@pytest.mark.parametrize("content", ["", "<style/>", "not xml", STYLE.partition("<bibliography>")[0] + "</style>"])
def test_a_file_that_is_no_style_is_said_to_be_none(content: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.csl"
    path.write_text(content)
    with pytest.raises(UnknownStyleError, match=r"broken\.csl"):
        formatted(ITEMS, str(path))


def test_without_the_extra_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec

    def without(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "citeproc" else found(name, package)

    monkeypatch.setattr("drgs_cli.exchange.csl_styles.find_spec", without)
    with pytest.raises(DrgsError, match=r"pip install 'drgs-cli\[cite\]'"):
        style_file(HARVARD)
