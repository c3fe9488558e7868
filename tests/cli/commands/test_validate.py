"""`drgs validate` as it is typed: what stands on standard output, and the status."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from jsonschema import Draft4Validator

from drgs_cli.errors import DrgsError

STUDIES = Path(__file__).parents[3] / "studies"
SARIF = Path(__file__).parents[2] / "schemas" / "sarif-2.1.0.json"

RECORD = """\
id: {id}
label: {id}
design: safety-database
reports: {{roe: {{role: primary, published: 2020}}}}
population: {{indications: {{crps: 40}}}}
arms: {{drgs: {{intervention: drgs}}}}
results:
  - outcome: infection
    arms:
      drgs: {{{figure}}}
    source: {{report: roe, at: Table 2}}
"""
SOUND = "events: 2, n: 40"
ERROR = "events: 42, n: 40"
WARNING = "n: 40, percent: 36"
WAIVED = "events: 42, n: 40, waive: {A101: printed so}"


class Told(NamedTuple):
    """What a run came to: exit status, standard output, standard error."""

    status: int
    out: str
    err: str


Validate = Callable[..., Told]
Write = Callable[..., Path]


@pytest.fixture
def validate(drgs: Callable[..., tuple[int, str, str]]) -> Validate:
    """The command, run with these arguments."""
    return lambda *arguments: Told(*drgs("validate", *arguments))


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """A folder `studies` below the current one, of records with these figures."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "studies"
    folder.mkdir()
    (folder / "review.yaml").write_text("question: Why?\n")

    def write(**figures: str) -> Path:
        for name, figure in figures.items():
            (folder / f"{name}.yaml").write_text(RECORD.format(id=name, figure=figure))
        return folder

    return write


def test_an_error_is_shown_with_place_line_caret_and_hint(validate: Validate, records: Write) -> None:
    records(roe=ERROR)
    told = validate()
    assert told.status == 1
    assert told.out == (
        "studies/roe.yaml:10:22: error: 42 events in 40 patients; events cannot exceed n [A101]\n"
        "    drgs: {events: 42, n: 40}\n"
        "                   ^\n"
        "    hint: events of which a patient has several: occurrences\n"
        "1 error in 2 files\n"
    )


def test_sound_records_are_one_line(validate: Validate, records: Write) -> None:
    records(roe=SOUND, poe=WAIVED)
    told = validate()
    assert (told.status, told.out) == (0, "3 files, no problems (1 waived)\n")


def test_the_evidence_base_that_comes_with_the_program_is_clean(validate: Validate) -> None:
    told = validate(STUDIES)
    assert (told.status, told.out.splitlines()[-1].partition(" (")[0]) == (
        0,
        f"{len(list(STUDIES.glob('*.yaml')))} files, no problems",
    )


TWELVE_FAULTS = [  # in a sound record: what is written instead of what, and where it must be found
    ("events: 2", "events: 42", "10:22", "A101"),
    ("n: 40", "n: 40, percent: 50", "10:41", "A103"),
    ("n: 40", "n: 40, ci: [10, 20]", "10:36", "A104"),
    ("events: 2", "event: 2", "10:14", "S101"),
    ("events: 2", "events: two", "10:22", "S103"),
    ("events: 2", "events: -2", "10:22", "S105"),
    ("infection", "infectoin", "8:14", "S108"),
    ("report: roe", "report: row", "11:22", "P102"),
    ("published: 2020", "doi: doi.org/10.1000/a", "4:37", "P103"),
    ("Table", "Tafel f\xfcr", "11:38", "Y101"),
    ("n: 40}", "n: [40}", "10:31", "Y102"),
    ("n: 40", "n: 40, n: 41", "10:32", "Y103"),
]


