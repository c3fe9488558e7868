"""`drgs new`, run: what is typed, read from a file or asked for becomes a record, or nothing is written."""

import io
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from drgs_cli.records.library import load_library

Tell = Callable[..., tuple[int, str, str]]

ROE = ("--author", "Roe AB", "--year", "2020", "--indication", "crps=12", "--arm", "drgs")
FIRST = "TY  - JOUR\nAU  - Roe, Ann\nTI  - First\nPY  - 2020\nER  -\n"
SECOND = "TY  - JOUR\nAU  - Doe, Jo\nTI  - Second\nPY  - 2021\nER  -\n"


@pytest.fixture
def folder(tmp_path: Path, invented: Path) -> Path:
    return Path(shutil.copytree(invented, tmp_path / "studies"))


@pytest.fixture
def references(tmp_path: Path) -> Path:
    path = tmp_path / "found.ris"
    path.write_text(FIRST + SECOND)
    return path


def refused(told: tuple[int, str, str], *words: str) -> bool:
    status, out, err = told
    return (status, out) == (2, "") and all(word in err for word in words)


def test_what_was_typed_becomes_a_record_that_validates(drgs: Tell, folder: Path) -> None:
    status, out, _ = drgs("new", *ROE, "--doi", "https://doi.org/10.1000/new", "--studies", folder)
    assert (status, out) == (0, f"{folder / 'roe-2020.yaml'}\n")
    assert drgs("validate", folder / "roe-2020.yaml")[0] == 0
    assert drgs("fmt", "--check", folder / "roe-2020.yaml")[0] == 0
    (study,) = (study for study in load_library(folder).studies if study.id == "roe-2020")
    assert study.reports["roe-2020"].doi == "10.1000/new"


def test_a_dry_run_writes_nothing(drgs: Tell, folder: Path) -> None:
    status, out, _ = drgs("new", *ROE, "--dry-run", "--studies", folder)
    assert (status, "\nid: roe-2020\n" in out, (folder / "roe-2020.yaml").exists()) == (0, True, False)


def test_the_schema_that_is_not_there_is_asked_for(drgs: Tell, folder: Path) -> None:
    _, _, err = drgs("new", *ROE, "--studies", folder)
    assert f"drgs schema -o {folder / 'study.schema.json'}" in err
    assert drgs("schema", "-o", folder / "study.schema.json", "--studies", folder)[0] == 0
    assert "drgs schema" not in drgs("new", "other-2020", *ROE, "--studies", folder)[2]


def test_in_a_clone_the_schema_of_the_program_is_named(drgs: Tell) -> None:
    studies = Path(__file__).parents[3] / "studies"
    out = drgs("new", *ROE, "--dry-run", "--studies", studies)[1]
    assert out.startswith("# yaml-language-server: $schema=../drgs_cli/schema/study.schema.json\n")


def test_several_references_are_listed_to_choose_from(drgs: Tell, folder: Path, references: Path) -> None:
    asked = ("new", "--from", references, "--indication", "crps", "--arm", "drgs", "--studies", folder)
    assert refused(drgs(*asked), "1: Roe A, 2020, First", "2: Doe J, 2021, Second")
    assert drgs(*asked, "--pick", "2", "--companion", "1")[0] == 0
    (study,) = (study for study in load_library(folder).studies if study.id == "doe-2021")
    assert [(report.role, report.title) for report in study.reports.values()] == [
        ("primary", "Second"),
        ("companion", "First"),
    ]
    assert refused(drgs(*asked, "--pick", "3"), "no number 3")


def test_what_is_typed_stands_in_place_of_what_the_file_says(drgs: Tell, folder: Path, references: Path) -> None:
    asked = ("new", "--from", references, "--pick", "1", "--title", "Better", "--indication", "crps", "--arm", "drgs")
    out = drgs(*asked, "--dry-run", "--studies", folder)[1]
    assert "title: Better\n" in out
    assert "authors: [Roe A]\n" in out


