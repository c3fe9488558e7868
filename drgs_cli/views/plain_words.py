"""A reading in plain words for patients: people of 100 on both sides, for how long, from how many, how surely; built
from the codes and numbers of the reading alone, and computes nothing.
"""

from drgs_cli.records.observed import Median
from drgs_cli.stats.results import Interval
from drgs_cli.synthesis.accounted import rows_alone, rows_of
from drgs_cli.synthesis.answer import Answer, Glance
from drgs_cli.synthesis.comparison import KIND_ANCHORED, KIND_NON_RANDOMISED, Comparison
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import AWAITING, HARM
from drgs_cli.synthesis.lines import PROPORTION
from drgs_cli.synthesis.reading import LONG_TERM, Reading
from drgs_cli.synthesis.relief import before, centre
from drgs_cli.synthesis.single import TRIAL_ARMS, Line, Synthesis
from drgs_cli.synthesis.two_sides import POINTS_OF_10
from drgs_cli.synthesis.units import on_points
from drgs_cli.synthesis.verdict import (
    AWAITED,
    BETTER,
    CANNOT_COMPARE,
    DIRECTION_ONLY,
    NO_IMPORTANT_DIFFERENCE,
    NONE,
    NOT_SHOWN,
    ONE_SIDE_ONLY,
    slightly_better,
)
from drgs_cli.views.narrowing import within
from drgs_cli.views.numbers import count, fixed
from drgs_cli.views.plain_claims import did_better, did_slightly_better, how_sure, too_small
from drgs_cli.views.plain_names import after, counted, had, of_100, outcome_name, people_of, treatment, with_pain_in
from drgs_cli.views.plain_names import people_with as people
from drgs_cli.views.short_reading import locations
from drgs_cli.views.wording import in_sentence

START = "In plain words: "
_NO_GROUP = "Nobody can tell from this how these people would have done without the treatment or with another one."
_NOT_SIDE_BY_SIDE = "The two figures are of different people and cannot be held against each other."
FEW = 30  # people, below which one study by itself is said to leave much to chance
_FEW = "So few people leave much to chance."
_LOST = "Others who tried it were not followed so long, and are not counted."
_NOT_EQUAL = "That a difference has not been shown does not mean that there is none."


def plain_text(answer: Answer | Glance) -> str:
    """The reading for somebody who is no clinician, in a few sentences."""
    reading, context = answer.reading, answer.context
    if reading.basis is not None and reading.verdict != CANNOT_COMPARE:
        found = _compared(reading, reading.basis, context)
    else:
        found = _not_compared(reading, context, none_at_all=not answer.evidence.excluded)
    text = " ".join(sentence for sentence in found if sentence)
    return START + text[:1].lower() + text[1:]


def plain_paragraphs(answer: Answer | Glance) -> tuple[str, ...]:
    """The same as a document has it: where there is nothing at all, that has been said in plain words already."""
    return (plain_text(answer),) if answer.evidence.studies or answer.evidence.excluded else ()


def _compared(reading: Reading, basis: Comparison, context: Context) -> list[str]:
    """What the comparison found, whom it counted, from how many it comes, and how sure one may be."""
    return [
        *_figures(reading, basis, context),
        *_said(reading, basis, context),
        counted(group for total in basis.sides for group in total.groups),
        _comes_from(basis),
        how_sure(reading),
        "How the two compare after two years or longer is not known." if LONG_TERM in reading.missing else "",
    ]


def _figures(reading: Reading, basis: Comparison, context: Context) -> list[str]:
    """Both sides in people of 100, or the difference in points, and how far the truth may be from that."""
    words, absolute = context.vocabulary, basis.absolute
    first, second = (treatment(key, words) for key in context.sides.keys)
    rows = rows_of(basis)
    whom = people_of(rows, context.question.indication, words) + with_pain_in(locations(basis), words)
    when = after(basis.cell, rows)
    if absolute is None or reading.verdict == DIRECTION_ONLY:
        return []
    ends = absolute.interval if isinstance(absolute.interval, Interval) else None
    if absolute.base is not None:
        shares = of_100(absolute.base + absolute.difference), of_100(absolute.base)
        what = had(basis.cell, words)
        said = f"Of 100 {whom}, {shares[0]} {what} {when} with {first}, and {shares[1]} with {second}."
        return [said, _between_people(ends, first) if ends is not None else ""]
    high = _points(basis, context)
    if high is None:
        return []
    size, side = _in_favour(absolute.difference, basis.good, (first, second))
    said = f"In {whom}, {outcome_name(basis.cell, words)} differed by {size} points of {high} on average {when}"
    said += f", in favour of {side}." if side else "."
    return [said, _between_points(ends, basis.good, (first, second)) if ends is not None else ""]


