"""The studies of a report: their characteristics, those not read yet, those left out with the reason; computes
nothing.
"""

from drgs_cli.records.model import Study
from drgs_cli.records.risk_of_bias import TOOLS
from drgs_cli.records.rows import STATUS_AWAITING, STATUS_EXTRACTED
from drgs_cli.render.document import EMPTY, Cell, Column, Heading, Paragraph, Part, Row, Table, words
from drgs_cli.synthesis.evidence import group_of
from drgs_cli.synthesis.question import sides_of
from drgs_cli.views.numbers import count
from drgs_cli.views.report.anchors import Anchors
from drgs_cli.views.report.bounded import bounded
from drgs_cli.views.report.commands import command
from drgs_cli.views.report.material import Material
from drgs_cli.views.report.names import STUDIES
from drgs_cli.views.study_words import arms_text, indications_text
from drgs_cli.views.wording import citation, group_title, places, short, sponsor

_COLUMNS = (
    Column("study", "Study", min_width=16),
    Column("year", "Year", align="right", wrap=False),
    Column("design", "Design"),
    Column("group", "Kind of evidence"),
    Column("patients", "Patients", align="right"),
    Column("indications", "Patients with", min_width=14),
    Column("location", "Pain in"),
    Column("arms", "Arms", min_width=16),
    Column("sponsor", "Funding"),
    Column("bias", "Risk of bias, overall", min_width=12),
    Column("reports", "Reports", min_width=12),
)
_SHORT = (
    Column("study", "Study", min_width=16),
    Column("treatments", "Treatments", min_width=12),
    Column("patients", "Patients", align="right"),
    Column("why", "Why", min_width=24),
    Column("reports", "Report", min_width=12),
)


def studies_parts(material: Material, anchors: Anchors) -> tuple[Part, ...]:
    """Three tables; one that would be empty is a sentence."""
    read = tuple(study for study in material.studies if study.status == STATUS_EXTRACTED)
    waiting = tuple(study for study in material.studies if study.status == STATUS_AWAITING)
    others = tuple(s for s in material.studies if s.status not in (STATUS_EXTRACTED, STATUS_AWAITING))
    return (
        Heading(3, "Characteristics", f"{STUDIES}-characteristics"),
        bounded(_characteristics(read, material, anchors), _typed(material))
        if read
        else Paragraph("No study has been read."),
        Heading(3, "Known and not read yet", f"{STUDIES}-awaiting"),
        _listed(waiting, "awaiting", "No study waits to be read.", material, anchors),
        Heading(3, "Left out of the review, with the reason", f"{STUDIES}-excluded"),
        _listed(others, "excluded", "The records name no study that was left out.", material, anchors),
    )


def _read(studies: tuple[Study, ...], material: Material, anchors: Anchors) -> Part:
    if not studies:
        return Paragraph("No study has been read.")
    return bounded(_characteristics(studies, material, anchors), _typed(material))


def _characteristics(studies: tuple[Study, ...], material: Material, anchors: Anchors) -> Table:
    caption = (
        f"{count(len(studies), 'study', 'studies')}. Patients: as the record states for the whole study."
        " A study is whole under drgs show ID."
    )
    rows = tuple(_row(study, material, anchors) for study in studies)
    return Table("", _COLUMNS, rows, caption=caption, sortable=True, anchor=f"{STUDIES}-table")


def _row(study: Study, material: Material, anchors: Anchors) -> Row:
    library = material.library
    vocabulary, sides = library.vocabulary, sides_of(library.review, library.vocabulary)
    kinds = {key: term.kind or "" for key, term in vocabulary.designs.items()}
    texts = (
        group_title(group_of(study, sides, kinds), vocabulary, sides.keys),
        indications_text(study, vocabulary),
        places(study.population.pain_locations, vocabulary),
        arms_text(study, vocabulary),
        sponsor(study),
        _bias(study, material),
    )
    group, indications, location, arms, paid, bias = (words(text) if text else EMPTY for text in texts)
    return Row(
        (
            words(study.label),
            Cell(study.year, str(study.year)) if study.year is not None else words("no date"),
            words(vocabulary.designs[study.design].short) if study.design is not None else EMPTY,
            group,
            _patients(study),
            indications,
            location,
            arms,
            paid,
            bias,
            _reports(study, material),
        ),
        study.id,
        anchors.claim(study.id),
    )


def _bias(study: Study, material: Material) -> str:
    """The overall of each tool, of one outcome where it is not of all."""
    outcomes = material.library.vocabulary.outcomes
    said = []
    for entry in study.risk_of_bias:
        term = outcomes.get(entry.outcome or "")
        about = f", {term.label}" if term is not None else ""
        said.append(f"{TOOLS[entry.tool].label}{about}: {(entry.overall or 'no overall').replace('-', ' ')}")
    return "; ".join(said) or "not judged"


def _listed(studies: tuple[Study, ...], name: str, nothing: str, material: Material, anchors: Anchors) -> Part:
    if not studies:
        return Paragraph(nothing)
    vocabulary = material.library.vocabulary
    rows = []
    for study in studies:
        treatments = ", ".join(dict.fromkeys(short(vocabulary, arm.intervention) for arm in study.arms.values()))
        cells = (
            words(study.label),
            words(treatments) if treatments else EMPTY,
            _patients(study),
            words(study.why) if study.why else EMPTY,
            _reports(study, material),
        )
        rows.append(Row(cells, study.id, anchors.claim(study.id)))
    caption = f"{count(len(studies), 'study', 'studies')}."
    table = Table("", _SHORT, tuple(rows), caption=caption, sortable=True, anchor=f"{STUDIES}-{name}-table")
    return bounded(table, _typed(material))


def _typed(material: Material) -> str:
    return command("studies", material.question, file="studies.csv")


def _patients(study: Study) -> Cell:
    number = study.population.n
    return Cell(number, str(number)) if number is not None else EMPTY


def _reports(study: Study, material: Material) -> Cell:
    """The reports in two words each with their numbers in the references, and a link to the first of them."""
    numbers = {key: material.numbers.get(f"{study.id}/reports/{key}") for key in study.reports}
    named = [citation(report) + (f" [{numbers[key]}]" if numbers[key] else "") for key, report in study.reports.items()]
    link = next((f"{study.id}/reports/{key}" for key in study.reports), "")
    return Cell("; ".join(named), "; ".join(named), link=link) if named else EMPTY
