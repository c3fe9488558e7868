"""Where a text is broken into lines, however its width is measured; knows neither points nor columns."""

import re
from collections.abc import Callable

# No line ends at a no-break space, nor between a number and its sign of per cent.
_WORD = "(?:\\S|[\u00a0\u2007\u202f]|(?<=\\d) (?=%))+"  # compiled where a text first needs it


def words_in(text: str) -> list[str]:
    """The pieces of a text between which a line may end."""
    found: list[str] = re.findall(_WORD, text)
    return found


def broken(
    text: str, room: float, measure: Callable[[str], float], shorten: Callable[[str], str], most: int = 0
) -> tuple[str, ...]:
    """The text in lines of at most so much room, broken between words, in a word only where it is too long by itself.

    `most` lines at most (0: as many as it takes); of more the last is what `shorten` makes of it. An empty text has no
    line.
    """
    lines: list[str] = []
    line = ""
    for word in words_in(text):
        joined = f"{line} {word}" if line else word
        if measure(joined) <= room:
            line = joined
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, room, measure)
        lines += whole
        if most and len(lines) > most:
            break
    if line:
        lines.append(line)
    if most and len(lines) > most:
        return (*lines[: most - 1], shorten(lines[most - 1]))
    return tuple(lines)


def _pieces(word: str, room: float, measure: Callable[[str], float]) -> list[str]:
    """A word in pieces that fit; each has a sign at least, however narrow the place."""
    pieces, piece, taken = [], "", 0.0
    for sign in word:
        step = measure(sign)
        if piece and taken + step > room:
            pieces.append(piece)
            piece, taken = "", 0.0
        piece += sign
        taken += step
    return [*pieces, piece]
