"""The one layout: indentation, brackets, blank lines and order, with every comment at its place."""

from textwrap import dedent

import pytest

from drgs_cli.documents.commented import tree_of
from drgs_cli.documents.layout import laid_out
from drgs_cli.documents.wants import NATURAL, TEXT, Wants

KNOWN = Wants(keys={"id": TEXT, "label": TEXT})
LONG = "a text of many words " * 8


def anew(text: str, wants: Wants = NATURAL) -> str:
    """The text laid out; its own indentation is that of the test."""
    return laid_out(tree_of(dedent(text).lstrip("\n")), wants, frozenset(("title",)))


def test_what_is_indented_otherwise_gets_two_spaces_and_lists_below_their_key() -> None:
    written = """
        a:
            b: 1
            c:
            - d: 2
              e:
                    - 3
        """
    assert anew(written) == "a:\n  b: 1\n  c:\n    - d: 2\n      e:\n        - 3\n"


def test_within_brackets_one_space_follows_colon_and_comma() -> None:
    assert anew("a:   { b:  1 ,c: [ 2,3 ],\n  d: { } , }\n") == "a: {b: 1, c: [2, 3], d: {}}\n"


def test_columns_are_not_lined_up() -> None:
    assert anew("drgs: {n: 1}\nscs:  {n: 2}\n") == "drgs: {n: 1}\nscs: {n: 2}\n"


def test_a_block_stays_a_block_however_short() -> None:
    assert anew("a:\n  b: 1\n") == "a:\n  b: 1\n"


def test_a_mapping_that_fits_on_no_line_becomes_a_block() -> None:
    written = f"a:\n  - {{b: 1, c: {LONG[:80].strip()}, d: {LONG[:60].strip()}}}\n"
    assert anew(written) == f"a:\n  - b: 1\n    c: {LONG[:80].strip()}\n    d: {LONG[:60].strip()}\n"


def test_a_list_of_words_that_fits_on_no_line_goes_on_below() -> None:
    names = ", ".join(f"Somebody {letter}" for letter in "ABCDEFGHIJKLMNO")
    first, _, rest = names.partition(", Somebody L")
    assert anew(f"authors: [{names}]\n") == f"authors: [{first},\n  Somebody L{rest}]\n"


def test_brackets_with_a_comment_inside_become_a_block() -> None:
    written = """
        a: {b: 1,   # one
            # two
            c: [2, 3]} # all
        """
    assert anew(written) == "a:  # all\n  b: 1  # one\n  # two\n  c: [2, 3]\n"


def test_a_text_too_long_for_a_line_is_folded() -> None:
    laid = anew(f"why: {LONG}\n").split("\n")
    assert (laid[0], [len(line) <= 134 for line in laid[1:3]]) == ("why: >-", [True, True])


def test_a_text_that_must_stay_whole_is_not_folded() -> None:
    assert anew(f"title: {LONG.strip()}\n") == f"title: {LONG.strip()}\n"


def test_lines_of_a_text_end_where_they_did() -> None:
    assert anew("a: >-\n      short\n      lines\nb: 1\n") == "a: >-\n  short\n  lines\n\nb: 1\n"


def test_a_blank_line_stands_between_blocks_and_none_between_lines() -> None:
    assert anew("a: 1\nb: 2\nc:\n  - 3\nd: 4\ne: 5\n") == "a: 1\nb: 2\n\nc:\n  - 3\n\nd: 4\ne: 5\n"


def test_blank_lines_never_stand_two_together_or_at_an_end() -> None:
    written = "\n\na: 1\n\n\nb:\n\n  - c: 1\n\n\n  - c: 2\n\n\n"
    assert anew(written) == "a: 1\n\nb:\n  - c: 1\n\n  - c: 2\n"


def test_known_keys_stand_in_their_order_and_unknown_ones_behind_their_neighbour() -> None:
    known = Wants(keys={"id": TEXT, "n": NATURAL, "note": TEXT})
    assert anew("note: a\nx: 1\nn: 2\ny: 3\nid: b\n", known) == "id: b\nn: 2\ny: 3\nnote: a\nx: 1\n"


def test_a_comment_moves_with_its_key() -> None:
    known = Wants(rest=Wants(keys={"id": TEXT, "n": NATURAL}))
    written = "a:\n  # how many\n  n: 2  # two\n  # whose\n  id: b  # b\n"
    assert anew(written, known) == "a:\n  # whose\n  id: b  # b\n  # how many\n  n: 2  # two\n"


def test_what_heads_the_file_stays_its_head() -> None:
    known = Wants(keys={"id": TEXT, "n": NATURAL})
    assert anew("# yaml-language-server: x\n\nn: 1\nid: b\n", known) == "# yaml-language-server: x\n\nid: b\nn: 1\n"


def test_a_comment_above_the_first_key_of_an_item_stands_above_the_item() -> None:
    assert anew("a:\n  -  # one\n    # two\n    b: 1\n  - c: 2  # three\n") == (
        "a:\n  # one\n  # two\n  - b: 1\n  - c: 2  # three\n"
    )


def test_lists_in_lists_keep_their_dashes() -> None:
    assert anew("a:\n- - 1\n  - b: 2\n    c: 3\n-\n  - 4\n") == "a:\n  - - 1\n    - b: 2\n      c: 3\n  - - 4\n"


def test_comments_at_the_end_of_a_block_stay_in_it() -> None:
    assert anew("a:\n    - b: 1\n    # no more of a\n# about c\nc: 2\n") == (
        "a:\n  - b: 1\n  # no more of a\n\n# about c\nc: 2\n"
    )


def test_two_comments_of_one_line_are_both_kept() -> None:
    assert anew("a: # one\n  b # two\n") == "# one\na: b  # two\n"


@pytest.mark.parametrize("written", ["{}", "{}  # nothing\n", "# nothing\n{}\n"])
def test_a_file_without_a_key_is_laid_out_too(written: str) -> None:
    assert "{}" in anew(written)


def test_a_key_without_a_value_stays_so() -> None:
    assert anew("a:\nb:   # nothing\nc: [ {d: } ]\n") == "a:\nb:  # nothing\nc: [{d: }]\n"


def test_a_file_in_brackets_becomes_one_of_lines() -> None:
    assert anew('{"a": 1, "b": {"c": [true, "d"]}}') == "a: 1\nb: {c: [true, d]}\n"


def test_directives_and_document_marks_go() -> None:
    assert anew("%YAML 1.2\n---  # start\na: 1\n...\n# end\n") == "# start\na: 1\n# end\n"


def test_a_comment_on_the_first_entry_moves_with_it() -> None:
    assert anew("# why this label\nlabel: Roe\nid: roe\n", KNOWN) == "id: roe\n# why this label\nlabel: Roe\n"
    for_editors = "# yaml-language-server: $schema=record.json\n"
    assert anew(f"{for_editors}# why\nlabel: Roe\nid: roe\n", KNOWN) == f"{for_editors}id: roe\n# why\nlabel: Roe\n"


def test_what_comes_first_keeps_its_comments_and_makes_no_head_of_them() -> None:
    written = "# head\n\nlabel: Roe\n\n# one\n\n# two\nid: roe\n"
    assert anew(written, KNOWN) == "# head\n\n# one\n# two\nid: roe\nlabel: Roe\n"
