"""Risk of bias as pictures: a figure for each tool, lights as judged, bars by weight or by study."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from sound_drawings import HOSTILE, assert_sound

from drgs_cli.plots.drawing import Label
from drgs_cli.plots.figure import Figure
from drgs_cli.plots.risk_of_bias_data import Bar
from drgs_cli.records.library import Library, load_library
from drgs_cli.records.risk_of_bias import TOOLS
from drgs_cli.synthesis.answer import answer
from drgs_cli.synthesis.evidence import gather
from drgs_cli.synthesis.question import Condition, Question
from drgs_cli.views.plots.refused import Refused
from drgs_cli.views.plots.risk_of_bias import figures, light_of, risk_of_bias_figures
from drgs_cli.views.plots.risk_of_bias_shares import bars_of

STUDIES = Path(__file__).parents[3] / "studies"
TRIALS = Path(__file__).parents[2] / "invented_trials"
CRPS = Question(indication="crps")
DOMAINS = ("randomisation", "deviations", "missing-data", "measurement", "reporting")


def judged(name: str, overall: str = "low", more: str = "") -> str:
    """A trial with one judgement for all domains."""
    domains = ", ".join(f"{key}: {{judgement: {overall}, why: as invented}}" for key in DOMAINS)
    return f"""
    id: {name}-2020
    label: {name.capitalize()} 2020
    risk_of_bias: [{{tool: rob2, domains: {{{domains}}}, overall: {overall}}}]
    results: [{{outcome: responder-50, months: 12, arms: {{drgs: {{events: 8, n: 10}}, scs: {{events: 6, n: 10}}}}}}]
    {more}
    """


def found(library: Library, question: Question = CRPS) -> list[Figure]:
    """The figures there are."""
    return [one for one in figures(library, question) if isinstance(one, Figure)]


@pytest.mark.parametrize("tool", TOOLS.values(), ids=TOOLS)
def test_every_judgement_of_every_tool_has_a_sign_of_its_own(tool: object) -> None:
    """Two that differ never look alike, not in grey either: sign, colour and mostly shape tell them apart."""
    from drgs_cli.records.risk_of_bias import Tool

    assert isinstance(tool, Tool)
    lights = [light_of(tool, one) for one in tool.answers]
    assert len({light.sign for light in lights}) == len({light.tone for light in lights}) == len(tool.answers)
    shapes = {light.word: light.shape for light in lights}
    if tool.kind == "domains":
        assert shapes["low"] == "disc"
        assert {shapes.get(one) for one in ("some concerns", "moderate")} <= {"triangle", None}
        assert {shapes.get(one) for one in ("high", "serious")} <= {"square", None}
        assert len(set(shapes.values())) == len(tool.answers)
    else:
        assert (shapes["yes"], shapes["no"]) == ("square", "diamond")
    assert [light.word for light in lights] == [one.replace("-", " ") for one in tool.answers]


def test_there_is_one_figure_for_each_tool() -> None:
    """Judgements by different tools never stand together."""
    library = load_library(TRIALS)
    titles = [figure.title for figure in found(library)]
    tools = {entry.tool for one in gather(library, CRPS).studies for entry in one.study.risk_of_bias}
    assert len(titles) == len(tools) == 3
    assert titles[0].startswith("Risk of bias, RoB 2:")
    assert titles[2].startswith("JBI checklist for case series:")


def test_answers_of_a_checklist_are_no_risk_of_bias() -> None:
    """The legend says so, drawn and in characters."""
    jbi = found(load_library(TRIALS))[2]
    assert "They are no risk of bias and add to no score" in " ".join(jbi.lines(80))
    assert "low" not in jbi.description.split()


def test_bars_go_by_weight_where_an_estimate_uses_the_studies() -> None:
    """The weights of the trials, as the answer has them."""
    library = load_library(TRIALS)
    answered = answer(library, CRPS)
    rob = found(library)[0]
    line = next(one for one in answered.comparisons if len(one.estimate.weights) > 1)
    weights = {weight.study: weight.weight or 0.0 for weight in line.estimate.weights}
    overall = {s.id: s.risk_of_bias[0].overall for s in library.studies if s.id in weights}
    high = sum(weight for study, weight in weights.items() if overall[study] == "high") / sum(weights.values())
    assert "Share of the weight in the estimate of at least 50 % pain relief, 12 months" in rob.description
    assert rob.lines(80)[-1].endswith(f"− {100 * high:.0f} %")


def test_bars_go_by_studies_where_no_estimate_puts_several_together(library: Callable[..., Library]) -> None:
    """And they say so."""
    folder = library(judged("a"), judged("b", "high"))
    (figure,) = found(folder, Question())
    assert "Number of the 2 studies judged with RoB 2, each counted once." in figure.description
    assert figure.lines(80)[-1] == "  + 1 of 2, − 1 of 2"
    labels = [mark.text for page in figure.pages(174) for mark in page.marks if isinstance(mark, Label)]
    assert "+ 1 of 2" in labels
    assert not any("%" in text for text in labels)


@pytest.mark.parametrize("studies", [3, 6, 7, 10, 49])
def test_a_judgement_that_all_studies_share_is_of_all(library: Callable[..., Library], studies: int) -> None:
    """Added up in floats, ten tenths are less than one."""
    folder = library(*(judged(f"s{number}") for number in range(studies)))
    (figure,) = found(folder, Question())
    assert figure.lines(80)[-1] == f"  + {studies} of {studies}"


def test_one_study_has_lights_and_no_bars(library: Callable[..., Library]) -> None:
    """They would say the same."""
    (figure,) = found(library(judged("a")))
    assert figure.notes == ("One study: no bars.",)
    assert "%" not in " ".join(figure.lines(80))


def test_weight_of_studies_that_the_tool_did_not_judge_is_shown(library: Callable[..., Library]) -> None:
    """Bars are always of the whole weight."""
    bare = judged("c").replace("risk_of_bias", "notes: none\n    #")
    folder = library(judged("a"), judged("b", "high"), bare)
    answered = answer(folder, CRPS)
    pairs = [(s, entry) for s in folder.studies for entry in s.risk_of_bias]
    found = bars_of(TOOLS["rob2"], pairs, ("low", "high"), folder, answered, light_of)
    assert "3 studies" in found.title
    assert all(whole(bar) == pytest.approx(1) for bar in found.bars)
    assert [part.light.sign for part in found.bars[-1].parts] == ["+", "−", "·"]
    assert found.notes == ("· in the bars: 33 % of the weight is of studies not judged with this tool.",)


def whole(bar: Bar) -> float:
    """All parts of a bar together."""
    return sum(part.share for part in bar.parts)


def test_a_study_judged_for_several_outcomes_counts_once_in_the_bars(library: Callable[..., Library]) -> None:
    """By its judgement for the outcome asked for; each judgement has a line of its own."""
    twice = judged("a").replace("risk_of_bias: [", "risk_of_bias: [")
    entry = twice.split("risk_of_bias: [")[1].split("]\n")[0]
    other = entry.replace("low", "high").replace("tool: rob2", "tool: rob2, outcome: explant")
    folder = library(twice.replace(entry, f"{entry}, {other}"), judged("b"))
    (figure,) = found(folder, Question())
    assert "for explantation" in figure.lines(80)
    assert "for all other outcomes" in figure.lines(80)
    assert figure.lines(80)[-1] == "  + 2 of 2"
    assert " Overall: low 2 of 2." in figure.description
    assert figure.description.endswith("show 3 judgements: a study has a line for each outcome judged by itself.")
    assert any("counts once: by its judgement for " in note or "by its first" in note for note in figure.notes)
    pairs = [(study, entry) for study in folder.studies for entry in study.risk_of_bias]
    of_it = bars_of(TOOLS["rob2"], pairs, ("low", "high"), folder, None, light_of, "explant")
    assert [part.text for part in of_it.bars[-1].parts] == ["1 of 2", "1 of 2"]
    assert of_it.notes[0].endswith("counts once: by its judgement for explantation, or else its first.")
    (narrow,) = found(folder, Question(outcomes=("responder-50",)))
    assert "for explantation" not in narrow.lines(80)


def test_filters_narrow_the_studies(library: Callable[..., Library]) -> None:
    """As everywhere, and that is said."""
    folder = library(judged("a"), judged("b", "high"))
    (figure,) = found(folder, Question(where=(Condition("risk-of-bias", "=", "high"),)))
    assert "1 study judged" in figure.description
    assert figure.notes[0].startswith("Narrowed to: risk-of-bias = high")


def test_nothing_judged_is_no_figure(library: Callable[..., Library]) -> None:
    """Not an empty one."""
    (refused,) = figures(library(""), CRPS)
    assert isinstance(refused, Refused)
    assert refused.reason.startswith("no study was judged with a tool for risk of bias")
    assert risk_of_bias_figures(answer(library(""), CRPS)) == ()


def test_the_order_of_the_files_changes_nothing(library: Callable[..., Library]) -> None:
    """The same lines and marks."""
    texts = [judged("a"), judged("b", "high"), judged("c", "some-concerns")]
    (one,), (other,) = found(library(*texts)), found(library(*texts[::-1]))
    assert one.lines(80) == other.lines(80)
    assert one.pages(174) == other.pages(174)


def test_hostile_labels_break_no_layout(library: Callable[..., Library]) -> None:
    """They are text, and shortened where they are long."""
    for text in HOSTILE:
        label = "".join(f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else sign for sign in text)
        (figure,) = found(library(judged("a").replace("label: A 2020", f'label: "{label}"'), judged("b")))
        assert_sound(figure)


def test_the_lights_of_the_real_folder_are_those_of_its_records() -> None:
    """Every judgement once, by sign."""
    folder = load_library(STUDIES)
    for figure, tool in zip(found(folder, Question()), ("rob2", "rob2-crossover", "robins-i"), strict=False):
        written = Counter(
            light_of(TOOLS[tool], judgement.value).sign
            for study in folder.studies
            for entry in study.risk_of_bias
            if entry.tool == tool
            for judgement in entry.judgements
        )
        lines = list(figure.lines(120))
        rows = lines[2 : lines.index("")]
        number = len(TOOLS[tool].parts)
        signs = Counter(
            sign for row in rows for sign in row.split()[-number - 1 : -1] if len(sign) == 1 and "−!+?×".count(sign)
        )
        assert signs == written
        assert_sound(figure)


def test_no_fraction_of_a_study_is_in_a_bar_of_the_real_folder() -> None:
    """Of three trials with CRPS one is high, whatever else ACCURATE was judged for; a fifth of a trial there is not."""
    rob = found(load_library(STUDIES))[0]
    assert rob.lines(80)[-1] == "  ! 2 of 3, − 1 of 3"
    assert "%" not in " ".join(rob.lines(80))
