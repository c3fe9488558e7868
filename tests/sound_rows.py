"""The rows of an invented study, counted from its patients; each function writes one kind of result."""

from collections.abc import Callable
from itertools import islice
from math import exp
from random import Random

from sound_figures import Written, count_of, interval, mean_of, median_of, p_text, printed
from sound_intervals import METHODS, effect_of_counts
from sound_patients import CROSSOVER, OTHERS, Row, Sound
from sound_statistics import (
    Z,
    bootstrapped,
    deviation,
    difference_of_means,
    p_of_counts,
    p_of_deviate,
    p_of_discordant,
    p_of_pairs,
    p_of_ranks,
    standardised,
)

Counts = dict[str, tuple[int, int]]
_GROUPS = ("followed-up", "completers", "implanted", "unclear")


def _written(sound: Sound, counts: Counts) -> dict[str, Written]:
    return {key: count_of(*count, sound.draw) for key, count in counts.items() if count[1]}


def responders(sound: Sound) -> None:
    """Half relief and more at each visit; at times by sex, or with a further condition."""
    draw = sound.draw
    for months in sound.months:
        relief = {arm.key: arm.relief(months) for arm in sound.arms}
        for outcome, least in (("responder-50", 0.5), ("responder-80", 0.8))[: draw.randint(1, 2)]:
            counts = {key: (sum(one >= least for one in gone), len(gone)) for key, gone in relief.items()}
            sound.row(outcome, _written(sound, counts), months, **_compared(sound, counts, "higher"))
        if draw.random() < 0.15:
            for number, sex in enumerate(("women", "men")):
                part = {key: gone[number::2] for key, gone in relief.items()}
                counts = {key: (sum(one >= 0.5 for one in gone), len(gone)) for key, gone in part.items()}
                sound.row("responder-50", _written(sound, counts), months, subgroup={"by": "sex", "is": sex})
        if draw.random() < 0.15:
            counts = {key: (sum(one >= 0.6 for one in gone), len(gone)) for key, gone in relief.items()}
            sound.row("responder-50", _written(sound, counts), months, composite=["relief-50", "no-neuro-deficit"])


def _compared(sound: Sound, counts: Counts, better: str) -> Row:
    """A contrast of two counts: an estimate with interval and p, p alone, or the cells of pairs."""
    draw = sound.draw
    if len(counts) < 2 or draw.random() < 0.3:
        return {}
    (one, (a, n)), (other, (c, m)) = draw.sample(sorted(counts.items()), 2)
    if not sound.apart:
        return _cells_of_pairs(sound, one, other)
    p = p_of_counts(a, n, c, m, draw.choice(("chi-square", "yates", "fisher")))
    contrast: Row = {"arms": [one, other], "p": p_text(p, draw)}
    if 0 < a < n and 0 < c < m and draw.random() < 0.6:
        measure = draw.choice(tuple(METHODS))
        value, low, high = effect_of_counts(a, n, c, m, measure, _aside(sound).choice(METHODS[measure]))
        contrast |= _estimated(measure, value, low, high, draw.choice((2, 3)))
    if a * m != c * n and draw.random() < 0.3:
        more, fewer = (one, other) if a * m > c * n else (other, one)
        contrast["favours"] = more if better == "higher" else fewer
    return {"contrasts": [contrast]}


def _aside(sound: Sound) -> Random:
    """For choices of a method, which leave the patients and figures that are drawn after them as they are."""
    return Random(1000 * sound.number + len(sound.rows))


def _estimated(measure: str, value: float, low: float, high: float, places: int) -> Row:
    return {"measure": measure, "estimate": printed(value, places), "ci": interval(low, high, places)}


def _cells_of_pairs(sound: Sound, one: str, other: str) -> Row:
    """Of a crossover, while everybody is still there."""
    relief = {arm.key: arm.relief(sound.months[0]) for arm in sound.arms}
    if sound.rows or len(relief[one]) != len(relief[other]):
        return {}
    pairs = [(mine >= 0.5, theirs >= 0.5) for mine, theirs in zip(relief[one], relief[other], strict=True)]
    cells = {"both": (True, True), "first": (True, False), "second": (False, True), "neither": (False, False)}
    paired = {name: pairs.count(cell) for name, cell in cells.items()}
    p = p_text(p_of_discordant(paired["first"], paired["second"]), sound.draw)
    return {"period": "both", "contrasts": [{"arms": [one, other], "paired": paired, "p": p}]}


