"""Records from YAML text: what a test writes comes first, its lines count from 1; the rest is filled in."""

import re
from collections.abc import Callable
from textwrap import dedent

import pytest

from drgs_cli.records.model import Study
from drgs_cli.records.observed import Observation
from drgs_cli.records.read import Record, read_record
from drgs_cli.vocabulary.load import load_vocabulary
from drgs_cli.vocabulary.terms import Vocabulary

REST = {
    "id": "roe-2020",
    "label": "Roe 2020",
    "design": "rct",
    "reports": "{roe-2020: {role: primary, published: 2020}}",
    "population": "{indications: {crps: 40}}",
    "arms": "{drgs: {intervention: drgs}, scs: {intervention: scs-tonic}}",
}


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="session")
def record(vocabulary: Vocabulary) -> Callable[..., Record]:
    """What comes of a text; keys that it does not write are those of `REST`, but for those in `without`."""

    def read(text: str, *, name: str = "roe-2020.yaml", without: tuple[str, ...] = ()) -> Record:
        text = dedent(text).strip() + "\n"
        written = (*re.findall(r"^(\w+):", text, re.MULTILINE), *without)
        rest = (f"{key}: {value}\n" for key, value in REST.items() if key not in written)
        return read_record((text + "".join(rest)).encode(), name, vocabulary)

    return read


@pytest.fixture(scope="session")
def study(record: Callable[..., Record]) -> Callable[[str], Study]:
    """The study of a text without faults."""

    def read(text: str) -> Study:
        found = record(text)
        assert not found.problems
        assert found.study is not None
        return found.study

    return read


@pytest.fixture(scope="session")
def observed(study: Callable[[str], Study]) -> Callable[[str], Observation]:
    """What is observed in the one arm of a row."""

    def read(form: str) -> Observation:
        return study(f"results: [{{outcome: pain-intensity, arms: {{drgs: {form}}}}}]").results[0].arms["drgs"]

    return read


@pytest.fixture(scope="session")
def faults(record: Callable[..., Record]) -> Callable[..., list[tuple[int, str, str]]]:
    """Line, rule and message of each problem of a text."""

    def read(text: str, **options: str | tuple[str, ...]) -> list[tuple[int, str, str]]:
        problems = record(text, **options).problems
        return [(problem.location.line, problem.rule, problem.message) for problem in problems]

    return read
