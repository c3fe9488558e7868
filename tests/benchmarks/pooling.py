"""What pooling ten thousand studies costs; exits with 1 when a budget is exceeded.

    python tests/benchmarks/pooling.py [ROUNDS]

Processor time and peak memory of each step, and how both grow from a thousand studies to ten thousand: tenfold is a
straight line. The sizes of a round run in turn, so that a busy machine slows all alike; the median over the rounds.
The whole is also given in bare interpreters, which says how fast the machine is.
"""

from __future__ import annotations

import math
import os
import random
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence

from drgs_cli.stats.heterogeneity import q_profile
from drgs_cli.stats.pooling import pool

ROUNDS = 11
FEW, MANY = 1_000, 10_000
BUDGET = 0.3  # seconds for all steps with MANY studies
GROWTH = 15.0  # of time and memory from FEW to MANY, where 10 is linear and 100 a matrix

Studies = tuple[list[float], list[float]]

STEPS: dict[str, Callable[[Sequence[float], Sequence[float]], object]] = {
    "DerSimonian-Laird": lambda y, v: pool(y, v, method="dl"),
    "Paule-Mandel": lambda y, v: pool(y, v, method="pm"),
    "REML, Hartung-Knapp": lambda y, v: pool(y, v, method="reml", interval="knha"),
    "Q-profile": q_profile,
}


def studies(k: int) -> Studies:
    """Heterogeneous estimates, a power of ten between the least and the largest standard error."""
    draw = random.Random(k)
    variances = [draw.uniform(0.01, 1.0) ** 2 + 0.01 for _ in range(k)]
    return [draw.gauss(0.0, math.sqrt(0.1 + v)) for v in variances], variances


def seconds(step: Callable[[Sequence[float], Sequence[float]], object], sample: Studies) -> float:
    """Processor time of one run."""
    start = time.process_time()
    step(*sample)
    return time.process_time() - start


def memory(step: Callable[[Sequence[float], Sequence[float]], object], sample: Studies) -> int:
    """Bytes at the peak of one run, beside the studies themselves."""
    tracemalloc.start()
    step(*sample)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def bare() -> float:
    """Processor time of an interpreter that does nothing."""
    process = subprocess.Popen([sys.executable, "-c", "pass"])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    few, many = studies(FEW), studies(MANY)
    measured = [
        [bare(), *(seconds(step, sample) for step in STEPS.values() for sample in (few, many))] for _ in range(rounds)
    ]
    interpreter, *times = (sorted(column)[rounds // 2] for column in zip(*measured, strict=True))
    print(f"{'':22}{'time':>10}{'growth':>8}{'memory':>12}{'growth':>8}")
    exceeded = False
    for (name, step), small, large in zip(STEPS.items(), times[::2], times[1::2], strict=True):
        less, more = memory(step, few), memory(step, many)
        exceeded |= max(large / small, more / less) > GROWTH
        print(f"{name:22}{1000 * large:7.1f} ms{large / small:8.1f}{more / 2**20:8.1f} MiB{more / less:8.1f}")
    total = math.fsum(times[1::2])
    print(
        f"{'all':22}{1000 * total:7.1f} ms, budget {1000 * BUDGET:.0f} ms; {total / interpreter:.1f} bare interpreters"
    )
    print(f"{MANY} studies; growth from {FEW}; median of {rounds}")
    return int(exceeded or total > BUDGET)


if __name__ == "__main__":
    raise SystemExit(main())
