"""How far an axis of shares in per cent reaches, and what is said of it; draws nothing."""

from collections.abc import Iterable

WHOLE = 100.0
_TOPS = (1.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 50.0)


def top_of_shares(values: Iterable[float]) -> float:
    """The least round end that no figure and no limit lies beyond: rare events are not squeezed at 0. No axis ends
    between the half and the whole.
    """
    largest = max(values, default=WHOLE)
    return next((top for top in _TOPS if largest <= top), WHOLE)


def end_text(top: float) -> str:
    """That an axis does not reach to the whole; nothing where it does."""
    return f"the axis ends at {top:g} %, not at 100 %" if top < WHOLE else ""
