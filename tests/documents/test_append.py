"""A row put at the end of a list of a small invented file."""

import pytest

from drgs_cli.documents.append import with_entry
from drgs_cli.documents.edit import Edit, Editable, editable
from drgs_cli.documents.wants import TEXT, Wants
from drgs_cli.documents.writing import Typed

WANTS = Wants(keys={"results": Wants(items=Wants(keys={"note": TEXT}))})
ROW: dict[str, Typed] = {"outcome": "pain", "months": "12"}


def added(text: str, row: dict[str, Typed] = ROW) -> str:
    file = editable(text.encode(), "lund-2019.yaml", WANTS)
    assert isinstance(file, Editable)
    edit = with_entry(file, "results", row, ("id", "arms"))
    assert isinstance(edit, Edit), edit
    return edit.content.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("results:\n  - outcome: mood\n\nnotes: x\n", "results:\n  - outcome: mood\n  - @\n    @\n\nnotes: x\n"),
        ("results:\n- outcome: mood\n", "results:\n- outcome: mood\n- @\n  @\n"),
        ("results:\n  - outcome: mood # x", "results:\n  - outcome: mood # x\n  - @\n    @"),
        ("results: []  # none yet\nnotes: x\n", "results:  # none yet\n  - @\n    @\nnotes: x\n"),
        ("results:\nnotes: x\n", "results:\n  - @\n    @\nnotes: x\n"),
        ("results: []", "results:\n  - @\n    @"),
        ("id: a\r\nresults: []\r\n", "id: a\r\nresults:\r\n  - @\r\n    @\r\n"),
        ("id: a\narms:\n  drgs: {n: 1}\nnotes: x\n", "  drgs: {n: 1}\n\nresults:\n  - @\n    @\nnotes: x\n"),
        ("arms: {}\n  # more\n\n# end\n", "arms: {}\n  # more\n\nresults:\n  - @\n    @\n\n# end\n"),
        ("arms: {}\n\n  # more", "arms: {}\n\n  # more\n\nresults:\n  - @\n    @"),
        ("results:\n  - outcome: mood\n    # of it\n  # end\n", "    # of it\n  - @\n    @\n  # end\n"),
    ],
)
def test_a_row_comes_last_with_the_margin_of_the_others(before: str, after: str) -> None:
    for line in ("outcome: pain", "months: 12"):
        after = after.replace("@", line, 1)
    assert added(before).endswith(after)


def test_a_list_in_brackets_gets_its_row_in_brackets() -> None:
    assert added("results: [{outcome: mood}]\n") == "results: [{outcome: mood}, {outcome: pain, months: 12}]\n"


@pytest.mark.parametrize(
    ("key", "value", "lines"),
    [
        ("note", "a, b", ["note: a, b"]),
        ("note", "a: b", ['note: "a: b"']),
        ("months", "12.50", ["months: 12.50"]),
        ("arms", {"drgs": {"n": "5"}, "scs": {"n": "6"}}, ["arms:", "  drgs: {n: 5}", "  scs: {n: 6}"]),
        ("contrasts", [{"arms": ["drgs", "scs"], "p": "<0.01"}], ['contrasts: [{arms: [drgs, scs], p: "<0.01"}]']),
        ("source", {"report": "x", "at": "p. 3"}, ["source: {report: x, at: p. 3}"]),
        ("source", [{"report": "x"}, {"report": "y"}], ["source:", "  - {report: x}", "  - {report: y}"]),
        ("note", "word " * 40 + "end", ["note: >-", f"  {'word ' * 24}word", f"  {'word ' * 15}end"]),
    ],
)
def test_each_kind_of_value_has_its_layout(key: str, value: Typed, lines: list[str]) -> None:
    text = added("results: []\n", {"outcome": "pain", key: value})
    assert text == "\n".join(("results:", "  - outcome: pain", *(f"    {line}" for line in lines), ""))


def test_a_row_too_long_for_a_line_has_several() -> None:
    contrast: Typed = [{"p": "0.02", "words": "word " * 30 + "end"}]
    lines = added("results: []\n", {"outcome": "pain", "contrasts": contrast}).split("\n")
    assert lines[2:5] == ["    contrasts:", "      - p: 0.02", "        words: >-"]


def test_a_row_that_cannot_be_read_is_refused() -> None:
    file = editable(b"results: []\n", "lund-2019.yaml", WANTS)
    assert isinstance(file, Editable)
    found = with_entry(file, "results", {"months": ".inf"}, ())
    assert isinstance(found, tuple)
    assert [problem.rule for problem in found] == ["Y108"]
