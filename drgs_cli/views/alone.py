"""What one side has to show for itself where nothing compares it, in words that promise no comparison."""

from drgs_cli.records.library import Library
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.lines import PROPORTION
from drgs_cli.synthesis.reading import Reading
from drgs_cli.synthesis.relief import before, centre, relief
from drgs_cli.synthesis.single import TRIAL_ARMS, Line, Synthesis
from drgs_cli.views.cells import cell_outcome, cell_time
from drgs_cli.views.estimates import estimate_text
from drgs_cli.views.figures import observation_text
from drgs_cli.views.numbers import count, listed, percent, span
from drgs_cli.views.wording import group_analysed, in_sentence, outcome_text, short, sign_of, statistic_text

HALF = 0.5  # of the patients, or of the pain; what "good" and "modest" are told apart by
GOOD = (
    "Good and modest, of uncontrolled results: at least half of the patients had the outcome, or at least half of the "
    "pain was gone, or fewer and less. A convention of this table: it says nothing of what the treatment adds."
)


def alone_text(reading: Reading, context: Context) -> list[str]:
    """A sentence for each side that stands alone."""
    found = [_sentence(synthesis, context) for synthesis in reading.alone]
    small = too_small_text(reading, context.library)
    return [*found, f"{small}."] if small else found


def alone_shortly(reading: Reading, context: Context) -> str:
    """The first side alone in a few words, for a line of the overview: how good its uncontrolled results are."""
    found = [synthesis for synthesis in reading.alone if synthesis.side == context.sides.first]
    if not found:
        return ""
    share = relief(found[0], context)
    rated = "" if share is None else " good" if share >= HALF else " modest"
    return f"{short(context.vocabulary, found[0].side)} alone{rated}: {_figures(found[0], context)}"


def too_small_text(reading: Reading, library: Library) -> str:
    """Which side has studies that are too small to stand, and no other figure."""
    least = library.review.min_patients
    return "; ".join(
        f"{short(library.vocabulary, side)}: only {count(number, 'study', 'studies')} of fewer than {least} patients"
        for side, number in reading.small.items()
        if number
    )


def _sentence(synthesis: Synthesis, context: Context) -> str:
    name = short(context.vocabulary, synthesis.side)
    how = "arms of trials against something else" if synthesis.of == TRIAL_ARMS else "uncontrolled"
    labels = listed([line.chosen.study.label for line in synthesis.lines])
    groups = {group_analysed(line.chosen.row.result, context.vocabulary) for line in synthesis.lines}
    group = f", {groups.pop()}" if len(groups) == 1 and "" not in groups else ""
    return f"{name} alone ({how}; {labels}): {_figures(synthesis, context)}{group}."


def _figures(synthesis: Synthesis, context: Context) -> str:
    """Outcome, figure and time: of one study as printed, of several the estimate or what they range over."""
    rows = [row for line in synthesis.lines for row in line.chosen.rows]
    return f"{_figure(synthesis, context)}, {cell_time(synthesis.cell, rows)}"


def _figure(synthesis: Synthesis, context: Context) -> str:
    if len(synthesis.lines) == 1:
        return _as_printed(synthesis.lines[0], context)
    outcome = in_sentence(cell_outcome(synthesis.cell, context.vocabulary))
    studies = count(len(synthesis.lines), "study", "studies")
    if synthesis.estimate.value is not None:
        return f"{outcome} {estimate_text(synthesis.estimate)}, {studies}"
    if synthesis.crude is not None and synthesis.range is not None and synthesis.estimate.measure == PROPORTION:
        over = span(*(percent(end) for end in synthesis.range))
        return f"{outcome} {percent(synthesis.crude)} of {synthesis.estimate.n}, {studies}, {over}"
    return f"{outcome} {'; '.join(_value(line, context) for line in synthesis.lines)}, {studies}"


def _as_printed(line: Line, context: Context) -> str:
    """The figure of one study as printed, with the outcome on its own scale, after that before treatment."""
    result = line.chosen.row.result
    statistic = statistic_text(result, context.vocabulary)
    outcome = in_sentence(outcome_text(result, context.vocabulary)) + (f" ({statistic})" if statistic else "")
    return f"{outcome} {_value(line, context)}"


def _value(line: Line, context: Context) -> str:
    """Events of patients, or a centre with its number of patients; spread and p stand in the tables."""
    result, side = line.chosen.row.result, line.side
    if side.events is not None and side.n:
        return f"{side.events}/{side.n} ({percent(side.events / side.n)})"
    found = side.observation
    middle = None if found is None else centre(found)
    if found is None or middle is None:
        return observation_text(found, result.unit) if found is not None else "as shown"
    sign = sign_of(result, context.vocabulary)
    start = before(line)
    earlier = centre(start.arms[side.arms[0]]) if start is not None else None
    text = f"{earlier:g} before, {middle:g} after" if earlier is not None else f"{middle:g}"
    return f"{text}{' ' + sign if sign else ''}{f', {found.n} patients' if found.n else ''}"
