"""Names of places of two records: they hold when rows are put in, and no two are alike."""

from two_extractors import FIRST, fields, record

from drgs_cli.documents.places import find, steps_of


def test_a_row_is_named_by_what_tells_it_from_the_others() -> None:
    assert "results[outcome=explant].arms.drgs.events" in fields(FIRST, FIRST)


def test_rows_that_only_the_other_has_count_as_others() -> None:
    assert "results[outcome=responder-50,months=3].analysed" in fields()


def test_what_a_row_has_not_names_it_too() -> None:
    row = "  - outcome: explant\n    arms: {drgs: {events: 4, n: 20}}\n"
    assert "results[outcome=explant,months=].arms.drgs.events" in fields(FIRST + row, FIRST + row)


def test_words_with_a_comma_stand_in_quotes() -> None:
    row = '  - outcome: explant\n    months: 12\n    aspect: "late, painful"\n    arms: {drgs: {events: 4, n: 20}}\n'
    assert 'results[outcome=explant,aspect="late, painful"].arms.drgs.events' in fields(FIRST + row, FIRST + row)


def test_entries_that_nothing_names_have_their_number() -> None:
    text = FIRST.replace(
        "    source: {report: roe, at: Table 4}\n", '    contrasts: [{p: "<0.1"}, {words: the same}]\n'
    )
    assert "results[outcome=explant].contrasts[1].words" in fields(text, text)


def test_entries_of_one_number_that_are_two_have_two_names() -> None:
    first = FIRST.replace("    source: {report: roe, at: Table 4}\n", "    contrasts: [{words: the same, n: 40}]\n")
    second = first.replace("[{words: the same, n: 40}]", "[{favours: drgs, p: 0.04}]")
    names = [at for at, field in fields(first, second).items() if field.in_conflict]
    assert names == ["results[outcome=explant].contrasts[0]", "results[outcome=explant].contrasts[0] (B)"]


def test_a_name_leads_to_its_place_as_drgs_set_reads_it() -> None:
    first = record(FIRST)
    for at, field in fields().items():
        if field.a is not None:
            assert find(steps_of(at) or (), first.data, first.positions) == field.a.path
