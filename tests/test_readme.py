"""What the README shows is what the program does."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from drgs_cli.cli.main import COMMANDS
from drgs_cli.render.formats import FORMATS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")

Tell = Callable[..., tuple[int, str, str]]


def blocks(language: str) -> list[str]:
    """The code blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


# The installing lines end in a command of the program, too; installing itself is for the check script.
SHOWN = [
    line.rpartition("&& .venv/bin/")[2]
    for block in blocks("sh")
    for line in block.splitlines()
    if re.match(r"(.*&& \.venv/bin/)?drgs ", line)
]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A search path on which `drgs` and `python3` are those of this environment."""
    folder = tmp_path_factory.mktemp("bin")
    for name, arguments in (("drgs", "-m drgs_cli "), ("python3", "")):
        (folder / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments}"$@"\n')
        (folder / name).chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


@pytest.mark.parametrize("line", SHOWN)
def test_a_line_of_the_readme_works_when_pasted(line: str, path: str) -> None:
    written = [ROOT / name for name in re.findall(r" -o ([^\s-]\S*)", line.partition(" #")[0])]
    assert not any(file.exists() for file in written), "somebody's file would be replaced"
    environment = {name: text for name, text in os.environ.items() if name != "DRGS_STUDIES"}
    done = subprocess.run(
        *(line,), shell=True, cwd=ROOT, env={**environment, "PATH": path}, capture_output=True, check=False, text=True
    )
    held = [file.read_text(encoding="utf-8") for file in written if file.exists()]
    for file in written:
        file.unlink(missing_ok=True)
    # `fmt --check` lists files to be laid out anew, and there are none; what goes to a file is not printed too.
    answers = not line.startswith("drgs fmt --check") and ("verify" in line or not written)
    assert (done.returncode, done.stdout != "", "Traceback" in done.stderr) == (0, answers, False), done.stderr
    assert [len(text) > 1000 for text in held] == [True] * len(written)


def test_the_first_line_of_the_readme_is_the_evidence_on_crps() -> None:
    assert SHOWN[0] == "drgs summarise --indication crps"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert any(part.split()[:2] == ["drgs", command] for line in SHOWN for part in line.split("&&"))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_in_the_readme(name: str) -> None:
    assert re.search(rf"`(--format )?{name}`", README)


def test_the_readme_counts_the_records() -> None:
    records = len([path for path in (ROOT / "studies").glob("*.yaml") if path.name != "review.yaml"])
    assert f"{records} records" in README


def test_the_record_in_the_readme_is_sound(drgs: Tell, tmp_path: Path) -> None:
    (text,) = [block for block in blocks("yaml") if block.startswith("id:")]
    (tmp_path / "smith-2020.yaml").write_text(text, encoding="utf-8")
    assert drgs("validate", tmp_path)[:2] == (0, "1 file, no problems\n")


def test_the_decision_in_the_readme_is_about_the_evidence_as_it_is(drgs: Tell, tmp_path: Path) -> None:
    (text,) = [block for block in blocks("yaml") if block.startswith("decisions:")]
    folder = shutil.copytree(ROOT / "studies", tmp_path / "studies")
    with (folder / "review.yaml").open("a", encoding="utf-8") as review:
        review.write(text)
    assert drgs("validate", "--studies", folder)[:2] == (0, "155 files, no problems (10 waived)\n")
