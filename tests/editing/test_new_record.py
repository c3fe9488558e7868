"""The text of a new record: it validates, says only what is known, and is laid out as records are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.editing.canonical import canonical
from drgs_cli.editing.new_record import Beginning, id_of, key_of, label_of, record_text, surname_of
from drgs_cli.exchange.reference import Reference
from drgs_cli.records.model import Study
from drgs_cli.records.read import read_record
from drgs_cli.records.risk_of_bias import TOOLS
from drgs_cli.vocabulary.load import load_vocabulary

NAME = "roe-2020.yaml"
WHOLE = Reference(
    title='A: title # with, all "quotes"',
    authors=("Roe AB", "van der Berg J", "et al."),
    journal="Pain",
    published="2020-04",
    volume="012",
    issue="4",
    pages="1-9",
    doi="10.1000/example",
    pmid="10000001",
)


def beginning(*references: Reference, design: str | None = "rct", tool: str | None = "rob2") -> Beginning:
    return Beginning(
        id="roe-2020",
        label="Roe 2020",
        design=design,
        indications={"crps": 12, "fbss": None},
        arms={"drgs": "drgs", "control": "scs-tonic"},
        references=references or (WHOLE,),
        tool=tool,
        schema="study.schema.json",
    )


def text_of(known: Beginning) -> bytes:
    text = record_text(known)
    assert isinstance(text, bytes)
    return text


def read(known: Beginning) -> Study:
    record = read_record(text_of(known), NAME, load_vocabulary())
    assert record.problems == ()
    assert record.study is not None
    return record.study


def test_all_that_is_known_is_in_the_record() -> None:
    study = read(beginning())
    (report,) = study.reports.values()
    assert {key: getattr(report, key) for key in WHOLE.__struct_fields__} == {
        key: getattr(WHOLE, key) for key in WHOLE.__struct_fields__
    }
    assert (study.design, study.status, study.label) == ("rct", "awaiting-extraction", "Roe 2020")
    assert study.population.indications == {"crps": 12, "fbss": None}
    assert {key: arm.intervention for key, arm in study.arms.items()} == {"drgs": "drgs", "control": "scs-tonic"}


def test_the_first_reference_is_primary_and_others_are_companions() -> None:
    study = read(beginning(WHOLE, WHOLE, Reference(title="B", authors=("Doe J",), published="2021"), Reference()))
    assert [(key, report.role) for key, report in study.reports.items()] == [
        ("roe-2020", "primary"),
        ("roe-2020-b", "companion"),
        ("doe-2021", "companion"),
        ("report-4", "companion"),
    ]


def test_a_bare_reference_gives_a_record_with_its_gaps_as_comments() -> None:
    text = text_of(beginning(Reference(doi="10.1000/example"), design=None, tool=None)).decode()
    assert "    # title:\n" in text
    assert "# design: " in text
    assert "risk_of_bias:" not in text


@pytest.mark.parametrize("tool", TOOLS)
def test_every_part_of_the_tool_waits_for_its_answer(tool: str) -> None:
    text = text_of(beginning(tool=tool)).decode()
    assert [part for part in TOOLS[tool].parts if f"#       {part}: {{" not in text] == []


def test_an_editor_is_told_of_the_schema_in_the_first_line() -> None:
    assert text_of(beginning()).startswith(b"# yaml-language-server: $schema=study.schema.json\nid: roe-2020\n")


def test_it_is_laid_out_as_records_are() -> None:
    assert canonical(text_of(beginning()), NAME) == text_of(beginning())


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=400))
def test_any_text_of_a_reference_is_read_back_as_it_was(text: str) -> None:
    record = record_text(beginning(Reference(title=text, authors=(text,), published="2020")))
    if isinstance(record, tuple):  # a character that no record may hold
        assert {problem.rule[0] for problem in record} == {"Y"}
        return
    study = read_record(record, NAME, load_vocabulary()).study
    assert study is not None
    assert (study.reports["roe-2020"].title, study.reports["roe-2020"].authors) == (text, (text,))


@pytest.mark.parametrize(
    "text", ["no", "null", "2020", "[a", "{", "- a", "@x", "a: b", "#", "'", '"', "\\", "x" * 5000, "😀 ", "\u0627"]
)
def test_texts_that_yaml_would_take_for_something_else(text: str) -> None:
    assert read(beginning(Reference(title=text))).reports["roe-2020"].title == text


def test_a_character_that_acts_is_a_problem() -> None:
    problems = record_text(beginning(Reference(title="a\x1b[2Jb")))
    assert [problem.rule for problem in problems if not isinstance(problem, int)] == ["Y101"]


@pytest.mark.parametrize(
    ("authors", "published", "record_id"),
    [
        (("Roe AB",), "2020-04", "roe-2020"),
        (("van der Berg JA Jr",), "2020", "van-der-berg-2020"),
        (("Müller-Ørsted K",), "2020", "muller-orsted-2020"),
        (("World Health Organization",), "2020", "world-health-organization-2020"),
        (("王 伟",), "2020", None),
        ((), "2020", None),
        (("Roe AB",), None, None),
    ],
)
def test_the_id_is_made_of_author_and_year(
    authors: tuple[str, ...], published: str | None, record_id: str | None
) -> None:
    assert id_of(Reference(authors=authors, published=published)) == record_id


def test_the_label_keeps_accents() -> None:
    assert label_of(Reference(authors=("Müller K",), published="2020-04")) == "Müller 2020"
    assert label_of(Reference()) is None


@pytest.mark.parametrize(
    ("author", "surname"), [("Roe", "Roe"), ("Roe A", "Roe"), ("Roe AB III", "Roe"), ("Group", "Group")]
)
def test_initials_are_no_surname(author: str, surname: str) -> None:
    assert surname_of(author) == surname


def test_a_key_has_letters_digits_and_single_hyphens() -> None:
    assert key_of("  O'Brien--Łuka  3 ") == "o-brien-luka-3"
