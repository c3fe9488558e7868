"""Text of a cell into a number, in the one decimal sign of its file; knows no meaning of a column.

What is read here is read alike by R (`read.csv`, `read.csv2`) and by spreadsheets, so that an answer can be had
from them too: a typographic minus or full-width digits have one meaning, and are refused all the same.
"""

import re
from collections.abc import Iterable, Sequence
from math import isinf
from typing import Literal

from drgs_cli.documents.delimited_cells import Cell, Decimals, Separator, Sheet
from drgs_cli.documents.problems import Problem

MISSING = ("", "NA")  # as in R
_EXPONENT = r"(?:[eE][+-]?[0-9]+)?"
_POINT = re.compile(rf"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+){_EXPONENT}").fullmatch
_COMMA = re.compile(rf"[+-]?(?:[0-9]+,?[0-9]*|,[0-9]+){_EXPONENT}").fullmatch
_EITHER = re.compile(rf"[+-]?[0-9.,]*[0-9][0-9.,]*{_EXPONENT}").fullmatch
_LIKE_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:[.,][0-9]{3})+").fullmatch
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[ \u00a0\u2009\u202f'\u2019_][0-9]{3})+(?:[.,][0-9]+)?").fullmatch
_MAX_DIGITS = 500

_THOUSANDS = "thousands are written with nothing between: 1234"


def number(sheet: Sheet, cell: Cell) -> float | Problem | None:
    """The number in a cell; None where the cell is empty or NA; a problem for anything else.

    Never nan, infinite or a negative zero.
    """
    text = cell.text.strip()
    if text in MISSING:
        return None
    sign = sheet.decimals.sign
    plain = text
    if sign == "," and "," in text and _COMMA(text):
        plain = text.replace(",", ".")
    elif not _POINT(text) or (sign != "." and "." in text):
        return _refused(sheet, cell, text)
    if len(text) > _MAX_DIGITS:
        return _problem(sheet, cell, "T111", f"a number of {len(text)} characters", f"at most {_MAX_DIGITS} are read")
    value = float(plain)
    if isinf(value):
        return _problem(sheet, cell, "T111", f"{text} is too large to be held", "numbers go up to 1.79e308")
    if value == 0.0 and re.search("[1-9]", re.split("[eE]", plain)[0]):
        return _problem(sheet, cell, "T111", f"{text} is too small to be told from 0", "numbers go down to 5e-324")
    return value + 0.0  # -0 is 0


def decimals_of(rows: Sequence[Sequence[Cell]], separator: Separator) -> Decimals:
    """The decimal sign, from the columns most of whose cells are numbers; between commas it is always the point."""
    if separator == ",":
        return Decimals()
    signed = [cell for column in zip(*rows, strict=True) for cell in _signed_numbers(column)]
    comma = _first(cell for cell in signed if "," in cell.text)
    point = _first(cell for cell in signed if "." in cell.text)
    if comma and point:
        clear = [not _LIKE_THOUSANDS(cell.text) for cell in (comma, point)]
        return Decimals("?" if clear[0] == clear[1] else "," if clear[0] else ".", comma, point)
    # A point is the rule. Where semicolons stand because commas are decimals, 1.234 may be a thousand.
    doubtful = comma if comma else point if separator == ";" else None
    if doubtful and _LIKE_THOUSANDS(doubtful.text):
        return Decimals("?", comma, point)
    return Decimals("," if comma else ".", comma, point)


def _signed_numbers(column: Sequence[Cell]) -> list[Cell]:
    """The numbers with one comma or one point, if the column is one of numbers."""
    texts = [cell for cell in column if cell.text not in MISSING]
    numbers = [cell for cell in texts if _EITHER(cell.text)]
    if 2 * len(numbers) <= len(texts):
        return []
    return [cell for cell in numbers if cell.text.count(",") + cell.text.count(".") == 1]


def _first(cells: Iterable[Cell]) -> Cell | None:
    """The first number that cannot be meant as thousands, or else the first at all."""
    first = None
    for cell in cells:
        if not _LIKE_THOUSANDS(cell.text):
            return cell
        first = first or cell
    return first


def _refused(sheet: Sheet, cell: Cell, text: str) -> Problem:
    """Why this is no number here, and what to write instead."""
    if _EITHER(text) and ("," in text or "." in text):
        return _two_signs(sheet, cell, text)
    return _problem(
        sheet, cell, "T109", f"a number belongs here, found {_shown(text)}", _advice(text, sheet.decimals.sign)
    )


def _two_signs(sheet: Sheet, cell: Cell, text: str) -> Problem:
    """A number with the wrong sign, with both, or with one that can be read in two ways."""
    decimals = sheet.decimals
    if text.count(",") + text.count(".") > 1:
        message = f"'{text}' has more than one comma or point"
        return _problem(sheet, cell, "T110", message, f"{_THOUSANDS}; decimals with one sign")
    if sheet.separator == ",":
        hint = f"between commas a decimal has a point: {text.replace(',', '.')}"
        if _LIKE_THOUSANDS(text):
            hint += f"; {_THOUSANDS}"
        return _problem(sheet, cell, "T110", f"'{text}' has a comma", hint)
    sign: Literal[",", "."] = "," if "," in text else "."
    other = decimals.point if sign == "," else decimals.comma
    if decimals.sign == "?" and other is None:
        message = f"'{text}' may be a decimal or thousands, and no other number of the file tells"
        return _problem(sheet, cell, "T110", message, f"{_THOUSANDS}; a decimal with a last 0 added: {text}0")
    names = {",": "comma", ".": "point"}
    where = f", as '{other.text}' on line {other.line} has" if other else ""
    rest = "a point" if sign == "," else "a comma"
    message = f"'{text}' has a {names[sign]}, where decimals of this file have {rest}{where}"
    if decimals.sign == "?":
        message = f"'{text}' has a {names[sign]}{', but ' + repr(other.text) + f' on line {other.line} has ' + rest if other else ''}"
    return _problem(sheet, cell, "T110", message, f"one decimal sign in one file; {_THOUSANDS}")


def _advice(text: str, sign: str) -> str:
    """What to write instead of a text that is no number."""
    from drgs_cli.documents.expectation import is_not_reported

    if is_not_reported(text) or text.lower() in ("nan", "null", "."):
        return "leave the cell empty, or write NA, where there is no number"
    if text.lower().lstrip("+-") in ("inf", "infinity"):
        return "numbers are finite; leave the cell empty where there is none"
    if text.endswith("%"):
        return "the number alone, without the percent sign, in the unit of its column"
    if "\u2212" in text or text[:1] in "\u2013\u2014":
        return "a minus sign is written '-'"
    if _GROUPED(text):
        return _THOUSANDS
    if text[:1] in "<>=\u2264\u2265~":
        return "the number alone; what is only known to be less or more is no number"
    if not text.isascii() and any(character.isdecimal() for character in text):
        return "digits are 0 to 9"
    return "digits, a decimal point and an exponent" if sign == "." else "digits, a decimal sign and an exponent"


def _shown(text: str) -> str:
    from drgs_cli.documents.expectation import shown

    return shown(text)


def _problem(sheet: Sheet, cell: Cell, rule: str, message: str, hint: str) -> Problem:
    return Problem(sheet.place(cell), rule, "error", f"{sheet.header[cell.index].text}: {message}", hint)
