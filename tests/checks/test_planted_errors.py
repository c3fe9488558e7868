"""A whole record in which nothing is wrong, and what the rules find when a published kind of error is planted in it.

The errors are those that print and extraction are known for: figures that do not follow from one another, a number from
another line, a sign or a decimal point that was lost, a standard error in the place of a deviation.
"""

from pathlib import Path

import pytest

from drgs_cli.checks.run import check
from drgs_cli.records.library import load_files

SOUND = """
id: lund-2019
label: Lund 2019
design: rct
registration: [NCT00000001]
reports:
  lund-2019: {role: primary, published: 2019, doi: 10.1000/lund}
population: {n: 120, indications: {crps: 72, fbss: 48}}
arms:
  drgs: {intervention: drgs, allocated: 60, trialled: 58, implanted: 54}
  scs: {intervention: scs-tonic, allocated: 60, trialled: 59, implanted: 55}
results:
  - outcome: responder-50
    months: 6
    analysed: allocated
    arms:
      drgs: {events: 42, n: 60, percent: 70.0}
      scs: {events: 30, n: 60, percent: 50.0}
    contrasts: [{arms: [drgs, scs], measure: risk-ratio, estimate: 1.40, ci: [1.03, 1.89], p: 0.025}]
    source: {report: lund-2019, at: Table 2}
  - outcome: responder-80
    months: 6
    analysed: allocated
    arms:
      drgs: {events: 24, n: 60, percent: 40.0}
      scs: {events: 15, n: 60, percent: 25.0}
    contrasts: [{arms: [drgs, scs], p: 0.08}]
    source: {report: lund-2019, at: Table 2}
  - outcome: satisfaction
    months: 6
    analysed: allocated
    arms:
      drgs: {percent: 85.0, n: 60}
    source: {report: lund-2019, at: text}
  - outcome: pain-intensity
    months: 0
    analysed: allocated
    statistic: baseline
    scale: vas-100mm
    arms:
      drgs: {n: 60, mean: 74.2, sd: 12.1, range: [48, 98]}
      scs: {n: 60, mean: 73.5, sd: 11.8, range: [50, 99]}
    source: {report: lund-2019, at: Table 1}
  - outcome: pain-intensity
    months: 6
    analysed: allocated
    statistic: final
    scale: vas-100mm
    arms:
      drgs: {n: 60, mean: 31.4, sd: 18.2}
      scs: {n: 60, mean: 42.9, sd: 19.5}
    contrasts: [{arms: [drgs, scs], measure: mean-difference, estimate: -11.5, ci: [-18.3, -4.7], p: 0.001}]
    source: {report: lund-2019, at: Table 3}
  - outcome: pain-intensity
    months: 6
    analysed: allocated
    statistic: change
    scale: vas-100mm
    arms:
      drgs: {n: 60, mean: -42.8, sd: 20.4}
      scs: {n: 60, mean: -30.6, sd: 21.1}
    source: {report: lund-2019, at: Table 3}
  - outcome: function
    months: 6
    analysed: allocated
    statistic: final
    scale: pdi
    contrasts: [{arms: [drgs, scs], measure: mean-difference, estimate: -9.0}]
    source: {report: lund-2019, at: text}
  - outcome: infection
    months: 12
    analysed: allocated
    arms:
      drgs: {events: 2, n: 60, percent: 3.3}
      scs: {events: 3, n: 60, percent: 5.0}
    source: {report: lund-2019, at: Table 4}
risk_of_bias:
  - tool: rob2
    domains:
      randomisation: {judgement: low, why: computer-made list}
      deviations: {judgement: low, why: all analysed as allocated}
      missing-data: {judgement: low, why: none missing}
      measurement: {judgement: some-concerns, why: not blinded}
      reporting: {judgement: low, why: as registered}
    overall: some-concerns
"""


def found(text: str, tmp_path: Path) -> set[str]:
    """The rules that find something in a folder with this record."""
    (tmp_path / "lund-2019.yaml").write_text(text.lstrip(), encoding="utf-8")
    return {problem.rule for problem in check(load_files(tmp_path, ["lund-2019.yaml"]))}


