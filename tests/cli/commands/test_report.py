"""`drgs report`: what it needs, what it refuses, what it writes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import drgs_cli

SCHEMA = Path(drgs_cli.__file__).parent / "schema" / "output.schema.json"
Tell = Callable[..., tuple[int, str, str]]


def test_the_whole_review_is_written_to_a_file(drgs: Tell, invented: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.md"
    status, out, _ = drgs("report", "-o", path, "--studies", invented)
    written = path.read_text(encoding="utf-8")
    assert (status, out) == (0, "")
    assert [
        title for title in ("## Summary", "## Methods", "## References", "## Manifest") if title not in written
    ] == []


def test_one_indication_and_no_other_is_written_where_one_is_asked_for(drgs: Tell, invented: Path) -> None:
    status, out, _ = drgs("report", "--indication", "crps", "--studies", invented, "--format", "markdown")
    assert status == 0
    assert "Complex regional pain syndrome" in out
    assert "## Phantom limb pain" not in out


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("--indication magic", "--indication: 'magic' is no indication"),
        ("--as-of 2017-13", "--as-of: '2017-13' is no date"),
        ("--method magic", "--method: 'magic' is no estimator of tau2"),
    ],
)
def test_wrong_options_are_wrong_usage(typed: str, said: str, drgs: Tell, invented: Path) -> None:
    status, out, err = drgs("report", *typed.split(), "--studies", invented)
    assert (status, out) == (2, "")
    assert said in err


def test_the_json_fits_the_schema(drgs: Tell, invented: Path) -> None:
    _, out, _ = drgs("report", "--studies", invented, "--format", "json")
    written = json.loads(out)
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(written)
    assert {entry["id"] for entry in written["studies"]} == {
        study for study in (path.stem for path in invented.glob("*.yaml")) if study != "review"
    }


def test_the_day_of_the_run_is_that_of_the_environment_or_none(
    drgs: Tell, invented: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("report", "--indication", "crps", "--studies", invented, "--format", "json")
    assert json.loads(drgs(*asked)[1])["options"]["made"] is None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert json.loads(drgs(*asked)[1])["options"]["made"] == "1970-01-02"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    status, _, err = drgs(*asked)
    assert status == 2
    assert "SOURCE_DATE_EPOCH: 'yesterday' is no number of seconds" in err


def test_records_with_errors_are_refused_or_left_out_and_named(drgs: Tell, invented: Path, tmp_path: Path) -> None:
    for path in invented.glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "broken-2020.yaml").write_text("id: other\n", encoding="utf-8")
    assert drgs("report", "--studies", tmp_path)[0] == 1
    status, out, _ = drgs("report", "--studies", tmp_path, "--skip-invalid")
    assert status == 0
    assert "Left out, with errors in the record: broken-2020.yaml" in out
