"""What stands in one place of the map of evidence: studies, patients, sides, certainty; computes no estimate."""

from drgs_cli.plots.gaps_data import Bubble, Shade
from drgs_cli.records.model import Study
from drgs_cli.records.observed import Value
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.arms import sides_in
from drgs_cli.synthesis.cells import only_shown
from drgs_cli.synthesis.certainty import HIGH, LEVELS, LOW, MODERATE, VERY_LOW
from drgs_cli.synthesis.comparison import Unanchored
from drgs_cli.synthesis.evidence import NOT_PRIMARY
from drgs_cli.synthesis.patients import Patients, patients_of
from drgs_cli.synthesis.verdict import CANNOT_COMPARE, verdict_of
from drgs_cli.views.kinds import LEVELS as LEVEL_WORDS
from drgs_cli.views.kinds import patients_text
from drgs_cli.views.numbers import count, listed, months
from drgs_cli.views.wording import short

SHADES: dict[str, Shade] = {VERY_LOW: "least", LOW: "less", MODERATE: "more", HIGH: "most"}
LETTERS = {VERY_LOW: "V", LOW: "L", MODERATE: "M", HIGH: "H"}
SIZES = (10, 50, 200)  # patients: at most so many in the first, second, third size of bubble
_LONGEST = 5  # signs of a number of patients in characters


class Spot(Value, frozen=True):
    """An outcome at a time in an indication; `certainty` is the best of its comparisons, None: not rated, or none."""

    studies: tuple[Study, ...]
    sides: frozenset[str]
    compared: bool
    certainty: str | None
    patients: Patients


def spots_of(answered: Answer) -> dict[tuple[str, float | None], Spot]:
    """Every place with figures of an answer, by outcome and centre of the window (None: in no window)."""
    context = answered.context
    studies: dict[tuple[str, float | None], dict[str, Study]] = {}
    sides: dict[tuple[str, float | None], set[str]] = {}
    for entry in answered.evidence.studies:
        for row in entry.rows if entry.group not in NOT_PRIMARY else ():
            found = sides_in(entry.study, row.result, context.sides)
            if only_shown(row.result) is None and found:
                place = (row.result.outcome, row.window.centre if row.window is not None else None)
                studies.setdefault(place, {})[entry.study.id] = entry.study
                sides.setdefault(place, set()).update(found)
    levels = _levels(answered)
    indications = context.vocabulary.indications
    return {
        place: Spot(
            tuple(those.values()),
            frozenset(sides[place]),
            place in levels,
            levels.get(place),
            patients_of(those.values(), answered.indication, indications),
        )
        for place, those in studies.items()
    }


def _levels(answered: Answer) -> dict[tuple[str, float | None], str | None]:
    """The best certainty of the comparisons in each place; None where nothing can be told from any."""
    levels: dict[tuple[str, float | None], str | None] = {}
    for comparison, certainty in zip(answered.comparisons, answered.certainties, strict=True):
        if isinstance(comparison, Unanchored):
            continue
        window = comparison.cell.window
        place = (comparison.cell.outcome, window.centre if window is not None else None)
        level = None if verdict_of(comparison, answered.context).code == CANNOT_COMPARE else certainty.final
        known = levels.get(place)
        if known is None or (level is not None and LEVELS.index(level) > LEVELS.index(known)):
            levels[place] = level
    return levels


def size_of(patients: Patients) -> float | None:
    """From 0 to 1 in steps; None where no number is known."""
    if not patients.count:
        return None
    return sum(patients.count > most for most in SIZES) / len(SIZES)


def bubble_of(spot: Spot | None, about: tuple[str, ...], time: float | None, answered: Answer) -> Bubble | None:
    """The bubble of a place; nothing where there is nothing."""
    if spot is None:
        return None
    context = answered.context
    first, second = context.sides.keys
    names = [short(context.vocabulary, key) for key in (first, second) if key in spot.sides]
    sure = "not rated" if spot.certainty is None else f"certainty {LEVEL_WORDS[spot.certainty]}"
    said = f"compared, {sure}" if spot.compared else "not compared"
    when = "no time in a window" if time is None else months(time)
    studies = f"{count(len(spot.studies), 'study', 'studies')} of {listed(names)}"
    return Bubble(
        text=str(len(spot.studies)),
        size=size_of(spot.patients),
        first=first in spot.sides,
        second=second in spot.sides,
        ringed=spot.compared,
        shade=SHADES[spot.certainty] if spot.certainty is not None else "none",
        short=f"{len(spot.studies)}{_letters(spot, names)}",
        below=_patients(spot.patients),
        words=f"{', '.join(about)}, {when}: {studies}, patients: {patients_text(spot.patients)}; {said}",
    )


def _letters(spot: Spot, names: list[str]) -> str:
    """The sides by their first letters; a comparison with the letter of its certainty."""
    if spot.compared:
        return f"={LETTERS[spot.certainty] if spot.certainty is not None else '?'}"
    return "".join(name[:1].upper() for name in names)


def _patients(patients: Patients) -> str:
    if not patients.count:
        return "n?"
    text = f"{'' if patients.exact else '≥'}{patients.count}"
    return text if len(text) <= _LONGEST else f"≥{patients.count // 1000}k"
