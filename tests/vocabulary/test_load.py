"""The vocabulary that comes with the program is sound, and a review's own terms join it or take its place."""

import re
from pathlib import Path

import msgspec
import pytest

import drgs_cli.vocabulary
from drgs_cli.documents.parse import parse_document
from drgs_cli.documents.walk import faults
from drgs_cli.documents.wants import wants_of
from drgs_cli.vocabulary.load import TermShape, TermShapes, load_vocabulary
from drgs_cli.vocabulary.terms import KINDS, Term, Terms, folded

OURS = load_vocabulary()
TERMS = [(kind, term) for kind in KINDS for term in OURS.kind(kind).values()]
FILES = sorted(Path(drgs_cli.vocabulary.__file__).parent.glob("*.yaml"))


def every_term(where: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("kind", "term"),
        [pytest.param(kind, term, id=f"{kind}-{term.key}") for kind, term in TERMS if getattr(term, where)],
    )


def test_every_kind_has_its_file_and_every_file_its_kind() -> None:
    assert {path.stem for path in FILES} == set(KINDS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_file_of_each_kind_is_without_fault(path: Path) -> None:
    document = parse_document(path.read_bytes(), path.name, wants_of(msgspec.defstruct("Root", [])))
    assert document.problems == ()
    for key, entry in document.data.items():
        assert faults(entry, TermShape, document.positions) == [], key


@every_term("key")
def test_a_key_is_small_letters_digits_and_single_hyphens(kind: str, term: Term) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", term.key), kind


@every_term("parent")
def test_a_parent_is_a_term_of_the_same_kind_and_not_below_its_child(kind: str, term: Term) -> None:
    terms = OURS.kind(kind)
    assert term.parent in terms
    assert terms.with_parents(term.key)[-1] in terms.top()


@pytest.mark.parametrize("kind", KINDS)
def test_no_name_stands_for_two_terms_of_one_kind(kind: str) -> None:
    claimed: dict[str, set[str]] = {}
    for key, term in OURS.kind(kind).items():
        for name in (key, term.label, term.short, *term.synonyms):
            claimed.setdefault(folded(name), set()).add(key)
    assert {name: keys for name, keys in claimed.items() if len(keys) > 1} == {}


def test_every_outcome_says_what_kind_it_is_and_which_way_is_better() -> None:
    kinds = {"benefit", "harm", "course", "economic"}
    assert [key for key, term in OURS.outcomes.items() if term.kind not in kinds or term.better is None] == []


def test_every_design_says_which_group_of_evidence_it_makes() -> None:
    kinds = {"randomised", "comparative", "single", "review", "database"}
    assert [key for key, term in OURS.designs.items() if term.kind not in kinds] == []


def test_a_design_names_a_tool_for_risk_of_bias_unless_it_makes_no_primary_study() -> None:
    primary = {"randomised", "comparative", "single"}
    assert [key for key, term in OURS.designs.items() if bool(term.risk_of_bias) != (term.kind in primary)] == []


def test_the_ends_of_every_scale_are_in_order() -> None:
    assert [
        key
        for key, term in OURS.scales.items()
        if term.low is not None and term.high is not None and term.low >= term.high
    ] == []


@pytest.mark.parametrize(
    ("kind", "text", "key"),
    [
        ("indications", "CRPS II", "crps-2"),
        ("indications", "causalgia", "crps-2"),
        ("interventions", "HF10", "scs-10khz"),
        ("outcomes", "dural puncture", "csf-leak"),
        ("scales", "0-10", "pain-0-10"),
        ("groups", "ITT", "allocated"),
    ],
)
def test_terms_are_found_by_the_words_of_the_field(kind: str, text: str, key: str) -> None:
    found = OURS.kind(kind).find(text)
    assert found is not None
    assert found.key == key


def test_a_question_about_spinal_cord_stimulation_takes_in_its_waveforms() -> None:
    assert {"scs-tonic", "scs-burst", "scs-10khz"} < set(OURS.interventions.with_parts("scs"))
    assert OURS.interventions.with_parts("drgs") == ("drgs",)


def added(text: str) -> TermShapes:
    document = parse_document(text.encode(), "review.yaml", wants_of(TermShapes))
    return msgspec.convert(document.data, TermShapes)


def test_a_term_is_read_with_all_that_is_said_of_it() -> None:
    scales = added(
        "grip-10: {label: Grip, short: G, synonyms: [squeeze], better: higher, low: 0, high: 10, whole: true}"
    )
    assert load_vocabulary({"scales": scales}).scales["grip-10"] == Term(
        key="grip-10", label="Grip", short="G", synonyms=("squeeze",), better="higher", low=0, high=10, whole=True
    )


def test_a_design_is_read_with_its_tools_for_risk_of_bias() -> None:
    designs = added("registry-cohort: {label: Registry cohort, kind: single, risk_of_bias: [robins-i, rob2]}")
    assert load_vocabulary({"designs": designs}).designs["registry-cohort"].risk_of_bias == ("robins-i", "rob2")


def test_a_tool_that_does_not_exist_is_no_tool_of_a_design() -> None:
    with pytest.raises(msgspec.ValidationError, match="risk_of_bias"):
        added("registry-cohort: {label: Registry cohort, risk_of_bias: [rob3]}")


def test_a_term_without_a_short_name_is_shown_by_its_label() -> None:
    found = load_vocabulary({"indications": added("toothache: {label: Toothache}")}).indications["toothache"]
    assert (found.short, found.synonyms, found.parent) == ("Toothache", (), None)


def test_terms_are_added_to_their_kind_and_to_no_other() -> None:
    found = load_vocabulary({"indications": added("toothache: {label: Toothache, parent: other-neuropathic}")})
    assert found.indications.with_parts("other-neuropathic") == ("other-neuropathic", "toothache")
    assert all(same(found.kind(kind), OURS.kind(kind)) for kind in KINDS if kind != "indications")


def same(one: Terms, other: Terms) -> bool:
    return dict(one) == dict(other)


def test_a_kind_that_is_replaced_keeps_none_of_ours() -> None:
    found = load_vocabulary({"locations": added("tooth: {label: tooth}")}, ("locations",))
    assert list(found.locations) == ["tooth"]
    assert len(found.outcomes) == len(OURS.outcomes)
