"""Slips of the kind that reviews find in published evidence, each planted in a sound record; knows no rule.

Each takes a record as nested dicts and lists, and changes it; False where the record has nothing to get wrong.
"""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

Record = dict[str, Any]
Plant = Callable[[Record, Random], bool]
Figure = dict[str, Any]


def _figures(record: Record, *keys: str) -> Iterator[tuple[dict[str, Any], Figure]]:
    """Each figure of an arm that has all these keys, with its row."""
    for row in record["results"]:
        for figure in row.get("arms", {}).values():
            if all(key in figure for key in keys):
                yield row, figure


def _contrasts(record: Record, *keys: str) -> Iterator[dict[str, Any]]:
    for row in record["results"]:
        yield from (one for one in row.get("contrasts", ()) if all(key in one for key in keys))


def more_events_than_patients(record: Record, draw: Random) -> bool:
    """`27 of 40` typed as `72 of 40`."""
    counts = [figure for _, figure in _figures(record, "events", "n")]
    if counts:
        figure = draw.choice(counts)
        figure["events"] = figure["n"] + draw.randint(1, 30)
    return bool(counts)


def percentage_of_another_row(record: Record, draw: Random) -> bool:
    """The percentage of the line below."""
    counts = [figure for _, figure in _figures(record, "events", "percent", "n") if figure["n"] > 4]
    if counts:
        figure = draw.choice(counts)
        figure["percent"] = f"{(float(figure['percent']) + draw.randint(17, 60)) % 100:.1f}"
    return bool(counts)


def interval_of_another_estimate(record: Record, draw: Random) -> bool:
    """An interval that lies above its mean."""
    means = [figure for _, figure in _figures(record, "mean", "ci")]
    if means:
        figure = draw.choice(means)
        low, high = (float(end) for end in figure["ci"])
        wide = 3 * (high - low) + 1
        figure["ci"] = [f"{low + wide:.1f}", f"{high + wide:.1f}"]
    return bool(means)


def interval_turned_round(record: Record, draw: Random) -> bool:
    """High end first."""
    spans = [figure for _, figure in _figures(record, "ci") if figure["ci"][0] != figure["ci"][1]]
    if spans:
        draw.choice(spans)["ci"].reverse()
    return bool(spans)


def scale_taken_for_another(record: Record, draw: Random) -> bool:
    """A mean of 0-100 on a scale of 0-10."""
    means = [
        f for row, f in _figures(record, "mean") if row.get("scale") in ("nrs-10", "vas-10cm") and "visits" not in f
    ]
    if means:
        figure = draw.choice(means)
        figure["mean"] = f"{float(figure['mean']) * 10 + 15:.1f}"
    return bool(means)


def deviation_without_its_point(record: Record, draw: Random) -> bool:
    """`1.84` typed as `18.4`."""
    means = [f for row, f in _figures(record, "mean", "sd") if row.get("scale") in ("nrs-10", "vas-10cm", "eq5d-index")]
    if means:
        figure = draw.choice(means)
        figure["sd"] = f"{float(figure['sd']) * 10 + 5:.1f}"
    return bool(means)


def estimate_with_its_sign_lost(record: Record, draw: Random) -> bool:
    """A difference turned round, its interval left as it was."""
    found = [one for one in _contrasts(record, "estimate", "ci") if one["estimate"].startswith("-")]
    found = [one for one in found if float(one["ci"][1]) < -float(one["estimate"]) - 0.1]
    if found:
        contrast = draw.choice(found)
        contrast["estimate"] = contrast["estimate"][1:]
    return bool(found)


def p_value_of_another_outcome(record: Record, draw: Random) -> bool:
    """No p-value that the interval allows."""
    found = list(_contrasts(record, "estimate", "ci", "p"))
    if found:
        contrast = draw.choice(found)
        null = 0.0 if contrast["measure"].endswith("difference") else 1.0
        low, high = (float(end) for end in contrast["ci"])
        contrast["p"] = "0.0001" if low <= null <= high else "0.84"
    return bool(found)


def arm_that_grows(record: Record, _draw: Random) -> bool:
    """More with an implant than in the trial of stimulation."""
    arms = [arm for arm in record["arms"].values() if {"trialled", "implanted"} <= arm.keys()]
    for arm in arms[:1]:
        arm["implanted"] = arm["trialled"] + 4
    return bool(arms)


def more_of_a_cause_than_patients(record: Record, _draw: Random) -> bool:
    """An indication with more patients than the study."""
    n, causes = record["population"].get("n"), record["population"]["indications"]
    for cause in causes if n else ():
        causes[cause] = n + 7
    return bool(n)


def quartiles_of_another_median(record: Record, draw: Random) -> bool:
    """Quartiles above their median."""
    medians = [figure for _, figure in _figures(record, "median", "iqr")]
    if medians:
        figure = draw.choice(medians)
        high = float(figure["iqr"][1])
        figure["iqr"] = [f"{float(figure['median']) + 1:.1f}", f"{high + 2:.1f}"]
    return bool(medians)


