"""`drgs fmt`: records in one layout, comments kept."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drgs_cli.cli import conduct, options
from drgs_cli.cli.evidence import find_evidence, own_folder, records_in
from drgs_cli.cli.once import OnceCommand
from drgs_cli.cli.output import write
from drgs_cli.errors import DrgsError

if TYPE_CHECKING:  # --help imports no record
    from drgs_cli.documents.problems import Problem

EXAMPLES = """\b
Examples:
  drgs fmt --check
  drgs fmt --diff studies/deer-2017-accurate.yaml
  drgs fmt --check --diff studies/deer-2017-accurate.yaml studies/review.yaml
"""
_STANDARD_INPUT = Path("-")


@click.command("fmt", cls=OnceCommand, epilog=EXAMPLES)
@click.argument("paths", nargs=-1, metavar="[PATHS]...", type=click.Path(path_type=Path, allow_dash=True))
@options.own_folder
@click.option("--check", is_flag=True, help="Only list what would be laid out anew; status 1 if there is anything.")
@click.option("--diff", "as_difference", is_flag=True, help="Only show the lines that would change.")
@click.option("--stdin-name", metavar="NAME", default="record.yaml", help="The name of the file that - stands for.")
def command(paths: tuple[Path, ...], studies: str | None, check: bool, as_difference: bool, stdin_name: str) -> int:
    """Lay records out in one way, comments kept.

    Without PATHS: every record of the evidence base, and its review. What a file says stays as it is: every figure,
    text and comment. A file that cannot be read, or is no record, is listed and left alone. - reads standard input
    and writes to standard output, for editors.
    """
    if _STANDARD_INPUT in paths:
        if len(paths) > 1:
            raise click.UsageError("- stands alone: it is standard input, and no file is written")
        return _filter(stdin_name, check, as_difference)
    return _lay_out(_files(paths, studies), check, as_difference)


def _files(paths: tuple[Path, ...], studies: str | None) -> list[Path]:
    """The files that are named, those of the folders that are, or those of the evidence base."""
    if paths and studies is not None:
        raise click.UsageError("--studies names a folder and so do the paths; give one of the two")
    if not paths:
        paths = (own_folder(find_evidence(studies)),)
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"{path} does not exist; name files or folders of study records")
        if path.is_dir():
            files += _records_of(records_in(path))
        elif path.suffix in (".yaml", ".yml"):
            files.append(path)
        else:
            raise click.UsageError(f"{path} is no record: a record is a file named ID.yaml")
    return list(dict.fromkeys(files))


def _records_of(folder: Path) -> list[Path]:
    found = [path for path in folder.glob("*.yaml") if not path.name.startswith(".") and path.is_file()]
    if not found:
        raise DrgsError(f"no study records in {folder}: a record is a file named ID.yaml")
    return sorted(found)


def _lay_out(files: list[Path], check: bool, as_difference: bool) -> int:
    """Every file in turn; one that cannot be laid out does not keep the others from it."""
    from drgs_cli.views.layout import closing_line, difference, shown

    changed = unread = failed = 0
    for path in files:
        try:
            content, new = _anew(path, only_look=check or as_difference)
        except DrgsError as error:
            conduct.say(str(error))
            failed += 1
            continue
        if not isinstance(new, bytes):
            _list(new, path.parent)
            unread += 1
        elif new != content:
            write("".join(difference(path, content, new)) if as_difference else f"{shown(path)}\n")
            changed += 1
    said = closing_line(changed, len(files), unread + failed, check or as_difference)
    conduct.say(f"{said}; drgs fmt does it" if changed and check else said)
    if failed:
        return conduct.CANNOT
    return conduct.FINDINGS if unread or (check and changed) else conduct.DONE


def _anew(path: Path, only_look: bool) -> tuple[bytes, bytes | tuple[Problem, ...]]:
    """A file as it was and as it is laid out, and by now stands there; or why it cannot be read."""
    from drgs_cli.cli.rewriting import read, rewrite
    from drgs_cli.editing.canonical import canonical_record

    content = read(path)
    new = canonical_record(content, path.name)

    def change(old: bytes) -> bytes:
        """What stands there now, which somebody may have saved since it was read."""
        anew = new if old == content else canonical_record(old, path.name)
        return anew if isinstance(anew, bytes) else old

    if new != content and isinstance(new, bytes) and not only_look:
        rewrite(path, change)
    return content, new


def _filter(name: str, check: bool, as_difference: bool) -> int:
    """Standard input, laid out; or what would change in it."""
    from drgs_cli.editing.canonical import canonical_record
    from drgs_cli.views.layout import difference, shown

    content = sys.stdin.buffer.read()
    new = canonical_record(content, name)
    if not isinstance(new, bytes):
        _list(new, Path())
        return conduct.FINDINGS
    changes = new != content
    if as_difference:
        write("".join(difference(Path(name), content, new)) if changes else "")
    elif check:
        write(f"{shown(Path(name))}\n" if changes else "")
    else:
        write(new)
    return conduct.FINDINGS if check and changes else conduct.DONE


def _list(problems: Iterable[Problem], folder: Path) -> None:
    from drgs_cli.views.problems import problem_lines

    for line in problem_lines(problems, folder):
        click.echo(line, err=True)
