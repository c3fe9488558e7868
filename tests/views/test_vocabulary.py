"""The vocabulary as a table."""

from collections.abc import Callable

from drgs_cli.render.document import Table
from drgs_cli.views.vocabulary import vocabulary_document
from drgs_cli.vocabulary.terms import Vocabulary

Lines = Callable[[Table], list[dict[str, str]]]


def test_parts_follow_what_they_are_part_of(vocabulary: Vocabulary) -> None:
    document = vocabulary_document(["indications"], vocabulary)
    (table,) = (part for part in document.parts if isinstance(part, Table))
    keys = [(row.cells[0].text, row.cells[0].indent) for group in table.groups() for row in group.rows]
    assert keys[:3] == [("crps", 0), ("crps-1", 1), ("crps-2", 1)]
    assert keys[-1] == ("mixed", 0)


def test_a_kind_without_a_better_end_has_no_such_column(vocabulary: Vocabulary) -> None:
    for kind, judged in (("interventions", False), ("outcomes", True)):
        (table,) = vocabulary_document([kind], vocabulary).parts
        assert isinstance(table, Table)
        assert ("better" in {column.key for column in table.columns}) is judged


def test_programs_get_the_parent(vocabulary: Vocabulary, lines: Lines) -> None:
    main = vocabulary_document(["interventions"], vocabulary).main
    assert main is not None
    parents = {line["key"]: line["parent"] for line in lines(main())}
    assert (parents["scs-tonic"], parents["scs"]) == ("scs", "")


def test_several_kinds_stand_in_their_own_groups(vocabulary: Vocabulary) -> None:
    document = vocabulary_document(["designs", "groups"], vocabulary)
    (table,) = document.parts
    assert isinstance(table, Table)
    assert [(group.title, group.text) for group in table.groups()] == [
        ("designs", "how the study was built"),
        ("groups", "which patients a figure divides by"),
    ]


def test_every_term_is_listed_once(vocabulary: Vocabulary) -> None:
    (table,) = vocabulary_document(["locations"], vocabulary).parts
    assert isinstance(table, Table)
    keys = [row.cells[0].text for group in table.groups() for row in group.rows]
    assert sorted(keys) == sorted(vocabulary.locations)
