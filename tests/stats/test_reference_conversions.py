"""Every figure of the files of conversions, through the table of conversions that a row is given to."""

import pytest
from references import Reference, compare, having

from drgs_cli.stats.results import NotEstimable
from drgs_cli.stats.row_conversions import CONVERSIONS, converted


@pytest.mark.parametrize("file", having("conversions"))
def test_conversions_are_those_of_r(file: Reference) -> None:
    name = file.name.removeprefix("conversions-")
    for place, entry in enumerate(file.content["conversions"]):
        figures = converted(name, entry["input"])
        found = {figure: None if isinstance(value, NotEstimable) else value for figure, value in figures.items()}
        compare("conversions", entry["output"], found, f"{file.name} {place}")


@pytest.mark.parametrize("file", having("conversions"))
def test_the_columns_of_a_conversion_are_those_of_its_file(file: Reference) -> None:
    conversion = CONVERSIONS[file.name.removeprefix("conversions-")]
    for entry in file.content["conversions"]:
        assert set(entry["input"]) == {*conversion.columns, *conversion.optional}
        assert set(entry["output"]) == set(conversion.figures)
