"""What is claimed of two treatments in plain words, each as surely as it is known: the doubt stands in the claim itself
and not behind it (GRADE guideline 26); knows no figure.
"""

from drgs_cli.synthesis.grade import HIGH, LOW, MODERATE, VERY_LOW
from drgs_cli.synthesis.reading import Reading
from drgs_cli.synthesis.verdict import BETTER, DIRECTION_ONLY, NO_IMPORTANT_DIFFERENCE

_BEHIND = {
    HIGH: "This result can be relied on.",
    MODERATE: "New studies could still change this.",
    LOW: "New studies may well change this.",
    VERY_LOW: "How the two compare is very uncertain.",
}
_BETTER = {
    HIGH: "{one} did better than {other}",
    MODERATE: "{one} probably did better than {other}",
    LOW: "{one} may have done better than {other}",
    VERY_LOW: "it is very uncertain whether {one} did better than {other}",
}
_SLIGHTLY = {
    HIGH: "{one} did slightly better",
    MODERATE: "{one} probably did slightly better",
    LOW: "{one} may have done slightly better",
    VERY_LOW: "{one} looked slightly better",
}
_TOO_SMALL = {
    HIGH: "any difference between {one} and {other} is too small to matter much",
    MODERATE: "any difference between {one} and {other} is probably too small to matter much",
    LOW: "any difference between {one} and {other} may be too small to matter much",
    VERY_LOW: "it is very uncertain whether any difference between {one} and {other} is too small to matter much",
}
_WITH_DOUBT = (BETTER, DIRECTION_ONLY, NO_IMPORTANT_DIFFERENCE)  # verdicts whose claim says already how sure it is


def did_better(one: str, other: str, reading: Reading) -> str:
    """That one treatment did better than the other."""
    return _BETTER[_level(reading)].format(one=one, other=other)


def did_slightly_better(one: str, reading: Reading) -> str:
    """That one did slightly better, after what is said of a difference too small to matter."""
    return _SLIGHTLY[_level(reading)].format(one=one)


def too_small(one: str, other: str, reading: Reading) -> str:
    """That a difference is too small to matter."""
    return _TOO_SMALL[_level(reading)].format(one=one, other=other)


def how_sure(reading: Reading) -> str:
    """What stands behind a claim; empty where nothing was rated, or the claim has said that it is very uncertain."""
    if reading.certainty is None or (_level(reading) == VERY_LOW and reading.verdict in _WITH_DOUBT):
        return ""
    return _BEHIND[_level(reading)]


def _level(reading: Reading) -> str:
    """The certainty; of what nobody rated the lowest."""
    return VERY_LOW if reading.certainty is None else reading.certainty.final
