"""Where the values of small invented texts end, and how they are written."""

import pytest

from drgs_cli.documents.nodes import nodes_of
from drgs_cli.documents.positions import Path

TEXT = """\
label: "Lund 2019"  # as in the tables
arms:
  drgs: {events: 5, ci: [1.0, 9], note: 'it''s', empty: }
note: >-
  two
  lines

plain: goes
  on

# the end
rows:
  - n: 1
  - n: 2
    words: |
      last


"""


@pytest.mark.parametrize(
    ("path", "written", "style", "in_flow"),
    [
        (("label",), '"Lund 2019"', '"', False),
        (("arms", "drgs"), "{events: 5, ci: [1.0, 9], note: 'it''s', empty: }", "{", False),
        (("arms", "drgs", "events"), "5", "", True),
        (("arms", "drgs", "ci"), "[1.0, 9]", "[", True),
        (("arms", "drgs", "ci", 0), "1.0", "", True),
        (("arms", "drgs", "note"), "'it''s'", "'", True),
        (("arms", "drgs", "empty"), "", "", True),
        (("note",), ">-\n  two\n  lines", ">", False),
        (("plain",), "goes\n  on", "", False),
        (("rows",), "- n: 1\n  - n: 2\n    words: |\n      last", "block", False),
        (("rows", 1), "n: 2\n    words: |\n      last", "block", False),
        (("rows", 1, "words"), "|\n      last", "|", False),
    ],
)
def test_a_value_reaches_from_its_start_to_its_last_character(
    path: Path, written: str, style: str, in_flow: bool
) -> None:
    node = nodes_of(TEXT)[path]
    assert (TEXT[node.start : node.end], node.style, node.in_flow) == (written, style, in_flow)


def test_the_parts_of_a_value_are_in_the_order_of_the_text() -> None:
    nodes = nodes_of(TEXT)
    assert nodes[()].steps == ("label", "arms", "note", "plain", "rows")
    assert (nodes[("rows",)].steps, nodes[("label",)].steps) == ((0, 1), ())


def test_a_scalar_is_told_from_what_has_parts() -> None:
    nodes = nodes_of(TEXT)
    told = [nodes[path].is_scalar for path in (("note",), ("arms",), ("arms", "drgs"), ("arms", "drgs", "ci"))]
    assert told == [True, False, False, False]
