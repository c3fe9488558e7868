"""A line over commits as a table: a row for each commit with which it changed, and in words what the commit did."""

import pytest
from under_git import trial

from drgs_cli.history.by_commit import Past, State, past_of
from drgs_cli.history.revisions import Commit
from drgs_cli.history.snapshots import Reader
from drgs_cli.render.document import Document, Note, Paragraph, Row, Table
from drgs_cli.synthesis.question import Question
from drgs_cli.views.history_commits import history_commits_document

Files = dict[str, str]

ASKED = Question(indication="crps", outcomes=("responder-50",))


def drawn(*folders: Files | None, cut: bool = False, review: bytes | None = None) -> Document:
    """The document of some commits; the last folder is not committed where None stands before it."""
    reader, states = Reader(), []
    written = [files for files in folders if files is not None]
    for number, files in enumerate(written, 1):
        named = [(f"{name}.yaml", text.encode(), ()) for name, text in files.items()]
        library = reader.library("", None if review is None else ("review.yaml", review, ()), named)
        commit = Commit(
            f"{number}" * 40, f"{number}" * 7, f"2026-01-0{number}T09:00:00+01:00", "Roe", f"no. {number}", cut
        )
        states.append(State(None if None in folders and files is written[-1] else commit, library))
    return history_commits_document(past_of(states, lambda _: ASKED), ASKED, states[-1].library)


def rows(document: Document) -> list[dict[str, str]]:
    """The rows of its table, by column."""
    (table,) = (part for part in document.parts if isinstance(part, Table))
    keys = [column.key for column in table.columns]
    return [
        dict(zip(keys, (cell.text for cell in row.cells), strict=True))
        for group in table.groups()
        for row in group.rows
    ]


def notes(document: Document) -> dict[str, str]:
    """The notes below it."""
    return {part.code: part.text for part in document.parts if isinstance(part, Note)}


def test_a_row_has_the_commit_and_what_was_known_with_it() -> None:
    (first, second) = rows(drawn({"a": trial("a")}, {"a": trial("a", drgs=12)}))
    assert (first["date"], first["commit"], first["subject"], first["moved"]) == (
        "2026-01-01",
        "1111111",
        "no. 1",
        "at the start: a",
    )
    assert (first["k"], first["n"], first["says"], first["certainty"]) == ("1", "40", "DRGS better", "low")
    assert first["estimate"].startswith("RR 1.88 (1.04 to 3.39)")
    assert first["per_100"].startswith("+35")
    assert second["moved"] == "a: results[0].arms.drgs.events 15 → 12"
    assert second["says"] == "no difference shown"


def test_a_study_that_comes_later_is_named() -> None:
    assert rows(drawn({"a": trial("a")}, {"a": trial("a"), "b": trial("b")}))[-1]["moved"] == "b"


def test_many_changes_are_counted_for_each_record() -> None:
    before = {"a": trial("a"), "b": trial("b")}
    after = {"a": trial("a", drgs=12, scs=7), "b": trial("b", drgs=11)}
    assert rows(drawn(before, after))[-1]["moved"] == "a: 2 places; b: 1 place"


def test_a_setting_of_the_review_is_told_as_one() -> None:
    folder = {"a": trial("a"), "b": trial("b", drgs=9), "c": trial("c", drgs=19)}
    named = [(f"{name}.yaml", text.encode(), ()) for name, text in folder.items()]
    states = [
        State(
            Commit("1" * 40, "1", "2026", "Roe", "x"),
            Reader().library(
                "",
                ("review.yaml", f"outcomes: [{{key: responder-50, important: {n}, unit: per-100}}]".encode(), ()),
                named,
            ),
        )
        for n in (10, 99)
    ]
    document = history_commits_document(past_of(states, lambda _: ASKED), ASKED, states[-1].library)
    assert rows(document)[-1]["moved"] == "review.yaml: outcomes[0].important 10 → 99"


