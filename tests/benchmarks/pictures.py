"""What pictures cost, as ratios to a bare interpreter; exits with 1 when a budget is exceeded.

    python tests/benchmarks/pictures.py [ROUNDS]

Processor time and peak memory of whole runs of `drgs plot` over the repository's records and over invented trials, and
the size of what is written: 500 studies in one forest plot, and how the cost grows from 100. The cases of a round run
in turn, so that a busy machine slows all alike; the median over the rounds. PNG and PDF need the extra `figures`.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
ROUNDS = 5
FEW, MANY = 100, 500
GROWTH = 7.0  # of the time of a forest plot from FEW to MANY studies, where 5 is linear
ENTRY = "import sys; from drgs_cli.__main__ import main; sys.exit(main())"
WISHES = {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "DRGS_STUDIES", "COLUMNS", "NO_COLOR", "FORCE_COLOR"}

TRIAL = """\
# Invented: a trial that never took place.
id: trial-{number}
label: Trial {number}
design: rct
funding: {{type: none}}
reports:
  trial-{number}: {{role: primary, authors: [Trial A], title: Invented {number}, published: {year}}}
population:
  indications: {{crps: {both}}}
arms:
  drgs: {{intervention: drgs, allocated: {n}}}
  scs: {{intervention: scs-tonic, allocated: {n}}}
results:
  - outcome: responder-50
    months: 12
    analysed: allocated
    arms: {{drgs: {{events: {first}, n: {n}}}, scs: {{events: {second}, n: {n}}}}}
    source: {{report: trial-{number}, at: Table 1}}
"""


class Case(NamedTuple):
    """A run: the folder of records, its arguments, the file it writes, and its budgets (interpreters, MB, kB)."""

    name: str
    folder: str
    arguments: tuple[str, ...]
    ending: str
    time: float
    memory: float
    size: float


FOREST = ("forest", "--indication", "crps")
CASES = (
    Case("forest, text", "studies", FOREST, "txt", 45, 60, 50),
    Case("forest, svg", "studies", FOREST, "svg", 45, 60, 100),
    Case("forest, one png", "studies", (*FOREST, "--number", "1"), "png", 55, 90, 250),
    Case("forest, pdf", "studies", FOREST, "pdf", 60, 120, 200),
    Case("gaps, svg", "studies", ("gaps",), "svg", 75, 80, 1000),
    Case("timeline, svg", "studies", ("timeline", "--indication", "crps"), "svg", 45, 60, 100),
    Case(f"forest of {FEW}, svg", str(FEW), FOREST, "svg", 30, 50, 200),
    Case(f"forest of {MANY}, svg", str(MANY), FOREST, "svg", 105, 80, 900),
    Case(f"forest of {MANY}, text", str(MANY), FOREST, "txt", 105, 80, 200),
    Case(f"forest of {MANY}, pdf", str(MANY), FOREST, "pdf", 120, 150, 900),
)


class Cost(NamedTuple):
    """Processor seconds, MB at the peak, kB written."""

    time: float
    memory: float
    size: float


def invent(folder: Path, count: int) -> None:
    """Trials that never took place, in a folder of their own."""
    draw = random.Random(count)
    folder.mkdir()
    (folder / "review.yaml").write_text("question: Does the invented treatment help?\n", encoding="utf-8")
    for number in range(1, count + 1):
        n = draw.randint(10, 200)
        first, second = (sum(draw.random() < share for _ in range(n)) for share in (0.7, 0.5))
        text = TRIAL.format(number=number, year=2001 + number % 25, both=2 * n, n=n, first=first, second=second)
        (folder / f"trial-{number}.yaml").write_text(text, encoding="utf-8")


def cost(arguments: tuple[str, ...], written: Path | None = None) -> Cost:
    """What one run takes."""
    environment = {name: text for name, text in os.environ.items() if name not in WISHES}
    process = subprocess.Popen(
        [sys.executable, "-c", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=environment,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(arguments[1:])}: exit status {process.returncode}; nothing to measure")
    size = 0.0 if written is None else written.stat().st_size / 1000
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000, size)


def run(case: Case, place: Path) -> Cost:
    folder = ROOT / "studies" if case.folder == "studies" else place / case.folder
    written = place / f"picture.{case.ending}"
    return cost((ENTRY, "plot", *case.arguments, "--studies", str(folder), "-o", str(written)), written)


def medians(rounds: int, place: Path) -> tuple[float, list[Cost]]:
    """The bare interpreter, and each case; a first round that compiles is not counted."""
    bare, measured = [], []
    for _ in range(rounds + 1):
        bare.append(cost(("pass",)).time)
        measured.append([run(case, place) for case in CASES])
    costs = [
        Cost(*(sorted(values)[rounds // 2] for values in zip(*runs, strict=True)))
        for runs in zip(*measured[1:], strict=True)
    ]
    return sorted(bare[1:])[rounds // 2], costs


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        for count in (FEW, MANY):
            invent(place / str(count), count)
        bare, costs = medians(rounds, place)
    print(f"{'':24}{'time':>8}{'budget':>8}{'MB':>8}{'budget':>8}{'kB':>8}{'budget':>8}")
    exceeded = False
    for case, found in zip(CASES, costs, strict=True):
        pairs = ((found.time / bare, case.time), (found.memory, case.memory), (found.size, case.size))
        exceeded |= any(value > budget for value, budget in pairs)
        print(f"{case.name:24}" + "".join(f"{value:8.1f}{budget:8.0f}" for value, budget in pairs))
    few, many = (next(i for i, case in enumerate(CASES) if case.folder == str(count)) for count in (FEW, MANY))
    growth = costs[many].time / costs[few].time
    print(f"from {FEW} to {MANY} studies: {growth:.1f} times the time, at most {GROWTH:g}")
    print(f"1 = python -c pass, {1000 * bare:.1f} ms; median of {rounds}")
    return int(exceeded or growth > GROWTH)


if __name__ == "__main__":
    raise SystemExit(main())
