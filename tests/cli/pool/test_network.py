"""`drgs pool --network` ends with 0 for an answer, 1 for rows that cannot stand, 2 for what cannot be asked."""

from pathlib import Path

import pytest
from networks import APART, ARMS, ONE_STUDY, TRIANGLE

from drgs_cli.cli.main import run

LOST_ARM = "study,treatment,event,n\nS1,a,3,20\nS1,b,5,20\nS2,b,4,20\nS2,c,0,20\n"


def pool(folder: Path, text: str, *options: str) -> int:
    path = folder / "network.csv"
    path.write_text(text, encoding="utf-8")
    return run(["pool", str(path), "--network", *options])


@pytest.mark.parametrize("output", ["table", "markdown", "csv", "json"])
@pytest.mark.parametrize("text", [ARMS, APART, ONE_STUDY, TRIANGLE], ids=["two", "apart", "one", "triangle"])
def test_every_network_is_an_answer_in_every_format(
    tmp_path: Path, text: str, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pool(tmp_path, text, "--measure", "OR", "--format", output) == 0
    out, err = capsys.readouterr()
    assert out
    assert err == ""


def test_treatments_are_shown_as_they_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = 'study,treatment,event,n\nS1,[bold]x[/bold],3,20\nS1,"β-blocker, slow",5,20\n'
    assert pool(tmp_path, text, "--measure", "OR") == 0
    out = capsys.readouterr().out
    assert "[bold]x[/bold]" in out
    assert "β-blocker, slow" in out


def test_a_study_that_cannot_stand_in_a_network_ends_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pool(tmp_path, "study,treatment,event,n\nS1,a,3,20\nS1,a,4,20\n", "--measure", "OR") == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "network.csv:3:4: error: S1 has a in more than one arm [T206]" in err


# What is asked of which table, and what is said about it.
REFUSED = {
    "a reference that is no treatment": (ARMS, ("--measure", "OR", "--reference", "odl"), "did you mean old?"),
    "a reference that no study is left of": (
        LOST_ARM,
        ("--measure", "OR", "--method", "mh", "--reference", "c"),
        "--reference: c is in no study that can be analysed; there are a, b",
    ),
    "counts of comparisons": (
        TRIANGLE,
        ("--measure", "OR", "--method", "mh"),
        "--method: mh needs the events and participants of every arm, in columns treatment, event and n; the file has",
    ),
    "counts for another measure": (
        ARMS,
        ("--measure", "RR", "--method", "nch"),
        "--method: nch is for OR in a network, not for RR; there are reml, dl, ee",
    ),
    "an interval of pairs": (
        ARMS,
        ("--measure", "OR", "--interval", "knha"),
        "--interval cannot be used with --network",
    ),
}


@pytest.mark.parametrize(("text", "options", "said"), REFUSED.values(), ids=REFUSED)
def test_what_no_network_has_is_wrong_usage(
    tmp_path: Path, text: str, options: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert pool(tmp_path, text, *options) == 2
    assert said in capsys.readouterr().err
