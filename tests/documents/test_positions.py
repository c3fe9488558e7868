"""Where keys and values stand: lines and columns as an editor counts them, and the text as printed."""

import pytest

from drgs_cli.documents.parse import parse_document
from drgs_cli.documents.positions import Path, Positions, path_text

RECORD = """\
# a comment
id: one
reports:
  r-1: {volume: 010, note: "two
    lines"}
results:
  - outcome: pain
    arms:
      scs:
        n: 70
        percent: 81.20
  - []
empty:
"""


@pytest.fixture(name="positions")
def _positions() -> Positions:
    return parse_document(RECORD.encode(), "studies/one.yaml").positions


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (2, 1), (2, 1)),
        (("id",), (2, 5), (2, 1)),
        (("reports", "r-1"), (4, 8), (4, 3)),
        (("reports", "r-1", "volume"), (4, 17), (4, 9)),
        (("reports", "r-1", "note"), (4, 28), (4, 22)),
        (("results",), (7, 3), (6, 1)),
        (("results", 0), (7, 5), (7, 5)),
        (("results", 0, "arms", "scs", "percent"), (11, 18), (11, 9)),
        (("results", 1), (12, 5), (12, 5)),
        (("empty",), (13, 7), (13, 1)),
    ],
)
def test_keys_and_values_have_lines_and_columns_from_one(
    positions: Positions, path: Path, value: tuple[int, int], key: tuple[int, int]
) -> None:
    places = [(place.line, place.column) for place in (positions.of(path), positions.of_key(path))]
    assert places == [value, key]


def test_a_place_names_its_file_and_its_path(positions: Positions) -> None:
    place = positions.of(("results", 0, "arms", "scs", "n"))
    assert (place.path, place.at) == ("studies/one.yaml", "results[0].arms.scs.n")


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        (("results", 0, "arms", "drgs", "n"), "results[0].arms"),
        (("results", 7), "results"),
        (("results", "arms"), "results"),
        (("id", "deeper"), "id"),
        (("nowhere", 3), ""),
        (("reports", 0), "reports"),
    ],
)
def test_a_path_that_does_not_exist_has_the_place_of_its_nearest_ancestor(
    positions: Positions, path: Path, nearest: str
) -> None:
    assert positions.of(path).at == nearest
    assert positions.printed(path) is None


@pytest.mark.parametrize(
    ("path", "printed"),
    [
        (("results", 0, "arms", "scs", "percent"), "81.20"),
        (("reports", "r-1", "volume"), "010"),
        (("reports", "r-1", "note"), "two lines"),
        (("empty",), ""),
        (("results",), None),
    ],
)
def test_a_scalar_keeps_its_printed_text(positions: Positions, path: Path, printed: str | None) -> None:
    assert positions.printed(path) == printed


def test_columns_count_characters_not_bytes() -> None:
    positions = parse_document("a: {å😀é: '😀', b: 1}\n".encode(), "x").positions
    assert (positions.of(("a", "b")).column, positions.of_key(("a", "b")).column) == (18, 15)


@pytest.mark.parametrize(
    ("text", "path", "bare"),
    [
        ("{why: fell, no figure}", ("no figure",), True),
        ("{why: fell, no figure }", ("no figure",), True),
        ("{why: fell,\n  no figure\n}", ("no figure",), True),
        ("{why: fell, n: }", ("n",), False),
        ("{why: fell, n: 1}", ("n",), False),
        ('{why: fell, n: ""}', ("n",), False),
        ("why: fell\nn:\n", ("n",), False),
        ("{a:b}", ("a:b",), True),
        ("[~]", (0,), False),
        ("{a: 1}", ("b",), False),
    ],
)
def test_a_word_without_a_colon_inside_braces_is_known_from_a_key_without_value(
    text: str, path: Path, bare: bool
) -> None:
    assert parse_document(text.encode(), "x").positions.is_bare_word(path) is bare


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        (("results", 0, "arms", "scs"), {"n", "percent"}),
        (("results",), set()),
        (("id",), set()),
        (("results", 0, "arms", "drgs"), set()),
    ],
)
def test_a_mapping_has_its_keys_and_nothing_else_has_any(positions: Positions, path: Path, keys: set[str]) -> None:
    assert positions.keys(path) == keys


def test_positions_are_shown_without_the_file(positions: Positions) -> None:
    assert repr(positions) == "Positions('studies/one.yaml')"


def test_no_positions_answer_with_the_start_of_the_file() -> None:
    place = Positions("x.yaml").of(("a", 1))
    assert (place.line, place.column, place.at) == (1, 1, "")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("results", 4, "arms", "scs", "n"), "results[4].arms.scs.n"),
        ((0, "a", 1, 2), "[0].a[1][2]"),
        (("outcomes", "relief-70"), "outcomes.relief-70"),
        (("search", "PubMed, 2020", "n"), 'search["PubMed, 2020"].n'),
        (("a.b",), '["a.b"]'),
        ((), ""),
    ],
)
def test_a_path_is_written_as_people_read_it(path: Path, text: str) -> None:
    assert path_text(path) == text
