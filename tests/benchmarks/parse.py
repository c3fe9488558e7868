"""How long reading takes against libyaml's events alone over the same bytes.

    python tests/benchmarks/parse.py

Prints ratios of processor time; the two run in turn, so that a busy machine slows both.
"""

import gc
import statistics
import time
from collections.abc import Callable

import yaml

from drgs_cli.documents.parse import parse_document
from drgs_cli.documents.wants import NATURAL, TEXT, Wants

RECORDS = 60
ROUNDS = 15

_HEAD = """\
# a record made up for measuring
id: study-{n}
label: Study {n} (MADE UP)
design: rct
registration: [NCT0000{n:04}]
countries: [NO, US]
centres: {n}
funding: {{type: industry, by: "Somebody, Ltd"}}
reports:
  report-{n}:
    role: primary
    authors: [One A, Two B, Three C, et al.]
    title: A comparison that nobody made of one thing with another (± {n})
    published: 2017-03
    volume: 010
    pages: 1-9
    pmid: 1000{n:04}
arms:
  drgs: {{intervention: drgs, allocated: {n}, trialled: 73, implanted: 61}}
  scs: {{intervention: scs-tonic, allocated: 76, trialled: 72}}
results:
"""
_ROW = """\
  - outcome: outcome-{n}
    indication: crps
    months: {n}
    analysed: modified-itt
    arms:
      drgs: {{events: 5{n}, n: 69, percent: 81.2{n}, derived: [events]}}
      scs: {{events: 39, n: 70, percent: 55.7, derived: [events]}}
    contrasts: [{{arms: [drgs, scs], p: "<0.001"}}]
    source:
      - {{report: report-{n}, at: "Table 2, p. 7"}}
      - {{report: other, at: participant flow, for: [n]}}
"""

_TEXTS = Wants(
    keys=dict.fromkeys(
        (
            "outcome",
            "indication",
            "analysed",
            "report",
            "at",
            "title",
            "published",
            "volume",
            "pages",
            "pmid",
        ),
        TEXT,
    )
)
_RECORD = Wants(
    keys={
        "id": TEXT,
        "label": TEXT,
        "design": TEXT,
        "results": Wants(items=_TEXTS),
        "reports": Wants(rest=_TEXTS),
    }
)


def records() -> list[bytes]:
    """Invented records of four to five kilobytes, like those of the evidence base in the mix of forms."""
    return [
        (_HEAD.format(n=n) + "".join(_ROW.format(n=row) for row in range(10))).encode() for n in range(1, RECORDS + 1)
    ]


def events_only(content: bytes) -> None:
    """The floor: libyaml's events, looked at by nobody."""
    following = yaml.CBaseLoader(content).get_event
    while type(following()) is not yaml.StreamEndEvent:
        pass


def seconds(read: Callable[[bytes], object], contents: list[bytes]) -> float:
    """Processor time for reading all of them once."""
    start = time.process_time()
    for content in contents:
        read(content)
    return time.process_time() - start


def main() -> None:
    """Candidate and floor in turn, so that a busy machine slows both; the median ratio counts."""
    contents = records()
    candidates: dict[str, Callable[[bytes], object]] = {
        "events only, again": events_only,
        "parse, natural": lambda content: parse_document(content, "record.yaml", NATURAL),
        "parse, guided": lambda content: parse_document(content, "record.yaml", _RECORD),
        "yaml.CSafeLoader": lambda content: yaml.load(content, yaml.CSafeLoader),
    }
    gc.disable()
    ratios: dict[str, list[float]] = {name: [] for name in candidates}
    for _ in range(ROUNDS):
        for name, read in candidates.items():
            gc.collect()
            floor = seconds(events_only, contents)
            ratios[name].append(seconds(read, contents) / floor)
    size = sum(map(len, contents)) / len(contents)
    print(f"{RECORDS} records of {size:.0f} bytes; time over that of libyaml's events alone (budget 1.9):")
    for name, values in ratios.items():
        print(f"  {name:<20} {statistics.median(values):5.2f}  ({min(values):.2f} to {max(values):.2f})")


if __name__ == "__main__":
    main()
