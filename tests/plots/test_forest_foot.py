"""What stands below a forest plot."""

import pytest
from forests import RATIO, entry, forest, usual
from msgspec.structs import replace

from drgs_cli.plots.drawing import COLUMN_MM, PAGE_MM, Label
from drgs_cli.plots.forest import Axis, Forest, Group
from drgs_cli.plots.forest_axis import scale_of
from drgs_cli.plots.forest_foot import foot_marks
from drgs_cli.plots.forest_layout import layout_of


def texts(plot: Forest, width: float = PAGE_MM) -> list[str]:
    """The texts below a plot."""
    layout = layout_of(plot, width)
    marks, height = foot_marks(plot, layout, scale_of(plot, layout.left + 4, layout.right - 4))
    assert all(mark.y <= height for mark in marks if isinstance(mark, Label))
    return [mark.text for mark in marks if isinstance(mark, Label)]


@pytest.mark.parametrize("width", [COLUMN_MM, PAGE_MM])
def test_the_axis_has_its_ticks_its_sides_and_its_title(width: float) -> None:
    """No difference is ticked."""
    found = texts(usual(), width)
    assert "1" in found
    assert RATIO.title in " ".join(found)
    assert "← favours B favours A →" in " ".join(found)


def test_the_key_says_every_sign_once() -> None:
    """Those that occur."""
    found = texts(usual())
    assert [word for word in ("low", "high", "not judged") if word in found] == ["low", "high"]
    assert found.count("low") == 1


def test_band_squares_and_open_squares_are_explained() -> None:
    """In words below the axis."""
    axis = Axis("MD", null=0.0, band=(-1.0, 1.0), band_text="less than matters", left="a", right="b")
    plot = forest(Group("", (replace(entry("One", 1.2, 0.9, 1.5), apart=True),)), axis=axis)
    assert "Grey band: less than matters; squares; open square: not in the summary" in texts(plot)


def test_an_axis_of_one_side_favours_nobody() -> None:
    """It has no null and no sides."""
    plot = forest(Group("", (entry("One", 50, 40, 60),)), axis=Axis("Patients, %", ends=(0.0, 100.0)))
    assert not any("→" in text or "←" in text for text in texts(plot))
