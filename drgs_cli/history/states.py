"""The states of the evidence folder that a history goes over, oldest first; answers nothing."""

from drgs_cli.history.by_commit import State
from drgs_cli.history.revisions import Repository
from drgs_cli.history.snapshots import Reader, library_from
from drgs_cli.records.library import Library


def states_of(
    repository: Repository, working: Library | None, limit: int | None = None, since: str | None = None
) -> tuple[State, ...]:
    """The folder after each commit that touched it, and as it lies there (`working`) where that is not committed.

    With `since` the first is the folder as it stood at that revision; `limit` takes the last so many commits.
    """
    commits = repository.commits(limit, since)
    if since is not None and (limit is None or len(commits) < limit):
        commits = (*repository.commits(1, until=since), *commits)
    trees = repository.trees([commit.id for commit in commits])
    contents = repository.read(blob.id for tree in trees for blob in tree.values() if blob.kind == "file")
    reader = Reader()
    found = [
        State(commit, library_from(repository, tree, reader, contents))
        for commit, tree in zip(commits, trees, strict=True)
    ]
    if working is not None and repository.changed():
        found.append(State(None, working))
    return tuple(found)
