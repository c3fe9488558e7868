"""Which measures can be asked of a table, of two groups and of networks; computes nothing."""

from collections.abc import Iterable

from drgs_cli.analysis.columns import instead
from drgs_cli.stats.effects.measures import MEASURES

# The columns of a network's table, by the kind of its rows.
NETWORK_DESIGNS: dict[str, tuple[str, ...]] = {
    "network-contrast": ("study", "treat1", "treat2", "TE", "seTE"),
    "network-binary": ("study", "treatment", "event", "n"),
    "network-continuous": ("study", "treatment", "mean", "sd", "n"),
    "network-rate": ("study", "treatment", "event", "time"),
}

# What can be compared in a network, and from rows of which kinds; GEN are contrasts of unnamed estimates.
NETWORK_MEASURES: dict[str, tuple[str, ...]] = {
    "OR": ("network-contrast", "network-binary"),
    "RR": ("network-contrast", "network-binary"),
    "RD": ("network-contrast", "network-binary"),
    "IRR": ("network-contrast", "network-rate"),
    "MD": ("network-contrast", "network-continuous"),
    "SMD": ("network-contrast", "network-continuous"),
    "GEN": ("network-contrast",),
}


def measures_of(network: bool) -> tuple[str, ...]:
    """The names that `--measure` takes."""
    return tuple(NETWORK_MEASURES if network else MEASURES)


def roles_of(measure: str, network: bool) -> tuple[str, ...]:
    """The columns that a table may have for a measure, with those that may stand in the place of others."""
    if network:
        return tuple(dict.fromkeys(role for kind in NETWORK_MEASURES[measure] for role in NETWORK_DESIGNS[kind]))
    columns = MEASURES[measure].columns
    others = (instead(role, columns) for role in columns)
    return ("study", *columns, *(other for other in others if other is not None))


def offered(network: bool) -> str:
    """The measures in a row."""
    return ", ".join(measures_of(network))


def fitting(names: Iterable[str], network: bool) -> list[str]:
    """The measures for which a table with these headers has all columns."""
    found = set(names)
    if network:
        return [
            name
            for name, designs in NETWORK_MEASURES.items()
            if any(found.issuperset(NETWORK_DESIGNS[design]) for design in designs)
        ]
    return [name for name, measure in MEASURES.items() if found.issuperset(measure.columns)]
