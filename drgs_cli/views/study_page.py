"""One study whole as a document: publications, patients, arms, every row as printed, what is not used, its problems."""

from drgs_cli.documents.problems import Problem
from drgs_cli.records.library import Library
from drgs_cli.records.model import Extraction, ExtractionDecision, Study
from drgs_cli.records.risk_of_bias import TOOLS
from drgs_cli.render.document import (
    EMPTY,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Part,
    Row,
    Table,
    words,
)
from drgs_cli.synthesis.evidence import Evidence, StudyRows
from drgs_cli.synthesis.question import Question, sides_of
from drgs_cli.views.flat import flat_table
from drgs_cli.views.numbers import count, listed
from drgs_cli.views.study_rows import rows_table
from drgs_cli.views.study_words import (
    FLOW,
    STATUSES,
    arm_name,
    description_text,
    design_text,
    indications_text,
)
from drgs_cli.views.wording import places, short, source_text

ROLES = {"follow-up": "follow-up", "regulatory": "regulator's text", "secondary": "second-hand account"}

OVERLAPS = {
    "same": "the same patients",
    "part": "part of the same patients",
    "shared": "some patients in common",
    "review": "a review and a study in it",
}

LEVELS = {"error": "error", "warning": "warning", "info": "remark"}

NEVER_USED = "Figures that could not be read at a source. They are shown here alone and never used."


def study_pages(entries: tuple[StudyRows, ...], library: Library, problems: tuple[Problem, ...]) -> Document:
    """Everything that is recorded of some studies; CSV has all of their figures."""
    pages = [(_title(entry.study), _page(entry, library, problems)) for entry in entries]
    if len(pages) == 1:
        title, parts = pages[0]
    else:
        title = count(len(pages), "study", "studies")
        parts = tuple(part for heading, page in pages for part in (Heading(2, heading), *page))
    sides = sides_of(library.review, library.vocabulary)
    evidence = Evidence(question=Question(level=library.review.level), sides=sides, studies=entries, excluded=())
    return Document(title, parts, lambda: flat_table(evidence))


def _title(study: Study) -> str:
    return f"{study.label} ({study.id})"


def _page(entry: StudyRows, library: Library, found: tuple[Problem, ...]) -> tuple[Part, ...]:
    """The parts of one study's page; what is not in the record is left out."""
    study = entry.study
    problems = tuple(problem for problem in found if problem.location.path == study.positions.path)
    rows = rows_table(entry, library)
    parts: list[Part] = [_errors(problems)] if any(_counts(problem) for problem in problems) else []
    parts.append(_head(study, library))
    parts += [table for table in (_reports(study), _arms(study, library)) if table.rows]
    parts.append(rows if rows.rows else Paragraph(_no_rows(study)))
    parts += _judged(study, library)
    parts += _beside(study)
    parts.append(_problems(problems) if problems else Paragraph("The checks find nothing to say about this record."))
    return tuple(parts)


def _counts(problem: Problem) -> bool:
    return problem.level == "error" and not problem.waived


def _errors(problems: tuple[Problem, ...]) -> Paragraph:
    number = sum(_counts(problem) for problem in problems)
    return Paragraph(f"This record has {count(number, 'error')} (below): nothing is computed from it.")


def _no_rows(study: Study) -> str:
    return f"No figures are recorded. {study.why or ''}".strip()


def _head(study: Study, library: Library) -> Table:
    vocabulary, population = library.vocabulary, study.population
    start, end, when = study.enrolled
    period = " to ".join(day for day in (start, end) if day) if end else f"from {start}" if start else ""
    kind, by, remark = study.funding or ("", None, None)
    facts = [
        ("Design", design_text(study, vocabulary)),
        ("Status", f"{STATUSES.get(study.status, study.status)}{f': {study.why}' if study.why else ''}"),
        ("Registered as", ", ".join(study.registration)),
        ("Countries", ", ".join(study.countries)),
        ("Centres", str(study.centres) if study.centres is not None else ""),
        ("Enrolled", "; ".join(part for part in (period, when) if part)),
        ("Paid by", "; ".join(part for part in (kind.replace("-", " "), by, remark) if part)),
        ("Patients with", indications_text(study, vocabulary)),
        ("Patients", str(population.n) if population.n is not None else ""),
        ("Pain in", places(population.pain_locations, vocabulary)),
    ]
    described = (
        ("Age, years", population.age_years),
        ("Women", population.female),
        ("Pain for, years", population.duration_years),
        ("Pain before", population.baseline_pain),
    )
    facts += [(name, description_text(entry, vocabulary)) for name, entries in described for entry in entries]
    facts.append(("On the patients", population.note or ""))
    rows = tuple(Row((words(name), words(text))) for name, text in facts if text)
    return Table("", (Column("fact", "Fact", wrap=False), Column("recorded", "As recorded", min_width=24)), rows)


