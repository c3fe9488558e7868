"""What was known after each publication as a table: a group for each line, a row for each date on which it changed."""

from collections.abc import Callable

import pytest

from drgs_cli.records.library import Library
from drgs_cli.render.document import Document, Note, Paragraph, Table
from drgs_cli.synthesis.by_publication import strands_of
from drgs_cli.synthesis.question import Question
from drgs_cli.views.history import history_document

Read = Callable[..., Library]
Lines = Callable[[Table], list[dict[str, str]]]


def trial(name: str, published: str, events: int = 15, outcome: str = "responder-50") -> str:
    figures = f"arms: {{drgs: {{events: {events}, n: 20}}, scs: {{events: 8, n: 20}}}}"
    return (
        f"id: {name}\nlabel: {name}\nreports: {{roe: {{role: primary, published: {published}}}}}\n"
        f"results: [{{outcome: {outcome}, months: 3, {figures}, source: {{report: roe}}}}]"
    )


def series(name: str, published: str, events: int) -> str:
    return (
        f"id: {name}\nlabel: {name}\nreports: {{roe: {{role: primary, published: {published}}}}}\ndesign: case-series\n"
        "arms: {drgs: {intervention: drgs}}\n"
        f"results: [{{outcome: responder-50, months: 3, arms: {{drgs: {{events: {events}, n: 20}}}}, "
        "source: {report: roe}}]"
    )


@pytest.fixture
def history(library: Read) -> Callable[..., Document]:
    def ask(*texts: str) -> Document:
        found = library(*texts)
        question = Question(indication="crps", outcomes=("responder-50",))
        return history_document(strands_of(found, question), question, found)

    return ask


History = Callable[..., Document]


def only(document: Document) -> Table:
    (found,) = (part for part in document.parts if isinstance(part, Table))
    return found


def test_a_line_of_an_answer_is_a_group_with_its_name(history: History) -> None:
    titles = [group.title for group in only(history(trial("a", "2016"))).groups()]
    assert titles == ["Randomised: At least 50 % pain relief, 3 months (crps/responder-50/3/randomised)"]


def test_a_date_has_its_study_and_what_was_known_then(history: History, lines: Lines) -> None:
    found = lines(only(history(trial("a", "2016"), trial("b", "2018-05", 12))))
    assert [(line["date"], line["added"], line["k"], line["n"]) for line in found] == [
        ("2016", "a", "1", "40"),
        ("2018-05", "b", "2", "80"),
    ]
    assert found[0]["estimate"].startswith("RR 1.88 (1.04 to 3.39)")
    assert found[0]["per_100"].startswith("+35")
    assert found[0]["says"] == "DRGS better"


def test_a_side_alone_has_its_crude_figure(history: History, lines: Lines) -> None:
    found = lines(only(history(series("a", "2016", 3), series("b", "2018", 9), series("c", "2020", 12))))
    assert [line["says"] for line in found] == ["", "crude 30 %", "crude 40 %"]


def test_a_line_that_is_gone_says_so(history: History, lines: Lines) -> None:
    retracted = trial("a", "2015").replace(
        "published: 2015}}", "published: 2015}, no: {role: retraction, of: roe, published: 2019}}"
    )
    last = lines(only(history(retracted)))[-1]
    assert (last["date"], last["added"], last["says"]) == ("2019", "no longer: a", "nothing stands here any more")


def test_a_corrected_figure_says_so(history: History, lines: Lines) -> None:
    reports = "reports: {roe: {role: primary, published: 2015}, later: {role: follow-up, published: 2018}}"
    figures = "arms: {drgs: {events: %d, n: 20}, scs: {events: 8, n: 20}}, source: {report: %s}"
    row = "{outcome: responder-50, months: 3, "
    rows = f"[{row}superseded_by: later, {figures % (15, 'roe')}}}, {row}{figures % (14, 'later')}}}]"
    found = lines(only(history(f"{reports}\nresults: {rows}")))
    assert [line["added"] for line in found] == ["Roe 2020", "other figures of the same"]


def test_what_has_no_date_is_last(history: History, lines: Lines) -> None:
    undated = trial("b", "2018").replace(", published: 2018", "")
    assert [line["date"] for line in lines(only(history(trial("a", "2016"), undated)))] == ["2016", "date not stated"]


def test_csv_names_the_line_in_each_row(history: History, lines: Lines) -> None:
    main = history(trial("a", "2016"), trial("b", "2018")).main_table()
    assert main is not None
    assert {line["ref"] for line in lines(main)} == {"crps/responder-50/3/randomised"}


def test_what_the_dates_are_is_said_below(history: History) -> None:
    notes = [part.text for part in history(trial("a", "2016")).parts if isinstance(part, Note)]
    assert any("would have been answered on that day" in text for text in notes)


def test_nothing_is_said_in_one_line(history: History) -> None:
    document = history(trial("a", "2016", outcome="explant"))
    texts = [part.text for part in document.parts if isinstance(part, Paragraph)]
    assert "No comparison and no side alone has figures of this." in texts
    main = document.main_table()
    assert main is not None
    assert main.rows == ()
