"""Everything that is answered about one indication, worked out once for all views of it; words nothing."""

from msgspec.structs import replace

from drgs_cli.records.library import Library
from drgs_cli.records.observed import Value
from drgs_cli.synthesis.comparison import Comparison, compare_within
from drgs_cli.synthesis.evidence import Evidence, gather
from drgs_cli.synthesis.question import Question
from drgs_cli.synthesis.reading import Reading, read
from drgs_cli.synthesis.single import Line, single_arms


class Answer(Value, frozen=True):
    """The evidence on a question, the comparisons within studies, each side alone, and what it comes to."""

    evidence: Evidence
    comparisons: tuple[Comparison, ...]
    lines: tuple[Line, ...]
    reading: Reading


def answer(library: Library, question: Question) -> Answer:
    """Answer a question about one indication from all records of a library."""
    evidence = gather(library, question)
    comparisons = compare_within(evidence, library.review, library.vocabulary)
    reading = read(evidence, comparisons, library.review, library.vocabulary)
    return Answer(evidence, comparisons, single_arms(evidence, library.review), reading)


def answer_each(library: Library, question: Question) -> tuple[Answer, ...]:
    """The same question about each indication at the top of the tree."""
    keys = library.vocabulary.indications.top()
    return tuple(answer(library, replace(question, indication=key)) for key in keys)
