"""Edits in words and as diffs."""

import subprocess
from pathlib import Path

import pytest

from drgs_cli.documents.edit import Edit
from drgs_cli.documents.problems import Location
from drgs_cli.views.edits import diff_text, edit_line


def edit(old: str | None, new: str | None) -> Edit:
    return Edit(b"", Location("lund-2019.yaml", 120, 20, "results[4].arms.scs.n"), old, new)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("56", "55", "56 -> 55"),
        ("56", "56", "is 56 already"),
        ("", "56", "nothing -> 56"),
        (None, "56", "added results[4].arms.scs.n: 56"),
        (None, None, "added results[4].arms.scs.n"),
        ("56", None, "removed results[4].arms.scs.n: 56"),
        ("", None, "removed results[4].arms.scs.n"),
        ("two\n  lines", "x" * 90, f"two lines -> {'x' * 77}..."),
        ("a\x1b[2J", "b", "a\\x1b[2J -> b"),
    ],
)
def test_a_line_says_what_was_and_what_is_there(old: str | None, new: str | None, said: str, tmp_path: Path) -> None:
    assert edit_line(edit(old, new), tmp_path) == f"{tmp_path}/lund-2019.yaml:120:20: {said}"


def test_a_file_is_named_as_seen_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert edit_line(edit("1", "2"), tmp_path / "studies").startswith("studies/lund-2019.yaml:120:20: ")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a: 1\nb: 2\n", b"a: 1\nb: 3\n"),
        (b"a: 1\nb: 2", b"a: 1\nb: 3"),
        (b"a: 1\r\nb: 2\r\n", b"a: 1\r\nb: 3\r\n"),
        (b"\xef\xbb\xbfb: 2\n", b"\xef\xbb\xbfb: 3\n"),
    ],
)
def test_git_can_apply_a_diff(before: bytes, after: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "lund-2019.yaml"
    path.write_bytes(before)
    difference = diff_text(before, after, path)
    done = subprocess.run(["git", "apply", "-"], input=difference.encode(), check=False, capture_output=True)
    assert (done.stderr, path.read_bytes()) == (b"", after)


def test_where_nothing_changes_there_is_no_diff(tmp_path: Path) -> None:
    assert diff_text(b"a: 1\n", b"a: 1\n", tmp_path / "lund-2019.yaml") == ""
