"""All rules by id; a new one is a function in its family's module and an entry here."""

from drgs_cli.checks import (
    across,
    centred,
    cohorts,
    comments,
    contrast_widths,
    contrasts,
    corrections,
    counts,
    course,
    descriptions,
    effects_printed,
    favoured,
    flow,
    form,
    judgements,
    misnamed,
    misread,
    recomputed,
    review_flow,
    risk_of_bias,
    shares,
    standard_errors,
    standardised,
    syntax,
    thresholds,
    waivers,
    whole_numbers,
)
from drgs_cli.checks.error_rules import ERRORS, of_one, title_of
from drgs_cli.checks.rule import FAMILIES, Comparison, OfReview, Rule
from drgs_cli.documents.problems import SHAPE_RULES, Level
from drgs_cli.documents.syntax import SYNTAX_RULES
from drgs_cli.records.faults import RECORD_RULES
from drgs_cli.records.library import FILE_RULES

__all__ = ["RULES"]

_PAGES = {**syntax.PAGES, **form.PAGES, **waivers.PAGES}


def _documented(rule_id: str, level: Level = "error") -> Rule:
    """A rule that is found elsewhere: where a file is read, or where waivers are applied."""
    page = _PAGES.get(rule_id, "")
    return Rule(id=rule_id, level=level, title=title_of(page), page=page)


def _of_all(rule_id: str, level: Level, compare: Comparison) -> Rule:
    """A rule that compares records; the function's docstring is its page."""
    page = compare.__doc__ or ""
    return Rule(id=rule_id, level=level, title=title_of(page), page=page, compare=compare)


def _of_review(rule_id: str, level: Level, of_review: OfReview, *, needs_answers: bool = False) -> Rule:
    """A rule about the review; the function's docstring is its page."""
    page, title = of_review.__doc__ or "", title_of(of_review.__doc__ or "")
    return Rule(id=rule_id, level=level, title=title, page=page, of_review=of_review, needs_answers=needs_answers)


_ALL = (
    *ERRORS,
    *(_documented(rule_id) for rule_id in (*SYNTAX_RULES, *FILE_RULES, *SHAPE_RULES, *RECORD_RULES)),
    _of_all("S114", "warning", comments.comment_right_behind_a_text),
    _documented(waivers.UNUSED, "warning"),
    _documented(waivers.UNKNOWN, "warning"),
    of_one("A102", "warning", counts.more_analysed_than_came_so_far),
    of_one("A109", "warning", counts.more_of_a_cause_than_patients),
    of_one("A110", "warning", favoured.sign_against_favours),
    of_one("A111", "warning", contrasts.p_against_interval),
    of_one("A113", "warning", whole_numbers.mean_of_no_whole_numbers),
    of_one("A114", "warning", whole_numbers.deviation_of_no_whole_numbers),
    of_one("A115", "warning", whole_numbers.deviation_of_no_shares),
    of_one("A116", "warning", standard_errors.error_given_as_deviation),
    _of_all("A117", "warning", standard_errors.error_as_deviation_among_studies),
    of_one("A118", "warning", centred.interval_off_its_estimate),
    of_one("A119", "warning", centred.widths_disagree),
    of_one("A120", "warning", course.change_does_not_lead_to_the_end),
    of_one("A121", "warning", course.more_patients_later),
    of_one("A122", "warning", recomputed.p_against_counts),
    of_one("A123", "warning", effects_printed.effect_against_counts),
    of_one("A124", "warning", effects_printed.difference_against_means),
    of_one("A125", "warning", recomputed.p_against_means),
    of_one("A126", "warning", recomputed.p_far_from_interval),
    of_one("A128", "warning", thresholds.more_reach_the_higher_threshold),
    of_one("A129", "warning", counts.more_responders_than_implanted),
    of_one("A130", "warning", flow.flow_does_not_add_up),
    of_one("A131", "warning", misread.equals_sign_read_as_five),
    of_one("A134", "warning", misnamed.end_given_as_change),
    of_one("A135", "warning", misnamed.scale_of_ten_as_a_hundred),
    of_one("A136", "warning", misnamed.mean_beside_quartiles),
    of_one("A139", "warning", shares.interval_against_its_share),
    of_one("A140", "warning", descriptions.hardly_any_patients),
    of_one("A133", "warning", contrast_widths.width_against_arms),
    of_one("A137", "warning", favoured.favours_against_figures),
    of_one("A138", "warning", standardised.standardised_against_means),
    of_one("P108", "warning", corrections.correction_that_nothing_follows),
    of_one("P109", "warning", corrections.title_against_role),
    of_one("P110", "warning", corrections.correction_before_its_report),
    of_one("P111", "warning", corrections.figures_before_they_could_be),
    _of_all("X101", "error", across.report_in_two_studies),
    _of_all("X102", "error", across.overlap_on_one_side),
    _of_all("X103", "error", across.overlap_with_nothing),
    _of_all("X104", "warning", across.registered_twice),
    _of_all("X105", "warning", across.same_figures),
    _of_all("X106", "warning", across.same_label),
    _of_all("X107", "warning", cohorts.probable_shared_cohort),
    of_one("R107", "warning", risk_of_bias.not_judged),
    of_one("R108", "warning", risk_of_bias.judged_without_a_row),
    _of_review("V101", "error", review_flow.flow_does_not_add_up),
    _of_review("V102", "warning", review_flow.included_against_folder),
    _of_review("V103", "warning", review_flow.unknown_number_of_flow),
    _of_review("V104", "warning", review_flow.published_after_the_search),
    _of_review("J101", "error", judgements.decision_about_nothing, needs_answers=True),
    _of_review("J102", "warning", judgements.decision_on_other_evidence, needs_answers=True),
    _of_review("J103", "warning", judgements.decision_before_its_evidence, needs_answers=True),
)


def _place(rule: Rule) -> tuple[int, str]:
    return "".join(FAMILIES).index(rule.family), rule.id


RULES: dict[str, Rule] = {rule.id: rule for rule in sorted(_ALL, key=_place)}
