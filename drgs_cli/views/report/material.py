"""What a report is made from, worked out once for all its sections; words nothing."""

from functools import cached_property

from msgspec.structs import replace

from drgs_cli.documents.problems import Problem
from drgs_cli.records.library import Library
from drgs_cli.records.model import Study
from drgs_cli.records.observed import Value
from drgs_cli.synthesis.answer import Answer, Glance, answer
from drgs_cli.synthesis.evidence import Row
from drgs_cli.synthesis.listing import list_studies
from drgs_cli.synthesis.question import Question
from drgs_cli.views.reference_list import References, references
from drgs_cli.views.refs import Refs, refs
from drgs_cli.views.report.bounded import MOST_REFERENCES


class Material(Value, frozen=True, kw_only=True, gc=True, dict=True):  # a dict for what is worked out once
    """The evidence base, the question without its indication, and the answer on each indication.

    `asked` are the indications that were asked for, none where all were. `style` is that of the references, `made`
    the day of the run where the environment gives one, else empty.
    """

    library: Library
    question: Question
    asked: tuple[str, ...]
    answers: tuple[Answer, ...]
    skipped: tuple[Problem, ...]
    style: str
    made: str

    @cached_property
    def glances(self) -> tuple[Glance, ...]:
        """What the overview needs of each answer."""
        return tuple(Glance(context=one.context, evidence=one.evidence, reading=one.reading) for one in self.answers)

    @cached_property
    def names(self) -> tuple[Refs, ...]:
        """The names of the lines of each answer."""
        return tuple(refs(one) for one in self.answers)

    @cached_property
    def rows(self) -> dict[str, Row]:
        """Every row that answers the question on any of the indications, by its name."""
        return {row.ref: row for one in self.answers for entry in one.evidence.studies for row in entry.rows}

    @cached_property
    def references(self) -> References:
        """Every report of the studies once, in the style that was asked for; none where they are too many."""
        if sum(len(study.reports) for study in self.studies) > MOST_REFERENCES:
            return References((), {})
        return references(self.library, self.studies, self.style)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each report in the list of references."""
        return self.references.numbers()

    @cached_property
    def studies(self) -> tuple[Study, ...]:
        """The studies that the report is about: all, or those that have to do with the indications asked for."""
        if not self.asked:
            return tuple(entry.study for entry in list_studies(self.library, self.question))
        known = {entry.study.id for one in self.answers for entry in one.evidence.studies}
        known |= {entry.study.id for one in self.answers for entry in one.excluded if entry.row is None}
        return tuple(study for study in self.library.studies if study.id in known)


def material_of(
    library: Library,
    question: Question,
    asked: tuple[str, ...],
    skipped: tuple[Problem, ...] = (),
    *,
    style: str = "vancouver",
    made: str = "",
) -> Material:
    """Answer the question on each indication: those asked for, or all at the top of the tree."""
    keys = asked or library.vocabulary.indications.top()
    answers = tuple(answer(library, replace(question, indication=key)) for key in keys)
    return Material(
        library=library,
        question=question,
        asked=asked,
        answers=answers,
        skipped=skipped,
        style=style,
        made=made,
    )
