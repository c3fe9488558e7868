"""What stands in one place of the map of evidence: studies, patients, sides, certainty; computes no estimate."""

from drgs_cli.plots.gaps_data import Bubble, Ring, Shade
from drgs_cli.records.model import Study
from drgs_cli.records.observed import Value
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.arms import sides_in
from drgs_cli.synthesis.cells import only_shown
from drgs_cli.synthesis.certainty import HIGH, LEVELS, LOW, MODERATE, VERY_LOW
from drgs_cli.synthesis.comparison import KIND_ANCHORED, KIND_NON_RANDOMISED, KIND_RANDOMISED, Unanchored
from drgs_cli.synthesis.evidence import ECONOMIC, NOT_PRIMARY
from drgs_cli.synthesis.patients import Patients, patients_of
from drgs_cli.synthesis.verdict import CANNOT_COMPARE, verdict_of
from drgs_cli.views.kinds import KINDS, patients_text
from drgs_cli.views.kinds import LEVELS as LEVEL_WORDS
from drgs_cli.views.numbers import count, listed, months
from drgs_cli.views.wording import short

SHADES: dict[str, Shade] = {VERY_LOW: "least", LOW: "less", MODERATE: "more", HIGH: "most"}
LETTERS = {VERY_LOW: "V", LOW: "L", MODERATE: "M", HIGH: "H"}
RINGS: dict[str, Ring] = {KIND_RANDOMISED: "whole", KIND_NON_RANDOMISED: "broken", KIND_ANCHORED: "dotted"}
SIGNS = {KIND_RANDOMISED: "=", KIND_NON_RANDOMISED: "~", KIND_ANCHORED: ":"}
SIZES = (10, 50, 200)  # patients: at most so many in the first, second, third size of bubble
_LONGEST = 5  # signs of a number of patients in characters


class Compared(Value, frozen=True):
    """The comparison that a place is drawn as: its kind, its certainty (None: not rated), and the studies in it."""

    kind: str
    certainty: str | None
    studies: tuple[Study, ...]


class Spot(Value, frozen=True):
    """An outcome at a time in an indication: all studies with figures of a side, and those that compare the two.

    `patients` are those of the studies that compare the two, where any do; `everybody` those of all.
    """

    studies: tuple[Study, ...]
    sides: frozenset[str]
    by: Compared | None
    patients: Patients
    everybody: Patients

    @property
    def compared(self) -> bool:
        """Whether a study, or a network, compares the two."""
        return self.by is not None

    @property
    def certainty(self) -> str | None:
        """That of the comparison; None where it is not rated, or where there is none."""
        return None if self.by is None else self.by.certainty

    @property
    def drawn(self) -> tuple[Study, ...]:
        """The studies that the number in the bubble counts."""
        return self.studies if self.by is None else self.by.studies


def spots_of(answered: Answer) -> dict[tuple[str, float | None], Spot]:
    """Every place with figures of an answer, by outcome and centre of the window (None: in no window)."""
    context = answered.context
    outcomes = context.vocabulary.outcomes
    studies: dict[tuple[str, float | None], dict[str, Study]] = {}
    sides: dict[tuple[str, float | None], set[str]] = {}
    for entry in answered.evidence.studies:
        for row in entry.rows if entry.group not in NOT_PRIMARY else ():
            found = sides_in(entry.study, row.result, context.sides)
            modelled = outcomes[row.result.outcome].kind == ECONOMIC  # its months are a horizon, no follow-up
            if only_shown(row.result) is None and found and not modelled:
                place = (row.result.outcome, row.window.centre if row.window is not None else None)
                studies.setdefault(place, {})[entry.study.id] = entry.study
                sides.setdefault(place, set()).update(found)
    by = _compared(answered)
    return {
        place: _spot(tuple(those.values()), frozenset(sides[place]), by.get(place), answered)
        for place, those in studies.items()
    }


