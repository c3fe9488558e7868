"""`drgs summarise`, run over the invented studies."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

Tell = Callable[..., tuple[int, str, str]]

GOLDEN = Path(__file__).parents[2] / "golden"


@pytest.mark.parametrize("form", ["table", "markdown", "csv"])
@pytest.mark.parametrize(("arguments", "view"), [((), "overview"), (("--indication", "crps"), "summary")])
def test_the_program_prints_what_the_golden_file_holds(
    form: str, arguments: tuple[str, ...], view: str, drgs: Tell, invented: Path
) -> None:
    status, out, _ = drgs("summarise", *arguments, "--studies", invented, "--format", form)
    assert (status, out) == (0, (GOLDEN / f"{view}.{form}").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("arguments", "view"), [((), "overview"), (("--indication", "crps"), "summary")])
def test_the_program_writes_the_json_that_the_golden_file_holds(
    arguments: tuple[str, ...], view: str, drgs: Tell, invented: Path
) -> None:
    _, out, _ = drgs("summarise", *arguments, "--studies", invented, "--format", "json")
    found, expected = json.loads(out), json.loads((GOLDEN / f"{view}.json").read_text(encoding="utf-8"))
    assert {**found, "program": None} == {**expected, "program": None}


def test_both_spellings_are_one_command(drgs: Tell, invented: Path) -> None:
    assert drgs("summarize", "--studies", invented) == drgs("summarise", "--studies", invented)


@pytest.mark.parametrize(
    "filters", ["--outcome responder-50", "--months 3", "--design rct", "--arm scs --location leg"]
)
def test_what_the_filters_leave_out_is_said(filters: str, drgs: Tell, invented: Path) -> None:
    _, out, _ = drgs("summarise", "--indication", "crps", *filters.split(), "--studies", invented)
    assert "left out by the filters" in out


@pytest.mark.parametrize("indication", [(), ("--indication", "crps")])
def test_what_was_asked_for_stands_under_the_title(indication: tuple[str, ...], drgs: Tell, invented: Path) -> None:
    narrowed = ("--outcome", "responder-50", "--months", "3", "--location", "foot", "--as-of", "2031")
    _, out, _ = drgs("summarise", *indication, *narrowed, "--studies", invented)
    title, _, _, first, *_ = out.splitlines()
    assert title.endswith(("DRGS and SCS", "?"))
    assert first == (
        "Narrowed to: At least 50 % pain relief; the window of 3 months (2 to 4.5); pain in: foot; in print by 2031."
    )


@pytest.mark.parametrize(("filters", "counted"), [("", True), ("--design rct", True), ("--months 3", False)])
def test_a_study_that_waits_to_be_read_answers_no_question_about_figures(
    filters: str, counted: bool, drgs: Tell, invented: Path
) -> None:
    _, out, _ = drgs("summarise", "--indication", "crps", *filters.split(), "--studies", invented)
    assert ("1 known study not yet read" in out, "Nobody 2034 (ZETA)" in out.partition("Note")[0]) == (counted, counted)
    assert ("1 study left out by the filters: Nobody 2034 (ZETA)." in out) != counted


@pytest.mark.parametrize("indication", [(), ("--indication", "crps")])
def test_an_answer_without_some_records_names_them(
    indication: tuple[str, ...], drgs: Tell, invented: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(invented, tmp_path / "studies")
    (folder / "bad.yaml").write_text("id: bad\n")
    _, out, _ = drgs("summarise", *indication, "--skip-invalid", "--studies", folder)
    assert (
        "Left out, with errors in the record: bad.yaml. What follows is without them; see drgs validate."
    ) in " ".join(out.split())


def test_a_filter_of_the_overview_narrows_every_line(drgs: Tell, invented: Path) -> None:
    _, out, _ = drgs("summarise", "--design", "case-series", "--studies", invented, "--format", "json")
    assert {entry["studies"] for entry in json.loads(out)["indications"]} == {0}


@pytest.mark.parametrize(("indication", "status"), [("pelvic", 3), ("crps", 0)])
def test_nothing_found_is_a_status_of_its_own_only_where_it_is_asked_for(
    indication: str, status: int, drgs: Tell, invented: Path
) -> None:
    arguments = ("summarise", "--indication", indication, "--studies", invented)
    assert (drgs(*arguments)[0], drgs(*arguments, "--fail-if-empty")[0]) == (0, status)


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--outcome xyz", "Error: --outcome: 'xyz' is no outcome"),
        ("--months soon", "Error: --months: 'soon' is no number of months"),
        ("--design trail", "Error: --design: 'trail' is no design"),
        ("--arm xyz", "Error: --arm: 'xyz' is no intervention"),
        ("--location xyz", "Error: --location: 'xyz' is no location"),
        ("--as-of soon", "Error: --as-of: 'soon' is no date"),
    ],
)
def test_a_word_that_no_option_knows_is_wrong_usage(option: str, said: str, drgs: Tell, invented: Path) -> None:
    status, out, err = drgs("summarise", *option.split(), "--studies", invented)
    assert (status, out, err.splitlines()[-1].startswith(said)) == (2, "", True)


def test_an_answer_in_a_file_is_the_answer(drgs: Tell, invented: Path, tmp_path: Path) -> None:
    status, out, _ = drgs("summarise", "--studies", invented, "-o", tmp_path / "overview.md")
    assert (status, out) == (0, "")
    assert (tmp_path / "overview.md").read_bytes() == (GOLDEN / "overview.markdown").read_bytes()
