"""The rows that recipes speak of and no table of evidence shows: values before treatment that stand beside later ones;
computes nothing.
"""

from drgs_cli.render.document import Column, Heading, Part, Row, Table, words
from drgs_cli.synthesis.accounted import rows_alone, rows_of
from drgs_cli.synthesis.evidence import Row as EvidenceRow
from drgs_cli.views.report.anchors import Anchors
from drgs_cli.views.report.bounded import bounded
from drgs_cli.views.report.commands import command
from drgs_cli.views.report.linked import place_of, report_of
from drgs_cli.views.report.material import Material
from drgs_cli.views.report.names import RECIPES
from drgs_cli.views.report.printed import figures_text, sources_text
from drgs_cli.views.wording import outcome_in_full, statistic_text, time_text

_COLUMNS = (
    Column("study", "Study", min_width=14),
    Column("outcome", "Outcome", min_width=18),
    Column("time", "Follow-up"),
    Column("figure", "As printed", min_width=18),
    Column("source", "Source", min_width=14),
    Column("record", "Record", unbroken=True),
)


def other_rows(material: Material, anchors: Anchors) -> tuple[Part, ...]:
    """A table of them; nothing where every row has its place above."""
    rows: dict[str, EvidenceRow] = {}
    for answer in material.answers:
        for comparison in answer.comparisons:
            rows.update((row.ref, row) for row in rows_of(comparison))
        for synthesis in answer.syntheses:
            rows.update((row.ref, row) for row in rows_alone(synthesis))
    found = tuple(_row(row, material, anchors) for row in rows.values() if not anchors.has(row.ref))
    if not found:
        return ()
    table = Table("", _COLUMNS, found, anchor=f"{RECIPES}-rows-table")
    heading = Heading(3, "Rows that no table above shows", f"{RECIPES}-rows")
    return (heading, bounded(table, command("summarise", material.question, indication="KEY", file="evidence.csv")))


def _row(row: EvidenceRow, material: Material, anchors: Anchors) -> Row:
    from msgspec.structs import replace

    words_of, result = material.library.vocabulary, row.result
    statistic = statistic_text(result, words_of)
    outcome = outcome_in_full(result, words_of) + (f" ({statistic})" if statistic else "")
    return Row(
        (
            replace(words(row.study.label), link=row.study.id),
            words(outcome),
            words(time_text(result)),
            words(figures_text(row, words_of)),
            replace(words(sources_text(row)), link=report_of(row)),
            words(place_of(row)),
        ),
        row.ref,
        anchors.claim(row.ref),
    )
