"""`drgs vocabulary`, run."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

from drgs_cli.vocabulary.terms import KINDS

Tell = Callable[..., tuple[int, str, str]]


def test_parts_are_indented_below_what_they_are_part_of(drgs: Tell, invented: Path) -> None:
    _, out, _ = drgs("vocabulary", "indications", "--studies", invented)
    keys = [line.split()[0] for line in out.splitlines() if line.startswith("    ")]
    assert keys[:2] == ["crps-1", "crps-2"]


def test_without_a_kind_all_are_listed(drgs: Tell, invented: Path) -> None:
    _, out, _ = drgs("vocabulary", "--format", "json", "--studies", invented)
    written = json.loads(out)
    assert list(dict.fromkeys(term["kind"] for term in written["terms"])) == list(KINDS)
    assert (written["question"], written["evidence"]) == (None, None)


def test_csv_names_the_parent(drgs: Tell, invented: Path) -> None:
    _, out, _ = drgs("vocabulary", "interventions", "--format", "csv", "--studies", invented)
    terms = {line["key"]: line for line in csv.DictReader(io.StringIO(out))}
    assert (terms["scs-burst"]["parent"], terms["scs"]["parent"], terms["scs"]["group"]) == ("scs", "", "interventions")


def test_what_the_review_adds_is_listed(drgs: Tell, invented: Path) -> None:
    _, out, _ = drgs("vocabulary", "outcomes", "--studies", invented)
    assert "Invented [relief], more than nothing" in out


def test_records_are_not_read_for_it(drgs: Tell, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("id: [")
    status, _, err = drgs("vocabulary", "groups", "--studies", tmp_path)
    assert (status, err) == (0, f"drgs: vocabulary: of {tmp_path} (--studies)\n")


def test_an_unknown_kind_is_wrong_usage(drgs: Tell) -> None:
    status, out, err = drgs("vocabulary", "scale-s")
    assert (status, out) == (2, "")
    assert err.splitlines()[-1] == "Error: 'scale-s' is no kind of terms; did you mean scales?"
