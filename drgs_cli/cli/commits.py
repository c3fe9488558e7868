"""A question over the commits of the evidence folder, as `history --commits` asks it; knows no format."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from drgs_cli.cli.evidence import Opened, open_library
from drgs_cli.cli.evidence_in_git import find_under_git

if TYPE_CHECKING:  # --help imports no record
    from collections.abc import Callable

    from drgs_cli.cli.evidence import EvidenceBase
    from drgs_cli.cli.options import Asked
    from drgs_cli.history.by_commit import Past
    from drgs_cli.history.revisions import Repository
    from drgs_cli.records.library import Library
    from drgs_cli.synthesis.question import Question


class Span(NamedTuple):
    """Which commits were asked for: those after a revision, the last so many."""

    since: str | None = None
    limit: int | None = None


class OverCommits(NamedTuple):
    """The evidence of today, the question in its words, and the lines over the commits."""

    opened: Opened
    question: Question
    past: Past


def over_commits(asked: Asked, span: Span, question_of: Callable[[Library], Question]) -> OverCommits:
    """Ask a question after each commit of the folder; of a bare repository the evidence of today is that of HEAD."""
    from drgs_cli.history.by_commit import past_of
    from drgs_cli.history.states import states_of
    from drgs_cli.history.whereabouts import repository_of

    base = find_under_git(asked.studies, [] if span.since is None else [span.since])
    repository = repository_of(base.folder)
    bare = repository.top is None
    opened = _at_head(base, repository) if bare else Opened(base, *open_library(base, asked.skip_invalid))
    question = question_of(opened.library)

    def ask(library: Library) -> Question | None:
        try:
            return question_of(library)
        except click.UsageError:  # a commit that did not have the word yet
            return None

    states = states_of(repository, None if bare else opened.library, span.limit, span.since)
    return OverCommits(opened, question, past_of(states, ask))


def _at_head(base: EvidenceBase, repository: Repository) -> Opened:
    from drgs_cli.checks.soundness import sound
    from drgs_cli.history.snapshots import library_at

    return Opened(base, *sound(library_at(repository, "HEAD")))
