"""What a browser makes of a page: where Chromium is installed, it is opened from disk, with and without its script."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from drgs_cli.render.document import Cell, Column, Document, Folded, Paragraph, Row, Table, words
from drgs_cli.render.html import render_html

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")

ROWS = tuple(
    Row((words(f"Study {at}"), Cell(at / 7, f"{at / 7:.1f}"), words("a" if at % 2 else "b"))) for at in range(9)
)
COLUMNS = (Column("study", "Study"), Column("effect", "Effect", "right"), Column("kind", "Kind"))
TABLE = Table("Evidence", COLUMNS, ROWS, sortable=True)
PAGE = render_html(
    Document("A <b>page</b>", (TABLE, Folded("More", (Paragraph("Inside."),))), embedded={"a": "</script>"})
)


def run(page: str, folder: Path, *options: str) -> tuple[str, str]:
    """What Chromium prints about a page, and what the page said to its console."""
    assert CHROMIUM is not None
    path = folder / "page.html"
    path.write_text(page, encoding="utf-8")
    quiet = (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--enable-logging=stderr",
        f"--user-data-dir={folder}/profile",
    )
    command = [
        CHROMIUM,
        *quiet,
        "--virtual-time-budget=300",
        "--no-first-run",
        "--disable-extensions",
        *options,
        path.as_uri(),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
    if done.returncode:
        pytest.skip(f"Chromium does not run here: {done.stderr[-300:]}")
    return done.stdout, "\n".join(line for line in done.stderr.splitlines() if "CONSOLE" in line)


def test_the_script_arms_the_table_and_the_console_stays_silent(tmp_path: Path) -> None:
    drawn, console = run(PAGE, tmp_path, "--dump-dom")
    assert console == ""
    assert '<html lang="en-GB" class="js">' in drawn
    assert "9 of 9 rows" in drawn
    assert len(re.findall(r'<th scope="col"><button type="button">', drawn)) == 3


def test_a_script_that_is_not_the_page_s_own_does_not_run(tmp_path: Path) -> None:
    foreign = PAGE.replace("</main>", "<script>document.title = 'taken'</script></main>")
    drawn, console = run(foreign, tmp_path, "--dump-dom")
    assert "<title>A &lt;b&gt;page&lt;/b&gt;</title>" in drawn
    assert "Content Security Policy" in console


def test_a_page_is_printed(tmp_path: Path) -> None:
    run(PAGE, tmp_path, f"--print-to-pdf={tmp_path / 'page.pdf'}", "--no-pdf-header-footer")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


def test_a_page_with_a_broad_table_is_printed_on_sheets_of_both_kinds(tmp_path: Path) -> None:
    columns = tuple(Column(f"c{at}", f"Confidence {at}") for at in range(12))
    rows = tuple(Row(tuple(words("some words that are long") for _ in columns)) for _ in range(40))
    printed = tmp_path / "page.pdf"
    page = render_html(Document("T", (Paragraph("Before."), Table("T", columns, rows), Paragraph("After."))))
    run(page, tmp_path, f"--print-to-pdf={printed}", "--no-pdf-header-footer")
    sheets = re.findall(rb"/MediaBox\s*\[0 0 ([0-9.]+) ([0-9.]+)\]", printed.read_bytes())
    across = [float(width) > float(height) for width, height in sheets]
    assert across[0] is False
    assert True in across
    assert across[-1] is False


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext is installed")
def test_the_heads_of_a_table_that_is_sorted_are_on_every_sheet(tmp_path: Path) -> None:
    rows = tuple(Row((words(f"Study {at}"), Cell(at, f"{at}"), words("a"))) for at in range(150))
    printed = tmp_path / "page.pdf"
    page = render_html(Document("T", (Table("Evidence", COLUMNS, rows, sortable=True),)))
    run(page, tmp_path, f"--print-to-pdf={printed}", "--no-pdf-header-footer")
    read = subprocess.run(["pdftotext", printed, "-"], capture_output=True, encoding="utf-8", check=True).stdout
    sheets = [sheet for sheet in read.split("\f") if "Study 1" in sheet]
    assert len(sheets) > 1
    assert all("Effect" in sheet for sheet in sheets)
