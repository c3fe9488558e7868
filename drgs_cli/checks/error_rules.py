"""The rules of level error about one record, held before every answer; the others take longer to load (`rules`)."""

from drgs_cli.checks import contrasts, counts, percentages, provenance, ranges, risk_of_bias, spreads
from drgs_cli.checks.rule import Check, Rule
from drgs_cli.documents.problems import Level


def of_one(rule_id: str, level: Level, check: Check) -> Rule:
    """A rule about one study at a time; the function's docstring is its page."""
    page = check.__doc__ or ""
    return Rule(id=rule_id, level=level, title=title_of(page), page=page, check=check)


def title_of(page: str) -> str:
    """The first line of a page."""
    return page.partition("\n")[0].removesuffix(".")


ERRORS: tuple[Rule, ...] = (
    of_one("A101", "error", counts.more_events_than_patients),
    of_one("A103", "error", percentages.percentage_and_count_disagree),
    of_one("A104", "error", spreads.interval_without_its_estimate),
    of_one("A105", "error", counts.later_stage_is_larger),
    of_one("A106", "error", spreads.impossible_spread),
    of_one("A107", "error", spreads.value_outside_its_scale),
    of_one("A108", "error", percentages.percentage_is_impossible),
    of_one("A112", "error", spreads.spread_out_of_order),
    of_one("A127", "error", contrasts.impossible_comparison),
    of_one("A132", "error", ranges.deviation_against_range),
    of_one("P101", "error", provenance.row_without_source),
    of_one("P102", "error", provenance.unknown_report),
    of_one("P103", "error", provenance.malformed_doi),
    of_one("P104", "error", provenance.malformed_pmid),
    of_one("P105", "error", provenance.malformed_registration),
    of_one("P106", "error", provenance.correction_of_nothing),
    of_one("P107", "error", provenance.rests_on_retracted_report),
    of_one("R101", "error", risk_of_bias.tool_does_not_fit_the_design),
    of_one("R102", "error", risk_of_bias.part_missing_or_unknown),
    of_one("R103", "error", risk_of_bias.judgement_without_reason),
    of_one("R104", "error", risk_of_bias.overall_against_the_domains),
    of_one("R105", "error", risk_of_bias.judgement_of_another_tool),
    of_one("R106", "error", risk_of_bias.judged_twice),
)
