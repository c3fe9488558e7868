"""`drgs studies`, run over the invented studies."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Tell = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("filters", "listed"),
    [
        ("--indication causalgia", ["gamma-drgs"]),
        ("--group single-scs --group awaiting", ["delta-scs", "zeta-awaiting"]),
        ("--design rct --arm cmm", ["beta-other"]),
        ("--outcome pain --months 12", ["delta-scs", "alpha-trial"]),
        ("--location leg --as-of 2026", ["gamma-drgs"]),
    ],
)
def test_filters_narrow_the_list(filters: str, listed: list[str], drgs: Tell, invented: Path) -> None:
    _, out, _ = drgs("studies", *filters.split(), "--studies", invented, "--format", "json")
    assert [study["id"] for study in json.loads(out)["studies"]] == listed


def test_the_json_says_what_was_asked(drgs: Tell, invented: Path) -> None:
    filters = "--indication CRPS --outcome responder --design rct --design case-series --months 3 --arm SCS"
    _, out, _ = drgs("studies", *filters.split(), "--studies", invented, "--format", "json")
    question = json.loads(out)["question"]
    assert (question["indication"], question["includes"]) == ("crps", ["crps-1", "crps-2"])
    assert (question["outcome"], question["design"], question["arm"]) == ("responder-50", ["rct", "case-series"], "scs")
    assert question["window"] == {"centre": 3, "from": 2, "to": 4.5}


def test_a_list_with_nothing_in_it_says_so(drgs: Tell, invented: Path) -> None:
    status, out, _ = drgs("studies", "--indication", "pelvic", "--studies", invented)
    assert (status, out.splitlines()[-1]) == (0, "No study answers to all of these filters.")


def test_a_list_with_nothing_in_it_may_be_asked_to_fail(drgs: Tell, invented: Path) -> None:
    status, out, _ = drgs("studies", "--indication", "pelvic", "--fail-if-empty", "--studies", invented)
    assert (status, out.splitlines()[-1]) == (3, "No study answers to all of these filters.")


def test_an_empty_csv_has_its_header(drgs: Tell, invented: Path) -> None:
    _, out, _ = drgs("studies", "--indication", "pelvic", "--format", "csv", "--studies", invented)
    assert out == "id,label,year,design,group,sponsor,indications,arms,rows,status,ref,notes\n"


def test_an_unknown_key_is_wrong_usage_and_leaves_the_answer_empty(drgs: Tell, invented: Path) -> None:
    status, out, err = drgs("studies", "--outcome", "responder-5", "--studies", invented)
    assert (status, out) == (2, "")
    assert err.splitlines()[-1].startswith("Error: --outcome: 'responder-5' is no outcome; did you mean responder-50")


def test_a_skipped_record_is_named_in_the_json(drgs: Tell, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("id: bad\n")
    status, out, _ = drgs("studies", "--skip-invalid", "--format", "json", "--studies", tmp_path)
    written = json.loads(out)
    assert (status, written["evidence"]["studies"], written["evidence"]["skipped"]) == (0, 0, ["bad.yaml"])
    assert {problem["path"] for problem in written["problems"]} == {"bad.yaml"}


def test_an_unsound_record_is_refused(drgs: Tell, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("id: bad\n")
    status, out, err = drgs("studies", "--studies", tmp_path)
    assert (status, out, "bad.yaml:1:1: error:" in err) == (1, "", True)


def test_an_empty_folder_cannot_be_answered_from(drgs: Tell, tmp_path: Path) -> None:
    from drgs_cli.errors import DrgsError

    with pytest.raises(DrgsError, match="no study records in"):
        drgs("studies", "--studies", tmp_path)
