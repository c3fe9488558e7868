"""A file becomes a study one to one: what is written is kept, what is not is left open, faults are told."""

from collections.abc import Callable

import pytest

from drgs_cli.records.model import Extraction, ExtractionDecision, Study
from drgs_cli.records.observed import Printed
from drgs_cli.records.read import Record, read_record
from drgs_cli.vocabulary.terms import Vocabulary

Read = Callable[[str], Study]
Faults = Callable[..., list[tuple[int, str, str]]]


def test_norway_is_a_country_and_not_a_no(study: Read) -> None:
    assert study("countries: [NO, SE]").countries == ("NO", "SE")


def test_texts_stay_as_they_are_written(study: Read) -> None:
    report = study(
        "reports: {roe-2020: {role: primary, title: 12:30, volume: 010, issue: 1e3, pages: 0x1A, pmid: 0012}}"
    ).reports["roe-2020"]
    assert (report.title, report.volume, report.issue) == ("12:30", "010", "1e3")
    assert (report.pages, report.pmid) == ("0x1A", "0012")


def test_printed_decimals_are_kept_beside_the_number(study: Read) -> None:
    (age,) = study(
        "population: {indications: {crps: 40}, age_years: {n: 40, mean: 47.20, sd: 9.0}}"
    ).population.age_years
    assert getattr(age.observation, "mean", None) == Printed(47.2, "47.20")


def test_a_study_knows_where_each_of_its_parts_stands(study: Read) -> None:
    found = study("""
        results:
          - outcome: explant
            arms:
              drgs: {events: 1, n: 20}
    """)
    place = found.place(found.results[0].arms["drgs"].path)
    assert (place.path, place.line, place.column) == ("roe-2020.yaml", 4, 13)
    assert place.at == "results[0].arms.drgs"


def test_the_head_of_a_record(study: Read) -> None:
    found = study("""
        registration: [NCT00000001]
        centres: 4
        enrolled: {from: 2013-08, to: 2014}
        funding: {type: industry, by: Roe Ltd}
        evidence_class: {scheme: aan, class: III, why: open label}
        unverified: [one figure]
        conflicts: [{note: 73 or 72, uses: roe-2020}]
        extraction: {by: [AB, CD], decisions: [{at: centres, only: b, b: 3, taken: b, why: Table 1, by: EF}]}
        notes: free text
        risk_of_bias_facts: {allocation: sealed envelopes}
    """)
    assert (found.registration, found.centres, found.notes) == (("NCT00000001",), 4, "free text")
    assert (found.enrolled, found.funding) == (("2013-08", "2014", None), ("industry", "Roe Ltd", None))
    assert [(one.scheme, one.value, one.why) for one in found.evidence_classes] == [("aan", "III", "open label")]
    assert (found.unverified, found.conflicts[0].uses) == (("one figure",), "roe-2020")
    decision = ExtractionDecision(at="centres", only="b", b="3", taken="b", why="Table 1", by="EF")
    assert found.extraction == Extraction(("AB", "CD"), (decision,))
    assert found.risk_of_bias_facts == {"allocation": "sealed envelopes"}


def test_what_a_record_leaves_out_is_left_open(study: Read) -> None:
    found = study("label: Roe")
    assert (found.status, found.enrolled, found.funding) == ("extracted", (None, None, None), None)
    assert (found.results, found.overlaps, found.evidence_classes, found.notes) == ((), (), (), None)


def test_an_indication_may_be_counted_or_only_known_to_be_there(study: Read) -> None:
    found = study("population: {indications: {crps: 40, crps-1: unknown}}").population
    assert found.indications == {"crps": 40, "crps-1": None}


def test_descriptions_of_patients_may_be_one_or_several(study: Read) -> None:
    found = study("""
        population:
          indications: {crps: 40}
          pain_location: [foot, knee]
          female: {events: 22, n: 40}
          baseline_pain:
            - {mean: 71, scale: vas-100mm, pain_location: foot, aspect: worst}
            - {mean: 66, scale: vas-100mm, pain_location: [foot, knee]}
    """).population
    assert found.pain_locations == ("foot", "knee")
    assert [one.observation.path for one in found.female] == [("population", "female")]
    assert [(one.scale, one.pain_locations, one.aspect) for one in found.baseline_pain] == [
        ("vas-100mm", ("foot",), "worst"),
        ("vas-100mm", ("foot", "knee"), None),
    ]


