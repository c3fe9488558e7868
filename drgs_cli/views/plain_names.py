"""How treatments, people, outcomes, times and shares are named for somebody who is no clinician; knows no figure."""

from collections.abc import Iterable

from drgs_cli.synthesis.cells import TRIAL_PHASE, Cell
from drgs_cli.synthesis.evidence import HARM, Row
from drgs_cli.views.numbers import fixed, listed, span
from drgs_cli.views.wording import in_sentence
from drgs_cli.vocabulary.terms import Vocabulary

_NOT_A_PLACE = "mixed"
# Whom figures count, where that is not everybody who started.
_COUNTED = {
    "modified-itt": "Some of the people who started were not counted.",
    "implanted": "Counted were only people who received a permanent stimulator.",
    "followed-up": "Counted were only people who received a permanent stimulator and were seen again.",
    "completers": "Counted were only people who stayed in the study to its end.",
    "per-protocol": "Counted were only people who were treated as the study had planned.",
    "as-treated": "People were counted under the treatment that they in fact received.",
    "subset": "Counted was only a selected part of the people.",
    "unclear": "It is not clear which people were counted.",
}


def treatment(key: str, words: Vocabulary) -> str:
    """A treatment by its whole name, without what its label has in brackets."""
    term = words.interventions.get(key)
    return in_sentence(term.label.partition(" (")[0]) if term is not None else key


def people_with(key: str | None, words: Vocabulary) -> str:
    """People with an illness; of any, people with chronic pain."""
    if not key:
        return "people with chronic pain"
    term = words.indications[key]
    return f"people with {term.plain or in_sentence(term.label)}"


def people_of(rows: Iterable[Row], asked: str | None, words: Vocabulary) -> str:
    """The people whom rows are about: those of a part of the indication where all rows are of that part."""
    parts = {row.about for row in rows if row.depth}
    whole = any(not row.depth for row in rows)
    return people_with(parts.pop() if len(parts) == 1 and not whole else asked, words)


def with_pain_in(places: Iterable[str], words: Vocabulary) -> str:
    """Where the pain was, after the people; empty where that is not told apart."""
    found = [key for key in places if key != _NOT_A_PLACE]
    return f" (pain in the {listed([words.locations[key].label for key in found])})" if found else ""


def had(cell: Cell, words: Vocabulary) -> str:
    """What people had, as "had at least half of their pain relieved"."""
    term = words.outcomes[cell.outcome]
    name = in_sentence(term.label) + (f" ({cell.aspect})" if cell.aspect else "")
    event = "unwanted event" if term.kind == HARM else "result"
    text = "" if cell.aspect else term.plain
    text = text or f"had the {event} “{name}”"
    return f"{text} (and met the other conditions for success)" if cell.composite else text


def outcome_name(cell: Cell, words: Vocabulary) -> str:
    """An outcome by its label, in a sentence."""
    return in_sentence(words.outcomes[cell.outcome].label) + (f" ({cell.aspect})" if cell.aspect else "")


def after(cell: Cell, rows: Iterable[Row]) -> str:
    """How long after treatment began, in whole months of the rows themselves."""
    found = sorted({row.result.months for row in rows if row.result.months is not None})
    if cell.time == TRIAL_PHASE:
        return "at the end of a try-out of the treatment"
    if not found:
        return "(when is not stated)"
    if found[-1] == 0:
        return "at the very beginning"
    ends = tuple(dict.fromkeys(_whole(end) for end in (found[0], found[-1])))
    unit = "month" if ends == ("1",) else "months"
    exact = all(end == round(end) for end in found)
    return f"after {'' if exact else 'about '}{ends[0] if len(ends) == 1 else span(*ends)} {unit}"


def of_100(share: float) -> str:
    """A share of people in 100 of them: none and all only where it is that."""
    text = fixed(100 * share, 0)
    if text == "0":
        return "none" if share <= 0 else "fewer than 1"
    if text == "100":
        return "all" if share >= 1 else "more than 99"
    return f"about {text}"


def counted(groups: Iterable[str]) -> str:
    """Whom figures count, where that is not everybody who started and is the same everywhere."""
    found = set(groups)
    return _COUNTED.get(found.pop(), "") if len(found) == 1 else ""


def _whole(number: float) -> str:
    """Months in whole ones; less than one as it is."""
    return fixed(number, 0) if number >= 1 else f"{number:.2g}"
