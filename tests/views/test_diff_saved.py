"""A saved answer held against the same answer of today, in words."""

from msgspec.structs import replace

from drgs_cli.history.saved import SavedAnswer
from drgs_cli.render.document import Document, Paragraph, Table
from drgs_cli.views.diff_saved import line_text, saved_document
from drgs_cli.vocabulary.load import load_vocabulary

WORDS = load_vocabulary()
LINE = {
    "ref": "crps/responder-50/3/randomised",
    "estimate": {"measure": "RR", "value": 2.0, "ci": [1.5, 4.0], "not_estimable": None},
    "absolute": {"per_100": 25.2, "ci": [10.0, 40.0]},
    "verdict": "better",
    "favours": "drgs",
    "certainty": {"final": "very-low"},
}
SAID = "RR 2.00 (1.50 to 4.00), +25 (+10 to +40) per 100, better (DRGS), certainty very low"
OLD = SavedAnswer(
    name="old.json",
    command="compare",
    version="1.0",
    sha256="0" * 64,
    records=3,
    skipped=(),
    question={"indication": "crps"},
    lines={str(LINE["ref"]): LINE},
    reading={"verdict": "better", "favours": "drgs", "ref": LINE["ref"], "certainty": {"final": "very-low"}},
)


def texts(document: Document) -> list[str]:
    return [part.text for part in document.parts if isinstance(part, Paragraph)]


def test_a_line_is_told_from_its_json() -> None:
    assert line_text(LINE, WORDS) == SAID
    assert line_text(None, WORDS) == "not there"
    nothing = {"measure": "RR", "value": None, "ci": None, "not_estimable": "p-only"}
    assert line_text({"ref": "x", "estimate": nothing}, WORDS) == "only a p-value is printed"
    assert line_text({"ref": "x", "estimate": None, "verdict": "cannot-compare"}, WORDS) == "cannot-compare"


def test_the_same_answer_says_that_nothing_moves() -> None:
    found = saved_document(OLD, OLD, WORDS)
    assert texts(found)[1:] == [
        "Evidence and program are the same.",
        "No line of the answer moves.",
        "The reading stands.",
    ]


def test_another_program_on_the_same_evidence_is_the_cause() -> None:
    assert "what moves was moved by it" in texts(saved_document(OLD, replace(OLD, version="1.1"), WORDS))[1]


def test_a_line_that_moved_has_both_texts() -> None:
    moved = {**LINE, "estimate": {"measure": "RR", "value": 2.0000001, "ci": [1.5, 4.0]}}
    found = saved_document(OLD, replace(OLD, lines={str(LINE["ref"]): moved}), WORDS)
    (table,) = (part for part in found.parts if isinstance(part, Table))
    ((row,),) = (group.rows for group in table.groups())
    assert [cell.text for cell in row.cells[1:]] == [SAID, f"{SAID} (moves in a digit that is not shown)"]


def test_a_reading_that_changes_says_from_what_to_what() -> None:
    none = replace(OLD, lines={}, reading={"verdict": "none", "favours": None, "certainty": None})
    assert texts(saved_document(OLD, none, WORDS))[-1] == (
        f"The reading changes: from “crps/responder-50/3/randomised: {SAID}” to “none”."
    )


def test_printed_figures_of_a_line_without_an_estimate_are_told() -> None:
    ref = str(LINE["ref"])
    nothing = {"measure": None, "value": None, "ci": None, "not_estimable": "too-few"}

    def answer(text: str) -> SavedAnswer:
        bare = {**LINE, "estimate": nothing, "absolute": None, "sides": [{"text": text}, {"text": "40 %"}]}
        return replace(OLD, lines={ref: bare})

    found = saved_document(answer("74.2 %"), answer("64.2 %"), WORDS)
    (table,) = (part for part in found.parts if isinstance(part, Table))
    ((row,),) = (group.rows for group in table.groups())
    assert row.cells[2].text.endswith("printed figures of a side: 74.2 % → 64.2 %")
