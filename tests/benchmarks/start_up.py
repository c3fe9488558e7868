"""How long a cold start takes, as a ratio to a bare interpreter; exits with 1 when a budget is exceeded.

    python tests/benchmarks/start_up.py [ROUNDS]

Processor time of each process, in a pipe and on a pseudo-terminal; the cases of a round run in turn, so that
a busy machine slows all alike; the median over the rounds. The program is entered as an installer's script
enters it. Scripts written by older pips import `re` first, which alone costs half a bare interpreter.
"""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import termios
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
ROUNDS = 11
ENTRY = "import sys; from drgs_cli.__main__ import main; sys.exit(main())"
POOL = ("pool", "tests/tables/bcg.csv", "--measure", "RR")
SET = ("set", "deer-2017-accurate", "centres", "21", "--dry-run")
WISHES = {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "DRGS_STUDIES", "COLUMNS", "NO_COLOR", "FORCE_COLOR"}


class Case(NamedTuple):
    """A run, and how many bare interpreters it may cost."""

    name: str
    arguments: tuple[str, ...]
    budget: float


BARE = Case("python -c pass", ("-c", "pass"), 1.0)
CASES = (
    Case("drgs --version", ("-c", ENTRY, "--version"), 1.5),
    Case("drgs --help", ("-c", ENTRY, "--help"), 6),
    Case("drgs summarise", ("-c", ENTRY, "summarise"), 24),
    Case("drgs summarise --indication crps", ("-c", ENTRY, "summarise", "--indication", "crps"), 24),
    Case("drgs pool bcg.csv --measure RR", ("-c", ENTRY, *POOL), 10),
    Case("drgs pool bcg.csv --format json", ("-c", ENTRY, *POOL, "--format", "json"), 10),
    Case("drgs validate", ("-c", ENTRY, "validate"), 50),
    Case("drgs fmt --check", ("-c", ENTRY, "fmt", "--check"), 50),
    Case("drgs set ID PATH VALUE --dry-run", ("-c", ENTRY, *SET), 60),
    Case("drgs diff studies studies", ("-c", ENTRY, "diff", "studies", "studies"), 90),
)


def seconds(case: Case, *, terminal: bool) -> float:
    """Processor time of one run."""
    ours, theirs = pty.openpty() if terminal else os.pipe()
    if terminal:
        termios.tcsetwinsize(theirs, (50, 160))
    environment = {name: text for name, text in os.environ.items() if name not in WISHES}
    process = subprocess.Popen(
        [sys.executable, *case.arguments],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env={**environment, "TERM": "xterm-256color"},
    )
    os.close(theirs)
    drain(ours)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{case.name}: exit status {process.returncode}; nothing to measure")
    return usage.ru_utime + usage.ru_stime


def drain(descriptor: int) -> None:
    """Read all that a run writes; the far end of a pseudo-terminal closes with an error."""
    try:
        while os.read(descriptor, 65536):
            pass
    except OSError:
        pass
    finally:
        os.close(descriptor)


def medians(rounds: int, *, terminal: bool) -> list[float]:
    """Per case the median time, the bare interpreter first; a first round that compiles is not counted."""
    cases = (BARE, *CASES)
    measured = [[seconds(case, terminal=terminal) for case in cases] for _ in range(rounds + 1)][1:]
    return [sorted(times)[rounds // 2] for times in zip(*measured, strict=True)]


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    in_pipe, on_terminal = medians(rounds, terminal=False), medians(rounds, terminal=True)
    print(f"{'':34}{'pipe':>8}{'terminal':>10}{'budget':>8}")
    exceeded = False
    for case, piped, shown in zip(CASES, in_pipe[1:], on_terminal[1:], strict=True):
        ratios = piped / in_pipe[0], shown / on_terminal[0]
        exceeded |= max(ratios) > case.budget
        print(f"{case.name:34}{ratios[0]:8.2f}{ratios[1]:10.2f}{case.budget:8.1f}")
    print(f"1 = {BARE.name}, {1000 * in_pipe[0]:.1f} ms; median of {rounds}")
    return int(exceeded)


if __name__ == "__main__":
    raise SystemExit(main())
