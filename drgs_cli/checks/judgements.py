"""Rules about the decisions of a review on the certainty of comparisons: is there such a comparison, is the evidence
still the same; judges nothing itself.

They work the comparisons out, and so belong to `validate` alone.
"""

from collections.abc import Iterable, Iterator

from drgs_cli.checks.rule import Finding
from drgs_cli.records.library import Library
from drgs_cli.records.review import Decision


def decision_about_nothing(library: Library) -> Iterator[Finding]:
    """A decision of the review about a comparison that does not exist.

    Comparisons are named as `drgs compare` and `drgs certainty` name them: indication, outcome, window, kind.

    Why it matters: a decision with a wrong name changes nothing, and nobody would notice.

    Fails: `about: crps/responder-50/12/randomised` where no trial has figures of that window.

    Passes: `about: crps/responder-50/3/randomised`, where there is one.

    To waive: not possible; a decision that is no longer needed is taken out.
    """
    for number, decision, marks in _decided(library):
        if decision.about not in marks:
            indication = decision.about.partition("/")[0]
            known: Iterable[str] = marks
            message = f"there is no comparison {decision.about}"
            otherwise = f"drgs certainty --indication {indication} lists those that there are"
            if indication not in library.vocabulary.indications:
                known, message = library.vocabulary.indications, f"{indication} is no indication"
                otherwise = "drgs vocabulary indications lists them"
            nearest = _nearest(indication if known is not marks else decision.about, known)
            yield Finding(("decisions", number, "about"), message, nearest or otherwise)


def decision_on_other_evidence(library: Library) -> Iterator[Finding]:
    """A decision of the review whose evidence has changed since it was judged.

    `judged` is a fingerprint of the rows of the comparison: studies, arms, figures as printed, risk of bias.

    Why it matters: what was decided of two trials need not hold of three, nor after a figure was corrected.

    Fails: `judged: 0123456789ab` where the evidence now has another fingerprint.

    Passes: the same decision, looked at again, with the fingerprint that the hint of this rule gives.

    To waive: not possible; who keeps the decision writes the fingerprint of today's evidence.
    """
    for number, decision, marks in _decided(library):
        mark = marks.get(decision.about)
        if mark is not None and mark != decision.judged:
            message = f"the evidence is no longer what {decision.by} judged on {decision.date}"
            yield Finding(("decisions", number, "judged"), message, f"judge it anew, then write judged: {mark}")


def _decided(library: Library) -> Iterator[tuple[int, Decision, dict[str, str]]]:
    """Each decision, and the comparisons there are for its indication, each with the fingerprint of its evidence."""
    known: dict[str, dict[str, str]] = {}
    for number, decision in enumerate(library.review.decisions):
        indication = decision.about.partition("/")[0]
        if indication not in known:
            known[indication] = _fingerprints(library, indication)
        yield number, decision, known[indication]


def _fingerprints(library: Library, indication: str) -> dict[str, str]:
    if indication not in library.vocabulary.indications:
        return {}
    from drgs_cli.synthesis.answer import answer  # few folders have decisions
    from drgs_cli.synthesis.judged import refs_of
    from drgs_cli.synthesis.question import Question

    found = answer(library, Question(indication=indication))
    refs = refs_of(found.comparisons, indication)
    return {ref: certainty.fingerprint for ref, certainty in zip(refs, found.certainties, strict=True)}


def _nearest(written: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(written, list(known), n=1)
    return f"did you mean {near[0]}?" if near else ""
