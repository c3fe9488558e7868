"""Which file wants what."""

import pytest

from drgs_cli.documents.edit import Editable
from drgs_cli.documents.parse import Document
from drgs_cli.editing.opening import opened


@pytest.mark.parametrize(("name", "text"), [("lund-2019.yaml", "label: 2019\n"), ("review.yaml", "question: 2019\n")])
def test_the_text_fields_of_a_file_are_its_own(name: str, text: str) -> None:
    file = opened(text.encode(), name)
    assert isinstance(file, Editable)
    assert list(file.document.data.values()) == ["2019"]


def test_a_file_that_cannot_be_read_is_not_opened() -> None:
    found = opened(b"label: [\n", "lund-2019.yaml")
    assert isinstance(found, Document)
    assert [problem.rule for problem in found.problems] == ["Y102"]
