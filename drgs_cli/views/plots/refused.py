"""A picture that is not drawn, and why; knows no kind of picture."""

from msgspec import Struct


class Refused(Struct, frozen=True):
    """In the place of a picture: the reason why there is none, as a sentence."""

    reason: str
