"""A report, or an answer in JSON, done again from the evidence at hand; compares and words nothing itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click
import msgspec

from drgs_cli.cli.evidence import Opened, open_evidence
from drgs_cli.cli.reporting import asked_again
from drgs_cli.cli.saved_answers import question_of
from drgs_cli.errors import DrgsError
from drgs_cli.render.formats import FORMATS, Drawn, Written

if TYPE_CHECKING:  # --help computes nothing
    from collections.abc import Mapping

    from drgs_cli.history.saved_report import Difference, SavedReport


class Verified(NamedTuple):
    """A file held against the same of today; `question` is the one that was asked."""

    name: str
    question: Mapping[str, Any]
    found: tuple[Difference, ...]
    opened: Opened


def verified(name: str, option: str | None) -> Verified:
    """The file done again; raises DrgsError where it holds nothing that can be."""
    from drgs_cli.history.saved_report import COMMAND, manifest_in

    try:
        content = Path(name).read_bytes()
    except OSError as error:
        raise DrgsError(f"{name}: cannot be read: {error.strerror or error}") from None
    form, written = manifest_in(content, name)
    if written.get("command") == COMMAND:
        return _report(content, form, written, name, option)
    return _answer(content, written, name, option)


def _report(content: bytes, form: str, written: Mapping[str, Any], name: str, option: str | None) -> Verified:
    from drgs_cli.history.saved_report import CHANGED, FILE, Difference, differences, saved_report
    from drgs_cli.views.report.document import report_document

    before = saved_report(written, name)
    opened = open_evidence(option, bool(before.evidence.skipped))
    try:
        material = asked_again(before, opened)
    except click.UsageError as error:
        raise DrgsError(f"{name}: it cannot be done again: {error.message}") from None
    document = report_document(material)
    after = saved_report(document.embedded or {}, name)
    found = differences(before, after)
    if not found:
        again = _drawn(form, document, material, opened, before)
        found = () if again == content else (Difference(FILE, name, CHANGED, None, None),)
    return Verified(name, written["question"], found, opened)


def _drawn(form: str, document: Any, material: Any, opened: Opened, before: SavedReport) -> bytes:
    """The bytes of the report of today; how its evidence base was found is no part of what it says."""
    drawn = FORMATS[form]
    if isinstance(drawn, Drawn):
        text = drawn.draw(document, None, False)
        return text.encode("utf-8", "backslashreplace") if isinstance(text, str) else text
    from drgs_cli.views.contract_report import report_json

    base = opened.base._replace(origin=before.evidence.origin or opened.origin)
    return drawn.write(report_json(material, opened._replace(base=base))).encode("utf-8", "backslashreplace")


def _answer(content: bytes, written: Mapping[str, Any], name: str, option: str | None) -> Verified:
    """The answer of compare or summarise on one indication, line by line, then all of it."""
    from drgs_cli.history.saved import COMMANDS, read_saved, saved_of
    from drgs_cli.history.saved_report import TAKES
    from drgs_cli.history.verified_answer import answer_differences
    from drgs_cli.synthesis.answer import answer
    from drgs_cli.views.contract import compare_json, summary_json

    if written.get("command") not in COMMANDS or "comparisons" not in written:
        made = written.get("command")
        what = f"the JSON of {made}" if isinstance(made, str) and made.isidentifier() else "JSON of something else"
        raise DrgsError(f"{name}: {what} cannot be verified; {TAKES}")
    before = read_saved(content, name)
    opened = open_evidence(option, bool(before.skipped))
    try:
        question = question_of(before.question, opened)
    except click.UsageError as error:
        raise DrgsError(f"{name}: it cannot be asked again: {error.message}") from None
    except (LookupError, TypeError, ValueError, AttributeError):
        raise DrgsError(f"{name}: its question cannot be read") from None
    write = compare_json if before.command == "compare" else summary_json
    made = write(answer(opened.library, question), opened, question)
    drawn = FORMATS["json"]
    text = drawn.write(made) if isinstance(drawn, Written) else msgspec.json.encode(made).decode()
    again = json.loads(text)
    after = saved_of(again, name)
    return Verified(name, before.question, answer_differences(before, after, written, again), opened)
