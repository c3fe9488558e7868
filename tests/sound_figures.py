"""How papers print a figure: the decimals, the way of rounding, which spread stands beside a mean; draws no patient."""

import math
from collections.abc import Sequence
from random import Random

from sound_statistics import Z, deviation, mean, quartiles, t_times, wald, wilson

Written = dict[str, object]


def printed(value: float, places: int, *, up: bool = True) -> str:
    """A number at these decimals, halves rounded up or, as many programs do, to even."""
    if up:
        value = math.floor(value * 10**places + 0.5 + 1e-9) / 10**places
    text = f"{value:.{places}f}"
    return text.lstrip("-") if not text.strip("-0.") else text


def interval(low: float, high: float, places: int) -> list[str]:
    """Two ends at the same decimals."""
    return [printed(low, places), printed(high, places)]


def share(events: int, n: int, places: int, way: str) -> str:
    """A percentage in whole numbers: rounded up at the half, to even, or cut off."""
    unit = 10**places
    below, rest = divmod(100 * unit * events, n)
    if way != "cut" and (2 * rest > n or (2 * rest == n and (way == "up" or below % 2 == 1))):
        below += 1
    return f"{below // unit}.{below % unit:0{places}d}" if places else str(below)


def p_text(p: float, draw: Random) -> str:
    """A p-value in one of the ways of print; near the limit with three decimals."""
    if draw.random() < 0.1:
        return "significant" if p < 0.05 else "not-significant"
    if p < 0.001:
        return draw.choice(('"<0.001"', '"<0.01"', '"<0.05"'))
    if p >= 0.05 and draw.random() < 0.2:
        return '">0.05"'
    return printed(min(p, 1.0), 3 if p < 0.01 or abs(p - 0.05) < 0.005 else draw.choice((2, 3)))


def mean_of(values: Sequence[float], places: int, draw: Random) -> Written:
    """A mean with one of the spreads that papers print."""
    n, middle, more = len(values), mean(values), max(places, 1)
    figure: Written = {"n": n, "mean": printed(middle, places, up=draw.random() < 0.7)}
    if n < 3:
        return figure | {"range": interval(min(values), max(values), more)}
    sd = deviation(values)
    error = sd / math.sqrt(n)
    kind = draw.choices(("sd", "se", "ci", "ci-90", "range", "spread", ""), (20, 4, 6, 1, 2, 2, 4))[0]
    if kind == "sd":
        figure["sd"] = printed(sd, more)
    elif kind == "se":
        figure["se"] = printed(error, more)
    elif kind == "ci":
        half = error * draw.choice((t_times(n - 1), t_times(n - 1), Z))
        figure["ci"] = interval(middle - half, middle + half, more)
    elif kind == "ci-90":
        half = error * t_times(n - 1, 0.05)
        figure |= {"ci": interval(middle - half, middle + half, more), "level": 90}
    elif kind == "range":
        figure["range"] = interval(min(values), max(values), more)
    elif kind == "spread":
        figure["spread"] = printed(draw.choice((sd, error)), more)
    return figure


def median_of(values: Sequence[float], places: int, draw: Random) -> Written:
    """A median with quartiles, a range, both or neither."""
    middle, low, high = quartiles(values, inclusive=draw.random() < 0.5 or len(values) < 4)
    figure: Written = {"n": len(values), "median": printed(middle, places)}
    if len(values) > 3 and draw.random() < 0.7:
        figure["iqr"] = interval(low, high, places)
    if draw.random() < 0.4:
        figure["range"] = interval(min(values), max(values), places)
    return figure


def count_of(events: int, n: int, draw: Random) -> Written:
    """A count with or without its percentage or interval, or the percentage, a bound or a span of it alone."""
    percent = share(events, n, draw.choice((0, 1, 1, 2)), draw.choice(("up", "up", "even", "cut")))
    form = draw.choices(("count", "both", "derived", "ci", "alone", "bound", "about"), (8, 12, 2, 2, 4, 0.5, 0.5))[0]
    if form == "alone":
        return {"n": n, "percent": percent}
    if form == "bound" and events:
        return {"n": n, "percent": f'">{(100 * events - 1) // n}"'}
    if form == "about":
        return {"n": n, "percent": f'"~{percent}"'}
    figure: Written = {"events": events, "n": n}
    if form in ("both", "derived"):
        figure["percent"] = percent
    if form == "derived":
        figure["derived"] = ["events"]
    elif form == "ci":
        low, high = draw.choice((wilson, wald))(events, n)
        figure["ci"] = interval(100 * low, 100 * high, 1)
    return figure
