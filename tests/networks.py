"""Makes a network from a few lines of CSV, as `drgs pool --network` does after its options are read."""

import io

from drgs_cli.analysis.network import NetworkAnalysis, analyse_network
from drgs_cli.analysis.network_rows import network_design, network_table
from drgs_cli.analysis.request import NetworkChoices, Request
from drgs_cli.documents.delimited import read_stream
from drgs_cli.documents.delimited_cells import Sheet
from drgs_cli.documents.problems import Problem
from drgs_cli.render.document import Document, Paragraph, Table

# A triangle with a tail: a, b and c are compared with each other, d with c only.
TRIANGLE = """\
study,treat1,treat2,TE,seTE
S1,a,b,-0.5,0.2
S2,a,b,-0.1,0.3
S3,b,c,-0.4,0.2
S4,a,c,-0.6,0.3
S5,c,d,-0.2,0.2
"""
ARMS = """\
study,treatment,event,n
S1,old,8,40
S1,new,4,42
S2,old,9,50
S2,new,3,48
S3,old,0,20
S3,new,0,20
"""
APART = """\
study,treatment,event,n
S1,a,3,20
S1,b,5,20
S2,c,3,20
S2,d,5,22
"""
ONE_STUDY = """\
study,treatment,event,n
S1,a,3,20
S1,b,5,20
S1,c,7,20
"""


def sheet_of(text: str) -> Sheet:
    sheet = read_stream(io.BytesIO(text.encode()), "network.csv")
    assert isinstance(sheet, Sheet)
    return sheet


def asked(measure: str, method: str = "reml", choices: NetworkChoices | None = None, **more: object) -> Request:
    network = choices or NetworkChoices()
    return Request(measure, method, network=network, **more)  # type: ignore[arg-type] # the choices of each test


def network_or_problems(text: str, request: Request) -> NetworkAnalysis | list[Problem]:
    sheet = sheet_of(text)
    design = network_design(sheet, request)
    table = network_table(sheet, request, design)
    return table if isinstance(table, list) else analyse_network(sheet, table, design, request)


def network(text: str, request: Request) -> NetworkAnalysis:
    found = network_or_problems(text, request)
    assert isinstance(found, NetworkAnalysis)
    return found


def problems(text: str, request: Request) -> list[tuple[int, int, str, str]]:
    """Line, column, rule and message of each."""
    found = network_or_problems(text, request)
    assert isinstance(found, list)
    return [(entry.location.line, entry.location.column, entry.rule, entry.message) for entry in found]


def paragraphs(document: Document) -> str:
    return "\n".join(part.text for part in document.parts if isinstance(part, Paragraph))


def tables(document: Document) -> list[Table]:
    return [part for part in document.parts if isinstance(part, Table)]


def texts(table: Table) -> list[list[str]]:
    """What a table shows, row by row."""
    return [[cell.text for cell in row.cells] for group in table.groups() for row in group.rows]
