"""`drgs schema`, run."""

import json
from collections.abc import Callable
from pathlib import Path

Tell = Callable[..., tuple[int, str, str]]


def test_the_schema_of_a_record_is_the_default(drgs: Tell, invented: Path) -> None:
    assert json.loads(drgs("schema", "--studies", invented)[1])["title"] == "A study record of drgs"


def test_what_the_review_adds_may_be_written(drgs: Tell, invented: Path) -> None:
    schema = json.loads(drgs("schema", "--studies", invented)[1])
    assert "Invented [relief], more than nothing" in schema["definitions"]["outcomes"]["enumDescriptions"]


def test_it_is_written_to_a_file(drgs: Tell, invented: Path, tmp_path: Path) -> None:
    written = tmp_path / "review.schema.json"
    status, out, _ = drgs("schema", "review", "--studies", invented, "-o", written)
    assert (status, out) == (0, "")
    assert json.loads(written.read_text())["title"] == "The review.yaml of drgs"


def test_the_schema_of_the_output_needs_no_records(drgs: Tell) -> None:
    status, out, err = drgs("schema", "output")
    assert (status, err) == (0, "")
    assert "envelope" in json.loads(out)["$defs"] or json.loads(out)["$schema"]


def test_another_word_is_told_what_there_is(drgs: Tell) -> None:
    status, _, err = drgs("schema", "records")
    assert status == 2
    assert "record" in err


def test_copied_records_that_name_a_schema_elsewhere_are_told_of(drgs: Tell, tmp_path: Path) -> None:
    names = {"roe": "../elsewhere/study.schema.json", "poe": "study.schema.json", "doe": "https://example.org/x.json"}
    for record, schema in names.items():
        (tmp_path / f"{record}.yaml").write_text(f"# yaml-language-server: $schema={schema}\nid: {record}\n")
    (tmp_path / "moe.yaml").write_text("id: moe\n")
    err = drgs("schema", "-o", tmp_path / "study.schema.json")[2]
    said = "1 file there names a schema that is not there; write $schema=study.schema.json in the first line"
    assert err.endswith(f"drgs: {said}\n")
