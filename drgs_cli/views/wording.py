"""Every sentence that the evidence is told in; knows codes and vocabulary, computes nothing."""

from drgs_cli.records.model import Report, Result, Study
from drgs_cli.records.observed import Source
from drgs_cli.synthesis.evidence import (
    AWAITING,
    DATABASE,
    NON_RANDOMISED,
    NON_RANDOMISED_OTHER,
    OTHER,
    RANDOMISED,
    RANDOMISED_OTHER,
    REVIEW,
    SINGLE,
    Row,
)
from drgs_cli.views.numbers import months
from drgs_cli.vocabulary.terms import Vocabulary

BASIS = {
    "full-text": "full text",
    "abstract": "abstract",
    "registry": "registry",
    "regulatory": "regulator's text",
    "conference": "congress abstract",
    "secondary": "second-hand",
    "not-stated": "place not stated",
}

# Foot-notes of cells, by code.
NOTES = {
    "derived": "worked out from other printed figures, not printed itself",
    "alternative": "another figure for the same end point: shown, not used",
    "superseded": "a later report gives this figure more exactly: shown, not used",
    "subset": "a selected part of the patients: shown, not used in any comparison",
    "assumed": "the record's note on this row speaks of an assumption: drgs show ID",
    "second-hand": "read in a news text, a summary or another paper's table, not in the study's own report",
}

TIMES = {"mean": "mean", "median": "median", "cumulative": "by", "trial-phase": "trial stimulation"}


def group_title(group: str, vocabulary: Vocabulary, keys: tuple[str, str]) -> str:
    """The heading of a kind of evidence."""
    first, second = (short(vocabulary, key) for key in keys)
    return {
        RANDOMISED: f"Randomised comparison of {first} and {second}",
        NON_RANDOMISED: f"Non-randomised comparison of {first} and {second}",
        SINGLE + keys[0]: f"{first} alone, uncontrolled",
        SINGLE + keys[1]: f"{second} alone, uncontrolled",
        RANDOMISED_OTHER: f"Randomised, but not {first} against {second}",
        NON_RANDOMISED_OTHER: f"Non-randomised comparison, but not {first} against {second}",
        OTHER: "Other treatments",
        REVIEW: "Reviews and pooled analyses (never added to the studies they contain)",
        DATABASE: "Safety databases (shares of reports, not of patients)",
        AWAITING: "Known studies whose figures could not be read yet",
    }[group]


def short(vocabulary: Vocabulary, intervention: str) -> str:
    """How an intervention is named in tables and sentences."""
    term = vocabulary.interventions.get(intervention)
    return term.short if term is not None else intervention


def variety(intervention: str, side: str, vocabulary: Vocabulary) -> str:
    """Which variety of a side a figure is of, as "tonic: "; empty where it is the side as such."""
    if intervention == side:
        return ""
    name = short(vocabulary, intervention)
    return f"{name.removeprefix(short(vocabulary, side) + ' (').removesuffix(')')}: "


def outcome_text(result: Result, vocabulary: Vocabulary) -> str:
    """The outcome of a row with most of what makes it a row of its own; the longest of it is in `outcome_in_full`.

    A key that is no outcome stands as it is: rows of records with errors are named, too.
    """
    term = vocabulary.outcomes.get(result.outcome)
    text = term.label if term is not None else result.outcome
    if result.composite:
        text = f"{text}, composite"
    details = [
        result.aspect or "",
        f"threshold {result.threshold} %" if result.threshold else "",
        f"condition: {result.condition}" if result.condition else "",
        f"{result.subgroup[0]}: {result.subgroup[1]}" if result.subgroup else "",
        f"cause: {result.cause}" if result.cause else "",
        f"of {result.unit}" if result.unit != "patients" else "",
        "after crossover" if result.after_crossover else "",
    ]
    return "; ".join([text, *(detail for detail in details if detail)])


def in_sentence(label: str) -> str:
    """A label inside a sentence: without its capital, unless that is of an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def part_of_indication(row: Row, vocabulary: Vocabulary) -> str:
    """Which part of the indication asked for a row is about, as "; CRPS II"; empty where it is of the whole."""
    return f"; {vocabulary.indications[row.about].short}" if row.depth and row.about is not None else ""


def outcome_in_full(result: Result, vocabulary: Vocabulary) -> str:
    """The same with definition and period of a crossover, for tables in which rows stand side by side."""
    period = {"first": "first period", "both": "both periods"}.get(result.period or "", "")
    return "; ".join(part for part in (outcome_text(result, vocabulary), result.definition, period) if part)


def statistic_text(result: Result, vocabulary: Vocabulary) -> str:
    """Scale and kind of figure: "VAS 0-10 cm, change"."""
    scale = vocabulary.scales[result.scale].short if result.scale is not None else ""
    if result.instrument is not None:
        scale = result.instrument if scale in ("", "percent") else f"{scale}, {result.instrument}"
    statistic = {"percent-change": "change in %", "final": ""}.get(result.statistic or "", result.statistic or "")
    if scale == "percent" and statistic == "improvement":
        return ""
    return ", ".join(part for part in (scale, statistic) if part)


def sign_of(result: Result, vocabulary: Vocabulary) -> str:
    """What stands behind the figures of a row's scale: "%", or nothing."""
    return vocabulary.scales[result.scale].sign if result.scale is not None else ""


def time_text(result: Result) -> str:
    """When a row was looked at."""
    word = TIMES.get(result.time or "", "")
    if result.statistic == "baseline":
        return "before"
    if result.months is None:
        return word if result.time == "trial-phase" else "time not stated"
    return f"{word} {months(result.months)}".strip() if result.time != "trial-phase" else word


def group_analysed(result: Result, vocabulary: Vocabulary) -> str:
    """Which patients a row divides by."""
    return vocabulary.groups[result.analysed].short if result.analysed is not None else ""


def sponsor(study: Study) -> str:
    """Who paid, in a word."""
    if study.funding is None:
        return "not stated"
    return study.funding[0].replace("not-reported", "not stated")


def places(keys: tuple[str, ...], vocabulary: Vocabulary) -> str:
    """Where the pain is."""
    return ", ".join(vocabulary.locations[key].short for key in keys)


def citation(report: Report) -> str:
    """A report in two words: first author and year; of a report without authors its key."""
    year = report.published[:4] if report.published else "no date"
    if not report.authors:
        return f"{report.journal} {year}" if report.journal is not None else report.key
    first = report.authors[0]
    surname, _, initials = first.rpartition(" ")
    name = surname if surname and initials.isupper() and len(initials) <= 4 else first
    return f"{name} {year}"


def source_text(source: Source, study: Study) -> str:
    """Where a figure was read: report, place, and how near to print that is."""
    report = study.reports.get(source.report)
    name = citation(report) if report is not None else source.report
    place = source.at or ""
    basis = BASIS[source.basis]
    if basis in place or source.basis == "full-text":
        return f"{name}, {place}" if place else name
    return ", ".join(part for part in (name, place, basis) if part)


def speaks_of_an_assumption(result: Result) -> bool:
    """Whether a note of the row, of an arm's figure or of a contrast says that something in it is assumed."""
    notes = (result.note, *(part.note for part in (*result.arms.values(), *result.contrasts)))
    return any("assum" in note or "inferred" in note for note in notes if note is not None)
