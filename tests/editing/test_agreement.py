"""What two extractions come to: percent and coefficients for categories, tolerance for numbers, presence apart."""

from decimal import Decimal

from two_extractors import FIRST, fields

from drgs_cli.editing.agreement import Agreement, Presence, agreement_of
from drgs_cli.editing.extractions import Tolerance
from drgs_cli.stats.agreement import cohen_kappa, gwet_ac1

BIAS = """\
risk_of_bias:
  - tool: jbi-case-series
    items: {inclusion: {answer: yes}, measured: {answer: yes}, identified: {answer: unclear}, consecutive: {answer: no}}
"""


def agreement(first: str = FIRST, second: str | None = None, tolerance: Tolerance | None = None) -> Agreement:
    found = fields(first, second, tolerance) if second is not None else fields(first, tolerance=tolerance)
    return agreement_of(found.values())


def test_what_only_one_has_counts_as_presence_and_rows_once_more() -> None:
    found = agreement().presence
    assert found == Presence(both=found.both, only_a=1, only_b=2, rows_only_a=1, rows_only_b=1)


def test_agreement_is_over_the_places_that_both_filled() -> None:
    found = agreement()
    assert (found.n - found.agreed, found.presence.both) == (2, found.n)


def test_each_field_of_categories_has_its_coefficients() -> None:
    second = BIAS.replace("answer: unclear", "answer: yes")
    (found,) = [entry for entry in agreement(FIRST + BIAS, FIRST + second).categories if entry.key == "answer"]
    table = [[1, 0, 0], [0, 0, 1], [0, 0, 2]]  # no, unclear, yes
    assert (found.n, found.agreed) == (4, 3)
    assert (found.kappa, found.ac1) == (cohen_kappa(table), gwet_ac1(table))


def test_judgements_of_risk_of_bias_are_counted_together() -> None:
    assert agreement(FIRST + BIAS, FIRST + BIAS).judgements.n == 4
    assert agreement(FIRST, FIRST).judgements.n == 0


def test_numbers_are_counted_as_printed_in_value_and_within_the_tolerance() -> None:
    found = agreement(tolerance=Tolerance(Decimal(1))).all_numbers
    assert (found.n - found.printed, found.n - found.equal, found.n - found.close) == (2, 1, 0)
    assert found.largest == 1


def test_a_field_without_two_numbers_has_no_largest_difference() -> None:
    text = FIRST.replace(
        "    source: {report: roe, at: Table 4}\n", '    contrasts: [{arms: [drgs, scs], p: "<0.1"}]\n'
    )
    (found,) = [entry for entry in agreement(text, text).numbers if entry.key == "p"]
    assert (found.n, found.printed, found.largest) == (1, 1, None)


def test_lists_of_words_are_one_category_whatever_their_order() -> None:
    first = FIRST.replace("    months: 12\n", "    months: 12\n    composite: [relief-50, no-neuro-deficit]\n")
    second = first.replace("[relief-50, no-neuro-deficit]", "[no-neuro-deficit, relief-50]")
    (found,) = [entry for entry in agreement(first, second).categories if entry.key == "composite"]
    assert (found.n, found.agreed) == (1, 1)
