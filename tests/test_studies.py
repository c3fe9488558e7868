"""The evidence base itself: every record is sound, and the program says of it what was read in print."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from drgs_cli.checks.run import check
from drgs_cli.records.library import Library, load_library
from drgs_cli.synthesis.answer import answer
from drgs_cli.synthesis.question import Question
from drgs_cli.views.evidence import evidence_table
from drgs_cli.views.figures import contrast_text, observation_text

STUDIES = Path(__file__).parents[1] / "studies"

Tell = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(STUDIES)


@pytest.fixture
def summarise(drgs: Tell) -> Callable[..., str]:
    """What `drgs summarise` prints of the evidence base, with status 0."""

    def ask(*arguments: str) -> str:
        status, out, _ = drgs("summarise", "--studies", STUDIES, *arguments)
        assert status == 0
        return out

    return ask


@pytest.fixture
def answered(summarise: Callable[..., str]) -> Callable[[str], dict[str, Any]]:
    """The JSON of it, for one indication."""

    def ask(indication: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(summarise("--indication", indication, "--format", "json"))
        return found

    return ask


def test_no_record_has_a_problem_that_is_not_waived_with_its_reason(library: Library) -> None:
    assert [problem for problem in check(library) if not problem.waived] == []


def test_every_study_that_was_found_has_a_record(library: Library) -> None:
    statuses = [study.status for study in library.studies]
    assert (len(library.records), statuses.count("extracted"), statuses.count("awaiting-extraction")) == (154, 118, 36)


# What stands beside a figure without being one, or is said in words.
SILENT = frozenset(("level", "source", "derived", "note", "words", "waive", "arms", "arm", "conditions", "adjusted"))


def figures(written: object) -> Iterator[float]:
    """Every number of an arm or contrast as it is written in a record."""
    if isinstance(written, dict):
        for key, value in written.items():
            if key not in SILENT:
                yield from figures(value)
    elif isinstance(written, list):
        for value in written:
            yield from figures(value)
    elif isinstance(written, int | float) and not isinstance(written, bool):
        yield abs(float(written))


def lost(written: object, text: str) -> set[float]:
    """The numbers that a wording leaves out."""
    return set(figures(written)) - {float(number) for number in re.findall(r"\d+(?:\.\d+)?", text)}


def test_no_printed_figure_is_lost_in_its_wording(library: Library) -> None:
    missing = []
    for record in library.records:
        assert record.study is not None
        for row in record.study.results:
            written = record.data["results"][row.number]
            texts = [(written["arms"][key], observation_text(found, row.unit)) for key, found in row.arms.items()]
            for number, contrast in enumerate(row.contrasts):
                texts.append((written["contrasts"][number], contrast_text(contrast, {})))
            missing += [(record.path, row.number, text) for form, text in texts if not text or lost(form, text)]
    assert missing == []


def test_no_row_that_answers_is_lost_from_the_table_but_values_before_treatment_said_beside_those_after(
    library: Library,
) -> None:
    for indication in library.vocabulary.indications.top():
        evidence = answer(library, Question(indication=indication)).evidence
        shown = {row.ref for group in evidence_table(evidence, library).groups() for row in group.rows}
        rows = [row for entry in evidence.studies for row in entry.rows]
        assert {row.result.statistic for row in rows if row.ref not in shown} <= {"baseline"}


def test_accurate_is_the_one_randomised_comparison_in_crps(answered: Callable[[str], dict[str, Any]]) -> None:
    found = answered("crps")
    assert [study["id"] for study in found["studies"] if study["group"] == "randomised"] == ["deer-2017-accurate"]
    randomised = [entry for entry in found["comparisons"] if entry["kind"] == "randomised"]
    assert {weight["row"].partition("/")[0] for entry in randomised for weight in entry["weights"]} == {
        "deer-2017-accurate"
    }
    assert {entry["kind"] for entry in found["comparisons"]} == {"randomised", "unanchored"}


def test_the_main_result_of_accurate_is_its_success_at_three_months(
    answered: Callable[[str], dict[str, Any]],
) -> None:
    (found,) = [
        entry for entry in answered("crps")["comparisons"] if entry["ref"] == "crps/responder-50+composite/3/randomised"
    ]
    first, second = found["sides"]
    assert [first[key] for key in ("intervention", "events", "n")] == ["drgs", 56, 69]
    assert [second[key] for key in ("intervention", "events", "n")] == ["scs", 39, 70]
    assert (found["estimate"]["measure"], round(found["estimate"]["value"], 2)) == ("RR", 1.46)
    assert round(found["absolute"]["per_100"]) == 25
    assert "derived" in [note["code"] for note in found["notes"]]
    assert found["verdict"] == "better"


def test_the_reading_of_crps_says_it_all_in_words(summarise: Callable[..., str]) -> None:
    said = summarise("--indication", "crps").partition("\nRandomised\n")[0]
    assert (
        "DRGS did better than SCS: +25 (+10 to +39) per 100 patients with at least 50 % pain relief (composite), "
        "3 months, in one randomised study (pain in: lower limb), with low certainty; missing: a comparison at "
        "two years or later."
    ) in said
    reading = next(line for line in said.splitlines() if line.startswith("Deer 2017 (ACCURATE) (funding: industry)"))
    assert "3 months, modified ITT: DRGS 56/69 (81.2 %); SCS tonic: 39/70 (55.7 %); RR 1.46 (1.15 to 1.85)." in reading
    assert "composite: at least 50 % relief at the visit, at least 50 % relief at the end of trial" in reading
    assert "The counts are derived: worked back from the printed percentages." in reading
    assert "Numbers of patients are from Abbott Medical Devices 2020, participant flow, registry." in reading
    assert "Allocated were 76 and 76." in reading
    assert "\nOn harms: serious adverse event, 12 months: no difference shown (no figures) in Deer 2017" in said
    assert "\nWhat there is: 1 randomised comparison of DRGS and SCS" in said


def test_later_publications_of_accurate_are_sources_and_never_studies(
    answered: Callable[[str], dict[str, Any]], library: Library
) -> None:
    accurate = next(study for study in library.studies if study.id == "deer-2017-accurate")
    companions = {key for key, report in accurate.reports.items() if report.role == "companion"}
    found = answered("crps")
    read = {source["report"] for study in found["studies"] for row in study["rows"] for source in row["sources"]}
    labels = [study["label"] for study in found["studies"]]
    assert {"levy-2020", "deer-2019", "mekhail-2020", "mekhail-2021"} <= companions
    assert {"levy-2020", "deer-2019"} <= read
    assert companions.isdisjoint(study["id"] for study in found["studies"])
    assert [label for label in labels if re.match(r"(Levy 2020|Deer 2019|Mekhail 202[01])", label)] == []


@pytest.mark.parametrize(
    ("indication", "there", "missing"),
    [
        (
            "phantom-limb",
            "What there is: 2 uncontrolled studies of SCS, 1 review and 4 known studies not yet read. Reviews give "
            "figures: Srinivasan 2022.",
            "because no primary study gives figures on DRGS; 3 studies with DRGS are known and not read yet.",
        ),
        (
            "fbss",
            "Known and not read yet, with both DRGS and SCS: BOOST DRG.\n\nWhat there is: 3 uncontrolled studies of "
            "DRGS, 4 uncontrolled studies of SCS, 6 randomised trials of other comparisons",
            "because no study, randomised or not, gives figures for both side by side.",
        ),
        (
            "crps-2",
            "Deer 2017 (ACCURATE) compares DRGS and SCS in patients with this and other causes, not told apart (drgs "
            "summarise --indication crps).\n\nWhat there is: 1 uncontrolled study of SCS and 1 review. Reviews give "
            "figures: Huygen 2020.",
            "because no primary study gives figures on DRGS.",
        ),
    ],
)
def test_the_reading_says_what_evidence_there_is_and_what_there_is_none_of(
    indication: str, there: str, missing: str, summarise: Callable[..., str]
) -> None:
    reading = summarise("--indication", indication).partition("Evidence, row by row")[0]
    assert "DRGS and SCS cannot be compared, " in reading
    assert (there in reading, missing in reading) == (True, True)


def test_an_indication_without_any_study_is_answered_with_one_line(drgs: Tell, tmp_path: Path) -> None:
    folder = shutil.copytree(STUDIES, tmp_path / "studies")
    with (folder / "review.yaml").open("a", encoding="utf-8") as review:
        review.write("vocabulary: {indications: {hiccups: {label: Hiccups}}}\n")
    status, out, _ = drgs("summarise", "--studies", folder, "--indication", "hiccups")
    assert (status, out) == (0, "Hiccups: no evidence, no study of it in the folder.\n")


def test_what_was_not_in_print_yet_is_said_to_be_missing_for_that_reason(summarise: Callable[..., str]) -> None:
    found = summarise("--indication", "crps", "--as-of", "1950")
    assert "Narrowed to: in print by 1950." in found
    assert "CRPS), type I or II: nothing in print by 1950." in found


def test_what_could_be_told_of_accurate_before_its_report_is_said_with_its_figures(
    summarise: Callable[..., str],
) -> None:
    found = summarise("--indication", "crps", "--as-of", "2016")
    reading = found.partition("Evidence, row by row")[0]
    assert "it cannot be told whether DRGS or SCS did better: at least 50 % pain relief, 12 months" in reading
    assert "DRGS 74.2 %, n not stated; SCS tonic: 53 %, n not stated; not estimable" in reading
    assert "Read second-hand: The Legal Examiner 2015, news text." in reading
    assert "\nIn print by 2016: 1 randomised comparison of DRGS and SCS" in reading


@pytest.mark.parametrize(
    "narrowed", ["--design case-series", "--arm drgs", "--location foot", "--as-of 2012", "--months 120"]
)
def test_a_narrowed_answer_denies_nothing_absolutely(narrowed: str, summarise: Callable[..., str]) -> None:
    for indication in ("crps", "fbss", "mixed", "pelvic"):
        reading = summarise("--indication", indication, *narrowed.split()).partition("Evidence, row by row")[0]
        assert "Narrowed to: " in reading
        assert re.findall(r"[.:] (?:No|There is no|There are|no primary|no figures|no evidence)\b.*", reading) == []


def test_accurate_is_awaited_until_it_was_in_print(summarise: Callable[..., str]) -> None:
    before, after = (summarise("--indication", "crps", "--as-of", year) for year in ("2016", "2017"))
    assert ("RR 1.46" in before, "RR 1.46" in after) == (False, True)


@pytest.mark.parametrize("spelling", ["CRPS II", "causalgia", "crps ii", "Crps-2"])
def test_spellings_of_an_indication_are_one(spelling: str, summarise: Callable[..., str]) -> None:
    assert summarise("--indication", spelling) == summarise("--indication", "crps-2")


@pytest.mark.parametrize(
    ("typed", "near"), [("xyz", "crps"), ("crsp", "did you mean crps"), ("phantom", "did you mean phantom-limb")]
)
def test_an_indication_that_does_not_exist_gets_the_keys_that_do(typed: str, near: str, drgs: Tell) -> None:
    status, out, err = drgs("summarise", "--studies", STUDIES, "--indication", typed)
    last = err.splitlines()[-1]
    assert (status, out) == (2, "")
    assert last.startswith(f"Error: --indication: {typed!r} is no indication")
    assert near in last


def test_the_overview_has_a_line_for_every_indication_without_a_parent(
    summarise: Callable[..., str], library: Library
) -> None:
    found = json.loads(summarise("--format", "json"))["indications"]
    top = library.vocabulary.indications.top()
    assert [entry["indication"] for entry in found] == [*top]
    assert top[-1] == "mixed"


def test_nothing_is_cut_in_a_pipe(summarise: Callable[..., str]) -> None:
    assert "\N{HORIZONTAL ELLIPSIS}" not in summarise("--indication", "crps")
