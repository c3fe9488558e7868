"""How every line of the tables came about: recipe, weights, rows with their place in print and record, the calculation
by hand; one folded part a line, under the name that `drgs explain` takes. Computes nothing.
"""

from collections.abc import Iterator

from drgs_cli.render.document import Folded, Item, Items, Paragraph, Part, Verbatim
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.comparison import Comparison, Unanchored
from drgs_cli.synthesis.evidence import Row
from drgs_cli.synthesis.single import Synthesis
from drgs_cli.synthesis.trace import Trace, trace_comparison, trace_synthesis
from drgs_cli.views.because import because
from drgs_cli.views.cells import cell_outcome, cell_time
from drgs_cli.views.comparisons import figure_text
from drgs_cli.views.estimates import number_needed_text, p_text, per_100_text, prediction_text
from drgs_cli.views.explain import Explained, about, agreement, recipe_of
from drgs_cli.views.numbers import count, fixed
from drgs_cli.views.report.anchors import Anchors
from drgs_cli.views.report.bounded import MOST_OF_A_RECIPE, MOST_RECIPES, too_long
from drgs_cli.views.report.commands import command
from drgs_cli.views.report.each_alone import each_alone
from drgs_cli.views.report.linked import place_of
from drgs_cli.views.report.material import Material
from drgs_cli.views.report.printed import figures_text, sources_text
from drgs_cli.views.sides_alone import crude_text, range_text, synthesis_text, together_text
from drgs_cli.views.steps import step_text, step_title
from drgs_cli.views.verdict_words import NOT_A_COMPARISON, rated_text
from drgs_cli.views.wording import short

_NOTHING = Trace(parts=(), checks=(), way="")


def recipe_parts(material: Material, anchors: Anchors) -> dict[str, tuple[Part, ...]]:
    """The recipes of each indication, in the order of its tables; of too many what writes them."""
    found: dict[str, tuple[Part, ...]] = {}
    drawn = 0
    for answer in material.answers:
        lines = tuple(explained(answer))
        drawn += len(lines)
        if drawn > MOST_RECIPES:
            one = command("explain REF", material.question)
            every = command("summarise", material.question, indication=answer.indication, file="all.json")
            typed = f"{one} writes one; {every}"
            found[answer.indication] = (too_long("Recipes", count(len(lines), "line"), typed, MOST_RECIPES),)
        else:
            found[answer.indication] = tuple(recipe(line, anchors) for line in lines)
    return found


def explained(answer: Answer) -> Iterator[Explained]:
    """Every line of an answer with its way back; series side by side are those of their two lines."""
    from drgs_cli.views.refs import refs

    named = refs(answer)
    for comparison, certainty, ref in zip(answer.comparisons, answer.certainties, named.comparisons, strict=True):
        shown = not isinstance(comparison, Unanchored) or comparison.estimate.value is not None
        trace = trace_comparison(comparison, answer.context) if shown and _is_short(comparison) else _NOTHING
        yield Explained(ref=ref, answer=answer, line=comparison, certainty=certainty, trace=trace, left_out=())
    for synthesis, ref in zip(answer.syntheses, named.syntheses, strict=True):
        trace = trace_synthesis(synthesis, answer.context) if _is_short(synthesis) else _NOTHING
        yield Explained(ref=ref, answer=answer, line=synthesis, certainty=None, trace=trace, left_out=())


def recipe(found: Explained, anchors: Anchors) -> Part:
    """One line: what it is, how it was worked out, from which rows, and the calculation."""
    parts: list[Part] = [Paragraph(_facts(found)), _rows(found), *each_alone(found)]
    if len(found.rows) > MOST_OF_A_RECIPE:
        number = count(len(found.rows), "row")
        parts.append(too_long("", number, _typed(found, "line.md"), MOST_OF_A_RECIPE))
    parts += _working(found)
    if isinstance(found.line, Comparison):
        parts.append(Paragraph(because(found.line, found.answer.context)))
    return Folded(_title(found), tuple(parts), anchors.claim(found.ref))


