"""What the columns of a table may hold, by metafor's names for them; reads no table and knows no measure."""

from collections.abc import Collection
from typing import Literal

Kind = Literal["events", "count", "time", "spread", "variance", "correlation", "probability", "number", "text"]

# What each column is, and, of events, the column that they are counted among.
KINDS: dict[str, tuple[Kind, str | None]] = {
    "study": ("text", None),
    "ai": ("events", "n1i"),
    "bi": ("events", None),
    "n1i": ("count", None),
    "ci": ("events", "n2i"),
    "di": ("events", None),
    "n2i": ("count", None),
    "xi": ("events", "ni"),
    "ni": ("count", None),
    "x1i": ("events", None),
    "t1i": ("time", None),
    "x2i": ("events", None),
    "t2i": ("time", None),
    "ti": ("time", None),
    "m1i": ("number", None),
    "m2i": ("number", None),
    "mi": ("number", None),
    "sd1i": ("spread", None),
    "sd2i": ("spread", None),
    "sdi": ("spread", None),
    "ri": ("correlation", None),
    "yi": ("number", None),
    "vi": ("variance", None),
    "sei": ("spread", None),
    "treatment": ("text", None),
    "treat1": ("text", None),
    "treat2": ("text", None),
    "event": ("events", "n"),
    "n": ("count", None),
    "time": ("time", None),
    "mean": ("number", None),
    "sd": ("spread", None),
    "TE": ("number", None),
    "seTE": ("spread", None),
    # of what is converted before it is pooled
    **dict.fromkeys(("n1", "n2"), ("count", None)),
    **dict.fromkeys(("sd1", "sd2", "se", "sd_pre", "sd_post", "sd_change"), ("spread", None)),
    **dict.fromkeys(("m1", "m2", "est", "lo", "hi", "min", "q1", "median", "q3", "max"), ("number", None)),
    "r": ("correlation", None),
    "p": ("probability", None),
}

# What may stand in the place of a column, and, if it is added to another column, to which.
INSTEAD: dict[str, tuple[str, str | None]] = {
    "n1i": ("bi", "ai"),
    "n2i": ("di", "ci"),
    "vi": ("sei", None),
}


def instead(role: str, roles: Collection[str]) -> str | None:
    """The column that may stand in the place of one of `roles`, if those hold what it is added to."""
    other, added = INSTEAD.get(role, (None, None))
    return other if added is None or added in roles else None


# What is wrong with the numbers of a table, beside its form (documents).
ROW_RULES: dict[str, str] = {
    "T201": "a column that is needed and not there",
    "T202": "more events than there are participants",
    "T203": "a number that cannot be negative",
    "T204": "a group without participants, or without time",
    "T205": "a correlation beyond -1 or 1, or a p-value beyond 1",
    "T206": "a study that cannot stand in a network",
    "T207": "a text that is needed and not there",
    "T208": "a column that an option names and the file has not",
    "T209": "numbers of a row that cannot stand together",
    "T210": "a last row that is the total of the rows above",
    "T211": "a number too large or too small to be computed with",
}
