"""One side alone in few words, for a cell of a table or a sentence; computes nothing."""

from drgs_cli.records.observed import Counts, Mean, Percent, Rate
from drgs_cli.stats.results import Interval
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.lines import MEAN, PROPORTION, RATE
from drgs_cli.synthesis.question import AS_REPORTED
from drgs_cli.synthesis.single import Line, Synthesis
from drgs_cli.views.cells import groups_text
from drgs_cli.views.estimates import estimate_text, interval_text, not_estimable_text, with_interval
from drgs_cli.views.in_the_line import flow_unknown, more_text
from drgs_cli.views.numbers import count
from drgs_cli.vocabulary.terms import Vocabulary


def synthesis_text(synthesis: Synthesis, vocabulary: Vocabulary, denominator: str = AS_REPORTED) -> str:
    """Studies and group of a side alone, its rate or mean with interval, the crude one and the range."""
    groups = groups_text(synthesis.groups, vocabulary)
    about = count(len(synthesis.counted), "study", "studies") + (f", {groups}" if groups else "")
    said = [f"{about}: {together_text(synthesis, vocabulary)}"]
    if synthesis.crude is not None:
        said.append(f"crude {crude_text(synthesis, vocabulary)}")
    if synthesis.range is not None:
        said.append(f"range {range_text(synthesis, vocabulary)}")
    more = more_text(synthesis, denominator)
    return ", ".join(said) + (f"; {more}" if more else "")


def together_text(synthesis: Synthesis, vocabulary: Vocabulary) -> str:
    """What a side comes to; two studies that have no answer of their own stand as they are."""
    estimate = synthesis.estimate
    if estimate.value is None and estimate.not_estimable == "too-few":
        return "two studies, not put together"
    sign = sign_in(synthesis.cell, vocabulary)
    beside = [estimate_text(other, sign) for other in estimate.beside if other.value is not None]
    return "; ".join([estimate_text(estimate, sign), *beside])


def crude_text(synthesis: Synthesis, vocabulary: Vocabulary) -> str:
    """The sum of events over that of patients, or of their time."""
    if synthesis.crude is None:
        return ""
    return with_interval(synthesis.estimate.measure, synthesis.crude, sign=sign_in(synthesis.cell, vocabulary))


def range_text(synthesis: Synthesis, vocabulary: Vocabulary) -> str:
    """The lowest and the highest figure of a study."""
    if synthesis.range is None:
        return ""
    sign = "" if synthesis.estimate.measure == PROPORTION else sign_in(synthesis.cell, vocabulary)
    limits = interval_text(synthesis.estimate.measure, Interval(*synthesis.range), synthesis.crude)
    return f"{limits} {sign}" if sign else limits


def line_text(line: Line, sign: str = "", denominator: str = AS_REPORTED) -> str:
    """The figure of one study with its interval, or why there is none."""
    if line.value is None:
        asked = denominator if flow_unknown([(line.side.events, line.side.n)], denominator) else AS_REPORTED
        return not_estimable_text("no-study" if isinstance(line.interval, Interval) else line.interval.reason, asked)
    return with_interval(line_measure(line), line.value, line.interval, sign)


def sign_in(cell: Cell, vocabulary: Vocabulary) -> str:
    """What stands behind means of a cell: "%", or nothing. Shares of patients have a sign of their own."""
    return vocabulary.scales[cell.scale].sign if cell.scale is not None else ""


def line_measure(line: Line) -> str | None:
    """What the figure of a line is: a share of patients, events in person-time, a mean; None for any other."""
    found = line.side.observation
    if line.side.proportion is not None or isinstance(found, Percent):
        return PROPORTION
    if isinstance(found, Rate | Counts):
        return RATE
    return MEAN if isinstance(found, Mean) else None
