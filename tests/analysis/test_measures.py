"""Which measures a table allows, and which of its columns may be mapped."""

from drgs_cli.analysis.measures import NETWORK_DESIGNS, NETWORK_MEASURES, fitting, measures_of, offered, roles_of
from drgs_cli.stats.effects.measures import MEASURES


def test_a_table_allows_the_measures_whose_columns_it_has() -> None:
    assert fitting(("study", "xi", "ni", "x"), network=False) == ["PR", "PLN", "PLO", "PAS", "PFT"]
    assert fitting(("yi", "vi"), network=False) == ["GEN"]
    assert fitting(("ai",), network=False) == []


def test_a_network_allows_what_its_arms_or_its_comparisons_do() -> None:
    assert fitting(("study", "treatment", "event", "n"), network=True) == ["OR", "RR", "RD"]
    assert fitting(("study", "treat1", "treat2", "TE", "seTE"), network=True) == list(NETWORK_MEASURES)


def test_a_network_has_fewer_measures() -> None:
    assert measures_of(False) == tuple(MEASURES)
    assert offered(True) == "OR, RR, RD, IRR, MD, SMD, GEN"


def test_what_may_stand_in_the_place_of_a_column_may_be_mapped() -> None:
    assert roles_of("RR", network=False) == ("study", "ai", "n1i", "ci", "n2i", "bi", "di")
    assert roles_of("GEN", network=False) == ("study", "yi", "vi", "sei")
    assert roles_of("MD", network=False) == ("study", *MEASURES["MD"].columns)


def test_of_a_network_the_columns_of_arms_and_of_comparisons_may_be_mapped() -> None:
    columns = (*NETWORK_DESIGNS["network-contrast"], *NETWORK_DESIGNS["network-binary"][1:])
    assert roles_of("OR", network=True) == columns
