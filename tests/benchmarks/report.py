"""What a report of ten thousand records costs; exits with 1 when a budget is exceeded.

    python tests/benchmarks/report.py [NUMBER ...]

Invented records (two-armed trials, and series of either side, of several indications) in a folder of their own:
time, peak memory and size of the page of `drgs report -o report.html`, and of `drgs verify` of it, each in a process of
its own. Seconds are of the processor, since others use the machine, too; the time on the clock stands beside them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import NamedTuple

# Of so many records at most seconds of the processor, MB of memory, MB of page; from the one to the next the time grows
# by no more than MOST_GROWTH times the records.
BUDGETS = {154: (6.0, 100, 4.0), 1_000: (12.0, 150, 5.0), 10_000: (90.0, 900, 5.0)}
MOST_GROWTH = 1.3
INDICATIONS = ("crps", "fbss", "phantom-limb", "pelvic", "post-surgical", "diabetic-neuropathy")
OUTCOMES = ("responder-50", "infection")


def record(number: int, draw: Random) -> str:
    """One study with a row for each of some outcomes and visits."""
    n = draw.randint(10, 80)
    sides = draw.choice((("drgs", "scs"), ("drgs",), ("scs",)))
    design = "rct" if len(sides) > 1 else "prospective-cohort"
    arms = ", ".join(f"{side}: {{intervention: {side}, implanted: {n}}}" for side in sides)
    rows = "".join(_row(outcome, months, sides, n, draw) for outcome in OUTCOMES for months in (3, 12))
    return (
        f"id: study-{number}\nlabel: Study {number}\ndesign: {design}\n"
        f"reports:\n  main: {{role: primary, title: T{number}, authors: [Roe A], published: {2000 + number % 25}}}\n"
        f"population: {{indications: {{{draw.choice(INDICATIONS)}: {n * len(sides)}}}}}\n"
        f"arms: {{{arms}}}\nresults:\n{rows}"
    )


def _row(outcome: str, months: int, sides: tuple[str, ...], n: int, draw: Random) -> str:
    arms = ", ".join(f"{side}: {{events: {draw.randint(0, n)}, n: {n}}}" for side in sides)
    source = "source: {report: main, at: table 2, basis: full-text}"
    return f"  - {{outcome: {outcome}, months: {months}, analysed: implanted, arms: {{{arms}}}, {source}}}\n"


def folder(number: int, at: Path) -> Path:
    """So many records."""
    draw = Random(number)
    at.mkdir()
    (at / "review.yaml").write_text("compare: [drgs, scs]\n", encoding="utf-8")
    for one in range(number):
        (at / f"study-{one}.yaml").write_text(record(one, draw), encoding="utf-8")
    return at


class Cost(NamedTuple):
    """Seconds of the processor and on the clock, MB at the peak, MB written."""

    seconds: float
    clock: float
    memory: float
    size: float

    def is_within(self, seconds: float, memory: float, size: float) -> bool:
        return self.seconds <= seconds and self.memory <= memory and self.size <= size


def cost(typed: tuple[str, ...], page: Path) -> Cost:
    """What one run takes; the page is there afterwards."""
    start = time.perf_counter()
    line = [sys.executable, "-m", "drgs_cli", *typed]
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(typed)}: exit status {process.returncode}; nothing to measure")
    clock, size = time.perf_counter() - start, page.stat().st_size
    return Cost(usage.ru_utime + usage.ru_stime, clock, usage.ru_maxrss / 1000, size / 1e6)


def measured(number: int, top: Path) -> tuple[Cost, Cost]:
    """The report, and the check of it."""
    made, page = folder(number, top / f"studies-{number}"), top / f"{number}.html"
    studies = ("--studies", str(made))
    return cost(("report", "-o", str(page), *studies), page), cost(("verify", str(page), *studies), page)


def main(typed: list[str]) -> int:
    """Print two lines for each number of records, held against its budget where it has one."""
    numbers = sorted(map(int, typed)) or list(BUDGETS)
    print(f"{'records':>8} {'':8}{'seconds':>8} {'clock':>7} {'ms each':>8} {'MB of memory':>13} {'MB of page':>11}")
    within, before = True, None
    with tempfile.TemporaryDirectory() as top:
        for number in numbers:
            costs = measured(number, Path(top))
            for name, one in zip(("report", "verify"), costs, strict=True):
                figures = f"{one.seconds:>8.1f} {one.clock:>7.1f} {1000 * one.seconds / number:>8.1f}"
                print(f"{number:>8} {name:8}{figures} {one.memory:>13.0f} {one.size:>11.2f}", flush=True)
                within &= number not in BUDGETS or one.is_within(*BUDGETS[number])
            each = costs[0].seconds / number
            within &= before is None or each <= MOST_GROWTH * before
            before = each
    return int(not within)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
