"""Of studies that share patients the set with most patients stands, whatever the order they come in."""

from collections.abc import Callable
from itertools import permutations

import pytest

from drgs_cli.records.library import Library
from drgs_cli.records.model import Study
from drgs_cli.synthesis import overlap
from drgs_cli.synthesis.overlap import once_each, share_patients, tangles


@pytest.fixture(scope="session")
def chain(library: Callable[..., Library]) -> Callable[[int], list[Study]]:
    """Studies each of which shares patients with the next one."""

    def make(count: int) -> list[Study]:
        names = [f"s{number:02}-2020" for number in range(count)]
        texts = [
            f"id: {name}\noverlaps: [{{study: {after}, kind: shared, why: one clinic}}]"
            for name, after in zip(names, [*names[1:], "last-2020"], strict=True)
        ]
        return list(library(*texts).studies)

    return make


def test_the_order_of_the_studies_decides_nothing(chain: Callable[[int], list[Study]]) -> None:
    studies = chain(4)
    sizes = dict(zip([study.id for study in studies], (10, 20, 25, 10), strict=True))
    found = {tuple(sorted(once_each(order, sizes))) for order in permutations(studies)}
    assert found == {("s00-2020", "s02-2020")}


def test_every_study_that_shares_nothing_stands(library: Callable[..., Library]) -> None:
    studies = library("id: a-2020", "id: b-2020").studies
    assert once_each(studies, {}) == ("a-2020", "b-2020")
    assert not share_patients(*studies)


def test_a_chain_is_one_tangle(chain: Callable[[int], list[Study]]) -> None:
    studies = chain(5)
    assert [len(tangle) for tangle in tangles(reversed(studies))] == [5]


def test_of_a_tangle_too_large_to_try_everything_the_largest_studies_stand(
    chain: Callable[[int], list[Study]],
) -> None:
    studies = chain(15)
    sizes = {study.id: 100 if place % 2 else 10 for place, study in enumerate(studies)}
    assert once_each(studies, sizes) == tuple(study.id for study in studies[1::2])


@pytest.mark.parametrize("count", [12, 13])
def test_no_two_that_stand_share_patients(chain: Callable[[int], list[Study]], count: int) -> None:
    studies = chain(count)
    kept = once_each(studies, {study.id: 1 + place % 3 for place, study in enumerate(studies)})
    chosen = [study for study in studies if study.id in kept]
    assert chosen
    assert not any(share_patients(one, other) for one in chosen for other in chosen)


def test_a_study_that_joins_two_tangles_comes_behind_both(library: Callable[..., Library]) -> None:
    def shares(one: str, *others: str) -> str:
        return f"id: {one}\noverlaps: [{', '.join(f'{{study: {other}, kind: shared, why: x}}' for other in others)}]"

    texts = ("id: a-2020", "id: b-2020", shares("c-2020", "b-2020"), "id: d-2020", shares("e-2020", "c-2020", "a-2020"))
    found = [[study.id for study in tangle] for tangle in tangles(library(*texts).studies)]
    assert found == [["d-2020"], ["a-2020", "b-2020", "c-2020", "e-2020"]]


def test_thousands_of_studies_are_looked_at_once_each(
    library: Callable[..., Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two studies are never held against one another where neither names the other."""
    studies = library("id: a-2020", "id: b-2020", "id: c-2020").studies
    monkeypatch.setattr(overlap, "share_patients", None)
    assert len(once_each(studies, {})) == 3
