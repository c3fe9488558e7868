"""What has to be known to read a pooled estimate: its direction, how firm tau2 is, what misleads; computes no model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.render.document import Note, Paragraph, Part
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.stats.wald import Footing
from drgs_cli.views.numbers import count
from drgs_cli.views.numbers import three_digits as short
from drgs_cli.views.pool.recipe import rows_called
from drgs_cli.views.pool.studies import q_profile_of
from drgs_cli.views.pool.wording import LOWER, LOWER_OF, TAU2

if TYPE_CHECKING:
    from drgs_cli.analysis.result import Analysis, Fit
    from drgs_cli.views.pool.units import Units

_NO_EVENT = "no event in either group"
_NO_NEWS = "no event, or nothing but events, in both groups"
_NO_DIFFERENCE = 1e-9  # of a factor that is 1 by its definition, as with Paule and Mandel's tau2


def reading(analysis: Analysis, units: Units) -> tuple[Part, ...]:
    """The sentences that belong to the headline: which way it points, and that a tau2 of 0 is not known to be 0."""
    return tuple(Paragraph(line) for line in (_direction(analysis, units), _boundary(analysis)) if line)


def _direction(analysis: Analysis, units: Units) -> str:
    """What a small value says of group 1, where there are two groups."""
    measure = analysis.sample.measure
    lower = LOWER_OF.get(measure.name) or LOWER.get(measure.design)
    if lower is None or units.kind == "share":
        return ""
    return f"Group 1 against group 2: below {'1' if units.kind == 'ratio' else '0'}, {lower} in group 1."


def _boundary(analysis: Analysis) -> str:
    """That an estimate of 0 is an estimate."""
    fit = analysis.fit
    if isinstance(fit, NotEstimable) or fit.status != "boundary":
        return ""
    one, several = rows_called(analysis)
    profile = q_profile_of(analysis)
    largest = "" if profile is None else f" (up to {short(profile.tau2.high)})"
    return f"The estimated variance between {several} is 0; with {count(fit.k, one, several)} it is imprecise{largest}."


def cautions(analysis: Analysis, units: Units) -> tuple[Note, ...]:
    """What the choice of method brings about in these very studies."""
    fit = analysis.fit
    if isinstance(fit, NotEstimable):
        return ()
    return (*_narrow(fit, units), *_double_zeros(analysis), *_raw_proportions(analysis))


def _narrow(fit: Fit, units: Units) -> tuple[Note, ...]:
    """An unguarded Hartung-Knapp factor below 1, which claims more precision than the studies have by themselves."""
    if fit.interval_method != "knha" or fit.scale is None or fit.classic_error is None or fit.interval is None:
        return ()
    if fit.scale >= 1.0 - _NO_DIFFERENCE:
        return ()
    normal = Footing(fit.classic_error).interval(fit.estimate, fit.interval.level)
    if isinstance(normal, Interval) and normal.high - normal.low > fit.interval.high - fit.interval.low:
        limits = units.interval(normal, of=fit.estimate, beside=fit.interval)
        what = f"The Hartung-Knapp interval is narrower than the normal interval ({limits})"
    else:
        what = f"The factor of the Hartung-Knapp interval is below 1 ({short(fit.scale)})"
    return (Note("narrow-hartung-knapp", f"{what}; --interval adhoc guards against that."),)


def _double_zeros(analysis: Analysis) -> tuple[Note, ...]:
    """Ratios of studies without an event are ratios of increments."""
    sample, request = analysis.sample, analysis.request
    measure, zeros = sample.measure, sample.zeros
    if measure.scale != "log" or measure.design not in ("binary2", "rate2") or request.method not in TAU2:
        return ()
    if zeros.to == "none" or zeros.add == 0.0:
        return ()
    none = full = 0
    for place in sample.kept:
        events1, size1, events2, size2 = (analysis.table.numbers[name][place] for name in measure.columns)
        none += events1 == events2 == 0.0
        full += measure.name in ("OR", "PETO") and events1 == size1 and events2 == size2
    if not none + full:
        return ()
    several, (one, many) = none + full > 1, rows_called(analysis)
    what = f"{count(none + full, one, many)} with {_NO_NEWS if full else _NO_EVENT}"
    carry, them = ("carry", "them") if several else ("carries", "it")
    return (Note("double-zero", f"{what} {carry} only what was added to {them}; --drop00 leaves {them} out."),)


def _raw_proportions(analysis: Analysis) -> tuple[Note, ...]:
    """Near 0 and 1 the variance of a proportion vanishes."""
    if analysis.sample.measure.name != "PR":
        return ()
    events, sizes = (analysis.table.numbers[name] for name in ("xi", "ni"))
    extreme = sum(events[place] in (0.0, sizes[place]) for place in analysis.sample.kept)
    if not extreme:
        return ()
    what = f"{count(extreme, *rows_called(analysis))} with no event, or nothing but events"
    text = f"{what}: raw proportions give {'it' if extreme == 1 else 'them'} too much weight"
    return (Note("raw-proportion", f"{text}; --measure PLO --method glmm does not."),)
