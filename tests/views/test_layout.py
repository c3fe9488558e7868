"""What is said of files that were laid out."""

import subprocess
from pathlib import Path

import pytest

from drgs_cli.views.layout import closing_line, difference, shown


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        ((3, 154, 0, False), "3 of 154 files laid out anew"),
        ((1, 1, 0, True), "1 of 1 file would be laid out anew"),
        ((0, 2, 0, True), "2 files, nothing to lay out anew"),
        ((1, 4, 2, False), "1 of 4 files laid out anew; 2 left alone, see above"),
    ],
)
def test_the_last_line_counts_the_files(counts: tuple[int, int, int, bool], line: str) -> None:
    assert closing_line(*counts) == line


@pytest.mark.parametrize(
    ("old", "new"), [(b"a:  1\nb: 2\n", b"a: 1\nb: 2\n"), (b"a: 1", b"a: 1\n"), (b"a: 1\r\n", b"a: 1\n")]
)
def test_git_takes_the_difference(old: bytes, new: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.yaml").write_bytes(old)
    patch = "".join(difference(Path("x.yaml"), old, new))
    subprocess.run(["git", "apply", "-"], input=patch.encode(), check=True)
    assert (tmp_path / "x.yaml").read_bytes() == new


def test_a_file_that_lies_here_is_named_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert (shown(tmp_path / "here" / "x.yaml"), shown(tmp_path / "x.yaml")) == ("x.yaml", str(tmp_path / "x.yaml"))
