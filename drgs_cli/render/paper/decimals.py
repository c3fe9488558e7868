"""Numbers below one another by their points: how much room each leaves behind it; knows no format."""

import re
from collections.abc import Mapping, Sequence

from drgs_cli.render.paper.layout import Measure

_NUMBER = r"[^\d]{0,3}\d[\d,\u2009\u202f]*"  # what stands before the point


def behind_the_point(texts: Sequence[str], measure: Measure) -> Mapping[str, float]:
    """For each text that begins with a number what it needs on its right, so that all points stand in one line."""
    tails: dict[str, float] = {}
    for text in dict.fromkeys(texts):
        found = re.match(_NUMBER, text)
        if found:
            tails[text] = measure(text[found.end() :], False)
    widest = max(tails.values(), default=0.0)
    return {text: widest - tail for text, tail in tails.items()}
