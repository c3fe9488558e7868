"""What share of the weight each judgement has in a domain, or how many studies; decides its words, judges nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from msgspec import Struct

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


class Bars(Struct, frozen=True):
    """The bars with their title and foot-notes; `counted` studies, or 0 where they are shares of a weight."""

    bars: tuple[Bar, ...]
    title: str
    notes: tuple[str, ...]
    counted: int = 0


def bars_of(
    tool: Tool,
    found: Found,
    order: Sequence[str],
    library: Library,
    answered: Answer | None,
    light_of: Callable[[Tool, str], Light],
    wanted: str | None = None,
) -> Bars:
    """The bars. They go by the weights of the first estimate of several studies that the tool judged; where there is
    none, studies are counted, each once: by its judgement for the outcome `wanted`.
    """
    judged = {study.id for study, _ in found}
    if len(judged) < _FEWEST:
        return Bars((), "", ("One study: no bars.",))
    line = None if answered is None else next(_weighted(answered, judged), None)
    if line is None:
        return _counted(tool, found, order, library, light_of, wanted)
    shares = _shares(line)
    bars = tuple(_bars(tool, _entries(found, line.cell.outcome), shares, order, light_of))
    absent = sum(share for study, share in shares.items() if study not in judged)
    said = f"· in the bars: {percent(float(absent))} of the weight is of studies not judged with this tool."
    return Bars(bars, _title(line, library), (said,) if absent else ())


def _counted(
    tool: Tool,
    found: Found,
    order: Sequence[str],
    library: Library,
    light_of: Callable[[Tool, str], Light],
    wanted: str | None,
) -> Bars:
    """The number of studies with each judgement; one that was judged for other outcomes only counts by the first."""
    number = len({study.id for study, _ in found})
    chosen = _entries(found, wanted)
    for study, entry in found:
        chosen[study.id] = (chosen[study.id] or [entry])[:1]
    shares = {study: Fraction(1, number) for study in chosen}
    bars = tuple(_bars(tool, chosen, shares, order, light_of, number))
    title = f"Number of the {number} studies judged with {tool.label}, each counted once."
    if len(found) == number:
        return Bars(bars, title, (), number)
    term = library.vocabulary.outcomes.get(wanted or "")
    about = "its first judgement" if term is None else f"its judgement for {in_sentence(term.label)}, or else its first"
    return Bars(bars, title, (f"In the bars a study judged for several outcomes counts once: by {about}.",), number)


def _entries(found: Found, outcome: str | None) -> dict[str, list[Entry]]:
    """What each study was judged for an outcome; nothing where it was judged for others only."""
    entries: dict[str, list[Entry]] = {}
    for study, entry in found:
        entries.setdefault(study.id, []).append(entry)
    return {study: _of_outcome(those, outcome) for study, those in entries.items()}


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
    used: Mapping[str, list[Entry]],
    shares: Mapping[str, Fraction],
    order: Sequence[str],
    light_of: Callable[[Tool, str], Light],
    number: int = 0,
) -> Iterator[Bar]:
    """A bar for each domain: shares of the weight, or of a `number` of studies."""
    for key, name in (*tool.parts.items(), *((("", "Overall"),) if tool.overall is not None else ())):
        totals: dict[str | None, Fraction] = dict.fromkeys((*order, None), Fraction(0))
        for study_id, share in shares.items():
            those = used.get(study_id, [])
            for judgement in (_judgement(entry, key) for entry in those) if those else (None,):
                totals[judgement] += share / max(1, len(those))
        parts = [
            Part(_ABSENT if one is None else light_of(tool, one), float(total), *_words(total, number))
            for one, total in totals.items()
            if total
        ]
        yield Bar(name, tuple(parts), apart=not key)


def _words(total: Fraction, number: int) -> tuple[str, str]:
    """A share in words, and what is left of them where there is little room."""
    if not number:
        return percent(float(total)), ""
    studies = str(int(total * number))
    return f"{studies} of {number}", studies


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
