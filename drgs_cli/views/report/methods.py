"""The methods of a report in sentences, built from the options and the review in use; nothing is claimed that is not in
them. Computes nothing.
"""

from collections.abc import Iterable

from drgs_cli import __version__
from drgs_cli.records.review import Outcome
from drgs_cli.render.document import Heading, Item, Items, Paragraph, Part
from drgs_cli.views.certainty import UNITS
from drgs_cli.views.narrowing import worked_out_text
from drgs_cli.views.numbers import count, listed, months
from drgs_cli.views.report.material import Material
from drgs_cli.views.report.methods_certainty import bias_texts, certainty_texts
from drgs_cli.views.report.methods_together import kinds_texts, together_texts
from drgs_cli.views.report.names import METHODS
from drgs_cli.views.wording import in_sentence, short

NO_SEARCH = "review.yaml states no search: which databases were searched, when and how, has to be filled in."
NO_FLOW = "review.yaml states no numbers of records found, screened and left out."
_DIRECTIONS = {"higher": "more is better", "lower": "less is better"}


def methods_parts(material: Material) -> tuple[Part, ...]:
    """Every part of the methods under a heading of its own."""
    parts: list[Part] = []
    for name, title, found in (
        ("question", "Question", (Paragraph(text) for text in _question(material))),
        ("search", "Search and selection of reports", _search(material)),
        ("extraction", "Extraction", (Paragraph(text) for text in _extraction(material))),
        ("outcomes", "Outcomes and important differences", _outcomes(material)),
        ("rows", "Which figures stand for a study", (Paragraph(text) for text in _rows(material))),
        ("kinds", "Kinds of evidence", (Paragraph(text) for text in kinds_texts(material))),
        ("together", "Estimates and synthesis", (Paragraph(text) for text in together_texts(material))),
        ("bias", "Risk of bias", (Paragraph(text) for text in bias_texts(material))),
        ("certainty", "Certainty of the evidence", (Paragraph(text) for text in certainty_texts(material))),
        ("program", "Program", (Paragraph(_program()),)),
    ):
        parts += [Heading(3, title, f"{METHODS}-{name}"), *found]
    return tuple(parts)


def _program() -> str:
    return (
        f"Every figure was worked out, and this text written, by drgs {__version__} from the records and options that"
        " the manifest names. The same records, options and program give the same report, byte for byte; drgs verify"
        " makes one in HTML or JSON once more and compares."
    )


def _question(material: Material) -> list[str]:
    library, words = material.library, material.library.vocabulary
    first, second = (short(words, key) for key in library.review.compare)
    said = [f"The review asks: {library.review.question}", f"{first} was compared with {second}."]
    names = [words.indications[answer.indication].short for answer in material.answers]
    said.append(f"Indications, each answered for itself: {listed(names)}.")
    asked = material.question.as_of
    if asked is not None:
        said.append(f"Only what was in print by {asked} was used.")
    worked_out = worked_out_text(material.question, library)
    if worked_out:
        said.append(f"Worked out otherwise than the review sets it: {worked_out}.")
    return [" ".join(said)]


def _search(material: Material) -> list[Part]:
    review = material.library.review
    parts: list[Part] = []
    if review.search:
        searched = (", ".join(part for part in entry if part) for entry in review.search)
        parts += [Paragraph("Searched, as review.yaml states:"), Items(tuple(Item(text) for text in searched))]
    else:
        parts.append(Paragraph(NO_SEARCH))
    if not review.flow:
        parts.append(Paragraph(NO_FLOW))
    if review.notes:
        parts.append(Paragraph(f"Note of the review: {review.notes}"))
    return parts


def _extraction(material: Material) -> list[str]:
    """How many records say who extracted them, and how many by more than one person."""
    named = [study.extraction for study in material.studies if study.extraction is not None]
    number = count(len(material.studies), "record")
    if not named:
        return [f"None of {number} names who extracted it: the process has to be filled in."]
    double = sum(len(found.by) > 1 for found in named)
    return [f"Of {number} {len(named)} name who extracted them, {double} of them more than one person."]


def _outcomes(material: Material) -> list[Part]:
    review = material.library.review
    said = (
        "Outcomes by importance, with the smallest difference that matters where the review sets one. Where a"
        " scale runs the other way, its own direction was used."
    )
    windows = [f"{months(one.centre)} (from {one.start:g} to under {one.end:g})" for one in review.windows]
    headline = listed([f"{one:g}" for one in review.headline])
    times = (
        f"Follow-up was put into windows of months, named by their centre: {'; '.join(windows)}. Of several visits in"
        f" a window the nearest to its centre was used, of two as near the later. For the reading the windows were"
        f" sought in the order {headline} months."
    )
    items = tuple(Item(_outcome(outcome, material)) for outcome in review.outcomes)
    return [Paragraph(said), Items(items, numbered=True), Paragraph(times)]


def _outcome(outcome: Outcome, material: Material) -> str:
    term = material.library.vocabulary.outcomes.get(outcome.key)
    label = term.label if term is not None else outcome.key
    direction = _DIRECTIONS.get(term.better or "", "") if term is not None else ""
    text = f"{label} ({direction})" if direction else label
    if outcome.important is None or outcome.unit is None:
        return text
    origin = f", from: {outcome.origin}" if outcome.origin else ""
    return f"{text}: {outcome.important:g} {UNITS[outcome.unit]}{origin}"


def _rows(material: Material) -> list[str]:
    review, words = material.library.review, material.library.vocabulary

    def groups(keys: Iterable[str]) -> str:
        return ", ".join(in_sentence(words.groups[key].short) if key in words.groups else key for key in keys)

    known = "; where the numbers are not in print, nothing was worked out. Harms stand as reported."
    denominators = {
        "trialled": "Counts of benefits were put over those analysed and those whose trial failed, as non-responders,"
        f" the lost left out{known}",
        "allocated": "Counts of benefits were put over all who were allocated, failed trials and the lost as"
        f" non-responders{known}",
    }.get(material.question.denominator, "Figures divide by the patients by whom print divides them.")
    mixed = (
        "Mixed cohorts of whom at least 80 % have the indication were let in, and are marked."
        if material.question.allow_mixed
        else "Mixed cohorts stand under mixed causes alone, unless they print figures of an indication."
    )
    return [
        "Figures are those of print; counts that were worked back from printed percentages are marked. Retracted and"
        " superseded reports, second figures of one end point, and figures of leads, procedures or reports instead of"
        f" patients were not used. Figures of part of the patients never stand for the whole. {mixed}",
        f"{denominators} Of several groups analysed the first of these was used: for benefits {groups(review.benefit)};"
        f" for harms {groups(review.harm)}. Patients as treated, per protocol or not said which were used where there"
        " was nothing else, and are marked.",
        "Each patient counts once: of studies that share patients, within an outcome, a time and a kind of evidence,"
        " those with the most patients were used. Reviews and safety databases were never added to the studies they"
        f" contain. Groups of fewer than {review.min_patients} patients were not put together.",
    ]
