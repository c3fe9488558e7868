"""A line over commits: a commit with which nothing of it moves is no moment of it."""

from collections.abc import Sequence

import pytest
from under_git import trial

from drgs_cli.history.by_commit import Past, State, past_of
from drgs_cli.history.revisions import Commit
from drgs_cli.history.snapshots import Reader
from drgs_cli.records.library import Library
from drgs_cli.synthesis.answer import Answer, answer
from drgs_cli.synthesis.question import Question

Files = dict[str, str]

ASKED = Question(indication="crps", outcomes=("responder-50",))


def states(folders: Sequence[Files], review: str | None = None) -> list[State]:
    """A folder after each of some commits, numbered from 1."""
    reader = Reader()
    found = []
    for number, files in enumerate(folders, 1):
        named = [(f"{name}.yaml", text.encode(), ()) for name, text in sorted(files.items())]
        own = None if review is None else ("review.yaml", review.encode(), ())
        commit = Commit(str(number) * 40, str(number), f"2026-01-0{number}", "Roe", f"commit {number}")
        found.append(State(commit, reader.library("", own, named)))
    return found


def past(*folders: Files, asked: Question | None = ASKED) -> Past:
    """The lines of a question over some commits."""
    return past_of(states(folders), lambda _: asked)


def moments(found: Past, course: int = 0) -> list[str]:
    """The commits with which a line changed."""
    return [moment.commit.short for moment in found.courses[course].moments if moment.commit is not None]


def measures(found: Past) -> list[str]:
    """What the lines measure: a ratio of both sides, the proportion of one."""
    return [course.last.line.estimate.measure or "" for course in found.courses]


def test_a_figure_corrected_is_a_moment_with_the_change() -> None:
    found = past({"a": trial("a")}, {"a": trial("a") + "# why\n"}, {"a": trial("a", drgs=12)})
    first, second = found.courses[0].moments
    assert moments(found) == ["1", "3"]
    assert [study.id for study in first.added] == ["a"]
    assert [(change.path, change.old, change.new) for change in second.changes] == [
        ("results[0].arms.drgs.events", "15", "12")
    ]
    assert "estimate" in second.moved
    assert second.standing is not None
    assert second.standing.line.estimate.value == pytest.approx(12 / 8)


def test_a_study_that_comes_is_a_moment_with_the_study() -> None:
    found = past({"a": trial("a")}, {"a": trial("a"), "b": trial("b", drgs=12)})
    assert [[study.id for study in moment.added] for moment in found.courses[0].moments] == [["a"], ["b"]]


def test_a_line_that_is_gone_says_what_went() -> None:
    found = past({"a": trial("a"), "b": trial("b").replace("responder-50", "infection")}, {})
    last = found.courses[0].moments[-1]
    assert (last.standing, [study.id for study in last.removed], last.flawed) == (None, ["a"], ())


def test_a_line_that_comes_back_is_the_same_line() -> None:
    found = past({"a": trial("a")}, {}, {"b": trial("b").replace("crps", "fbss")}, {"a": trial("a", drgs=12)})
    assert moments(found) == ["1", "2", "4"]


def test_a_record_with_errors_is_set_aside_from_then_on() -> None:
    found = past({"a": trial("a")}, {"a": trial("a", drgs=25)}, {"a": trial("a")})
    assert [moment.flawed for moment in found.courses[0].moments] == [(), ("a",), ()]
    assert found.unsound == ("a.yaml",)


def test_what_another_record_did_to_a_line_is_told_too() -> None:
    overlap = "overlaps: [{study: b, kind: same, why: the same patients}]\n"
    folder = {"a": trial("a"), "b": trial("b", drgs=12)}
    found = past(folder, {**folder, "a": trial("a") + overlap})
    last = found.courses[0].moments[-1]
    assert [(change.study, change.path) for change in last.changes] == [("a", "overlaps")]


def test_a_side_alone_is_a_line_only_where_nothing_is_compared() -> None:
    series = trial("b").replace("rct", "case-series").replace("      scs: {events: 8, n: 20}\n", "")
    alone = series.replace(", scs: {intervention: scs-tonic}", "")
    assert measures(past({"b": alone})) == ["PR"]
    assert measures(past({"a": trial("a"), "b": alone})) == ["RR"]


def test_a_commit_without_the_words_is_not_asked() -> None:
    found = past({"a": trial("a")}, asked=None)
    assert (found.courses, found.unasked, len(found.commits)) == ((), 1, 1)


def test_words_that_come_later_are_asked_from_then_on() -> None:
    folder = {"a": trial("a")}
    (first,), (second,) = states([folder], "question: Why?\n"), states([folder], "question: Who?\n")

    def ask(library: Library) -> Question | None:
        return ASKED if library.review.question == "Who?" else None

    found = past_of([first, second], ask)
    assert (len(found.courses), found.unasked) == (1, 1)


def test_a_question_is_asked_again_only_where_it_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Question] = []

    def counted(library: Library, question: Question) -> Answer:
        asked.append(question)
        return answer(library, question)

    monkeypatch.setattr("drgs_cli.history.by_commit.answer", counted)
    elsewhere = trial("b").replace("crps: 40", "fbss: 40")
    past({"a": trial("a")}, {"a": trial("a"), "b": elsewhere}, {"a": trial("a", drgs=12), "b": elsewhere})
    assert len(asked) == 2


def test_no_commit_is_no_line() -> None:
    assert past().courses == ()


def test_a_study_that_is_renamed_is_no_moment_and_keeps_its_line() -> None:
    def named(name: str, drgs: int) -> dict[str, str]:
        return {name: trial("a", drgs=drgs).replace("id: a", f"id: {name}")}

    found = past(named("a", 15), named("b", 15), named("b", 12), named("c", 12))
    assert moments(found) == ["1", "3"]
    second = found.courses[0].moments[1]
    assert (second.added, second.removed) == ((), ())
    assert [change.path for change in second.changes] == ["results[0].arms.drgs.events"]
