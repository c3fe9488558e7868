"""Invented study records in which nothing is wrong: patients are drawn first, every figure is counted from them.

One seed, one record. It is nested dicts and lists until it is written, so that a test can plant an error in it.
"""

from random import Random
from typing import Any

from sound_figures import mean_of, median_of, share
from sound_patients import CROSSOVER, DESIGNS, REVIEW, Arm, Row, Sound, study_of
from sound_rows import WRITERS, pooled, responders

from drgs_cli.records.risk_of_bias import TOOLS, allowed_overalls

_SYLLABLES = ("al", "ber", "dan", "el", "fro", "gar", "hol", "ing", "jor", "kes", "lun", "mor", "nor", "ost", "pet")
_COUNTRIES = ("DE", "NL", "SE", "NO", "US", "GB", "BE", "AU", "ES", "IT", "FR", "CA")
_DEVICES = ("Axium", "Proclaim", "Senza", "Intellis", "Precision")


def sound_record(seed: int) -> dict[str, Any]:
    """A record as nested dicts and lists; numbers are texts as printed, or whole."""
    sound = study_of(seed)
    if sound.design == REVIEW:
        pooled(sound)
    else:
        for write in (responders, *sound.draw.sample(WRITERS, sound.draw.randint(1, 4))):
            write(sound)
    return _whole(sound)


def _whole(sound: Sound) -> dict[str, Any]:
    draw, design, number = sound.draw, sound.design, sound.number
    n = len(sound.arms[0].before) if design == CROSSOVER else sum(_allocated(arm) for arm in sound.arms)
    start = draw.randint(2003, 2018)
    out = start + 2 + int(max(sound.months)) // 12 + draw.randint(0, 2)
    record: dict[str, Any] = {
        "id": sound.id,
        "label": f"Study {number}",
        "design": design,
        "countries": draw.sample(_COUNTRIES, draw.choice((1, 1, 2))),
        "centres": draw.choice((1, 1, 4, 12)),
        "enrolled": {"from": f"{start}-{draw.randint(1, 12):02}", "to": f"{start + 1}-{draw.randint(1, 12):02}"},
        "funding": {"type": draw.choice(("industry", "public", "not-reported"))},
        "reports": _reports(sound, out),
        "population": {"indications": {sound.cause: draw.choice((n, n, "unknown"))}, "n": n, **_described(sound)},
        "arms": {arm.key: _flow(sound, arm) for arm in sound.arms},
        "results": sound.rows,
        "risk_of_bias": [_judged(design, draw)] if DESIGNS[design] else [],
    }
    if design == REVIEW:
        record |= {"enrolled": {"note": "search"}, "population": {"indications": {sound.cause: "unknown"}}}
    if design in ("rct", CROSSOVER):
        record["registration"] = [f"NCT{number:08}"]
    return record


def _allocated(arm: Arm) -> int:
    return len(arm.before) + sum(arm.lost_before_implant)


def _reports(sound: Sound, year: int) -> dict[str, Row]:
    draw = sound.draw
    named = ("".join(draw.choices(_SYLLABLES, k=3)).title() for _ in range(draw.randint(1, 6)))
    people = [f"{name} {draw.choice('ABCDEFGHJ')}" for name in named]
    first = {"role": "primary", "authors": people, "published": str(year)}
    numbers = {"doi": f"10.1000/study.{sound.number}", "pmid": str(10_000_000 + sound.number)}
    more = {"role": "companion", "published": f"{year + 1}-0{draw.randint(1, 9)}"}
    return {sound.id: first | numbers} | ({f"{sound.id}-more": more} if draw.random() < 0.3 else {})


def _described(sound: Sound) -> Row:
    """Age, sex, years of pain, and pain before."""
    draw, n = sound.draw, len(sound.arms[0].before)
    ages = [float(round(min(90, max(18, draw.gauss(53, 12))))) for _ in range(n)]
    years = [round(draw.lognormvariate(1.5, 0.6), 1) for _ in range(n)]
    women = draw.randint(0, n)
    every = {
        "age_years": mean_of(ages, 1, draw),
        "female": {"events": women, "n": n, "percent": share(women, n, 1, "up")},
        "duration_years": median_of(years, 1, draw),
        "baseline_pain": {"scale": sound.pain.key, **mean_of(sound.arms[0].before, 1, draw)},
    }
    return {key: figure for key, figure in every.items() if draw.random() < 0.4}


def _flow(sound: Sound, arm: Arm) -> Row:
    """How many came how far; any of it may be left out of print."""
    draw, written = sound.draw, {"intervention": arm.intervention}
    if sound.design == REVIEW:
        return written
    stages = {"allocated": _allocated(arm), "followed_up": len(arm.after[sound.months[-1]])}
    if arm.intervention != "cmm":
        written["device"] = draw.choice(_DEVICES)
        stages |= {"trialled": len(arm.before) + arm.lost_before_implant[1], "implanted": len(arm.before)}
    return written | {stage: number for stage, number in stages.items() if draw.random() < 0.6}


def _judged(design: str, draw: Random) -> Row:
    tool = TOOLS[DESIGNS[design]]
    word = "judgement" if tool.kind == "domains" else "answer"
    given = {part: draw.choice(tool.answers) for part in tool.parts}
    entry: Row = {"tool": tool.key, tool.kind: {part: {word: one, "why": "printed"} for part, one in given.items()}}
    overalls = allowed_overalls(tool, list(given.values()))
    return entry | ({"overall": draw.choice(overalls)} if overalls else {})


def written(record: dict[str, Any]) -> bytes:
    """The record as YAML: a line for each key and each row, the rest in braces."""
    lines = []
    for key, value in record.items():
        if key in ("results", "risk_of_bias"):
            lines += [f"{key}:", *(f"  - {_flow_style(entry)}" for entry in value)] if value else []
        else:
            lines.append(f"{key}: {_flow_style(value)}")
    return ("\n".join(lines) + "\n").encode()


def _flow_style(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow_style(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow_style, value)) + "]"
    return str(value)
