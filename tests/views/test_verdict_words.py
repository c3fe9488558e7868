"""What a line says cannot be misread: intervals that disagree, small differences, decisions of people."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from drgs_cli.records.library import Library
from drgs_cli.render.document import Table
from drgs_cli.stats.results import Interval
from drgs_cli.synthesis.answer import Answer
from drgs_cli.views.because import because
from drgs_cli.views.comparisons import comparison_tables
from drgs_cli.views.reading import certainty_word, reading_text
from drgs_cli.views.short_reading import short_reading
from drgs_cli.views.verdict_words import certainty_text, decided_text, verdict_text

Ask = Callable[..., tuple[Answer, Library]]
Lines = Callable[[Table], list[dict[str, str]]]

REF = "crps/responder-50/3/randomised"


def trial(drgs: str, scs: str, outcome: str = "responder-50") -> str:
    return f"results: [{{outcome: {outcome}, months: 3, arms: {{drgs: {{{drgs}}}, scs: {{{scs}}}}}}}]"


ONLY_DIFFERENCE = trial("events: 30, n: 50", "events: 20, n: 50")  # RR 1.50, its interval holds 1
SLIGHT = trial("events: 5200, n: 10000", "events: 5000, n: 10000")


# --- Intervals that disagree


def test_a_verdict_that_the_ratio_does_not_bear_out_says_by_what_it_goes(answered: Ask) -> None:
    answer, _ = answered(ONLY_DIFFERENCE)
    (found,) = answer.comparisons
    assert verdict_text(found, answer.context) == "DRGS better (by the difference; not by the RR)"
    assert because(found, answer.context).endswith(
        "; the interval of the RR holds no difference, but that of the difference decides."
    )
    (table,) = comparison_tables(answer)
    assert [note.code for note in table.notes] == ["intervals-disagree"]
    ((row,),) = (group.rows for group in table.groups())
    marked = [column.key for column, cell in zip(table.columns, row.cells, strict=True) if cell.notes]
    assert marked == ["says"]


def test_the_reading_says_that_the_intervals_disagree(answered: Ask) -> None:
    assert "The interval of the ratio (or standardised difference) holds no difference" in reading_text(
        answered(ONLY_DIFFERENCE)[0]
    )


def test_where_only_the_ratio_leaves_out_no_difference_that_is_said(answered: Ask) -> None:
    answer, _ = answered(trial("events: 22, n: 50", "events: 20, n: 50"))
    (shown,) = answer.comparisons
    found = replace(shown, estimate=replace(shown.estimate, interval=Interval(1.01, 1.2)))
    assert verdict_text(found, answer.context) == "no difference shown (by the difference; by the RR there is one)"
    assert because(found, answer.context).endswith(
        "; the interval of the RR leaves it out, but that of the difference decides."
    )


# --- Less than what matters


def test_a_difference_that_does_not_matter_is_told_with_whom_it_favours(answered: Ask) -> None:
    answer, _ = answered(SLIGHT)
    (found,) = answer.comparisons
    assert verdict_text(found, answer.context) == "no important difference (DRGS slightly better)"
    assert because(found, answer.context).endswith("DRGS did slightly better, by less than what matters.")
    assert "between DRGS and SCS (DRGS did slightly better, by less than what matters): +2" in reading_text(answer)
    assert short_reading(answer).startswith(
        "no important difference (DRGS slightly better, by less than what matters): +2"
    )


def test_where_there_is_no_difference_nobody_did_slightly_better(answered: Ask) -> None:
    answer, _ = answered(trial("events: 5000, n: 10000", "events: 5000, n: 10000"))
    assert verdict_text(answer.comparisons[0], answer.context) == "no important difference"
    assert "slightly" not in reading_text(answer) + short_reading(answer)


# --- Decisions


def decided(change: int, judged: str = "0123456789ab", about: str = REF) -> str:
    rest = f"change: {change}, why: said, by: AB, date: 2026-11-22, judged: '{judged}'"
    return f"decisions: [{{about: {about}, domain: risk-of-bias, {rest}}}]"


def test_a_decision_stands_wherever_the_certainty_does(answered: Ask, lines: Lines) -> None:
    (plain,) = answered(SLIGHT)[0].certainties
    answer, _ = answered(SLIGHT, review=decided(0, plain.fingerprint))
    said = "high (decided; by the rules moderate)"
    assert certainty_text(answer.certainties[0]) == said
    assert certainty_word(answer.reading) == said
    assert lines(comparison_tables(answer)[0])[0]["certainty"] == said
    assert "with high certainty (decided; by the rules moderate)" in reading_text(answer)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (0, "decided, evidence changed since; by the rules moderate"),
        (-1, "decided, evidence changed since"),
    ],
)
def test_a_decision_on_other_evidence_says_so(change: int, said: str, answered: Ask) -> None:
    assert decided_text(answered(SLIGHT, review=decided(change))[0].certainties[0]) == said


def test_a_certainty_that_nobody_decided_is_a_level_alone(answered: Ask) -> None:
    (found,) = answered(SLIGHT)[0].certainties
    assert (certainty_text(found), decided_text(found)) == ("moderate", "")
