"""Places as typed, and what they lead to in a small invented document."""

import pytest

from drgs_cli.documents.parse import parse_document
from drgs_cli.documents.places import NotThere, TypedStep, find, steps_of
from drgs_cli.documents.positions import Path

DOCUMENT = parse_document(
    b"""\
arms: {drgs: {n: 5}, "odd key": 1}
results:
  - {outcome: pain, months: 3, composite: [relief, mood], subgroup: {by: surgery}}
  - {outcome: pain, months: 12}
  - {outcome: mood}
""",
    "lund-2019.yaml",
)


@pytest.mark.parametrize(
    ("typed", "steps"),
    [
        ("label", ("label",)),
        ("results[4].arms.scs.n", ("results", 4, "arms", "scs", "n")),
        ("results.4.arms", ("results", "4", "arms")),
        ('arms["odd key"].n', ("arms", "odd key", "n")),
        ("arms['odd key']", ("arms", "odd key")),
        ("results[outcome=pain,months=3].n", ("results", (("outcome", "pain"), ("months", "3")), "n")),
        ('results[subgroup.by="a, b", months=].n', ("results", (("subgroup.by", "a, b"), ("months", "")), "n")),
        ("defaults.tau_prior.points-of-100", ("defaults", "tau_prior", "points-of-100")),
    ],
)
def test_a_place_is_read_step_by_step(typed: str, steps: tuple[TypedStep, ...]) -> None:
    assert steps_of(typed) == steps


@pytest.mark.parametrize("typed", ["", ".", "a..b", "a.", "[", "a[", "a[x", "a[]", "a]b", "a[4]b", ".a"])
def test_what_has_not_the_form_of_a_place_is_none(typed: str) -> None:
    assert steps_of(typed) is None


def found(typed: str) -> Path | NotThere:
    return find(steps_of(typed) or (), DOCUMENT.data, DOCUMENT.positions)


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("arms.drgs.n", ("arms", "drgs", "n")),
        ('arms["odd key"]', ("arms", "odd key")),
        ("results[1].months", ("results", 1, "months")),
        ("results.1.months", ("results", 1, "months")),
        ("results[outcome=pain,months=12].months", ("results", 1, "months")),
        ("results[months=].outcome", ("results", 2, "outcome")),
        ("results[composite=relief]", ("results", 0)),
        ("results[subgroup.by=surgery]", ("results", 0)),
    ],
)
def test_a_place_leads_to_what_is_there(typed: str, path: Path) -> None:
    assert found(typed) == path


@pytest.mark.parametrize(
    ("typed", "reached", "there"),
    [
        ("arms.drg.n", ("arms",), [("arms", "drgs"), ("arms", "odd key")]),
        ("arms.drgs.n.x", ("arms", "drgs", "n"), []),
        ("results[3]", ("results",), [("results", number) for number in range(3)]),
        ("results.x", ("results",), [("results", number) for number in range(3)]),
        ("results[outcome=pain]", ("results",), [("results", 0), ("results", 1)]),
        ("results[outcome=gait].n", ("results",), []),
        ("arms[outcome=pain]", ("arms",), []),
    ],
)
def test_a_place_that_is_not_there_tells_how_far_it_goes(typed: str, reached: Path, there: list[Path]) -> None:
    place = found(typed)
    assert isinstance(place, NotThere)
    assert (place.reached, list(place.there)) == (reached, there)
