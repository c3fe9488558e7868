"""What the installed program makes of folders and files that nobody meant, of readers that leave, and of texts that
look like commands.
"""

import csv
import fcntl
import io
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import pytest

from drgs_cli.__main__ import main

STUDIES = Path(__file__).parents[1] / "studies"
PROGRAM = (sys.executable, "-m", "drgs_cli")

SOUND = """\
id: doe-2021
label: Doe 2021
design: case-series
reports: {doe: {role: primary, published: 2021}}
population: {indications: {crps: 4}}
arms: {drgs: {intervention: drgs}}
"""

CONFLICT = SOUND.replace("label", "<<<<<<< HEAD\nlabel: Roe\n=======\nlabel", 1).replace("\ndes", "\n>>>>>>> b\ndes", 1)

PLACE = re.compile(
    r"^(?P<path>.*):(?P<line>\d+):(?P<column>\d+): error: [^\[\]]+ \[(?P<rule>[A-Z]\d+)\]$", re.MULTILINE
)


def environment(**asked: str) -> dict[str, str]:
    """The environment without what the caller's shell asks of a terminal, and with what a test does."""
    unasked = {"DRGS_STUDIES", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM"}
    return {**{name: text for name, text in os.environ.items() if name not in unasked}, **asked}


def told(*arguments: str | Path, **asked: str) -> tuple[int, str, str]:
    """Status, output and errors of a run into pipes."""
    done = subprocess.run(
        [*PROGRAM, *arguments], env=environment(**asked), capture_output=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stdout, done.stderr


def seen(*arguments: str | Path, width: int = 80, **asked: str) -> tuple[int, str]:
    """Status, and what a terminal of this width is told to show of the output."""
    screen, end = pty.openpty()
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    process = subprocess.Popen(
        [*PROGRAM, *arguments], env=environment(**{"TERM": "xterm", **asked}), stdout=end, stderr=subprocess.DEVNULL
    )
    os.close(end)
    received = b""
    with process:
        try:
            while chunk := os.read(screen, 65536):
                received += chunk
        except OSError:  # Linux says so where the other end is closed
            pass
    os.close(screen)
    return process.returncode, received.decode().replace("\r\n", "\n")


def places(text: str, name: str) -> list[tuple[int, int, str]]:
    """Line, column and rule of every problem that is reported of a file."""
    found = [match for match in PLACE.finditer(text) if Path(match["path"]).name == name]
    return [(int(match["line"]), int(match["column"]), match["rule"]) for match in found]


def put(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


BAD: dict[str, tuple[Callable[[Path], object], list[tuple[int, int, str]]]] = {
    "a file of random bytes": (put(bytes(range(256)) * 8), [(1, 1, "Y101")]),
    "an image": (put(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(64))), [(1, 1, "Y101")]),
    "200 KB of nested lists": (put(b"- " * 100_000), [(1, 129, "Y106")]),
    "200 KB of nested brackets": (put(b"[" * 200_000), [(1, 65, "Y106")]),
    "an alias": (put(f"{SOUND}unverified: [&a x, *a]\n".encode()), [(7, 14, "Y104"), (7, 20, "Y104")]),
    "a key that stands twice": (put(f"{SOUND}label: Roe 2020\n".encode()), [(7, 1, "Y103")]),
    "two documents": (put(f"{SOUND}---\n{SOUND}".encode()), [(7, 1, "Y105")]),
    "UTF-16": (put(SOUND.encode("utf-16")), [(1, 1, "Y101")]),
    "UTF-16 without a mark": (put(SOUND.encode("utf-16-le")), [(1, 1, "Y101")]),
    "Latin-1": (put(SOUND.replace("Doe 2021", "Döe 2021").encode("latin-1")), [(2, 9, "Y101")]),
    "an empty file": (put(b""), [(1, 1, "Y107")]),
    "a folder": (Path.mkdir, [(1, 1, "Y109")]),
    "a link that leads nowhere": (lambda path: path.symlink_to("nowhere"), [(1, 1, "Y109")]),
    "a link out of the folder": (lambda path: path.symlink_to(__file__), [(1, 1, "Y109")]),
    "a link to a device without an end": (lambda path: path.symlink_to("/dev/zero"), [(1, 1, "Y109")]),
    "a named pipe": (os.mkfifo, [(1, 1, "Y109")]),
    "more than 5 MB": (put(f"{SOUND}notes: {'x' * 5_000_000}\n".encode()), [(1, 1, "Y106")]),
    "a merge conflict": (put(CONFLICT.encode()), [(2, 1, "Y110")]),
    "a merge conflict of a Windows editor": (put(CONFLICT.replace("\n", "\r\n").encode()), [(2, 1, "Y110")]),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one sound record."""
    (tmp_path / "doe-2021.yaml").write_text(SOUND)
    return tmp_path


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_refused_with_a_line_that_says_where(kind: str, folder: Path) -> None:
    make, expected = BAD[kind]
    make(folder / "x.yaml")
    status, out, err = told("summarise", "--studies", folder)
    assert (status, out, places(err, "x.yaml")) == (1, "", expected)
    assert len(err.splitlines()) == len(expected) + 2  # which evidence, and that nothing is computed


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_reported_among_the_findings(kind: str, folder: Path) -> None:
    make, expected = BAD[kind]
    make(folder / "x.yaml")
    status, out, err = told("validate", folder)
    assert (status, places(out, "x.yaml"), "Traceback" in err) == (1, expected, False)


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_can_be_left_out_and_is_named(kind: str, folder: Path) -> None:
    BAD[kind][0](folder / "x.yaml")
    status, out, err = told("summarise", "--studies", folder, "--skip-invalid")
    assert (status, out != "", "left out: x.yaml" in err) == (0, True, True)


def hold_notes(path: Path) -> None:
    path.mkdir()
    (path / "notes.txt").touch()


@pytest.mark.parametrize("make", [Path.mkdir, hold_notes])
@pytest.mark.parametrize("command", [("summarise", "--studies"), ("validate",)])
def test_a_folder_without_records_cannot_be_summarised(
    make: Callable[[Path], None], command: tuple[str, ...], tmp_path: Path
) -> None:
    folder = tmp_path / "records"
    make(folder)
    line = f"drgs: no study records in {folder}: a record is a file named ID.yaml\n"
    assert told(*command, folder) == (4, "", line)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("summarise", "--studies"), "Error: --studies: {!r} does not exist; name a folder of study records"),
        (("validate",), "Error: {} does not exist; name files or folders of study records"),
    ],
)
def test_a_folder_that_does_not_exist_is_wrong_usage(command: tuple[str, ...], said: str, tmp_path: Path) -> None:
    folder = str(tmp_path / "records")
    status, out, err = told(*command, folder)
    assert (status, out, err.splitlines()[-1]) == (2, "", said.format(folder))


def test_a_link_to_itself_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "records").symlink_to(tmp_path / "records")
    status, out, err = told("summarise", "--studies", tmp_path / "records")
    assert (status, out, "does not exist" in err) == (2, "", True)


@pytest.mark.parametrize("command", [("summarise", "--studies"), ("validate",)])
def test_a_folder_that_cannot_be_read_is_said_in_one_line(
    command: tuple[str, ...], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(path: Path) -> None:  # permissions mean nothing to an administrator, who may be running the tests
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refuse)
    monkeypatch.setattr(sys, "argv", ["drgs", *command, str(folder)])
    assert main() == 4
    assert capsys.readouterr() == ("", f"drgs: cannot read the folder {folder}: Permission denied\n")


@pytest.mark.parametrize("command", [("summarise", "--studies"), ("validate",)])
def test_a_record_that_cannot_be_read_is_a_problem_of_that_record(
    command: tuple[str, ...], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "doe-2021.yaml":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    monkeypatch.setattr(sys, "argv", ["drgs", *command, str(folder)])
    assert main() == 1
    printed = capsys.readouterr()
    assert "doe-2021.yaml:1:1: error: cannot be read: Permission denied [Y109]" in printed.out + printed.err


@pytest.mark.parametrize(
    "arguments", [("summarise", "--indication", "crps"), ("studies",), ("validate", "--show-waived")]
)
def test_a_reader_that_leaves_after_one_line_ends_the_run_quietly(arguments: tuple[str, ...], tmp_path: Path) -> None:
    with (tmp_path / "errors").open("w+") as errors:
        process = subprocess.Popen(
            [*PROGRAM, *arguments], cwd=STUDIES.parent, env=environment(), stdout=subprocess.PIPE, stderr=errors
        )
        with process:
            assert process.stdout is not None
            process.stdout.readline()
            process.stdout.close()
        errors.seek(0)
        said = errors.read()
    assert (process.returncode, len(said.splitlines())) == (0, 1)
    assert said.startswith("drgs: evidence: ")


@pytest.mark.parametrize("command", ["summarise", "studies"])
def test_a_pipe_gets_no_escape_and_a_terminal_does_unless_it_is_asked_not_to(command: str, folder: Path) -> None:
    arguments = (command, "--studies", folder)
    escaped = [
        "\x1b[" in text
        for text in (
            told(*arguments)[1],
            seen(*arguments)[1],
            seen(*arguments, NO_COLOR="1")[1],
            seen(*arguments, TERM="dumb")[1],
            told(*arguments, FORCE_COLOR="1")[1],
        )
    ]
    assert escaped == [False, True, False, False, True]


ODD = "[red]NO[/red] [0.5, 1.2] \x1b[31m=1+1 | *b* <i>"
SHOWN = ODD.replace("\x1b", "\\x1b")
RECORD = f"""\
id: roe-2020
label: {json.dumps(ODD)}
design: case-series
countries: [NO]
reports: {{roe: {{role: primary, title: {json.dumps(ODD)}, published: 2020}}}}
population: {{indications: {{crps: 4}}}}
arms: {{drgs: {{intervention: drgs}}}}
results:
  - outcome: responder-50
    arms: {{drgs: {{n: 4, words: {json.dumps(ODD)}}}}}
    source: {{report: roe, at: abstract}}
"""
COMMANDS = (("summarise", "--indication", "crps"), ("show", "roe-2020"), ("studies",))


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """A folder whose one record holds what a terminal, a renderer or a spreadsheet would obey."""
    (tmp_path / "roe-2020.yaml").write_text(RECORD, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_text_of_a_record_is_text_in_a_table(command: tuple[str, ...], odd: Path) -> None:
    status, out, _ = told(*command, "--studies", odd)
    assert (status, SHOWN in out, "\x1b" in out) == (0, True, False)


@pytest.mark.parametrize("command", COMMANDS)
def test_text_of_a_record_is_text_in_markdown(command: tuple[str, ...], odd: Path) -> None:
    status, out, _ = told(*command, "--studies", odd, "--format", "markdown")
    plain = re.sub(r"\\([\[\]\\*|<>_=+-])", r"\1", out).replace("&lt;", "<").replace("&gt;", ">")
    assert (status, SHOWN in plain, "[red]" in out, "\x1b" in out) == (0, True, False, False)


@pytest.mark.parametrize("command", COMMANDS)
def test_text_of_a_record_is_text_in_json(command: tuple[str, ...], odd: Path) -> None:
    status, out, _ = told(*command, "--studies", odd, "--format", "json")
    (study,) = json.loads(out)["studies"]
    assert (status, study["label"], "\x1b" in out) == (0, ODD, False)


def test_text_of_a_record_is_text_in_csv(odd: Path) -> None:
    status, out, _ = told("summarise", "--indication", "crps", "--studies", odd, "--format", "csv")
    (line,) = csv.DictReader(io.StringIO(out))
    assert (status, line["as_printed"], "\x1b" in out) == (0, f"n 4, {SHOWN}", False)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("width", [40, 80, 200])
def test_text_of_a_record_is_text_on_a_terminal(command: tuple[str, ...], width: int, odd: Path) -> None:
    status, out = seen(*command, "--studies", odd, width=width)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", out)
    assert (status, "\x1b" in plain) == (0, False)
    assert [word for word in SHOWN.split() if word not in plain] == []
    assert "\x1b[31m" not in out


@pytest.mark.parametrize("width", [40, 80])
def test_no_line_is_wider_than_the_terminal(width: int, odd: Path) -> None:
    _, out = seen("summarise", "--indication", "crps", "--studies", odd, width=width, NO_COLOR="1")
    assert [line for line in out.splitlines() if len(line) > width] == []
