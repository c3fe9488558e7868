"""Puts the names of treatments in the order of a dictionary, the same in every locale; knows nothing of studies.

The order is that of the root collation of the Unicode CLDR, which R's `sort` follows outside the C locale: signs,
digits, letters, letters of either case together; only among names equal so far do accents and then case decide.
"""

_SIGNS = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
_ORDER = {sign: place for place, sign in enumerate(_SIGNS)}
_OTHER = len(_SIGNS)  # digits, letters and the rest follow, by their code point

Key = tuple[tuple[tuple[int, str], ...], str, str, str]


def in_order(names: frozenset[str] | set[str]) -> tuple[str, ...]:
    """The names, sorted."""
    return tuple(sorted(names, key=collation_key))


def collation_key(name: str) -> Key:
    """What a name is sorted by: its letters without case and accents, then its accents, then lower case first."""
    plain = name if name.isascii() else _without_accents(name)
    primary = tuple((_ORDER.get(letter, _OTHER), letter) for letter in plain.casefold())
    return primary, name.casefold(), name.swapcase(), name


def _without_accents(name: str) -> str:
    from unicodedata import combining, normalize

    return "".join(letter for letter in normalize("NFKD", name) if not combining(letter))
