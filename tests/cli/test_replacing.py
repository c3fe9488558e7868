"""A file put in its place whole, and what is left beside it."""

import os
from pathlib import Path

import pytest

from drgs_cli.cli import replacing
from drgs_cli.cli.replacing import part_file, replace_whole, try_lock


def test_a_part_file_holds_the_body_and_goes_away(tmp_path: Path) -> None:
    with part_file(b"body", str(tmp_path)) as beside:
        assert Path(beside).read_bytes() == b"body"
    assert list(tmp_path.iterdir()) == []


def test_a_file_put_off_at_the_last_moment_stays(tmp_path: Path) -> None:
    path = tmp_path / "lund-2019.yaml"
    path.write_bytes(b"old")

    def unless() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replace_whole(b"new", str(path), path.stat(), unless)
    assert (path.read_bytes(), os.listdir(tmp_path)) == (b"old", ["lund-2019.yaml"])


def test_the_leftover_of_a_killed_writer_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".drgs-0123.part").write_bytes(b"half")
    (tmp_path / ".drgs-notes").write_bytes(b"not ours")
    with part_file(b"body", str(tmp_path)):
        pass
    assert os.listdir(tmp_path) == [".drgs-notes"]


def test_the_part_file_of_a_living_writer_is_left_alone(tmp_path: Path) -> None:
    with part_file(b"one", str(tmp_path)) as first, part_file(b"two", str(tmp_path)):
        assert Path(first).read_bytes() == b"one"


def test_a_part_file_taken_for_a_leftover_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another writer can come between the creation of the file and its lock."""
    removed: list[str] = []

    def lock(descriptor: int) -> bool:
        if not removed:
            removed.append(os.listdir(tmp_path)[0])
            os.unlink(tmp_path / removed[0])
        return try_lock(descriptor)

    monkeypatch.setattr(replacing, "try_lock", lock)
    with part_file(b"body", str(tmp_path)) as beside:
        assert os.path.basename(beside) not in removed
        assert Path(beside).read_bytes() == b"body"


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), part_file(b"body", str(tmp_path / "no")):
        pass


def test_a_lock_is_had_once(tmp_path: Path) -> None:
    one, other = (os.open(tmp_path, os.O_RDONLY) for _ in range(2))
    assert (try_lock(one), try_lock(other)) == (True, False)
    os.close(one)
    assert try_lock(other)
    os.close(other)


def test_a_file_system_without_locks_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def flock(_descriptor: int, _operation: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(replacing, "flock", flock)
    assert try_lock(0)


def test_the_owner_is_kept_where_it_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "chown", lambda _path, user, group: given.append((user, group)))
    path = tmp_path / "lund-2019.yaml"
    path.write_bytes(b"old")
    found = path.stat()
    other = os.stat_result((found.st_mode, 0, 0, 1, found.st_uid + 1, found.st_gid, 3, 0, 0, 0))
    replace_whole(b"new", str(path), other)
    assert given == [(found.st_uid + 1, found.st_gid)]
