"""Certainty in words: levels, domains, what each rule found and from where on it counts; computes nothing."""

from math import ceil

from drgs_cli.synthesis.certainty import Applied, Certainty, EvidenceClass, Judged
from drgs_cli.synthesis.comparison import KIND_ANCHORED, KIND_NON_RANDOMISED, KIND_RANDOMISED, KIND_UNANCHORED
from drgs_cli.synthesis.context import Context
from drgs_cli.views.kinds import LEVELS
from drgs_cli.views.numbers import fixed, p_value, percent, ratio, share, signed
from drgs_cli.views.wording import short

DOMAINS = {
    "risk-of-bias": "Risk of bias",
    "inconsistency": "Inconsistency",
    "indirectness": "Indirectness",
    "imprecision": "Imprecision",
    "publication-bias": "Publication bias",
    "large-effect": "Large effect",
}
STARTS = {
    KIND_RANDOMISED: "trials with both",
    KIND_NON_RANDOMISED: "both, but nobody allocated by chance",
    KIND_ANCHORED: "as its trials do",
    KIND_UNANCHORED: "uncontrolled: no comparison",
}
TABLES = {"aan-newer": "AAN, newer table", "aan-older": "AAN, older table"}
RECOMMENDED = {"A": "established", "B": "probable", "C": "possible", "U": "inadequate or conflicting"}

# What a rule found; {share}, {number}, {i2}, {p}, {ratio}, {held} stand for its number, {needed} for the threshold.
FOUND = {
    "mostly-high": "{share} of the weight at high, serious or critical risk",
    "mostly-worse": "{share} of the weight worse than low, or not judged",
    "mostly-low": "{share} of the weight worse than low, or not judged",
    "one-study": "one study",
    "no-estimate": "no figures to hold together",
    "apart": "the intervals of the two studies are apart",
    "overlapping": "the intervals of the two studies overlap",
    "apart-across-the-null": "I² {i2}, intervals apart on either side of no difference",
    "null-only-predicted": "I² {i2}; the prediction interval holds no difference, the confidence interval does not",
    "consistent": "I² {i2}",
    "not-known": "too few studies to tell",
    "direct": "{share} of the patients in mixed cohorts",
    "mixed": "{share} of the patients in mixed cohorts",
    "anchored": "through other treatments; {share} of the patients in mixed cohorts",
    "anchored-and-mixed": "through other treatments; {share} of the patients in mixed cohorts",
    "holds-none": "interval holds none of −T, 0, T; {number} patients",
    "too-few-patients": "interval holds none of −T, 0, T; {number} patients",
    "size-unknown": "interval holds none of −T, 0, T, as far as known; not known if enough patients",
    "holds-one": "interval holds {held} of −T, 0, T",
    "holds-several": "interval holds {held} of −T, 0, T",
    "no-interval": "no interval: a direction or bare percentages in print",
    "not-computed": "fewer than 10 studies: not tested",
    "no-test": "no test for this measure, or too few studies with what it takes",
    "sizes-alike": "not tested: all studies are of one size",
    "funnel": "{p} for an asymmetric funnel",
    "no-asymmetry": "{p} for an asymmetric funnel",
    "not-applicable": "only for non-randomised evidence",
    "no-ratio": "no ratio of risks",
    "not-large": "RR {ratio}",
    "large": "RR {ratio}",
    "very-large": "RR {ratio}",
    "something-down": "RR {ratio}, but something is moved down",
    "confounded": "RR {ratio}, but over half of the weight at serious or critical risk (ROBINS-I) from confounding or"
    " selection, or altogether",
}
# What is named beside a rule.
NAMED = {
    "industry-only": "all paid for by industry",
    "awaited": "known studies not read yet",
    "bare-ratio": "a ratio, with no risk to put it on, cannot be held against T",
    "worst-leg": "of the leg that is worst",
}

# From where on a rule counts.
COUNTS = {
    "mostly-high": "over 50 %",
    "mostly-worse": "over 50 %",
    "mostly-low": "over 50 %",
    "one-study": "two studies or more",
    "no-estimate": "two studies or more",
    "apart": "apart",
    "overlapping": "apart",
    "apart-across-the-null": "75 %, and apart so",
    "null-only-predicted": "50 %, and only the prediction interval holds no difference",
    "consistent": "50 %, and only the prediction interval holds no difference",
    "direct": "over 20 %",
    "mixed": "over 20 %",
    "anchored": "always; over 20 %, twice",
    "anchored-and-mixed": "always; over 20 %, twice",
    "holds-none": "fewer than {needed}",
    "too-few-patients": "fewer than {needed}",
    "holds-one": "1; from 2 on, twice",
    "holds-several": "1; from 2 on, twice",
    "no-interval": "always",
    "not-computed": "p < 0.10",
    "funnel": "p < 0.10",
    "no-asymmetry": "p < 0.10",
    "not-large": "2 or more, 0.5 or less",
    "large": "2 or more, 0.5 or less",
    "very-large": "5 or more, 0.2 or less",
    "something-down": "2 or more, 0.5 or less",
    "confounded": "2 or more, 0.5 or less",
}

