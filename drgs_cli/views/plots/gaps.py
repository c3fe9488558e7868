"""Where there is evidence and where there is none, as a map of bubbles; decides its words, computes no estimate."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from drgs_cli.plots.figure import Figure
from drgs_cli.plots.gaps import gaps_figure
from drgs_cli.plots.gaps_data import Bubble, GapMap, Panel
from drgs_cli.records.library import Library
from drgs_cli.synthesis.answer import Answer, answer
from drgs_cli.synthesis.question import Question
from drgs_cli.views.narrowing import narrowing_text
from drgs_cli.views.numbers import count, listed
from drgs_cli.views.plots.gaps_cells import Spot, bubble_of, spots_of
from drgs_cli.views.plots.gaps_legend import COLUMNS, INSIDE, keys_of, text_keys_of
from drgs_cli.views.plots.nothing import nothing_found
from drgs_cli.views.plots.refused import Refused
from drgs_cli.views.wording import short

_PATIENTS = (
    "Patients are those of the studies with the cause of pain, each once; not all were seen at each visit. ≥ where a "
    "number is not printed, or cohorts overlap and only the largest counts."
)
_ROWS = (
    "Counted are primary studies with a figure of either side that can stand in a comparison or alone; reviews, safety "
    "databases, studies not yet read, and costs or what they buy, from models, are not."
)

NO_FIGURES = "no study has figures"

Spots = dict[tuple[str, float | None], Spot]


def figures(library: Library, question: Question) -> tuple[Figure | Refused, ...]:
    """The map of one indication, outcome by time, or of all of them, with a panel for each outcome."""
    asked = question.indication
    keys = library.vocabulary.indications.top() if asked is None else (asked,)
    found = gaps_figures(tuple(answer(library, replace(question, indication=key)) for key in keys))
    return found or (nothing_found(question, library, NO_FIGURES),)


def gaps_figures(answers: Sequence[Answer], most: int | None = None) -> tuple[Figure | Refused, ...]:
    """The same from answers that are there: one, or one for each indication, of the outcomes of the review the first so
    many; nothing where none has a figure.
    """
    spots = [spots_of(answered) for answered in answers]
    if not any(spots):
        return ()
    return (gaps_figure(_of_one(answers[0], spots[0]) if len(answers) == 1 else _of_all(answers, spots, most)),)


def _times(answered: Answer) -> tuple[float | None, ...]:
    """The windows of the review, or the one asked for; then what lies in none of them."""
    asked = answered.context.question.window
    if asked is not None:
        return (asked.centre,)
    return (*(window.centre for window in answered.context.review.windows), None)


def _of_one(answered: Answer, spots: Spots) -> GapMap:
    words = answered.context.vocabulary
    outcomes = _outcomes((answered,), (spots,), empty=True)
    times = _times(answered)
    cells = tuple(
        tuple(bubble_of(spots.get((key, time)), (words.outcomes[key].label,), time, answered) for time in times)
        for key in outcomes
    )
    labels = tuple(words.outcomes[key].label for key in outcomes)
    about = words.indications[answered.indication].label
    text = _description((answered,), (spots,), len(outcomes) * len(times))
    found = _map(f"Evidence and gaps: {about}", text, labels, (Panel("", cells),), answered, ())
    return replace(found, anchor=f"{answered.indication}/gaps")


def _of_all(answers: Sequence[Answer], spots: Sequence[Spots], most: int | None) -> GapMap:
    words = answers[0].context.vocabulary
    every = _outcomes(answers, spots, empty=False)
    of_review = {outcome.key for outcome in answers[0].context.review.outcomes}
    shown = tuple(key for key in every if key in of_review) or every
    if answers[0].context.question.outcomes:
        shown = every
    shown = shown[:most]
    times = _times(answers[0])
    panels = []
    for key in shown:
        label = words.outcomes[key].label
        cells = tuple(
            tuple(
                bubble_of(found.get((key, time)), (words.indications[one.indication].short, label), time, one)
                for time in times
            )
            for one, found in zip(answers, spots, strict=True)
        )
        panels.append(Panel(label, cells))
    rows = tuple(words.indications[one.indication].short for one in answers)
    drawn = [{place: spot for place, spot in found.items() if place[0] in shown} for found in spots]
    text = _description(answers, drawn, len(shown) * len(times) * len(rows))
    return _map(
        "Evidence and gaps: all indications",
        text,
        rows,
        tuple(panels),
        answers[0],
        _not_drawn(every, shown, answers, most),
    )


def _map(
    title: str, text: str, rows: tuple[str, ...], panels: tuple[Panel, ...], answered: Answer, notes: Iterable[str]
) -> GapMap:
    question, library = answered.context.question, answered.context.library
    narrowing = narrowing_text(question, library)
    bubbles: list[Bubble] = [cell for panel in panels for row in panel.cells for cell in row if cell is not None]
    return GapMap(
        title=title,
        description=text,
        rows=rows,
        columns=tuple("other" if time is None else f"{time:g}" for time in _times(answered)),
        columns_title=COLUMNS,
        inside=INSIDE,
        panels=panels,
        keys=keys_of(bubbles, answered),
        text_keys=text_keys_of(answered),
        notes=(*((f"Narrowed to: {narrowing}.",) if narrowing else ()), *notes, _ROWS, _PATIENTS),
        anchor="gaps",
    )


def _outcomes(answers: Sequence[Answer], spots: Sequence[Spots], *, empty: bool) -> tuple[str, ...]:
    """The outcomes of the review in its order, then the others that have figures; `empty`: those without any, too."""
    context = answers[0].context
    there = {outcome for found in spots for outcome, _ in found}
    asked = context.question.outcomes
    of_review = [outcome.key for outcome in context.review.outcomes if not asked or outcome.key in asked]
    ordered = dict.fromkeys((*of_review, *asked, *(key for key in context.vocabulary.outcomes if key in there)))
    return tuple(key for key in ordered if key in there or (empty and key in of_review))


def _not_drawn(
    every: Sequence[str], shown: Sequence[str], answers: Sequence[Answer], most: int | None
) -> tuple[str, ...]:
    """Outcomes that have figures and no panel, and those of the review that have no figure at all."""
    context = answers[0].context
    labels = context.vocabulary.outcomes
    left = [key for key in every if key not in shown]
    of_review = [outcome.key for outcome in context.review.outcomes if outcome.key in labels]
    none = [labels[key].label for key in of_review if key not in every and not context.question.outcomes]
    notes = []
    if left:
        of_them = f", the first {most}" if most else ""
        notes.append(
            f"Drawn are the outcomes that the review names{of_them}; {len(left)} more have figures, and drgs plot gaps "
            "--outcome KEY draws one of them."
        )
    if none:
        notes.append(f"No figure of any indication: {'; '.join(none)}.")
    return tuple(notes)


def _description(answers: Sequence[Answer], spots: Sequence[Spots], cells: int) -> str:
    """How much of the map is filled, and with what."""
    context = answers[0].context
    first, second = (short(context.vocabulary, key) for key in context.sides.keys)
    every = [spot for found in spots for spot in found.values()]
    compared = sum(spot.compared for spot in every)
    alone = [spot for spot in every if not spot.compared]
    of_one = [sum(spot.sides == {key} for spot in alone) for key in context.sides.keys]
    studies = {study.id for spot in every for study in spot.studies}
    parts = [
        f"{compared} with the two compared" if compared else "none with the two compared",
        f"{of_one[0]} with {first} alone",
        f"{of_one[1]} with {second} alone",
        f"{len(alone) - sum(of_one)} with both, not compared",
    ]
    return (
        f"Of {count(cells, 'place')} for an outcome at a time{' in an indication' if len(answers) > 1 else ''}, "
        f"{len(every)} hold figures of {count(len(studies), 'study', 'studies')}: {listed(parts)}. "
        f"{cells - len(every)} are empty."
    )
