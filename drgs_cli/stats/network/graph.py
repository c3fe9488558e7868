"""What is connected with what: parts of a network, designs of its studies; knows no figure."""

from collections.abc import Iterable, Sequence

Design = tuple[int, ...]


def connected_parts(vertices: int, groups: Iterable[Sequence[int]]) -> tuple[Design, ...]:
    """The parts, each in order, the part of the first vertex first; vertices of one group are connected."""
    parent = list(range(vertices))

    def root(vertex: int) -> int:
        while parent[vertex] != vertex:
            parent[vertex] = parent[parent[vertex]]
            vertex = parent[vertex]
        return vertex

    for group in groups:
        for vertex in group[1:]:
            parent[root(vertex)] = root(group[0])
    parts: dict[int, list[int]] = {}
    for vertex in range(vertices):
        parts.setdefault(root(vertex), []).append(vertex)
    return tuple(tuple(part) for part in parts.values())


def designs(arms: Iterable[Design]) -> dict[Design, tuple[int, ...]]:
    """The places of the studies by design, which is the set of their arms; fewer arms first, then in order."""
    places: dict[Design, list[int]] = {}
    for place, design in enumerate(arms):
        places.setdefault(design, []).append(place)
    return {design: tuple(places[design]) for design in sorted(places, key=lambda design: (len(design), design))}
