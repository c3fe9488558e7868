"""The forms in which a check tells its problems, and where their files lie; finds no problem."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

import click
from msgspec.structs import replace

from drgs_cli.cli.keys import either
from drgs_cli.cli.output import terminal_width, wants_colour

if TYPE_CHECKING:  # --help imports no record
    from drgs_cli.checks.rule import Rule
    from drgs_cli.cli.targets import Target
    from drgs_cli.documents.problems import Problem


_IN_A_LINE = 8  # ids of rules


class Checked(NamedTuple):
    """What was found in one target."""

    target: Target
    problems: list[Problem]

    @property
    def place(self) -> PurePosixPath:
        """The folder as seen from the top of its repository; whole where it is in none."""
        folder = self.target.base.folder.resolve()
        tops = (top for top in (folder, *folder.parents) if (top / ".git").exists())
        for top in (next(tops, None), os.environ.get("GITHUB_WORKSPACE"), Path.cwd()):
            if top and folder.is_relative_to(top):
                return PurePosixPath(folder.relative_to(top).as_posix())
        return PurePosixPath(folder.as_posix())

    def lines(self, name: str) -> list[str]:
        """The lines of a file as positions count them; none where it is no text."""
        content = self.target.library.content(name)
        return [] if b"\0" in content else content.decode("utf-8-sig", "replace").split("\n")

    def shown(self, waived: bool) -> list[Problem]:
        """The problems to tell: those that the records let stand only where that was asked for."""
        return [problem for problem in self.problems if waived or not problem.waived]


class CheckForm(NamedTuple):
    """One form: `write(checked, rules, show_waived, to_file)`."""

    endings: tuple[str, ...]
    about: str
    write: Callable[[Sequence[Checked], Sequence[Rule], bool, bool], str]
    for_people: bool = False


def form_of(named: str | None, path: Path | None) -> CheckForm:
    """The form that was asked for, by name or by the ending of the file; on GitHub's runners its own."""
    if named is not None:
        return CHECK_FORMS[named]
    if path is None:
        return CHECK_FORMS["github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"]
    name = path.name.lower()
    fitting = [(len(end), form) for form in CHECK_FORMS.values() for end in form.endings if name.endswith(end)]
    if not fitting:
        endings = either([end for form in CHECK_FORMS.values() for end in form.endings])
        raise click.UsageError(f"-o {path}: its ending names no format; end it in {endings}, or give --format")
    return max(fitting, key=itemgetter(0))[1]


def rules_to_read(problems: Iterable[Problem]) -> str:
    """The rules that found something, the gravest before others; where they are more than a line takes, any."""
    gravest = sorted(problems, key=lambda problem: ("error", "warning", "info").index(problem.level))
    found = dict.fromkeys(problem.rule for problem in gravest)
    return " ".join(found) if len(found) <= _IN_A_LINE else "ID"


def summary(checked: Sequence[Checked]) -> str:
    """How much was found in how many files."""
    from drgs_cli.views.problems import closing_line

    every = [problem for one in checked for problem in one.problems]
    return closing_line(every, sum(one.target.files for one in checked))


def _text(checked: Sequence[Checked], _rules: Sequence[Rule], show_waived: bool, to_file: bool) -> str:
    from drgs_cli.views.problems import problem_lines

    width, colour = (None, False) if to_file else (terminal_width(sys.stdout), wants_colour(sys.stdout))
    lines: list[str] = []
    for one in checked:
        lines += problem_lines(one.shown(show_waived), one.target.base.folder, one.lines, colour, width)
    return _ended(lines, checked)


def _github(checked: Sequence[Checked], _rules: Sequence[Rule], show_waived: bool, _to_file: bool) -> str:
    from drgs_cli.views.annotations import annotation_lines

    lines = (line for one in checked for line in annotation_lines(one.shown(show_waived), str(one.place)))
    return _ended(lines, checked)


def _json(checked: Sequence[Checked], _rules: Sequence[Rule], _show_waived: bool, _to_file: bool) -> str:
    """Files are named from their folder; where there are several folders, from here, and no evidence base is."""
    from drgs_cli.render.structured import render_json
    from drgs_cli.views.contract import summary_of, validate_json
    from drgs_cli.views.envelope import envelope

    if len(checked) == 1:
        (one,) = checked
        return render_json(validate_json(tuple(one.problems), one.target, one.target.files))
    every = []
    for one in checked:
        for problem in one.problems:
            path = str(one.target.base.folder / problem.location.path)
            every.append(replace(problem, location=replace(problem.location, path=path)))
    files = sum(one.target.files for one in checked)
    return render_json(envelope("validate", None, None, {"summary": summary_of(every, files)}, (), every))


def _sarif(checked: Sequence[Checked], rules: Sequence[Rule], _show_waived: bool, _to_file: bool) -> str:
    from drgs_cli.render.structured import render_json
    from drgs_cli.views.sarif import sarif_log

    return render_json(sarif_log(checked, rules))


def _ended(lines: Iterable[str], checked: Sequence[Checked]) -> str:
    return "".join(f"{line}\n" for line in (*lines, summary(checked)))


CHECK_FORMS: dict[str, CheckForm] = {
    "text": CheckForm((".txt",), "with the line of the file", _text, for_people=True),
    "json": CheckForm((".json",), "for programs", _json),
    "github": CheckForm((), "annotations of GitHub Actions", _github, for_people=True),
    "sarif": CheckForm((".sarif", ".sarif.json"), "SARIF 2.1.0", _sarif),
}
