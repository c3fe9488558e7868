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
    assert refused(drgs(*asked, "--pick", "1", "--companion", "1"), "reference 1 of", "is given twice")
    assert refused(drgs(*asked, "--from", references), "--from is given twice")


def test_what_is_typed_stands_in_place_of_what_the_file_says(drgs: Tell, folder: Path, references: Path) -> None:
    asked = ("new", "--from", references, "--pick", "1", "--title", "Better", "--indication", "crps", "--arm", "drgs")
    out = drgs(*asked, "--dry-run", "--studies", folder)[1]
    assert "title: Better\n" in out
    assert "authors: [Roe A]\n" in out


def test_a_file_with_faults_is_refused_with_them(drgs: Tell, folder: Path, references: Path) -> None:
    references.write_text("TY  - JOUR\n")
    status, out, err = drgs("new", *ROE, "--from", references, "--studies", folder)
    assert (status, out, "found.ris:1:1: error: " in err, "[B102]" in err) == (1, "", True, True)


@pytest.mark.parametrize(("option", "number"), [("--doi", "10.1000/new"), ("--pmid", "10000001")])
def test_a_publication_that_has_a_record_is_refused(drgs: Tell, folder: Path, option: str, number: str) -> None:
    drgs("new", *ROE, option, number, "--studies", folder)
    status, _, err = drgs("new", "again", *ROE, option, number, "--label", "Again", "--studies", folder)
    assert (status, "roe-2020.yaml:" in err, (folder / "again.yaml").exists()) == (1, True, False)
    assert "belongs to the reports of its record" in err


def test_a_number_of_pubmed_may_be_called_one(drgs: Tell, folder: Path) -> None:
    assert "    pmid: 10000001\n" in drgs("new", *ROE, "--pmid", "PMID: 10000001", "--dry-run", "--studies", folder)[1]


def test_what_no_file_may_hold_is_refused_with_the_place(drgs: Tell, folder: Path) -> None:
    status, out, err = drgs("new", *ROE, "--title", "a\x07b", "--studies", folder)
    assert (status, out, (folder / "roe-2020.yaml").exists()) == (1, "", False)
    assert err.endswith("drgs: nothing was written: correct what was typed\n")


def test_in_an_empty_folder_the_first_record_is_found_from_then_on(
    drgs: Tell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studies = tmp_path / "studies"
    studies.mkdir()
    status, out, _ = drgs("new", *ROE, "--studies", studies)
    assert (status, out) == (0, f"{studies / 'roe-2020.yaml'}\n{studies / 'review.yaml'}\n")
    assert drgs("fmt", "--check", "--studies", studies)[0] == 0
    monkeypatch.chdir(tmp_path)
    status, out, _ = drgs("studies", "--format", "csv")
    assert (status, "roe-2020" in out) == (0, True)


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
        (("--year", "20"), "--year is given twice"),
        (("--label", "A", "--label", "B"), "--label is given twice"),
        (("--doi", "nonsense"), "'nonsense' is no DOI; one looks like 10.1000/example"),
        (("--pmid", "PMC12"), "'PMC12' is no number of PubMed; a PMC number goes into a note"),
        (("--author", "Roe J, Doe K"), "names several; give --author once for each"),
        (("--author", "Jane Roe"), "write 'Roe, Jane' for a person, 'Jane Roe,' for a group"),
        (("--author", ","), "is no name"),
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


@pytest.mark.parametrize("year", ["20", "2020-02-30", "2021-02-29", "1900-02-29", "1850", "2830", "2020-13"])
def test_a_date_that_cannot_be_is_refused(drgs: Tell, folder: Path, year: str) -> None:
    asked = ("new", "roe", "--label", "Roe", "--year", year, "--indication", "crps", "--arm", "drgs")
    assert refused(drgs(*asked, "--studies", folder), f"--year: '{year}' ")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Roe AB", "Roe AB"),
        ("O'Neil, Pat", "O'Neil P"),
        ("van der Berg, Jan Willem", "van der Berg JW"),
        ("Roe J, Jr", "Roe J Jr"),
        ("Some Group,", "Some Group"),
        ("Department of Pain Medicine", "Department of Pain Medicine"),
        ("Roe", "Roe"),
    ],
)
def test_an_author_is_written_with_initials(drgs: Tell, folder: Path, typed: str, written: str) -> None:
    asked = ("new", "roe", "--label", "Roe", "--author", typed, "--indication", "crps", "--arm", "drgs")
    assert f"authors: [{written}]\n" in drgs(*asked, "--dry-run", "--studies", folder)[1]


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


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in lines)))


def test_on_a_terminal_what_is_missing_is_asked_for(drgs: Tell, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "Roe AB", "20", "2020", "A title", "rtc", "", "crsp", "", "crps=12", "", "drgs", "")
    status, out, err = drgs("new", "--studies", folder)
    assert (status, out) == (0, f"{folder / 'roe-2020.yaml'}\n")
    assert "did you mean crps" in err
    assert "at least one is needed" in err


def test_a_slip_in_an_answer_costs_that_answer_alone(drgs: Tell, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "Roe A", "2020", "A title", "rct", "crps", "", "drgs, drgs", "drgs", "drgs", "scs-tonic", "")
    status, out, err = drgs("new", "--dry-run", "--studies", folder)
    assert (status, "design: rct\n" in out, "  scs-tonic:\n" in out) == (0, True, True)
    assert err.count("Error: drgs is given twice; name one of two arms alike: early=drgs\n") == 2


def test_an_id_that_is_taken_is_asked_for(drgs: Tell, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drgs("new", *ROE, "--studies", folder)
    typed(monkeypatch, "Other title", "roe-2020", "roe-2020-b", "")
    status, out, err = drgs("new", *ROE, "--studies", folder)
    assert (status, out) == (0, f"{folder / 'roe-2020-b.yaml'}\n")
    assert "There is a record roe-2020 already. Id of the record" in err


def test_several_answers_may_stand_between_commas(drgs: Tell, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "A title", "", "drgs, early=scs-tonic", "")
    asked = ("new", "--author", "Roe A", "--year", "2020", "--indication", "crps")
    out = drgs(*asked, "--dry-run", "--studies", folder)[1]
    assert "  drgs:\n    intervention: drgs\n" in out
    assert "  early:\n    intervention: scs-tonic\n" in out


def test_who_ends_the_questions_has_written_nothing(drgs: Tell, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "Roe AB")
    before = sorted(folder.iterdir())
    status, _, err = drgs("new", "--studies", folder)
    assert (status, err.endswith("\ndrgs: nothing was written\n")) == (130, True)
    assert sorted(folder.iterdir()) == before


def test_where_no_author_is_known_the_name_in_tables_is_asked_for(
    drgs: Tell, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "Some group,", "2020", "A title", "")
    asked = ("new", "group-2020", "--indication", "crps", "--arm", "drgs", "--dry-run", "--studies", folder)
    assert "label: Some group 2020\n" in drgs(*asked)[1]
    typed(monkeypatch, "A title", "")
    assert "label: A pain study\n" in drgs(*asked, "--label", "A pain study", "--year", "2020")[1]
