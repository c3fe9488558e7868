"""The legend of the map of evidence, drawn and in characters; only words."""

from collections.abc import Sequence

from drgs_cli.plots.gaps_data import Bubble, Key, Ring, Shade
from drgs_cli.synthesis.answer import Answer
from drgs_cli.synthesis.comparison import KIND_ANCHORED, KIND_NON_RANDOMISED, KIND_RANDOMISED
from drgs_cli.views.kinds import LEVELS
from drgs_cli.views.plots.gaps_cells import LETTERS, RINGS, SHADES, SIGNS, SIZES
from drgs_cli.views.wording import short

COLUMNS = (
    "Columns: months after treatment began (windows of the review, by their centres); other: trial stimulation, before "
    "the first window, or time not stated."
)
INSIDE = (
    "In a bubble: the number of studies. In a ring: the number of those that compare the two, whose patients make its "
    "size; a + stands for further studies of either side that do not."
)
HOW = {
    KIND_RANDOMISED: "compared, randomised (whole ring)",
    KIND_NON_RANDOMISED: "compared, not randomised (broken ring)",
    KIND_ANCHORED: "compared through a third treatment (dotted ring)",
}
_HOW_IN_TEXT = {
    KIND_RANDOMISED: "2 studies compare the two, randomised",
    KIND_NON_RANDOMISED: "2 studies compare the two, not randomised",
    KIND_ANCHORED: "2 studies compare the two through a third treatment",
}


def keys_of(bubbles: Sequence[Bubble], answered: Answer) -> tuple[Key, ...]:
    """A key for each side, size and shade; the shades only that the map has."""
    first, second = (short(answered.context.vocabulary, key) for key in answered.context.sides.keys)
    shades = {bubble.shade for bubble in bubbles if bubble.ringed}
    rings = {bubble.ring for bubble in bubbles if bubble.ringed}
    keys = [
        Key(_bubble(0.5, second=False), f"left half: {first}"),
        Key(_bubble(0.5, first=False), f"right half: {second}"),
        Key(_bubble(0.5), "both, but not compared with one another"),
    ]
    keys += (
        Key(_bubble(0.5, ringed=True, ring=RINGS[kind]), text) for kind, text in HOW.items() if RINGS[kind] in rings
    )
    keys += (
        Key(_bubble(0.5, ringed=True, shade=shade), f"certainty {LEVELS[level]}")
        for level, shade in SHADES.items()
        if shade in shades
    )
    if "none" in shades:
        keys.append(Key(_bubble(0.5, ringed=True), "not shaded: compared, but not rated, as nothing can be told"))
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
        *((f"2{SIGNS[kind]}L", text) for kind, text in _HOW_IN_TEXT.items()),
        ("L", f"behind the sign the certainty: {levels}, ? not rated"),
        ("2+=L", "2 studies compare the two, and further studies of either side do not"),
        ("≥40", "patients of these studies, below them; n? not stated"),
        ("·", "no figures"),
    )


def _bubble(
    size: float | None,
    *,
    first: bool = True,
    second: bool = True,
    ringed: bool = False,
    shade: Shade = "none",
    ring: Ring = "whole",
) -> Bubble:
    return Bubble(
        "", size, first=first, second=second, ringed=ringed, shade=shade, short="", below="", words="", ring=ring
    )
