"""The tools for risk of bias: their domains or items, their judgements, the rule of their overall; judges no study."""

from collections.abc import Callable, Sequence
from typing import Literal

from drgs_cli.records.observed import Value
from drgs_cli.vocabulary.terms import Terms

NO_INFORMATION = "no-information"

_LOW, _SOME, _HIGH = _ROB2 = ("low", "some-concerns", "high")
_ROBINS_I = (_LOW, "moderate", "serious", "critical")


class Tool(Value, frozen=True, kw_only=True):
    """One tool; `parts` are its domains or items in order, each with its label.

    `answers` run from best to worst; those that have no rank (no-information, not-applicable) stand at the end.
    """

    key: str
    label: str
    kind: Literal["domains", "items"]
    parts: dict[str, str]
    answers: tuple[str, ...]
    overall: Callable[[Sequence[str]], tuple[str, ...]] | None = None


def allowed_overalls(tool: Tool, judgements: Sequence[str]) -> tuple[str, ...]:
    """The overalls that these judgements allow, best first; none where the tool has none, or does not know a judgement.

    It takes one judgement for each part of the tool.
    """
    if tool.overall is None or not judgements or any(judgement not in tool.answers for judgement in judgements):
        return ()
    return tool.overall(judgements)


def _worst_or_high(judgements: Sequence[str]) -> tuple[str, ...]:
    """The rule of RoB 2 (Sterne 2019, BMJ 366:l4898): the worst domain, or high for some concerns in several."""
    worst = max(judgements, key=_ROB2.index)
    return (_SOME, _HIGH) if judgements.count(_SOME) > 1 and worst == _SOME else (worst,)


def _worst_or_a_step_worse(judgements: Sequence[str]) -> tuple[str, ...]:
    """The rule of ROBINS-I (Sterne 2016, BMJ 355:i4919): no better than the worst domain, and at most a step worse.

    It is low only where every domain is. Without a serious or critical domain, a domain without information may leave
    the whole without: which domains are the key ones takes a person.
    """
    known = [_ROBINS_I.index(judgement) for judgement in judgements if judgement != NO_INFORMATION]
    worst = max(known, default=0)
    allowed = _ROBINS_I[worst : worst + 2] if worst else (_LOW,)
    if len(known) == len(judgements) or allowed[-1] == _ROBINS_I[-1]:
        return allowed
    return (*(one for one in allowed if one != _LOW), NO_INFORMATION)


def worse_than_low(overall: str) -> bool:
    """Whether a study judged so keeps the certainty of an answer from being highest; no information does."""
    return overall != _LOW


def is_high(overall: str) -> bool:
    """Whether the risk of bias is of the grave kind: high (RoB 2), serious or critical (ROBINS-I)."""
    return overall in (_HIGH, *_ROBINS_I[2:])


def tools_for(design: str | None, designs: Terms) -> tuple[str, ...]:
    """The keys of the tools that suit a design: the vocabulary says so; none for a review of studies."""
    term = None if design is None else designs.get(design)
    return () if term is None else term.risk_of_bias


_RANDOMISATION = {"randomisation": "Randomisation process"}
_AFTER_RANDOMISATION = {
    "deviations": "Deviations from intended interventions",
    "missing-data": "Missing outcome data",
    "measurement": "Measurement of the outcome",
    "reporting": "Selection of the reported result",
}


def _rob2(key: str, label: str, more: dict[str, str]) -> Tool:
    """RoB 2 (Sterne 2019, BMJ 366:l4898), or one of its variants with a domain of its own (Higgins 2019).

    It knows no "no information": what print leaves open is some-concerns.
    """
    parts = {**_RANDOMISATION, **more, **_AFTER_RANDOMISATION}
    return Tool(key=key, label=label, kind="domains", parts=parts, answers=_ROB2, overall=_worst_or_high)


def _jbi(key: str, label: str, items: dict[str, str]) -> Tool:
    """A checklist of JBI (case series: Munn 2020, JBI Evid Synth 18:2127); it has no overall, and no score is made."""
    return Tool(key=key, label=label, kind="items", parts=items, answers=("yes", "unclear", "no", "not-applicable"))


_ALL = (
    _rob2("rob2", "RoB 2", {}),
    _rob2("rob2-crossover", "RoB 2 for crossover trials", {"period-carryover": "Period and carryover effects"}),
    _rob2(
        "rob2-cluster",
        "RoB 2 for cluster-randomised trials",
        {"recruitment": "Timing of identification and recruitment of patients"},
    ),
    Tool(
        key="robins-i",
        label="ROBINS-I (2016)",
        kind="domains",
        parts={
            "confounding": "Confounding",
            "selection": "Selection of patients into the study",
            "classification": "Classification of interventions",
            "deviations": "Deviations from intended interventions",
            "missing-data": "Missing data",
            "measurement": "Measurement of outcomes",
            "reporting": "Selection of the reported result",
        },
        answers=(*_ROBINS_I, NO_INFORMATION),
        overall=_worst_or_a_step_worse,
    ),
    _jbi(
        "jbi-case-series",
        "JBI checklist for case series",
        {
            "inclusion-criteria": "Clear criteria for inclusion",
            "condition-measured": "Condition measured in a standard, reliable way in all",
            "condition-identified": "Condition identified by valid methods in all",
            "consecutive": "Consecutive inclusion",
            "complete": "Complete inclusion",
            "demographics": "Demographics clearly reported",
            "clinical-information": "Clinical information clearly reported",
            "outcomes": "Outcomes or follow-up results clearly reported",
            "sites": "Demographics of the sites or clinics clearly reported",
            "statistics": "Appropriate statistical analysis",
        },
    ),
    _jbi(
        "jbi-case-report",
        "JBI checklist for case reports",
        {
            "demographics": "Demographics clearly described",
            "history": "History clearly described, as a timeline",
            "condition": "Condition at presentation clearly described",
            "diagnosis": "Diagnostic tests and their results clearly described",
            "intervention": "Intervention clearly described",
            "outcome": "Condition after the intervention clearly described",
            "adverse-events": "Adverse or unanticipated events described",
            "lessons": "Lessons drawn from the case",
        },
    ),
)

TOOLS: dict[str, Tool] = {tool.key: tool for tool in _ALL}
