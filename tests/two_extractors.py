"""What two invented extractors made of one invented study: both agree on much, and differ in each way there is."""

from drgs_cli.editing.extractions import Field, Tolerance, fields_of
from drgs_cli.records.read import Record, read_record
from drgs_cli.vocabulary.load import load_vocabulary

FIRST = """\
id: roe-2020
label: Roe 2020
design: rct
countries: [NO, DK]
reports: {roe: {role: primary, published: 2020}}
population: {indications: {crps: 40}}
arms:
  drgs: {intervention: drgs, implanted: 20}
  scs: {intervention: scs-tonic}  # tonic throughout
results:
  - outcome: responder-50
    months: 3
    analysed: implanted
    arms: {drgs: {events: 15, n: 20, percent: 75}, scs: {events: 8, n: 20}}
    source: {report: roe, at: Table 2}
  - outcome: explant
    months: 12
    arms: {drgs: {events: 2, n: 20}, scs: {events: 1, n: 20}}
    source: {report: roe, at: Table 4}
"""
SECOND = """\
id: roe-2020
label: Roe 2020
design: rct
countries: [DK, NO]
reports: {roe: {role: primary, published: 2020}}
population: {indications: {crps: 41}}  # one left before surgery
arms:
  drgs: {intervention: drgs, implanted: 20}
  scs: {intervention: scs-tonic}
results:
  - outcome: responder-50
    months: 3
    unit: patients
    analysed: modified-itt
    arms: {drgs: {events: 15, n: 20, percent: 75.0}, scs: {events: 8, n: 20}}
    contrasts: [{arms: [drgs, scs], p: "<0.05"}]
    source: {report: roe, at: Table 2}
  - outcome: responder-50
    months: 6
    arms: {drgs: {events: 13, n: 20}, scs: {events: 7, n: 20}}  # from the figure
    source: {report: roe, at: Figure 1}
"""
ROW = "results[outcome=responder-50,months=3]"


def record(text: str) -> Record:
    """A record that can be read, or the problems that it has."""
    found = read_record(text.encode(), "roe-2020.yaml", load_vocabulary())
    assert found.study is not None, found.problems
    return found


def fields(first: str = FIRST, second: str = SECOND, tolerance: Tolerance | None = None) -> dict[str, Field]:
    """Every place of two records by its name."""
    found = fields_of(record(first), record(second), tolerance or Tolerance())
    return {field.at: field for field in found}