def pain(sound: Sound) -> None:
    """Pain before, at each visit, and as a change of those who came."""
    draw, scale = sound.draw, sound.pain
    places = draw.choice((0, 1)) if scale.high == 100 else draw.choice((1, 2)) if scale.step == 1 else 1
    on = {"scale": scale.key, "analysed": draw.choice(_GROUPS)}
    before = {arm.key: mean_of(arm.before, places, draw) for arm in sound.arms}
    sound.row("pain-intensity", before, 0, statistic="baseline", **on)
    for months in sound.months:
        after = {arm.key: arm.after[months] for arm in sound.arms}
        written = {key: mean_of(values, places, draw) for key, values in after.items()}
        for arm in sound.arms:
            if len(arm.after[months]) > 2 and draw.random() < 0.3:
                written[arm.key]["p"] = p_text(p_of_pairs(arm.change(months)), draw)
        sound.row("pain-intensity", written, months, statistic="final", **on, **_difference(sound, after, places))
        if draw.random() < 0.5:
            change = {arm.key: arm.change(months) for arm in sound.arms}
            less = draw.random() < 0.5  # an improvement is a change turned round
            named = {key: [-one for one in values] if less else values for key, values in change.items()}
            written = {key: mean_of(values, places, draw) for key, values in named.items()}
            compared = {} if less else _difference(sound, named, places)
            sound.row(
                "pain-intensity", written, months, statistic="improvement" if less else "change", **on, **compared
            )


def _difference(sound: Sound, values: dict[str, list[float]], places: int) -> Row:
    """A contrast of two means, by a t-test or by ranks, or adjusted for what came before."""
    draw = sound.draw
    if not sound.apart or min(map(len, values.values())) < 3 or draw.random() < 0.4:
        return {}
    one, other = draw.sample(sorted(values), 2)
    (value, low, high), p = difference_of_means(values[one], values[other], welch=draw.random() < 0.5)
    contrast: Row = {"arms": [one, other]}
    test = draw.choices(("t", "ranks", "adjusted"), (6, 2, 1))[0]
    if test == "ranks":
        return {"contrasts": [contrast | {"p": p_text(p_of_ranks(values[one], values[other]), draw)}]}
    if test == "adjusted":
        half = (high - low) / 2 * draw.uniform(0.7, 1)
        value += draw.gauss(0, half / 4)
        low, high, p = value - half, value + half, p_of_deviate(Z * value / half) if half else 1.0
        contrast["adjusted"] = ["baseline"]
    contrast["p"] = p_text(p, draw)
    if draw.random() < 0.7 or test == "adjusted":
        if test == "t" and _aside(sound).random() < 0.1:
            value, low, high = bootstrapped(values[one], values[other], _aside(sound))
        contrast |= _estimated("mean-difference", value, low, high, places + 1)
    elif min(deviation(values[one]), deviation(values[other])) > 0:
        kind = _aside(sound).choice(("cohen", "hedges", "glass"))
        contrast |= _estimated("smd", *standardised(values[one], values[other], kind), 2)
    if abs(value) > 0.1 and draw.random() < 0.3:
        contrast["favours"] = other if value > 0 else one  # less pain is better
    return {"contrasts": [contrast]}


def pain_by_median(sound: Sound) -> None:
    """The same pain, as one who trusts no normal distribution tells it."""
    on = {"scale": sound.pain.key, "analysed": sound.draw.choice(_GROUPS), "aspect": "worst"}
    draw = sound.draw
    before = {arm.key: median_of(arm.before, 1, draw) for arm in sound.arms}
    sound.row("pain-intensity", before, 0, statistic="baseline", **on)
    for months in sound.months:
        written = {arm.key: median_of(arm.after[months], 1, draw) for arm in sound.arms}
        sound.row("pain-intensity", written, months, statistic="final", **on)


def relief_in_percent(sound: Sound) -> None:
    """A mean of what each patient gained, or a span of such means over visits."""
    draw, means = sound.draw, []
    for months in sound.months:
        gone = {arm.key: [100 * one for one in arm.relief(months)] for arm in sound.arms}
        written = {key: mean_of(values, draw.choice((0, 1)), draw) for key, values in gone.items()}
        means.append(sum(gone[sound.arms[0].key]) / len(gone[sound.arms[0].key]))
        sound.row("pain-relief-percent", written, months, statistic="improvement", scale="percent")
    if len(means) > 1:
        span: Written = {
            "mean": interval(min(means), max(means), 0),
            "visits": [f"{months:g}" for months in sound.months],
        }
        sound.row("pain-relief-percent", {sound.arms[0].key: span}, None, statistic="improvement", scale="percent")


def other_scales(sound: Sound) -> None:
    """Function, mood or quality of life before and at the last visit."""
    draw, months = sound.draw, sound.months[-1]
    for scale in draw.sample(OTHERS, draw.choice((1, 2))):
        before, spread, gain = draw.uniform(0.3, 0.7), draw.uniform(0.1, 0.2), draw.uniform(-0.3, 0.1)
        places = 3 if scale.step < 0.1 else draw.choice((1, 2))
        for when, where, statistic in ((0.0, before, "baseline"), (months, before + gain, "final")):
            values = {
                arm.key: [scale.value(draw.gauss(where, spread)) for _ in (arm.after[when] if when else arm.before)]
                for arm in sound.arms
            }
            written = {key: mean_of(each, places, draw) for key, each in values.items()}
            sound.row(scale.outcome, written, when, statistic=statistic, scale=scale.key)


