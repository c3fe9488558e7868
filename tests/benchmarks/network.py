"""How long a network of 30 treatments and 300 studies takes; exits with 1 when a budget is exceeded.

    python tests/benchmarks/network.py [ROUNDS]

Processor time of each step, median over the rounds, as a ratio to a bare interpreter, and for all steps in seconds.
A network of twice the studies may take hardly more than twice the time: nothing grows with the square of their number.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from time import process_time
from typing import TypeVar

from drgs_cli.stats.network.contrasts import Network, network_from_arms
from drgs_cli.stats.network.decomposition import decompose
from drgs_cli.stats.network.league import league_table
from drgs_cli.stats.network.model import NetworkModel, network_meta_analysis
from drgs_cli.stats.network.ranking import p_scores
from drgs_cli.stats.network.split import node_splits

Result = TypeVar("Result")
ROUNDS = 5
TREATMENTS, STUDIES = 30, 300
BUDGET = 2.0  # seconds, all steps together
GROWTH = 2.5  # twice the studies


def arms(studies: int) -> tuple[list[str], list[str], list[list[float | None]]]:
    """Studies of two to four arms, the same in every run."""
    draw = random.Random(20)
    names: list[str] = []
    treatments: list[str] = []
    figures: list[list[float | None]] = [[], [], []]
    for study in range(studies):
        for treatment in draw.sample(range(TREATMENTS), draw.choice((2, 2, 2, 3, 4))):
            names.append(f"study {study}")
            treatments.append(f"treatment {treatment:02}")
            row = (treatment / TREATMENTS + draw.gauss(0.0, 0.4), draw.uniform(0.8, 1.2), draw.randint(20, 200))
            for column, value in zip(figures, row, strict=True):
                column.append(value)
    return names, treatments, figures


def steps(studies: int) -> dict[str, float]:
    """Seconds of processor time by step."""
    found: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Result]) -> Result:
        start = process_time()
        result = work()
        found[name] = process_time() - start
        return result

    names, treatments, figures = arms(studies)
    network = timed("comparisons of the arms", lambda: network_from_arms("MD", names, treatments, figures))
    assert isinstance(network, Network)
    timed("model, DL", lambda: network_meta_analysis(network, method="dl"))
    model = timed("model, REML", lambda: network_meta_analysis(network, method="reml"))
    assert isinstance(model, NetworkModel)
    timed("decomposition by design", lambda: decompose(network))
    timed("node splitting", lambda: node_splits(model))
    timed("P-scores", lambda: p_scores(model, small_values="desirable"))
    timed("league table", lambda: league_table(model))
    found["all"] = sum(found.values())
    return found


def bare() -> float:
    """Seconds of processor time of an interpreter that does nothing."""
    process = subprocess.Popen([sys.executable, "-c", "pass"])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    measured = [(bare(), steps(STUDIES), steps(2 * STUDIES)["all"]) for _ in range(rounds)]
    unit = sorted(interpreter for interpreter, _, _ in measured)[rounds // 2]
    for name in measured[0][1]:
        print(f"{name:26}{sorted(once[name] for _, once, _ in measured)[rounds // 2] / unit:8.2f}")
    seconds = sorted(once["all"] for _, once, _ in measured)[rounds // 2]
    growth = sorted(twice / once["all"] for _, once, twice in measured)[rounds // 2]
    print(f"1 = python -c pass, {1000 * unit:.1f} ms; median of {rounds}")
    print(f"all: {seconds:.2f} s of {BUDGET:.0f} s; twice the studies: {growth:.2f} times, of {GROWTH}")
    return int(seconds > BUDGET or growth > GROWTH)


if __name__ == "__main__":
    raise SystemExit(main())
