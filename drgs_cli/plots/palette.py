"""The colours of every picture by what they stand for, on white and on a dark page; knows no shape.

The hues are those of Okabe and Ito (2008), which readers with any kind of colour vision tell apart; beside each other
they differ in lightness too, so that a print in grey still tells them. Whatever a colour says, a shape, a sign or a
word says as well.
"""

from typing import Literal

Tone = Literal[
    "paper",  # the ground
    "ink",  # text and marks
    "black",  # signs upon good, fair, poor and second, which are light on any page
    "muted",  # text of second rank
    "rule",  # axes and rules
    "faint",  # grid, bands, empty cells
    "first",  # the first side of the comparison
    "second",  # the second side
    "third",
    "fourth",
    "fifth",
    "good",  # low risk of bias, high certainty
    "fair",
    "poor",
    "bad",  # high risk of bias, very low certainty
    "unknown",  # not judged
]

LIGHT: dict[Tone, str] = {
    "paper": "#ffffff",
    "ink": "#1a1a1a",
    "black": "#1a1a1a",
    "muted": "#595959",
    "rule": "#7a7a7a",
    "faint": "#e4e4e4",
    "first": "#0072b2",
    "second": "#d55e00",
    "third": "#009e73",
    "fourth": "#8a5a8f",
    "fifth": "#806000",
    "good": "#009e73",
    "fair": "#f0e442",
    "poor": "#e69f00",
    "bad": "#b2182b",
    "unknown": "#bdbdbd",
}

DARK: dict[Tone, str] = {
    "paper": "#16191d",
    "ink": "#ececec",
    "black": "#1a1a1a",
    "muted": "#b0b4ba",
    "rule": "#8b9097",
    "faint": "#33383f",
    "first": "#4a9fdc",
    "second": "#ffa35c",
    "third": "#2bc79a",
    "fourth": "#cc9ed1",
    "fifth": "#d8b84a",
    "good": "#2bc79a",
    "fair": "#f0e442",
    "poor": "#e69f00",
    "bad": "#ff7b7b",
    "unknown": "#6b7078",
}