# Why the certainty is not what it started from, below the summary of findings.
REASONS = {
    "mostly-high": "most of the weight is of studies at high, serious or critical risk of bias",
    "mostly-worse": "most of the weight is of studies whose risk of bias is not low, or not judged",
    "apart": "the intervals of the two studies do not overlap",
    "apart-across-the-null": "studies favour different sides, their intervals apart (I² 75 % or more)",
    "null-only-predicted": "a further study might well show no difference (I² 50 % or more)",
    "mixed": "over 20 % of the patients are of mixed cohorts",
    "anchored": "through other treatments",
    "anchored-and-mixed": "through other treatments, and over 20 % of the patients are of mixed cohorts",
    "holds-one": "the interval holds no difference, or the smallest that matters",
    "holds-several": "the interval holds both no difference and one that matters, or such in both directions",
    "too-few-patients": "fewer patients than it takes to show a difference that matters",
    "size-unknown": "not known whether the patients are enough to show a difference that matters",
    "no-interval": "print has no figures that an interval could be worked out from",
    "funnel": "small studies report larger effects (p < 0.10)",
    "large": "risks at least doubled or halved, with nothing against it",
    "very-large": "risks at least five times as high or low, with nothing against it",
}


def found_text(judged: Judged) -> str:
    """What a rule found, with its number."""
    rule, *named = judged.rule.split("+")
    return "; ".join([FOUND[rule].format(**_numbers(judged)), *(NAMED[code] for code in named)])


def counts_text(judged: Judged) -> str:
    """From where on the rule counts; empty where nothing was held against a threshold."""
    return COUNTS.get(judged.rule.split("+")[0], "").format(**_numbers(judged))


def domain_text(judged: Judged) -> str:
    """A domain in one sentence for programs."""
    counts = counts_text(judged)
    said = f"{DOMAINS[judged.domain]}: {found_text(judged)}"
    return f"{said} (counts: {counts})." if counts else f"{said}."


def reason_text(judged: Judged) -> str:
    """Why a domain moved the certainty, and by how much."""
    rule, *named = judged.rule.split("+")
    said = "; ".join([REASONS[rule], *(NAMED[code] for code in named)])
    return f"{DOMAINS[judged.domain]} ({change_text(judged.change)}): {said}."


def decision_text(applied: Applied) -> str:
    """A person's decision with its reason, and what the rules would have it."""
    decision = applied.decision
    said = f"{DOMAINS[decision.domain]} ({change_text(decision.change)}), decided by {decision.by} on {decision.date}: "
    said += f"{decision.why.rstrip('.')}. By the rules: {change_text(applied.computed)}."
    return f"{said} The evidence has changed since." if applied.stale else said


def change_text(change: int) -> str:
    """Steps down or up."""
    return signed(change, 0)


def levels_text(certainty: Certainty, kind: str) -> str:
    """From the start to the end, in one line."""
    text = f"Starts {LEVELS[certainty.start]} ({STARTS[kind]}); by the rules {LEVELS[certainty.computed]}"
    return f"{text}; as decided {LEVELS[certainty.final]}." if certainty.applied else f"{text}."


def class_text(evidence_class: EvidenceClass, labels: dict[str, str], context: Context) -> str:
    """The class of each study, as its record has it, and the level that follows."""
    given = [f"{labels[study]} class {found}" for study, found in evidence_class.studies.items() if found is not None]
    said = "; ".join(given) if given else "no study classed"
    level, table = evidence_class.level, TABLES[evidence_class.table]
    favours = f", for {short(context.vocabulary, evidence_class.favours)}" if evidence_class.favours else ""
    return f"{table}: {said}; level {level} ({RECOMMENDED[level]}{favours})."


def _numbers(judged: Judged) -> dict[str, str]:
    """The number of a rule in every wording that one of them may ask for."""
    value, threshold = judged.value, judged.threshold
    if value is None:
        return {"needed": _people(threshold)}
    return {
        "share": percent(value) if 0 <= value <= 1 else "",
        "number": fixed(value, 0),
        "held": fixed(value, 0),
        "i2": share(value / 100, 0),
        "p": p_value(value),
        "ratio": ratio(value),
        "needed": _people(threshold),
    }


def _people(number: float | None) -> str:
    """Patients needed, rounded up; twelve digits count."""
    return "" if number is None else str(ceil(float(f"{number:.12g}")))
