"""A file of the evidence base ready to be edited; knows which file wants what, changes nothing."""

from drgs_cli.documents.edit import Editable, editable
from drgs_cli.documents.parse import Document
from drgs_cli.documents.wants import wants_of
from drgs_cli.records import shape
from drgs_cli.records.library import REVIEW_NAME
from drgs_cli.records.review_shape import ReviewShape


def opened(content: bytes, name: str) -> Editable | Document:
    """A record or the review, or what was read of it where it has faults of its syntax: nobody edits through those."""
    return editable(content, name, wants_of(ReviewShape if name == REVIEW_NAME else shape.Study))