def _spot(studies: tuple[Study, ...], sides: frozenset[str], by: Compared | None, answered: Answer) -> Spot:
    indications = answered.context.vocabulary.indications
    everybody = patients_of(studies, answered.indication, indications)
    if by is None:
        return Spot(studies, sides, None, everybody, everybody)
    ids = {study.id for study in by.studies}
    inside = tuple(study for study in studies if study.id in ids) or by.studies
    patients = patients_of(inside, answered.indication, indications)
    return Spot(studies, sides, Compared(by.kind, by.certainty, inside), patients, everybody)


def _compared(answered: Answer) -> dict[tuple[str, float | None], Compared]:
    """The comparison to draw in each place: one that is rated before one that is not, then by kind, then the surest.

    Of a kind all studies of the place are counted, whatever their units.
    """
    found: dict[tuple[str, float | None], dict[str, Compared]] = {}
    for comparison, certainty in zip(answered.comparisons, answered.certainties, strict=True):
        if isinstance(comparison, Unanchored):
            continue
        window = comparison.cell.window
        place = (comparison.cell.outcome, window.centre if window is not None else None)
        level = None if verdict_of(comparison, answered.context).code == CANNOT_COMPARE else certainty.final
        kinds = found.setdefault(place, {})
        known = kinds.get(comparison.kind, Compared(comparison.kind, None, ()))
        best = max(known.certainty, level, key=_rank)
        studies = {study.id: study for study in (*known.studies, *comparison.studies)}
        kinds[comparison.kind] = Compared(comparison.kind, best, tuple(studies.values()))
    return {place: min(kinds.values(), key=_order) for place, kinds in found.items()}


def _rank(level: str | None) -> int:
    return -1 if level is None else LEVELS.index(level)


def _order(one: Compared) -> tuple[bool, int, int]:
    return (one.certainty is None, tuple(RINGS).index(one.kind), -_rank(one.certainty))


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
    when = "no time in a window" if time is None else months(time)
    studies = f"{count(len(spot.studies), 'study', 'studies')} of {listed(names)}"
    return Bubble(
        text=_number(spot),
        size=size_of(spot.patients),
        first=first in spot.sides,
        second=second in spot.sides,
        ringed=spot.compared,
        shade=SHADES[spot.certainty] if spot.certainty is not None else "none",
        short=f"{_number(spot)}{_letters(spot, names)}",
        below=_patients(spot.patients),
        words=f"{', '.join(about)}, {when}: {studies}, patients: {patients_text(spot.everybody)}; {_said(spot)}",
        ring=RINGS[spot.by.kind] if spot.by is not None else "whole",
    )


def _number(spot: Spot) -> str:
    """How many studies; of a comparison those in it, with a plus where others of the place are not."""
    return f"{len(spot.drawn)}{'+' if len(spot.drawn) < len(spot.studies) else ''}"


def _said(spot: Spot) -> str:
    """Whether and by how many studies the two are compared, how, and how sure that is."""
    if spot.by is None:
        return "not compared"
    sure = "not rated" if spot.certainty is None else f"certainty {LEVEL_WORDS[spot.certainty]}"
    if len(spot.drawn) == len(spot.studies):
        return f"compared ({KINDS[spot.by.kind]}), {sure}"
    compare = "compares" if len(spot.drawn) == 1 else "compare"
    inside = f"patients: {patients_text(spot.patients)}"
    return f"{len(spot.drawn)} of them {compare} the two ({KINDS[spot.by.kind]}; {inside}), {sure}"


def _letters(spot: Spot, names: list[str]) -> str:
    """The sides by their first letters; of a comparison the sign of its kind and the letter of its certainty."""
    if spot.by is not None:
        return f"{SIGNS[spot.by.kind]}{LETTERS[spot.certainty] if spot.certainty is not None else '?'}"
    return "".join(name[:1].upper() for name in names)


def _patients(patients: Patients) -> str:
    if not patients.count:
        return "n?"
    text = f"{'' if patients.exact else '≥'}{patients.count}"
    return text if len(text) <= _LONGEST else f"≥{patients.count // 1000}k"
