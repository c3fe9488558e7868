"""The words of a pooled analysis: estimators, intervals, zero cells, reasons; knows no figure."""

TAU2 = {
    "ee": "common effect",
    "dl": "DerSimonian-Laird",
    "he": "Hedges-Olkin",
    "hs": "Hunter-Schmidt",
    "sj": "Sidik-Jonkman",
    "ml": "maximum likelihood",
    "reml": "restricted maximum likelihood (REML)",
    "eb": "empirical Bayes",
    "pm": "Paule-Mandel",
}

MODELS = {
    "mh": "common effect, Mantel-Haenszel",
    "peto": "common effect, Peto",
    "nch": "common effect, non-central hypergeometric",
}

INTERVALS = {
    "z": "normal (Wald) interval",
    "t": "t interval",
    "knha": "Hartung-Knapp interval",
    "adhoc": "Hartung-Knapp interval, factor at least 1",
    "kr": "Kenward-Roger interval",
    "hk-se": "Hartung-Knapp interval, standard error at least the classic one",
    "hk-ci": "Hartung-Knapp interval, at least as wide as the classic one",
    "hk-iqwig6": "Hartung-Knapp interval, guarded as by IQWiG 6.0",
}

PREDICTIONS = {
    "default": "prediction interval with the quantile of that interval",
    "riley": "prediction interval with t, k - 2",
    "v": "prediction interval with t, k - 1 (V)",
    "hts": "prediction interval with t, k - 2 (HTS)",
    "hk": "prediction interval of Hartung-Knapp, t with k - 1 (HK)",
    "hk-pr": "prediction interval of Hartung-Knapp, t with k - 2 (HK-PR)",
    "s": "prediction interval with the normal quantile (S)",
    "kr": "prediction interval of Kenward-Roger (KR)",
    "kr-pr": "prediction interval of Kenward-Roger, one degree of freedom less (KR-PR)",
    "none": "no prediction interval",
}

# The estimators in the few words of a headline, which stand in brackets.
TAU2_SHORT = TAU2 | {"reml": "REML"}

# What the guard of a Hartung-Knapp interval takes instead, where it takes effect.
GUARDS = {
    "adhoc": "a factor of 1",
    "hk-se": "the classic standard error",
    "hk-ci": "the normal interval",
    "hk-iqwig6": "the classic standard error",
}

# What is added to the counts of a study, and what it lacks, by the kind of its table.
CELLS = {
    "binary2": ("each cell", "a zero cell"),
    "prop": ("events and non-events", "no event, or nothing but events"),
    "rate2": ("the events of both groups", "no event in one"),
    "rate1": ("the events", "no event"),
}
GUARDED_PREDICTION = "prediction interval with t, k - 1"  # the default beside a guarded Hartung-Knapp interval

INCREMENTS = {
    "only0": "{add:g} added to {cells} of a {row} with {lack}",
    "all": "{add:g} added to {cells} of every {row}",
    "if0all": "{add:g} added to {cells} of every {row} if one has {lack}",
    "none": "nothing added to zero cells",
}

# What a value below that of no difference says of group 1, by the kind of the table, and where the measure is another.
LOWER = {"binary2": "fewer events", "rate2": "a lower rate", "cont2": "a lower mean"}
LOWER_OF = {"VR": "less spread", "CVR": "less spread for its mean"}

# Why a figure is not there: a clause that follows "not estimable:".
REASONS = {
    "no-study": "no study is left",
    "no-denominator": "a group without participants",
    "no-variance": "no variance",
    "zero-cell": "a zero cell",
    "p-only": "only a p-value",
    "words-only": "only words",
    "disconnected": "the network is not connected",
    "not-converged": "the search did not settle",
    "too-few": "too few studies",
    "not-full-rank": "the columns say the same, or do not vary",
    "out-of-range": "numbers beyond what can be computed with",
    "not-applicable": "not defined here",
    "missing": "a number is missing",
    "no-information": "no event, or nothing but events, in both groups, or an empty group",
}

# Why a row is not pooled, where it is another reason than that of a pooled figure.
ROW_REASONS = REASONS | {
    "too-few": "too few participants",
    "no-variance": "its variance is 0, or there is none",
    "out-of-range": "it has no such effect, or its numbers are beyond what can be computed with",
}

STATUS = {"boundary": "tau2 is 0, the lowest it can be: an answer, not a failure"}
