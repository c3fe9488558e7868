"""What a reader has to know of the rows that stand for a study, and of studies that stand together, as codes; words
nothing.
"""

from collections.abc import Iterable

from drgs_cli.records.model import Result, Study
from drgs_cli.records.observed import Source
from drgs_cli.synthesis.cells import FINAL
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import seen
from drgs_cli.synthesis.selection import LAST_CHOICE, Chosen

MEAN_TIME = "mean-time"
LAST = "last-choice"
MIXED_COHORT = "mixed-cohort"
DENOMINATOR_LATER = "denominator-later"
SECONDARY_SOURCE = "secondary-source"
# Of several studies that stand together.
GROUPS_DIFFER = "groups-differ"
THRESHOLD = "threshold"
CHANGE_AND_FINAL = "change-and-final"

_NO_VISIT = ("mean", "median")
_SECONDARY = "secondary"


def marks_of_rows(chosen: Chosen, context: Context) -> tuple[str, ...]:
    """The marks of the rows themselves, whatever is computed of them."""
    rows = [row.result for row in chosen.rows]
    known = {
        MEAN_TIME: any(row.time in _NO_VISIT for row in rows),
        LAST: any(row.analysed in LAST_CHOICE for row in rows),
        MIXED_COHORT: any(row.mixed for row in chosen.rows),
        DENOMINATOR_LATER: _denominator_later(chosen, context.question.as_of),
        SECONDARY_SOURCE: any(row.basis == _SECONDARY for row in rows),
    }
    return tuple(mark for mark, holds in known.items() if holds)


def change_and_final(results: Iterable[Result]) -> bool:
    """Whether final figures stand beside changes."""
    return len({result.statistic == FINAL for result in results}) > 1


def printed_later(sources: Iterable[Source], names: Iterable[str], study: Study, as_of: str | None) -> bool:
    """Whether one of the figures named was taken from a report of after that day: a source says `for` which it is."""
    return any(
        not seen((source.report,), as_of, study) for source in sources if not set(names).isdisjoint(source.covers)
    )


def _denominator_later(chosen: Chosen, as_of: str | None) -> bool:
    places = [
        place for row in chosen.rows for place in (row.result.sources, *(o.sources for o in row.result.arms.values()))
    ]
    return any(printed_later(sources, ("n",), chosen.study, as_of) for sources in places)
