"""Events that are no whole numbers are remarked on."""

from analysed import analysed

from drgs_cli.views.pool.document import pool_document
from drgs_cli.views.pool.whole_numbers import fractions


def test_rows_with_such_events_are_counted() -> None:
    found = analysed("RR", {"ai": (1.5, 2, 3), "n1i": (9, 9, 9), "ci": (2.5, 2, 0.1), "n2i": (9, 9, 9)})
    (note,) = fractions(found)
    assert note.text == "2 rows have events that are no whole number; percentages are no counts."
    assert note in pool_document(found).parts


def test_one_row_has_its_own_grammar() -> None:
    (note,) = fractions(analysed("PLO", {"xi": (12.5, None), "ni": (50, 40)}))
    assert note.text.startswith("1 row has events")


def test_whole_numbers_and_times_are_not_remarked_on() -> None:
    assert fractions(analysed("PLO", {"xi": (12, 3), "ni": (50, 40)})) == ()
    assert fractions(analysed("IR", {"xi": (12.5, 3), "ti": (50, 40)})) == ()
