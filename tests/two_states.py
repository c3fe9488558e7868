"""Two states of a folder of invented trials, as text, as libraries and as sides."""

from collections.abc import Mapping

from drgs_cli.checks.soundness import sound
from drgs_cli.history.effects import Effects, effects_between
from drgs_cli.history.sides import Side
from drgs_cli.history.update import Update, update_between
from drgs_cli.records.library import Library, library_of

Texts = Mapping[str, str]  # of records, by id

BETTER = (15, 20)  # against 8 of 20


def trial(name: str, drgs: tuple[int, int] = BETTER, *, months: float = 3, more: str = "") -> str:
    """The record of a trial with 8 of 20 responders to SCS; `more` is what else it says."""
    return (
        f"id: {name}\nlabel: {name.capitalize()} 2020\ndesign: rct\n"
        "reports: {roe: {role: primary, authors: [Roe A], published: 2020}}\n"
        "population: {indications: {crps: 40}}\n"
        "arms: {drgs: {intervention: drgs, allocated: 20}, scs: {intervention: scs-tonic, allocated: 20}}\n"
        "results:\n"
        f"  - {{outcome: responder-50, indication: crps, months: {months:g}, analysed: allocated,\n"
        f"     arms: {{drgs: {{events: {drgs[0]}, n: {drgs[1]}}}, scs: {{events: 8, n: 20}}}},\n"
        f"     source: {{report: roe, at: Table 1}}}}\n{more}"
    )


def folder_of(*texts: str) -> dict[str, str]:
    """Records by their ids."""
    return {text.partition("\n")[0].removeprefix("id: "): text for text in texts}


def library(*texts: str, review: str = "") -> Library:
    """All records of a state, sound or not."""
    files = [(f"{name}.yaml", text.encode(), ()) for name, text in sorted(folder_of(*texts).items())]
    return library_of("studies", review.encode() if review else None, files)


def side(*texts: str, review: str = "", name: str = "before") -> Side:
    """One state."""
    every = library(*texts, review=review)
    kept, errors = sound(every)
    return Side(name=name, folder="studies", every=every, library=kept, errors=errors)


def update(before: Side, after: Side) -> Update:
    """What lies between two states."""
    return update_between(before, after)


def effects(before: Library, after: Library, renamed: Mapping[str, str] | None = None) -> Effects:
    """What happens to the answers between two sound states."""
    return effects_between(before, after, renamed or {})


def files(*texts: str) -> dict[str, str | None]:
    """The records as files, with a review."""
    return {
        "review.yaml": "question: Which helps more\n",
        **{f"{key}.yaml": text for key, text in folder_of(*texts).items()},
    }