def harms(sound: Sound) -> None:
    """Patients with a complication, and complications of which a patient may have several."""
    draw, months = sound.draw, sound.months[-1]
    for outcome in draw.sample(("infection", "explant", "lead-migration", "ipg-pain"), 2):
        risk = draw.uniform(0, 0.25)
        counts = {arm.key: (sum(draw.random() < risk for _ in arm.before), len(arm.before)) for arm in sound.arms}
        apart = _compared(sound, counts, "lower") if sound.apart else {}
        sound.row(outcome, _written(sound, counts), months, time="cumulative", **apart)
    several: dict[str, Written] = {
        arm.key: {"occurrences": draw.randint(0, 2 * len(arm.before)), "patients": len(arm.before)}
        for arm in sound.arms
    }
    sound.row("any-ae", several, months, time="cumulative")


def rates_and_leads(sound: Sound) -> None:
    """Events by the time that patients were seen, and leads of which a patient has two."""
    draw, rate = sound.draw, sound.draw.random() < 0.5
    rates: dict[str, Written] = {}
    for arm in sound.arms:
        years, events = len(arm.before) * draw.uniform(0.5, 3), draw.randint(0, 12)
        seen: Written = {"events": events, "person_years": printed(years, 0)}
        by_time: Written = {"rate": printed(100 * events / years, 1), "per": "100-person-years", "events": events}
        rates[arm.key] = by_time if rate else seen
    sound.row("revision", rates, None, time="mean")
    leads: dict[str, Written] = {
        arm.key: {
            "events": draw.randint(0, len(arm.before) // 2),
            "n": 2 * len(arm.before),
            "patients": len(arm.before),
        }
        for arm in sound.arms
    }
    sound.row("lead-fracture", leads, sound.months[-1], unit="leads")


def without_counts(sound: Sound) -> None:
    """Words, a p-value or a direction alone, a curve's estimate, a hazard ratio, a cost."""
    draw, months, keys = sound.draw, sound.months[-1], [arm.key for arm in sound.arms]
    n = {arm.key: len(arm.after[months]) for arm in sound.arms}
    sound.row("sleep", {key: {"n": n[key], "words": "better; no figure"} for key in keys}, months)
    sound.row("satisfaction", {key: {"n": n[key], "p": p_text(draw.random(), draw)} for key in keys}, months)
    if sound.apart:
        favoured, chance = draw.choice((*keys, "neither")), draw.random()
        if favoured == "neither" and chance < 0.05:
            favoured = keys[0]
        said = {"arms": keys, "favours": favoured, "p": p_text(chance, draw)}
        sound.row("preference", {}, months, contrasts=[said])
        log, error = draw.gauss(0, 0.7), draw.uniform(0.1, 0.5)
        value, low, high = (exp(end) for end in (log, log - Z * error, log + Z * error))
        p = p_text(p_of_deviate(log / error), draw)
        hazard = {"arms": keys, **_estimated("hazard-ratio", value, low, high, 2), "p": p}
        sound.row("loss-of-efficacy", {}, None, time="median", contrasts=[hazard])
    kept, half = draw.uniform(20, 85), draw.uniform(3, 10)
    curve = {"percent": printed(kept, 1), "ci": interval(kept - half, kept + half, 1), "estimator": "kaplan-meier"}
    sound.row("device-in-use", {keys[0]: {"n": n[keys[0]], **curve}}, months)
    sound.row("cost", {keys[0]: {"mean": printed(draw.uniform(5000, 40000), 0)}}, 120, scale="usd-2017")


def trial(sound: Sound) -> None:
    """Who went on from the trial of stimulation to an implant."""
    counts = {arm.key: (len(arm.before), len(arm.before) + arm.lost_before_implant[1]) for arm in sound.arms}
    stimulated = {key: count for key, count in counts.items() if key != "cmm"}
    if sound.design != CROSSOVER:
        sound.row("trial-success", _written(sound, stimulated), None, time="trial-phase", analysed="trialled")


def pooled(sound: Sound) -> None:
    """What a review has: percentages of several studies."""
    for months in islice(sound.months, 2):
        rate = sound.draw.uniform(20, 80)
        ends = interval(rate - 8, rate + 8, 1)
        figure: Written = {"percent": printed(rate, 1), "ci": ends, "estimator": "pooled", "studies": 7}
        sound.row("responder-50", {"scs": figure}, months)


WRITERS: tuple[Callable[[Sound], None], ...] = (
    *(pain, pain_by_median, relief_in_percent, other_scales),
    *(harms, rates_and_leads, without_counts, trial),
)
