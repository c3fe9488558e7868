"""What does not stand in an answer: a paragraph for each reason."""

from collections.abc import Callable
from typing import Any

import pytest

from drgs_cli.records.model import Study
from drgs_cli.render.document import Note
from drgs_cli.synthesis.evidence import Excluded
from drgs_cli.views.set_aside import REASONS, reason_text, set_aside

ROW = "results: [{outcome: responder-50, arms: {drgs: {events: 1, n: 2}}}]"


@pytest.fixture
def roe(study: Callable[[str], Study]) -> Study:
    return study(ROW)


def test_studies_and_rows_are_counted_and_named_by_reason(roe: Study) -> None:
    row = roe.results[0]
    found = set_aside((Excluded(roe, row, "small"), Excluded(roe, None, "mixed"), Excluded(roe, row, "overlap")))
    assert [note.text for note in found if isinstance(note, Note)] == [
        "1 study with this among other causes and no figures for it alone: Roe 2020.",
        "1 row with patients of other studies that count here: each patient counts once: Roe 2020 (1).",
        "1 row of fewer patients than the review asks for: Roe 2020 (1).",
    ]


def test_a_row_set_aside_twice_for_one_reason_counts_once(roe: Study) -> None:
    row = roe.results[0]
    (note,) = set_aside((Excluded(roe, row, "small"), Excluded(roe, row, "small")))
    assert isinstance(note, Note)
    assert note.text.startswith("1 row ")


def test_many_studies_with_such_rows_are_counted_not_named(study: Callable[[str], Study]) -> None:
    studies = [study(f"id: s-{number}\nlabel: S {number}\n{ROW}") for number in range(9)]
    (note,) = set_aside(tuple(Excluded(one, one.results[0], "time") for one in studies))
    assert isinstance(note, Note)
    assert note.text.endswith(": 9 studies.")


def test_one_exclusion_is_told_with_its_row(roe: Study) -> None:
    assert reason_text(Excluded(roe, roe.results[0], "unit")) == (
        "Roe 2020, row 0: of leads, procedures or reports, not of patients."
    )


def test_every_reason_of_the_contract_has_its_words(contract_reasons: Any) -> None:
    assert set(contract_reasons) == set(REASONS)


@pytest.fixture
def contract_reasons() -> list[str]:
    import json
    from pathlib import Path

    import drgs_cli

    schema = json.loads((Path(drgs_cli.__file__).parent / "schema" / "output.schema.json").read_text())
    reasons: list[str] = schema["$defs"]["excluded"]["properties"]["reason"]["enum"]
    return reasons
