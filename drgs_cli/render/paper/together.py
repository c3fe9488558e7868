"""Which words stay on one line on paper: a number with its unit, a sign with its number; knows no format."""

import re

_HELD = re.compile(r"(?<=\d) (?=%)|(?<=[≥≤<>=≈±]) (?=[\d.−-])|(?<=\b[pnkN]) (?=[=<>≤≥] )")


def together(text: str) -> str:
    """The text with spaces at which no line ends inside `50 %`, `≥ 50 %`, `p < 0.001` and `n = 12`."""
    return _HELD.sub("\u00a0", text)


def words_of(text: str) -> list[str]:
    """What a line may end between."""
    return [word for word in text.split(" ") if word]
