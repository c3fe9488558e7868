"""What evidence a certainty was judged on: its rows, a fingerprint of them, the decisions of people about it; judges
nothing.
"""

import sys
from collections.abc import Collection, Iterable, Iterator
from importlib import import_module

from msgspec.structs import replace

from drgs_cli.records.model import RiskOfBias, Study
from drgs_cli.records.observed import Percentage, Printed, PValue, Span
from drgs_cli.records.review import Decision
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.comparison import AnchoredIndirect, Comparison, Unanchored
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.names import numbered
from drgs_cli.synthesis.selection import Chosen

_DIGITS = 12
_NOT_PRINTED = frozenset(("path", "sources", "note"))  # where a figure stands, and what the editor says of it
# The lean module of CPython, as in its own `random`: hashlib loads OpenSSL, which takes longer than a whole answer.
_LEAN = "_sha2" if sys.version_info >= (3, 12) else "_sha256"


def chosen_of(comparison: Comparison) -> tuple[Chosen, ...]:
    """What stands for each study in a comparison, each study once."""
    if isinstance(comparison, AnchoredIndirect):
        every: Iterable[Chosen] = (trial.chosen for trial in comparison.network.trials)
    elif isinstance(comparison, Unanchored):
        every = (line.chosen for synthesis in comparison.of for line in synthesis.lines)
    else:
        every = (effect.chosen for effect in comparison.effects)
    return tuple({chosen.study.id: chosen for chosen in every}.values())


def risk_of_bias_for(study: Study, outcome: str) -> RiskOfBias | None:
    """The judgement of the outcome itself, else that of all outcomes; None: not judged, or by a tool that has no
    overall.
    """
    found = {entry.outcome: entry for entry in study.risk_of_bias if entry.overall is not None}
    return found.get(outcome, found.get(None))


def fingerprint(comparison: Comparison) -> str:
    """Twelve hexadecimal digits of the SHA-256 of the evidence: for each row study, arms, figures as printed, and the
    judgement of its risk of bias.

    It goes by what is printed, not by where or in which order: files renamed, rows moved, notes and sources reworded
    leave it as it is; a figure or a judgement changed, a row more or less, do not.
    """
    lines = sorted(line for chosen in chosen_of(comparison) for line in _lines(chosen, comparison.cell))
    return _sha256("\n".join(lines).encode())[:_DIGITS]


def refs_of(comparisons: Iterable[Comparison], indication: str) -> tuple[str, ...]:
    """The names of the comparisons of one answer; of several with one name the second ends in `#2`."""
    return numbered(comparison.ref(indication) for comparison in comparisons)


def unknown_decisions(refs: Collection[str], context: Context) -> tuple[Decision, ...]:
    """The decisions of the review about a comparison that this answer should have and has not; `refs` are the names of
    those it has. Of one that asked for part of the evidence only nothing can be said that lies outside that part.
    """
    question, indications = context.question, context.vocabulary.indications
    other_narrowing = replace(question, outcomes=()).narrowed or question.as_of is not None

    def is_asked(decision: Decision) -> bool:
        indication, _, rest = decision.about.partition("/")
        if indication not in indications:
            return True
        if indication != question.indication or other_narrowing:
            return False
        return not question.outcomes or _outcome(rest) in question.outcomes

    return tuple(decision for decision in context.review.decisions if decision.about not in refs and is_asked(decision))


def _outcome(rest: str) -> str:
    """The outcome in a name: what stands before the time, without composite, place or aspect."""
    for sign in "/+@:":
        rest = rest.partition(sign)[0]
    return rest


def _sha256(content: bytes) -> str:
    try:
        module = import_module(_LEAN)
    except ImportError:
        module = import_module("hashlib")
    digest: str = module.sha256(content).hexdigest()
    return digest


def _lines(chosen: Chosen, cell: Cell) -> Iterator[str]:
    """One line for each arm and each printed comparison of the rows, and one for the risk of bias."""
    study = chosen.study
    for row in chosen.rows:
        for key, observation in row.result.arms.items():
            yield f"{study.id} {key}: {_printed(observation)}"
        for contrast in row.result.contrasts:
            yield f"{study.id} {' against '.join(contrast.arms)}: {_printed(contrast)}"
    judged = risk_of_bias_for(study, cell.outcome)
    if judged is not None:
        parts = ", ".join(f"{entry.key} {entry.value}" for entry in judged.judgements)
        yield f"{study.id} {judged.tool}: {parts}; {judged.overall}"


def _printed(value: object) -> str:
    """A figure in one canonical text: what print does not have is left out."""
    match value:
        case Printed(text=text) | PValue(text=text) | Percentage(text=text):
            return text
        case Span(low=low, high=high):
            return f"{low.text} to {high.text}"
        case tuple():
            return "+".join(map(_printed, value))
        case float():
            return f"{value:g}"
        case str() | bool() | int():
            return str(value)
    fields = [name for name in getattr(value, "__struct_fields__", ()) if name not in _NOT_PRINTED]
    figures = [(name, getattr(value, name)) for name in sorted(fields)]
    said = [f"{name}={_printed(found)}" for name, found in figures if found not in ((), None) and found is not False]
    return " ".join([type(value).__name__.lower(), *said])
