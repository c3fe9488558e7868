"""The answer to a network says what it holds, how far it agrees with itself, and what cannot be said."""

import pytest
from msgspec.structs import replace
from networks import APART, ARMS, ONE_STUDY, TRIANGLE, asked, network, paragraphs, tables

from drgs_cli import __version__
from drgs_cli.render.document import Document
from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.pool.network import network_document

# An arm that has no event in any study of its design.
LOST_ARM = """\
study,treatment,event,n
S1,a,3,20
S1,b,5,20
S2,b,4,20
S2,c,0,20
"""
AGREEING = "study,treat1,treat2,TE,seTE\nS1,a,b,1,1\nS2,a,b,1,1\n"
CHAIN = "study,treat1,treat2,TE,seTE\nS1,a,b,1,1\nS2,a,b,3,1\nS3,b,c,1,1\n"
LOOP = "study,treat1,treat2,TE,seTE\nS1,a,b,1,1\nS3,b,c,1,1\nS4,a,c,1,1\n"


def answered(text: str, measure: str = "MD", method: str = "reml") -> Document:
    return network_document(network(text, asked(measure, method)))


def titles(document: Document) -> list[str]:
    return [table.title for table in tables(document)]


def test_the_answer_begins_with_what_the_network_holds() -> None:
    said = paragraphs(answered(TRIANGLE))
    held = "Network of 4 treatments in 5 studies (5 comparisons, 4 designs)."
    assert said.startswith(f"{held}\nRecipe (drgs {__version__}): mean difference")


def test_a_connected_network_has_all_tables() -> None:
    assert titles(answered(TRIANGLE)) == [
        "Mean difference against a",
        "League table: mean difference, random effects, in the order of the P-scores",
        "Direct and indirect evidence: mean difference, random effects",
        "Heterogeneity within designs, common effect",
    ]


def test_two_treatments_need_no_league_table() -> None:
    assert titles(answered(AGREEING)) == ["Mean difference against a", "Heterogeneity within designs, common effect"]


def test_more_treatments_than_can_be_read_are_left_to_csv() -> None:
    rows = "".join(f"S{at},t{at},x,1,1\n" for at in range(12))
    document = answered(f"study,treat1,treat2,TE,seTE\n{rows}")
    assert titles(document) == ["Mean difference against x"]
    assert "The league table of 13 treatments is too wide to be read here; --format csv" in paragraphs(document)


def test_csv_holds_all_pairs() -> None:
    main = answered(TRIANGLE).main_table()
    assert main is not None
    assert len(main.rows) == 6


def test_parts_that_no_study_connects_are_named_with_what_to_do() -> None:
    document = answered(APART, "OR")
    assert paragraphs(document).startswith(
        "Not estimable: the network falls into 2 parts that no study connects: (1) a, b; (2) c, d."
        " Each part can be analysed by itself: leave the rows of the others out."
    )
    assert titles(document) == ["Comparisons of the studies"]


def test_no_study_left_is_an_answer() -> None:
    document = answered("study,treatment,event,n\nS1,a,0,20\nS1,b,0,20\n", "OR")
    assert paragraphs(document).startswith("Not estimable: no study is left.")
    assert titles(document) == []


@pytest.mark.parametrize("method", ["reml", "mh"])
def test_studies_left_out_are_named(method: str) -> None:
    said = paragraphs(answered(ARMS, "OR", method))
    assert "no event, or nothing but events): S3." in said


def test_arms_left_out_are_named_and_so_is_what_is_lost_with_them() -> None:
    said = paragraphs(answered(LOST_ARM, "OR", "mh"))
    assert "The arms of c are left out of the studies of b and c" in said
    assert "Without an estimate, therefore: c." in said


def test_names_that_differ_by_case_are_pointed_out() -> None:
    rows = "S1,placebo,a,1,1\nS2,Placebo,a,1,1\n"
    said = paragraphs(answered(f"study,treat1,treat2,TE,seTE\n{rows}"))
    assert "Taken for different treatments: placebo and Placebo." in said


def test_heterogeneity_is_told_from_inconsistency() -> None:
    said = paragraphs(answered(TRIANGLE))
    assert "Heterogeneity within designs: Q 1.23 on 1 df, p = 0.27." in said
    assert "Inconsistency between designs: Q 0.20 on 1 df, p = 0.66; allowing for heterogeneity within them, Q" in said


def test_a_tau2_of_0_is_an_answer() -> None:
    assert "Tau2 is 0, the lowest it can be: an answer, not a failure" in paragraphs(answered(AGREEING))


def test_a_common_effect_has_no_tau2() -> None:
    assert "tau2" not in paragraphs(answered(TRIANGLE, method="ee"))


def test_one_study_cannot_be_examined() -> None:
    said = paragraphs(answered(ONE_STUDY, "OR"))
    assert "Heterogeneity and inconsistency cannot be examined" in said
    assert "No comparison has both direct and indirect evidence" in said


def test_without_a_loop_there_is_no_inconsistency_to_see() -> None:
    assert "Inconsistency between designs cannot be examined: the designs form no loop." in paragraphs(answered(CHAIN))


def test_without_a_second_study_of_a_design_there_is_no_heterogeneity_to_see() -> None:
    said = paragraphs(answered(LOOP))
    assert "Heterogeneity within designs cannot be examined: no two studies compare the same set of treatments." in said
    assert "Inconsistency between designs: Q" in said


def test_a_network_whose_designs_cannot_be_told_apart_still_has_its_estimates() -> None:
    undivided = replace(network(TRIANGLE, asked("MD")), decomposition=NotEstimable("not-full-rank"))
    document = network_document(undivided)
    assert "within designs" not in paragraphs(document)
    assert "Heterogeneity within designs, common effect" not in titles(document)
    assert "Mean difference against a" in titles(document)


def test_mantel_haenszel_tests_the_designs_against_each_other() -> None:
    rows = ["S1,a,3,20", "S1,b,5,20", "S2,b,4,20", "S2,c,6,20", "S3,a,4,20", "S3,c,6,20"]
    text = "\n".join(["study,treatment,event,n", *rows])
    assert "Inconsistency between designs: Q" in paragraphs(answered(text, "OR", "mh"))
    assert "Inconsistency" not in paragraphs(answered(text, "OR", "nch"))


def test_an_odds_ratio_that_counts_do_not_give_is_said_in_words() -> None:
    text = "study,treatment,event,n\nS1,a,0,20\nS1,b,5,20\nS1,c,20,20\nS2,a,5,20\nS2,b,20,20\nS2,c,20,20\n"
    said = paragraphs(answered(text, "OR", "mh"))
    assert said.startswith("Not estimable: ")
