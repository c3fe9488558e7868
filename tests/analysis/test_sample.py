"""Effects of the rows of a table, and to how many of the pooled ones something was added."""

from analysed import analysed

from drgs_cli.analysis.request import ZeroCells

ROWS = {"ai": (0, 0, 5), "n1i": (10, 20, 30), "ci": (0, 4, 7), "n2i": (11, 21, 31)}


def test_only_rows_that_are_pooled_count_as_increased() -> None:
    kept, dropped = (analysed("RR", ROWS, zeros=ZeroCells(drop_double=drop)).sample for drop in (False, True))
    assert (kept.increased, len(kept.kept)) == (2, 3)
    assert (dropped.increased, len(dropped.kept)) == (1, 2)


def test_where_every_table_is_increased_those_that_are_pooled_are() -> None:
    asked = ZeroCells("all", drop_double=True)
    assert analysed("RR", ROWS, zeros=asked).sample.increased == 2
