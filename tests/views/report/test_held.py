"""The records of a report by their kind."""

import re
from pathlib import Path

from reports import material

from drgs_cli.records.library import load_library
from drgs_cli.synthesis.question import Question
from drgs_cli.views.report.held import held_text
from drgs_cli.views.report.material import material_of

STUDIES = Path(__file__).parents[3] / "studies"


def test_the_records_are_counted_by_their_kind() -> None:
    drawn = held_text(material_of(load_library(STUDIES), Question(), ()))
    assert re.fullmatch(
        r"\d+ studies with figures, \d+ reviews and databases and \d+ known, whose figures are not read yet", drawn
    )
    assert sum(map(int, re.findall(r"\d+", drawn))) == len(load_library(STUDIES).records)


def test_a_kind_without_a_record_is_not_named() -> None:
    text = held_text(material())
    assert " studies with figures" in text
    assert not re.search(r"\b0 ", text)
