"""`drgs pool`: what it makes of tables and options that nobody meant, and of texts that look like commands."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from drgs_cli.cli.commands.pool import EXAMPLES
from drgs_cli.cli.conduct import conduct
from drgs_cli.cli.main import run
from drgs_cli.stats.row_conversions import CONVERSIONS

Tell = Callable[..., tuple[int, str, str]]

TABLES = Path(__file__).parents[2] / "tables"
BCG = TABLES / "bcg.csv"

COUNTS = "study,ai,n1i,ci,n2i\n"
EFFECTS = "study,yi,vi\n"

# What a table holds, the measure, and every fault in it: line, column, rule.
FAULTY: dict[str, tuple[str | bytes, str, list[tuple[int, int, str]]]] = {
    "an empty file": ("", "RR", [(1, 1, "T104")]),
    "nothing but blank lines": ("\n , \n\n", "RR", [(1, 1, "T104")]),
    "columns that are missing": ("study,ai,n1i\nA,1,10\n", "RR", [(1, 1, "T201"), (1, 1, "T201")]),
    "a name that stands twice": ("study,yi,yi\nA,1,2\n", "GEN", [(1, 10, "T107")]),
    "a column without a name": ("study,,yi,vi\nA,1,2,3\n", "GEN", [(1, 7, "T107")]),
    "text where a number belongs": (f"{COUNTS}A,three,10,2,10\n", "RR", [(2, 3, "T109")]),
    "nan": (f"{EFFECTS}A,nan,1\nB,1,NaN\n", "GEN", [(2, 3, "T109"), (3, 5, "T109")]),
    "infinity": (f"{EFFECTS}A,inf,1\nB,1,-Infinity\n", "GEN", [(2, 3, "T109"), (3, 5, "T109")]),
    "a total in the last row": (f"{COUNTS}A,1,10,2,11\nB,3,20,4,25\nAll,4,30,6,36\n", "RR", [(4, 1, "T210")]),
    "numbers beyond what is held": (f"{EFFECTS}A,1e309,1\nB,1,1e-400\n", "GEN", [(2, 3, "T111"), (3, 5, "T111")]),
    "numbers too large to compute with": (f"{EFFECTS}A,1e308,1\nB,1,1e-308\n", "GEN", [(2, 3, "T211"), (3, 5, "T211")]),
    "counts beyond all people": (f"{COUNTS}A,1,1e308,1,2\n", "RR", [(2, 5, "T211")]),
    "more events than participants": (f"{COUNTS}A,1,10,11,10\n", "RR", [(2, 8, "T202")]),
    "more events than there are, in one group": ("study,xi,ni\nA,11,10\n", "PLO", [(2, 3, "T202")]),
    "a negative number of events": (f"{COUNTS}A,-1,10,2,10\n", "RR", [(2, 3, "T203")]),
    "a negative variance": (f"{EFFECTS}A,1,-0.5\n", "GEN", [(2, 5, "T203")]),
    "a negative standard error": ("study,yi,sei\nA,1,-0.5\n", "GEN", [(2, 5, "T203")]),
    "a group of nobody": (f"{COUNTS}A,0,0,2,10\n", "RR", [(2, 5, "T204")]),
    "a group of nobody, as its parts": ("study,ai,bi,ci,di\nA,0,0,2,8\n", "RR", [(2, 3, "T204")]),
    "no person-time": ("study,xi,ti\nA,3,0\n", "IR", [(2, 5, "T204")]),
    "a correlation beyond 1": ("study,ri,ni\nA,1.01,20\n", "ZCOR", [(2, 3, "T205")]),
    "a row that is too short, one too long": (f"{EFFECTS}A,1\nB,1,2,3\n", "GEN", [(2, 4, "T108"), (3, 7, "T108")]),
    "decimal commas between commas": (f"{EFFECTS}A,0,5,0,2\n", "GEN", [(2, 7, "T108")]),
    "a decimal comma in quotes between commas": (f'{EFFECTS}A,"0,5",0.2\n', "GEN", [(2, 3, "T110")]),
    "two decimal signs": ("study;yi;vi\nA;0,5;0.2\n", "GEN", [(2, 3, "T110"), (2, 7, "T110")]),
    "a quote that never closes": (f'{EFFECTS}"A,1,2\n', "GEN", [(2, 1, "T106")]),
    "an escape sequence": (f"{EFFECTS}\x1b[31mA,1,2\n", "GEN", [(2, 1, "T102")]),
    "a NUL": (f"{EFFECTS}A\0,1,2\n", "GEN", [(2, 2, "T102")]),
    "UTF-16": (f"{EFFECTS}A,1,2\n".encode("utf-16"), "GEN", [(1, 1, "T101")]),
    "Latin-1": (f"{EFFECTS}Mötley,1,2\n".encode("latin-1"), "GEN", [(2, 2, "T101")]),
    "no separator that is known": ("study|yi|vi\nA|1|2\n", "GEN", [(1, 1, "T105")]),
}
PLACE = re.compile(r"^(?P<path>.*):(?P<line>\d+):(?P<column>\d+): error: .* \[(?P<rule>T\d+)\]$", re.MULTILINE)


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str | bytes], Path]:
    """Writes a table."""

    def write(content: str | bytes) -> Path:
        path = tmp_path / "t.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


Put = Callable[[str | bytes], Path]


@pytest.mark.parametrize("kind", FAULTY)
def test_a_faulty_table_is_refused_with_the_place_of_every_fault(kind: str, drgs: Tell, put: Put) -> None:
    content, measure, expected = FAULTY[kind]
    path = put(content)
    status, out, err = drgs("pool", path, "--measure", measure)
    found = [(int(at["line"]), int(at["column"]), at["rule"]) for at in PLACE.finditer(err) if at["path"] == str(path)]
    assert (status, out, found) == (1, "", expected)
    assert err.endswith("drgs: nothing is computed\n")


def test_a_missing_column_is_named_with_those_that_are_there_and_with_the_option_that_maps_it(
    drgs: Tell, put: Put
) -> None:
    _, _, err = drgs("pool", put("study,ai,n1i,ci,total\n"), "--measure", "RR")
    assert "RR needs a column n2i (or di); the file has study, ai, n1i, ci, total" in err
    assert "--column n2i=HEADER" in err


def test_participants_do_not_follow_from_a_column_that_happens_to_be_named_bi(drgs: Tell, put: Put) -> None:
    status, _, err = drgs("pool", put("m1i,sd1i,bi,m2i,sd2i,di\n1,1,9,2,1,9\n"), "--measure", "MD")
    assert (status, "MD needs a column n1i; the file has" in err) == (1, True)


def test_only_so_many_faults_are_listed_and_the_others_counted(drgs: Tell, put: Put) -> None:
    _, _, err = drgs("pool", put(EFFECTS + "A,x,1\nB,1,1\n" * 60), "--measure", "GEN")
    assert len(PLACE.findall(err)) == 51
    assert "10 more faults from here on" in err


def test_a_fault_in_a_column_that_is_used_twice_is_said_once(drgs: Tell, put: Put) -> None:
    path = put(EFFECTS + "A,x,1\nB,1,1\nC,1,1\n")
    _, _, err = drgs("pool", path, "--measure", "GEN", "--moderator", "yi")
    assert len(PLACE.findall(err)) == 1


def test_an_endless_line_is_not_read_to_its_end(drgs: Tell, put: Put) -> None:
    path = put(COUNTS.encode() + b"A" * 3_000_000)
    status, out, err = drgs("pool", path, "--measure", "RR")
    assert (status, out) == (1, "")
    assert f"{path}:2:1: error: this line is longer than 1 MB; what follows was not read [T103]" in err


# --- Tables that are odd, and sound ---------------------------------------------------------------------------------

PLAIN = f"{EFFECTS}A,0.5,0.2\nB,-0.25,0.1\n"
SAME = {
    "CRLF": PLAIN.replace("\n", "\r\n"),
    "CR": PLAIN.replace("\n", "\r"),
    "a byte order mark": "\ufeff" + PLAIN,
    "no line feed at the end": PLAIN.rstrip("\n"),
    "blank lines": PLAIN.replace("\n", "\n\n"),
    "tabs": PLAIN.replace(",", "\t"),
    "semicolons and decimal commas": PLAIN.replace(",", ";").replace(".", ","),
    "semicolons and decimal points": PLAIN.replace(",", ";"),
    "quotes around everything": re.sub(r"[^,\n]+", r'"\g<0>"', PLAIN),
    "blanks around cells": PLAIN.replace(",", " , "),
    "a line that names the separator": "sep=,\n" + PLAIN,
    "another order of columns": "vi,study,yi\n0.2,A,0.5\n0.1,B,-0.25\n",
    "further columns": "study,x,yi,vi\nA,?,0.5,0.2\nB,,-0.25,0.1\n",
    "standard errors": PLAIN.replace("vi", "sei")
    .replace("0.2\n", "0.4472135954999579\n")
    .replace("0.1\n", "0.31622776601683794\n"),
}


@pytest.mark.parametrize("kind", SAME)
def test_a_table_says_the_same_however_it_is_written(kind: str, drgs: Tell, put: Put) -> None:
    answers = []
    for content in (PLAIN, SAME[kind]):
        status, out, err = drgs("pool", put(content), "--measure", "GEN", "--format", "json")
        assert (status, err) == (0, "")
        fit = json.loads(out)["fit"]
        answers.append([fit[name] for name in ("k", "estimate", "se", "tau2", "Q", "ci_lb", "ci_ub")])
    assert answers[1] == pytest.approx(answers[0], rel=1e-14)


EDGES = {
    "a header and no row": (COUNTS, "RR", ("no-study", 0)),
    "rows without numbers": (f"{COUNTS}A,,10,2,10\nB,NA,10,2,10\n", "RR", ("no-study", 0)),
    "one row": (f"{COUNTS}A,1,10,2,10\n", "RR", (None, 1)),
    "a variance of 0": (f"{EFFECTS}A,1,0\nB,2,1\n", "GEN", (None, 1)),
}


@pytest.mark.parametrize("form", ["json", "table", "csv", "markdown"])
@pytest.mark.parametrize("kind", EDGES)
def test_a_table_with_little_in_it_gets_an_answer(kind: str, form: str, drgs: Tell, put: Put) -> None:
    content, measure, (reason, k) = EDGES[kind]
    status, out, err = drgs("pool", put(content), "--measure", measure, "--format", form)
    unsaid = "drgs: no pooled estimate, because no study is left\n" if form == "csv" and reason else ""
    assert (status, err) == (0, unsaid)
    if form == "json":
        fit = json.loads(out)["fit"]
        assert (fit["not_estimable"], fit["k"] or 0) == (reason, k)


@pytest.mark.parametrize("form", ["json", "table", "csv", "markdown"])
def test_ten_thousand_rows_take_seconds(form: str, drgs: Tell, put: Put) -> None:
    rows = "".join(f"S{place},{place % 7 / 10},{0.1 + place % 11 / 100}\n" for place in range(10_000))
    path, start = put(EFFECTS + rows), time.process_time()
    status, out, _ = drgs("pool", path, "--measure", "GEN", "--format", form)
    assert time.process_time() - start < 10.0  # what is done for each row of each row takes twenty
    assert (status, len(out.splitlines()) > 10_000, "S9999" in out) == (0, True, True)


def test_a_name_of_a_study_may_be_as_long_as_it_likes(drgs: Tell, put: Put) -> None:
    name = "Ab " * 30_000
    status, out, _ = drgs("pool", put(f'{EFFECTS}"{name}",1,2\n'), "--measure", "GEN", "--format", "json")
    assert (status, json.loads(out)["effects"][0]["study"]) == (0, name.strip())


# --- Options --------------------------------------------------------------------------------------------------------

REFUSED = {
    "": "--measure is missing; name what is pooled, with these columns: RR, OR, PETO, RD, AS",
    "--network": "--measure is missing; name what is pooled, one of OR, RR, RD, IRR, MD, SMD, GEN",
    "--measure RRR": "'RRR' is no measure; did you mean RR or IRR?",
    "--measure PLO --network": "'PLO' is no measure",
    "--measure RR --method nch": "nch is not for an analysis without --network",
    "--measure RR --level 0": "0 is no confidence level; write per cent, from 1 to 99.9999999",
    "--measure RR --level 0.95": "0.95 is no confidence level",
    "--measure RR --level 100": "100 is no confidence level",
    "--measure RR --level nan": "nan is no confidence level",
    "--measure RR --level many": "'many' is not a valid float",
    "--measure RR --add -1": "-1 is no increment; write 0, or a number from 1e-9 to 100",
    "--measure RR --add 1e-300": "1e-300 is no increment",
    "--measure RR --add nan": "nan is no increment",
    "--measure OR --method glmm --nodes 0": "0 is not in the range",
    "--measure RR --bayes --tau-prior 0": "0 is no scale; write a number above 0",
    "--measure RR --bayes --tau-prior inf": "inf is no scale",
    "--measure RR --reference A": "give --network too",
    "--measure RR --network --bias": "--bias cannot be used with --network",
    "--measure RR --column n1i": "'n1i' is not NAME=HEADER, such as n1i=treated_total",
    "--measure RR --column =n1i": "'=n1i' is not NAME=HEADER",
    "--measure RR --column n1i=": "'n1i=' is not NAME=HEADER",
    "--measure RR --column ai=ci --column ai=n1i": "ai is given twice, as ci and as n1i",
    "--measure RR --column zi=ci": "'zi' is no column that is read here; there are study, ai, n1i, ci, n2i, bi, di",
    "--measure MD --column bi=ci": "'bi' is no column that is read here",
    "--measure RR --column ai=events": "no column events; the file has",
    "--measure RR --column study=name": "no column name; the file has",
    "--measure RR --subgroup centre": "no column centre; the file has",
    "--measure RR --moderator latitude": "no column latitude; the file has",
    "--measure RR --moderator ablatt": "did you mean ablat?",
    "--measure RR --cluster centre": "no column centre; the file has",
    "--measure RR --cumulative --order-by date": "no column date; the file has",
    "--convert five": "'five' is no conversion; did you mean five-numbers?",
    "--convert five-numbers --measure RR": "--measure cannot be used with --convert, which pools nothing",
    "--convert five-numbers --bias": "--bias cannot be used with --convert",
    "--convert five-numbers --moderator ablat": "--moderator cannot be used with --convert",
    "--convert five-numbers --network": "--network cannot be used with --convert",
    "--measure HR": "hazard ratios are pooled by --measure GEN --transform exp, with yi = ln HR and vi or sei",
    "--measure HR --network": "with TE = ln HR and seTE",
    "--measure risk-ratio": "'risk-ratio' is no measure; did you mean RR?",
    "--measure RR --column ai=ci --column n1i=ci": "ci is given for two columns, ai and n1i",
    "--measure RR --column ai=ci": "ci would be read twice, as ai and as ci",
    "--convert sd-from-p --column mean=p": "p would be read twice, as mean and as p",
    "--convert five-numbers --column ai=ci": "'ai' is no column that is read here; there are study, n, median,",
}


@pytest.mark.parametrize("line", REFUSED)
def test_wrong_usage_says_what_would_be_right(line: str, drgs: Tell) -> None:
    status, out, err = drgs("pool", BCG, *line.split())
    assert (status, out) == (2, "")
    assert REFUSED[line] in err


def test_a_column_of_the_analysis_may_group_or_explain_as_well(drgs: Tell) -> None:
    status, _, err = drgs(
        "pool", BCG, "--measure", "RR", "--moderator", "n1i", "--cluster", "study", "--subgroup", "ci"
    )
    assert (status, err) == (0, "")


def test_a_conversion_says_which_columns_it_needs(drgs: Tell) -> None:
    status, _, err = drgs("pool", BCG, "--convert", "five-numbers")
    assert (status, "five-numbers needs a column median" in err) == (1, True)


def test_numbers_that_no_study_can_have_are_refused_row_by_row(drgs: Tell, put: Put) -> None:
    path = put("study,n,min,median,max\nA,20,1,5,9\nB,20,7,5,9\n")
    status, out, err = drgs("pool", path, "--convert", "five-numbers")
    assert (status, out) == (1, "")
    assert f"{path}:3:1: error: minimum, quartiles, median and maximum ascend" in err


# --- Where a table comes from and an answer goes --------------------------------------------------------------------

RR = ("--measure", "RR")


def test_a_folder_is_no_table(drgs: Tell, tmp_path: Path) -> None:
    status, out, err = drgs("pool", tmp_path, *RR)
    assert (status, out, f"'{tmp_path}' is a folder; name a CSV file in it" in err) == (2, "", True)


@pytest.mark.parametrize("name", ["none.csv", "", "bcg.csv/x", "a\nb\x1b[31m.csv"])
def test_a_file_that_is_not_there_is_wrong_usage(name: str, drgs: Tell) -> None:
    status, out, err = drgs("pool", name, *RR)
    assert (status, out, f"{name!r}: no such file; name a CSV file, or - for standard input" in err) == (2, "", True)


PROGRAM = (sys.executable, "-m", "drgs_cli", "pool")


def test_a_file_that_cannot_be_read_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, _mode: str) -> None:  # permissions mean nothing to an administrator, who may run the tests
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    said = io.StringIO()
    monkeypatch.setattr(sys, "stderr", said)
    status = conduct(lambda: run(["pool", str(BCG), *RR]))
    assert (status, said.getvalue()) == (4, f"drgs: {BCG}: cannot be read: Permission denied\n")


def told(line: str, **asked: str) -> subprocess.CompletedProcess[str]:
    """A run by the shell, with `drgs pool` and the table in its environment."""
    environment = {**os.environ, "POOL": " ".join(PROGRAM), "BCG": str(BCG), **asked}
    return subprocess.run(["/bin/sh", "-c", line], env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    "line",
    ["$POOL - --measure RR < $BCG", "cat $BCG | $POOL - --measure RR", "cat $BCG | $POOL /dev/stdin --measure RR"],
)
def test_a_table_can_be_piped_in(line: str, drgs: Tell) -> None:
    done = told(line)
    answer = drgs("pool", BCG, *RR)[1]
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[2:] == answer.splitlines()[2:]


def test_a_named_pipe_is_read(drgs: Tell, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(BCG.read_bytes(),))
    writer.start()
    status, out, _ = drgs("pool", pipe, *RR)
    writer.join()
    assert (status, out.splitlines()[2:]) == (0, drgs("pool", BCG, *RR)[1].splitlines()[2:])


def test_standard_input_that_is_closed_cannot_be_read() -> None:
    done = told("$POOL - --measure RR <&-")
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr == "drgs: -: cannot be read: standard input is closed\n"


def test_problems_of_standard_input_have_a_place_too() -> None:
    done = told("printf 'study,yi,vi\\nA,x,1\\n' | $POOL - --measure GEN")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("-:2:3: error: yi: a number belongs here, found 'x' [T109]\n")


def test_a_reader_that_leaves_after_one_line_ends_the_run_quietly() -> None:
    process = subprocess.Popen([*PROGRAM, BCG, *RR, "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), said) == (0, b"")


@pytest.mark.parametrize("ending", ["csv", "md", "json", "txt"])
def test_an_answer_goes_to_a_file_in_the_format_of_its_ending(ending: str, drgs: Tell, tmp_path: Path) -> None:
    path = tmp_path / f"answer.{ending}"
    form = {"md": "markdown", "txt": "table"}.get(ending, ending)
    assert drgs("pool", BCG, *RR, "-o", path) == (0, "", "")
    assert path.read_text() == drgs("pool", BCG, *RR, "--format", form)[1]


def test_a_refused_table_leaves_the_file_of_the_last_answer_alone(drgs: Tell, put: Put, tmp_path: Path) -> None:
    (tmp_path / "answer.json").write_text("the last one")
    status, _, _ = drgs("pool", put(f"{EFFECTS}A,x,1\n"), "--measure", "GEN", "-o", tmp_path / "answer.json")
    assert (status, (tmp_path / "answer.json").read_text()) == (1, "the last one")


def linked(table: Path) -> Path:
    link = table.with_name("link.csv")
    link.symlink_to(table.name)
    return link


@pytest.mark.parametrize("other", [lambda table: table, linked, lambda table: table.parent / "." / table.name])
def test_an_answer_never_takes_the_place_of_its_table(other: Callable[[Path], Path], drgs: Tell, put: Put) -> None:
    table = put(PLAIN)
    name = other(table)
    for read, written in ((table, name), (name, table)):
        status, out, err = drgs("pool", read, "--measure", "GEN", "-o", written)
        assert (status, out, "is the table itself" in err) == (2, "", True)
    assert table.read_text() == PLAIN


def test_an_answer_never_takes_the_place_of_standard_input(put: Put) -> None:
    table = put(PLAIN)
    done = told("$POOL - --measure GEN -o $TABLE < $TABLE", TABLE=str(table))
    assert (done.returncode, "is the table itself" in done.stderr, table.read_text()) == (2, True, PLAIN)


def test_a_csv_with_its_pooled_estimate_is_pooled_without_it(drgs: Tell, tmp_path: Path) -> None:
    drgs("pool", BCG, *RR, "-o", tmp_path / "rr.csv")
    fits = [
        json.loads(drgs("pool", *asked, "--format", "json")[1])["fit"]
        for asked in ((BCG, *RR), (tmp_path / "rr.csv", *RR), (tmp_path / "rr.csv", "--measure", "GEN"))
    ]
    assert [fit["k"] for fit in fits] == [13] * 3
    assert [fit["estimate"] for fit in fits] == pytest.approx([fits[0]["estimate"]] * 3, rel=1e-12)


def test_what_a_csv_does_not_hold_is_said(drgs: Tell) -> None:
    status, _, err = drgs("pool", BCG, *RR, "--bias", "--subgroup", "alloc", "--format", "csv")
    said = "drgs: not in the CSV: subgroups, small-study effects (--format json has all)\n"
    assert (status, err) == (0, said)


def test_converted_rows_can_be_pooled(drgs: Tell, put: Put, tmp_path: Path) -> None:
    table = put("study,est,lo,hi\nA,-0.2,-0.5,0.1\nB,,1,2\nC,0.1,-0.1,0.3\n")
    assert drgs("pool", table, "--convert", "se-from-ci-and-tests", "-o", tmp_path / "se.csv") == (0, "", "")
    mapped = ("--measure", "GEN", "--column", "yi=est", "--column", "sei=se_z", "--format", "json")
    _, out, _ = drgs("pool", tmp_path / "se.csv", *mapped)
    effects = json.loads(out)["effects"]
    assert [effect["not_pooled"] for effect in effects] == [None, "missing", None]
    assert effects[0]["sei"] == pytest.approx(0.3 / 1.959963984540054, rel=1e-12)


def test_columns_are_found_whatever_their_capitals(drgs: Tell, put: Put) -> None:
    _, out, _ = drgs("pool", put("Study,AI,N1i,ci,n2i\nA,1,10,2,11\n"), *RR, "--format", "json")
    found = json.loads(out)
    assert found["question"]["columns"] == {"study": "Study", "ai": "AI", "n1i": "N1i"}
    assert (found["effects"][0]["study"], found["fit"]["k"]) == ("A", 1)


def test_the_measures_of_a_table_are_offered_whatever_its_capitals(drgs: Tell, put: Put) -> None:
    assert "with these columns: PR, PLN, PLO, PAS, PFT" in drgs("pool", put("XI,NI\n1,2\n"))[2]


def test_a_limit_below_the_end_of_a_scale_is_no_negative_zero(drgs: Tell, put: Put) -> None:
    _, out, _ = drgs("pool", put("xi,ti\n0,10\n1,12\n"), "--measure", "IRS", "--format", "json")
    assert "-0.0" not in re.findall(r"-?\d+\.\d+(?![\d.e])", out)


def test_the_help_lists_every_conversion_with_its_columns() -> None:
    for name, conversion in CONVERSIONS.items():
        optional = f" [{' '.join(conversion.optional)}]" if conversion.optional else ""
        line = next(line for line in EXAMPLES.splitlines() if line.split()[:1] == [name])
        assert line.partition("(")[0].split(maxsplit=1)[1].strip() == f"{' '.join(conversion.columns)}{optional}"


# --- Text is text ---------------------------------------------------------------------------------------------------

ODD = "[bold]A[/bold] | *b* <i> $x$ \u202e"
FORMULA = "=cmd()"
NAMED = f'{EFFECTS}"{ODD}",0.5,0.2\n{FORMULA},0.25,0.1\n@SUM(1),0.125,0.3\n'
WHOLE = ("--bias", "--leave-one-out", "--cumulative", "--influence", "--bayes", "--subgroup", "study")


def test_a_name_of_a_study_is_text_in_json(drgs: Tell, put: Put) -> None:
    _, out, _ = drgs("pool", put(NAMED), "--measure", "GEN", *WHOLE, "--format", "json")
    assert [study["study"] for study in json.loads(out)["effects"]] == [ODD, FORMULA, "@SUM(1)"]


def test_a_name_of_a_study_is_text_in_a_table(drgs: Tell, put: Put) -> None:
    _, out, _ = drgs("pool", put(NAMED), "--measure", "GEN", *WHOLE)
    assert ("[bold]A[/bold] | *b* <i> $x$" in out, "\u202e" in out) == (True, False)


def test_a_name_of_a_study_is_text_in_markdown(drgs: Tell, put: Put) -> None:
    _, out, _ = drgs("pool", put(NAMED), "--measure", "GEN", *WHOLE, "--format", "markdown")
    assert [mark for mark in ("[bold]", " | *b*", "<i>", "\u202e") if mark in out] == []


def test_a_name_of_a_study_is_no_formula_in_csv(drgs: Tell, put: Put) -> None:
    _, out, _ = drgs("pool", put(NAMED), "--measure", "GEN", "--format", "csv")
    cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "@"))] == []


def test_a_terminal_is_told_nothing_by_a_header_or_a_treatment(drgs: Tell, put: Put) -> None:
    content = 'study,treatment,event,n,\u202e[red]x\nA,[red]P,1,9,1\nA,"=Q",2,9,2\nB,[red]P,1,9,1\nB,"=Q",3,9,2\n'
    _, out, _ = drgs("pool", put(content), "--measure", "OR", "--network")
    _, _, err = drgs("pool", put(content), "--measure", "GEN")
    assert ("[red]P" in out, "[red]x" in err, "\u202e" in out + err) == (True, True, False)


# --- The same bits --------------------------------------------------------------------------------------------------

EVERYTHING = (
    "--subgroup alloc --moderator ablat --moderator alloc --cluster alloc --bias --bayes --leave-one-out --cumulative"
    " --influence"
)


@pytest.mark.parametrize(
    "line",
    [
        f"$POOL $BCG --measure RR {EVERYTHING} --format json",
        "$POOL $VARICES --measure OR --network --format json",
        "$POOL $BCG --measure OR --method glmm --format json",
    ],
)
def test_the_same_bits_whatever_the_hash_seed_and_the_locale(line: str) -> None:
    varices = str(TABLES / "varices.csv")
    first = told(line, PYTHONHASHSEED="0", LC_ALL="C", VARICES=varices)
    second = told(line, PYTHONHASHSEED="1", LC_ALL="de_DE.UTF-8", VARICES=varices)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == second.stdout
