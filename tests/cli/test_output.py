"""Where an answer goes: invented streams and files, and what is left of them."""

import io
import os
import pty
import subprocess
import sys
import termios
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pytest

from drgs_cli.cli.output import terminal_width, wants_colour, write
from drgs_cli.errors import DrgsError


@pytest.fixture(autouse=True)
def _no_wishes(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


@pytest.fixture
def terminal() -> Iterator[TextIO]:
    """A terminal of 132 columns."""
    screen, keyboard = pty.openpty()
    termios.tcsetwinsize(keyboard, (40, 132))
    with os.fdopen(keyboard, "w") as stream:
        yield stream
    os.close(screen)


@pytest.fixture
def pipe() -> Iterator[TextIO]:
    reading, writing = os.pipe()
    with os.fdopen(writing, "w") as stream:
        yield stream
    os.close(reading)


def test_a_terminal_is_as_wide_as_it_says(terminal: TextIO) -> None:
    assert terminal_width(terminal) == 132


def test_columns_wins_over_the_terminal(terminal: TextIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "61")
    assert terminal_width(terminal) == 61


@pytest.mark.parametrize("stated", ["", "0", "-3", "wide"])
def test_columns_that_is_no_width_is_passed_over(
    stated: str, terminal: TextIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", stated)
    assert terminal_width(terminal) == 132


def test_a_terminal_of_unknown_size_has_no_width(terminal: TextIO) -> None:
    termios.tcsetwinsize(terminal.fileno(), (0, 0))
    assert terminal_width(terminal) is None


def test_a_terminal_without_a_device_has_no_width(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: True)
    assert terminal_width(stream) is None


def test_a_pipe_has_no_width_whatever_columns_says(pipe: TextIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "61")
    assert (terminal_width(pipe), terminal_width(None)) == (None, None)


@pytest.mark.parametrize(
    ("environment", "on_terminal", "in_pipe"),
    [
        ({}, True, False),
        ({"TERM": "dumb"}, False, False),
        ({"NO_COLOR": "1"}, False, False),
        ({"NO_COLOR": ""}, True, False),
        ({"FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
    ],
)
def test_colour_goes_where_it_is_wanted(
    environment: dict[str, str],
    on_terminal: bool,
    in_pipe: bool,
    terminal: TextIO,
    pipe: TextIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, wish in environment.items():
        monkeypatch.setenv(name, wish)
    assert (wants_colour(terminal), wants_colour(pipe), wants_colour(None)) == (on_terminal, in_pipe, in_pipe)


def test_standard_output_takes_text_and_bytes_in_turn(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    write("one ≤ ")
    write(b"two\n", Path("-"))
    assert capsysbinary.readouterr().out == "one ≤ two\n".encode()


def test_a_closed_standard_output_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(DrgsError, match=r"^standard output: cannot be written: it is closed$"):
        write("answer")


class Refusing(io.StringIO):
    """A stream whose reader fails in a given way."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error

    def flush(self) -> None:
        raise self.error


def test_a_full_standard_output_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Refusing(OSError(28, "No space left on device")))
    with pytest.raises(DrgsError, match=r"^standard output: cannot be written: No space left on device$"):
        write("answer")


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> Iterator[TextIO]:
    """Standard output whose reader has gone."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        yield stream


@pytest.mark.parametrize("content", ["answer", b"answer", b"answer" * 100_000])
@pytest.mark.usefixtures("left")
def test_a_reader_that_has_gone_is_no_failure_to_write(content: str | bytes) -> None:
    write(content)
    write("and what comes after it")


def test_a_named_pipe_whose_reader_has_seen_enough_is_no_failure_to_write(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "queue")

    def read_a_little() -> None:
        with (tmp_path / "queue").open("rb", buffering=0) as reader:
            reader.read(1)

    reading = threading.Thread(target=read_a_little)
    reading.start()
    write("answer" * 1_000_000, tmp_path / "queue")
    reading.join()


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "answer.csv"
    target.write_text("a much longer answer than the new one\n")
    write("5 ≤ 6\r\n\udce9", target)
    assert (target.read_bytes(), os.listdir(tmp_path)) == (b"5 \xe2\x89\xa4 6\r\n\\udce9", ["answer.csv"])


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "answer.csv"
    target.touch()
    target.chmod(0o640)
    write(b"answer", target)
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_new_file_gets_the_permissions_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    write(b"answer", tmp_path / "answer.csv")
    assert (tmp_path / "answer.csv").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_stays_and_its_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old")
    (tmp_path / "link").symlink_to("file")
    write("new", tmp_path / "link")
    assert ((tmp_path / "link").is_symlink(), (tmp_path / "file").read_text()) == (True, "new")


def test_a_device_is_written_into(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "queue")
    reader = os.open(tmp_path / "queue", os.O_RDONLY | os.O_NONBLOCK)
    write("answer", tmp_path / "queue")
    received = os.read(reader, 100)
    os.close(reader)
    assert (received, (tmp_path / "queue").is_fifo()) == (b"answer", True)


def test_a_folder_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(DrgsError, match=rf"^{tmp_path}: cannot be written: Is a directory$"):
        write("answer", tmp_path)


def test_a_file_in_no_folder_is_not_written(tmp_path: Path) -> None:
    target = tmp_path / "absent" / "answer.csv"
    with pytest.raises(DrgsError, match=rf"^{target}: cannot be written: No such file or directory$"):
        write("answer", target)


def test_a_failure_half_way_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    target = tmp_path / "answer.csv"
    target.write_text("old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(DrgsError, match="No space left on device"):
        write("new", target)
    assert (target.read_text(), os.listdir(tmp_path)) == ("old", ["answer.csv"])


FULL = """
import resource, sys
from drgs_cli.cli.output import write
from drgs_cli.errors import DrgsError

resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
try:
    write("x" * 5000 if sys.argv[1] == "text" else b"x" * 5000)
except DrgsError as error:
    sys.exit(str(error))
"""


@pytest.mark.parametrize("kind", ["text", "bytes"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_disk_that_takes_only_a_part_is_told(kind: str, unbuffered: str, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with (tmp_path / "part").open("wb") as stream:
        ended = subprocess.run(
            [sys.executable, "-c", FULL, kind], stdout=stream, stderr=subprocess.PIPE, env=environment, check=False
        )
    assert (tmp_path / "part").stat().st_size <= 1000
    assert ended.stderr.startswith(b"standard output: cannot be written: File too large")
    assert ended.returncode != 0


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_an_answer_is_whole_with_and_without_buffers(unbuffered: str) -> None:
    program = "from drgs_cli.cli.output import write; write('≥ 5\\n' * 100_000); write(b'end')"
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered, "PYTHONIOENCODING": "utf-8"}
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, env=environment, check=True)
    assert ended.stdout == "≥ 5\n".encode() * 100_000 + b"end"