def test_twelve_faults_of_as_many_kinds_are_all_told_in_one_run(validate: Validate, records: Write) -> None:
    folder = records()
    for number, (sound, faulty, *_) in enumerate(TWELVE_FAULTS, 10):
        text = RECORD.format(id=f"roe-{number}", figure=SOUND).replace(sound, faulty, 1)
        (folder / f"roe-{number}.yaml").write_bytes(text.encode("latin-1"))
    told = validate()
    heads = [line for line in told.out.splitlines() if line.startswith("studies/")]
    assert [(line.split(": ")[0], line[-6:]) for line in heads] == [
        (f"studies/roe-{number}.yaml:{place}", f"[{rule}]")
        for number, (*_, place, rule) in enumerate(TWELVE_FAULTS, 10)
    ]
    assert (told.status, told.out.splitlines()[-1]) == (1, "12 errors in 13 files")


@pytest.mark.parametrize(
    ("figure", "level", "status"),
    [
        (ERROR, "error", 1),
        (ERROR, "warning", 1),
        (ERROR, "never", 0),
        (WARNING, "error", 0),
        (WARNING, "warning", 1),
        (WARNING, "info", 1),
        (SOUND, "info", 0),
        (WAIVED, "warning", 0),
    ],
)
def test_the_status_goes_by_the_level_that_was_asked_for(
    figure: str, level: str, status: int, validate: Validate, records: Write
) -> None:
    records(roe=figure)
    assert validate("--fail-level", level).status == status


def test_what_is_waived_is_listed_on_request(validate: Validate, records: Write) -> None:
    records(roe=WAIVED)
    first = validate("--show-waived").out.splitlines()[0]
    message = "42 events in 40 patients; events cannot exceed n [A101] (printed so)"
    assert first == f"studies/roe.yaml:10:22: waived: {message}"


def test_a_file_is_told_of_its_own_problems_only(validate: Validate, records: Write) -> None:
    folder = records(roe=ERROR, poe=WARNING)
    told = validate(folder / "poe.yaml")
    assert (told.status, told.out.splitlines()[-1]) == (0, "1 warning in 1 file")


def test_a_file_is_compared_with_its_neighbours(validate: Validate, records: Write) -> None:
    folder = records(roe=SOUND, poe=SOUND)
    for path in folder.glob("?oe.yaml"):
        path.write_text(path.read_text().replace("label: ", "label: Roe  # "))
    told = validate("studies/poe.yaml")
    assert told.out.splitlines()[0] == "studies/poe.yaml:2:8: warning: roe has the same label [X106]"


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), ["A101", "A103"]),
        (("--select", "A101"), ["A101"]),
        (("--select", "a103,X"), ["A103"]),
        (("--select", "A"), ["A101", "A103"]),
        (("--ignore", "A103", "--ignore", "P"), ["A101"]),
        (("--select", "A", "--ignore", "A1"), []),
    ],
)
def test_rules_are_chosen_by_id_or_family(
    options: tuple[str, ...], found: list[str], validate: Validate, records: Write
) -> None:
    records(roe=ERROR, zoe=WARNING)
    lines = validate(*options).out.splitlines()
    assert [line[-5:-1] for line in lines if line.startswith("studies/")] == found


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("A1003", "A1003 is no rule; did you mean A103"),
        ("style", "STYLE is no rule; rules begin with Y, S, A, P, X"),
        ("", "nothing is no rule; rules begin with Y, S, A, P, X"),
    ],
)
def test_an_unknown_rule_gets_the_nearest(typed: str, near: str, validate: Validate, records: Write) -> None:
    records(roe=SOUND)
    told = validate("--select", typed)
    assert told.status == 2
    assert f"--select: {near}" in told.err.splitlines()[-1]


def test_a_path_that_does_not_exist_is_wrong_usage(validate: Validate, records: Write) -> None:
    records(roe=SOUND)
    told = validate("studies/rho.yaml")
    assert (told.status, told.out) == (2, "")


def test_json_names_files_from_their_folder(validate: Validate, records: Write) -> None:
    records(roe=ERROR, poe=WAIVED)
    told = validate("--format", "json")
    answer = json.loads(told.out)
    assert told.status == 1
    assert answer["summary"] == {"errors": 1, "warnings": 0, "infos": 0, "waived": 1, "files": 3}
    assert [(problem["path"], problem["line"], problem["waived"]) for problem in answer["problems"]] == [
        ("poe.yaml", 10, "printed so"),
        ("roe.yaml", 10, None),
    ]