def _reports(study: Study) -> Table:
    columns = (
        Column("report", "Report", min_width=14),
        Column("role", "Role"),
        Column("citation", "Publication", min_width=30),
        Column("published", "Published", wrap=False),
        Column("identifiers", "DOI, PMID", min_width=16),
        Column("note", "Note", min_width=20),
    )
    rows = []
    for report in study.reports.values():
        role = ROLES.get(report.role, report.role) + (f" of {report.of}" if report.of else "")
        volume = (report.volume or "") + (f"({report.issue})" if report.issue else "")
        where = ":".join(part for part in (volume, report.pages or "") if part)
        journal = " ".join(part for part in (report.journal or "", where) if part)
        parts = (", ".join(report.authors).removesuffix("."), (report.title or "").removesuffix("."), journal)
        names = [report.doi or "", f"PMID {report.pmid}" if report.pmid else ""]
        publication, identifiers = ". ".join(filter(None, parts)), ", ".join(filter(None, names))
        cells = (report.key, role, publication, report.published or "", identifiers, report.note or "")
        rows.append(Row(tuple(words(text) if text else EMPTY for text in cells), report.key))
    return Table("Publications", columns, tuple(rows))


def _arms(study: Study, library: Library) -> Table:
    columns = (
        Column("arm", "Arm", min_width=10),
        Column("intervention", "Treatment", min_width=14),
        *(Column(name, text.capitalize(), align="right", beside=True) for name, text in FLOW.items()),
        Column("note", "Device, source, note", min_width=24),
    )
    rows = []
    for key, arm in study.arms.items():
        shared = [
            f"part of {arm.part_of}" if arm.part_of else "",
            f"made of {', '.join(arm.made_of)}" if arm.made_of else "",
            f"the same patients as {arm.same_as}" if arm.same_as else "",
        ]
        sources = (
            source_text(source, study) + (f" ({', '.join(source.covers).replace('_', ' ')})" if source.covers else "")
            for source in arm.sources
        )
        remarks = "; ".join(part for part in (arm.device or "", *shared, *sources, arm.note or "") if part)
        flow = (getattr(arm, name) for name in FLOW)
        name = arm_name(study, key, library.vocabulary)
        rows.append(
            Row(
                (
                    words(key),
                    words(short(library.vocabulary, arm.intervention) + (f": {name}" if arm.label else "")),
                    *(Cell(number, str(number)) if number is not None else EMPTY for number in flow),
                    words(remarks) if remarks else EMPTY,
                ),
                key,
            )
        )
    return Table("Arms and how many came how far", columns, tuple(rows))


def _judged(study: Study, library: Library) -> list[Part]:
    """Risk of bias as judged, the facts it was judged from, and the classes that others gave."""
    parts: list[Part] = [_risk_of_bias(study, library)] if study.risk_of_bias else []
    facts = {key.replace("-", " "): text for key, text in study.risk_of_bias_facts.items()}
    if facts:
        title = f"Facts for risk of bias{'' if study.risk_of_bias else ', not judged yet'}"
        parts.append(_pairs(title, ("About", "What print says"), facts))
    classes = {found.scheme: "; ".join((found.value, found.why or "")) for found in study.evidence_classes}
    return [*parts, _pairs("Class of evidence", ("Scheme", "Class"), classes)] if classes else parts


