"""The legend of the map of evidence, drawn and in characters; only words."""

from collections.abc import Sequence

from drgs_cli.plots.gaps_data import Bubble, Key, Shade
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.kinds import LEVELS
from drgs_cli.views.plots.gaps_cells import LETTERS, SHADES, SIZES
from drgs_cli.views.wording import short

COLUMNS = (
    "Columns: months after treatment began (windows of the review, by their centres); other: trial stimulation, before "
    "the first window, or time not stated. In a bubble: the number of studies."
)


def keys_of(bubbles: Sequence[Bubble], answered: Answer) -> tuple[Key, ...]:
    """A key for each side, size and shade; the shades only that the map has."""
    first, second = (short(answered.context.vocabulary, key) for key in answered.context.sides.keys)
    shades = {bubble.shade for bubble in bubbles if bubble.ringed}
    keys = [
        Key(_bubble(0.5, second=False), f"left half: {first}"),
        Key(_bubble(0.5, first=False), f"right half: {second}"),
        Key(_bubble(0.5), "both, but not compared with one another"),
    ]
    keys += (
        Key(_bubble(0.5, ringed=True, shade=shade), f"compared, certainty {LEVELS[level]}")
        for level, shade in SHADES.items()
        if shade in shades
    )
    if "none" in shades:
        keys.append(Key(_bubble(0.5, ringed=True), "compared, not rated: nothing can be told"))
    sizes = [f"up to {SIZES[0]} patients", *(f"up to {most}" for most in SIZES[1:]), "more"]
    keys += (Key(_bubble(place / len(SIZES)), text) for place, text in enumerate(sizes))
    if any(bubble.size is None for bubble in bubbles):
        keys.append(Key(_bubble(None), "patients not stated (broken line)"))
    return (*keys, Key(None, "no figures"))


def text_keys_of(answered: Answer) -> tuple[tuple[str, str], ...]:
    """The same in characters."""
    first, second = (short(answered.context.vocabulary, key) for key in answered.context.sides.keys)
    one, other = first[:1].upper(), second[:1].upper()
    levels = ", ".join(f"{letter} {LEVELS[level]}" for level, letter in LETTERS.items())
    return (
        (f"2{one}", f"2 studies of {first}"),
        (f"2{other}", f"2 studies of {second}"),
        (f"2{one}{other}", "2 studies, with both treatments, but not compared with one another"),
        ("2=L", f"2 studies, and the two are compared; behind the sign the certainty: {levels}, ? not rated"),
        ("≥40", "patients, below the studies; n? not stated"),
        ("·", "no figures"),
    )


def _bubble(
    size: float | None, *, first: bool = True, second: bool = True, ringed: bool = False, shade: Shade = "none"
) -> Bubble:
    return Bubble("", size, first=first, second=second, ringed=ringed, shade=shade, short="", below="", words="")
