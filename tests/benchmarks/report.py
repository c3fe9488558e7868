"""What a report of ten thousand records costs; exits with 1 when a budget is exceeded.

    python tests/benchmarks/report.py [NUMBER ...]

Invented records (two-armed trials, and series of either side, of several indications) in a folder of their own: time,
peak memory and size of `drgs report -o report.html`, each in a process of its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

NUMBERS = (154, 1_000, 10_000)
MOST_SECONDS, MOST_BYTES, MOST_PAGE = 120.0, 2_000_000_000, 20_000_000  # for the largest
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


def measured(number: int, top: Path) -> tuple[float, int, int]:
    """Seconds, peak memory and size of the page."""
    made, page = folder(number, top / f"studies-{number}"), top / f"{number}.html"
    start = time.perf_counter()
    line = [sys.executable, "-m", "drgs_cli", "report", "-o", str(page), "--studies", str(made)]
    subprocess.run(line, check=True, capture_output=True)
    seconds = time.perf_counter() - start
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024, page.stat().st_size


def main(typed: list[str]) -> int:
    """Print a line for each number of records; the largest is held against the budget."""
    numbers = sorted(map(int, typed)) or list(NUMBERS)
    print(f"{'records':>8} {'seconds':>8} {'MB of memory':>13} {'MB of page':>11}")
    within = True
    with tempfile.TemporaryDirectory() as top:
        for number in numbers:
            seconds, memory, size = measured(number, Path(top))
            print(f"{number:>8} {seconds:>8.2f} {memory / 1e6:>13.0f} {size / 1e6:>11.2f}", flush=True)
            within = seconds <= MOST_SECONDS and memory <= MOST_BYTES and size <= MOST_PAGE
    return int(not within)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
