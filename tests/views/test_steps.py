"""A calculation by hand in words: every line has some, and its formula with the numbers put in gives its result."""

import re
from pathlib import Path

import pytest

import drgs_cli.synthesis
from drgs_cli.synthesis.trace_steps import Check, Step
from drgs_cli.views.steps import CHECKS, STEPS, about_text, disagreements, number, step_text, step_title
from drgs_cli.vocabulary.terms import Vocabulary

SOURCES = sorted(Path(drgs_cli.synthesis.__file__).parent.glob("trace*.py"))
NAMES = re.compile(r'\.(?:value|limits|total)\(\s*f?"([a-z0-9{}().-]+)"')


def step(formula: str, *results: float, about: str = "", **inputs: float) -> Step:
    return Step(name="share", about=about, formula=formula, inputs=inputs, results=results)


def test_every_line_that_is_written_down_has_words() -> None:
    written = {name for path in SOURCES for name in NAMES.findall(path.read_text()) if "{" not in name}
    assert len(written) > 60
    assert written <= STEPS.keys()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (56.0, "56"),
        (-3.0, "−3"),
        (0.0, "0"),
        (0.8115942, "0.81159"),
        (-0.0147204, "−0.01472"),
        (1.9599639845, "1.96"),
        (123456.789, "1.2346e+05"),
        (20000000.0, "2e+07"),
        (0.0000123456, "1.2346e−05"),
    ],
)
def test_numbers_have_five_digits_that_count(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (step("e / n", 0.8115942, e=56.0, n=69.0), "56 / 69 = 0.81159"),
        (
            step("exp(y -+ z * se)", 1.1484, 1.8478, y=0.37618, z=1.96, se=0.12132),
            "exp(0.37618 ∓ 1.96 × 0.12132) = 1.1484 to 1.8478",
        ),
        (step("m1 - m2", -20.0, m1=-30.0, m2=-10.0), "−30 − (−10) = −20"),
        (step("s1^2 + s2^2", 5.0, s1=1.0, s2=2.0), "1^2 + 2^2 = 5"),
        (step("", 0.0019, z=3.1), "0.0019 (z 3.1)"),
        (step("", 0.5), "0.5"),
        (step("ln(p / (1 - p))", 0.0, p=0.5), "ln(0.5 / (1 − 0.5)) = 0"),
    ],
)
def test_a_formula_has_its_numbers_put_in(found: Step, text: str) -> None:
    assert step_text(found) == text


def test_a_line_says_what_it_is_of(vocabulary: Vocabulary) -> None:
    assert step_title(step("e / n", 0.5, e=1.0, n=2.0), vocabulary) == "share"
    assert step_title(step("e / n", 0.5, about="drgs", e=1.0, n=2.0), vocabulary) == "DRGS: share"
    assert about_text("drgs:cmm", vocabulary) == "DRGS against Medical management"


def test_what_does_not_agree_is_told_with_both_figures(vocabulary: Vocabulary) -> None:
    right = Check(name="estimate", about="", by_hand=1.5, answered=1.5)
    wrong = Check(name="mean", about="drgs", by_hand=3.0, answered=4.0)
    lost = Check(name="p", about="", by_hand=0.5, answered=None)
    assert disagreements((right, wrong, lost), vocabulary) == [
        "DRGS: mean: 3 by hand, 4 in the answer",
        "p: 0.5 by hand, none in the answer",
    ]


def test_what_is_held_against_the_answer_has_words() -> None:
    checked = re.compile(r'\.check\(\s*"([a-z-]+)"')
    intervals = re.compile(r'\.check_interval\(\s*"([a-z-]+)"')
    texts = [path.read_text() for path in SOURCES]
    names = {name for text in texts for name in checked.findall(text)}
    names |= {f"{name}-{end}" for text in texts for name in intervals.findall(text) for end in ("low", "high")}
    assert len(names) > 15
    assert names <= CHECKS.keys()
