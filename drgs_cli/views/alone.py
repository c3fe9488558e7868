"""What one side has to show for itself where nothing compares it, in words that promise no comparison."""

from msgspec.structs import replace

from drgs_cli.records.library import Library
from drgs_cli.records.model import Result
from drgs_cli.records.observed import Median, Observation
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import SINGLE
from drgs_cli.synthesis.lines import PROPORTION
from drgs_cli.synthesis.reading import Reading
from drgs_cli.synthesis.relief import before, centre, relief
from drgs_cli.synthesis.single import TRIAL_ARMS, Line, Synthesis
from drgs_cli.views.cells import cell_outcome, cell_time, groups_text
from drgs_cli.views.estimates import estimate_text
from drgs_cli.views.failed_trials import counting_text
from drgs_cli.views.figures import observation_text, shown
from drgs_cli.views.in_the_line import more_text
from drgs_cli.views.numbers import PERCENT, count, listed, percent, span
from drgs_cli.views.wording import in_sentence, outcome_text, short, sign_of, statistic_text
from drgs_cli.vocabulary.terms import Vocabulary

IN_TRIALS = "arms of trials against something else"
HALF = 0.5  # of the patients, or of the pain; what "good" and "modest" are told apart by
GOOD = (
    "Good: at least half of the patients had the outcome, or at least half of the pain was gone; modest: fewer, or"
    " less. Failed trials are counted, where they are known. It is said of the first uncontrolled result in the order"
    " of the review, is a convention of this table, and says nothing of what the treatment adds."
)


def alone_text(reading: Reading, context: Context) -> list[str]:
    """A sentence for each side that stands alone; of two a word that they are no comparison."""
    found = [_sentence(synthesis, reading, context) for synthesis in reading.alone]
    if len(found) > 1:
        found.append("These series side by side are not a comparison.")
    small = too_small_text(reading, context.library)
    return [*found, f"{small}."] if small else found


def alone_shortly(reading: Reading, context: Context) -> str:
    """The first side alone in a few words, for a line of the overview: how good its uncontrolled results are."""
    found = [synthesis for synthesis in reading.alone if synthesis.side == context.sides.first]
    if not found:
        return ""
    (synthesis,) = found
    share = relief(synthesis, context)
    rated = "" if share is None else " good" if share >= HALF else " modest"
    of = IN_TRIALS if synthesis.of == TRIAL_ARMS else _of_how_many(synthesis, reading)
    name = f"{short(context.vocabulary, synthesis.side)} alone{rated}{f' ({of})' if of else ''}"
    single = len(synthesis.counted) == 1
    figure = _shortest(synthesis.counted[0], context) if single else _together(synthesis, context)
    return f"{name}: {figure}{_group(synthesis, context)}, {cell_time(synthesis.cell)}"


def too_small_text(reading: Reading, library: Library) -> str:
    """Which side has studies that are too small to stand, and no other figure."""
    words, least = library.vocabulary, library.review.min_patients
    return "; ".join(
        f"{short(words, side)} alone: only {count(number, 'study', 'studies')} of fewer than {least} patients"
        for side, number in reading.small.items()
        if number
    )


def _sentence(synthesis: Synthesis, reading: Reading, context: Context) -> str:
    name = short(context.vocabulary, synthesis.side)
    how = IN_TRIALS if synthesis.of == TRIAL_ARMS else "uncontrolled"
    labels = listed([line.chosen.study.label for line in synthesis.counted])
    of = _of_how_many(synthesis, reading)
    rows = [row for line in synthesis.counted for row in line.chosen.rows]
    single = len(synthesis.counted) == 1
    figure = _as_printed(synthesis.counted[0], context) if single else _together(synthesis, context)
    more = more_text(synthesis, context.question.denominator)
    facts = "; ".join(part for part in (how, labels, of, more) if part)
    return f"{name} alone ({facts}): {figure}{_group(synthesis, context)}, {cell_time(synthesis.cell, rows)}."


def _group(synthesis: Synthesis, context: Context) -> str:
    """Which patients the figures divide by, where all divide by the same; beside those who got past the trial phase
    these with the failed trials, where they are known.
    """
    groups = synthesis.groups
    alike = len(groups) == 1 and sum(groups.values()) == len(synthesis.counted)
    name = groups_text(dict.fromkeys(groups, 1), context.vocabulary) if alike else ""
    trialled = _of_trialled(synthesis, context)
    if not trialled:
        return f", {name}" if name else ""
    between = " of those " if len(synthesis.counted) == 1 else ", "
    return f"{between}{name}, {trialled}" if name else f", {trialled}"