def test_nothing_is_found_in_the_sound_record(tmp_path: Path) -> None:
    assert found(SOUND, tmp_path) == set()


@pytest.mark.parametrize(
    ("printed", "planted", "rules"),
    [
        # a table whose chi-squared does not follow from its counts
        ("p: 0.08}", 'p: "<0.001"}', {"A122"}),
        ("p: 0.08}", "p: 0.65}", {"A122"}),
        # a percentage that no whole number of patients gives, beside a count and alone
        ("percent: 50.0}", "percent: 51.2}", {"A103"}),
        ("percent: 85.0,", "percent: 86.2,", {"A103"}),
        # a mean difference larger than its scale
        ("estimate: -9.0}", "estimate: -90.0}", {"A107"}),
        # a standard error printed as standard deviation: 18.2 / sqrt(60)
        ("mean: 31.4, sd: 18.2", "mean: 31.4, sd: 2.3", {"A116", "A133"}),
        ("mean: 74.2, sd: 12.1", "mean: 74.2, sd: 1.6", {"A116", "A132"}),
        # an interval off its estimate
        ("ci: [1.03, 1.89], p: 0.025", "ci: [1.53, 2.89], p: 0.025", {"A104"}),
        ("ci: [-18.3, -4.7]", "ci: [-18.3, -9.7]", {"A118", "A133"}),
        # an interval of 90 % given as one of 95 %
        ("ci: [1.03, 1.89]", "ci: [1.09, 1.80]", {"A133"}),
        # an odds ratio, 2.33, under the name of a risk ratio
        ("estimate: 1.40, ci: [1.03, 1.89]", "estimate: 2.33, ci: [1.10, 4.94]", {"A123", "A133"}),
        # a ratio turned round
        ("estimate: 1.40, ci: [1.03, 1.89]", "estimate: 0.71, ci: [0.53, 0.97]", {"A123"}),
        # a sign that was lost
        ("estimate: -11.5, ci: [-18.3, -4.7]", "estimate: 11.5, ci: [4.7, 18.3]", {"A124"}),
        ("mean: -42.8, sd: 20.4", "mean: 42.8, sd: 20.4", {"A120"}),
        # a p-value of another line
        ("ci: [1.03, 1.89], p: 0.025", "ci: [1.03, 1.89], p: 0.39", {"A111", "A122"}),
        ("ci: [-18.3, -4.7], p: 0.001", "ci: [-18.3, -4.7], p: 0.04", {"A126"}),
        # a risk difference per 100 patients
        ("measure: risk-ratio, estimate: 1.40, ci: [1.03, 1.89]", "measure: risk-difference, estimate: 20.0", {"A127"}),
        # rows exchanged
        ("{events: 24, n: 60, percent: 40.0}", "{events: 45, n: 60, percent: 75.0}", {"A122", "A128"}),
        # more responders than implanted patients
        ("trialled: 58, implanted: 54", "trialled: 58, implanted: 34", {"A129"}),
        # a stage larger than the one before
        ("trialled: 58, implanted: 54", "trialled: 38, implanted: 44", {"A105"}),
        # arms and indications that are more than the study
        ("population: {n: 120,", "population: {n: 118,", {"A130"}),
        ("fbss: 48", "fbss: 84", {"A130"}),
        # "=2" read as "52"
        ("{events: 2, n: 60, percent: 3.3}", "{events: 52, n: 60, percent: 3.3}", {"A103", "A131"}),
        # more events than patients
        ("{events: 3, n: 60, percent: 5.0}", "{events: 63, n: 60, percent: 5.0}", {"A101"}),
        # a deviation that its own range does not allow
        ("sd: 11.8, range: [50, 99]", "sd: 31.8, range: [50, 99]", {"A132"}),
        # a mean on another scale
        ("mean: 73.5,", "mean: 735,", {"A107", "A112", "A120"}),
    ],
)
def test_a_planted_error_is_found_by_its_rule_and_no_other(
    printed: str, planted: str, rules: set[str], tmp_path: Path
) -> None:
    assert SOUND.count(printed) == 1
    assert found(SOUND.replace(printed, planted), tmp_path) == rules
