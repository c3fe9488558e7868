"""Text for elements and attributes of HTML, in which nothing acts; knows no document."""

import re

from drgs_cli.visible import visible

_SIGNS = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;"}
# Hebrew, Arabic and the other scripts that are written from the right.
_FROM_THE_RIGHT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"


def escaped(text: str) -> str:
    """Text that appears as it is written, in an element or between double quotes; what acts unseen is made visible."""
    return visible(text).translate(_SIGNS)


# A sign and its figure stay on one line.
_TOGETHER = ((" %", "\u00a0%"), ("p < ", "p\u00a0<\u00a0"), ("p = ", "p\u00a0=\u00a0"), ("≥ ", "≥\u00a0"))


def together(text: str) -> str:
    """Running text in which no line ends between a figure and the sign that belongs to it."""
    for loose, tied in _TOGETHER:
        if loose in text:
            text = text.replace(loose, tied)
    return text


def running(text: str) -> str:
    """Text that may be broken into lines, escaped; what is shown as it is written is `escaped` alone."""
    return together(visible(text)).translate(_SIGNS)


def direction(text: str) -> str:
    """The attribute for an element whose text may be written from the right; most texts need none."""
    return "" if text.isascii() or not re.search(_FROM_THE_RIGHT, text) else ' dir="auto"'


def coded(text: str) -> str:
    """Escaped text of our own, with what stands between back-ticks as code."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", running(text))


def css_string(text: str) -> str:
    """A text as a string of a style sheet: any sign but letters, digits and spaces by its number."""
    return '"' + re.sub("[^A-Za-z0-9 ]", lambda found: f"\\{ord(found[0]):x} ", visible(text)) + '"'
