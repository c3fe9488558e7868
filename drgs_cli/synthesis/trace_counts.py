"""Counts of two groups, or of pairs, by hand: ratio, difference with its interval, number needed, exact test."""

from collections.abc import Callable
from math import comb, log, sqrt

from drgs_cli.stats.results import NumberNeeded
from drgs_cli.synthesis.estimate import Absolute
from drgs_cli.synthesis.trace_sides import Pair
from drgs_cli.synthesis.trace_steps import CLOSE, Found, Sheet, quantile, wald_by_hand
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
    z = quantile(level)
    limits = []
    for name, (events, n) in (("1", one), ("2", other)):
        root = z * sqrt(z**2 + 4 * events * (n - events) / n)
        low, high = ((2 * events + z**2 + sign * root) / (2 * (n + z**2)) for sign in (-1, 1))
        formula = "(2 * e + z^2 -+ z * sqrt(z^2 + 4 * e * (n - e) / n)) / (2 * (n + z^2))"
        limits.append(sheet.limits(f"wilson-{name}", formula, low, high, e=events, n=n, z=z))
    (l1, u1), (l2, u2) = limits
    p1, p2 = one[0] / one[1], other[0] / other[1]
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


def pairs_by_hand(
    sheet: Sheet, cells: Cells, measure: str | None, absolute: Absolute | None, level: float
) -> Found | None:
    """A crossover's fourfold table: a patients with the event under both sides, b under the first only, c under the
    second only, d under neither. The difference of risks, then the measure (None: there is none).
    """
    a, b, c, d = map(float, cells)
    n = a + b + c + d
    difference = sheet.value("paired-rd", "(b - c) / n", (b - c) / n, b=b, c=c, n=n)
    spread = (b + c - (b - c) ** 2 / n) / n**2
    spread = sheet.value("variance", "(b + c - (b - c)^2 / n) / n^2", spread, b=b, c=c, n=n)
    if absolute is not None:
        _, *ends = wald_by_hand(sheet, (difference, spread), level, is_log=False)
        limits = max(ends[0], -1.0), min(ends[1], 1.0)
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
