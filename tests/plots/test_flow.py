"""Steps of rows, drawn and in characters."""

from hypothesis import given, settings
from hypothesis import strategies as st
from sound_drawings import HOSTILE, assert_sound, texts_of

from drgs_cli.plots.drawing import Box, Label
from drgs_cli.plots.flow import flow_figure
from drgs_cli.plots.flow_data import FlowGroup, FlowRow, Passage, PatientFlow, Stage
from drgs_cli.plots.flow_drawn import draw_flow
from drgs_cli.plots.flow_lines import flow_lines

MISSING = Stage("not stated", None)


def picture(rows: list[FlowRow]) -> PatientFlow:
    group = FlowGroup(
        title="One side: 2 studies",
        tone="first",
        rows=tuple(rows),
        total=FlowRow("Together", (Stage("30", 1.0, barred=False), Stage("8", 1.0, barred=False))),
        stated=("2 of 2", "1 of 2; 1 counted"),
        passages=(Passage("First to second", "1 of 2 studies state both", 0.8, "8 of 10 (80 %)"),),
    )
    return PatientFlow(
        title="Flow",
        description="text",
        steps=("Allocated", "Implanted"),
        groups=(group,),
        legend="Bars: shares.",
        stated_head="stated by",
        passages_head="From step to step",
    )


ROWS = [
    FlowRow("Roe 2020", (Stage("10", 1.0), Stage("8", 0.8))),
    FlowRow("Poe 2021", (Stage("20", 1.0), MISSING), "shares patients"),
]


def test_a_missing_step_has_no_bar_but_says_so() -> None:
    """Neither as zero nor as nothing."""
    (page,) = draw_flow(picture(ROWS), 174)
    bars = [mark for mark in page.marks if isinstance(mark, Box) and mark.fill == "first"]
    assert len(bars) == 4  # three steps, one passage
    assert texts_of((page,)).count("not stated") == 1


def test_sums_have_no_bars_and_say_over_how_many_they_are() -> None:
    """They are not of the same studies."""
    lines = flow_lines(picture(ROWS), 80)
    place = next(number for number, line in enumerate(lines) if line.startswith("Together"))
    assert lines[place].split() == ["Together", "30", "8"]
    assert lines[place + 1].split() == ["stated", "by", "2", "of", "2", "1", "of", "2;", "1", "counted"]


def test_bars_are_as_long_as_their_shares() -> None:
    """Of the room that a bar has."""
    (page,) = draw_flow(picture(ROWS), 174)
    ground = [mark.width for mark in page.marks if isinstance(mark, Box) and mark.fill == "faint"]
    drawn = [mark.width for mark in page.marks if isinstance(mark, Box) and mark.fill == "first"]
    assert [round(bar / room, 6) for bar, room in zip(drawn, ground, strict=True)] == [1.0, 0.8, 1.0, 0.8]


def test_what_is_not_nothing_has_a_block_at_least() -> None:
    """One of many is not none; none has no block."""
    rows = [FlowRow("Roe", (Stage("1000", 1.0), Stage("1", 0.001))), FlowRow("Poe", (Stage("9", 1.0), Stage("0", 0.0)))]
    lines = flow_lines(picture(rows), 80)
    bars = [line.split() for line in lines if "░" in line]
    assert bars[0][-1].startswith("█")
    assert "█" not in bars[1][-1]


def test_a_long_list_is_paged_with_heads_and_the_side_on_each_sheet() -> None:
    """Every study is on one of them."""
    rows = [FlowRow(f"Study {number}", ROWS[0].stages) for number in range(120)]
    pages = draw_flow(picture(rows), 84)
    assert len(pages) > 1
    for page in pages:
        labels = [mark.text for mark in page.marks if isinstance(mark, Label)]
        assert "Allocated" in labels
        assert "One side: 2 studies" in labels
    assert [text for text in texts_of(pages) if text.startswith("Study")] == [row.name for row in rows]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(HOSTILE) | st.text(max_size=40), st.text(max_size=30)), max_size=40))
def test_whatever_the_names_nothing_lies_upon_another(names: list[tuple[str, str]]) -> None:
    """Nor outside the sheet; lines keep to their columns."""
    rows = [FlowRow(name, ROWS[place % 2].stages, about) for place, (name, about) in enumerate(names)]
    assert_sound(flow_figure(picture(rows)))
