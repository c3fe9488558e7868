"""Every rule of certainty has its words, with the number that it found and from where on it counts."""

import ast
from pathlib import Path

import pytest
from comparative_effects import asking

import drgs_cli
from drgs_cli.records.review import Decision
from drgs_cli.records.review_shape import DefaultsShape
from drgs_cli.synthesis.certainty import DOMAINS, LEVELS, Applied, Certainty, EvidenceClass, Judged
from drgs_cli.synthesis.evidence_class import INADEQUATE, TABLES
from drgs_cli.views import certainty_words as words
from drgs_cli.views import kinds
from drgs_cli.views.certainty_words import (
    change_text,
    class_text,
    counts_text,
    decision_text,
    domain_text,
    found_text,
    levels_text,
    reason_text,
)

SYNTHESIS = Path(drgs_cli.__file__).parent / "synthesis"
CLASS = EvidenceClass("aan-newer", "U", None, {})


def codes() -> set[str]:
    """Every rule that the code can name: what stands third in a `Judged`, and constants in its place."""
    found: set[str] = set()
    for name in ("grade_domains.py", "imprecision.py"):
        tree = ast.parse((SYNTHESIS / name).read_text(encoding="utf-8"))
        constants = {
            target.id: value.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            for targets, values in [(node.targets[0], node.value)]
            for target, value in (
                zip(targets.elts, values.elts, strict=True)
                if isinstance(targets, ast.Tuple) and isinstance(values, ast.Tuple)
                else [(targets, values)]
            )
            if isinstance(target, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Judged":
                for part in ast.walk(node.args[2]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        found.add(part.value)
                    elif isinstance(part, ast.Name) and part.id in constants:
                        found.add(constants[part.id])
    return found - {"+"} | {"not-computed"}


def test_every_rule_has_words_and_no_words_are_of_no_rule() -> None:
    assert codes() == set(words.FOUND)
    assert set(words.COUNTS) <= set(words.FOUND)
    assert set(words.REASONS) <= set(words.FOUND)


def test_every_domain_table_and_level_has_words() -> None:
    assert tuple(words.DOMAINS) == DOMAINS
    assert set(words.TABLES) == set(TABLES) == set(DefaultsShape.__annotations__["level_table"].__args__[0].__args__)
    assert set(words.RECOMMENDED) == {level for table in TABLES.values() for level in table.levels} | {INADEQUATE}
    assert set(kinds.LEVELS) == set(LEVELS)


@pytest.mark.parametrize(
    ("judged", "found", "counts"),
    [
        (
            Judged("risk-of-bias", -1, "mostly-worse", 0.625, 0.5),
            "63 % of the weight worse than low, or not judged",
            "over 50 %",
        ),
        (Judged("inconsistency", 0, "consistent", 12.4, 50), "I² 12 %", "50 %, and only the prediction interval holds"),
        (
            Judged("imprecision", -1, "too-few-patients", 139, 741.01),
            "interval holds none of −T, 0, T; 139 patients",
            "fewer than 742",
        ),
        (Judged("imprecision", 0, "holds-none", 800, 742.0), "interval holds none", "fewer than 742"),
        (Judged("imprecision", -2, "holds-several", 3, 2), "interval holds 3 of −T, 0, T", "1; from 2 on, twice"),
        (Judged("imprecision", -1, "size-unknown", None, 742.0), "interval holds none", ""),
        (
            Judged("publication-bias", 0, "not-computed+industry-only+awaited"),
            "fewer than 10 studies: not tested; all paid for by industry; known studies not read yet",
            "p < 0.10",
        ),
        (Judged("publication-bias", -1, "funnel", 0.034, 0.1), "p = 0.034 for an asymmetric funnel", "p < 0.10"),
        (Judged("large-effect", 1, "large", 2.4, 2), "RR 2.40", "2 or more, 0.5 or less"),
        (Judged("large-effect", 0, "not-applicable"), "only for non-randomised evidence", ""),
    ],
)
def test_a_rule_says_what_it_found_and_from_where_on_it_counts(judged: Judged, found: str, counts: str) -> None:
    assert found_text(judged).startswith(found)
    assert counts_text(judged).startswith(counts)
    assert bool(counts_text(judged)) == bool(counts)


def test_a_domain_is_one_sentence_for_programs() -> None:
    assert (
        domain_text(Judged("indirectness", -1, "mixed", 0.25, 0.2))
        == "Indirectness: 25 % of the patients in mixed cohorts (counts: over 20 %)."
    )
    assert domain_text(Judged("large-effect", 0, "no-ratio")) == "Large effect: no ratio of risks."


def test_a_reason_names_the_domain_and_the_steps() -> None:
    assert reason_text(Judged("inconsistency", -2, "apart-across-the-null", 80, 75)) == (
        "Inconsistency (−2): studies favour different sides, their intervals apart (I² 75 % or more)."
    )


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("size-unknown+bare-ratio", "; a ratio, with no risk to put it on, cannot be held against T"),
        ("mostly-worse+worst-leg", "; of the leg that is worst"),
    ],
)
def test_what_is_named_beside_a_rule_stands_wherever_the_rule_does(rule: str, said: str) -> None:
    judged = Judged("imprecision", -1, rule, 0.6, None)
    assert found_text(judged).endswith(said)
    assert reason_text(judged).endswith(f"{said}.")


def test_two_intervals_are_not_confused() -> None:
    said = found_text(Judged("inconsistency", -1, "null-only-predicted", 60, 50))
    assert said == "I² 60 %; the prediction interval holds no difference, the confidence interval does not"


def test_a_large_effect_that_may_be_confounding_says_so() -> None:
    said = found_text(Judged("large-effect", 0, "confounded", 6.0, 5))
    assert said.startswith("RR 6.00, but over half of the weight at serious or critical risk (ROBINS-I)")


@pytest.mark.parametrize(("change", "text"), [(-2, "−2"), (0, "0"), (1, "+1")])
def test_steps_have_a_sign(change: int, text: str) -> None:
    assert change_text(change) == text


DECISION = Decision("crps/explant/3/randomised", "imprecision", -2, "one trial.", "AB", "2026-11-22", "0123456789ab")


def test_a_decision_stands_with_its_reason_beside_what_was_computed() -> None:
    said = "Imprecision (−2), decided by AB on 2026-11-22: one trial. By the rules: −1."
    assert decision_text(Applied(DECISION, -1, stale=False)) == said
    assert decision_text(Applied(DECISION, -1, stale=True)) == f"{said} The evidence has changed since."


def certainty(*applied: Applied) -> Certainty:
    return Certainty(
        start="high",
        domains=(),
        computed="moderate",
        applied=applied,
        final="very-low",
        evidence_class=CLASS,
        fingerprint="0123456789ab",
    )


def test_the_way_from_the_start_to_the_end_is_one_line() -> None:
    assert levels_text(certainty(), "randomised") == "Starts high (trials with both); by the rules moderate."
    decided = levels_text(certainty(Applied(DECISION, -1, stale=False)), "randomised")
    assert decided.endswith("by the rules moderate; as decided very low.")


def test_a_class_is_told_with_the_table_that_makes_a_level_of_it() -> None:
    context = asking()
    labels = {"a": "Roe 2020", "b": "Poe 2021"}
    some = EvidenceClass("aan-older", "B", "drgs", {"a": "II", "b": None})
    assert class_text(some, labels, context) == ("AAN, older table: Roe 2020 class II; level B (probable, for DRGS).")
    none = EvidenceClass("aan-newer", "U", None, {"a": None})
    assert class_text(none, labels, context) == (
        "AAN, newer table: no study classed; level U (inadequate or conflicting)."
    )