def report_that_is_not_there(record: Record, draw: Random) -> bool:
    """A source misspelt."""
    draw.choice(record["results"])["source"]["report"] = "study-o"
    return True


def identifier_of_another_kind(record: Record, draw: Random) -> bool:
    """An address where the DOI belongs, or the number of PubMed Central."""
    report = next(iter(record["reports"].values()))
    key = draw.choice(("doi", "pmid"))
    report[key] = {"doi": f"https://doi.org/{report['doi']}", "pmid": f"PMC{report['pmid']}"}[key]
    return True


def domain_forgotten(record: Record, _draw: Random) -> bool:
    """A judgement of risk of bias without one of its parts."""
    for entry in record["risk_of_bias"]:
        parts = entry.get("domains") or entry["items"]
        del parts[next(iter(parts))]
    return bool(record["risk_of_bias"])


def p_that_its_counts_do_not_give(record: Record, draw: Random) -> bool:
    """A chi-square that does not follow from its table."""
    found = []
    for row in record["results"]:
        for contrast in row.get("contrasts", ()):
            sides = [row.get("arms", {}).get(arm, {}) for arm in contrast["arms"]]
            if all("events" in side and "n" in side for side in sides) and "paired" not in contrast:
                found.append((contrast, *(side["events"] / side["n"] for side in sides)))
    found = [one for one in found if record["design"] == "rct" and not 0.15 < abs(one[1] - one[2]) < 0.45]
    if found:
        contrast, one, other = draw.choice(found)
        for key in ("measure", "estimate", "ci"):
            contrast.pop(key, None)
        contrast["p"] = "0.0004" if abs(one - other) <= 0.15 else "0.71"
    return bool(found)


def percentage_that_no_count_gives(record: Record, draw: Random) -> bool:
    """A percentage half way between those of two whole numbers of patients."""
    counts = [f for row, f in _figures(record, "events", "n") if row.get("unit") is None and 3 < f["n"] < 60]
    if counts:
        figure, n = (chosen := draw.choice(counts)), chosen["n"]
        percent = f"{100 * (min(figure['events'], n - 1) + 0.5) / n:.1f}"
        figure.clear()
        figure |= {"n": n, "percent": percent}
    return bool(counts)


def mean_that_no_whole_numbers_have(record: Record, draw: Random) -> bool:
    """A mean half way between those of two sums."""
    means = [f for row, f in _figures(record, "mean", "n") if row.get("scale") == "nrs-10" and 3 < f["n"] < 40]
    means = [f for f in means if len(f["mean"].partition(".")[2]) == 2 and "-" not in f["mean"] and "sd" in f]
    if means:
        figure = draw.choice(means)
        figure["mean"] = f"{(int(float(figure['mean']) * figure['n']) + 0.5) / figure['n']:.2f}"
    return bool(means)


def interval_off_its_middle(record: Record, draw: Random) -> bool:
    """An end of an interval with a digit wrong; the estimate still lies inside."""
    means = [f for _, f in _figures(record, "mean", "ci") if float(f["ci"][1]) - float(f["ci"][0]) > 1]
    if means:
        figure = draw.choice(means)
        low, high = (float(end) for end in figure["ci"])
        figure["ci"][1] = f"{high + 1.2 * (high - low):.1f}"
    return bool(means)


def interval_of_half_the_width(record: Record, _draw: Random) -> bool:
    """About one standard error to either side, where two belong."""
    for row in record["results"]:
        counted = all("events" in figure and "n" in figure for figure in row.get("arms", {}).values())
        for one in row.get("contrasts", ()) if counted else ():
            if "ci" in one and one["measure"] in ("risk-ratio", "odds-ratio") and float(one["ci"][0]) > 0.1:
                value, ends = float(one["estimate"]), [float(end) for end in one["ci"]]
                one["ci"] = [f"{value * (end / value) ** 0.5:.2f}" for end in ends]
                return True
    return False


def difference_beyond_its_scale(record: Record, draw: Random) -> bool:
    """A difference of 0-100 on a scale of 0-10."""
    found = [
        one
        for row in record["results"]
        for one in row.get("contrasts", ())
        if one.get("measure") == "mean-difference" and row.get("scale") in ("nrs-10", "vas-10cm")
    ]
    if found:
        draw.choice(found)["estimate"] = "23.0"
    return bool(found)


def error_as_deviation(record: Record, draw: Random) -> bool:
    """A standard error printed as the deviation of a mean; its sisters have deviations."""
    rows = [row for row in record["results"] if row.get("scale") in ("nrs-10", "vas-100mm")]
    means = [figure for row in rows for figure in row["arms"].values() if "sd" in figure and figure["n"] > 25]
    if len(means) > 2:
        figure = draw.choice(means)
        figure["sd"] = f"{float(figure['sd']) / figure['n'] ** 0.5:.1f}"
    return len(means) > 2
