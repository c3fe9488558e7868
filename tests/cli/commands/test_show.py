"""`drgs show ID`, run over the invented studies."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

Tell = Callable[..., tuple[int, str, str]]


def test_a_page_names_the_study_and_its_record(drgs: Tell, invented: Path) -> None:
    status, out, err = drgs("show", "alpha-trial", "--studies", invented)
    assert (status, out.splitlines()[0]) == (0, "Nobody 2031 [ALPHA] (alpha-trial)")
    assert err == f"drgs: evidence: 6 records in {invented} (--studies)\n"


@pytest.mark.parametrize(
    "shown",
    [
        "15/20 (75.0 %); derived: events",
        "alpha-trial.yaml:56",
        "Nobody 2031, abstract; registry-alpha, flow, registry (n)",
        "10.5555/nobody.2031",
        "Not verified, never used",
        "\\x1b[2Jinvented 99 % relief, on a poster nobody saw",
        "one came without an implant",
        "the register has 21 where the report has 20",
        "a review and a study in it: the review names the trial",
    ],
)
def test_a_page_shows_the_record_whole(shown: str, drgs: Tell, invented: Path) -> None:
    _, out, _ = drgs("show", "alpha-trial", "--studies", invented)
    assert shown in out


def test_several_studies_share_a_document(drgs: Tell, invented: Path) -> None:
    _, out, _ = drgs("show", "gamma-drgs", "delta-scs", "gamma-drgs", "--studies", invented)
    assert out.splitlines()[0] == "2 studies"
    assert out.index("Noone 2026 (gamma-drgs)") < out.index("Noone 2024 (delta-scs)")


def test_csv_has_a_line_for_each_figure(drgs: Tell, invented: Path) -> None:
    _, out, _ = drgs("show", "gamma-drgs", "--format", "csv", "--studies", invented)
    lines = list(csv.DictReader(io.StringIO(out)))
    figures = [(line["ref"], line["events"], line["n"]) for line in lines]
    assert figures[:2] == [("gamma-drgs/results/0", "4", "5"), ("gamma-drgs/results/1", "1", "12")]
    assert len(lines) == 4


def test_json_has_the_rest_of_the_record(drgs: Tell, invented: Path) -> None:
    _, out, _ = drgs("show", "alpha-trial", "--format", "json", "--studies", invented)
    (study,) = json.loads(out)["studies"]
    record = study["record"]
    assert (record["file"], record["countries"], record["centres"]) == ("alpha-trial.yaml", ["NO", "US"], 2)
    assert record["unverified"] == ["\x1b[2Jinvented 99 % relief, on a poster nobody saw"]
    assert [report["report"] for report in record["reports"]] == ["nobody-2031", "nobody-2032", "registry-alpha"]


def test_what_was_let_stand_is_shown_with_its_reason(drgs: Tell, invented: Path) -> None:
    _, out, _ = drgs("show", "alpha-trial", "--format", "json", "--studies", invented)
    waived = [(problem["rule"], problem["waived"]) for problem in json.loads(out)["problems"]]
    assert waived == [("A105", "one came without an implant"), ("A116", None)]


def test_a_study_with_errors_is_shown_with_a_warning(drgs: Tell, invented: Path, tmp_path: Path) -> None:
    text = (invented / "gamma-drgs.yaml").read_text().replace("{events: 4, n: 5}", "{events: 6, n: 5}")
    (tmp_path / "gamma-drgs.yaml").write_text(text)
    status, out, _ = drgs("show", "gamma-drgs", "--studies", tmp_path)
    assert (status, out.splitlines()[3]) == (0, "This record has 1 error (below): nothing is computed from it.")
    assert "A101" in out


def test_a_record_that_cannot_be_read_shows_its_problems_alone(drgs: Tell, invented: Path, tmp_path: Path) -> None:
    shutil.copy(invented / "gamma-drgs.yaml", tmp_path)
    (tmp_path / "bad.yaml").write_text("id: [")
    status, out, err = drgs("show", "gamma-drgs", "bad", "--studies", tmp_path)
    assert (status, out, "bad.yaml:1:" in err) == (1, "", True)


def test_a_record_with_unknown_keys_shows_its_problems_alone(drgs: Tell, invented: Path, tmp_path: Path) -> None:
    text = (invented / "gamma-drgs.yaml").read_text().replace("outcome: infection", "outcome: infectoin")
    (tmp_path / "gamma-drgs.yaml").write_text(text)
    status, out, err = drgs("show", "gamma-drgs", "--studies", tmp_path)
    assert (status, out, "[S108]" in err) == (1, "", True)


def test_an_unknown_id_is_wrong_usage(drgs: Tell, invented: Path) -> None:
    status, out, err = drgs("show", "alpha-trail", "--studies", invented)
    assert (status, out) == (2, "")
    assert err.splitlines()[-1] == ("Error: 'alpha-trail' is no study of the evidence base; did you mean alpha-trial?")


def test_an_id_is_needed(drgs: Tell) -> None:
    status, _, err = drgs("show")
    assert (status, err.splitlines()[-1]) == (2, "Error: Missing argument 'ID...'.")
