"""Counts over the patients with failed trials, or all allocated, in words; decides when they are all who were trialled.

Those analysed and those whose trial failed are fewer than all trialled where somebody was lost between the two.
"""

from drgs_cli.synthesis.arms import Side
from drgs_cli.synthesis.single import Line
from drgs_cli.views.numbers import percent

COLUMN = "Counting failed trials"
COUNTING = "counting failed trials"
OF_TRIALLED = "of those trialled"


def over_text(events: int, n: int) -> str:
    """Events of patients with their share."""
    return f"{events}/{n} ({percent(events / n)})" if n else f"{events}/{n}"


def counting_text(events: int, n: int, *, of_all: bool) -> str:
    """The same with its patients: of all trialled, or of those analysed with the failed trials."""
    return f"{over_text(events, n)} {OF_TRIALLED if of_all else COUNTING}"


def other_patients_text(line: Line) -> str:
    """The counts of one study over more patients than those analysed, and how they come about; empty without any."""
    said = (_counting(line.trialled, line) if line.trialled else "", _of_allocated(line.allocated))
    return ". ".join(text for text in said if text)


def _counting(side: Side, line: Line) -> str:
    if side.events is None or side.n is None:
        return ""
    text, failed = f"{COLUMN}: {over_text(side.events, side.n)}", line.failed_trials
    if failed is None:
        return text
    whole = ", together all who were trialled" if line.is_over_all_trialled else ""
    return f"{text}: {side.n - failed} analysed and {failed} whose trial failed{whole}"


def _of_allocated(side: Side | None) -> str:
    if side is None or side.events is None or side.n is None:
        return ""
    return (
        f"Of all allocated: {over_text(side.events, side.n)}: failed trials and the lost count as without the benefit"
    )