def test_a_description_that_says_nothing_is_told_and_left_out(record: Callable[..., Record]) -> None:
    found = record("population: {indications: {crps: 40}, age_years: {sd: 9.0}}")
    assert [problem.rule for problem in found.problems] == ["S112"]
    assert found.study is not None
    assert found.study.population.age_years == ()


def test_an_arm_tells_its_flow_and_whom_it_shares_patients_with(study: Read) -> None:
    arms = study("""
        arms:
          drgs: {intervention: drgs, device: Axium, allocated: 9, trialled: 8, implanted: 7, followed_up: 6}
          early: {intervention: drgs, part_of: drgs, label: first ten}
          late: {intervention: drgs, same_as: early}
          all: {intervention: other, made_of: [drgs, late], enrolled: 80, source: {report: roe-2020}}
    """).arms
    drgs, every = arms["drgs"], arms["all"]
    assert (drgs.allocated, drgs.trialled, drgs.implanted, drgs.followed_up) == (9, 8, 7, 6)
    assert (arms["early"].part_of, arms["late"].same_as, every.made_of) == ("drgs", "early", ("drgs", "late"))
    assert (every.enrolled, every.sources[0].report, drgs.sources) == (80, "roe-2020", ())


def test_a_row_with_everything_that_may_name_it(study: Read) -> None:
    (row,) = study("""
        results:
          - outcome: responder-50
            composite: [relief-50, no-neuro-deficit]
            indication: crps
            months: 3
            time: mean
            analysed: modified-itt
            unit: leads
            pain_location: foot
            aspect: worst
            subgroup: {by: surgery, is: none}
            clusters: {n: 12, icc: 0.03}
            threshold: ">50"
            after_crossover: true
            superseded_by: roe-2020
            alternative: another reading
            arms: {drgs: {events: 1, n: 2}}
    """).results
    assert (row.composite, row.months, row.unit) == (("relief-50", "no-neuro-deficit"), 3, "leads")
    assert (row.pain_locations, row.subgroup, row.clusters) == (("foot",), ("surgery", "none"), (12, 0.03))
    assert (row.after_crossover, row.superseded_by, row.alternative) == (True, "roe-2020", "another reading")
    assert (row.time, row.analysed, row.threshold, row.aspect) == ("mean", "modified-itt", ">50", "worst")


def test_clusters_without_a_correlation(study: Read) -> None:
    (row,) = study("results: [{outcome: explant, clusters: {n: 12}, arms: {drgs: {events: 1, n: 2}}}]").results
    assert row.clusters == (12, None)


def test_risk_of_bias_takes_domains_or_items(study: Read) -> None:
    domains, items = study("""
        risk_of_bias:
          - tool: rob2
            outcome: responder-50
            domains: {randomisation: {judgement: low}, measurement: {judgement: high, why: open label}}
            overall: high
          - {tool: jbi-case-series, items: {criteria: {answer: unclear}}}
    """).risk_of_bias
    assert [(one.key, one.value, one.why) for one in domains.judgements] == [
        ("randomisation", "low", None),
        ("measurement", "high", "open label"),
    ]
    assert (domains.overall, domains.outcome, items.overall) == ("high", "responder-50", None)
    assert [(one.key, one.value) for one in items.judgements] == [("criteria", "unclear")]


def test_an_overlap_is_sure_unless_it_says_otherwise(study: Read) -> None:
    found = study("""
        overlaps:
          - {study: doe-2019, kind: part, why: same centre}
          - {study: moe-2021, kind: shared, why: same years, sure: false}
    """).overlaps
    assert [(one.study, one.kind, one.sure) for one in found] == [
        ("doe-2019", "part", True),
        ("moe-2021", "shared", False),
    ]


