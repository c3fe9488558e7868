"""Characters that act instead of being seen, made visible; knows neither formats nor tables.

Text comes from records, and records come from anywhere. An escape sequence could repaint a terminal and a
bidirectional override could turn a number round, so such characters are written as escapes (`\\x1b`,
`\\u202e`). A line break or a tab is only white space and becomes a space: no text can break out of
its cell or its line.
"""

import re

# Fixed ranges, not the Unicode database of the running Python: the same input gives the same bytes anywhere.
# Compiled by `re` where a text first needs them, which is seldom.
_SPACES = "\r\n|[\t\n\x0b\x0c\r\x85\u2028\u2029]"
ACTING = (
    "[\x00-\x1f\x7f-\x9f"  # C0, DEL and C1: escape sequences, bells, overwriting
    "\xad\u200b\u2060-\u2064\ufeff\u180e"  # invisible: soft hyphen, zero-width space, byte order mark ...
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # direction of writing
    "\u2028\u2029\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"  # separators, annotations, tags ...
    "\ud800-\udfff]"  # halves of a pair, which no file can hold
)


def visible(text: str) -> str:
    """The text with nothing in it that a terminal, a browser or a spreadsheet would obey."""
    if text.isprintable():
        return text
    return re.sub(ACTING, _escape, re.sub(_SPACES, " ", text))


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
