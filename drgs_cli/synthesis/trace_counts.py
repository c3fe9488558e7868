"""Counts of two groups, or of pairs, by hand: ratio, difference with its interval, number needed, exact test."""

from collections.abc import Callable
from math import comb, log, sqrt

from drgs_cli.stats.results import NumberNeeded
from drgs_cli.synthesis.estimate import Absolute
from drgs_cli.synthesis.trace_sides import Pair
from drgs_cli.synthesis.trace_steps import CLOSE, Found, Sheet, quantile
from drgs_cli.synthesis.two_sides import Cells

Side = tuple[float, float, float]  # events, patients, their quotient


def _risk_ratio(sheet: Sheet, one: Side, other: Side) -> Found:
    (a, n1, p1), (c, n2, p2) = one, other
    return (
        sheet.value("log-rr", "ln(p1 / p2)", log(p1 / p2), p1=p1, p2=p2),
        sheet.value(
            "variance",
            "1 / e1 - 1 / n1 + 1 / e2 - 1 / n2",
            1 / a - 1 / n1 + 1 / c - 1 / n2,
            **{"e1": a, "n1": n1, "e2": c, "n2": n2},
        ),
    )


def _odds_ratio(sheet: Sheet, one: Side, other: Side) -> Found:
    (a, n1, _), (c, n2, _) = one, other
    numbers = {"e1": a, "n1": n1, "e2": c, "n2": n2}
    odds1, odds2 = a / (n1 - a), c / (n2 - c)
    variance = 1 / a + 1 / (n1 - a) + 1 / c + 1 / (n2 - c)
    return (
        sheet.value("log-or", "ln(e1 / (n1 - e1) / (e2 / (n2 - e2)))", log(odds1 / odds2), **numbers),
        sheet.value("variance", "1 / e1 + 1 / (n1 - e1) + 1 / e2 + 1 / (n2 - e2)", variance, **numbers),
    )


def _risk_difference(sheet: Sheet, one: Side, other: Side) -> Found:
    (_, n1, p1), (_, n2, p2) = one, other
    variance = p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2
    return (
        sheet.value("rd", "p1 - p2", p1 - p2, p1=p1, p2=p2),
        sheet.value(
            "variance",
            "p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2",
            variance,
            **{"p1": p1, "n1": n1, "p2": p2, "n2": n2},
        ),
    )


OF_COUNTS: dict[str, Callable[[Sheet, Side, Side], Found]] = {
    "RR": _risk_ratio,
    "OR": _odds_ratio,
    "RD": _risk_difference,
}


def rate_ratio(sheet: Sheet, one: Pair, other: Pair) -> Found:
    (x1, t1), (x2, t2) = one, other
    return (
        sheet.value(
            "log-irr",
            "ln(e1 / t1 / (e2 / t2))",
            log(x1 / t1 / (x2 / t2)),
            **{"e1": x1, "t1": t1, "e2": x2, "t2": t2},
        ),
        sheet.value("variance", "1 / e1 + 1 / e2", 1 / x1 + 1 / x2, e1=x1, e2=x2),
    )


def risks_by_hand(sheet: Sheet, one: Pair, other: Pair, absolute: Absolute, level: float) -> tuple[float, float]:
    """The difference of risks with the interval of Newcombe, and the number needed."""
    p1, p2 = one[0] / one[1], other[0] / other[1]
    difference = sheet.value("rd", "p1 - p2", p1 - p2, p1=p1, p2=p2)
    limits = newcombe_by_hand(sheet, one, other, level)
    sheet.check("difference", difference, absolute.difference)
    sheet.check("base", p2, absolute.base)
    sheet.check_interval("difference", limits, absolute.interval)
    needed_by_hand(sheet, absolute, limits)
    return limits


def newcombe_by_hand(sheet: Sheet, one: Pair, other: Pair, level: float) -> tuple[float, float]:
    """The interval of a difference of proportions from the Wilson interval of each (Newcombe 1998, method 10)."""
    (p1, l1, u1), (p2, l2, u2) = (
        _wilson(sheet, f"wilson-{name}", *pair, level) for name, pair in ((1, one), (2, other))
    )
    numbers = {"p1": p1, "p2": p2}
    low = sheet.value(
        "newcombe-low",
        "p1 - p2 - sqrt((p1 - l1)^2 + (u2 - p2)^2)",
        p1 - p2 - sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2),
        **{**numbers, "l1": l1, "u2": u2},
    )
    high = sheet.value(
        "newcombe-high",
        "p1 - p2 + sqrt((u1 - p1)^2 + (p2 - l2)^2)",
        p1 - p2 + sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2),
        **{**numbers, "u1": u1, "l2": l2},
    )
    return low, high