def _said(reading: Reading, basis: Comparison, context: Context) -> list[str]:
    """The verdict; where no figures stand before it, with the outcome and the time."""
    words = context.vocabulary
    first, second = context.sides.keys
    better, other = (second, first) if reading.favours == second else (first, second)
    has_figures = bool(_figures(reading, basis, context))
    about = f"{outcome_name(basis.cell, words)}, {after(basis.cell, rows_of(basis)).strip('()')}"
    respect = "" if has_figures else f" (looked at: {about})"
    harm = " in this respect" if words.outcomes[basis.cell.outcome].kind == HARM else ""
    favoured = _capital(did_better(treatment(better, words), treatment(other, words), reading)) + harm + respect
    both = (treatment(first, words), treatment(second, words))
    slightly = slightly_better(basis, context)
    slight = f", though {did_slightly_better(treatment(slightly, words), reading)}" if slightly is not None else ""
    return {
        BETTER: [f"{favoured}."],
        NO_IMPORTANT_DIFFERENCE: [f"{_capital(too_small(*both, reading))}{slight}{respect}."],
        NOT_SHOWN: [f"No difference between {' and '.join(both)} has been shown{respect}.", _NOT_EQUAL],
        DIRECTION_ONLY: [f"{favoured}; by how much cannot be said from what is printed."],
    }[reading.verdict]


def _comes_from(basis: Comparison) -> str:
    """How many studies of which kind, and how many people."""
    number, sizes = len(basis.counted), [total.n for total in basis.sides]
    n = sum(size for size in sizes if size is not None)
    with_people = f" with {count(n, 'person', 'people')}" if n and None not in sizes else ""
    if number > 1 and with_people:
        with_people += " in all"
    if basis.kind == KIND_ANCHORED:
        trials = "one trial" if number == 1 else f"{number} trials"
        return f"This is worked out from {trials}, by way of other treatments that the two were compared with."
    if basis.kind == KIND_NON_RANDOMISED:
        studies = "one study" if number == 1 else f"{number} studies"
        return (
            f"This comes from {studies}{with_people}, in which chance did not decide who got which treatment: the"
            " groups may have differed from the start."
        )
    trials = "one trial" if number == 1 else f"{number} trials"
    return f"This comes from {trials}{with_people}, in which chance decided who got which treatment."


def _between_people(ends: Interval, first: str) -> str:
    """How far the truth may be from a difference in people of 100."""
    low, high = _fewer_or_more(ends.low), _fewer_or_more(ends.high)
    if ends.high <= 0:
        low, high = high, low
    return f"The true difference could well be anything from {low} to {high} of 100 people with {first}."


def _fewer_or_more(difference: float) -> str:
    """A difference in people of 100; none only where there is none."""
    size = fixed(100 * abs(difference), 0)
    if not difference:
        return "none"
    return f"{'less than 1' if size == '0' else size} {'fewer' if difference < 0 else 'more'}"


def _between_points(ends: Interval, good: int, sides: tuple[str, str]) -> str:
    """How far the truth may be from a difference in points."""
    found = [_in_favour(end, good, sides) for end in (ends.low, ends.high)]
    (low, one), (high, other) = found
    if one != other and one and other:
        said = f"{low} points in favour of {one} to {high} points in favour of {other}"
    else:
        (least, _), (most, side) = sorted(found, key=lambda entry: float(entry[0]))
        said = f"{least} to {most} points in favour of {side}"
    return f"The true difference could well be anything from {said}."


def _in_favour(difference: float, good: int, sides: tuple[str, str]) -> tuple[str, str]:
    """The size of a difference in points, and the side that it speaks for."""
    size = fixed(abs(difference), 1)
    return size, "" if not difference * good or not size.strip("0.") else sides[0 if difference * good > 0 else 1]


def _points(basis: Comparison, context: Context) -> str | None:
    """From how many points a difference is; None where it is in no points that begin at 0."""
    if on_points(basis.cell):
        return "10" if POINTS_OF_10 in basis.marks else "100"
    scale = context.vocabulary.scales.get(basis.cell.scale or "")
    if scale is None or scale.sign or scale.low != 0 or scale.high is None:
        return None
    return f"{scale.high:g}"


def _not_compared(reading: Reading, context: Context, *, none_at_all: bool) -> list[str]:
    """Why nobody can say, and what each side has to show for itself."""
    words, asked = context.vocabulary, context.question.indication
    first, second = (treatment(key, words) for key in context.sides.keys)
    unread, whom = reading.studies[AWAITING], people(asked, words)
    known = f"{count(unread, 'study is', 'studies are')} known, but not read for this yet." if unread else ""
    if reading.verdict == NONE:
        of_them = f"study of {first} or of {second}"
        if none_at_all:
            return [within(context.question, f"No {of_them} in {whom} was found here.")]
        return [within(context.question, f"No {of_them} here tells anything of {whom} by themselves.")]
    if reading.verdict == AWAITED:
        return [within(context.question, f"There are no results of {first} or of {second} in {whom} here yet."), known]
    missing = [treatment(key, words) for key in context.sides.keys if key in reading.missing]
    why = f"There are no figures on {' or on '.join(missing)} here." if missing else ""
    why = within(context.question, why) if why else ""
    alone = [text for synthesis in reading.alone if (text := _alone(synthesis, context))]
    small = [_small(number, treatment(side, words), context) for side, number in reading.small.items() if number]
    closing = ("" if not alone else _NO_GROUP) if len(alone) < 2 else f"{_NOT_SIDE_BY_SIDE} {_NO_GROUP}"
    return [
        f"Whether {first} or {second} {_does_better(context)} cannot be said for {whom}: no study here compares the two"
        f"{'' if reading.verdict == ONE_SIDE_ONLY else ' in a way that tells'}.",
        *(why, *alone, *small, closing, known),
    ]