def test_json_of_several_folders_names_files_from_here_and_no_evidence_base(validate: Validate, records: Write) -> None:
    records(roe=ERROR)
    other = Path("other")
    other.mkdir()
    (other / "poe.yaml").write_text(RECORD.format(id="poe", figure=ERROR))
    answer = json.loads(validate("studies", "other", "--format", "json").out)
    assert answer["evidence"] is None
    assert [problem["path"] for problem in answer["problems"]] == ["studies/roe.yaml", "other/poe.yaml"]


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("found.json", '{\n  "format": 1,'),
        ("found.SARIF", '{\n  "$schema": '),
        ("found.sarif.json", '{\n  "$schema": '),
        ("found.txt", "studies/roe.yaml:10:22: error"),
    ],
)
def test_a_file_takes_the_answer_in_the_form_of_its_ending(
    name: str, start: str, validate: Validate, records: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    records(roe=ERROR)
    monkeypatch.setenv("FORCE_COLOR", "1")
    told = validate("-o", name)
    assert "drgs: 1 error in 2 files" in told.err.splitlines()
    assert (told.status, told.out) == (1, "")
    assert Path(name).read_text().startswith(start)


def test_a_file_that_is_no_text_shows_no_line(validate: Validate, records: Write) -> None:
    folder = records(roe=SOUND)
    (folder / "scan.yaml").write_bytes(b"\0" * 90)
    (folder / "sub.yaml").mkdir()
    lines = validate().out.splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        "studies/scan.yaml:1:1",
        "    hint",
        "studies/sub.yaml:1:1",
        "2 errors in 4 files",
    ]


def test_a_person_is_told_once_where_a_rule_is_explained(validate: Validate, records: Write) -> None:
    records(moe=WARNING, roe=ERROR, zoe=ERROR)
    last = validate().err.splitlines()[-1]
    assert last == "drgs: what a rule asks, and why: drgs rule A101 A103"


@pytest.mark.parametrize(("figure", "form"), [(WAIVED, "text"), (ERROR, "json"), (ERROR, "sarif")])
def test_a_program_is_not_nor_is_anybody_when_all_is_sound(
    figure: str, form: str, validate: Validate, records: Write
) -> None:
    records(roe=figure)
    assert "drgs rule" not in validate("--format", form).err


