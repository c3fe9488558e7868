"""How a run ends: the status, and what stands on standard output and standard error."""

import io
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drgs_cli.cli.conduct import conduct, heed_termination
from drgs_cli.errors import DrgsError


def script(body: str) -> list[str]:
    """A process that conducts a task of these lines."""
    lines = [
        "import os, sys, time",
        "from drgs_cli.cli.conduct import conduct, heed_termination",
        "from drgs_cli.errors import DrgsError",
        "def task():",
        textwrap.indent(textwrap.dedent(body), "    "),
        "    return 0",
        "sys.exit(conduct(task))",
    ]
    return [sys.executable, "-c", "\n".join(lines)]


def ended(body: str, stdout: int = subprocess.PIPE, stderr: int = subprocess.PIPE) -> tuple[int, str]:
    """The status of such a process, and its standard error unless that goes elsewhere."""
    done = subprocess.run(script(body), stdout=stdout, stderr=stderr, check=False)
    return done.returncode, (done.stderr or b"").decode()


@pytest.fixture
def unwritable(tmp_path: Path) -> Iterator[int]:
    """A file that takes nothing."""
    (tmp_path / "sealed").touch()
    descriptor = os.open(tmp_path / "sealed", os.O_RDONLY)
    yield descriptor
    os.close(descriptor)


def failing(failure: BaseException) -> Callable[[], int]:
    def task() -> int:
        raise failure

    return task


def test_the_status_of_a_task_is_the_status_of_the_run() -> None:
    assert conduct(lambda: 3) == 3


def test_what_cannot_be_done_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert conduct(failing(DrgsError("records: cannot be read: it is locked"))) == 4
    assert capsys.readouterr() == ("", "drgs: records: cannot be read: it is locked\n")


def test_an_error_of_the_system_names_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def task() -> int:
        return len((tmp_path / "absent").read_bytes())

    assert conduct(task) == 4
    assert capsys.readouterr().err == f"drgs: {tmp_path}/absent: No such file or directory\n"


def test_an_error_of_the_system_without_a_file_says_what_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert conduct(failing(OSError("the cable is out"))) == 4
    assert capsys.readouterr().err == "drgs: the cable is out\n"


def test_a_name_moves_no_cursor_and_starts_no_line(capsys: pytest.CaptureFixture[str]) -> None:
    conduct(failing(DrgsError("a\x1b[2Jb\nc\udce9é")))
    assert capsys.readouterr().err == "drgs: a\\x1b[2Jb\\nc\\udce9é\n"


def test_a_defect_shows_its_traceback_and_asks_for_a_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert conduct(failing(ZeroDivisionError("nothing to divide by"))) == 70
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[-2] == "ZeroDivisionError: nothing to divide by"
    assert lines[-1].startswith("drgs: this is a defect of the program, not of your records; report it")


def test_an_interruption_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    assert conduct(failing(KeyboardInterrupt())) == 130
    assert capsys.readouterr() == ("", "")


def test_termination_unwinds_the_stack(tmp_path: Path) -> None:
    body = f"""
        heed_termination()
        try:
            print("ready", flush=True)
            time.sleep(60)
        finally:
            open({str(tmp_path / "cleaned")!r}, "w").close()
    """
    process = subprocess.Popen(script(body), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        output, errors = process.communicate(timeout=30)
    assert (process.returncode, output, errors) == (143, b"", b"")
    assert (tmp_path / "cleaned").exists()


def test_a_request_to_terminate_is_heeded_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[Callable[[int, None], None]] = []
    monkeypatch.setattr(signal, "signal", lambda _number, action: installed.append(action))
    heed_termination()
    with pytest.raises(SystemExit) as ending:
        installed[0](signal.SIGTERM, None)
    assert ending.value.code == 143


@pytest.mark.parametrize("body", ["print('x' * 1_000_000)", "print('x')", "print('x', file=sys.stderr)"])
def test_a_reader_that_has_seen_enough_ends_the_run_quietly(body: str, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with (tmp_path / "errors").open("wb") as errors:
        stderr = writing if "stderr" in body else errors.fileno()
        done = subprocess.run(script(body), stdout=writing, stderr=stderr, check=False)
    os.close(writing)
    assert (done.returncode, (tmp_path / "errors").read_bytes()) == (0, b"")


@pytest.fixture
def left() -> Iterator[int]:
    """A pipe whose reader has gone."""
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


SAYINGS = ["print('x' * 1_000_000)", "write('x')", "write(b'x' * 1_000_000)"]
ASIDES = ["say('x')", "click.echo('x', err=True)", "print('x' * 1_000_000, file=sys.stderr)"]


@pytest.mark.parametrize("saying", [*SAYINGS, *ASIDES])
def test_a_reader_that_leaves_changes_no_status_and_stops_no_work(saying: str, left: int, tmp_path: Path) -> None:
    written = tmp_path / "written"
    body = f"""
        import click
        from drgs_cli.cli.conduct import say
        from drgs_cli.cli.output import write
        {saying}
        {saying}
        open({str(written)!r}, "w").close()
        return 1
    """
    assert ended(body, stdout=left, stderr=left) == (1, "")
    assert written.exists()


def test_a_standard_error_that_takes_nothing_stops_no_work(unwritable: int) -> None:
    assert ended("print('x', file=sys.stderr)\nreturn 3", stderr=unwritable)[0] == 3


def test_a_broken_pipe_of_another_kind_is_no_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert conduct(failing(BrokenPipeError(32, "Broken pipe"))) == 4
    assert capsys.readouterr().err == "drgs: Broken pipe\n"


def test_the_streams_are_as_they_were_when_a_run_has_ended(capsys: pytest.CaptureFixture[str]) -> None:
    streams = sys.stdout, sys.stderr
    conduct(lambda: 0 * (sys.stdout.write("one ") + sys.stderr.write("two ")))
    sys.stdout.write("three")
    assert ((sys.stdout, sys.stderr), capsys.readouterr()) == (streams, ("one three", "two "))


@pytest.mark.parametrize("body", ["print('x' * 1_000_000)", "print('x')"])
def test_an_answer_that_nobody_takes_is_one_line_and_its_status(body: str, unwritable: int) -> None:
    assert ended(body, stdout=unwritable) == (4, "drgs: Bad file descriptor\n")


@pytest.mark.parametrize(("body", "status"), [("raise DrgsError('no')", 4), ("1 / 0", 70)])
def test_an_unwritable_standard_error_does_not_change_the_status(body: str, status: int, unwritable: int) -> None:
    assert ended(body, stderr=unwritable)[0] == status


@pytest.mark.parametrize(
    ("failure", "status"), [(DrgsError("no"), 4), (ZeroDivisionError(), 70), (KeyboardInterrupt(), 130)]
)
def test_closed_streams_do_not_change_the_status(
    failure: BaseException, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert conduct(failing(failure)) == status


def test_a_defect_with_standard_error_closed_leaves_the_answer_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    conduct(failing(ZeroDivisionError()))
    assert capsys.readouterr().out == ""


def test_a_pipe_gets_the_same_bytes_whatever_the_locale() -> None:
    plain = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = script(r"print('5 \u2264 6 \udce9')")
    done = subprocess.run(command, env={**os.environ, **plain}, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "5 ≤ 6 \\udce9\n".encode(), b"")


def test_a_terminal_shows_what_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    received = io.BytesIO()
    screen = io.TextIOWrapper(received, encoding="ascii")
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", screen)

    def task() -> int:
        return 0 * sys.stdout.write("5 ≤ 6")

    assert conduct(task) == 0
    assert received.getvalue() == rb"5 \u2264 6"
