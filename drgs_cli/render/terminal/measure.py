"""How wide a text stands on a terminal, and how it is folded there; knows no tables."""

from drgs_cli.plots.characters import sign_columns


def display_width(text: str) -> int:
    """Columns that the text takes: combining marks take none, East Asian wide characters two."""
    return len(text) if text.isascii() else sum(map(sign_columns, text))


def padded(text: str, width: int, right: bool = False) -> str:
    """The text filled with spaces to the width; longer text stays as it is."""
    space = " " * (width - display_width(text))
    return space + text if right else text + space


def fold(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns, broken at spaces or inside a word too long for a line.

    Spaces at the beginning are kept on every line, so that an indented text stays indented.
    """
    if display_width(text) <= width:
        return [text]
    # Half of the line at most, and room for one wide character behind it.
    indent = " " * min(len(text) - len(text.lstrip(" ")), width // 2, max(width - 2, 0))
    lines: list[str] = []
    line, free = "", width - len(indent)
    for word in text.split(" "):
        if line and display_width(line) + 1 + display_width(word) <= free:
            line += " " + word
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, free)
        lines.extend(full)
    return [indent + line for line in [*lines, line] if line] or [""]


def _pieces(word: str, width: int) -> list[str]:
    """A long word in pieces that fit, broken after a slash or hyphen if one stands far enough along."""
    pieces: list[str] = []
    start = taken = 0
    for at, character in enumerate(word):
        if taken + sign_columns(character) > width and at > start:
            middle = (start + at) // 2
            end = max(word.rfind("/", middle, at), word.rfind("-", middle, at)) + 1 or at
            pieces.append(word[start:end])
            start, taken = end, display_width(word[end:at])
        taken += sign_columns(character)
    return [*pieces, word[start:]]


def hang(text: str, width: int, first: str, rest: str) -> list[str]:
    """Folded text behind `first` on its first line and behind `rest` on the others."""
    room = max(width - max(display_width(first), display_width(rest)), 1)
    lines = fold(text.strip(" "), room)
    return [first + lines[0], *(rest + line for line in lines[1:])]
