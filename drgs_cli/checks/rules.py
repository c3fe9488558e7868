"""All rules by id; a new one is a function in its family's module and an entry here."""

from drgs_cli.checks import (
    across,
    contrasts,
    counts,
    form,
    judgements,
    provenance,
    risk_of_bias,
    spreads,
    syntax,
    waivers,
)
from drgs_cli.checks.rule import Check, Comparison, OfReview, Rule
from drgs_cli.documents.parse import SYNTAX_RULES
from drgs_cli.documents.problems import SHAPE_RULES, Level
from drgs_cli.records.faults import RECORD_RULES
from drgs_cli.records.library import FILE_RULES

__all__ = ["RULES"]

_PAGES = {**syntax.PAGES, **form.PAGES, **waivers.PAGES}


def _documented(rule_id: str, level: Level = "error") -> Rule:
    """A rule that is found elsewhere: where a file is read, or where waivers are applied."""
    page = _PAGES.get(rule_id, "")
    return Rule(id=rule_id, level=level, title=_title(page), page=page)


def _of_one(rule_id: str, level: Level, check: Check) -> Rule:
    """A rule about one study at a time; the function's docstring is its page."""
    page = check.__doc__ or ""
    return Rule(id=rule_id, level=level, title=_title(page), page=page, check=check)


def _of_all(rule_id: str, level: Level, compare: Comparison) -> Rule:
    """A rule that compares records; the function's docstring is its page."""
    page = compare.__doc__ or ""
    return Rule(id=rule_id, level=level, title=_title(page), page=page, compare=compare)


def _of_review(rule_id: str, level: Level, of_review: OfReview) -> Rule:
    """A rule about the review; the function's docstring is its page."""
    page = of_review.__doc__ or ""
    return Rule(id=rule_id, level=level, title=_title(page), page=page, of_review=of_review)


def _title(page: str) -> str:
    return page.partition("\n")[0].removesuffix(".")


_ALL = (
    *(_documented(rule_id) for rule_id in (*SYNTAX_RULES, *FILE_RULES, *SHAPE_RULES, *RECORD_RULES)),
    _documented(waivers.UNUSED, "warning"),
    _documented(waivers.UNKNOWN, "warning"),
    _of_one("A101", "error", counts.more_events_than_patients),
    _of_one("A102", "warning", counts.more_analysed_than_came_so_far),
    _of_one("A103", "error", counts.percentage_and_count_disagree),
    _of_one("A104", "error", spreads.interval_without_its_estimate),
    _of_one("A105", "error", counts.later_stage_is_larger),
    _of_one("A106", "error", spreads.impossible_spread),
    _of_one("A107", "error", spreads.value_outside_its_scale),
    _of_one("A108", "error", counts.percentage_is_impossible),
    _of_one("A109", "warning", counts.more_of_a_cause_than_patients),
    _of_one("A110", "warning", contrasts.sign_against_favours),
    _of_one("A111", "warning", contrasts.p_against_interval),
    _of_one("A112", "error", spreads.spread_out_of_order),
    _of_one("P101", "error", provenance.row_without_source),
    _of_one("P102", "error", provenance.unknown_report),
    _of_one("P103", "error", provenance.malformed_doi),
    _of_one("P104", "error", provenance.malformed_pmid),
    _of_one("P105", "error", provenance.malformed_registration),
    _of_one("P106", "error", provenance.correction_of_nothing),
    _of_one("P107", "error", provenance.rests_on_retracted_report),
    _of_all("X101", "error", across.report_in_two_studies),
    _of_all("X102", "error", across.overlap_on_one_side),
    _of_all("X103", "error", across.overlap_with_nothing),
    _of_all("X104", "warning", across.registered_twice),
    _of_all("X105", "warning", across.same_figures),
    _of_all("X106", "warning", across.same_label),
    _of_one("R101", "error", risk_of_bias.tool_does_not_fit_the_design),
    _of_one("R102", "error", risk_of_bias.part_missing_or_unknown),
    _of_one("R103", "error", risk_of_bias.judgement_without_reason),
    _of_one("R104", "error", risk_of_bias.overall_against_the_domains),
    _of_one("R105", "error", risk_of_bias.judgement_of_another_tool),
    _of_one("R106", "error", risk_of_bias.judged_twice),
    _of_one("R107", "warning", risk_of_bias.not_judged),
    _of_review("J101", "error", judgements.decision_about_nothing),
    _of_review("J102", "warning", judgements.decision_on_other_evidence),
)

RULES: dict[str, Rule] = {rule.id: rule for rule in _ALL}
