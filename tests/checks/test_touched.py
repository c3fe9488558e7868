"""What a change of some files may have broken is told, and nothing that was so before."""

from collections.abc import Callable
from pathlib import Path

import pytest

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.checks.touched import touched_files, touching
from drgs_cli.records.library import Library, load_library

RECORD = """\
id: {id}
label: {label}
design: safety-database
reports: {{{id}: {{role: primary, published: 2020}}}}
population: {{indications: {{crps: 40}}}}
arms: {{drgs: {{intervention: drgs}}}}
results:
  - outcome: infection
    arms:
      drgs: {{events: {events}, n: 40}}
    source: {{report: {id}, at: Table 2}}
{rest}"""
OVERLAP = "overlaps: [{{study: {0}, kind: part, why: one centre}}]\n"

Write = Callable[..., None]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a record: its id, how many of its 40 patients had an infection, its label and overlap."""

    def put(name: str, events: int = 2, label: str = "", overlap: str = "") -> None:
        rest = OVERLAP.format(overlap) if overlap else ""
        text = RECORD.format(id=name, label=label or name, events=events, rest=rest)
        (tmp_path / f"{name}.yaml").write_text(text)

    return put


def told(folder: Path, *changed: str) -> list[tuple[str, str]]:
    """File and rule of what a change of these files may have made."""
    library = load_library(folder)
    rules = [rule for rule in RULES.values() if rule.id != "R107"]  # none of them is judged
    kept = touching(check(library, rules), library, changed, rules)
    return [(problem.location.path, problem.rule) for problem in kept]


def loaded(folder: Path) -> Library:
    return load_library(folder)


def test_a_fault_in_a_changed_record_is_told_and_one_in_another_is_not(tmp_path: Path, write: Write) -> None:
    write("roe", events=41)
    write("poe", events=42)
    assert told(tmp_path, "roe.yaml") == [("roe.yaml", "A101")]


def test_nothing_changed_is_nothing_told(tmp_path: Path, write: Write) -> None:
    write("roe", events=41)
    assert told(tmp_path) == []


def test_a_record_that_the_changed_one_is_compared_with_is_told_too(tmp_path: Path, write: Write) -> None:
    write("roe", label="Roe 2020")
    write("poe", label="Roe 2020")
    assert told(tmp_path, "poe.yaml") == [("poe.yaml", "X106"), ("roe.yaml", "X106")]


def test_two_records_alike_are_not_told_when_a_third_changes(tmp_path: Path, write: Write) -> None:
    write("roe", label="Roe 2020")
    write("poe", label="Roe 2020")
    write("moe")
    assert told(tmp_path, "moe.yaml") == []


def test_a_record_that_names_one_that_is_gone_is_told(tmp_path: Path, write: Write) -> None:
    write("roe", overlap="gone")
    write("poe", overlap="lost")
    assert told(tmp_path, "gone.yaml") == [("roe.yaml", "X103")]


def test_records_that_share_patients_with_a_changed_one_are_touched(tmp_path: Path, write: Write) -> None:
    write("roe", overlap="poe")
    write("poe", overlap="moe")
    write("moe")
    write("zoe")
    assert touched_files(loaded(tmp_path), ["poe.yaml"]) == {"roe.yaml", "poe.yaml", "moe.yaml"}


def test_a_changed_review_touches_every_record(tmp_path: Path, write: Write) -> None:
    write("roe", events=41)
    (tmp_path / "review.yaml").write_text("question: Why?\n")
    assert touched_files(loaded(tmp_path), ["review.yaml"]) == {"review.yaml", "roe.yaml"}
    assert told(tmp_path, "review.yaml") == [("roe.yaml", "A101")]


def test_a_decision_is_told_of_whichever_record_changed(tmp_path: Path, write: Write) -> None:
    write("roe")
    write("poe")
    named = "about: crps/infection/12/randomised, domain: imprecision, change: -1"
    judged = "why: one trial, by: AB, date: 2026-11-22, judged: 0123456789ab"
    (tmp_path / "review.yaml").write_text(f"decisions: [{{{named}, {judged}}}]\n")
    assert told(tmp_path, "poe.yaml") == [("review.yaml", "J101")]
    assert told(tmp_path) == []


def test_a_name_that_is_no_record_touches_nothing(tmp_path: Path, write: Write) -> None:
    write("roe")
    assert touched_files(loaded(tmp_path), ["notes.txt"]) == frozenset()
