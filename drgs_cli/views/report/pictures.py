"""The figures of a report that are of no single comparison: which there are, and from what; draws nothing itself."""

from msgspec.structs import replace

from drgs_cli.plots.figure import Figure
from drgs_cli.render.document import Heading, Part
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.by_publication import Strand, strands_of
from drgs_cli.synthesis.network_estimates import networks
from drgs_cli.views.plots import flow, network, prisma, risk_of_bias, timeline
from drgs_cli.views.plots.gaps import gaps_figures
from drgs_cli.views.plots.refused import Refused
from drgs_cli.views.report.anchors import Anchors
from drgs_cli.views.report.bounded import MOST_DATED, MOST_MARKS, MOST_STUDIES
from drgs_cli.views.report.commands import command
from drgs_cli.views.report.drawn import drawn
from drgs_cli.views.report.material import Material
from drgs_cli.views.report.names import FIGURES

_OUTCOMES = 3  # of the map in the summary, by importance: one band across a page
Found = tuple[Figure | Refused, ...]


def gaps_parts(material: Material, anchors: Anchors) -> list[Part]:
    """Where there is evidence and where none, for the summary: of the most important outcomes."""
    return drawn(gaps_figures(material.answers, _OUTCOMES), anchors)


def figures_parts(material: Material, anchors: Anchors) -> tuple[Part, ...]:
    """Every figure that there is something to draw for."""
    parts: list[Part] = []
    for name, title, typed, found in (
        ("prisma", "Flow of records", "", {"": _prisma(material)}),
        ("flow", "Flow of patients", "plot flow", _flow(material)),
        ("bias", "Risk of bias", "plot rob", _bias(material)),
        ("timeline", "Outcomes over follow-up", "", _timelines(material)),
        ("network", "Networks", "", _networks(material)),
    ):
        if any(found.values()):
            parts += [Heading(3, title, f"{FIGURES}-{name}"), *_of_each(found, typed, material, anchors)]
    return tuple(parts)


def _of_each(found: dict[str, Found], typed: str, material: Material, anchors: Anchors) -> list[Part]:
    """The figures of each indication under its name: what a figure shows does not say of whom it is."""
    parts: list[Part] = []
    for key, figures in found.items():
        file = f"{typed.rpartition(' ')[2]}.svg"
        draws = command(typed, material.question, indication=key, file=file) if typed else ""
        if figures and key:
            parts.append(Heading(4, material.library.vocabulary.indications[key].label))
        parts += drawn(figures, anchors, draws)
    return parts


def _prisma(material: Material) -> Found:
    """That of the whole review, which it says where the report is of a part."""
    asked = replace(material.question, indication=material.asked[0]) if material.asked else material.question
    return prisma.figures(material.library, asked)


def _flow(material: Material) -> dict[str, Found]:
    """Of all studies, or of each indication asked for."""
    if not material.asked:
        return {"": flow.figures(material.library, material.question)}
    return {answer.indication: flow.flow_figures(answer.evidence, material.library) for answer in material.answers}


def _bias(material: Material) -> dict[str, Found]:
    if not material.asked:
        return {"": risk_of_bias.figures(material.library, material.question)}
    return {answer.indication: risk_of_bias.risk_of_bias_figures(answer) for answer in material.answers}


def _timelines(material: Material) -> dict[str, Found]:
    """The outcome that carries the reading, over time, of indications where a comparison carries one."""
    found: dict[str, Found] = {}
    for answer in material.answers:
        if answer.reading.basis is not None and _marks(answer) > MOST_MARKS:
            found[answer.indication] = (_left(answer, "Outcomes over follow-up", "plot timeline"),)
        elif answer.reading.basis is not None:
            drawn_here = timeline.figures_of(answer, _strands(answer))
            left = () if _is_dated(answer) else (_left(answer, "Estimates over the years", "plot timeline"),)
            found[answer.indication] = (*(one for one in drawn_here if not isinstance(one, Refused)), *left)
    return found


def _strands(answer: Answer) -> tuple[Strand, ...]:
    """The lines of that outcome over the years in which it was published; of many figures that takes too long."""
    if not _is_dated(answer):
        return ()
    question = replace(answer.context.question, outcomes=timeline.outcomes_of(answer))
    return strands_of(answer.context.library, question)


def _marks(answer: Answer) -> int:
    """How many figures the pictures over months have."""
    outcomes = timeline.outcomes_of(answer)
    alone = sum(len(line.lines) for line in answer.syntheses if line.cell.outcome in outcomes)
    return alone + sum(2 * len(one.effects) for one in answer.comparisons if one.cell.outcome in outcomes)


def _is_dated(answer: Answer) -> bool:
    outcomes = timeline.outcomes_of(answer)
    return sum(len(line.lines) for line in answer.syntheses if line.cell.outcome in outcomes) <= MOST_DATED


def _networks(material: Material) -> dict[str, Found]:
    """Those of the indications in which trials of several treatments are joined."""
    found: dict[str, Found] = {}
    for answer in material.answers:
        if len(answer.evidence.studies) > MOST_STUDIES:
            found[answer.indication] = (_left(answer, "Networks", "plot network"),)
            continue
        drawn_here = network.figures_of(networks(answer.evidence, answer.context), answer.context)
        found[answer.indication] = tuple(one for one in drawn_here if not isinstance(one, Refused))
    return found


def _left(answer: Answer, what: str, typed: str) -> Refused:
    """What takes too long for a report, and the command that takes it."""
    draws = command(typed, answer.context.question, indication=answer.indication)
    return Refused(f"{what}: too many figures for a report. {draws} draws them.")
