"""What changed in the evidence and what that does, as a document."""

from collections.abc import Callable

from msgspec.structs import replace
from two_states import side, trial, update

from drgs_cli.history.sides import Side
from drgs_cli.history.update import update_between
from drgs_cli.render.document import Document, Heading, Note, Paragraph, Table
from drgs_cli.views.diff import diff_document

Lines = Callable[[Table], list[dict[str, str]]]
SAME = "overlaps: [{study: alpha, kind: same, why: the same patients}]\n"


def between(before: Side, after: Side) -> Document:
    return diff_document(update(before, after))


def texts(document: Document) -> list[str]:
    return [part.text for part in document.parts if isinstance(part, Paragraph)]


def test_where_nothing_changed_only_the_states_are_named() -> None:
    found = between(side(trial("alpha")), side(f"{trial('alpha')}# read again\n", name="after"))
    assert found.title == "What changed in the evidence: from before to after"
    assert texts(found) == ["Compared: before (1 record) with after (1 record).", "No change in evidence."]
    assert len(found.parts) == 2


def test_it_is_told_in_short_then_records_then_results_then_readings() -> None:
    found = between(side(trial("alpha")), side(trial("alpha", (16, 20)), trial("beta", (6, 20))))
    assert texts(found)[1] == (
        "In short: 1 study added; 1 figure changed; 1 line of the answers moves, 1 reading changes."
    )
    headings = [part.text for part in found.parts if isinstance(part, Heading)]
    assert headings == ["Studies", "Changed in the records", "Results that move", "Readings"]


def test_changes_that_do_nothing_say_so() -> None:
    found = between(side(trial("alpha")), side(trial("alpha", more="notes: read twice\n")))
    assert texts(found)[1] == "In short: 1 place changed; no estimate, certainty or reading moves."


def test_a_line_that_moved_has_before_after_cause_and_name(lines: Lines) -> None:
    found = between(side(trial("alpha")), side(trial("alpha", (16, 20))))
    table = [part for part in found.parts if isinstance(part, Table)][-1]
    assert [group.title for group in table.groups()] == ["CRPS"]
    assert lines(table) == [
        {
            "line": "At least 50 % pain relief, 3 months; randomised",
            "before": "RR 1.88 (1.04 to 3.39), +35 (+4 to +58) per 100; DRGS better",
            "after": "RR 2.00 (1.12 to 3.57), +40 (+10 to +62) per 100; DRGS better",
            "moves": "RR × 1.067, +5.0 per 100",
            "cause": "figures corrected or added",
            "ref": "crps/responder-50/3/randomised",
        }
    ]


def test_the_order_of_causes_is_told_where_a_line_has_several() -> None:
    one = between(side(trial("alpha")), side(trial("alpha", (16, 20))))
    two = between(side(trial("alpha"), trial("beta")), side(trial("alpha", (16, 20)), trial("beta", more=SAME)))
    codes = [[part.code for part in found.parts if isinstance(part, Note)] for found in (one, two)]
    assert codes == [[], ["causes"]]


def test_another_version_of_the_program_in_the_repository_is_said_to_change_nothing_here() -> None:
    before, after = replace(side(trial("alpha")), version="1.0"), replace(side(trial("alpha", (16, 20))), version="1.1")
    (note,) = (part for part in between(before, after).parts if isinstance(part, Note))
    assert "version 1.0 before and 1.1 after" in note.text


def test_what_answers_were_narrowed_to_is_said() -> None:
    before, after = side(trial("alpha")), side(trial("alpha", (16, 20)))
    found = diff_document(update_between(before, after, ("fbss",)))
    assert texts(found)[0].endswith("Answers narrowed to: Failed back surgery.")
    assert texts(found)[1].endswith("no estimate, certainty or reading for Failed back surgery moves.")


def test_one_table_holds_it_all_for_csv(lines: Lines) -> None:
    later = trial("alpha", (9, 20), more="notes: read twice\n")
    main = between(side(trial("alpha")), side(later, trial("omega", months=24))).main_table()
    assert main is not None
    assert [line["of"] for line in lines(main)] == ["study", "figure", "description", "line", "line", "reading"]
