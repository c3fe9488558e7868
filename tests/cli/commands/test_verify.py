"""`drgs verify`: the same, or what differs; and files that are nothing of ours."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import drgs_cli
from drgs_cli.errors import DrgsError

SCHEMA = Path(drgs_cli.__file__).parent / "schema" / "output.schema.json"
Tell = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(invented: Path, tmp_path: Path) -> Path:
    """A copy of the invented studies that may be changed."""
    made = tmp_path / "studies"
    made.mkdir()
    for path in invented.glob("*.yaml"):
        (made / path.name).write_bytes(path.read_bytes())
    return made


def _report(drgs: Tell, folder: Path, name: str, *options: str) -> Path:
    path = folder.parent / name
    assert drgs("report", "--indication", "crps", *options, "-o", path, "--studies", folder)[0] == 0
    return path


def _differences(drgs: Tell, path: Path, folder: Path) -> list[tuple[str, str, str]]:
    status, out, _ = drgs("verify", path, "--studies", folder, "--format", "json")
    written = json.loads(out)
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(written)
    assert status == (0 if written["same"] else 1)
    return [(one["what"], one["name"], one["kind"]) for one in written["differences"]]


@pytest.mark.parametrize("name", ["r.html", "r.json"])
@pytest.mark.parametrize("options", [(), ("--measure", "or", "--denominator", "trialled", "--as-of", "2035")])
def test_an_unchanged_report_is_the_same(name: str, options: tuple[str, ...], drgs: Tell, folder: Path) -> None:
    path = _report(drgs, folder, name, *options)
    status, out, _ = drgs("verify", path, "--studies", folder)
    assert (status, out) == (0, f"{path}: the same\n")


def test_the_day_of_a_report_is_its_own(drgs: Tell, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    path = _report(drgs, folder, "r.html")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert drgs("verify", path, "--studies", folder)[0] == 0


def test_a_corrected_count_is_told_as_its_record_and_the_sections_that_moved(drgs: Tell, folder: Path) -> None:
    path = _report(drgs, folder, "r.html")
    record = folder / "alpha-trial.yaml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("events: 15, n: 20, percent: 75.0", "events: 9, n: 20, percent: 45.0"), "utf-8")
    found = _differences(drgs, path, folder)
    assert [entry for entry in found if entry[0] == "record"] == [("record", "alpha-trial.yaml", "changed")]
    assert ("section", "indication-crps", "changed") in found
    assert ("section", "methods", "changed") not in found
    assert "The evidence has changed" in drgs("verify", path, "--studies", folder)[1]


def test_records_that_came_and_went_are_told(drgs: Tell, folder: Path) -> None:
    path = _report(drgs, folder, "r.json")
    (folder / "zeta-awaiting.yaml").unlink()
    assert ("record", "zeta-awaiting.yaml", "removed") in _differences(drgs, path, folder)


def test_a_page_altered_by_hand_is_told_though_its_manifest_is_whole(drgs: Tell, folder: Path) -> None:
    path = _report(drgs, folder, "r.html")
    path.write_text(path.read_text(encoding="utf-8").replace("15/20", "19/20"), "utf-8")
    assert _differences(drgs, path, folder) == [("file", str(path), "changed")]
    assert "the file was altered after it was written" in drgs("verify", path, "--studies", folder)[1]


def test_another_version_of_the_program_is_told(drgs: Tell, folder: Path) -> None:
    path = _report(drgs, folder, "r.json")
    written = json.loads(path.read_bytes())
    written["program"]["version"] = "0.0.0"
    path.write_text(json.dumps(written), "utf-8")
    assert _differences(drgs, path, folder) == [("program", "drgs", "changed")]


@pytest.mark.parametrize("command", ["compare", "summarise"])
def test_an_answer_in_json_is_asked_again(command: str, drgs: Tell, folder: Path) -> None:
    path = folder.parent / "answer.json"
    assert drgs(command, "--indication", "crps", "-o", path, "--studies", folder)[0] == 0
    assert drgs("verify", path, "--studies", folder)[:2] == (0, f"{path}: the same\n")
    written = json.loads(path.read_bytes())
    written["comparisons"][0]["estimate"]["value"] = 99
    path.write_text(json.dumps(written), "utf-8")
    found = _differences(drgs, path, folder)
    assert [(what, kind) for what, _, kind in found] == [("line", "changed")]


def test_an_answer_of_which_only_a_note_was_altered_is_told_as_altered(drgs: Tell, folder: Path) -> None:
    path = folder.parent / "answer.json"
    drgs("compare", "--indication", "crps", "-o", path, "--studies", folder)
    written = json.loads(path.read_bytes())
    written["notes"].append({"code": "x", "text": "y"})
    path.write_text(json.dumps(written), "utf-8")
    assert _differences(drgs, path, folder) == [("file", str(path), "changed")]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"<html>no report</html>",
        b"[" * 100_000,
        b"[]",
        b"null",
        b'{"command": "report"}',
        b'{"command": "report", "format": 1, "records": [{"name": 3}]}',
        b'{"command": "compare", "format": 1, "comparisons": [7]}',
        b'{"command": ["report"]}',
        b'<script type="application/json" id="drgs-embedded">{"command": </script>',
        b'<script type="application/json" id="drgs-embedded">{"command": "report"}</script>',
    ],
)
def test_a_file_that_holds_nothing_of_ours_is_refused_in_one_line(
    content: bytes, drgs: Tell, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "x.html"
    path.write_bytes(content)
    with pytest.raises(DrgsError) as ending:
        drgs("verify", path, "--studies", folder)
    assert str(ending.value).startswith(f"{path}: ")
    assert "\n" not in str(ending.value)


def test_a_file_that_is_not_there_cannot_be_read(drgs: Tell, folder: Path, tmp_path: Path) -> None:
    with pytest.raises(DrgsError, match="cannot be read"):
        drgs("verify", tmp_path / "none.html", "--studies", folder)


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (("options", "indications"), ["magic"]),
        (("options", "style"), "../../etc/passwd"),
        (("question", "method"), "magic"),
        (("question", "as_of"), "not a day"),
        (("question", "measure"), {"a": 1}),
        (("records",), {"a": "b"}),
    ],
)
def test_a_manifest_with_foreign_values_is_refused_and_not_stumbled_over(
    at: tuple[str, ...], value: object, drgs: Tell, folder: Path
) -> None:
    path = _report(drgs, folder, "r.json")
    written = json.loads(path.read_bytes())
    inner = written
    for key in at[:-1]:
        inner = inner[key]
    inner[at[-1]] = value
    path.write_text(json.dumps(written), "utf-8")
    with pytest.raises(DrgsError):
        drgs("verify", path, "--studies", folder)


def test_a_question_with_keys_gone_is_refused_and_not_stumbled_over(drgs: Tell, folder: Path) -> None:
    path = folder.parent / "answer.json"
    drgs("compare", "--indication", "crps", "-o", path, "--studies", folder)
    changes: tuple[dict[str, object], ...] = ({"window": 3}, {"where": [{}]}, {"indication": "magic"})
    for changed in changes:
        written = json.loads(path.read_bytes())
        written["question"].update(changed)
        other = folder.parent / "other.json"
        other.write_text(json.dumps(written), "utf-8")
        with pytest.raises(DrgsError):
            drgs("verify", other, "--studies", folder)


def test_where_the_evidence_has_changed_nobody_can_tell_whether_the_file_was_altered(drgs: Tell, folder: Path) -> None:
    path = _report(drgs, folder, "r.html")
    (folder / "beta-other.yaml").unlink()
    said = drgs("verify", path, "--studies", folder)[1]
    assert "The evidence has changed" in said
    assert "Whether the file was altered as well cannot be told." in said


@pytest.mark.parametrize("altered", [lambda text: text.replace(b"\n", b"\r\n"), lambda text: b"\xef\xbb\xbf" + text])
@pytest.mark.parametrize("name", ["r.html", "r.json"])
def test_another_encoding_of_a_report_is_another_file(
    name: str, altered: Callable[[bytes], bytes], drgs: Tell, folder: Path
) -> None:
    path = _report(drgs, folder, name)
    path.write_bytes(altered(path.read_bytes()))
    assert _differences(drgs, path, folder) == [("file", str(path), "changed")]


def test_the_embedded_manifest_cannot_be_altered_alone(drgs: Tell, folder: Path) -> None:
    path = _report(drgs, folder, "r.html")
    content = path.read_bytes()
    place = content.index(b'"evidence":{"sha256":"') + len(b'"evidence":{"sha256":"')
    path.write_bytes(content[:place] + b"0000" + content[place + 4 :])
    assert _differences(drgs, path, folder) == [("file", str(path), "changed")]


@pytest.mark.parametrize("command", [("certainty",), ("network",), ("studies",), ("summarise",)])
def test_of_an_answer_that_cannot_be_verified_it_is_said_what_can(
    command: tuple[str, ...], drgs: Tell, folder: Path
) -> None:
    path = folder.parent / "other.json"
    asked = () if command == ("summarise",) else ("--indication", "crps")
    assert drgs(*command, *asked, "-o", path, "--studies", folder)[0] == 0
    with pytest.raises(DrgsError, match="cannot be verified; drgs verify takes the"):
        drgs("verify", path, "--studies", folder)


def test_a_page_that_is_cut_short_cannot_be_verified(drgs: Tell, folder: Path) -> None:
    path = _report(drgs, folder, "r.html")
    path.write_bytes(path.read_bytes()[:20000])
    with pytest.raises(DrgsError, match="whole and as it was written"):
        drgs("verify", path, "--studies", folder)


def test_a_comment_in_a_record_changes_nothing_that_a_report_says(drgs: Tell, folder: Path) -> None:
    path = _report(drgs, folder, "r.html")
    record = folder / "alpha-trial.yaml"
    record.write_text(record.read_text(encoding="utf-8") + "# seen again\n", encoding="utf-8")
    assert _differences(drgs, path, folder) == [("record", "alpha-trial.yaml", "changed")]
    said = drgs("verify", path, "--studies", folder)[1]
    assert "The evidence has changed, but what the file would say has not." in said
    assert "drgs diff" not in said
