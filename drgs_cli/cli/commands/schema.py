"""`drgs schema`: what editors need to complete and check records as they are typed."""

from __future__ import annotations

import re
from pathlib import Path

import click

from drgs_cli.cli import conduct, options
from drgs_cli.cli.evidence import find_evidence, read_vocabulary
from drgs_cli.cli.once import OnceCommand
from drgs_cli.cli.output import write

EXAMPLES = """\b
Examples:
  drgs schema
  drgs schema review
  drgs schema record -o study.schema.json
"""
_NAMED = re.compile(r"# yaml-language-server: \$schema=(\S+)")
_OUTPUT = Path(__file__).parents[2] / "schema" / "output.schema.json"


@click.command("schema", cls=OnceCommand, epilog=EXAMPLES)
@click.argument("kind", type=click.Choice(["record", "review", "output"]), default="record")
@options.folder
@click.option(*("-o", "--output"), metavar="FILE", type=click.Path(path_type=Path), help="Write to a file.")
def command(kind: str, studies: str | None, output: Path | None) -> int:
    """Print the JSON Schema of a record, for editors.

    Also that of review.yaml (both draft-07, which editors read), or of the JSON that this program writes (2020-12). An
    editor with a YAML language server completes keys, explains them and marks what is wrong, where the first line of a
    record names the schema: # yaml-language-server: $schema=study.schema.json. The keys are those of the vocabulary,
    with what the review of the evidence base adds. What only figures can show is left to drgs validate.
    """
    if kind == "output":
        write(_OUTPUT.read_text(encoding="utf-8"), output)
        return conduct.DONE
    from drgs_cli.editing.schema import schema_of
    from drgs_cli.render.structured import render_json

    vocabulary = read_vocabulary(find_evidence(studies))
    write(render_json(schema_of(kind, vocabulary)), output)
    if output is not None:
        _tell_lost(output)
    return conduct.DONE


def _tell_lost(written: Path) -> None:
    """Say how many files beside the schema name one that is not there, as copied records do; they are not touched."""
    lost = 0
    for path in written.parent.glob("*.yaml"):
        with path.open(encoding="utf-8", errors="replace") as stream:
            named = _NAMED.match(stream.readline())
        lost += named is not None and "://" not in named[1] and not (path.parent / named[1]).exists()
    if lost:
        files = "1 file there names" if lost == 1 else f"{lost} files there name"
        conduct.say(f"{files} a schema that is not there; write $schema={written.name} in the first line")
