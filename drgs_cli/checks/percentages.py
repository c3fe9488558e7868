"""Rules about percentages of patients: the shares of their counts, and between 0 and 100; knows no interval."""

from collections.abc import Iterator

from drgs_cli.checks.figures import Figure, Figures
from drgs_cli.checks.printed import decimals, is_share, parts_near
from drgs_cli.checks.rule import Context, Finding
from drgs_cli.records.model import Study
from drgs_cli.records.observed import Counts, Percent, Percentage


def percentage_and_count_disagree(_study: Study, context: Context) -> Iterator[Finding]:
    """A printed percentage that is not the share of its count, or that no count of that n gives.

    Rounding half up, half to even and cutting off are all accepted, at the decimals printed; a bound,
    `">85"`, and a span are held to what they say, `"~30"` to nothing. A percentage beside a count that it does not fit
    is an error. It is a warning where it is no more than one last digit off, as print is at times; where n was worked
    out (`derived: [n]`); and where a percentage stands alone and no whole number of its n gives it: n is then often
    another than the one printed. A proportion, 0.75 where 75 is meant, is said to look like one.

    Why it matters: most slips in copying a table, and percentages of another denominator, show here first.

    Fails:
        drgs: {events: 56, n: 69, percent: 91.2}
        scs: {n: 10, percent: 37}

    Passes:
        drgs: {events: 56, n: 69, percent: 81.2}
        scs: {n: 10, percent: 40}

    To waive: print does contradict itself at times; `waive: {A103: what is printed, and which is used}`.
    """
    yield from _beside_counts(context.figures)
    yield from _alone(context.figures)
    yield from _beside_occurrences(context.figures)


def _beside_counts(figures: Figures) -> Iterator[Finding]:
    for count in figures.counts:
        observed = count.observed
        percent, events, n = observed.percent, observed.events, observed.n
        if percent is None or not n or events > n or not _possible(percent) or is_share(percent, events, n):
            continue
        message = f"{events} of {n} are {_share(events, n, percent)} %, not {percent.text} %"
        slight = "n" in observed.derived or _is_one_digit_off(percent, events, n)
        hint = _as_proportion(percent, (events,), n) or "one of the three is another in print"
        yield Finding((*observed.path, "percent"), message, hint, "warning" if slight else None)


def _alone(figures: Figures) -> Iterator[Finding]:
    for alone in figures.percents:
        percent, n = alone.observed.percent, alone.observed.n
        pooled = alone.observed.estimator is not None or alone.observed.studies is not None
        if percent.value is None or not n or pooled or not _possible(percent):
            continue
        near = parts_near(percent.value, n)
        if not any(is_share(percent, part, n) for part in near):
            shares = " and ".join(f"{part} are {_share(part, n, percent)} %" for part in near)
            message = f"no whole number of {n} {alone.unit} is {percent.text} %: {shares}"
            of_hundred = parts_near(100 * percent.value, n) if percent.value <= 1 else ()
            hint = _as_proportion(percent, of_hundred, n) or "is n another in print?"
            yield Finding((*alone.observed.path, "percent"), message, hint, "warning")


def _beside_occurrences(figures: Figures) -> Iterator[Finding]:
    for several in figures.occurrences:
        percent, among = several.observed.percent, several.observed.n or several.observed.patients
        if percent is not None and among and not is_share(percent, several.observed.occurrences, among):
            message = f"{several.observed.occurrences} events in {among} patients are not {percent.text} %"
            yield Finding((*several.observed.path, "percent"), message, "", "warning")


def _is_one_digit_off(percent: Percentage, part: int, whole: int) -> bool:
    """Whether the next number that could have been printed would be the share."""
    if percent.value is None:
        return False
    last = 10.0 ** -decimals(percent.text)
    return any(is_share(percent._replace(value=percent.value + step), part, whole) for step in (-last, last))


def _as_proportion(percent: Percentage, parts: tuple[int, ...], whole: int) -> str:
    """What to ask of a number up to 1 that would be the share if it were a proportion."""
    if percent.value is None or not 0 < percent.value <= 1:
        return ""
    hundredfold = f"{100 * percent.value:.{max(0, decimals(percent.text) - 2)}f}"
    meant = Percentage(float(hundredfold), None, None, hundredfold)
    fits = any(is_share(meant, part, whole) for part in parts)
    return f"a proportion? {percent.text} is {hundredfold} %" if fits else ""


def _with_percentage(figures: Figures) -> tuple[Figure[Counts] | Figure[Percent], ...]:
    return *figures.counts, *figures.percents


def _possible(percent: Percentage) -> bool:
    """Not one that is impossible by itself, of which A108 tells."""
    return all(end is None or 0 <= end <= 100 for end in (percent.value, percent.low, percent.high))


def _share(part: int, whole: int, percent: Percentage) -> str:
    """A share with one decimal more than print has, so that the difference can be seen."""
    return f"{100 * part / whole:.{decimals(percent.text) + 1 if percent.value is not None else 1}f}"


def percentage_is_impossible(_study: Study, context: Context) -> Iterator[Finding]:
    """A percentage of patients below 0 or above 100.

    A change in percent is no percentage of patients: it is a mean or median on the scale percent.

    Why it matters: such a number is a slip, or another kind of figure than the record says.

    Fails:
        drgs: {n: 30, percent: 112}

    Passes:
        drgs: {n: 30, mean: 112}      # with `scale: percent` on the row

    To waive: never right for patients. Events per 100 patients are a rate: `{rate: 112, per: 100-patients}`.
    """
    for figure in _with_percentage(context.figures):
        percent = figure.observed.percent
        if percent is not None and not _possible(percent):
            path = (*figure.observed.path, "percent")
            yield Finding(path, f"{percent.text} % of {figure.unit}; a share lies between 0 and 100 %")
