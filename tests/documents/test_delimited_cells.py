"""A table as it was read."""

from drgs_cli.documents.delimited_cells import MAX_LISTED, Cell, Sheet, capped
from drgs_cli.documents.problems import Location, Problem


def faults(count: int) -> list[Problem]:
    return [Problem(Location("x.csv", line + 1, 1, "yi"), "T109", "error", "no number") for line in range(count)]


def test_as_many_faults_as_are_listed_are_listed() -> None:
    assert capped(faults(MAX_LISTED)) == faults(MAX_LISTED)


def test_one_more_is_counted_and_so_is_what_is_known_of_besides() -> None:
    assert capped(faults(51))[-1].message == "1 more fault from here on"
    last = capped(faults(60), 5)[-1]
    assert (last.message, last.location) == ("15 more faults from here on", Location("x.csv", 50, 1))


def test_the_place_of_a_cell_names_its_column() -> None:
    cell = Cell("0.1", 2, 4, 1)
    table = Sheet("x.csv", (Cell("study", 1, 1), Cell("yi", 1, 7, 1)), ((Cell("A", 2, 1), cell),), ",")
    assert table.place(cell) == Location("x.csv", 2, 4, "yi")
