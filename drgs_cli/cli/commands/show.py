"""`drgs show ID`: one study, whole."""

import click

from drgs_cli.cli import options
from drgs_cli.cli.answer import answer_each
from drgs_cli.cli.evidence import find_evidence, read_library
from drgs_cli.cli.options import Output

EXAMPLES = """\b
Examples:
  drgs show deer-2017-accurate
  drgs show liem-2013 liem-2015
  drgs show deer-2017-accurate --format json
"""
