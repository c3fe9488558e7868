"""Rules about the decisions of a review on the certainty of comparisons: is there such a comparison, is the evidence
still the same; judges nothing itself.

They work the comparisons out, and so belong to `validate` alone.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from drgs_cli.checks.rule import Finding
from drgs_cli.records.library import Library
from drgs_cli.records.observed import Value
from drgs_cli.records.review import Decision

if TYPE_CHECKING:  # few folders have decisions, and `validate` starts without the synthesis
    from drgs_cli.synthesis.selection import Chosen


class _Evidence(Value, frozen=True):
    """What a comparison rests on today: its fingerprint, and the date of the row that came out last (empty: none)."""

    fingerprint: str
    published: str


def decision_about_nothing(library: Library) -> Iterator[Finding]:
    """A decision of the review about a comparison that does not exist.

    Comparisons are named as `drgs compare` and `drgs certainty` name them: indication, outcome, window, kind.

    Why it matters: a decision with a wrong name changes nothing, and nobody would notice.

    Fails: `about: crps/responder-50/12/randomised` where no trial has figures of that window.

    Passes: `about: crps/responder-50/3/randomised`, where there is one.

    To waive: not possible; a decision that is no longer needed is taken out.
    """
    for number, decision, compared in _decided(library):
        if decision.about not in compared:
            indication = decision.about.partition("/")[0]
            known: Iterable[str] = compared
            message = f"there is no comparison {decision.about}"
            otherwise = f"drgs certainty --indication {indication} lists those that there are"
            if indication not in library.vocabulary.indications:
                known, message = library.vocabulary.indications, f"{indication} is no indication"
                otherwise = "drgs vocabulary indications lists them"
            nearest = _nearest(indication if known is not compared else decision.about, known)
            yield Finding(("decisions", number, "about"), message, nearest or otherwise)


def decision_on_other_evidence(library: Library) -> Iterator[Finding]:
    """A decision of the review whose evidence has changed since it was judged.

    `judged` is a fingerprint of the rows of the comparison: studies, arms, figures as printed, risk of bias.

    Why it matters: what was decided of two trials need not hold of three, nor after a figure was corrected.

    Fails: `judged: 0123456789ab` where the evidence now has another fingerprint.

    Passes: the same decision, looked at again, with the fingerprint that the hint of this rule gives.

    To waive: not possible; who keeps the decision writes the fingerprint of today's evidence.
    """
    for number, decision, compared in _decided(library):
        evidence = compared.get(decision.about)
        if evidence is not None and evidence.fingerprint != decision.judged:
            message = f"the evidence is no longer what {decision.by} judged on {decision.date}"
            hint = f"judge it anew, then write judged: {evidence.fingerprint}"
            yield Finding(("decisions", number, "judged"), message, hint)


def decision_before_its_evidence(library: Library) -> Iterator[Finding]:
    """A decision of the review that is older than evidence it was made on.

    The fingerprint says that it is today's evidence that was judged; a part of that was published after the date.

    Why it matters: either the date is wrong, or the fingerprint was put in without judging anew.

    Fails: `date: 2016-05-01` where the trial was published in 2017.

    Passes: `date: 2018-05-01`.

    To waive: not possible; the date is that of the day on which the evidence was judged.
    """
    for number, decision, compared in _decided(library):
        evidence = compared.get(decision.about)
        if evidence is None or evidence.fingerprint != decision.judged:
            continue
        length = min(len(decision.date), len(evidence.published))  # a bare year can be any day of it
        if decision.date[:length] < evidence.published[:length]:
            message = f"judged on {decision.date}, but part of the evidence came out in {evidence.published}"
            yield Finding(("decisions", number, "date"), message, "is the date another?")


def _decided(library: Library) -> Iterator[tuple[int, Decision, dict[str, _Evidence]]]:
    """Each decision, and the comparisons there are for its indication, each with what it rests on."""
    known: dict[str, dict[str, _Evidence]] = {}
    for number, decision in enumerate(library.review.decisions):
        indication = decision.about.partition("/")[0]
        if indication not in known:
            known[indication] = _compared(library, indication)
        yield number, decision, known[indication]


def _compared(library: Library, indication: str) -> dict[str, _Evidence]:
    if indication not in library.vocabulary.indications:
        return {}
    from drgs_cli.synthesis.answer import answer  # few folders have decisions
    from drgs_cli.synthesis.judged import chosen_of, refs_of
    from drgs_cli.synthesis.question import Question

    found = answer(library, Question(indication=indication))
    refs = refs_of(found.comparisons, indication)
    evidence = [
        _Evidence(certainty.fingerprint, max(map(_published, chosen_of(comparison)), default=""))
        for comparison, certainty in zip(found.comparisons, found.certainties, strict=True)
    ]
    return dict(zip(refs, evidence, strict=True))


def _published(chosen: "Chosen") -> str:
    """When the last of the rows of a study came out; of a row, its first report that has a date."""
    from drgs_cli.synthesis.evidence import first_reports

    reports = chosen.study.reports
    days = [
        [report.published for key in first_reports(row.result) if (report := reports.get(key)) and report.published]
        for row in chosen.rows
    ]
    return max((min(row) for row in days if row), default="")


def _nearest(written: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(written, list(known), n=1)
    return f"did you mean {near[0]}?" if near else ""
