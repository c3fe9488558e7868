"""A saved answer, and the same question asked again today; compares nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from drgs_cli.cli import options
from drgs_cli.cli.evidence import Opened, open_evidence
from drgs_cli.cli.options import Filters
from drgs_cli.cli.working import Working
from drgs_cli.errors import DrgsError

if TYPE_CHECKING:  # --help imports no record
    from collections.abc import Mapping, Sequence

    from drgs_cli.history.saved import SavedAnswer
    from drgs_cli.synthesis.question import Question

TODAY = "today"


def is_saved_answer(names: Sequence[str]) -> bool:
    """Whether what was typed names one file of JSON."""
    return len(names) == 1 and names[0].lower().endswith(".json") and Path(names[0]).is_file()


def asked_again(name: str, option: str | None) -> tuple[SavedAnswer, SavedAnswer, Opened]:
    """The saved answer, the answer of today to its question, and the evidence that the latter stands on."""
    from drgs_cli.history.saved import read_saved, saved_of
    from drgs_cli.synthesis.answer import answer
    from drgs_cli.views.contract import compare_json, summary_json

    try:
        before = read_saved(Path(name).read_bytes(), name)
    except OSError as error:
        raise DrgsError(f"{name}: cannot be read: {error.strerror or error}") from None
    opened = open_evidence(option, bool(before.skipped))
    question = question_of(before.question, opened)
    write = compare_json if before.command == "compare" else summary_json
    return before, saved_of(write(answer(opened.library, question), opened, question), TODAY), opened


def question_of(written: Mapping[str, Any], opened: Opened) -> Question:
    """A question from its JSON, with the methods it was answered with; keys that are none today are wrong usage."""
    window = written.get("window")
    filters = Filters(
        outcomes=_words(written.get("outcome")),
        months=None if window is None else f"{window['centre']:g}",
        designs=_words(written.get("design")),
        arms=_words(written.get("arm")),
        locations=_words(written.get("location")),
        as_of=written.get("as_of"),
        where=tuple(f"{one['field']}{one['sign']}{one['value']}" for one in written.get("where", ())),
    )
    working = Working(
        measure=written.get("measure"),
        method=written.get("method"),
        interval=written.get("interval"),
        denominator=written.get("denominator", Working().denominator),
        allow_mixed=bool(written.get("allow_mixed")),
        allow_unanchored=bool(written.get("allow_unanchored")),
        split_waveforms=bool(written.get("split_waveforms")),
    )
    return options.question_of(opened.library, filters, str(written["indication"]), working)


def _words(written: str | list[str] | None) -> tuple[str, ...]:
    if written is None:
        return ()
    return (written,) if isinstance(written, str) else tuple(written)
