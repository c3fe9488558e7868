"""What a rule is, and what it is given and gives back; knows no particular rule."""

from collections.abc import Callable, Iterator
from typing import Literal

from drgs_cli.checks.figures import Figures
from drgs_cli.documents.positions import Path
from drgs_cli.documents.problems import Level
from drgs_cli.records.library import Library
from drgs_cli.records.model import Study
from drgs_cli.records.observed import Value
from drgs_cli.vocabulary.terms import Vocabulary

Family = Literal["Y", "S", "A", "P", "X", "R", "V", "J"]

FAMILIES: dict[Family, str] = {
    "Y": "syntax",
    "S": "form of the record",
    "A": "arithmetic",
    "P": "provenance",
    "X": "across records",
    "R": "risk of bias",
    "V": "the review",
    "J": "judgements of certainty",
}


class Finding(Value, frozen=True, gc=False):
    """One fault, before anybody asked where it stands in the file or whether it is waived.

    `level` is given only where it is not the rule's own; `at_key` points at the key instead of its value.
    """

    path: Path
    message: str
    hint: str = ""
    level: Level | None = None
    at_key: bool = False


class Context(Value, frozen=True, gc=False):
    """What a rule may ask besides the study: the vocabulary, and the study's figures sorted by kind."""

    vocabulary: Vocabulary
    figures: Figures


Check = Callable[[Study, Context], Iterator[Finding]]
Comparison = Callable[[Library], Iterator[tuple[Study, Finding]]]
OfReview = Callable[[Library], Iterator[Finding]]


class Rule(Value, frozen=True, kw_only=True):
    """One rule: `page` is its manual page. `check` sees one study, `compare` all of them; `of_review` sees the review
    over its records, and finds its places there. One that `needs_answers` is asked only where no record has errors.

    A rule that has none of these is found where the file is read, and only documented here. Neither it nor one about
    the review, or the form of a record, can be waived.
    """

    id: str
    level: Level
    title: str
    page: str
    check: Check | None = None
    compare: Comparison | None = None
    of_review: OfReview | None = None
    needs_answers: bool = False

    @property
    def family(self) -> str:
        """The first letter of the id, a key of FAMILIES."""
        return self.id[0]

    @property
    def waivable(self) -> bool:
        """Whether a record may let a finding of this rule stand."""
        return self.family != "S" and (self.check is not None or self.compare is not None)
