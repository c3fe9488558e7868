"""When two files say the same in other words: digits, and defaults that one of them spells out; compares no files."""

from drgs_cli.documents.positions import Path
from drgs_cli.documents.scalars import number_of

# What a key that is left out means: writing it down changes nothing.
UNSAID = {"status": "extracted", "unit": "patients", "sure": "true", "after_crossover": "false", "level": "95"}


def is_print(path: Path, old: str | None, new: str | None) -> bool:
    """Whether the same is said in another way: `81.20` for `81.2`, or a default spelt out."""
    if old is not None and new is not None:
        number = number_of(old)
        return number is not None and number == number_of(new)
    return path[-1] in UNSAID and UNSAID[str(path[-1])] in (old, new)