def _is_short(line: Comparison | Synthesis) -> bool:
    studies = line.studies if isinstance(line, Comparison) else line.lines
    return len(studies) <= MOST_OF_A_RECIPE


def _title(found: Explained) -> str:
    """The line in words, with its figure."""
    context, line = found.answer.context, found.line
    outcome = cell_outcome(line.cell, context.vocabulary, brief=True)
    figure = f": {_figure(found)}" if not isinstance(line, Unanchored) or line.estimate.value is not None else ""
    return f"{outcome}, {cell_time(line.cell)}. {about(found)}{figure}"


def _figure(found: Explained) -> str:
    context, line = found.answer.context, found.line
    if isinstance(line, Synthesis):
        return together_text(line, context.vocabulary)
    figure = figure_text(line, context)
    return f"{figure}, {NOT_A_COMPARISON}" if isinstance(line, Unanchored) else figure


def _facts(found: Explained) -> str:
    """What `drgs explain` says at its head, in one paragraph."""
    context, line = found.answer.context, found.line
    outcome = cell_outcome(line.cell, context.vocabulary)
    facts = [("Outcome", outcome if line.cell.composite else ""), ("Worked out by", recipe_of(found))]
    if isinstance(line, Comparison) and not isinstance(line, Unanchored):
        facts += [
            ("Per 100", per_100_text(line.absolute)),
            ("Number needed", number_needed_text(line.absolute).removeprefix("number needed ")),
            ("Test of the estimate", p_text(line.estimate)),
        ]
    if isinstance(line, Synthesis):
        facts += [("Crude", crude_text(line, context.vocabulary)), ("Range", range_text(line, context.vocabulary))]
    if isinstance(line, Unanchored):
        asked = context.question.denominator
        facts += [
            (f"{short(context.vocabulary, one.side)} alone", synthesis_text(one, context.vocabulary, asked))
            for one in line.of
        ]
    facts.append(("Prediction interval", prediction_text(line.estimate)))
    if isinstance(line, Comparison) and not isinstance(line, Unanchored) and found.certainty is not None:
        facts.append(("Certainty", rated_text(line, found.certainty, context)))
    facts.append(("To see it again", _typed(found)))
    return ". ".join(f"{name}: {text}" for name, text in facts if text) + "."


def _typed(found: Explained, file: str = "") -> str:
    """The command that explains the line."""
    return command(f"explain {found.ref}", found.answer.context.question, file=file)


def _rows(found: Explained) -> Items:
    """The rows as print has them, each with a link to where the report has it."""
    weights = {name: weight.weight for weight in found.line.estimate.weights for name in weight.rows}
    several = found.line.estimate.k > 1
    items = []
    for row in found.rows[:MOST_OF_A_RECIPE]:
        share = weights.get(row.ref)
        weight = f", weight {fixed(100 * share, 1)} %" if share is not None and several else ""
        items.append(Item(f"{row.study.label}{weight}: {_printed(row, found)}", link=row.ref))
    return Items(tuple(items))


def _printed(row: Row, found: Explained) -> str:
    """A row as printed, where in print, and at which line of the record."""
    texts = (figures_text(row, found.answer.context.vocabulary), sources_text(row), place_of(row))
    return "; ".join(text for text in texts if text)


def _working(found: Explained) -> list[Part]:
    """The calculation line by line, those of one study under its name."""
    vocabulary = found.answer.context.vocabulary
    labels = {row.study.id: row.study.label for row in found.rows}
    lines: list[str] = []
    for part in found.trace.parts:
        if part.steps:
            lines.append(labels.get(part.study, part.study) if part.study else "All together")
            lines += [f"  {step_title(step, vocabulary)}: {step_text(step)}" for step in part.steps]
    if not lines:
        return []
    if len(lines) > MOST_OF_A_RECIPE:
        left = count(len(lines), "line")
        return [too_long("By hand", left, _typed(found, "line.md"), MOST_OF_A_RECIPE)]
    return [Verbatim("\n".join(lines)), Paragraph(agreement(found))]
