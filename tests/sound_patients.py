"""Invented patients: pain before treatment and at each visit, fewer of them each time; prints nothing."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

SCS = ("scs", "scs-tonic", "scs-burst", "scs-10khz")
CAUSES = ("crps-1", "crps-2", "fbss", "post-surgical-groin", "phantom-limb", "diabetic-neuropathy", "pelvic", "mixed")
DESIGNS = {
    "rct": "rob2",
    "randomised-crossover": "rob2-crossover",
    "nonrandomised-comparative": "robins-i",
    "prospective-cohort": "jbi-case-series",
    "retrospective-cohort": "jbi-case-series",
    "case-series": "jbi-case-series",
    "case-report": "jbi-case-report",
    "systematic-review": "",
}
CROSSOVER, REVIEW, ONE_PATIENT = "randomised-crossover", "systematic-review", "case-report"
_TWO_ARMS = ("rct", CROSSOVER, "nonrandomised-comparative")

Row = dict[str, Any]


@dataclass(frozen=True)
class Scale:
    """What something is measured on: the ends, and the step of one patient's value."""

    key: str
    outcome: str
    low: float
    high: float
    step: float

    def value(self, part: float, least: float = 0.0) -> float:
        """The value nearest to a part of the width."""
        value = self.low + min(1.0, max(least, part)) * (self.high - self.low)
        return round(round(value / self.step) * self.step, 3)


PAIN = (
    Scale("nrs-10", "pain-intensity", 0, 10, 1),
    Scale("vas-100mm", "pain-intensity", 0, 100, 1),
    Scale("vas-10cm", "pain-intensity", 0, 10, 0.1),
)
OTHERS = (
    Scale("odi", "function", 0, 100, 2),
    Scale("pdi", "function", 0, 70, 1),
    Scale("bdi", "mood", 0, 63, 1),
    Scale("eq5d-vas", "quality-of-life", 0, 100, 1),
    Scale("eq5d-index", "quality-of-life", -1, 1, 0.001),
)


@dataclass
class Arm:
    """One group: each patient's pain before, and at each visit that of those who came, the first of them."""

    key: str
    intervention: str
    before: list[float]
    after: dict[float, list[float]] = field(default_factory=dict)
    lost_before_implant: tuple[int, int] = (0, 0)  # before the trial of stimulation, and in it

    def relief(self, months: float) -> list[float]:
        """What part of the pain is gone, for each who came."""
        return [1 - end / start for start, end in zip(self.before, self.after[months], strict=False)]

    def change(self, months: float) -> list[float]:
        """How much less or more it is, for each who came."""
        return [end - start for start, end in zip(self.before, self.after[months], strict=False)]


@dataclass
class Sound:
    """A study as it is written: who was in it, and the rows so far."""

    draw: Random
    number: int
    design: str
    cause: str
    months: list[float]
    pain: Scale
    arms: list[Arm] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The name of the file."""
        return f"study-{self.number}"

    @property
    def apart(self) -> bool:
        """Whether two groups of different patients are compared."""
        return len(self.arms) > 1 and self.design != CROSSOVER

    def row(self, outcome: str, arms: dict[str, dict[str, object]], months: float | None = None, **keys: Any) -> None:
        """Add a row, unless nobody is in it; its contrasts, if any, are among the keys."""
        entry = {"outcome": outcome, "indication": self.cause}
        entry |= ({} if months is None else {"months": f"{months:g}"}) | keys | ({"arms": arms} if arms else {})
        if arms or "contrasts" in keys:
            self.rows.append(entry | {"source": {"report": self.id, "at": self.draw.choice(("abstract", "Table 2"))}})


def study_of(seed: int) -> Sound:
    """A study with its patients, and no row yet."""
    draw = Random(seed)
    design = draw.choices(tuple(DESIGNS), (6, 2, 3, 6, 4, 4, 1, 1))[0]
    months = sorted(draw.sample((1.0, 3.0, 6.0, 12.0, 24.0, 36.0), draw.randint(1, 3)))
    sound = Sound(draw, seed, design, draw.choice(CAUSES), months, draw.choice(PAIN))
    if design == REVIEW:
        sound.arms.append(Arm("scs", "scs", [0.0]))
        return sound
    size = 1 if design == ONE_PATIENT else min(150, int(draw.lognormvariate(3.4, 0.6)) + 6)
    choices = [("drgs", "drgs"), ("scs", draw.choice(SCS)), ("cmm", "cmm")]
    for key, intervention in draw.sample(choices, 2) if design in _TWO_ARMS else [draw.choice(choices[:2])]:
        n = size if size == 1 or design == CROSSOVER else size + draw.randint(-3, 3)
        before = [sound.pain.value(draw.gauss(0.75, 0.12), 0.4) for _ in range(n)]
        if design == CROSSOVER and sound.arms:
            before = sound.arms[0].before
        sound.arms.append(_treated(sound, key, intervention, before))
    return sound


def _treated(sound: Sound, key: str, intervention: str, before: list[float]) -> Arm:
    draw, came = sound.draw, len(before)
    arm = Arm(key, intervention, before)
    if intervention != "cmm" and sound.design not in (CROSSOVER, ONE_PATIENT):
        arm.lost_before_implant = draw.randint(0, 2), draw.randint(0, 5)
    gone = draw.gauss(0.15 if intervention == "cmm" else 0.5, 0.15)
    lasting = [draw.gauss(gone, 0.3) for _ in before]
    for months in sound.months:
        came = max(min(came, 3), came - draw.randint(0, max(1, len(before) // 10)))
        now = [min(1.0, max(-0.3, one + draw.gauss(0, 0.1))) for one in lasting[:came]]
        pairs = zip(before, now, strict=False)
        arm.after[months] = [sound.pain.value((1 - part) * start / sound.pain.high) for start, part in pairs]
    return arm
