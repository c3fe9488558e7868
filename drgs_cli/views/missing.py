"""What there is none of, in words that deny nothing that was only left out or not read; knows no figure."""

from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import AWAITING, NON_RANDOMISED, RANDOMISED, Evidence
from drgs_cli.synthesis.reading import LONG_TERM, Reading
from drgs_cli.views.narrowing import scope, within
from drgs_cli.views.numbers import count, listed
from drgs_cli.views.wording import short


def is_compared(reading: Reading) -> bool:
    """Whether a study has both sides, whatever it prints of them."""
    return bool(reading.studies[RANDOMISED] or reading.studies[NON_RANDOMISED])


def lacking_text(reading: Reading, evidence: Evidence) -> str:
    """What a reading with a comparison is without: one that is randomised, figures of the long term."""
    parts = [
        *(["a randomised comparison with figures"] if RANDOMISED in reading.missing else []),
        *(["a comparison at two years or later"] if LONG_TERM in reading.missing else []),
    ]
    start = scope(evidence.question)
    where = f" {start[0].lower()}{start[1:]}" if start else ""
    return f"missing{where}: {listed(parts)}" if parts else ""


def why_not_compared(reading: Reading, evidence: Evidence, context: Context) -> str:
    """Why the two cannot be compared: what no study gives, and what waits to be read of a side that has none."""
    if is_compared(reading):
        none = ", and none of them is randomised" if RANDOMISED in reading.missing else ""
        return within(evidence.question, f"the studies with both compare no benefit of whole groups{none}")
    names = {side: short(context.vocabulary, side) for side in evidence.sides.keys if side in reading.missing}
    if not names:
        return within(evidence.question, "no study, randomised or not, gives figures for both side by side")
    unread = [
        count(number, f"study with {name} is", f"studies with {name} are") + " known and not read yet"
        for side, name in names.items()
        if (number := unread_of(evidence, side))
    ]
    why = within(evidence.question, f"no primary study gives figures on {' or '.join(names.values())}")
    return "; ".join([why, *unread])


def unread_of(evidence: Evidence, side: str) -> int:
    """How many studies with an arm of a side are known and wait to be read."""
    return sum(
        any(evidence.sides.of(arm.intervention) == side for arm in entry.study.arms.values())
        for entry in evidence.in_group(AWAITING)
    )


def nothing_text(evidence: Evidence, either: str) -> str:
    """Why there is nothing: studies of neither side, no study at all, or all set aside (the notes name them)."""
    if evidence.studies:
        return within(evidence.question, f"no primary study with figures on {either}")
    reasons = {entry.reason for entry in evidence.excluded}
    if not reasons:
        return "no evidence, no study of it in the folder"
    if "filtered" in reasons:
        return "nothing is left within the filters"
    if "not-yet-published" in reasons:
        return f"nothing in print by {evidence.question.as_of}"
    return "no figures for it alone, only among other causes"