def test_a_file_with_faults_is_refused_with_them(drgs: Tell, folder: Path, references: Path) -> None:
    references.write_text("TY  - JOUR\n")
    status, out, err = drgs("new", *ROE, "--from", references, "--studies", folder)
    assert (status, out, "found.ris:1:1: error: " in err, "[B102]" in err) == (1, "", True, True)


@pytest.mark.parametrize("option", ["--doi", "--pmid"])
def test_a_publication_that_has_a_record_is_refused(drgs: Tell, folder: Path, option: str) -> None:
    number = {"--doi": "10.1000/new", "--pmid": "10000001"}[option]
    drgs("new", *ROE, option, number, "--studies", folder)
    status, _, err = drgs("new", "again", *ROE, option, number, "--label", "Again", "--studies", folder)
    assert (status, "roe-2020.yaml:" in err, (folder / "again.yaml").exists()) == (1, True, False)
    forced = drgs("new", "again", *ROE, option, number, "--label", "Again", "--force", "--studies", folder)
    assert forced[0] == 1  # X101: one publication is a report of two studies
    assert "[X101]" in forced[2]


def test_a_number_that_is_none_is_a_problem_of_the_record(drgs: Tell, folder: Path) -> None:
    status, out, err = drgs("new", *ROE, "--pmid", "PMC12", "--studies", folder)
    assert (status, out, "[P104]" in err, (folder / "roe-2020.yaml").exists()) == (1, "", True, False)


def test_all_that_is_missing_is_named_at_once(drgs: Tell, folder: Path) -> None:
    told = drgs("new", "--studies", folder)
    assert refused(told, "ID (or --author and --year", "--label", "--indication", "--arm", "for example: drgs new")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("--indication", "crsp"), "did you mean crps"),
        (("--indication", "crps=many"), "'many' is no number of patients"),
        (("--arm", "drgz"), "did you mean drgs"),
        (("--arm", "An arm=drgs"), "cannot name an arm"),
        (("--arm", "DRG stimulation"), "drgs is given twice"),
        (("--indication", "crps"), "crps is given twice"),
        (("--design", "rtc"), "is no design"),
        (("--year", "20"), "is no date"),
        (("--pick", "1"), "name it with --from"),
        (("--from", "nowhere.ris"), "nowhere.ris does not exist"),
        (("--from", "."), ". is no file"),
        (("alpha-trial",), "there is a record alpha-trial already"),
        (("Roe 2020",), "cannot name a record"),
        (("review",), "cannot name a record"),
    ],
)
def test_a_wrong_word_is_told_what_would_be_right(drgs: Tell, folder: Path, typed: tuple[str, ...], said: str) -> None:
    assert refused(drgs("new", *ROE, *typed, "--studies", folder), said)


def test_an_arm_may_have_a_name_of_its_own(drgs: Tell, folder: Path) -> None:
    out = drgs("new", *ROE, "--arm", "early=scs-tonic", "--dry-run", "--studies", folder)[1]
    assert "  early:\n    intervention: scs-tonic\n" in out


def test_the_installed_records_are_not_written_to(drgs: Tell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert refused(drgs("new", *ROE), "name yours with --studies")


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_what_is_missing_is_asked_for(drgs: Tell, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = ["Roe AB", "20", "2020", "A title", "crsp", "", "crps=12", "", "drgs", ""]
    monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in typed)))
    status, out, err = drgs("new", "--studies", folder)
    assert (status, out) == (0, f"{folder / 'roe-2020.yaml'}\n")
    assert "did you mean crps" in err
    assert "at least one is needed" in err


def test_who_ends_the_questions_has_written_nothing(drgs: Tell, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("Roe AB\n"))
    before = sorted(folder.iterdir())
    assert drgs("new", "--studies", folder)[0] == 130
    assert sorted(folder.iterdir()) == before
