"""What share of the weight, or of the studies, each judgement has in a domain; decides its words, judges nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from drgs_cli.plots.risk_of_bias_data import Bar, Light, Part
from drgs_cli.records.library import Library
from drgs_cli.records.model import RiskOfBias as Entry
from drgs_cli.records.model import Study
from drgs_cli.records.risk_of_bias import Tool
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.comparison import Comparison, Unanchored
from drgs_cli.synthesis.single import Synthesis
from drgs_cli.views.cells import cell_outcome, cell_time
from drgs_cli.views.kinds import KINDS
from drgs_cli.views.numbers import count, percent
from drgs_cli.views.wording import in_sentence, short

Found = Sequence[tuple[Study, Entry]]
_ABSENT = Light("·", "not judged with this tool", None)
_FEWEST = 2  # bars of one study say nothing that its lights do not


def bars_of(
    tool: Tool,
    found: Found,
    order: Sequence[str],
    library: Library,
    answered: Answer | None,
    light_of: Callable[[Tool, str], Light],
) -> tuple[tuple[Bar, ...], str, tuple[str, ...]]:
    """The bars with their title and foot-notes.

    They go by the weights of the first estimate of several studies that the tool judged; where there is none, each
    study counts the same.
    """
    judged = {study.id for study, _ in found}
    if len(judged) < _FEWEST:
        return (), "", ("One study: no bars.",)
    line = None if answered is None else next(_weighted(answered, judged), None)
    if line is None or answered is None:
        shares = {study: Fraction(1, len(judged)) for study in judged}
        title = f"Share of the {len(judged)} studies judged with {tool.label}, each counted the same."
        outcome = None
    else:
        shares = _shares(line)
        title, outcome = _title(line, library), line.cell.outcome
    bars = tuple(_bars(tool, found, shares, outcome, order, light_of))
    whole = line is None and len(found) > len(judged)
    notes = ("Of a study judged for several outcomes each judgement has an equal part in the bars.",) if whole else ()
    absent = sum(share for study, share in shares.items() if study not in judged)
    if absent:
        notes = (
            *notes,
            f"· in the bars: {percent(float(absent))} of the weight is of studies not judged with this tool.",
        )
    return bars, title, notes


def _weighted(answered: Answer, judged: set[str]) -> Iterator[Comparison | Synthesis]:
    """The estimates that put together several of the studies, comparisons first, in the order of the answer."""
    lines: Iterable[Comparison | Synthesis] = (
        *(one for one in answered.comparisons if not isinstance(one, Unanchored)),
        *answered.syntheses,
    )
    for line in lines:
        if line.estimate.value is not None and len(judged & _shares(line).keys()) >= _FEWEST:
            yield line


def _shares(line: Comparison | Synthesis) -> dict[str, Fraction]:
    """The exact share of the weight that each study has; nothing where a weight is not known."""
    shares: dict[str, Fraction] = {}
    for one in line.estimate.weights:
        if one.weight is None:
            return {}
        shares[one.study] = shares.get(one.study, Fraction(0)) + Fraction(one.weight)
    whole = sum(shares.values(), Fraction(0))
    return {study: share / whole for study, share in shares.items()} if whole > 0 else {}


def _title(line: Comparison | Synthesis, library: Library) -> str:
    rows = [row for one in line.lines for row in one.chosen.rows] if isinstance(line, Synthesis) else []
    about = f"{in_sentence(cell_outcome(line.cell, library.vocabulary, brief=True))}, {cell_time(line.cell, rows)}"
    of = f"{short(library.vocabulary, line.side)} alone" if isinstance(line, Synthesis) else KINDS[line.kind]
    studies = count(len(line.estimate.weights), "study", "studies")
    return f"Share of the weight in the estimate of {about} ({of}, {studies})."


def _bars(
    tool: Tool,
    found: Found,
    shares: Mapping[str, Fraction],
    outcome: str | None,
    order: Sequence[str],
    light_of: Callable[[Tool, str], Light],
) -> Iterator[Bar]:
    entries: dict[str, list[Entry]] = {}
    for study, entry in found:
        entries.setdefault(study.id, []).append(entry)
    used = {study: _of_outcome(those, outcome) for study, those in entries.items()}
    for key, name in (*tool.parts.items(), *((("", "Overall"),) if tool.overall is not None else ())):
        totals: dict[str | None, Fraction] = dict.fromkeys((*order, None), Fraction(0))
        for study_id, share in shares.items():
            those = used.get(study_id, [])
            for judgement in (_judgement(entry, key) for entry in those) if those else (None,):
                totals[judgement] += share / max(1, len(those))
        parts = [
            Part(_ABSENT if one is None else light_of(tool, one), float(total), percent(float(total)))
            for one, total in totals.items()
            if total
        ]
        yield Bar(name, tuple(parts), apart=not key)


def _of_outcome(entries: list[Entry], outcome: str | None) -> list[Entry]:
    """The judgement of the outcome itself, else that of all outcomes; without an outcome in question every one."""
    if outcome is None:
        return entries
    own = [entry for entry in entries if entry.outcome == outcome]
    return own or [entry for entry in entries if entry.outcome is None]


def _judgement(entry: Entry, key: str) -> str | None:
    if not key:
        return entry.overall
    return next((judgement.value for judgement in entry.judgements if judgement.key == key), None)
