"""Answers from YAML text: keys that a record does not write are those of `REST`; tables as plain texts."""

import re
from collections.abc import Callable
from textwrap import dedent
from typing import Any

import pytest

from drgs_cli.records.library import Library
from drgs_cli.records.model import Result, Study
from drgs_cli.records.observed import Contrast, Observation
from drgs_cli.records.read import read_record
from drgs_cli.records.review import read_review
from drgs_cli.render.document import Table
from drgs_cli.synthesis.answer import Answer, answer
from drgs_cli.synthesis.question import Question
from drgs_cli.vocabulary.load import load_vocabulary
from drgs_cli.vocabulary.terms import Vocabulary

REST = {
    "id": "roe-2020",
    "label": "Roe 2020",
    "design": "rct",
    "reports": "{roe: {role: primary, authors: [Roe A], published: 2020}}",
    "population": "{indications: {crps: 40}}",
    "arms": "{drgs: {intervention: drgs}, scs: {intervention: scs-tonic}, cmm: {intervention: cmm}}",
}


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="session")
def library(vocabulary: Vocabulary) -> Callable[..., Library]:
    """All studies of some texts, each without faults; `review` is the text of a review.yaml."""

    def read(*texts: str, review: str = "") -> Library:
        own, problems = read_review(dedent(review).encode() if review else None, "review.yaml")
        words = load_vocabulary(own.vocabulary, own.replaced) if own.vocabulary else vocabulary
        assert not problems
        records = []
        for text in map(dedent, texts):
            written = re.findall(r"^(\w+):", text, re.MULTILINE)
            rest = "".join(f"{key}: {value}\n" for key, value in REST.items() if key not in written)
            name = re.search(r"^id: (.*)", f"{text}\n{rest}", re.MULTILINE)
            assert name is not None
            record = read_record(f"{text.strip()}\n{rest}".encode(), f"{name[1]}.yaml", words)
            assert not record.problems
            records.append(record)
        return Library(folder="", records=tuple(records), review=own, vocabulary=words, review_problems=())

    return read


@pytest.fixture(scope="session")
def study(library: Callable[..., Library]) -> Callable[[str], Study]:
    """The one study of a text."""
    return lambda text: library(text).studies[0]


@pytest.fixture(scope="session")
def result(study: Callable[[str], Study]) -> Callable[[str], Result]:
    """The one row of a study, from what stands between its braces; its arm is filled in where it has none."""

    def read(form: str) -> Result:
        arms = "" if "arms:" in form else ", arms: {drgs: {events: 1, n: 2}}"
        return study(f"results: [{{{form}{arms}}}]").results[0]

    return read


@pytest.fixture(scope="session")
def observed(result: Callable[[str], Result]) -> Callable[[str], Observation]:
    """What is observed in the one arm of a row."""
    return lambda form: result(f"outcome: pain-intensity, arms: {{drgs: {{{form}}}}}").arms["drgs"]


@pytest.fixture(scope="session")
def contrast(result: Callable[[str], Result]) -> Callable[[str], Contrast]:
    """The one contrast of a row."""
    return lambda form: result(f"outcome: pain-intensity, arms: {{drgs: {{n: 9}}}}, contrasts: [{{{form}}}]").contrasts[
        0
    ]


@pytest.fixture(scope="session")
def answered(library: Callable[..., Library]) -> Callable[..., tuple[Answer, Library]]:
    """What some studies say, about CRPS unless it is asked otherwise, and the library they are in."""

    def ask(*texts: str, review: str = "", **asked: Any) -> tuple[Answer, Library]:
        found = library(*texts, review=review)
        return answer(found, Question(**{"indication": "crps", **asked})), found

    return ask


@pytest.fixture(scope="session")
def lines() -> Callable[[Table], list[dict[str, str]]]:
    """The rows of a table in order, each the texts of its cells by the keys of the columns."""

    def read(table: Table) -> list[dict[str, str]]:
        keys = [column.key for column in table.columns]
        rows = [row for group in table.groups() for row in group.rows]
        return [dict(zip(keys, (cell.text for cell in row.cells), strict=True)) for row in rows]

    return read
