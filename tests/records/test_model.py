"""Values of a study cannot be changed, hold no list, and know their year."""

from collections.abc import Callable

import msgspec
import pytest

from drgs_cli.records import model
from drgs_cli.records.model import Study
from drgs_cli.records.observed import Value

Read = Callable[[str], Study]

TYPES = [
    kind for kind in vars(model).values() if isinstance(kind, type) and issubclass(kind, Value) and kind is not Value
]


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_of_the_model_is_frozen(kind: type[Value]) -> None:
    assert kind.__struct_config__.frozen


@pytest.mark.parametrize("kind", TYPES)
def test_no_type_of_the_model_holds_a_list(kind: type[Value]) -> None:
    assert not [field.name for field in msgspec.structs.fields(kind) if "list" in str(field.type)]


@pytest.mark.parametrize(
    ("reports", "year"),
    [
        ("{roe: {role: primary, published: 2020-03}}", 2020),
        ("{early: {role: conference, published: 2018}, roe: {role: primary, published: 2020}}", 2020),
        ("{early: {role: conference, published: 2018}, roe: {role: primary}}", 2018),
        ("{roe: {role: primary}}", None),
    ],
)
def test_the_year_of_a_study_is_that_of_its_primary_report_else_of_any(study: Read, reports: str, year: int) -> None:
    assert study(f"reports: {reports}").year == year
