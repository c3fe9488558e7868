"""Over which comparisons one treatment is joined with another in a network of trials; knows no figure."""

from collections.abc import Iterable, Iterator

from drgs_cli.synthesis.network import NetworkTrial, TrialContrast

Pair = tuple[str, str]
Pairs = dict[Pair, tuple[TrialContrast, ...]]
Path = tuple[Pair, ...]


def by_pair(trials: Iterable[NetworkTrial]) -> Pairs:
    """What trials say of every two treatments that they compare."""
    found: Pairs = {}
    for trial in trials:
        for entry in trial.contrasts:
            pair = (entry.first, entry.second)
            found[pair] = (*found.get(pair, ()), entry)
    return found


def indirect_paths(pairs: Pairs, first: str, second: str) -> tuple[Path, ...]:
    """Every way from one treatment to the other over at least one more, none twice, on which a trial stands that does
    not itself compare the two: arms of trials that do add nothing by a detour.
    """
    direct = {entry.chosen.study.id for entry in pairs.get((first, second), ())}
    return tuple(
        path
        for path in _paths(tuple(pairs), (first,), second)
        if any(entry.chosen.study.id not in direct for pair in path for entry in pairs[pair])
    )


def _paths(pairs: tuple[Pair, ...], passed: tuple[str, ...], end: str) -> Iterator[Path]:
    for pair in pairs:
        if passed[-1] in pair:
            beyond = pair[1] if pair[0] == passed[-1] else pair[0]
            if beyond == end:
                yield (pair,)
            elif beyond not in passed:
                for rest in _paths(pairs, (*passed, beyond), end):
                    yield (pair, *rest)
