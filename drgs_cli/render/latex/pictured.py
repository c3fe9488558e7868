"""Lines of characters as LaTeX in which every sign takes the same room: pictures in text, parts of records."""

from drgs_cli.render.latex.signs import as_read, is_coded, setting
from drgs_cli.visible import visible

SIGN = 4.8  # points that a sign takes
_STROKES = {  # left, right, up, down
    **{"─": "1100", "━": "1100", "═": "1100", "┄": "1100", "┈": "1100", "╌": "1100", "╴": "1000", "╶": "0100"},
    **{"│": "0011", "┃": "0011", "║": "0011", "┊": "0011", "┆": "0011", "╎": "0011", "╷": "0001", "╵": "0010"},
    **{"┌": "0101", "┐": "1001", "└": "0110", "┘": "1010", "├": "0111", "┤": "1011", "┬": "1101", "┴": "1110"},
    **{"┼": "1111", "╭": "0101", "╮": "1001", "╰": "0110", "╯": "1010", "╪": "1111", "╫": "1111", "╋": "1111"},
    **{"┠": "0111", "┨": "1011", "┯": "1101", "┷": "1110", "┿": "1111", "╂": "1111", "╞": "0111", "╡": "1011"},
}
_HIGH = {sign: (4.8, 9.6 * number / 8, 100) for number, sign in enumerate("▁▂▃▄▅▆▇█", 1)}
_WIDE = {sign: (4.8 * number / 8, 9.6, 100) for number, sign in enumerate("▏▎▍▌▋▊▉", 1)}
_SHADED = {sign: (4.8, 9.6, 25 * number) for number, sign in enumerate("░▒▓", 1)}
_BLOCKS = {**_HIGH, **_WIDE, **_SHADED}
_DRAWN = frozenset((*_STROKES, *_BLOCKS))  # by rules, not by a font


def pictured(lines: tuple[str, ...], room: float) -> str:
    """The lines as they are; one that is longer than the sheet is wide goes on below."""
    most = int(room / SIGN)
    shown = (piece for line in lines for piece in _pieces(visible(line), most))
    body = "\n".join(f"{_set(piece)}\\par" for piece in shown)
    return f"\\begin{{pictured}}\n{body}\n\\end{{pictured}}"


def _pieces(line: str, most: int) -> list[str]:
    pieces, piece, taken = [], "", 0
    for sign in line:
        columns = 1 if sign in _DRAWN else len(as_read(sign))
        if piece and taken + columns > most:
            pieces.append(piece)
            piece, taken = "", 0
        piece += sign
        taken += columns
    return [*pieces, piece]


def _set(line: str) -> str:
    return "\\mbox{}" + "".join(map(_sign, line.rstrip()))


def _sign(sign: str) -> str:
    if sign == " ":
        return "~"
    if sign in _STROKES:
        return "\\strokes" + "".join(_STROKES[sign])
    if sign in _BLOCKS:
        width, height, grey = _BLOCKS[sign]
        return f"\\block{{{width:g}}}{{{height:g}}}{{{grey}}}"
    if sign.isascii():
        return f"{setting(sign)}{{}}" if sign in "-,'!?" else setting(sign)
    return setting(sign) if is_coded(sign) else f"\\onesign{{{setting(sign)}}}"
