"""The flow of records, drawn and in characters."""

from hypothesis import given, settings
from hypothesis import strategies as st
from sound_drawings import HOSTILE, assert_sound, texts_of

from drgs_cli.plots.drawing import Label, Outline
from drgs_cli.plots.prisma import prisma_figure
from drgs_cli.plots.prisma_boxes import box_strip
from drgs_cli.plots.prisma_data import Entry, Flow, FlowBox, Step, Way
from drgs_cli.plots.prisma_drawn import draw_prisma
from drgs_cli.plots.prisma_lines import prisma_lines
from drgs_cli.plots.text_width import width_of

KNOWN = FlowBox((Entry("Records screened", "968"),))
MISSING = FlowBox((Entry("Records excluded", "not stated", missing=True),))


def picture(text: str = "Records", warnings: tuple[str, ...] = (), *, before: bool = True) -> Flow:
    box = FlowBox((Entry(text, "120"), Entry(text, "not stated", missing=True, indent=1)))
    first = Way("Databases", (Step("Identification", box, box), Step("Screening", KNOWN, MISSING)))
    second = Way("Other methods", (Step("Identification", box), Step("Screening", None)))
    return Flow(
        title="Flow",
        description="text",
        ways=(first, second),
        included=FlowBox((Entry("Included", "12"),)),
        included_stage="Included",
        before=Way("Earlier", (Step("Identification", KNOWN),)) if before else None,
        warnings=warnings,
    )


def test_a_box_is_as_high_as_its_text_and_holds_it() -> None:
    """Every line of it, however long."""
    strip = box_strip(FlowBox((Entry("Reports excluded for a reason that takes many words to tell", "5"),)), 10, 60)
    border = next(mark for mark in strip.marks if isinstance(mark, Outline))
    labels = [mark for mark in strip.marks if isinstance(mark, Label)]
    assert len(labels) > 2
    assert labels[-1].text.endswith("(n = 5)")
    assert max(y for _, y in border.points) == strip.height
    for label in labels:
        assert label.x >= 10
        assert label.x + width_of(label.text, label.size) <= 70
        assert 0 < label.y < strip.height


def test_a_number_that_nobody_stated_is_told_so_within_a_broken_border() -> None:
    """It is never filled in."""
    strip = box_strip(MISSING, 0, 200)
    assert next(mark for mark in strip.marks if isinstance(mark, Outline)).dash
    assert "Records excluded (n not stated)" in [mark.text for mark in strip.marks if isinstance(mark, Label)]
    assert not next(mark for mark in box_strip(KNOWN, 0, 200).marks if isinstance(mark, Outline)).dash


def test_ways_stand_beside_one_another_on_a_page_and_below_in_a_column() -> None:
    """With the same boxes."""
    wide, narrow = draw_prisma(picture(), 174), draw_prisma(picture(), 84)
    assert narrow[0].height > wide[0].height
    joined = [" ".join(texts_of(pages)) for pages in (wide, narrow)]
    for text in ("Databases", "Other methods", "Earlier", "968", "Included (n = 12)"):
        assert all(text in found for found in joined)


def test_arrows_lead_from_every_way_to_what_is_included() -> None:
    """Of all three, at both widths."""
    for width in (84, 174):
        (page,) = draw_prisma(picture(), width)
        heads = [mark for mark in page.marks if isinstance(mark, Outline) and mark.fill == "rule"]
        last = max(y for head in heads for _, y in head.points)
        into = [head for head in heads if abs(max(y for _, y in head.points) - last) < 1e-6]
        assert len(into) == (3 if width == 174 else 2)  # in a column two of them share a line


def test_warnings_stand_in_the_picture_itself() -> None:
    """Wherever it goes, they go with it."""
    data = picture(warnings=("13 included-studies, but 12 records.",))
    assert "WARNING: 13 included-studies, but 12 records." in " ".join(texts_of(draw_prisma(data, 84)))
    assert prisma_lines(data, 80)[-1] == "WARNING: 13 included-studies, but 12 records."


def test_numbers_in_characters_stand_at_the_end_of_the_line() -> None:
    """Behind dots; what fell out behind an arrow."""
    lines = prisma_lines(picture(), 80)
    (screened,) = [line for line in lines if line.startswith("  Records screened") and "968" in line][1:]
    assert screened.endswith(" 968")
    assert len(screened) == 80
    assert [line for line in lines if line.startswith("   ─▸ Records excluded")]


@settings(max_examples=25)
@given(st.sampled_from(HOSTILE) | st.text(min_size=1, max_size=60), st.booleans())
def test_whatever_the_texts_nothing_lies_upon_another(text: str, before: bool) -> None:
    """Nor outside the sheet; lines keep to their columns."""
    assert_sound(prisma_figure(picture(text, (text,), before=before)))
