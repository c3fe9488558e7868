"""Invented randomised trials as YAML, and what a network says of them."""

from collections.abc import Callable, Mapping
from typing import Any

from drgs_cli.records.library import Library
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.synthesis.context import Context, context_of
from drgs_cli.synthesis.estimate import Estimate
from drgs_cli.synthesis.evidence import gather
from drgs_cli.synthesis.network import CellNetwork, League, NetworkPart
from drgs_cli.synthesis.network_estimates import networks
from drgs_cli.synthesis.question import Question

Figures = Mapping[str, tuple[int, int]]  # events and patients of an arm, which is named as its treatment

# DRGS and SCS each against medical management: no trial of both.
STAR = ({"drgs": (30, 60), "cmm": (12, 58)}, {"scs": (24, 55), "cmm": (15, 57)})
# The same, and a trial of both: a loop.
LOOP = (*STAR, {"drgs": (41, 70), "scs": (33, 71)})


def trial(name: str, counts: Figures, more: str = "") -> str:
    """A trial with half the pain gone at six months; `more` is what else its row says."""
    figures = {key: f"events: {events}, n: {n}" for key, (events, n) in counts.items()}
    return row(name, figures, f"outcome: responder-50, {more}" if more else "outcome: responder-50")


def row(name: str, figures: Mapping[str, str], about: str) -> str:
    """A trial with one row at six months, each arm as written."""
    arms = ", ".join(f"{key}: {{intervention: {key}}}" for key in figures)
    observed = ", ".join(f"{key}: {{{figure}}}" for key, figure in figures.items() if figure)
    listed = f", arms: {{{observed}}}" if observed else ""
    return (
        f"id: {name}\nlabel: {name.split('-', maxsplit=1)[0].capitalize()}\narms: {{{arms}}}\n"
        f"results: [{{months: 6, {about}{listed}, source: {{report: roe, at: table 2, basis: full-text}}}}]\n"
    )


def trials(counts: tuple[Figures, ...]) -> list[str]:
    """Several trials, called ada, ben, cid ..."""
    return [trial(f"{name}-2020", each) for name, each in zip(("ada", "ben", "cid", "dov"), counts, strict=False)]


def printed(name: str, first: str, second: str, estimate: str) -> str:
    """A trial of which only the mean difference is printed, as "1, ci: [0, 2]"."""
    contrast = f"{{arms: [{first}, {second}], measure: mean-difference, estimate: {estimate}}}"
    about = f"outcome: pain-intensity, scale: nrs-10, statistic: change, contrasts: [{contrast}]"
    return row(name, {first: "", second: ""}, about)


# Variances that no float can hold side by side.
UNLIKE = (
    printed("ada-2020", "drgs", "cmm", "0, ci: [-1.0e-20, 1.0e-20]"),
    printed("ben-2020", "drgs", "cmm", "1, ci: [-1, 3]"),
    printed("cid-2020", "scs", "cmm", "3, ci: [1, 5]"),
)


class Asked:
    """Networks of some trials about CRPS."""

    def __init__(self, library: Library, **asked: Any) -> None:
        question = Question(**{"indication": "crps", **asked})
        self.context: Context = context_of(library, question)
        self.evidence = gather(library, question)
        self.networks: tuple[CellNetwork, ...] = networks(self.evidence, self.context)

    @property
    def part(self) -> NetworkPart:
        """The only part of the only network."""
        (network,) = self.networks
        (part,) = network.parts
        return part

    def between(self, first: str, second: str) -> League:
        """What the only part says of two treatments."""
        found = self.part.between(first, second)
        assert found is not None
        return found


Ask = Callable[..., Asked]


def limits(estimate: Estimate | None) -> tuple[float, float, float]:
    """Value and interval."""
    assert estimate is not None
    assert estimate.value is not None
    assert isinstance(estimate.interval, Interval)
    return estimate.value, estimate.interval.low, estimate.interval.high


def reason(estimate: Estimate) -> str:
    """Why there is none."""
    assert isinstance(estimate.interval, NotEstimable)
    return estimate.interval.reason