def _does_better(context: Context) -> str:
    """What cannot be said of the two; where harms alone are asked for, not which of them helps."""
    outcomes, asked = context.vocabulary.outcomes, context.question.outcomes
    if asked and all(outcomes[key].kind == HARM for key in asked):
        return "brings fewer unwanted events"
    return "helps more"


def _alone(synthesis: Synthesis, context: Context) -> str:
    """What people had on one side, of 100; or the pain before and after; empty where neither can be said."""
    words, rows = context.vocabulary, rows_alone(synthesis)
    name, lines = treatment(synthesis.side, words), synthesis.counted
    whom = people_of(rows, context.question.indication, words)
    number = "one study" if len(lines) == 1 else f"{len(lines)} studies"
    kind = "in one group of a trial," if synthesis.of == TRIAL_ARMS and len(lines) == 1 else f"in {number}"
    when = after(synthesis.cell, rows)
    if whom == people(context.question.indication, words):
        whom = "such people"
    if synthesis.estimate.measure == PROPORTION:
        share, n, group = _share(synthesis)
        if share is None:
            return ""
        size = f" with {count(n, 'person', 'people')}" if n else " (of how many people is not stated)"
        done = f"{had(synthesis.cell, words)} {when}"
        said = f"Of 100 {whom} who {group} {name}, {of_100(share)} {done}, {kind}{size}."
        if n and share in (0, 1):  # of a few nothing is said of a hundred
            some = f"none of {n}" if not share else f"all {n}"
            said = f"{kind.rstrip(',').capitalize()}, {some} {whom} who {group} {name} {done}."
        selected = counted(synthesis.groups) if group == "had" else ""
        lost = _LOST if group == "tried" and not synthesis.is_over_all_trialled else ""
        few = _FEW if n and n < FEW else ""
        return " ".join(sentence for sentence in (said, selected, lost, few) if sentence)
    return _course(lines[0], when, context) if len(lines) == 1 else ""


def _share(synthesis: Synthesis) -> tuple[float | None, int | None, str]:
    """Of those who tried a treatment, failed trials among them, where that is known of every study, else as the figures
    stand.
    """
    trialled = synthesis.of_trialled
    tried = sum(side.n or 0 for side in trialled)
    if tried and len(trialled) == len(synthesis.counted):
        return sum(side.events or 0 for side in trialled) / tried, tried, "tried"
    estimate = synthesis.estimate
    value = estimate.value if estimate.value is not None else synthesis.crude
    if value is None and len(synthesis.counted) == 1:
        value = synthesis.counted[0].value
    known = sum(line.side.n or 0 for line in synthesis.counted)
    return value, estimate.n or known or None, "had"


def _course(line: Line, when: str, context: Context) -> str:
    """How the mean or the median of one study went, on a scale that begins at 0."""
    words, found = context.vocabulary, line.side.observation
    result, last = line.chosen.row.result, None if found is None else centre(found)
    scale, start = words.scales.get(result.scale or ""), before(line, context.question)
    if last is None or start is None or found is None or scale is None or scale.low != 0 or scale.high is None:
        return ""
    first = centre(start.arms[line.side.arms[0]])
    if first is None:
        return ""
    middle = "the middle value of" if isinstance(found, Median) else "average"
    size = f" in one study with {count(found.n, 'person', 'people')}" if found.n else " in one study"
    lower = {"lower": " (lower is better)", "higher": " (higher is better)"}.get(scale.better or "", "")
    few = f" {_FEW}" if found.n and found.n < FEW else ""
    name = in_sentence(words.outcomes[result.outcome].label)
    return (
        f"With {treatment(line.side.intervention, words)}, {middle} {name} went from {fixed(first.value, 1)} before"
        f" to {fixed(last.value, 1)} {when}, on a scale from 0 to {scale.high:g}{lower},{size}."
        f"{few}"
    )


def _small(number: int, name: str, context: Context) -> str:
    """That a side has studies, and that these are too small to stand."""
    studies, least = count(number, "study", "studies"), context.library.review.min_patients
    return f"Of {name} there {'is' if number == 1 else 'are'} only {studies} with fewer than {least} people."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
