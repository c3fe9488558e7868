"""Files of references in every format: what they say is taken over, nothing else."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.exchange.reference import Reference
from drgs_cli.exchange.references import FORMATS, MAX_BYTES, read_references

WHOLE = Reference(
    title="A title: with colon",
    authors=("Roe TR", "van der Berg J", "Müller K"),
    journal="Pain",
    published="2017-04",
    volume="158",
    issue="4",
    pages="669-681",
    doi="10.1000/example",
    pmid="28030470",
)
RIS = """TY  - JOUR
AU  - Roe, Timothy R.
AU  - van der Berg, Jan
AU  - Müller, K.
TI  - A title: with colon
T2  - Pain
PY  - 2017/04//
VL  - 158
IS  - 4
SP  - 669
EP  - 681
DO  - https://doi.org/10.1000/example
ER  -
"""
NBIB = """PMID- 28030470
STAT- MEDLINE
DP  - 2017 Apr
TI  - A title: with
      colon
PG  - 669-681
LID - S0000 [pii]
AID - 10.1000/example [doi]
FAU - Roe, Timothy R
AU  - Roe TR
AU  - van der Berg J
AU  - Müller K
TA  - Pain
JT  - The journal Pain
VI  - 158
IP  - 4
"""
BIBTEX = r"""@article{roe2017,
  author = {Roe, Timothy R. and van der Berg, Jan and M{\"u}ller, K.},
  title = {A {title}: with colon}, journal = {Pain}, year = 2017, month = apr,
  volume = {158}, number = {4}, pages = {669--681}, doi = {10.1000/example}, pmid = {28030470}}
"""
CSL = json.dumps(
    {
        "type": "article-journal",
        "title": "A title: with colon",
        "author": [
            {"family": "Roe", "given": "Timothy R."},
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
            {"family": "Müller", "given": "K."},
        ],
        "container-title": "Pain",
        "issued": {"date-parts": [[2017, 4]]},
        "volume": 158,
        "issue": "4",
        "page": "669–681",
        "DOI": "10.1000/example",
        "PMID": "28030470",
    }
)
FILES = {".ris": RIS, ".nbib": NBIB, ".bib": BIBTEX, ".json": CSL}


def read(text: str, name: str = "x.ris") -> tuple[Reference, ...]:
    found, problems = read_references(text.encode(), name)
    assert problems == ()
    return found


def rules(content: bytes, name: str) -> list[str]:
    found, problems = read_references(content, name)
    assert found == ()
    return [problem.rule for problem in problems]


def test_every_format_is_tried() -> None:
    assert FILES.keys() == FORMATS.keys()


@pytest.mark.parametrize("ending", FILES)
def test_a_whole_reference_is_taken_over(ending: str) -> None:
    (found,) = read(FILES[ending], f"x{ending}")
    assert {name: getattr(found, name) for name in Reference.__struct_fields__ if name != "pmid"} == {
        name: getattr(WHOLE, name) for name in Reference.__struct_fields__ if name != "pmid"
    }
    assert found.pmid == (None if ending == ".ris" else WHOLE.pmid)


@pytest.mark.parametrize("ending", FILES)
def test_the_format_is_seen_where_the_name_does_not_tell_it(ending: str) -> None:
    assert read(FILES[ending], "x.txt") == read(FILES[ending], f"x{ending}")


@pytest.mark.parametrize("ending", FILES)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_and_line_ends_do_not_count(ending: str, encoding: str) -> None:
    content = FILES[ending].replace("\n", "\r\n").encode(encoding)
    assert read_references(content, f"x{ending}") == (read(FILES[ending], f"x{ending}"), ())


def test_another_encoding_is_read_with_a_warning() -> None:
    (found,), problems = read_references(RIS.encode("latin-1"), "x.ris")
    assert found.authors[2] == "Müller K"
    assert [(problem.rule, problem.level) for problem in problems] == [("B104", "warning")]


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        (".ris", RIS + RIS),
        (".nbib", f"{NBIB}\n{NBIB}"),
        (".bib", BIBTEX + BIBTEX.replace("roe2017", "b")),
        (".json", f"[{CSL}, {CSL}]"),
    ],
)
def test_several_references_stand_in_the_order_of_the_file(ending: str, text: str) -> None:
    assert read(text, f"x{ending}") == 2 * read(FILES[ending], f"x{ending}")


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        (".ris", "TY  - JOUR\nTI  - Bare\nER  -\n"),
        (".nbib", "PMID- 1\nTI  - Bare\n"),
        (".bib", "@misc{a, title={Bare}}"),
        (".json", '{"title": "Bare"}'),
    ],
)
def test_what_is_not_said_is_left_out(ending: str, text: str) -> None:
    (found,) = read(text, f"x{ending}")
    assert found == Reference(title="Bare", pmid="1" if ending == ".nbib" else None)


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        (".ris", "TY  - JOUR\nTI  - cut off here"),
        (".nbib", "PMID- 1\nnonsense\n"),
        (".bib", "@article{a, title={x"),
        (".json", "{"),
        (".json", "[1]"),
        (".json", "[" * 100_000),
    ],
)
def test_a_broken_file_gives_no_reference(ending: str, text: str) -> None:
    assert rules(text.encode(), f"x{ending}") == ["B102"]


@pytest.mark.parametrize("ending", FILES)
def test_an_empty_file_is_said_to_hold_none(ending: str) -> None:
    assert rules(b"[]" if ending == ".json" else b"\n", f"x{ending}") == ["B103"]


def test_lines_outside_a_reference_are_none() -> None:
    assert rules(b"TI  - x\nER  -\n", "x.ris") == ["B103"]


def test_what_is_no_file_of_references_is_told_what_is() -> None:
    _, (problem,) = read_references(b"id: roe-2020\n", "roe-2020.yaml")
    assert problem.rule == "B102"
    assert ".ris" in problem.hint


def test_a_huge_file_is_refused() -> None:
    assert rules(b" " * (MAX_BYTES + 1), "x.ris") == ["B101"]


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("{World Health Organization}", "World Health Organization"),
        ("Ludwig van Beethoven", "van Beethoven L"),
        ("Roe, Jr, Ann-Marie", "Roe AM Jr"),
        ("Roe, {\\'E}mile", "Roe É"),
        ("others", "et al."),
    ],
)
def test_names_of_bibtex(name: str, author: str) -> None:
    (found,) = read(f"@article{{a, author = {{Doe, J and {name}}}}}", "x.bib")
    assert found.authors == ("Doe J", author)


@pytest.mark.parametrize(
    ("issued", "published"),
    [
        ({"date-parts": [[2017, 4, 1]]}, "2017-04-01"),
        ({"date-parts": [["2017", "04"]]}, "2017-04"),
        ({"raw": "2017-04-01"}, "2017-04-01"),
        ({"literal": "spring 2017"}, "2017"),
        ({"date-parts": [[2017, 13]]}, "2017"),
        ({"date-parts": []}, None),
        ("2017", None),
    ],
)
def test_dates_of_csl(issued: object, published: str | None) -> None:
    (found,) = read(json.dumps({"issued": issued}), "x.json")
    assert found.published == published


def test_people_of_csl_may_be_groups_or_nothing() -> None:
    people = [{"literal": "A group"}, {"family": "Roe"}, {}, "Doe", {"family": "Roe", "given": "A", "suffix": "III"}]
    (found,) = read(json.dumps({"author": people, "title": ["A", "B"], "PMID": "PMC1", "volume": True}), "x.json")
    assert found == Reference(title="A", authors=("A group", "Roe", "Roe A III"))


@given(st.text(max_size=300), st.sampled_from(list(FORMATS)))
def test_any_text_gives_references_or_a_problem(text: str, ending: str) -> None:
    found, problems = read_references(text.encode("utf-8", "replace"), f"x{ending}")
    assert found or any(problem.level == "error" for problem in problems)


def test_the_markup_of_csl_is_taken_away() -> None:
    title = 'Pain at T<sub>2</sub>, <i>p</i><0.05 and <span style="font-variant:small-caps;">drg</span>'
    (found,) = read(json.dumps({"title": title}), "x.json")
    assert found.title == "Pain at T2, p<0.05 and drg"
