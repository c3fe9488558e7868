"""Risk of bias as a picture for each tool: lights of every study, bars over them; decides its words, judges nothing."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from drgs_cli.plots.figure import Figure
from drgs_cli.plots.risk_of_bias import risk_of_bias_figure
from drgs_cli.plots.risk_of_bias_data import Head, Judged, Light, RiskOfBias
from drgs_cli.records.library import Library
from drgs_cli.records.model import RiskOfBias as Entry
from drgs_cli.records.model import Study
from drgs_cli.records.risk_of_bias import TOOLS, Tool
from drgs_cli.synthesis.answer import Answer, answer
from drgs_cli.synthesis.evidence import gather
from drgs_cli.synthesis.question import Question
from drgs_cli.views.narrowing import narrowing_text
from drgs_cli.views.numbers import count, listed
from drgs_cli.views.plots.nothing import nothing_found
from drgs_cli.views.plots.refused import Refused
from drgs_cli.views.plots.risk_of_bias_shares import Bars, bars_of
from drgs_cli.views.wording import in_sentence

OVERALL = "Overall"
_JUDGEMENTS: dict[str, Light] = {
    "low": Light("+", "low", "good"),
    "some-concerns": Light("!", "some concerns", "fair", "triangle"),
    "moderate": Light("!", "moderate", "fair", "triangle"),
    "high": Light("−", "high", "bad", "square"),
    "serious": Light("−", "serious", "poor", "square"),
    "critical": Light("×", "critical", "bad", "diamond"),
    "no-information": Light("?", "no information", "unknown", "ring"),
}
_ANSWERS: dict[str, Light] = {
    "yes": Light("Y", "yes", "first", "square"),
    "no": Light("N", "no", "second", "diamond"),
    "unclear": Light("?", "unclear", "unknown", "disc"),
    "not-applicable": Light("n/a", "not applicable", None, "square"),
}
_OF_ITEMS = "Answers to the items of the checklist: what a report tells. They are no risk of bias and add to no score."
_OF_DOMAINS = "Risk of bias:"


def figures(library: Library, question: Question) -> tuple[Figure | Refused, ...]:
    """A picture for each tool that judged a study of the question."""
    if question.indication is not None:
        found = risk_of_bias_figures(answer(library, question))
    else:
        studies = [entry.study for entry in gather(library, question).studies]
        found = tuple(_figures(studies, library, question, None))
    return found or (nothing_found(question, library, "no study was judged with a tool for risk of bias"),)


def risk_of_bias_figures(answered: Answer) -> tuple[Figure | Refused, ...]:
    """The same from an answer that is there; its bars go by the weights of its estimates."""
    studies = [entry.study for entry in answered.evidence.studies]
    return tuple(_figures(studies, answered.context.library, answered.context.question, answered))


def light_of(tool: Tool, judgement: str) -> Light:
    """The light of a judgement or an answer; one that the tool does not know stands as it is written."""
    known = _ANSWERS if tool.kind == "items" else _JUDGEMENTS
    return known.get(judgement, Light("?", judgement.replace("-", " "), None, "ring"))


def _figures(
    studies: Iterable[Study], library: Library, question: Question, answered: Answer | None
) -> Iterator[Figure]:
    ordered = sorted(studies, key=lambda study: (study.year or 9999, study.id))
    asked = question.outcomes
    for tool in TOOLS.values():
        found = [
            (study, entry)
            for study in ordered
            for entry in study.risk_of_bias
            if entry.tool == tool.key and (not asked or entry.outcome is None or entry.outcome in asked)
        ]
        if found:
            yield risk_of_bias_figure(_data(tool, found, library, question, answered))


def _data(
    tool: Tool,
    found: Sequence[tuple[Study, Entry]],
    library: Library,
    question: Question,
    answered: Answer | None,
) -> RiskOfBias:
    heads = _heads(tool)
    met = dict.fromkeys(judgement for _, entry in found for judgement in _written(entry).values())
    order = [answer for answer in tool.answers if answer in met] + [one for one in met if one not in tool.answers]
    wanted = _outcome_of_bars(library, question, answered)
    bars = bars_of(tool, found, order, library, answered, light_of, wanted)
    judged = Counter(study.id for study, _ in found)
    studies = len(judged)
    indications = library.vocabulary.indications
    about = indications[question.indication].label if question.indication is not None else "all indications"
    narrowing = narrowing_text(question, library)
    return RiskOfBias(
        title=f"{'Risk of bias, ' if tool.kind == 'domains' else ''}{tool.label}: {about}",
        description=_description(tool, found, order, studies, bars),
        heads=heads,
        rows=tuple(_row(tool, study, entry, library, several=judged[study.id] > 1) for study, entry in found),
        legend=tuple(light_of(tool, judgement) for judgement in order),
        legend_title=_OF_DOMAINS if tool.kind == "domains" else _OF_ITEMS,
        bars=bars.bars,
        bars_title=bars.title,
        counted=bars.counted,
        anchor="/".join(part for part in (question.indication, "risk-of-bias", tool.key) if part),
        notes=(*((f"Narrowed to: {narrowing}.",) if narrowing else ()), *bars.notes, *_not_judged(found, studies)),
    )


def _heads(tool: Tool) -> tuple[Head, ...]:
    letter = "D" if tool.kind == "domains" else ""
    heads = [Head(f"{letter}{number}", label) for number, label in enumerate(tool.parts.values(), 1)]
    return (*heads, *((Head("All", OVERALL, apart=True),) if tool.overall is not None else ()))


def _written(entry: Entry) -> dict[str, str]:
    """Each judgement by its domain; the overall under a key that no domain has."""
    judged = {judgement.key: judgement.value for judgement in entry.judgements}
    return judged | ({"": entry.overall} if entry.overall is not None else {})


def _outcome_of_bars(library: Library, question: Question, answered: Answer | None) -> str | None:
    """The outcome by whose judgement a study counts: that asked for, that of the reading, the first of the review."""
    basis = None if answered is None else answered.reading.basis
    of_reading = () if basis is None else (basis.cell.outcome,)
    return next(iter((*question.outcomes, *of_reading, *(one.key for one in library.review.outcomes))), None)


def _row(tool: Tool, study: Study, entry: Entry, library: Library, *, several: bool) -> Judged:
    written = _written(entry)
    keys = (*tool.parts, *(("",) if tool.overall is not None else ()))
    term = library.vocabulary.outcomes.get(entry.outcome or "")
    rest = "all other outcomes" if several else ""
    about = in_sentence(term.label) if term is not None else entry.outcome or rest
    lights = tuple(light_of(tool, written[key]) if key in written else None for key in keys)
    return Judged(study.label, lights, f"for {about}" if about else "")


def _description(
    tool: Tool, found: Sequence[tuple[Study, Entry]], order: Sequence[str], studies: int, bars: Bars
) -> str:
    """What the bars come to, in numbers, where they count studies; else what the lights do, and what the bars are."""
    text = f"{count(studies, 'study', 'studies')} judged with {tool.label}."
    if bars.counted:
        text += f" {bars.title}"
        for bar in sorted(bars.bars, key=lambda bar: not bar.apart):
            text += f" {bar.name}: {listed([f'{part.light.word} {part.text}' for part in bar.parts])}."
        if len(found) > studies:
            text += f" The lights show {len(found)} judgements: a study has a line for each outcome judged by itself."
        return text
    text += f" Of {count(len(found), 'judgement')}:" if len(found) > studies else ""
    for key, name in (("", OVERALL), *tool.parts.items()):
        values = [written[key] for _, entry in found if key in (written := _written(entry))]
        told = [f"{light_of(tool, one).word} {values.count(one)}" for one in order if one in values]
        text += f" {name}: {listed(told)}." if told else ""
    return f"{text} {bars.title}" if bars.title else text


def _not_judged(found: Sequence[tuple[Study, Entry]], studies: int) -> tuple[str, ...]:
    if len(found) == studies:
        return ()
    several = sorted({study.label for study, entry in found if entry.outcome is not None})
    return (f"Judged for single outcomes, with a line for each: {listed(several)}.",)
