"""Terms are found by any of their names however spelled, and know what lies above and below them."""

import pytest

from drgs_cli.vocabulary.load import load_vocabulary
from drgs_cli.vocabulary.terms import KINDS, Term, Terms, folded


def term(key: str, label: str = "", *, parent: str | None = None, last: bool = False, synonyms: str = "") -> Term:
    names = tuple(synonyms.split("/")) if synonyms else ()
    return Term(key=key, label=label or key, short=label or key, parent=parent, last=last, synonyms=names)


def terms(*listed: Term) -> Terms:
    return Terms("pains", {one.key: one for one in listed})


TREE = terms(
    term("mixed", "Several causes", last=True),
    term("crps", "Complex regional pain syndrome", synonyms="CRPS I and II"),
    term("crps-1", "CRPS type I", parent="crps", synonyms="sudeck/reflex dystrophy"),
    term("crps-1-hand", parent="crps-1"),
    term("crps-2", parent="crps", synonyms="causalgia"),
    term("phantom", "Phantom limb pain"),
)


@pytest.mark.parametrize("spelled", ["CRPS-II", "crps ii", "Crps  II", " crps_ii ", "(CRPS) II"])
def test_case_hyphens_and_spaces_make_no_difference(spelled: str) -> None:
    assert folded(spelled) == "crps ii"


def test_signs_that_carry_a_meaning_make_a_difference() -> None:
    assert len({folded(text) for text in (">50", ">=50", "<50", "50", "50%", "5.0")}) == 6


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("crps-1", "crps-1"),
        ("CRPS 1", "crps-1"),
        ("crps type i", "crps-1"),
        ("Reflex Dystrophy", "crps-1"),
        ("CAUSALGIA", "crps-2"),
        ("complex-regional-pain-syndrome", "crps"),
    ],
)
def test_a_term_is_found_by_key_label_or_synonym(text: str, key: str) -> None:
    found = TREE.find(text)
    assert found is not None
    assert found.key == key


def test_a_word_that_is_no_name_finds_nothing() -> None:
    assert TREE.find("toothache") is None


def test_a_name_that_two_terms_claim_is_the_first_ones() -> None:
    found = terms(term("a", synonyms="pain"), term("b", synonyms="Pain")).find("PAIN")
    assert found is not None
    assert found.key == "a"


@pytest.mark.parametrize(
    ("text", "nearest"), [("cprs", "crps"), ("phantm limb pain", "phantom"), ("causalga", "crps-2")]
)
def test_the_nearest_key_looks_like_what_was_written_by_any_of_its_names(text: str, nearest: str) -> None:
    assert TREE.nearest(text)[0] == nearest


def test_no_more_keys_are_named_as_nearest_than_asked_for_and_each_once() -> None:
    assert TREE.nearest("crps", 2) == ("crps", "crps-2")
    assert TREE.nearest("zzzzzz") == ()


def test_a_question_about_a_key_takes_in_all_below_it() -> None:
    assert TREE.with_parts("crps") == ("crps", "crps-1", "crps-1-hand", "crps-2")
    assert TREE.with_parts("phantom") == ("phantom",)
    assert TREE.children("crps") == ("crps-1", "crps-2")
    assert TREE.children("phantom") == ()


def test_the_way_up_starts_with_the_key_itself() -> None:
    assert TREE.with_parents("crps-1-hand") == ("crps-1-hand", "crps-1", "crps")
    assert TREE.with_parents("toothache") == ("toothache",)


def test_a_parent_that_is_its_own_child_does_not_go_round_for_ever() -> None:
    assert terms(term("a", parent="b"), term("b", parent="a")).with_parents("a") == ("a", "b")


def test_what_a_term_implies_goes_on_from_term_to_term() -> None:
    steps = [Term(key=key, label=key, short=key, implies=more) for key, more in (("a", ("b",)), ("b", ("c", "a")))]
    assert terms(*steps).implied("a") == ("b", "c")
    assert terms(*steps).implied("toothache") == ()


def test_the_top_lists_those_without_a_parent_and_last_those_that_say_so() -> None:
    assert TREE.top() == ("crps", "phantom", "mixed")


def test_terms_are_a_mapping_in_the_order_of_the_file() -> None:
    assert (len(TREE), list(TREE)[:2], "crps" in TREE) == (6, ["mixed", "crps"], True)
    assert TREE["crps"].label == "Complex regional pain syndrome"


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_the_vocabulary_is_found_by_its_name(kind: str) -> None:
    assert load_vocabulary().kind(kind).name == kind
