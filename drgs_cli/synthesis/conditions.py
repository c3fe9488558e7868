"""Conditions on studies (`--where year>=2015`): which fields there are, and whether one holds; reads no figure."""

import re
from collections.abc import Callable
from math import isnan

from drgs_cli.records.model import Study
from drgs_cli.synthesis.question import Condition

SIGNS: dict[str, Callable[[float, float], bool]] = {
    ">=": lambda found, wanted: found >= wanted,
    "<=": lambda found, wanted: found <= wanted,
    "!=": lambda found, wanted: found != wanted,
    ">": lambda found, wanted: found > wanted,
    "<": lambda found, wanted: found < wanted,
    "=": lambda found, wanted: found == wanted,
}

# Fields with a number: what is not known fulfils no condition.
NUMBERS: dict[str, Callable[[Study], float | None]] = {
    "year": lambda study: study.year,
    "centres": lambda study: study.centres,
    "patients": lambda study: study.population.n,
}
# Fields with words: a study may have several, and one of them is enough.
WORDS: dict[str, Callable[[Study], tuple[str, ...]]] = {
    "study": lambda study: (study.id,),
    "sponsor": lambda study: (study.funding[0] if study.funding is not None else "not-reported",),
    "country": lambda study: study.countries,
    "registration": lambda study: study.registration,
    "risk-of-bias": lambda study: tuple(entry.overall for entry in study.risk_of_bias if entry.overall is not None),
}
FIELDS = (*NUMBERS, *WORDS)
_WRITTEN = re.compile(r"\s*([a-z-]+)\s*(>=|<=|!=|>|<|=)\s*(.+?)\s*")


def read_condition(written: str) -> Condition | str:
    """The condition as a value, or what is wrong with it in a few words."""
    match = _WRITTEN.fullmatch(written)
    if match is None:
        return f"{written!r} is no condition; write FIELD=VALUE, such as year>=2015 or sponsor=industry"
    field, sign, value = match.groups()
    if field not in FIELDS:
        return f"{field!r} is no field; a field is one of {', '.join(FIELDS)}"
    if field in NUMBERS and _number(value) is None:
        return f"{field} is a number, found {value!r}"
    if field in WORDS and sign not in ("=", "!="):
        return f"{field} is a word: only = and != can be asked of it"
    return Condition(field, sign, value)


def holds(condition: Condition, study: Study) -> bool:
    """Whether a study fulfils a condition."""
    if condition.field in NUMBERS:
        found, wanted = NUMBERS[condition.field](study), _number(condition.value)
        return found is not None and wanted is not None and SIGNS[condition.sign](found, wanted)
    words = {word.casefold() for word in WORDS[condition.field](study)}
    return (condition.value.casefold() in words) == (condition.sign == "=")


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return None if isnan(number) else number