def test_a_row_that_came_is_told_without_all_it_says() -> None:
    figures = "arms: {drgs: {events: 1, n: 20}}, source: {report: roe}"
    row = f"  - {{outcome: responder-50, months: 3, superseded_by: roe, {figures}}}\n"
    before = trial("a", drgs=12)
    assert rows(drawn({"a": before}, {"a": trial("a") + row}))[-1]["moved"] == (
        "a: results[0].arms.drgs.events 12 → 15, results[1] added"
    )


def test_studies_that_went_and_studies_with_errors_are_told_apart() -> None:
    folder = {name: trial(name) for name in "abc"}
    last = rows(drawn(folder, {"a": trial("a"), "b": trial("b", drgs=25)}))[-1]["moved"]
    assert last.startswith("no longer: c; set aside, with errors: b")


def test_a_line_that_is_gone_says_so() -> None:
    last = rows(drawn({"a": trial("a")}, {}))[-1]
    assert (last["moved"], last["k"], last["says"]) == ("no longer: a", "0", "nothing stands here any more")


def test_what_is_not_committed_is_named_so() -> None:
    last = rows(drawn({"a": trial("a")}, None, {"a": trial("a", drgs=12)}))[-1]
    assert (last["date"], last["commit"], last["subject"]) == ("not committed", "", "")


def test_csv_names_the_line_in_each_row() -> None:
    table = drawn({"a": trial("a")}, {"a": trial("a", drgs=12)}).main_table()
    assert table is not None
    assert [row.cells[0].text for row in table.rows if isinstance(row, Row)] == ["crps/responder-50/3/randomised"] * 2


def test_a_side_alone_has_no_certainty() -> None:
    alone = trial("a").replace("rct", "case-series").replace(", scs: {intervention: scs-tonic}", "")
    (row,) = rows(drawn({"a": alone.replace("      scs: {events: 8, n: 20}\n", "")}))
    assert (row["per_100"], row["certainty"]) == ("", "")


def test_a_title_names_the_line() -> None:
    (table,) = (part for part in drawn({"a": trial("a")}).parts if isinstance(part, Table))
    assert [group.title for group in table.groups()] == [
        "Randomised: At least 50 % pain relief, 3 months (crps/responder-50/3/randomised)"
    ]


def test_a_shallow_clone_is_said() -> None:
    found = notes(drawn({"a": trial("a")}, cut=True))
    assert found["shallow"] == "The clone is shallow: it holds nothing before 1111111."


def test_records_set_aside_are_said() -> None:
    found = notes(drawn({"a": trial("a")}, {"a": trial("a", drgs=25)}))
    assert found["unsound"].endswith("find errors in them there: a.yaml.")


@pytest.mark.parametrize(("number", "said"), [(1, "At 1 commit the review"), (3, "At 3 commits the review")])
def test_commits_without_the_words_are_counted(number: int, said: str) -> None:
    library = Reader().library("", None, [])
    found = notes(history_commits_document(Past((), (), (), number), ASKED, library))
    assert found["unasked"].startswith(said)


def test_nothing_is_said_in_one_line() -> None:
    document = drawn({"a": trial("a").replace("responder-50", "infection")})
    texts = [part.text for part in document.parts if isinstance(part, Paragraph)]
    assert texts == ["Narrowed to: At least 50 % pain relief.", "At no commit are there figures of this."]
    main = document.main_table()
    assert main is not None
    assert main.rows == ()


def test_records_are_named_by_their_ids_throughout() -> None:
    labelled = trial("a").replace("label: a", "label: Roe 2020")
    assert "label: Roe 2020" in labelled
    found = rows(drawn({"a": labelled}, {"a": labelled.replace("events: 15", "events: 12")}))
    assert [row["moved"].partition(":")[0] for row in found] == ["at the start", "a"]
    assert found[0]["moved"] == "at the start: a"
