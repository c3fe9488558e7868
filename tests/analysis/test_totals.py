"""A last row that is the total of the others, and last rows that are not."""

import pytest

from drgs_cli.analysis.totals import ends_in_total

XI, NI = (1.0, 3.0, 4.0), (9.0, 8.0, 17.0)


def test_the_sum_of_every_column_is_a_total() -> None:
    assert ends_in_total({"xi": XI, "ni": NI})


def test_numbers_that_are_not_given_add_nothing() -> None:
    assert ends_in_total({"xi": (1.0, None, 3.0, 4.0), "ni": (9.0, None, 8.0, 17.0)})


def test_times_are_added_within_their_rounding() -> None:
    assert ends_in_total({"xi": XI, "ti": (0.1, 0.2, 0.3)})


@pytest.mark.parametrize(
    "columns",
    [
        {"xi": XI, "ni": (9.0, 8.0, 18.0)},
        {"xi": (1.0, 3.0, None), "ni": NI},
        {"xi": (4.0, 4.0), "ni": (9.0, 9.0)},
        {"xi": (0.0, 0.0, 0.0), "ni": (0.0, 0.0, 0.0)},
        {"ri": (0.1, 0.2, 0.3), "ni": NI},
        {"yi": XI, "vi": NI},
        {"xi": (), "ni": ()},
    ],
)
def test_other_last_rows_are_studies(columns: dict[str, tuple[float | None, ...]]) -> None:
    assert not ends_in_total(columns)


def test_the_largest_numbers_have_a_sum_too() -> None:
    assert not ends_in_total({"xi": (1e308,) * 3, "ni": (1.5e308,) * 3})