def _of_trialled(synthesis: Synthesis, context: Context) -> str:
    """Events over the patients with failed trials, of the studies of which these are known, with how many they are."""
    sides = synthesis.of_trialled if context.vocabulary.outcomes[synthesis.cell.outcome].better == "higher" else ()
    if not sides:
        return ""
    events, n = sum(side.events or 0 for side in sides), sum(side.n or 0 for side in sides)
    some = "" if len(sides) == len(synthesis.counted) else f" in {len(sides)} of them"
    return f"{counting_text(events, n, of_all=synthesis.is_over_all_trialled)}{some}"


def _of_how_many(synthesis: Synthesis, reading: Reading) -> str:
    """How many of the uncontrolled studies a figure is of, where others have figures too."""
    series, found = reading.studies[SINGLE + synthesis.side], len(synthesis.counted)
    return f"{found} of {series} series" if found < series and synthesis.of != TRIAL_ARMS else ""


def _together(synthesis: Synthesis, context: Context) -> str:
    """Outcome and figure of several studies: the estimate, or what they range over."""
    outcome = in_sentence(cell_outcome(synthesis.cell, context.vocabulary))
    studies = count(len(synthesis.counted), "study", "studies")
    if synthesis.estimate.value is not None:
        return f"{outcome} {estimate_text(synthesis.estimate)}, {studies}"
    if synthesis.crude is not None and synthesis.range is not None and synthesis.estimate.measure == PROPORTION:
        share, *ends = PERCENT.texts(synthesis.crude, *synthesis.range)
        return f"{outcome} {share} of {synthesis.estimate.n}, {studies}, {span(*ends)}"
    return f"{outcome} {'; '.join(_value(line, context) for line in synthesis.counted)}, {studies}"


def _as_printed(line: Line, context: Context) -> str:
    """The figure of one study as printed, with the outcome on its own scale, after that before treatment."""
    return f"{_outcome(line.chosen.row.result, context.vocabulary)} {_value(line, context)}"


def _shortest(line: Line, context: Context) -> str:
    """The same without a threshold (more than half is at least half) and without the name of a scale from 0 on."""
    vocabulary, result = context.vocabulary, replace(line.chosen.row.result, threshold=None)
    scale = vocabulary.scales.get(result.scale or "")
    start, last = _centres(line)
    if start is None or last is None or scale is None or scale.low != 0 or scale.high is None:
        return f"{_outcome(result, vocabulary)} {_value(line, context)}"
    return f"{in_sentence(outcome_text(result, vocabulary))} from {start} to {last} of {scale.high:g}{_patients(line)}"


def _outcome(result: Result, vocabulary: Vocabulary) -> str:
    statistic = statistic_text(result, vocabulary)
    return in_sentence(outcome_text(result, vocabulary)) + (f" ({statistic})" if statistic else "")


def _value(line: Line, context: Context) -> str:
    """Events of patients, or a centre with its number of patients; spread and p stand in the tables."""
    result, side = line.chosen.row.result, line.side
    if side.events is not None and side.n:
        return f"{side.events}/{side.n} ({percent(side.events / side.n)})"
    start, last = _centres(line)
    if last is None:
        return observation_text(side.observation, result.unit) if side.observation is not None else "as shown"
    sign = sign_of(result, context.vocabulary)
    text = f"{start} before, {last} after" if start is not None else last
    return f"{text}{' ' + sign if sign else ''}{_patients(line)}"


def _centres(line: Line) -> tuple[str | None, str | None]:
    """The value before treatment and the figure itself, as printed."""
    start = before(line)
    first = _centre(start.arms[line.side.arms[0]]) if start is not None else None
    return first, _centre(line.side.observation)


def _centre(found: Observation | None) -> str | None:
    middle = None if found is None else centre(found)
    if middle is None:
        return None
    return f"median {shown(middle)}" if isinstance(found, Median) else shown(middle)


def _patients(line: Line) -> str:
    found = line.side.observation
    return f", {count(found.n, 'patient')}" if found is not None and found.n else ""
