"""`drgs plot`: every kind in every form, one picture of several, what is refused, and where it goes."""

import io
import re
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import click
import pytest
from click.shell_completion import ShellComplete

from drgs_cli.cli.main import COMPLETION, build_group
from drgs_cli.cli.plot_kinds import PLOTS

Tell = Callable[..., tuple[int, str, str]]

TRIALS = Path(__file__).parents[2] / "invented_trials"
REAL = Path(__file__).parents[3] / "studies"
FOREST = ("plot", "forest", "--indication", "crps", "--studies", TRIALS)


def line(kind: str) -> tuple[str | Path, ...]:
    return ("plot", kind, *(("--indication", "crps") if PLOTS[kind].of_one else ()), "--studies", TRIALS)


@pytest.mark.parametrize("kind", [kind for kind in PLOTS if kind != "funnel"])
def test_every_kind_is_drawn_in_every_form(kind: str, drgs: Tell, tmp_path: Path) -> None:
    status, out, _ = drgs(*line(kind))
    assert status == 0
    assert out.splitlines()[0].startswith(PLOTS[kind].title)
    assert max(map(len, out.split("Note: ")[0].splitlines())) <= 100
    for ending in (".svg", ".pdf", ".txt"):
        assert drgs(*line(kind), "-o", tmp_path / f"picture{ending}")[:2] == (0, "")
    ElementTree.parse(tmp_path / "picture.svg")
    assert (tmp_path / "picture.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "picture.txt").read_text() == out


def test_a_picture_has_the_same_bytes_again(drgs: Tell) -> None:
    assert drgs(*FOREST, "--format", "svg") == drgs(*FOREST, "--format", "svg")


def test_the_form_of_a_file_is_that_of_its_ending_unless_one_is_asked_for(drgs: Tell, tmp_path: Path) -> None:
    drgs(*FOREST, "--format", "svg", "-o", tmp_path / "forest.txt")
    assert (tmp_path / "forest.txt").read_text() == drgs(*FOREST, "--format", "svg", "-o", "-")[1]


def test_several_sheets_are_one_svg_one_pdf_and_numbered_pngs_that_are_told(drgs: Tell, tmp_path: Path) -> None:
    status, _, err = drgs(*FOREST, "--dpi", "50", "-o", tmp_path / "forest.png")
    made = sorted(path.name for path in tmp_path.iterdir())
    assert status == 0
    assert made == [f"forest-{number}.png" for number in range(1, len(made) + 1)]
    assert len(made) > 2
    assert [name for name in made if f"{tmp_path / name}: " not in err] == []
    assert drgs(*FOREST, "--format", "svg")[1].count("<svg") == 1
    drgs(*FOREST, "-o", tmp_path / "forest.pdf")
    assert (tmp_path / "forest.pdf").read_bytes().count(b"/MediaBox") == len(made)


def test_one_sheet_is_one_png_under_the_name_that_was_given(drgs: Tell, tmp_path: Path) -> None:
    drgs(*FOREST, "--number", "1", "--dpi", "50", "-o", tmp_path / "forest.png")
    assert [path.name for path in tmp_path.iterdir()] == ["forest.png"]


def test_several_sheets_are_not_written_as_png_into_a_pipe(drgs: Tell) -> None:
    status, out, err = drgs(*FOREST, "--format", "png", "--dpi", "50")
    assert (status, out) == (2, "")
    assert "name a file with -o, or choose a picture with --number" in err


def titles(out: str) -> list[str]:
    """The titles of pictures in an SVG."""
    found = re.search("<title id=[^>]*>([^<]*)</title>", out)
    return [] if found is None else found[1].split("; ")


def test_a_number_chooses_a_picture(drgs: Tell) -> None:
    every = drgs(*FOREST, "--format", "svg")[1]
    (second,) = titles(drgs(*FOREST, "--number", "2", "--format", "svg")[1])
    assert titles(every)[1] == second
    assert "; ".join(titles(drgs(*FOREST, "--number", "1", "--format", "svg")[1])) == titles(every)[0]
    status, _, err = drgs(*FOREST, "--number", "99")
    assert status == 2
    assert "--number: there are 7 pictures" in err


def test_a_name_chooses_the_pictures_of_a_line_and_has_its_indication(drgs: Tell) -> None:
    name = "crps/responder-50/12"
    status, out, _ = drgs("plot", "forest", name, "--studies", TRIALS, "--format", "svg")
    assert status == 0
    assert len(titles(out)) == 1
    assert "12 months" in titles(out)[0]
    more = titles(drgs("plot", "forest", "crps/responder-50", "--studies", TRIALS, "--format", "svg")[1])
    assert {*titles(out)} < {*more}


@pytest.mark.parametrize("evidence", ["randomised", "non-randomised"])
def test_the_name_of_a_comparison_that_a_picture_holds_chooses_it(evidence: str, drgs: Tell) -> None:
    status, out, _ = drgs("plot", "forest", f"crps/responder-50/12/{evidence}", "--studies", TRIALS, "--format", "svg")
    assert (status, len(titles(out))) == (0, 1)


def test_the_name_of_a_side_alone_chooses_its_picture_not_that_of_the_comparison(drgs: Tell) -> None:
    """Both stand in the same cell."""
    cell = ("plot", "forest", "--studies", REAL, "--format", "svg", "diabetic-neuropathy/responder-50/12/{}")
    for kind, says in (("single-scs", "SCS alone, uncontrolled"), ("non-randomised", "DRGS against SCS")):
        status, out, _ = drgs(*cell[:-1], str(cell[-1]).format(kind))
        assert status == 0
        assert [says in title for title in titles(out)] == [True]


def test_a_name_that_no_picture_has_gets_the_nearest(drgs: Tell) -> None:
    status, _, err = drgs("plot", "forest", "crps/responder-05/12/randomised", "--studies", TRIALS)
    assert status == 2
    assert "is no name of a picture; did you mean crps/responder-50" in err


def test_filters_narrow_and_the_picture_says_so(drgs: Tell) -> None:
    narrowed = (*FOREST, "--outcome", "responder-50", "--months", "12")
    status, out, _ = drgs(*narrowed)
    assert status == 0
    assert "Narrowed to: " in out
    assert "Narrowed to: " in drgs(*narrowed, "--format", "svg")[1]
    assert {title.partition(",")[0] for title in titles(drgs(*narrowed, "--format", "svg")[1])} == {
        "At least 50 % pain relief"
    }


def test_how_it_is_worked_out_changes_the_picture_and_is_told(drgs: Tell) -> None:
    status, out, _ = drgs(*FOREST, "--denominator", "allocated", "--measure", "OR", "--format", "svg")
    assert status == 0
    assert "Worked out as asked for: " in out
    assert "Odds ratio" in out


def test_a_picture_is_as_wide_as_asked(drgs: Tell) -> None:
    for width in ("84", "174"):
        out = drgs(*FOREST, "--format", "svg", "--width", width)[1]
        assert re.findall(r'<svg[^>]* width="([^"]*)mm"', out) == [width]


def test_bare_pictures_leave_title_and_notes_to_the_legend(drgs: Tell) -> None:
    narrowed = (*FOREST, "--months", "12", "--format", "svg")
    _, out, err = drgs(*narrowed, "--bare")
    _, whole, _ = drgs(*narrowed)
    drawn = re.compile(r"<text[^>]*>(?:<title>[^<]*</title>)?(Narrowed to:[^<]*)<")
    assert (drawn.search(whole) is not None, drawn.search(out)) == (True, None)
    assert "legend: Narrowed to: " in err
    assert f"legend: {titles(out)[0]}" in err


def test_what_would_mislead_is_refused_with_its_reason(drgs: Tell, tmp_path: Path) -> None:
    path = tmp_path / "funnel.svg"
    line = ("plot", "funnel", "--indication", "crps", "--studies", TRIALS)
    status, out, err = drgs(*line, "-o", path)
    assert (status, out, path.exists()) == (0, "", False)
    assert "not drawn: " in err
    assert "fewer than 10 studies" in err
    assert drgs(*line, "--fail-if-empty")[0] == 3


def test_records_left_out_are_told_on_the_picture(drgs: Tell, tmp_path: Path) -> None:
    for path in TRIALS.iterdir():
        text = path.read_text()
        (tmp_path / path.name).write_text(text.replace("n: 30", "n: 3", 1) if path.stem == "trial-two" else text)
    asked = ("plot", "forest", "--indication", "crps", "--studies", tmp_path)
    assert drgs(*asked)[0] == 1
    status, out, _ = drgs(*asked, "--skip-invalid", "--format", "svg")
    assert status == 0
    assert "Left out, with errors in the record: trial-two.yaml" in out


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "KIND is missing; there are forest, funnel"),
        ("forrest", "'forrest' is no kind of plot; did you mean forest?"),
        ("forest", "--indication is missing; drgs vocabulary indications lists the keys"),
        ("forest nothing/of/it", "--indication is missing"),
        ("rob --measure or --allow-mixed", "leave out --measure, --allow-mixed"),
        ("rob --width 84", "--width is for svg, png and pdf"),
        ("rob --bare", "--bare is for svg, png and pdf"),
        ("rob --width nan --format svg", "--width: nan is no number of mm"),
        ("rob --width 10 --format svg", "10.0 is not in the range 60<=x<=400"),
        ("rob --dpi 300 --format svg", "--dpi is for png alone"),
        ("rob -o picture.gif", "its ending names no format; end it in .txt, .svg, .png or .pdf"),
        ("rob --number 0", "0 is not in the range x>=1"),
    ],
)
def test_wrong_usage_is_told(typed: str, said: str, drgs: Tell) -> None:
    status, out, err = drgs("plot", *typed.split(), "--studies", TRIALS)
    assert (status, out) == (2, "")
    assert said in err


