"""Rules about means and deviations on scales of whole numbers; knows which scales these are, and leaves the arithmetic
to granularity.
"""

from collections.abc import Iterator

from drgs_cli.checks.figures import Figure, is_on_scale, limits, single_mean
from drgs_cli.checks.granularity import debit, grim, grimmer, nearest_means
from drgs_cli.checks.printed import decimals
from drgs_cli.checks.rule import Context, Finding
from drgs_cli.checks.spreads import spreads_beyond_its_scale
from drgs_cli.records.model import Study
from drgs_cli.records.observed import Mean, Printed

_YES_OR_NO = (0, 1)
_PAIN, _HALVES = "pain", 2
_FITS_HALVES = "it fits if half points were allowed"


def mean_of_no_whole_numbers(_study: Study, context: Context) -> Iterator[Finding]:
    """A mean that no whole numbers of that n have (GRIM).

    Where every patient gives a whole number (`whole: true` on the scale), the sum is whole, and the mean can only
    be a whole number divided by n. Rounding up, down and to even are all accepted. It says something only while n
    is smaller than 10, 100 or 1000 for a mean with one, two or three decimals. Averages not said to be means,
    pooled means and those worked back (`derived: [mean]`) are not asked. Where half points on a scale of pain would
    give the mean, it is a remark (`info`) only: some patients mark the middle between two numbers.

    Why it matters: the mean, the n or the scale is another than printed, and all three decide what a study weighs.
    In a survey of psychology papers half of those that could be tested had such a mean (Brown & Heathers 2017).

    Fails:
        drgs: {n: 7, mean: 4.53}      # with `scale: nrs-10` on the row: 31 of 7 are 4.43, 32 are 4.57

    Passes:
        drgs: {n: 7, mean: 4.57}

    To waive: where each patient's value is itself a mean (of a diary, of several pains), or half points were
    allowed, `waive: {A113: so}` beside the mean.
    """
    for figure, mean, n, _ in _whole(context):
        if not grim(mean, n):
            below, above = (f"{near:.{decimals(mean.text) + 1}f}" for near in nearest_means(mean, n))
            worked_out = " (n was worked out)" if "n" in figure.observed.derived else ""
            message = f"{n} whole numbers cannot have the mean {mean.text}, only {below} or {above}{worked_out}"
            halves = _allows_halves(figure, context) and grim(mean, n, _HALVES)
            hint = _FITS_HALVES if halves else f"is n another, or is a patient's value on {figure.scale} itself a mean?"
            yield Finding((*figure.observed.path, "mean"), message, hint, "info" if halves else None)


def deviation_of_no_whole_numbers(_study: Study, context: Context) -> Iterator[Finding]:
    """A standard deviation that no whole numbers of that mean and n have (GRIMMER).

    The sum of squares of whole numbers is whole, is odd where their sum is, and lies between what values as equal
    and as different as the scale allows can give. On a scale of up to 20 steps it is exact to 30 values: every sample
    is gone through. Asked where the mean itself is possible (A113) and the deviation not beyond the scale (A106). Where
    half points on a scale of pain would give the deviation, it is a remark (`info`) only.

    Why it matters: the deviation gives the study its weight. One that cannot be is a standard error, a slip, or of
    other patients than the mean (Anaya 2016, Allard 2018).

    Fails:
        drgs: {n: 18, mean: 3.44, sd: 2.47}      # with `scale: nrs-10` on the row; half points would give it

    Passes:
        drgs: {n: 18, mean: 3.44, sd: 2.48}

    To waive: as A113; or where the deviation is that of a population (divided by n), `waive: {A114: so}`.
    """
    for figure, mean, n, ends in _whole(context):
        sd = figure.observed.sd
        if sd is None or ends == _YES_OR_NO or not grim(mean, n) or spreads_beyond_its_scale(figure, context):
            continue
        if not grimmer(mean, sd, n, ends):
            message = f"{n} whole numbers with the mean {mean.text} cannot have the standard deviation {sd.text}"
            halves = _allows_halves(figure, context) and grimmer(mean, sd, n, ends, _HALVES)
            asked = f"is it a standard error, n another, or a patient's value on {figure.scale} itself a mean?"
            hint = _FITS_HALVES if halves else asked
            yield Finding((*figure.observed.path, "sd"), message, hint, "info" if halves else None)


def _allows_halves(figure: Figure[Mean], context: Context) -> bool:
    """Whether patients may mark a half: a point of a questionnaire is whole, whatever they do."""
    return figure.scale is not None and context.vocabulary.scales[figure.scale].construct == _PAIN


def deviation_of_no_shares(_study: Study, context: Context) -> Iterator[Finding]:
    """A standard deviation that yes and no, coded 1 and 0, cannot have with that mean and n (DEBIT).

    On a scale of 0 and 1 the deviation follows from the mean and n alone: sqrt(mean (1 - mean) n / (n - 1)).

    Why it matters: mean or deviation is another than printed, or the values were no yes and no (Heathers & Brown
    2019).

    Fails:
        drgs: {n: 20, mean: 0.35, sd: 0.18}      # with `scale: yes-or-no` on the row

    Passes:
        drgs: {n: 20, mean: 0.35, sd: 0.49}

    To waive: `waive: {A115: what the values were}` beside the deviation. Better is a count: `{events: 7, n: 20}`.
    """
    for figure, mean, n, ends in _whole(context):
        sd = figure.observed.sd
        if sd is None or ends != _YES_OR_NO or not grim(mean, n) or spreads_beyond_its_scale(figure, context):
            continue
        if not debit(mean, sd, n):
            message = f"{n} values of 0 and 1 with the mean {mean.text} cannot have the standard deviation {sd.text}"
            yield Finding((*figure.observed.path, "sd"), message, "is it a standard error, or of another mean?")


def _whole(context: Context) -> Iterator[tuple[Figure[Mean], Printed, int, tuple[int, int] | None]]:
    """Every mean of whole numbers with its n and the ends of what it is measured on."""
    for figure in context.figures.means:
        term = None if figure.scale is None else context.vocabulary.scales.get(figure.scale)
        mean, n = single_mean(figure), figure.observed.n
        if term is None or not term.whole or mean is None or not n or not is_on_scale(figure.statistic):
            continue
        low, high = limits(context.vocabulary.scales, figure.scale, figure.statistic)
        yield figure, mean, n, None if low is None or high is None else (int(low), int(high))
