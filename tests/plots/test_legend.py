"""A picture that stands alone has its title and every note on it, within the width that was asked for."""

from drgs_cli.plots.drawing import POINTS_PER_MM, Box, Drawing, Label
from drgs_cli.plots.figure import Figure
from drgs_cli.plots.legend import standing_alone
from drgs_cli.plots.sheets import TALLEST


def figure(*heights: float, title: str = "A title", notes: tuple[str, ...] = ()) -> Figure:
    def pages(width_mm: float) -> tuple[Drawing, ...]:
        width = width_mm * POINTS_PER_MM
        return tuple(Drawing(width, height, (Box(0, 0, width, height),), title, "d") for height in heights)

    return Figure(title, "What it shows.", pages, lambda _: (), notes)


def texts(page: Drawing) -> list[str]:
    return [mark.text for mark in page.marks if isinstance(mark, Label)]


def test_title_above_and_notes_below() -> None:
    (page,) = standing_alone(figure(50, notes=("Uncontrolled: not a comparison.",)), 84, ("Narrowed to: 12 months.",))
    assert texts(page) == ["A title", "Uncontrolled: not a comparison.", "Narrowed to: 12 months."]
    (box,) = [mark for mark in page.marks if isinstance(mark, Box)]
    title, *notes = [mark for mark in page.marks if isinstance(mark, Label)]
    assert title.y < box.y
    assert all(note.y > box.y + box.height for note in notes)
    assert page.height > notes[-1].y


def test_it_is_as_wide_as_asked_with_its_margin() -> None:
    (page,) = standing_alone(figure(50), 84)
    (box,) = [mark for mark in page.marks if isinstance(mark, Box)]
    assert abs(page.width - 84 * POINTS_PER_MM) < 1e-6
    assert abs(box.x - (page.width - box.x - box.width)) < 1e-6
    assert box.x > 0


def test_sheets_are_numbered_and_the_notes_stand_on_the_last() -> None:
    first, last = standing_alone(figure(50, 60, notes=("A note.",)), 84)
    assert (texts(first), texts(last)) == (["A title (1/2)"], ["A title (2/2)", "A note."])


def test_notes_for_which_no_room_is_left_get_a_sheet_of_their_own() -> None:
    *_, last = standing_alone(figure(TALLEST - 20, notes=("A note. " * 40,)), 84)
    assert " ".join(texts(last)).split() == ("A note. " * 40).split()


def test_a_title_that_never_ends_is_shortened_and_kept_whole_beside_it() -> None:
    title = "word " * 1000
    (page,) = standing_alone(figure(50, title=title), 84)
    assert len(texts(page)) == 4
    assert texts(page)[-1].endswith("…")
    assert {mark.full for mark in page.marks if isinstance(mark, Label)} == {title}


def test_a_sheet_that_names_itself_gets_no_second_title() -> None:
    def pages(width_mm: float) -> tuple[Drawing, ...]:
        return (Drawing(width_mm * POINTS_PER_MM, 50, (Label(0, 10, "A title"),), "A title", "d"),)

    (page,) = standing_alone(Figure("A title", "d", pages, lambda _: ()), 84)
    assert texts(page) == ["A title"]
