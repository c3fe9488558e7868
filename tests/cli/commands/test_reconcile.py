"""`drgs reconcile`: what is shown, when a record is written and what it holds, and how each mistake ends."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from two_extractors import FIRST, ROW, SECOND

from drgs_cli.errors import DrgsError

Tell = Callable[..., tuple[int, str, str]]
SCHEMA = Path(__file__).parents[3] / "drgs_cli" / "schema" / "output.schema.json"
NAMED = ("--extractors", "AB", "CD")


@pytest.fixture(autouse=True)
def _two_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("ab", FIRST), ("cd", SECOND)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "roe-2020.yaml").write_text(text)


@pytest.fixture
def reconcile(drgs: Tell, invented: Path) -> Tell:
    """The command on the two files, with the terms of the invented evidence base."""

    def tell(*arguments: str | Path) -> tuple[int, str, str]:
        return drgs("reconcile", "ab/roe-2020.yaml", "cd/roe-2020.yaml", "--studies", invented, *arguments)

    return tell


def test_conflicts_are_shown_with_both_words_lines_and_places_in_print(reconcile: Tell) -> None:
    status, out, err = reconcile("--format", "csv")
    (line,) = [line for line in out.splitlines() if ".analysed" in line]
    assert 'implanted,modified-itt,ab/roe-2020.yaml:13:15,cd/roe-2020.yaml:14:15,"roe, Table 2"' in line
    assert (status, err.endswith("drgs: 5 conflicts, 0 decided\n")) == (1, True)


def test_two_that_agree_end_with_0(reconcile: Tell, tmp_path: Path) -> None:
    (tmp_path / "cd" / "roe-2020.yaml").write_text(FIRST.replace("percent: 75,", "percent: 75.0,"))
    status, out, err = reconcile()
    assert (status, "Where they differ" in out) == (0, False)
    assert err.endswith("drgs: no conflicts\n")


def test_a_copy_to_the_letter_is_said(reconcile: Tell, tmp_path: Path) -> None:
    (tmp_path / "cd" / "roe-2020.yaml").write_text(FIRST)
    assert "same to the letter" in reconcile()[2]


def test_nothing_is_written_as_long_as_something_is_undecided(reconcile: Tell) -> None:
    status, _, err = reconcile(*NAMED, "-o", "roe-2020.yaml")
    assert (status, Path("roe-2020.yaml").exists()) == (1, False)
    assert "5 conflicts are not decided" in err


def test_a_preference_writes_the_record(reconcile: Tell, drgs: Tell) -> None:
    status, _, err = reconcile(*NAMED, "--prefer", "b", "--by", "EF", "-o", "roe-2020.yaml")
    assert (status, "written: roe-2020.yaml" in err) == (0, True)
    assert "analysed: modified-itt" in Path("roe-2020.yaml").read_text()
    assert reconcile("--format", "json")[0] == 1
    assert drgs("fmt", "--check", "roe-2020.yaml")[0] == 0


def test_the_file_of_conflicts_is_filled_in_and_decides(reconcile: Tell) -> None:
    assert reconcile("--to-decide", "decisions.yaml")[0] == 1
    decisions = Path("decisions.yaml")
    decisions.write_text(decisions.read_text().replace("# - {", "- {"))
    assert reconcile(*NAMED, "--decide", decisions, "-o", "roe-2020.yaml")[0] == 0
    assert "taken: a" in Path("roe-2020.yaml").read_text()


def test_a_file_of_decisions_that_is_wrong_decides_nothing(reconcile: Tell) -> None:
    Path("decisions.yaml").write_text("decisions: [{at: centres, take: a}]\n")
    status, out, err = reconcile("--decide", "decisions.yaml")
    assert (status, out) == (1, "")
    assert "decisions.yaml:1:18: error: centres is no conflict of the two [S104]" in err


def test_what_is_kept_open_is_noted(reconcile: Tell) -> None:
    assert reconcile(*NAMED, "--keep-conflicts", "-o", "roe-2020.yaml")[0] == 0
    assert Path("roe-2020.yaml").read_text().count("taken: undecided") == 5


def test_a_record_with_errors_of_its_own_is_written_by_force_alone(reconcile: Tell) -> None:
    Path("decisions.yaml").write_text(f'decisions: [{{at: "{ROW}.analysed", value: everybody}}]\n')
    asked = (*NAMED, "--decide", "decisions.yaml", "--prefer", "A", "-o", "roe-2020.yaml")
    status, out, err = reconcile(*asked, "--format", "json")
    assert (status, Path("roe-2020.yaml").exists()) == (1, False)
    assert "roe-2020.yaml:" in err
    assert [problem["rule"] for problem in json.loads(out)["problems"]] == ["S108"]
    assert reconcile(*asked, "--force")[0] == 0


def test_a_value_that_makes_no_record_is_refused(reconcile: Tell) -> None:
    Path("decisions.yaml").write_text("decisions: [{at: population.indications.crps, value: many}]\n")
    status, _, err = reconcile(*NAMED, "--decide", "decisions.yaml", "--prefer", "A", "-o", "roe-2020.yaml")
    assert (status, "S10" in err, Path("roe-2020.yaml").exists()) == (1, True, False)


def test_the_name_that_the_record_must_have_is_said(reconcile: Tell) -> None:
    assert "call it roe-2020.yaml" in reconcile(*NAMED, "--prefer", "A", "-o", "other.yaml")[2]


@pytest.mark.parametrize("arguments", [(), ("--prefer", "A", *NAMED, "-o", "roe-2020.yaml")])
def test_the_json_is_that_of_the_schema(reconcile: Tell, arguments: tuple[str, ...]) -> None:
    written = json.loads(reconcile(*arguments, "--format", "json")[1])
    Draft202012Validator(json.loads(SCHEMA.read_text())).validate(written)
    assert [entry["taken"] for entry in written["conflicts"]] == ["a" if arguments else None] * 5
    assert written["written"] == ("roe-2020.yaml" if arguments else None)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--tolerance", "some"), "--tolerance: 'some' is no amount"),
        (("--prefer", "A", "-o", "x.yaml"), "add --extractors"),
        (("--format", "odt"), "Invalid value for '--format'"),
    ],
)
def test_what_is_typed_wrongly_ends_with_2(reconcile: Tell, arguments: tuple[str, ...], said: str) -> None:
    status, _, err = reconcile(*arguments)
    assert (status, said in err) == (2, True), err


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (("ab/roe-2020.yaml", "none.yaml"), "none.yaml does not exist"),
        (("ab", "cd/roe-2020.yaml"), "ab is a folder"),
        (("ab/roe-2020.yaml", "ab/../ab/roe-2020.yaml"), "A and B are the same file"),
    ],
)
def test_files_that_are_no_two_records_end_with_2(drgs: Tell, files: tuple[str, str], said: str) -> None:
    status, _, err = drgs("reconcile", *files)
    assert (status, said in err) == (2, True), err


def test_a_record_that_cannot_be_read_is_told_and_ends_with_1(reconcile: Tell, tmp_path: Path) -> None:
    (tmp_path / "cd" / "roe-2020.yaml").write_text("id: [\n")
    status, out, err = reconcile()
    assert (status, out) == (1, "")
    assert "cd/roe-2020.yaml:1:6: error: the file ends inside a bracket [Y102]" in err


@pytest.mark.parametrize("refused", ["roe-2020.yaml", "decisions.yaml"])
def test_a_file_that_may_not_be_read_is_said(reconcile: Tell, monkeypatch: pytest.MonkeyPatch, refused: str) -> None:
    there = Path.read_bytes

    def read(path: Path) -> bytes:
        if path.name == refused:
            raise PermissionError(13, "Permission denied")
        return there(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    with pytest.raises(DrgsError, match=rf"{refused}: cannot be read: Permission denied"):
        reconcile("--decide", "decisions.yaml")


def test_records_of_two_studies_are_compared_only_if_that_is_meant(reconcile: Tell, tmp_path: Path) -> None:
    (tmp_path / "cd" / "roe-2020.yaml").write_text(FIRST.replace("id: roe-2020", "id: roe-2021"))
    status, _, err = reconcile()
    assert (status, "A is of roe-2020 and B of roe-2021" in err) == (2, True)
    assert "id,roe-2020,roe-2021" in reconcile("--same-study", "--format", "csv")[1]


class Terminal(io.StringIO):
    """Standard input as a terminal would be, with what is typed."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_each_conflict_is_asked(reconcile: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = ["b", "Table 1", "nonsense", "=", "= completers", "", "a", "", "b", "", "b", ""]
    monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in typed)))
    status, _, err = reconcile(*NAMED, "--by", "EF", "-o", "roe-2020.yaml")
    text = Path("roe-2020.yaml").read_text()
    assert (status, "analysed: completers" in text, "why: Table 1, by: EF" in text) == (0, True, True), err
    assert "1 of 5: population.indications.crps\n  a: 40  (ab/roe-2020.yaml:6:34)\n  b: 41" in err
    assert "type a, b, s, or = and a value" in err


def test_what_is_skipped_stays_undecided(reconcile: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("s\n" * 5))
    status, _, err = reconcile(*NAMED, "-o", "roe-2020.yaml")
    assert (status, "5 conflicts are not decided" in err) == (1, True)


def test_on_standard_output_the_record_stands_alone(drgs: Tell) -> None:
    folder = Path(__file__).parents[2] / "extractions"
    pair = (folder / "ab" / "roe-2020.yaml", folder / "cd" / "roe-2020.yaml")
    status, out, _ = drgs("reconcile", *pair, "--extractors", "AB", "CD", "--prefer", "A", "-o", "-")
    assert (status, out.startswith("# Invented"), "Agreement" in out) == (0, True, False)
