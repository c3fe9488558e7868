"""The few styles of a terminal; without colour every text stays as it is."""

from msgspec import Struct

RESET = "\x1b[0m"


class Ink(Struct, frozen=True):
    """Strong for titles, accent for headings inside tables, faint for rules and names of fields."""

    strong: str = ""
    accent: str = ""
    faint: str = ""

    def write(self, style: str, text: str) -> str:
        """The text between the style's escape sequence and a reset; an empty style or text gets none."""
        return f"{style}{text}{RESET}" if style and text else text


PLAIN = Ink()
COLOURS = Ink(strong="\x1b[1m", accent="\x1b[1;36m", faint="\x1b[2m")
