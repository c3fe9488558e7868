"""Effects of small invented comparative studies, and the questions they answer, for tests of what is made of them."""

from collections.abc import Sequence
from math import log
from typing import Any

from drgs_cli.documents.positions import Positions
from drgs_cli.records.library import Library
from drgs_cli.records.model import Arm, Population, Report, Result, Study
from drgs_cli.records.observed import Source
from drgs_cli.records.review import Window, read_review
from drgs_cli.stats.effects.inference import p_value, wald_interval
from drgs_cli.stats.results import Effect, Interval, Measure, NotEstimable, Reason, Scale
from drgs_cli.synthesis.arms import Side
from drgs_cli.synthesis.cells import Cell
from drgs_cli.synthesis.context import Context, context_of
from drgs_cli.synthesis.effect import NonRandomisedEffect, RandomisedEffect
from drgs_cli.synthesis.estimate import Absolute
from drgs_cli.synthesis.evidence import Row
from drgs_cli.synthesis.question import Question
from drgs_cli.synthesis.selection import Chosen
from drgs_cli.synthesis.two_sides import of_two_sides
from drgs_cli.vocabulary.load import load_vocabulary

Pair = tuple[int, int]
WINDOW = Window(3.0, 2.0, 4.5)
RESPONDERS = Cell("responder-50", (), WINDOW, (), None, None, None)
EXPLANTS = Cell("explant", (), WINDOW, (), None, None, None)
PAIN = Cell("pain-intensity", (), WINDOW, (), None, None, None, points="pain")
BECK = Cell("mood", (), WINDOW, (), None, None, "bdi")  # 0 to 63
LOG: Scale = "log"
_VOCABULARY = load_vocabulary()


def asking(review: str = "", **asked: Any) -> Context:
    """A question, asked of a review that holds no study."""
    own, problems = read_review(review.encode() if review else None, "review.yaml")
    assert not problems
    library = Library(folder="", records=(), review=own, vocabulary=_VOCABULARY, review_problems=())
    return context_of(library, Question(**{"indication": "crps", **asked}))


def study(name: str, published: str | None = "2020", against: str = "scs-tonic") -> Study:
    """A study with one arm on either side and one report."""
    return Study(
        id=name,
        label=name,
        positions=Positions(f"{name}.yaml"),
        status="extracted",
        design="rct",
        population=Population(indications={"crps": None}),
        arms={
            "drgs": Arm(key="drgs", path=(), intervention="drgs"),
            "scs": Arm(key="scs", path=(), intervention=against),
        },
        reports={"first": Report(key="first", path=(), role="primary", published=published)},
    )


def chosen(of: Study, **row: Any) -> Chosen:
    """What stands for a study: one row, printed in its report, with what is given of it."""
    source = Source("first", None, (), "report", None, ())
    result = Result(**{"number": 0, "path": (), "outcome": "responder-50", "sources": (source,), **row})
    return Chosen(of, (Row(of, result, WINDOW),))


def counted(
    name: str, drgs: Pair, scs: Pair, measure: str | None = None, row: dict[str, Any] | None = None, **rest: Any
) -> RandomisedEffect:
    """A trial's events and patients of both sides: a ratio of risks unless another measure is asked for."""
    stands = chosen(
        study(name, **{key: rest.pop(key) for key in ("published", "against") if key in rest}), **(row or {})
    )
    sides = tuple(Side(key, (key,), None, *pair) for key, pair in (("drgs", drgs), ("scs", scs)))
    return between(stands, (sides[0], sides[1]), measure, **rest)


def timed(name: str, drgs: tuple[int, float], scs: tuple[int, float]) -> RandomisedEffect:
    """A trial's events and person-years of both sides: a ratio of rates."""
    sides = tuple(Side(key, (key,), None, None, None, in_time=pair) for key, pair in (("drgs", drgs), ("scs", scs)))
    return between(chosen(study(name)), (sides[0], sides[1]), None)


def between(stands: Chosen, sides: tuple[Side, Side], measure: str | None, **rest: Any) -> RandomisedEffect:
    """The effect of what two sides have."""
    found = of_two_sides(*sides, measure, 1, rest.pop("level", 95.0), points=True)
    assert found is not None
    figures = {key: getattr(found, key) for key in ("measure", "effect", "interval", "p", "absolute", "came_from")}
    return RandomisedEffect(chosen=stands, sides=sides, printed=(), **{**figures, **rest})


def estimate(
    name: str, measure: str, value: float, variance: float, scale: Scale = "natural", **rest: Any
) -> RandomisedEffect:
    """A trial's printed estimate on the scale on which it is pooled; of differences it is the absolute one too."""
    known: Measure = "GEN" if measure == "HR" else measure  # type: ignore[assignment]  # the caller names one of stats
    effect = Effect(known, scale, value, variance)
    interval, p = wald_interval(effect), p_value(effect)
    absolute = Absolute(value, interval, None) if measure == "MD" else None
    row = rest.pop("row", {})
    given = {
        "sides": (Side("drgs", ("drgs",), None, None, None), Side("scs", ("scs",), None, None, None)),
        "p": None if isinstance(p, NotEstimable) else p,
        "absolute": absolute,
        "came_from": "printed",
        **rest,
    }
    stands = chosen(study(name), **row)
    return RandomisedEffect(chosen=stands, measure=measure, effect=effect, interval=interval, printed=(), **given)


def without(name: str, reason: Reason, measure: str | None = None, **rest: Any) -> RandomisedEffect:
    """A trial without an effect, for a reason."""
    none = NotEstimable(reason)
    sides = (Side("drgs", ("drgs",), None, None, None), Side("scs", ("scs",), None, None, None))
    given = {"sides": sides, "printed": (), "came_from": "arms", **rest}
    stands = chosen(study(name))
    return RandomisedEffect(chosen=stands, measure=measure, effect=none, interval=none, p=None, absolute=None, **given)


def not_randomised(effect: RandomisedEffect) -> NonRandomisedEffect:
    """The same figures of cohorts."""
    return NonRandomisedEffect(**{name: getattr(effect, name) for name in effect.__struct_fields__})


def limits(interval: Interval | NotEstimable | None) -> tuple[float, float]:
    """The limits of an interval that there is."""
    assert isinstance(interval, Interval)
    return interval.low, interval.high


def logs(values: Sequence[float]) -> list[float]:
    """The logarithms of ratios."""
    return [log(value) for value in values]