def _risk_of_bias(study: Study, library: Library) -> Table:
    """A line for each domain or item in the words of its tool, then the overall where the tool has one."""
    columns = (
        Column("tool", "Tool", once=True, min_width=10),
        Column("outcome", "Outcome", once=True, min_width=10),
        Column("domain", "Domain or item", min_width=18),
        Column("judgement", "Judgement", wrap=False),
        Column("why", "Why", min_width=24),
    )
    rows = []
    for entry in study.risk_of_bias:
        tool, outcomes = TOOLS[entry.tool], library.vocabulary.outcomes
        term = outcomes.get(entry.outcome or "")
        about = term.label if term is not None else entry.outcome or "all"
        judged = [(tool.parts.get(found.key, found.key), found.value, found.why) for found in entry.judgements]
        judged += [("Overall", entry.overall, None)] if entry.overall else []
        for part, judgement, why in judged:
            cells = (tool.label, about, part, judgement.replace("-", " "), why or "")
            rows.append(Row(tuple(words(text) if text else EMPTY for text in cells)))
    return Table("Risk of bias", columns, tuple(rows))


def _beside(study: Study) -> list[Part]:
    """What stands in the record beside its rows."""
    parts: list[Part] = []
    if study.overlaps:
        shared = {
            entry.study: f"{OVERLAPS[entry.kind]}{'' if entry.sure else ', probably'}: {entry.why}"
            for entry in study.overlaps
        }
        parts.append(_pairs("Overlaps with other records", ("Study", "What they share"), shared))
    if study.conflicts:
        columns = (Column("note", "As noted", min_width=24), Column("uses", "Followed"))
        rows = tuple(Row((words(entry.note), words(entry.uses) if entry.uses else EMPTY)) for entry in study.conflicts)
        parts.append(Table("Sources that disagree", columns, rows))
    if study.extraction is not None:
        parts += _extraction(study.extraction)
    if study.unverified:
        rows = tuple(Row((words(text),)) for text in study.unverified)
        parts.append(Table("Not verified, never used", (Column("text", "As noted"),), rows, caption=NEVER_USED))
    if study.notes:
        parts += [Heading(3, "Notes"), Paragraph(study.notes)]
    return parts


def _extraction(extraction: Extraction) -> list[Part]:
    """Who extracted; what was decided where they differed."""
    said = f"Extracted by {listed(list(extraction.by))}."
    if not extraction.decisions:
        return [Paragraph(said)]
    columns = (
        Column("at", "Place", min_width=20),
        Column("a", "First (a)"),
        Column("b", "Second (b)"),
        Column("taken", "Taken", wrap=False),
        Column("why", "Why", min_width=14),
        Column("by", "By"),
    )
    rows = tuple(
        Row(tuple(words(text) if text else EMPTY for text in _decision(entry)), entry.at)
        for entry in extraction.decisions
    )
    return [Table("Where two extractors differed", columns, rows, caption=said)]


def _decision(entry: ExtractionDecision) -> tuple[str, ...]:
    """What one of two had alone, and was kept, stands in the record and is not repeated."""
    kept = "as it stands in the record"
    texts = {"a": entry.a or "", "b": entry.b or ""}
    if entry.only is not None:
        texts[entry.only] = texts[entry.only] or kept
        texts["b" if entry.only == "a" else "a"] = "nothing"
    return (entry.at, texts["a"], texts["b"], entry.taken, entry.why or "", entry.by or "")


def _problems(problems: tuple[Problem, ...]) -> Table:
    columns = (
        Column("place", "Place", min_width=20),
        Column("level", "Level"),
        Column("rule", "Rule"),
        Column("message", "What was found", min_width=24),
        Column("waived", "Let stand because", min_width=16),
    )
    rows = []
    for problem in problems:
        place = f"{problem.location.path}:{problem.location.line}:{problem.location.column}"
        message = "; ".join(part for part in (problem.message, problem.hint) if part)
        cells = (place, LEVELS[problem.level], problem.rule, message, problem.waived)
        rows.append(Row(tuple(words(text) if text else EMPTY for text in cells)))
    return Table("What the checks say", columns, tuple(rows))


def _pairs(title: str, names: tuple[str, str], entries: dict[str, str]) -> Table:
    columns = (Column("name", names[0], min_width=14), Column("text", names[1], min_width=24))
    return Table(title, columns, tuple(Row((words(name), words(text))) for name, text in entries.items()))
