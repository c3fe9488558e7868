"""A row put at the end of a small invented record."""

import pytest

from drgs_cli.documents.edit import Edit, Editable
from drgs_cli.documents.writing import Typed
from drgs_cli.editing.add_result import add_result, as_extracted, without_why
from drgs_cli.editing.opening import opened

RECORD = """\
id: lund-2019
label: Lund 2019
population: {indications: {crps: 20}}
arms:
  drgs: {intervention: drgs}
notes: invented
"""


def added(row: dict[str, Typed], record: str = RECORD) -> Edit:
    file = opened(record.encode(), "lund-2019.yaml")
    assert isinstance(file, Editable)
    edit = add_result(file, row)
    assert isinstance(edit, Edit), edit
    return edit


def test_the_first_row_comes_behind_the_arms() -> None:
    assert added({"outcome": "mood"}).content.decode().split("\n")[4:9] == [
        *("  drgs: {intervention: drgs}", "", "results:", "  - outcome: mood", "notes: invented")
    ]


def test_keys_stand_in_the_order_of_the_format() -> None:
    row: dict[str, Typed] = {
        "source": {"at": "p. 3", "report": "lund-2019"},
        "contrasts": [{"p": "0.02", "arms": ["drgs", "scs"]}],
        "arms": {"drgs": {"percent": "55.6", "n": "9", "events": "5"}},
        "months": "12",
        "odd": "1",
        "outcome": "mood",
    }
    assert added(row).content.decode().split("\n")[7:15] == [
        *("  - outcome: mood", "    months: 12", "    odd: 1", "    arms:"),
        *("      drgs: {events: 5, n: 9, percent: 55.6}", "    contrasts: [{arms: [drgs, scs], p: 0.02}]"),
        *("    source: {report: lund-2019, at: p. 3}", "notes: invented"),
    ]


@pytest.mark.parametrize(("record", "number"), [(RECORD, 0), (f"{RECORD}results:\n  - outcome: mood\n", 1)])
def test_the_row_is_told_by_its_place(record: str, number: int) -> None:
    edit = added({"outcome": "pain-intensity"}, record)
    assert (edit.location.at, edit.old, edit.new) == (f"results[{number}]", None, None)


def test_a_row_that_cannot_stand_there_is_refused() -> None:
    file = opened(RECORD.encode(), "lund-2019.yaml")
    assert isinstance(file, Editable)
    found = add_result(file, {"outcome": "mood", "arms": {"drgs": "none"}, "months": ".inf"})
    assert isinstance(found, tuple)
    assert [problem.rule for problem in found] == ["Y108"]


def test_a_record_that_awaits_its_figures_becomes_an_extracted_one() -> None:
    file = opened(f"{RECORD}status: awaiting-extraction\nwhy: not read\n".encode(), "lund-2019.yaml")
    assert isinstance(file, Editable)
    edit = without_why(file)
    assert edit is not None
    file = opened(edit.content, "lund-2019.yaml")
    assert isinstance(file, Editable)
    changed = as_extracted(file)
    assert isinstance(changed, Edit)
    assert changed.content.decode() == f"{RECORD}status: extracted\n"


@pytest.mark.parametrize("status", ["status: excluded\nwhy: animals\n", "why: none\n"])
def test_any_other_status_stays(status: str) -> None:
    file = opened(f"{RECORD}{status}".encode(), "lund-2019.yaml")
    assert isinstance(file, Editable)
    assert (without_why(file), as_extracted(file)) == (None, None)
