"""What a plain scalar means by the core schema of YAML 1.2; knows no place and no schema."""

import math
import re
import sys
from typing import Any

from drgs_cli.documents.positions import NULL_FORMS

# Counts below a thousand, the commonest numbers, share the one look-up that true, false and null need.
MEANINGS: dict[str, Any] = {
    **{str(count): count for count in range(1000)},
    **dict.fromkeys(NULL_FORMS),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
NUMBER_STARTS = frozenset("-+.0123456789")

_NOT_FINITE = frozenset(sign + word for sign in ("", "+", "-") for word in (".inf", ".Inf", ".INF")) | frozenset(
    (".nan", ".NaN", ".NAN")
)
_LONGEST_INTEGER = 311  # the largest float has 309 digits; Python itself refuses some thousands
_INTEGER = re.compile(r"[-+]?[0-9]+").fullmatch
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?").fullmatch
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+").fullmatch


def number_or_text(printed: str) -> int | float | str:
    """A plain scalar that is none of MEANINGS: a number, infinity if it is not finite, or its own text."""
    value: int | float
    if _INTEGER(printed):
        value = int(printed) if len(printed) <= _LONGEST_INTEGER else math.inf
    elif _FLOAT(printed):
        value = float(printed)
    elif _OTHER_BASE(printed):
        value = int(printed, 0)
    elif printed in _NOT_FINITE:
        value = math.inf
    else:
        return printed
    return value if abs(value) <= sys.float_info.max else math.inf


def number_of(printed: str) -> float | None:
    """What a plain scalar means if it is a finite decimal number, `+1`, `.5` and `1e-3` among them; else None."""
    if not (_INTEGER(printed) or _FLOAT(printed)):
        return None
    value = float(printed)
    return value if math.isfinite(value) else None
