"""Text of a cell into a number, in the one decimal sign of its file; knows no meaning of a column.

What is read here is read alike by R (`read.csv`, `read.csv2`) and by spreadsheets, so that an answer can be had
from them too: a typographic minus or full-width digits have one meaning, and are refused all the same.
"""

import re
from collections.abc import Iterable, Sequence
from math import isinf

from drgs_cli.documents.delimited_cells import Cell, Decimals, Separator, Sheet
from drgs_cli.documents.problems import Problem

MISSING = ("", "NA")  # as in R
_EXPONENT = r"(?:[eE][+-]?[0-9]+)?"
_POINT = re.compile(rf"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+){_EXPONENT}").fullmatch
# Not compiled here: most tables need none of them, and a start pays for each.
_COMMA = rf"[+-]?(?:[0-9]+,?[0-9]*|,[0-9]+){_EXPONENT}"
_EITHER = rf"[+-]?[0-9.,]*[0-9][0-9.,]*{_EXPONENT}"
_LIKE_THOUSANDS = r"[+-]?[1-9][0-9]{0,2}(?:[.,][0-9]{3})+"
_GROUPED = r"[+-]?[0-9]{1,3}(?:[ \u00a0\u2009\u202f'\u2019_][0-9]{3})+(?:[.,][0-9]+)?"
_MAX_DIGITS = 500

_THOUSANDS = "thousands have nothing between, 1234"
_NO_NUMBER = ("nan", "null", ".", "..", "\u2013", "\u2014")


def number(sheet: Sheet, cell: Cell) -> float | Problem | None:
    """The number in a cell; None where the cell is empty or NA; a problem for anything else.

    Never nan, infinite or a negative zero.
    """
    text = cell.text.strip()
    if text in MISSING:
        return None
    if len(text) > _MAX_DIGITS:  # before any pattern, whose time may grow with the square of the length
        message = f"{len(text)} characters where a number belongs"
        return _problem(sheet, cell, "T111", message, f"at most {_MAX_DIGITS} are read")
    sign = sheet.decimals.sign
    plain = text
    if sign == "," and "," in text and re.fullmatch(_COMMA, text):
        plain = text.replace(",", ".")
    elif not _POINT(text) or (sign != "." and "." in text):
        return _refused(sheet, cell, text)
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
        clear = [not re.fullmatch(_LIKE_THOUSANDS, cell.text) for cell in (comma, point)]
        return Decimals("?" if clear[0] == clear[1] else "," if clear[0] else ".", comma, point)
    # A point is the rule. Where semicolons stand because commas are decimals, 1.234 may be a thousand.
    doubtful = comma if comma else point if separator == ";" else None
    if doubtful and re.fullmatch(_LIKE_THOUSANDS, doubtful.text):
        return Decimals("?", comma, point)
    return Decimals("," if comma else ".", comma, point)


def _signed_numbers(column: Sequence[Cell]) -> list[Cell]:
    """The numbers with one comma or one point, if the column is one of numbers."""
    texts = [cell for cell in column if cell.text not in MISSING]
    numbers = [cell for cell in texts if len(cell.text) <= _MAX_DIGITS and re.fullmatch(_EITHER, cell.text)]
    if 2 * len(numbers) <= len(texts):
        return []
    return [cell for cell in numbers if cell.text.count(",") + cell.text.count(".") == 1]


def _first(cells: Iterable[Cell]) -> Cell | None:
    """The first number that cannot be meant as thousands, or else the first at all."""
    first = None
    for cell in cells:
        if not re.fullmatch(_LIKE_THOUSANDS, cell.text):
            return cell
        first = first or cell
    return first


def _refused(sheet: Sheet, cell: Cell, text: str) -> Problem:
    """Why this is no number here, and what to write instead."""
    if re.fullmatch(_EITHER, text) and ("," in text or "." in text):
        return _two_signs(sheet, cell, text)
    from drgs_cli.documents.expectation import shown  # only a faulty table needs it

    return _problem(sheet, cell, "T109", f"a number belongs here, found {shown(text)}", _advice(text))


def _two_signs(sheet: Sheet, cell: Cell, text: str) -> Problem:
    """A number with the wrong sign, with more than one, or with one that can be read in two ways."""
    decimals = sheet.decimals
    mine, theirs = ("comma", "point") if "," in text else ("point", "comma")
    other = decimals.point if mine == "comma" else decimals.comma
    if text.count(",") + text.count(".") > 1:
        message, hint = f"'{text}' has more than one comma or point", f"{_THOUSANDS}; a decimal has one sign"
    elif sheet.separator == ",":
        message = f"'{text}' has a comma, which separates the columns of this file"
        hint = f"a decimal has a point, {text.replace(',', '.')}; {_THOUSANDS}"
    elif other:
        has = "the point of a decimal" if theirs == "point" else "the comma of a decimal"
        message = f"'{text}' has a {mine}, but '{other.text}' on line {other.line} has {has}"
        hint = f"one decimal sign in one file; {_THOUSANDS}"
    else:
        message = f"'{text}' may be a decimal or thousands, and no other number of the file tells which"
        hint = f"{_THOUSANDS}; a decimal gets one more digit, {text}0"
    return _problem(sheet, cell, "T110", message, hint)


def _advice(text: str) -> str:
    """What to write instead of a text that is no number."""
    from drgs_cli.documents.expectation import is_not_reported

    if is_not_reported(text) or text.lower() in _NO_NUMBER:
        return "a cell without a number is empty, or NA"
    if text.lower().lstrip("+-") in ("inf", "infinity"):
        return "numbers are finite; a cell without one is empty, or NA"
    if "%" in text:
        return "the number alone, without the percent sign; a proportion is a part of 1"
    if "\u2212" in text or text[0] in "\u2013\u2014":
        return "a minus sign is '-'"
    if re.fullmatch(_GROUPED, text):
        return _THOUSANDS
    if text[0] in "<>=~\u2248\u2264\u2265":
        return "the number alone; a bound is no number"
    if any(character.isdecimal() and not character.isascii() for character in text):
        return "digits are 0 to 9"
    return "the number alone, without unit, range or remark" if text[0].isdigit() else ""


def _problem(sheet: Sheet, cell: Cell, rule: str, message: str, hint: str) -> Problem:
    return Problem(sheet.place(cell), rule, "error", f"{sheet.header[cell.index].text}: {message}", hint)
