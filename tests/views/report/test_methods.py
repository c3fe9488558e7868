"""The methods of a report: built from the values in use, and silent on what nobody recorded."""

import pytest
from msgspec.structs import replace
from reports import library, material, texts, with_review

from drgs_cli.render.document import Document, Heading, every_part
from drgs_cli.synthesis.question import Question
from drgs_cli.views.report.material import Material
from drgs_cli.views.report.methods import NO_SEARCH, methods_parts


def _said(found: Material) -> str:
    return texts(Document("", methods_parts(found)))


def test_a_review_without_a_search_is_said_to_have_none() -> None:
    assert NO_SEARCH in _said(material())


def test_a_search_stands_as_it_is_written() -> None:
    said = _said(material(with_review(search=(("PubMed", "2024-05-01", "see appendix"),))))
    assert "PubMed, 2024-05-01, see appendix" in said
    assert NO_SEARCH not in said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"denominator": "trialled"}, "put over those analysed and those whose trial failed"),
        ({"denominator": "allocated"}, "put over all who were allocated"),
        ({"measure": "OR"}, "the odds ratio was worked out"),
        ({"method": "dl"}, "tau² by DerSimonian-Laird"),
        ({"method": "ee"}, "with a common effect, as was asked for"),
        ({"interval": "z"}, "normal (Wald) interval"),
        ({"level": 90}, "Intervals are of 90 %"),
        ({"as_of": "2017"}, "Only what was in print by 2017 was used"),
        ({"allow_mixed": True}, "were let in, and are marked"),
        ({"allow_unanchored": True}, "because this was asked for"),
    ],
)
def test_an_option_changes_the_sentence_that_is_about_it(asked: dict[str, object], said: str) -> None:
    assert said not in _said(material())
    assert said in _said(material(question=replace(Question(), **asked)))


def test_values_of_the_review_stand_in_the_text() -> None:
    read = library()
    said = _said(material(with_review(min_patients=7, correlation=0.25)))
    assert "fewer than 7 patients" in said
    assert "correlation of 0.25" in said
    assert read.review.question in said


def test_every_part_of_the_methods_has_a_name() -> None:
    headings = [part for part in every_part(methods_parts(material())) if isinstance(part, Heading)]
    assert len({heading.anchor for heading in headings}) == len(headings) == 10