REPORTS = """
    reports:
      paper: {role: primary, published: 2020}
      poster: {role: conference}
      nct: {role: registry}
      fda: {role: regulatory}
      news: {role: secondary}
"""


@pytest.mark.parametrize(
    ("source", "basis"),
    [
        ("{report: paper, at: Table 2}", "full-text"),
        ("{report: paper, at: Abstract}", "abstract"),
        ("{report: paper, at: conference abstract}", "conference"),
        ("{report: paper}", "not-stated"),
        ("{report: paper, at: abstract, basis: secondary}", "secondary"),
        ("{report: nct, at: participant flow}", "registry"),
        ("{report: fda, at: Table 2}", "regulatory"),
        ("{report: news, at: abstract}", "secondary"),
        ("{report: poster, at: abstract}", "conference"),
        ("{report: nct, basis: abstract}", "abstract"),
        ("[{report: paper, at: abstract}, {report: nct}]", "abstract"),
    ],
)
def test_what_a_row_was_read_from(study: Read, source: str, basis: str) -> None:
    row = f"results: [{{outcome: explant, arms: {{drgs: {{events: 1, n: 9}}}}, source: {source}}}]"
    assert study(row + "\n" + "\n".join(line[4:] for line in REPORTS.splitlines())).results[0].basis == basis


@pytest.mark.parametrize(
    ("row", "basis"),
    [
        ("arms: {drgs: {events: 1, n: 9, source: {report: roe-2020, at: Figure 1}}}", "full-text"),
        ("contrasts: [{arms: [drgs, scs], p: 0.2, source: {report: roe-2020, at: abstract}}]", "abstract"),
        ("arms: {drgs: {events: 1, n: 9}}", "not-stated"),
    ],
)
def test_a_row_without_a_source_goes_by_that_of_its_first_figure(study: Read, row: str, basis: str) -> None:
    assert study(f"results: [{{outcome: explant, {row}}}]").results[0].basis == basis


def test_a_source_may_cover_some_figures_and_stands_at_its_place(study: Read) -> None:
    sources = (
        study("""
        results:
          - outcome: explant
            arms: {drgs: {events: 1, n: 9}}
            source:
              - {report: roe-2020}
              - {report: roe-2020, for: [n], note: flow}
    """)
        .results[0]
        .sources
    )
    assert [(one.covers, one.note, one.path[-1]) for one in sources] == [((), None, 0), (("n",), "flow", 1)]


# --- What is wrong


def test_an_id_that_is_not_the_name_of_the_file_is_told(faults: Faults) -> None:
    assert faults("id: roe-2021") == [(1, "S109", "the id roe-2021 is not the name of the file, roe-2020")]


def test_a_fault_of_shape_leaves_no_study(record: Callable[..., Record]) -> None:
    found = record("centres: many\nyear: 2020")
    assert found.study is None
    assert [(problem.location.line, problem.rule) for problem in found.problems] == [(1, "S103"), (2, "S101")]


def test_faults_of_syntax_and_of_shape_are_told_together(record: Callable[..., Record]) -> None:
    found = record("centres: many\nlabel: Roe\nlabel: Doe")
    assert {(problem.location.line, problem.rule) for problem in found.problems} == {(1, "S103"), (3, "Y103")}


def test_a_file_that_is_no_mapping_is_told_once(vocabulary: Vocabulary) -> None:
    found = read_record(b"- a\n- b\n", "roe-2020.yaml", vocabulary)
    assert (found.study, found.data, len(found.problems)) == (None, None, 1)


def test_several_faults_of_one_record_are_all_told(faults: Faults) -> None:
    told = faults("""
        id: roe
        results:
          - {outcome: explants, arms: {drgs: {events: 1, mean: 2}}}
          - {outcome: explant, arms: {dgrs: {sd: 1}, scs: {n: 3}}, contrasts: [{arms: [drgs, sc], p: 1}]}
    """)
    assert sorted((line, rule) for line, rule, _ in told) == [
        (1, "S109"),
        (3, "S107"),
        (3, "S108"),
        (4, "S110"),
        (4, "S112"),
    ]
