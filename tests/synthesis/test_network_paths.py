"""A way round goes over another treatment, and over a trial that does not compare the two itself."""

from collections.abc import Callable

import pytest
from trials import STAR, Asked, Figures, trials

from drgs_cli.records.library import Library
from drgs_cli.synthesis.network_paths import by_pair, indirect_paths

Read = Callable[..., Library]
Nodes = tuple[str, ...]


def counts(*nodes: str) -> Figures:
    return {node: (10 + place, 30) for place, node in enumerate(nodes)}


WAYS: list[tuple[tuple[Nodes, ...], list[str]]] = [
    # treatments of each trial, ways from drgs to scs
    ((("drgs", "scs"),), []),
    ((("drgs", "cmm"),), []),
    ((("drgs", "cmm"), ("scs", "cmm")), ["cmm"]),
    ((("drgs", "scs"), ("drgs", "cmm"), ("scs", "cmm")), ["cmm"]),
    ((("drgs", "scs"), ("scs", "cmm")), []),
    ((("drgs", "scs", "cmm"),), []),
    ((("drgs", "scs", "cmm"), ("drgs", "scs", "cmm")), []),
    ((("drgs", "scs", "cmm"), ("scs", "cmm")), ["cmm"]),
    ((("drgs", "cmm"), ("cmm", "sham"), ("scs", "sham")), ["cmm sham"]),
    ((("drgs", "cmm", "sham"), ("scs", "sham")), ["sham", "cmm sham"]),
    ((("drgs", "cmm"), ("scs", "cmm"), ("drgs", "sham"), ("scs", "sham")), ["cmm", "sham"]),
    ((("drgs", "cmm"), ("scs", "cmm"), ("cmm", "sham")), ["cmm"]),
]


@pytest.mark.parametrize(("compared", "ways"), WAYS)
def test_every_way_round_is_found_once(library: Read, compared: tuple[Nodes, ...], ways: list[str]) -> None:
    part = Asked(library(*trials(tuple(counts(*nodes) for nodes in compared)))).networks[0].parts[0]
    found = []
    for path in indirect_paths(by_pair(part.trials), "drgs", "scs"):
        passed, here = [], "drgs"
        for pair in path:
            here = pair[1] if pair[0] == here else pair[0]
            passed.append(here)
        assert passed.pop() == "scs"
        found.append(" ".join(passed))
    assert sorted(found) == sorted(ways)


def test_trials_are_put_together_by_what_they_compare(library: Read) -> None:
    found = by_pair(Asked(library(*trials((*STAR, STAR[0])))).part.trials)
    assert {pair: len(entries) for pair, entries in found.items()} == {("drgs", "cmm"): 2, ("scs", "cmm"): 1}
