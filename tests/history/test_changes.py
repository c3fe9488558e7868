"""What changed in the records: rows go by what they are, not by where they stand."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from under_git import trial

from drgs_cli.documents.positions import Entry
from drgs_cli.documents.positions import Path as Place
from drgs_cli.history.changes import Change, Changes, changes_between
from drgs_cli.records.library import Library, library_of, load_library

INVENTED = Path(__file__).parents[1] / "folder"


def library(review: str | None = None, **texts: str) -> Library:
    """A library of files by their names."""
    files = [(f"{name}.yaml", text.encode(), ()) for name, text in texts.items()]
    return library_of("", None if review is None else review.encode(), files)


def between(before: str, after: str) -> Changes:
    """What changed in the record of one study."""
    return changes_between(library(roe=before), library(roe=after))


def only(changes: Changes) -> Change:
    """The one change that there is."""
    (found,) = changes.changes
    return found


ROE = trial("roe")
ROW = """
  - outcome: infection
    months: 12
    arms: {drgs: {events: 1, n: 20}}
    source: {report: roe, at: text}"""


def test_a_figure_has_old_and_new_with_the_line_of_each() -> None:
    change = only(between(ROE, "# why\n" + ROE.replace("events: 15", "events: 14")))
    assert (change.study, change.kind, change.what) == ("roe", "figure", "changed")
    assert (change.path, change.row) == ("results[0].arms.drgs.events", "roe/results/0")
    assert (change.old, change.new) == ("15", "14")
    assert change.old_place is not None
    assert change.new_place is not None
    assert (change.old_place.line, change.new_place.line) == (11, 12)


def test_a_file_laid_out_anew_is_no_change() -> None:
    after = ROE.replace("label: roe\n", "").replace("design: rct", "design: 'rct'\nlabel: roe") + "# end\n"
    assert between(ROE, after).none


def test_a_row_put_in_before_others_is_one_row_more() -> None:
    change = only(between(ROE, ROE.replace("results:", "results:" + ROW)))
    assert (change.what, change.path, change.old, change.row) == ("added", "results[0]", None, "roe/results/0")
    assert change.new is not None
    assert change.new.startswith("{outcome: infection, months: 12, arms: {drgs: {events: 1, n: 20}}")


def test_a_row_taken_out_is_named_where_it_stood() -> None:
    change = only(between(ROE.replace("results:", "results:" + ROW), ROE))
    assert (change.what, change.row, change.new, change.new_place) == ("removed", "roe/results/0", None, None)


def test_a_row_of_another_time_is_the_same_row_where_all_else_is() -> None:
    change = only(between(ROE, ROE.replace("months: 3", "months: 6")))
    assert (change.what, change.path, change.old, change.new) == ("changed", "results[0].months", "3", "6")


def test_rows_that_changed_places_are_the_same_rows() -> None:
    assert between(ROE.replace("results:", "results:" + ROW), ROE + ROW.removeprefix("\n")).none


def test_a_zero_more_in_print_is_no_change_of_evidence() -> None:
    before = ROE.replace("n: 20}\n      scs", "n: 20, percent: 75}\n      scs")
    changes = between(before, before.replace("percent: 75", "percent: 75.0"))
    assert (only(changes).kind, changes.evidence, changes.none) == ("print", (), False)


def test_a_note_is_a_description() -> None:
    changes = between(ROE, ROE + "notes: read twice\n")
    assert (only(changes).kind, only(changes).row, changes.evidence) == ("description", None, ())


def test_studies_that_come_and_go_are_not_told_figure_by_figure() -> None:
    changes = changes_between(library(roe=ROE), library(poe=trial("poe", drgs=3).replace("months: 3", "months: 9")))
    assert [(one.study, one.what, one.label) for one in changes.studies] == [
        ("poe", "added", "poe"),
        ("roe", "removed", "roe"),
    ]
    assert changes.changes == ()


def test_a_study_under_another_id_is_the_same_study() -> None:
    renamed = ROE.replace("id: roe", "id: roe-2020").replace("events: 15", "events: 14")
    changes = changes_between(library(roe=ROE), library(**{"roe-2020": renamed}))
    assert [(one.study, one.what, one.before) for one in changes.studies] == [("roe-2020", "renamed", "roe")]
    assert [(one.study, one.path, one.row) for one in changes.changes] == [
        ("roe-2020", "results[0].arms.drgs.events", "roe-2020/results/0")
    ]


def test_a_study_read_anew_is_known_by_its_doi() -> None:
    anew = ROE.partition("results:")[0].replace("id: roe", "id: roe-2020") + "results:" + ROW + "\n"
    changes = changes_between(library(roe=ROE), library(**{"roe-2020": anew}))
    assert [one.what for one in changes.studies] == ["renamed"]


def test_two_studies_that_read_alike_are_two_where_their_dois_differ() -> None:
    changes = changes_between(library(roe=ROE), library(poe=trial("poe")))
    assert [one.what for one in changes.studies] == ["added", "removed"]


def test_a_record_that_cannot_be_read_is_told_with_its_side() -> None:
    changes = between(ROE, "<<<<<<< HEAD\n" + ROE)
    (found,) = changes.unreadable
    assert (found.name, found.side, changes.changes, changes.studies) == ("roe.yaml", "after", (), ())
    assert found.problems


def test_one_that_cannot_be_read_on_either_side_is_told_where_it_changed() -> None:
    assert between("a: [\n", "a: [\n").none
    assert [one.side for one in between("a: [\n", "b: [\n").unreadable] == ["before", "after"]


def test_settings_of_the_review_are_method_and_decisions_are_decisions() -> None:
    decision = (
        "decisions:\n  - {about: crps/responder-50/3/randomised, domain: imprecision, change: -1, why: small, by: AB,"
        " date: 2026-01-01, judged: 3f9ac2d41b07}\n"
    )
    before, after = "defaults: {tau2: reml}\n", f"question: Who?\ndefaults: {{tau2: dl}}\n{decision}"
    changes = changes_between(library(before), library(after))
    assert [(one.study, one.kind, one.path) for one in changes.changes] == [
        (None, "description", "question"),
        (None, "method", "defaults.tau2"),
        (None, "decision", "decisions"),
    ]


def test_a_review_that_comes_is_told_key_by_key() -> None:
    changes = changes_between(library(), library("compare: [drgs, scs]\n"))
    assert [(one.what, one.path) for one in changes.changes] == [("added", "compare")]


def test_a_review_that_cannot_be_read_is_told_as_such() -> None:
    changes = changes_between(library("question: Why?\n"), library("question: [\n"))
    assert [(one.name, one.side) for one in changes.unreadable] == [("review.yaml", "after")]
    assert changes.changes == ()


def _scalars(entry: Entry, path: Place = ()) -> list[Place]:
    below = entry[2]
    if isinstance(below, str):
        return [path]
    steps = below.items() if isinstance(below, dict) else enumerate(below)
    return [found for step, one in steps for found in _scalars(one, (*path, step))]


RECORDS = {record.path: record for record in load_library(INVENTED).records}
PLACES = [
    (name, path, match)
    for name, record in RECORDS.items()
    for path in _scalars(record.positions.root)
    if (match := re.fullmatch(r"[0-9]+(\.[0-9]+)?", record.positions.printed(path) or "")) and path[-1] != "id"
]


@given(st.sampled_from(PLACES))
def test_one_number_edited_is_one_change_at_its_line(place: tuple[str, Place, re.Match[str]]) -> None:
    name, path, match = place
    positions = RECORDS[name].positions
    where, text = positions.of(path), positions.text
    lines = text.split("\n")
    line = lines[where.line - 1]
    start = line.index(match[0], where.column - 1)
    lines[where.line - 1] = f"{line[:start]}1{line[start:]}"
    key = name.removesuffix(".yaml")
    changes = changes_between(library(**{key: text}), library(**{key: "\n".join(lines)}))
    if not changes.unreadable:  # a year of 12031, or more than a hundred percent, is no record
        change = only(changes)
        assert (change.what, change.old, change.new) == ("changed", match[0], f"1{match[0]}")
        assert change.new_place is not None
        assert change.new_place.line == where.line


numbers = st.tuples(st.sampled_from(["roe", "poe", "moe", "noe"]), st.integers(0, 20), st.sampled_from([3, 6, 12]))


@given(st.lists(numbers, max_size=4), st.lists(numbers, max_size=4))
def test_the_way_back_is_the_way_there_turned_round(
    before: list[tuple[str, int, int]], after: list[tuple[str, int, int]]
) -> None:
    def read(rows: list[tuple[str, int, int]]) -> Library:
        return library(**{name: trial(name, drgs).replace("months: 3", f"months: {at}") for name, drgs, at in rows})

    there, back = changes_between(read(before), read(after)), changes_between(read(after), read(before))
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    assert {(one.path, one.study, one.what, one.old, one.new) for one in there.changes} == {
        (one.path, one.study, turned[one.what], one.new, one.old) for one in back.changes
    }
    assert {(one.study, one.what) for one in there.studies} == {(one.study, turned[one.what]) for one in back.studies}


def test_the_same_folder_twice_has_no_changes() -> None:
    assert changes_between(load_library(INVENTED), load_library(INVENTED)).none
