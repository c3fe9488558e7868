"""Places as typed on the command line: what is said of wrong ones, and what the shell is offered."""

from pathlib import Path

import click
import pytest

from drgs_cli.cli.commands.set import command
from drgs_cli.cli.places import complete_arm, complete_file, complete_place, complete_report, pairs_of, refuse_place
from drgs_cli.documents.edit import Edit, Editable
from drgs_cli.editing.opening import opened
from drgs_cli.editing.set_value import delete_key, set_value

RECORD = b"""\
id: lund-2019
label: Lund 2019
arms: {drgs: {intervention: drgs, allocated: 9}}
reports: {}
results:
  - {outcome: pain, months: 3}
  - {outcome: pain, months: 12}
  - {outcome: mood}
"""


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("arms[", "PATH has not the form of a place; write results[4].arms.scs.n, or "),
        ("arms.drgs", "arms.drgs holds a mapping; set one of its values: arms.drgs.intervention or arms.drgs.alloc"),
        ("results", "results holds a list; set one of its values: results[0], results[1] or results[2]"),
        ("arms.drg.n", "'drg' is no key of arms; did you mean drgs?"),
        ("lable", "'lable' is no key of the record; did you mean label?"),
        ("arms.scs", "'scs' is no key of arms; there are drgs"),
        ("arms.drgs.implanted", "arms.drgs has no key implanted yet; --add puts it there"),
        ("label.x", "label holds a value; nothing is below it"),
        ("reports.x", "reports is empty"),
        ("results[7].months", "results has the entries 0 to 2; 7 is none of them"),
        (
            "results[outcome=pain].months",
            "2 entries of results have outcome=pain; name one, or add a condition:\n  results[0]: months=3, line 6\n",
        ),
        ("results[months=3.0,outcome=mood].n", "no entry of results has months=3.0, outcome=mood at once"),
        ("results[outcome=moood].n", "'moood' is no outcome in results; did you mean mood?"),
        ("results[unit=leads].n", "no entry of results has the key unit"),
        ("results[outcome=mood,months=3].n", "no entry of results has outcome=mood, months=3 at once"),
        ("arms[outcome=mood].n", "arms is no list; write results[4].arms.scs.n, or "),
    ],
)
def test_a_wrong_place_gets_the_right_ones(place: str, said: str) -> None:
    file = opened(RECORD, "lund-2019.yaml")
    assert isinstance(file, Editable)
    found = set_value(file, place, "5")
    assert not isinstance(found, Edit | tuple)
    assert refuse_place(file, found).message.startswith(said)


def test_a_key_of_what_is_no_mapping_is_said() -> None:
    file = opened(RECORD, "lund-2019.yaml")
    assert isinstance(file, Editable)
    found = set_value(file, "results.x", "5", add=True)
    assert not isinstance(found, Edit | tuple)
    assert refuse_place(file, found).message == "results is no mapping: no key can be added to it"


def test_many_places_are_not_all_listed() -> None:
    file = opened(b"arms: {a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9}\n", "lund-2019.yaml")
    assert isinstance(file, Editable)
    found = set_value(file, "arms", "5")
    assert not isinstance(found, Edit | tuple)
    assert refuse_place(file, found).message.endswith("arms.g, arms.h ...")


def test_of_many_rows_that_fit_the_first_are_listed() -> None:
    rows = "".join(f"  - {{outcome: pain, months: {month}}}\n" for month in range(11))
    file = opened(f"id: lund-2019\nresults:\n{rows}".encode(), "lund-2019.yaml")
    assert isinstance(file, Editable)
    found = set_value(file, "results[outcome=pain].months", "5")
    assert not isinstance(found, Edit | tuple)
    assert refuse_place(file, found).message.endswith("\n  results[7]: months=7, line 10\n  and 3 more")


def test_what_cannot_be_taken_out_is_said() -> None:
    file = opened(b"id: lund-2019\nreports: {lund: {role: primary}}\n", "lund-2019.yaml")
    assert isinstance(file, Editable)
    found = delete_key(file, "reports.lund")
    assert not isinstance(found, Edit | tuple)
    assert refuse_place(file, found).message.startswith("reports.lund cannot be taken out: only a key beside others")


def test_places_and_values_come_in_pairs() -> None:
    assert pairs_of("lund-2019", ("label", "x", "arms.drgs.n", "-3")) == [("label", "x"), ("arms.drgs.n", "-3")]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (("label",), r"^the value of label is missing; write PATH VALUE"),
        (("label", "--dryrun"), r"^--dryrun is no option; see --help$"),
        (("label", "x", "-n"), r"^-n is no option; see --help$"),
    ],
)
def test_what_are_no_pairs_is_a_wrong_usage(changes: tuple[str, ...], said: str) -> None:
    with pytest.raises(click.UsageError, match=said):
        pairs_of("lund-2019", changes)


def offered(folder: Path, incomplete: str, **typed: object) -> list[str]:
    context = click.Context(command)
    context.params = {"studies": str(folder), "record": "lund-2019", "changes": (), **typed}
    return complete_place(context, command.params[1], incomplete)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lund-2019.yaml").write_bytes(RECORD)
    (tmp_path / "review.yaml").write_bytes(b"question: x\n")
    (tmp_path / "broken.yaml").write_bytes(b"[")
    return tmp_path


@pytest.mark.parametrize(
    ("incomplete", "places"),
    [
        ("l", ["label"]),
        ("arms", ["arms", "arms.drgs"]),
        ("arms.", ["arms.drgs", "arms.drgs.intervention", "arms.drgs.allocated"]),
        ("results[2]", ["results[2]", "results[2].outcome"]),
        ("x", []),
    ],
)
def test_the_shell_is_offered_the_places_of_the_record(incomplete: str, places: list[str], folder: Path) -> None:
    assert offered(folder, incomplete) == places


@pytest.mark.parametrize("typed", [{"record": "broken"}, {"record": "no"}, {"record": None}, {"changes": ("label",)}])
def test_where_no_place_is_expected_or_known_none_is_offered(typed: dict[str, object], folder: Path) -> None:
    assert offered(folder, "l", **typed) == []


def test_the_shell_is_offered_records_and_the_review(folder: Path) -> None:
    context = click.Context(command)
    context.params = {"studies": str(folder)}
    assert complete_file(context, command.params[0], "") == ["broken", "lund-2019", "review"]
    assert complete_file(context, command.params[0], "l") == ["lund-2019"]


def test_the_shell_is_offered_arms_and_reports(folder: Path) -> None:
    context = click.Context(command)
    context.params = {"studies": str(folder), "record": "lund-2019"}
    parameter = command.params[0]
    assert complete_arm(context, parameter, "") == ["drgs"]
    assert complete_arm(context, parameter, "s") == []
    assert complete_report(context, parameter, "") == []
    context.params["record"] = "no"
    assert complete_report(context, parameter, "") == []
