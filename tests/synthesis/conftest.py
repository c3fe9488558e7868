"""Studies from YAML text, and what is asked of them; keys that a text does not write are those of `REST`."""

from __future__ import annotations

import re
from collections.abc import Callable
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from drgs_cli.records.library import Library
from drgs_cli.records.model import Study
from drgs_cli.records.read import read_record
from drgs_cli.records.review import read_review
from drgs_cli.synthesis.context import Context, context_of
from drgs_cli.synthesis.evidence import Evidence, gather
from drgs_cli.synthesis.question import Question
from drgs_cli.vocabulary.load import load_vocabulary

if TYPE_CHECKING:
    from drgs_cli.synthesis.answer import Answer
    from drgs_cli.synthesis.comparison import Comparison
    from drgs_cli.synthesis.reading import Reading

REST = {
    "id": "roe-2020",
    "label": "Roe 2020",
    "design": "rct",
    "reports": "{roe: {role: primary, published: 2020}}",
    "population": "{indications: {crps: 40}}",
    "arms": "{drgs: {intervention: drgs}, scs: {intervention: scs-tonic}, cmm: {intervention: cmm}}",
}


@pytest.fixture(scope="session")
def library() -> Callable[..., Library]:
    """All studies of some texts, each without faults; `review` is the text of a review.yaml."""
    ours = load_vocabulary()

    def read(*texts: str, review: str = "") -> Library:
        own, problems = read_review(dedent(review).encode() if review else None, "review.yaml")
        vocabulary = load_vocabulary(own.vocabulary, own.replaced) if own.vocabulary else ours
        assert not problems
        records = []
        for text in map(dedent, texts):
            written = re.findall(r"^(\w+):", text, re.MULTILINE)
            rest = "".join(f"{key}: {value}\n" for key, value in REST.items() if key not in written)
            name = re.search(r"^id: (.*)", text + "\n" + rest, re.MULTILINE)
            assert name is not None
            record = read_record(f"{text.strip()}\n{rest}".encode(), f"{name[1]}.yaml", vocabulary)
            assert not record.problems
            records.append(record)
        return Library(
            folder="",
            records=tuple(records),
            review=own,
            vocabulary=vocabulary,
            review_problems=(),
        )

    return read


@pytest.fixture(scope="session")
def study(library: Callable[..., Library]) -> Callable[[str], Study]:
    """The one study of a text."""
    return lambda text: library(text).studies[0]


@pytest.fixture(scope="session")
def evidence(library: Callable[..., Library]) -> Callable[..., Evidence]:
    """What answers a question about some studies, about CRPS unless it says otherwise."""

    def ask(*texts: str, review: str = "", **asked: Any) -> Evidence:
        return gather(library(*texts, review=review), Question(**{"indication": "crps", **asked}))

    return ask


@pytest.fixture(scope="session")
def context(library: Callable[..., Library]) -> Callable[..., Context]:
    """A question about some studies with all it is asked in."""

    def ask(*texts: str, review: str = "", **asked: Any) -> Context:
        return context_of(library(*texts, review=review), Question(**{"indication": "crps", **asked}))

    return ask


@pytest.fixture(scope="session")
def answered(library: Callable[..., Library]) -> Callable[..., Answer]:
    """The whole answer of some studies."""

    def ask(*texts: str, review: str = "", **asked: Any) -> Answer:
        from drgs_cli.synthesis.answer import answer

        return answer(library(*texts, review=review), Question(**{"indication": "crps", **asked}))

    return ask


@pytest.fixture(scope="session")
def compared(answered: Callable[..., Answer]) -> Callable[..., tuple[Comparison, ...]]:
    """The comparisons within some studies."""

    def ask(*texts: str, review: str = "", **asked: Any) -> tuple[Comparison, ...]:
        found = answered(*texts, review=review, **asked)
        return tuple(comparison for comparison in found.comparisons if comparison.effects)

    return ask


@pytest.fixture(scope="session")
def reading(answered: Callable[..., Answer]) -> Callable[..., Reading]:
    """What some studies come to."""
    return lambda *texts, review="", **asked: answered(*texts, review=review, **asked).reading