def test_the_line_of_the_file_is_cut_to_the_terminal(
    validate: Validate, records: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    records(roe=f"note: {'x' * 200}, {ERROR}")
    monkeypatch.setattr("drgs_cli.cli.check_forms.terminal_width", lambda _stream: 60)
    excerpt, caret = validate().out.splitlines()[2:4]
    assert (len(excerpt) <= 60, excerpt[len(caret) - 1 :][:2]) == (True, "42")


def test_on_a_runner_of_github_problems_are_annotations(
    validate: Validate, records: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    records(roe=ERROR, poe=WAIVED)
    Path(".git").mkdir()
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    told = validate()
    place = "studies/roe.yaml:10:22: 42 events in 40 patients; events cannot exceed n"
    hint = "hint: events of which a patient has several: occurrences"
    assert (told.status, told.out) == (
        1,
        f"::error file=studies/roe.yaml,line=10,col=22,title=A101::{place}%0A{hint}\n1 error in 3 files (1 waived)\n",
    )


@pytest.mark.parametrize("asked", [("--format", "text"), ("-o", "found.txt")])
def test_on_a_runner_of_github_another_form_or_a_file_is_as_anywhere(
    asked: tuple[str, str], validate: Validate, records: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    records(roe=ERROR)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert "::error" not in validate(*asked).out
    assert "found.txt" not in asked or Path("found.txt").read_text().startswith("studies/roe.yaml:10:22: error")


def test_annotations_name_files_from_the_top_of_the_repository(
    validate: Validate, records: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = records(roe=ERROR)
    Path(".git").mkdir()
    monkeypatch.chdir(folder)
    assert validate(".", "--format", "github").out.startswith("::error file=studies/roe.yaml,")


def test_sarif_is_that_of_the_format_and_suppresses_what_is_waived(validate: Validate, records: Write) -> None:
    records(roe=ERROR, poe=WAIVED)
    told = validate("--format", "sarif")
    log = json.loads(told.out)
    Draft4Validator(json.loads(SARIF.read_text())).validate(log)
    assert [(result["ruleId"], len(result["suppressions"])) for result in log["runs"][0]["results"]] == [
        ("A101", 1),
        ("A101", 0),
    ]
    assert (told.status, told.out) == (1, validate("--format", "sarif").out)


def git(*arguments: str) -> None:
    """Run git here, whoever the caller is to it."""
    named = ("-c", "user.name=AB", "-c", "user.email=ab@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(("git", *named, *arguments), check=True, capture_output=True)


@pytest.fixture
def committed(records: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder `studies` under git, with an error and a warning in it."""
    folder = records(roe=ERROR, poe=WARNING)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "records")
    return folder


def test_without_a_change_nothing_is_told(committed: Path, validate: Validate) -> None:
    assert committed.is_dir()
    assert validate("--changed")[:2] == (0, "0 files, no problems\n")


def test_only_what_changed_since_the_commit_is_told(committed: Path, validate: Validate) -> None:
    path = committed / "poe.yaml"
    path.write_text(path.read_text().replace("36", "39"))
    told = validate("--changed")
    assert [line[:19] for line in told.out.splitlines() if line.startswith("studies")] == ["studies/poe.yaml:10"]
    assert (told.status, told.out.splitlines()[-1]) == (0, "1 warning in 1 file")


def test_a_revision_may_be_named_and_files_beside_it(committed: Path, validate: Validate) -> None:
    (committed / "zoe.yaml").write_text(RECORD.format(id="zoe", figure=ERROR))
    git("add", ".")
    git("commit", "-q", "-m", "one more")
    assert validate("--changed").out == "0 files, no problems\n"
    assert validate("--changed", "HEAD~1").out.splitlines()[-1] == "1 error in 1 file"
    assert validate("--changed=HEAD~1", "studies/roe.yaml").out.splitlines()[-1] == "0 files, no problems"


def test_a_path_behind_the_option_is_said_to_be_none_of_its_revisions(committed: Path, validate: Validate) -> None:
    told = validate("--changed", committed / "roe.yaml")
    assert (told.status, told.err.splitlines()[-1]) == (
        2,
        f"Error: --changed: {committed / 'roe.yaml'} is a path, not a revision; "
        f"write --changed=HEAD {committed / 'roe.yaml'}",
    )


def test_a_revision_that_does_not_exist_cannot_be_compared_with(committed: Path, validate: Validate) -> None:
    with pytest.raises(DrgsError, match="there is no revision v9"):
        validate(committed, "--changed=v9")


def test_outside_of_a_repository_nothing_can_have_changed(validate: Validate, records: Write) -> None:
    records(roe=SOUND)
    with pytest.raises(DrgsError, match="in no git repository"):
        validate("--changed")


def test_a_folder_of_records_below_the_folder_is_named_since_it_is_not_read(validate: Validate, records: Write) -> None:
    folder = records(roe=SOUND)
    for name in ("2020", "figures", ".git"):
        (folder / name).mkdir()
    for name in ("2020", ".git"):
        (folder / name / "poe.yaml").write_text(RECORD.format(id="poe", figure=ERROR))
    told = validate()
    assert (told.status, told.out) == (0, "2 files, no problems\n")
    assert [line for line in told.err.splitlines() if "not read" in line] == [
        f"drgs: not read: {folder / '2020'}; records lie in the folder itself, not in folders below it"
    ]


def test_findings_keep_their_status_when_the_reader_leaves(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("id: [\n")
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "drgs_cli", "validate", str(tmp_path / "broken.yaml")]
    done = subprocess.run(command, stdout=writing, stderr=writing, check=False)
    os.close(writing)
    assert done.returncode == 1
