"""A saved answer, and the same question asked again today."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from drgs_cli.cli.saved_answers import asked_again, is_saved_answer
from drgs_cli.errors import DrgsError

Tell = Callable[..., tuple[int, str, str]]
SCHEMA = Path(__file__).parents[2] / "drgs_cli" / "schema" / "output.schema.json"


@pytest.fixture
def saved(drgs: Tell, invented: Path, tmp_path: Path) -> Callable[..., Path]:
    """Saves an answer."""

    def save(*asked: str) -> Path:
        path = tmp_path / "old.json"
        assert drgs(*asked, "--studies", invented, "-o", path)[0] == 0
        return path

    return save


@pytest.mark.parametrize(
    "asked",
    [
        ("compare", "--indication", "crps"),
        ("summarise", "--indication", "crps", "--outcome", "responder-50", "--months", "3"),
        ("compare", "--indication", "crps", "--measure", "or", "--denominator", "trialled", "--as-of", "2032"),
        ("compare", "--indication", "crps", "--design", "rct", "--arm", "drgs", "--where", "year>=2030"),
        ("compare", "--indication", "crps", "--location", "foot", "--outcome", "explant", "--outcome", "responder-50"),
    ],
)
def test_the_question_is_asked_again_as_it_was(
    asked: tuple[str, ...], saved: Callable[..., Path], invented: Path
) -> None:
    before, after, _ = asked_again(str(saved(*asked)), str(invented))
    assert after.question == before.question
    assert (after.lines, after.said, after.sha256) == (before.lines, before.said, before.sha256)


def test_only_one_file_of_json_is_a_saved_answer(saved: Callable[..., Path]) -> None:
    path = str(saved("compare", "--indication", "crps"))
    assert is_saved_answer([path])
    assert not is_saved_answer([path, path])
    assert not is_saved_answer([f"{path}.json"])


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, invented: Path) -> None:
    with pytest.raises(DrgsError, match="cannot be read"):
        asked_again(str(tmp_path / "none.json"), str(invented))


def test_the_json_is_that_of_diff_and_names_the_program_as_the_cause(
    saved: Callable[..., Path], drgs: Tell, invented: Path
) -> None:
    path = saved("compare", "--indication", "crps")
    old = json.loads(path.read_text())
    old["program"]["version"] = "0.0.1"
    old["comparisons"][0]["estimate"]["value"] *= 2
    old["reading"]["certainty"]["final"] = "high"
    path.write_text(json.dumps(old))
    status, out, _ = drgs("diff", path, "--studies", invented, "--format", "json", "--exit-code")
    found = json.loads(out)
    Draft202012Validator(json.loads(SCHEMA.read_text())).validate(found)
    assert (status, found["reading_changed"], found["none"]) == (1, True, False)
    assert [[cause["cause"] for cause in effect["causes"]] for effect in found["effects"]] == [["program"]]


def test_a_saved_answer_brings_its_own_question(saved: Callable[..., Path], drgs: Tell, invented: Path) -> None:
    path = saved("compare", "--indication", "crps")
    status, _, err = drgs("diff", path, "--studies", invented, "--indication", "crps")
    assert (status, "brings its question" in err) == (2, True)
    status, out, _ = drgs("diff", path, "--studies", invented)
    assert (status, "No line of the answer moves." in out) == (0, True)
