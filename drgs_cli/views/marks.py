"""What a reader has to know of a figure, as foot-notes by code; knows no figure."""

from collections.abc import Iterable

from drgs_cli.render.document import Note

MARKS = {
    "derived": "worked out from other printed figures, not printed itself",
    "sd-from-se": "standard deviation from the printed standard error",
    "sd-from-ci": "standard deviation from the printed confidence interval",
    "sd-from-p": "standard deviation from the exact p-value between the arms",
    "sd-from-iqr": "mean and standard deviation estimated from median and quartiles (Luo 2018, Wan 2014)",
    "sd-imputed-change": "standard deviation of the change imputed from those before and after, with an assumed"
    " correlation (0.5 unless the review sets another)",
    "mean-time": "the time is the mean of the follow-up",
    "last-choice": "patients as treated, per protocol or not said which: nothing better is reported",
    "mixed-cohort": "a mixed cohort, at least 80 % of it with the indication, let in by --allow-mixed",
    "combined-parts": "parts of the indication put together, as the whole is not reported",
    "denominator-later": "the number of patients is from a report later than the date asked for",
    "threshold": "at least 50 % and more than 50 % stand together",
    "re-expressed": "WARNING: the denominator is not that of print; failed trials, and of all allocated the lost, too,"
    " count as non-responders",
    "groups-differ": "WARNING: the figures that stand together do not divide by the same group of patients",
    "printed-estimate": "the estimate is that of print, as the figures of the arms do not give it",
    "adjusted": "an adjusted estimate of print",
    "adjusted-in-print": "print also gives an adjusted estimate, under As printed; the figures here are crude",
    "paired": "a crossover, analysed by pairs",
    "parallel-crossover": "a crossover, analysed as if its periods were separate groups: the interval is too wide",
    "clustered": "numbers made smaller, as the observations come in clusters",
    "clustered-unadjusted": "clusters of observations, of unknown size: the interval is too narrow",
    "several-arms": "several arms of one side put together",
    "waveforms": "several varieties of the treatment stand together",
    "unnamed-average": "an average that print does not call a mean is taken for one",
    "change-and-final": "changes and final figures stand together",
    "turned-scale": "on this scale more is better: it is turned, so that on all of them less is better",
    "points-of-10": "differences are points of 0-10, as asked for",
    "secondary-source": "read in a news text, a summary or another paper's table, not in the study's own report",
    "two-zero": "a study without an event on either side says nothing of a ratio, and is not in it",
    "all-events": "a study with nothing but events on both sides says nothing of a ratio, and is not in it",
    "zero-cell-pooled": "none or all on one side of a study had the event: the estimate is Mantel and Haenszel's,"
    " nothing added",
    "intervals-disagree": "WARNING: the interval of the ratio (or standardised difference) holds no difference, that of"
    " the difference (per 100, or in points), which decides, does not",
    "intervals-disagree-reversed": "WARNING: the interval of the difference (per 100, or in points), which decides,"
    " holds no difference, that of the ratio (or standardised difference) does not",
    "unanchored": "uncontrolled: not a comparison; whatever sets the two groups of patients apart is in it",
}

# The column that a mark stands in, by its key; those that are not here stand beside the estimate.
COLUMN_OF = {
    "mean-time": "time",
    "threshold": "outcome",
    "change-and-final": "outcome",
    "points-of-10": "outcome",
    "mixed-cohort": "studies",
    "combined-parts": "studies",
    "secondary-source": "studies",
    "last-choice": "analysed",
    "groups-differ": "analysed",
    "re-expressed": "analysed",
    "denominator-later": "analysed",
    "intervals-disagree": "says",
    "intervals-disagree-reversed": "says",
}
ESTIMATE = "estimate"


def marks_in(column: str, codes: Iterable[str]) -> tuple[str, ...]:
    """Those of some marks that stand in a column, in the order of the foot-notes."""
    wanted = {code for code in codes if COLUMN_OF.get(code, ESTIMATE) == column}
    return tuple(code for code in MARKS if code in wanted)


def mark_notes(codes: Iterable[str]) -> tuple[Note, ...]:
    """The foot-notes of some marks, each once, in the order in which they are listed."""
    used = set(codes)
    return tuple(Note(code, text) for code, text in MARKS.items() if code in used)
