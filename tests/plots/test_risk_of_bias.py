"""Traffic lights and bars, drawn and in characters."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sound_drawings import HOSTILE, assert_sound, texts_of

from drgs_cli.plots.drawing import Box, Disc, Label, Outline
from drgs_cli.plots.risk_of_bias import draw_risk_of_bias, risk_of_bias_figure
from drgs_cli.plots.risk_of_bias_data import Bar, Head, Judged, Light, Part, RiskOfBias
from drgs_cli.plots.risk_of_bias_lights import light_marks
from drgs_cli.plots.risk_of_bias_lines import risk_of_bias_lines

LOW, HIGH = Light("+", "low", "good"), Light("−", "high", "bad", "square")
YES, NONE = Light("Y", "yes", "first", "square"), Light("n/a", "not applicable", None, "square")


def picture(names: list[str], domains: int = 3, bars: tuple[Bar, ...] = ()) -> RiskOfBias:
    heads = tuple(Head(f"D{number}", f"Domain number {number}") for number in range(1, domains + 1))
    return RiskOfBias(
        title="Risk",
        description="one low",
        heads=(*heads, Head("All", "Overall", apart=True)),
        rows=tuple(Judged(name, (*(LOW for _ in heads), HIGH)) for name in names),
        legend=(LOW, HIGH),
        legend_title="Risk of bias:",
        bars=bars,
        bars_title="Share of the studies",
    )


def test_a_light_has_its_sign_within_it() -> None:
    """A judgement is a disc, an answer a square; colour is never alone."""
    shape, sign = light_marks(LOW, 10, 20, 6)
    assert isinstance(shape, Disc)
    assert (shape.x, shape.y) == (10, 20)
    assert isinstance(sign, Label)
    assert (sign.text, sign.x) == ("+", 10)
    assert 20 < sign.y < 26
    square, sign = light_marks(YES, 10, 20, 6)
    assert isinstance(square, Box)
    assert square.x < 10 < square.x + square.width
    open_one, _ = light_marks(NONE, 10, 20, 6)
    assert isinstance(open_one, Box)
    assert open_one.fill is None
    assert open_one.stroke == "rule"


def test_a_hundred_studies_are_paged_with_heads_and_legend_on_each_sheet() -> None:
    """Every study is on one of them."""
    names = [f"Study {number}" for number in range(101)]
    pages = draw_risk_of_bias(picture(names), 174)
    assert len(pages) > 1
    for page in pages:
        assert {"D1", "All", "Domain number 1", "Overall", "Risk of bias:"} <= set(texts_of((page,)))
    assert [text for text in texts_of(pages) if text.startswith("Study")] == names


def test_a_domain_without_a_judgement_has_a_point_and_no_light() -> None:
    """It is not taken for low."""
    data = RiskOfBias(
        title="t",
        description="d",
        heads=(Head("D1", "First"), Head("D2", "Second")),
        rows=(Judged("Roe", (LOW, None)),),
        legend=(LOW,),
        legend_title="",
    )
    assert "Second: not judged" in texts_of(draw_risk_of_bias(data, 84))
    assert risk_of_bias_lines(data, 80)[2].split() == ["Roe", "+", "·"]


def test_bars_are_as_long_as_their_shares() -> None:
    """All of a bar's parts together are the whole axis; their numbers stand in them, or none does."""
    bars = (Bar("First", (Part(LOW, 0.75, "75 %"), Part(HIGH, 0.25, "25 %"))),)
    (page,) = draw_risk_of_bias(picture(["Roe"], bars=bars), 174)
    good, bad = (mark for mark in page.marks if isinstance(mark, Box) and mark.height == 10)
    assert (good.fill, bad.fill) == ("good", "bad")
    assert abs(good.width - 3 * bad.width) < 1e-6
    assert abs(good.x + good.width - bad.x) < 1e-6
    assert "+ 75 %" in [mark.text for mark in page.marks if isinstance(mark, Label)]


def test_bars_in_characters_are_made_of_their_signs() -> None:
    """As many as their shares, and the numbers beside them."""
    bars = (Bar("First", (Part(LOW, 0.75, "75 %"), Part(HIGH, 0.25, "25 %"))),)
    lines = risk_of_bias_lines(picture(["Roe"], bars=bars), 80)
    assert f"  {'+' * 57}{'−' * 19}" in lines
    assert lines[-1] == "  + 75 %, − 25 %"


@settings(max_examples=25)
@given(
    st.lists(st.sampled_from(HOSTILE) | st.text(max_size=40), min_size=1, max_size=30),
    st.integers(1, 10),
    st.lists(st.floats(0.01, 1), min_size=1, max_size=3),
)
def test_whatever_the_names_nothing_lies_upon_another(names: list[str], domains: int, sizes: list[float]) -> None:
    """Nor outside the sheet; lines keep to their columns."""
    whole = sum(sizes)
    parts = tuple(
        Part(light, size / whole, f"{size:.0%}") for light, size in zip((LOW, HIGH, NONE), sizes, strict=False)
    )
    assert_sound(risk_of_bias_figure(picture(names, domains, (Bar(names[0], parts), Bar("All", parts, apart=True)))))


def test_lights_differ_in_shape() -> None:
    """Whatever becomes of the colours."""
    drawn = {}
    for shape in ("disc", "triangle", "square", "diamond", "ring"):
        ground, sign = light_marks(replace(HIGH, shape=shape), 10, 10, 6)
        assert isinstance(sign, Label)
        assert sign.text == "−"
        corners = len(ground.points) if isinstance(ground, Outline) else 0
        drawn[shape] = (type(ground), corners, getattr(ground, "fill", None) is None)
    assert len(set(drawn.values())) == 5


def test_bars_of_counts_have_an_axis_of_whole_studies() -> None:
    """And where there is little room, the sign alone."""
    parts = (Part(LOW, 39 / 40, "39 of 40", "39"), Part(HIGH, 1 / 40, "1 of 40", "1"))
    page = draw_risk_of_bias(replace(picture(["Roe"], bars=(Bar("First", parts),)), counted=40), 174)[-1]
    texts = [mark.text for mark in page.marks if isinstance(mark, Label)]
    assert texts[-5:] == ["0", "10", "20", "30", "40"]
    assert "+ 39 of 40" in texts
    assert texts.count("−") == 3  # of the row, of the legend, and of the short part
