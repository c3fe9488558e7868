"""Whatever stands in a file: laid out, it says the same, holds the same comments, and stays as it is from then on."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_records import record

from drgs_cli.documents.commented import comments_of
from drgs_cli.documents.parse import parse_document
from drgs_cli.documents.wants import wants_of
from drgs_cli.editing import canonical as module
from drgs_cli.editing.canonical import canonical
from drgs_cli.errors import DrgsError
from drgs_cli.records.shape import Study

ROOT = Path(__file__).parents[2]


def anew(content: bytes, name: str = "doe-2021.yaml") -> bytes:
    """The file laid out; it can be read."""
    written = canonical(content, name)
    assert isinstance(written, bytes), written
    return written


@given(st.integers(0, 2**32).map(Random).map(record))
def test_a_file_says_the_same_and_keeps_its_comments(text: str) -> None:
    written = anew(text.encode())
    before, after = (parse_document(content, "x.yaml", wants_of(Study)) for content in (text.encode(), written))
    assert (after.data, after.problems) == (before.data, ())
    assert comments_of(after.positions.text) == comments_of(before.positions.text.replace("\r\n", "\n"))


@given(st.integers(0, 2**32).map(Random).map(record))
def test_a_file_that_was_laid_out_stays_as_it_is(text: str) -> None:
    written = anew(text.encode())
    assert anew(written) == written


@given(st.integers(0, 2**32).map(Random).map(record))
def test_a_file_has_no_carriage_return_no_mark_and_one_end(text: str) -> None:
    written = anew(text.encode())
    assert b"\r" not in written
    assert not written.startswith(b"\xef\xbb\xbf")
    assert written.endswith(b"\n")
    assert not written.endswith(b"\n\n")


@pytest.mark.parametrize("path", sorted((ROOT / "studies").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_records_of_the_evidence_base_are_laid_out(path: Path) -> None:
    content = path.read_bytes()
    assert anew(content, path.name) == content


def test_printed_decimals_stay_and_so_do_the_places_of_comments() -> None:
    written = b"arms:\n   scs: { percent: 81.20,  p: <0.05, n: 010 }   # as printed\nlabel:   'Doe'\nid: doe\n"
    assert anew(written) == (
        b'id: doe\nlabel: Doe\n\narms:\n  scs: {percent: 81.20, p: "<0.05", n: 010}  # as printed\n'
    )


def test_the_review_has_an_order_of_its_own() -> None:
    written = b"compare: [drgs, scs]\nquestion: which\n"
    assert (anew(written, "studies/review.yaml"), anew(written)) == (
        b"question: which\ncompare: [drgs, scs]\n",
        written,
    )


def test_a_description_begins_with_what_it_is_of() -> None:
    written = (
        b"population:\n  baseline_pain: {mean: 8.4, scale: vas-10cm}\n  age_years: [{mean: 50, aspect: at onset}]\n"
    )
    assert anew(written) == (
        b"population:\n  age_years: [{aspect: at onset, mean: 50}]\n  baseline_pain: {scale: vas-10cm, mean: 8.4}\n"
    )


@pytest.mark.parametrize(
    "content", [b"a: [1\n", b"<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b\n", b"a: 1\na: 2\n", b"\xff"]
)
def test_a_file_that_cannot_be_read_is_left_alone_with_its_problems(content: bytes) -> None:
    problems = canonical(content, "doe-2021.yaml")
    assert isinstance(problems, tuple)
    assert problems[0].location.path == "doe-2021.yaml"


@pytest.mark.parametrize(
    "wrong", ["a: 2\n", "a: 1.0\n", "a: 1\nb: 1\n", "a: [1\n", "a: {}\n", 'a: "1"\n', "a: 1  # x\n"]
)
def test_a_layout_that_would_change_a_file_is_refused(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "laid_out", lambda *_: wrong)
    with pytest.raises(DrgsError, match=r"^doe\.yaml: cannot be laid out without changing what it says"):
        canonical(b"a:  1\n", "doe.yaml")


@pytest.mark.parametrize(
    ("written", "wrong"),
    [("x: {scs: 1, drgs: 2}", "x: {drgs: 2, scs: 1}"), ("a: [1]", "a: [1, 1]"), ("a: [81.20]", "a: [81.2]")],
)
def test_the_order_of_arms_and_the_print_of_numbers_are_part_of_what_a_file_says(
    written: str, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "laid_out", lambda *_: f"{wrong}\n")
    with pytest.raises(DrgsError):
        canonical(f"{written}\n".encode(), "doe.yaml")
