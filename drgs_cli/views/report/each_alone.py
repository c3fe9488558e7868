"""The figure of each study in the recipe of a side, with its interval and over other patients; computes nothing."""

from drgs_cli.render.document import Item, Items
from drgs_cli.synthesis.comparison import Comparison, Unanchored
from drgs_cli.synthesis.single import Line, Synthesis
from drgs_cli.views.comparisons import side_text
from drgs_cli.views.explain import Explained
from drgs_cli.views.failed_trials import other_patients_text
from drgs_cli.views.report.bounded import MOST_OF_A_RECIPE
from drgs_cli.views.sides_alone import line_text, sign_in
from drgs_cli.views.wording import short


def each_alone(found: Explained) -> list[Items]:
    """Each study of a side, or of two series side by side; none of a comparison, which has its effects by hand."""
    entries = [(synthesis, line) for synthesis in _sides(found.line) for line in synthesis.lines]
    items = tuple(_item(line, synthesis, found) for synthesis, line in entries[:MOST_OF_A_RECIPE])
    return [Items(items)] if items else []


def _sides(line: Comparison | Synthesis) -> tuple[Synthesis, ...]:
    if isinstance(line, Synthesis):
        return (line,)
    return line.of if isinstance(line, Unanchored) else ()


def _item(line: Line, synthesis: Synthesis, found: Explained) -> Item:
    context, study = found.answer.context, line.chosen.study
    vocabulary = context.vocabulary
    treatments = ", ".join(dict.fromkeys(short(vocabulary, study.arms[arm].intervention) for arm in line.side.arms))
    rate = line_text(line, sign_in(synthesis.cell, vocabulary), context.question.denominator)
    said = (f"{study.label} alone, {treatments}: {side_text(line.side)}; {rate}", other_patients_text(line))
    return Item(". ".join(text for text in said if text), link=line.chosen.row.ref)