@pytest.mark.parametrize("form", ["png", "pdf"])
def test_a_file_of_bytes_is_not_sent_to_a_terminal(form: str, drgs: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    status, out, err = drgs("plot", "rob", "--studies", TRIALS, "--format", form)
    assert (status, out) == (2, "")
    assert f"{form} is no text for a terminal; name a file: -o FILE.{form}" in err


def test_a_pipe_gets_the_bytes(drgs: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", pipe)
    assert drgs(*FOREST, "--format", "pdf")[0] == 0
    assert pipe.buffer.getvalue().startswith(b"%PDF-")


def test_a_terminal_gets_its_width(drgs: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = max(map(len, drgs(*FOREST)[1].splitlines()))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("NO_COLOR", "1")
    out = drgs(*FOREST)[1]
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 60 < wide


def test_the_kinds_are_offered_where_one_is_typed() -> None:
    complete = ShellComplete(build_group({}), {}, "drgs", COMPLETION)
    assert complete is not None
    from drgs_cli.cli.commands.plot import command

    context = click.Context(command, info_name="plot")
    argument = command.params[0]
    assert [item.value for item in argument.shell_complete(context, "f")] == ["forest", "funnel", "flow"]


def test_the_help_lists_the_kinds(drgs: Tell) -> None:
    out = drgs("plot", "--help")[1]
    assert [
        kind for kind, entry in PLOTS.items() if not re.search(rf"^ +{kind}[* ] *{re.escape(entry.about)}", out, re.M)
    ] == []


def test_the_names_of_the_pictures_are_listed_and_each_draws_its_own(drgs: Tell) -> None:
    status, out, _ = drgs(*FOREST, "--list")
    assert status == 0
    lines = [line.split("\t") for line in out.splitlines()]
    assert [number for number, _, _ in lines] == [str(number) for number in range(1, len(lines) + 1)]
    assert len(lines) > 2
    for number, name, title in lines[:2]:
        assert drgs("plot", "forest", name, "--studies", TRIALS, "--list")[1].splitlines()[0].endswith(title)
        assert drgs(*FOREST, "--number", number, "--list")[1] == f"{number}\t{name}\t{title}\n"


def test_a_list_is_no_picture(drgs: Tell, tmp_path: Path) -> None:
    assert drgs(*FOREST, "--list", "-o", tmp_path / "a.svg")[0] == 2
    assert list(tmp_path.iterdir()) == []


def test_the_help_says_which_kinds_are_of_one_indication(drgs: Tell) -> None:
    told = drgs("plot", "--help")[1]
    assert all((f"  {name}* " in told) == kind.of_one for name, kind in PLOTS.items())
    assert max(map(len, told.splitlines())) <= 80


def test_of_a_chosen_picture_it_is_not_told_what_else_is_not_drawn(drgs: Tell) -> None:
    """Not asked for; of all pictures it is told."""
    real = ("plot", "forest", "--indication", "crps", "--studies", REAL)
    assert "not drawn: " in drgs(*real)[2]
    assert "not drawn: " not in drgs(*real, "--number", "1")[2]
