"""Files that several may be writing: real files and locks, invented contents."""

import errno
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from drgs_cli.cli import replacing, rewriting
from drgs_cli.cli.rewriting import create, read, rewrite
from drgs_cli.errors import DrgsError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "lund-2019.yaml"
    path.write_bytes(b"old")
    return path


def listed(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.parent.iterdir())


def add_one(content: bytes) -> bytes:
    return str(int(content) + 1).encode()


def test_a_file_is_replaced_by_what_the_change_makes_of_it(file: Path) -> None:
    assert rewrite(file, bytes.upper)
    assert (file.read_bytes(), listed(file)) == (b"OLD", ["lund-2019.yaml"])


def test_a_file_that_does_not_change_is_not_touched(file: Path) -> None:
    before = file.stat()
    assert not rewrite(file, bytes.lower)
    assert file.stat() == before


def test_permissions_are_kept(file: Path) -> None:
    file.chmod(0o640)
    rewrite(file, bytes.upper)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_many_writers_at_once_lose_no_edit(file: Path) -> None:
    file.write_bytes(b"0")
    writers = [threading.Thread(target=lambda: [rewrite(file, add_one) for _ in range(20)]) for _ in range(5)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert (file.read_bytes(), listed(file)) == (b"100", ["lund-2019.yaml"])


def test_whoever_waits_too_long_for_another_writer_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rewriting, "_PATIENCE", 0.05)
    told: list[str] = []

    def change(content: bytes) -> bytes:
        with pytest.raises(DrgsError) as caught:
            rewrite(file, bytes.upper)
        told.append(str(caught.value))
        return content + b"er"

    rewrite(file, change)
    assert told == [f"{file.parent}: another drgs is writing there; try again when it has ended"]
    assert file.read_bytes() == b"older"


def test_a_file_that_an_editor_saved_meanwhile_is_left_as_it_was_saved(file: Path) -> None:
    def change(_content: bytes) -> bytes:
        file.write_bytes(b"saved by an editor")
        return b"ours"

    with pytest.raises(DrgsError, match=r"was saved by another program in the meantime; nothing was written"):
        rewrite(file, change)
    assert (file.read_bytes(), listed(file)) == (b"saved by an editor", ["lund-2019.yaml"])


def test_a_change_that_fails_leaves_the_file(file: Path) -> None:
    def change(_content: bytes) -> bytes:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rewrite(file, change)
    assert (file.read_bytes(), listed(file)) == (b"old", ["lund-2019.yaml"])


def test_a_full_disk_leaves_the_old_file_whole(file: Path) -> None:
    """A limit on the length of files ends a write in the middle, as a full disk does."""
    code = (
        "import resource, pathlib; from drgs_cli.cli.rewriting import rewrite;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));"
        f"rewrite(pathlib.Path({str(file)!r}), lambda old: b'n' * 5000)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1].endswith(f"{file}: cannot be written: File too large")
    assert (file.read_bytes(), listed(file)) == (b"old", ["lund-2019.yaml"])


def test_a_disk_that_is_full_at_the_last_moment_leaves_the_old_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fsync(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(DrgsError, match=r"lund-2019\.yaml: cannot be written: No space left on device$"):
        rewrite(file, bytes.upper)
    assert (file.read_bytes(), listed(file)) == (b"old", ["lund-2019.yaml"])


def test_a_write_protected_file_is_refused(file: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(DrgsError, match=r"lund-2019\.yaml: is write-protected; nothing was written$"):
        rewrite(file, bytes.upper)
    assert file.read_bytes() == b"old"


def test_a_link_out_of_the_folder_is_not_followed(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "studies"
    folder.mkdir()
    link = folder / "link.yaml"
    link.symlink_to(file)
    with pytest.raises(DrgsError, match=r"is a link out of its folder, to .*; edit that file itself"):
        rewrite(link, bytes.upper)
    assert file.read_bytes() == b"old"


def test_a_link_within_the_folder_stays_a_link(file: Path) -> None:
    link = file.with_name("link.yaml")
    link.symlink_to(file.name)
    rewrite(link, bytes.upper)
    assert (link.is_symlink(), file.read_bytes()) == (True, b"OLD")


@pytest.mark.parametrize(
    ("name", "said"),
    [("moen-2021.yaml", "there is no such file"), ("no/moen-2021.yaml", "there is no folder"), (".", "is not a file")],
)
def test_what_is_no_file_is_said(name: str, said: str, file: Path) -> None:
    with pytest.raises(DrgsError, match=said):
        rewrite(file.parent / name, bytes.upper)


def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(DrgsError, match=r"pipe\.yaml: is not a file$"):
        read(tmp_path / "pipe.yaml")


def test_reading_gives_what_would_be_changed(file: Path) -> None:
    assert read(file) == b"old"


def test_a_new_file_is_written_whole(file: Path) -> None:
    path = file.with_name("moen-2021.yaml")
    create(path, b"new")
    assert (path.read_bytes(), listed(file)) == (b"new", ["lund-2019.yaml", "moen-2021.yaml"])
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(file.stat().st_mode)


def test_a_new_file_replaces_none(file: Path) -> None:
    with pytest.raises(DrgsError, match=r"lund-2019\.yaml: is there already; nothing was written$"):
        create(file, b"new")
    assert (file.read_bytes(), listed(file)) == (b"old", ["lund-2019.yaml"])


@pytest.mark.parametrize("there", [False, True])
def test_without_hard_links_a_new_file_replaces_none_either(
    there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(_source: str, _target: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", link)
    path = tmp_path / "moen-2021.yaml"
    if there:
        path.write_bytes(b"old")
        with pytest.raises(DrgsError, match="is there already"):
            create(path, b"new")
    else:
        create(path, b"new")
    assert (path.read_bytes(), listed(path)) == (b"old" if there else b"new", ["moen-2021.yaml"])


def test_where_folders_cannot_be_opened_files_are_rewritten_all_the_same(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As under Windows, where there are no such locks either."""
    opened = os.open

    def refuse_folders(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if os.path.isdir(path):
            raise PermissionError
        return opened(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse_folders)
    monkeypatch.setattr(replacing, "_HAS_LOCKS", False)
    assert rewrite(file, bytes.upper)
    assert (file.read_bytes(), listed(file)) == (b"OLD", ["lund-2019.yaml"])


WRITER = """
import pathlib, sys
from drgs_cli.cli.rewriting import rewrite
print("ready", flush=True)
while True:
    rewrite(pathlib.Path(sys.argv[1]), lambda old: (b"b" if old[:1] == b"a" else b"a") * 1_000_000)
"""


def test_a_killed_writer_leaves_the_old_or_the_new_file(file: Path) -> None:
    file.write_bytes(b"a" * 1_000_000)
    for number in range(20):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(file)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(0.001 * number)
            writer.send_signal(signal.SIGKILL)
        content = file.read_bytes()
        assert (len(content), len(set(content))) == (1_000_000, 1)
    rewrite(file, lambda _old: b"after all")
    assert listed(file) == ["lund-2019.yaml"]
