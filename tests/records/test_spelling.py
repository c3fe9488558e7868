"""What is the same in other words, and what is not."""

import pytest

from drgs_cli.documents.positions import Path
from drgs_cli.records.spelling import is_print


@pytest.mark.parametrize(
    ("path", "old", "new", "same"),
    [
        (("percent",), "81.2", "81.20", True),
        (("percent",), "81.2", "81.3", False),
        (("label",), "Roe", "Roe 2020", False),
        (("status",), None, "extracted", True),
        (("status",), "extracted", None, True),
        (("status",), None, "excluded", False),
        (("status",), "excluded", "extracted", False),
        (("sd",), None, "2", False),
    ],
)
def test_the_same_written_otherwise_is_print(path: Path, old: str | None, new: str | None, same: bool) -> None:
    assert is_print(path, old, new) is same
