"""Each patient counts once as far as the records tell; where they do not, the number is a lower bound."""

from collections.abc import Callable
from itertools import permutations

import pytest

from drgs_cli.records.library import Library
from drgs_cli.records.model import Study
from drgs_cli.synthesis.patients import Patients, patients_of, patients_with
from drgs_cli.vocabulary.load import load_vocabulary

INDICATIONS = load_vocabulary().indications


def cohort(name: str, indications: str = "{crps: 40}", overlaps: str = "") -> str:
    shared = ", ".join(
        f"{{study: {other}, kind: {kind}, why: same centre}}" for kind, other in map(str.split, pairs(overlaps))
    )
    return f"id: {name}\npopulation: {{indications: {indications}}}\n" + (f"overlaps: [{shared}]" if shared else "")


def pairs(text: str) -> list[str]:
    return [pair for pair in text.split(", ") if pair]


Read = Callable[[str], Study]


@pytest.mark.parametrize(
    ("indications", "count"),
    [
        ("{crps: 40}", 40),
        ("{crps: 40, crps-1: 30, crps-2: 10}", 40),
        ("{crps-1: 30, crps-2: 10}", 40),
        ("{crps: unknown, crps-1: 30}", 30),
        ("{crps-1: 30, crps-2: unknown}", 30),
        ("{crps: unknown}", None),
        ("{fbss: 40}", None),
    ],
)
def test_patients_with_an_indication_are_those_counted_for_it_else_for_its_parts(
    study: Read, indications: str, count: int | None
) -> None:
    assert patients_with(study(cohort("roe-2020", indications)), "crps", INDICATIONS) == count


@pytest.mark.parametrize(
    ("indications", "found"),
    [
        ("{crps: 40}", Patients(40, True)),
        ("{crps-1: 30, crps-2: 10}", Patients(40, True)),
        ("{crps: 40, crps-1: unknown}", Patients(40, True)),
        ("{crps: unknown, crps-1: 30}", Patients(30, False)),
        ("{crps-1: 30, crps-2: unknown}", Patients(30, False)),
        ("{crps: unknown}", Patients(0, False)),
        ("{fbss: 40}", Patients(0, False)),
    ],
)
def test_a_number_is_exact_where_all_are_counted(study: Read, indications: str, found: Patients) -> None:
    assert patients_of([study(cohort("roe-2020", indications))], "crps", INDICATIONS) == found


def test_no_study_has_no_patients() -> None:
    assert patients_of([], "crps", INDICATIONS) == Patients(0, True)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ((cohort("a"), cohort("b", "{crps: 30}")), Patients(70, True)),
        ((cohort("a", overlaps="part b"), cohort("b", "{crps: 30}")), Patients(40, False)),
        ((cohort("a"), cohort("b", "{crps: 30}", "same a")), Patients(40, False)),
        ((cohort("a"), cohort("b", "{crps: 30}", "shared a")), Patients(40, False)),
        ((cohort("a"), cohort("b", "{crps: 30}", "review a")), Patients(70, True)),
        ((cohort("a", "{crps: unknown}", "part b"), cohort("b", "{crps: 30}")), Patients(30, False)),
        # a and c share patients with b, and so with one another
        (
            (
                cohort("a"),
                cohort("b", "{crps: 30}", "part a, part c"),
                cohort("c", "{crps: 20}"),
                cohort("d", "{crps: 5}"),
            ),
            Patients(45, False),
        ),
    ],
)
def test_of_studies_that_share_patients_only_the_largest_counts_in_whatever_order(
    library: Callable[..., Library], texts: tuple[str, ...], found: Patients
) -> None:
    studies = library(*texts).studies
    assert {patients_of(order, "crps", INDICATIONS) for order in permutations(studies)} == {found}