def _paired_newcombe(sheet: Sheet, cells: tuple[float, float, float, float], level: float) -> tuple[float, float]:
    """The same of proportions of the same patients, with their correlation (Newcombe 1998, method 10 for pairs)."""
    a, b, c, d = cells
    n = a + b + c + d
    (p1, l1, u1), (p2, l2, u2) = (_wilson(sheet, f"wilson-{name}", e, n, level) for name, e in ((1, a + b), (2, a + c)))
    top, bottom = a * d - b * c, (a + b) * (c + d) * (a + c) * (b + d)
    numbers, formula = {"a": a, "b": b, "c": c, "d": d}, "(a * d - b * c) / sqrt((a + b) * (c + d) * (a + c) * (b + d))"
    if bottom == 0 or 0 <= top <= n / 2:
        phi = sheet.value("phi-none", "", 0.0)
    elif top > 0:
        corrected = formula.replace("b * c)", "b * c - n / 2)", 1)
        phi = sheet.value("phi", corrected, (top - n / 2) / sqrt(bottom), **numbers, n=n)
    else:
        phi = sheet.value("phi", formula, top / sqrt(bottom), **numbers)
    down, up = ((p1 - l1, u2 - p2), (u1 - p1, p2 - l2))
    low = sheet.value(
        "paired-low",
        "p1 - p2 - sqrt((p1 - l1)^2 - 2 * phi * (p1 - l1) * (u2 - p2) + (u2 - p2)^2)",
        p1 - p2 - sqrt(down[0] ** 2 - 2 * phi * down[0] * down[1] + down[1] ** 2),
        **{"p1": p1, "p2": p2, "phi": phi, "l1": l1, "u2": u2},
    )
    high = sheet.value(
        "paired-high",
        "p1 - p2 + sqrt((u1 - p1)^2 - 2 * phi * (u1 - p1) * (p2 - l2) + (p2 - l2)^2)",
        p1 - p2 + sqrt(up[0] ** 2 - 2 * phi * up[0] * up[1] + up[1] ** 2),
        **{"p1": p1, "p2": p2, "phi": phi, "u1": u1, "l2": l2},
    )
    return low, high


def _wilson(sheet: Sheet, name: str, events: float, n: float, level: float) -> tuple[float, float, float]:
    """The share and its Wilson interval."""
    z = quantile(level)
    root = z * sqrt(z**2 + 4 * events * (n - events) / n)
    low, high = ((2 * events + z**2 + sign * root) / (2 * (n + z**2)) for sign in (-1, 1))
    formula = "(2 * e + z^2 -+ z * sqrt(z^2 + 4 * e * (n - e) / n)) / (2 * (n + z^2))"
    return events / n, *sheet.limits(name, formula, low, high, e=events, n=n, z=z)


def mcnemar_by_hand(sheet: Sheet, cells: Cells) -> float:
    """McNemar's test, mid-p: of the patients who answered one side only, as few or fewer on the one, what was seen
    half, and twice that.
    """
    _, b, c, _ = cells
    ways = [comb(b + c, x) for x in range(min(b, c) + 1)]
    result = (2 * sum(ways) - ways[-1]) / 2 ** (b + c) if b != c else 1.0
    return sheet.value("mcnemar", "", result, b=float(b), c=float(c))


def needed_by_hand(sheet: Sheet, absolute: Absolute, limits: tuple[float, float]) -> None:
    """One patient more helped, or harmed, in so many: 1 over the difference and over its limits, without their sign."""
    needed = absolute.number_needed
    if not isinstance(needed, NumberNeeded):
        return
    for name, difference in (("needed", absolute.difference), *zip(("needed-low", "needed-high"), limits, strict=True)):
        if abs(difference) > CLOSE:
            found = sheet.value(name, "1 / d", 1 / abs(difference), d=abs(difference))
            answered = (needed.value,) if name == "needed" else (needed.first, needed.last)
            nearest = min((one for one in answered if one is not None), key=lambda one: abs(one - found), default=None)
            sheet.check(name, found, nearest)


def mid_p_by_hand(sheet: Sheet, one: Pair, other: Pair) -> float:
    """Fisher's exact test: less likely tables, and half of those just as likely; 1 where no other table can be."""
    (a, n1), (c, n2) = ((round(events), round(n)) for events, n in (one, other))
    ways = [comb(n1, x) * comb(n2, a + c - x) for x in range(max(0, a + c - n2), min(n1, a + c) + 1)]
    seen = comb(n1, a) * comb(n2, c)
    less, same = sum(way for way in ways if way < seen), sum(way for way in ways if way == seen)
    result = (2 * less + same) / (2 * sum(ways)) if len(ways) > 1 else 1.0
    return sheet.value("mid-p", "", result, **{"e1": a, "n1": n1, "e2": c, "n2": n2})


def pairs_by_hand(sheet: Sheet, cells: Cells, measure: str | None, absolute: Absolute, level: float) -> Found | None:
    """A crossover's fourfold table: a patients with the event under both sides, b under the first only, c under the
    second only, d under neither. The difference of risks, then the measure (None: there is none).
    """
    a, b, c, d = map(float, cells)
    n = a + b + c + d
    difference = sheet.value("paired-rd", "(b - c) / n", (b - c) / n, b=b, c=c, n=n)
    spread = (b + c - (b - c) ** 2 / n) / n**2
    spread = sheet.value("variance", "(b + c - (b - c)^2 / n) / n^2", spread, b=b, c=c, n=n)
    limits = _paired_newcombe(sheet, (a, b, c, d), level)
    sheet.check("difference", difference, absolute.difference)
    sheet.check_interval("difference", limits, absolute.interval)
    needed_by_hand(sheet, absolute, limits)
    if measure == "RR":
        ratio, variance = (a + b) / (a + c), (b + c) / ((a + b) * (a + c))
        estimate = sheet.value("log-rr", "ln((a + b) / (a + c))", log(ratio), a=a, b=b, c=c)
        return estimate, sheet.value("variance", "(b + c) / ((a + b) * (a + c))", variance, a=a, b=b, c=c)
    if measure == "OR":
        numbers = {"a": a, "b": b, "c": c, "d": d}
        ratio = (a + b) / (c + d) / ((a + c) / (b + d))
        estimate = sheet.value("log-or", "ln((a + b) / (c + d) / ((a + c) / (b + d)))", log(ratio), **numbers)
        variance = n * (n * (b + c) - (b - c) ** 2) / ((a + b) * (c + d) * (a + c) * (b + d))
        formula = "n * (n * (b + c) - (b - c)^2) / ((a + b) * (c + d) * (a + c) * (b + d))"
        return estimate, sheet.value("variance", formula, variance, **numbers, n=n)
    return None if measure is None else (difference, spread)
