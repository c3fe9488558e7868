"""`drgs add-result ID`, run over copies of the invented studies."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

Tell = Callable[..., tuple[int, str, str]]

MOOD = ("--outcome", "mood", "--arm", "drgs", "words=fell", "--source", "noone-2026", "--at", "page 5")


@pytest.fixture
def folder(invented: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(invented, tmp_path / "studies"))


def test_a_row_is_added_behind_the_others(drgs: Tell, folder: Path) -> None:
    status, out, _ = drgs("add-result", "gamma-drgs", *MOOD, "--studies", folder)
    assert (status, out) == (0, f"{folder}/gamma-drgs.yaml:41:5: added results[4]\n")
    assert (folder / "gamma-drgs.yaml").read_text().split("\n")[40:45] == [
        *("  - outcome: mood", "    arms:", "      drgs: {words: fell}"),
        *("    source: {report: noone-2026, at: page 5}", ""),
    ]


def test_the_first_row_of_a_new_record_makes_it_an_extracted_one(drgs: Tell, folder: Path) -> None:
    begun = ("--author", "Roe A", "--year", "2020", "--indication", "crps=9", "--arm", "drgs", "--design", "rct")
    drgs("new", *begun, "--studies", folder)
    before = (folder / "roe-2020.yaml").read_text()
    row = ("--outcome", "mood", "--arm", "drgs", "words=fell", "--source", "roe-2020")
    status, out, _ = drgs("add-result", "roe-2020", *row, "--studies", folder)
    assert (status, out.count("roe-2020.yaml:"), "awaiting-extraction -> extracted" in out) == (0, 3, True)
    lines = "results:\n  - outcome: mood\n    arms:\n      drgs: {words: fell}\n    source: {report: roe-2020}\n\n"
    anew = before.replace("awaiting-extraction", "extracted")
    anew = anew.replace("why: entered from a reference; figures not read yet\n", "")
    assert (folder / "roe-2020.yaml").read_text() == anew.replace("# When the figures", f"{lines}# When the figures")


def test_a_design_that_is_missing_is_asked_for(drgs: Tell, folder: Path) -> None:
    begun = ("--author", "Roe A", "--year", "2020", "--indication", "crps=9", "--arm", "drgs")
    drgs("new", *begun, "--studies", folder)
    row = ("--outcome", "mood", "--arm", "drgs", "words=fell", "--source", "roe-2020")
    status, _, err = drgs("add-result", "roe-2020", *row, "--studies", folder)
    assert (status, "drgs set roe-2020 design KEY --add" in err) == (1, True)


def test_an_option_that_means_one_thing_is_given_once(drgs: Tell, folder: Path) -> None:
    given = ("--months", "3", "--months", "6", "--studies", folder)
    status, out, err = drgs("add-result", "gamma-drgs", *MOOD, *given)
    assert (status, out, err.splitlines()[-1]) == (2, "", "Error: --months is given twice; it can be given once")


def test_figures_keep_their_digits(drgs: Tell, folder: Path) -> None:
    arm = ("--arm", "drgs", "events=2", "n=5", "percent=40.0", "--source", "noone-2026")
    drgs("add-result", "gamma-drgs", "--outcome", "explant", "--months", "12", *arm, "--studies", folder)
    assert "      drgs: {events: 2, n: 5, percent: 40.0}\n" in (folder / "gamma-drgs.yaml").read_text()


def test_a_dry_run_writes_nothing(drgs: Tell, folder: Path) -> None:
    before = (folder / "gamma-drgs.yaml").read_bytes()
    status, out, _ = drgs("add-result", "gamma-drgs", *MOOD, "--dry-run", "--studies", folder)
    assert (status, "+  - outcome: mood\n" in out) == (0, True)
    assert (folder / "gamma-drgs.yaml").read_bytes() == before


def test_a_row_with_an_error_is_refused(drgs: Tell, folder: Path) -> None:
    arm = ("--arm", "drgs", "events=6", "n=5", "--source", "noone-2026")
    status, out, err = drgs("add-result", "gamma-drgs", "--outcome", "explant", *arm, "--studies", folder)
    assert (status, out, "[A101]" in err) == (1, "", True)
    assert "explant" not in (folder / "gamma-drgs.yaml").read_text()


def test_a_missing_source_is_said_with_the_reports_there_are(drgs: Tell, folder: Path) -> None:
    status, _, err = drgs("add-result", "gamma-drgs", *MOOD[:5], "--studies", folder)
    assert (status, err.splitlines()[-1]) == (
        2,
        "Error: --source is missing; the reports of the record are noone-2026",
    )


@pytest.mark.parametrize(
    ("words", "offered"),
    [("--arm ", "drgs"), ("--source ", "noone-2026"), ("--outcome moo", "mood"), ("--analysed impl", "implanted")],
)
def test_the_shell_is_offered_the_words_of_an_option(
    words: str,
    offered: str,
    drgs: Tell,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("_DRGS_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", f"drgs add-result --studies {folder} gamma-drgs {words}")
    monkeypatch.setenv("COMP_CWORD", "6")
    with pytest.raises(SystemExit):
        drgs("")
    assert f"plain,{offered}\n" in capsys.readouterr().out
