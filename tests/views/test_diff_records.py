"""What changed in the records, as tables."""

from collections.abc import Callable

import pytest
from two_states import side, trial, update

from drgs_cli.history.update import Update
from drgs_cli.render.document import Note, Table
from drgs_cli.views.diff_records import record_parts, summary_of_records

Lines = Callable[[Table], list[dict[str, str]]]


def between(before: tuple[str, ...], after: tuple[str, ...], review: str = "") -> Update:
    return update(side(*before), side(*after, review=review, name="after"))


def tables(found: Update) -> list[Table]:
    return [part for part in record_parts(found) if isinstance(part, Table)]


def test_a_corrected_figure_has_its_line_and_both_numbers(lines: Lines) -> None:
    (table,) = tables(between((trial("alpha"),), (trial("alpha", (16, 20)),)))
    assert [group.title for group in table.groups()] == ["Figures"]
    assert lines(table) == [
        {
            "place": "studies/alpha.yaml:9",
            "what": "At least 50 % pain relief, 3 months: arms.drgs.events",
            "before": "15",
            "after": "16",
        }
    ]


def test_what_is_gone_has_the_line_it_stood_at(lines: Lines) -> None:
    noted = trial("alpha", more="notes: read twice\n")
    ((line,),) = map(lines, tables(between((noted,), (trial("alpha"),))))
    assert (line["place"], line["before"], line["after"]) == (
        "studies/alpha.yaml:11 (before)",
        "read twice",
        "not there",
    )


def test_changes_stand_by_what_they_are_about() -> None:
    later = trial("alpha", (16, 20), more="notes: read twice\noverlaps: [{study: beta, kind: review, why: named}]\n")
    (table,) = tables(between((trial("alpha"),), (later,), "defaults: {tau2: dl}\n"))
    titles = [group.title for group in table.groups()]
    assert titles == [
        "Figures",
        "Overlaps, status, rows replaced",
        "Methods of the review",
        "Descriptions, without figures",
    ]


def test_studies_that_came_went_or_were_renamed_are_listed(lines: Lines) -> None:
    gone = trial("gone", (3, 20), months=12).replace("roe", "doe").replace("40", "44").replace("rct", "cluster-rct")
    found = between((trial("alpha"), gone), (trial("omega"), trial("beta", (2, 20), months=24)))
    table = tables(found)[0]
    assert {(line["what"], line["study"]) for line in lines(table)} >= {("renamed", "alpha → omega")}
    assert {line["about"] for line in lines(table)} == {"CRPS"}
    assert "1 study renamed" in summary_of_records(found)


def test_a_record_with_errors_is_named_with_its_error_and_its_side(lines: Lines) -> None:
    found = between((trial("alpha"),), (trial("alpha", (21, 20)),))
    errors = tables(found)[0]
    assert [group.title for group in errors.groups()] == ["In after"]
    (line,) = lines(errors)
    assert line["place"] == "studies/alpha.yaml:9"
    assert line["error"].endswith("[A101]")
    (note,) = (part for part in record_parts(found) if isinstance(part, Note))
    assert note.text == "A record with errors is left out of the answers of its side."


def test_a_review_with_errors_is_said() -> None:
    found = between((trial("alpha"),), (trial("alpha"),), "headline: twelve\n")
    (note,) = (part for part in record_parts(found) if isinstance(part, Note))
    assert note.text.endswith("The review has errors in after: answers there go by what holds of it.")
    assert summary_of_records(found) == "1 place changed; errors in the review"


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ((trial("alpha", (16, 20)),), "1 figure changed"),
        ((trial("alpha", more="notes: read twice\n"),), "1 place changed"),
        ((trial("alpha", (16, 20), more="notes: read twice\n"),), "1 figure changed; 1 other place changed"),
        ((trial("alpha"),), "the records say the same"),
        ((trial("alpha", (21, 20)),), "1 figure changed; left out with errors: 0 before, 1 after"),
    ],
)
def test_the_summary_counts(after: tuple[str, ...], said: str) -> None:
    assert summary_of_records(between((trial("alpha"),), after)) == said


def test_a_new_row_is_told_by_its_figures(lines: Lines) -> None:
    row = "arms: {drgs: {events: 4, n: 20}, scs: {events: 9, n: 20}}, source: {report: roe, at: Table 2}}"
    later = trial("alpha") + f"  - {{outcome: infection, months: 3, {row}\n"
    ((line,),) = map(lines, tables(between((trial("alpha"),), (later,))))
    assert (line["what"], line["before"]) == ("Infection, 3 months", "not there")
    assert line["after"] == "drgs 4/20 (20 %); scs 9/20 (45 %)"


def test_a_long_part_that_came_is_shown_by_its_beginning(lines: Lines) -> None:
    why = "the same patients, as the authors wrote in the methods of the later report and once more in its discussion"
    later = trial("alpha", more=f"overlaps: [{{study: beta, kind: review, why: '{why}'}}]\n")
    ((line,),) = map(lines, tables(between((trial("alpha"),), (later,))))
    assert len(line["after"]) == 100
    assert line["after"].endswith(" ...")
