"""Options of `drgs pool` as a request: what is typed, what it resolves to, what contradicts itself."""

import shlex
from typing import Any

import click
import pytest

from drgs_cli.analysis.request import Further, NetworkChoices, Request, ZeroCells
from drgs_cli.cli.pooling import (
    INCREMENTS,
    INTERVALS,
    METHODS,
    NETWORK_METHODS,
    PREDICTIONS,
    request_of,
    request_options,
)
from drgs_cli.views.pool import wording


def request(line: str) -> Request:
    """The request of a line of options."""
    seen: dict[str, Any] = {}

    def body(**typed: Any) -> None:
        seen.update(typed)

    click.command("pool")(request_options(body)).main(shlex.split(line), standalone_mode=False)
    return request_of(seen)


def test_the_defaults_are_those_of_metafor() -> None:
    assert request("--measure RR") == Request("RR", "reml", "z", "default", 95.0, "LS", ZeroCells("only0", None))


def test_words_are_taken_in_capitals_or_not() -> None:
    found = request("--measure plo --method DL --interval KNHA --prediction HTS")
    assert (found.measure, found.method, found.interval, found.prediction) == ("PLO", "dl", "knha", "hts")


def test_words_of_other_programs_are_taken() -> None:
    found = request("--measure RR --method fe --interval HK")
    assert (found.method, found.interval) == ("ee", "knha")


def test_what_is_done_about_empty_cells_is_one_part_of_it() -> None:
    line = "--measure OR --method mh --zero-cells all --add 0.1 --drop00 --pool-zero-cells all --empty-groups"
    assert request(line).zeros == ZeroCells("all", 0.1, True, "all", True)


def test_columns_are_mapped_in_the_order_they_are_typed() -> None:
    found = request("--measure RR --column n1i=total --column ' ai = sick=yes '")
    assert found.columns == (("n1i", "total"), ("ai", "sick=yes"))


def test_further_analyses_are_one_part_of_it() -> None:
    found = request(
        "--measure RR --subgroup a --moderator b --moderator c --moderator b --cluster d --cumulative --order-by e"
        " --leave-one-out --influence --bias --bayes --tau-prior 2 --tau-prior 0.25 --tau-prior 2"
    )
    assert found.further == Further("a", ("b", "c"), "d", "e", True, True, True, True, True, (2.0, 0.25))


def test_a_network_has_choices_of_its_own() -> None:
    found = request("--measure OR --network --reference placebo --desirable large")
    assert found.network == NetworkChoices("placebo", "large")
    assert request("--measure OR").network is None


def test_a_conversion_is_part_of_the_request() -> None:
    found = request("--measure GEN --convert five-numbers --column median=med --level 90")
    assert (found.conversion, found.columns, found.level) == ("five-numbers", (("median", "med"),), 90.0)


@pytest.mark.parametrize("level", [1.0, 50.0, 99.9999999])
def test_a_level_is_per_cent(level: float) -> None:
    assert request(f"--measure RR --level {level}").level == level


@pytest.mark.parametrize("level", ["0", "0.95", "99.99999999", "100", "-5", "nan", "inf"])
def test_a_level_that_is_none_is_refused(level: str) -> None:
    with pytest.raises(click.UsageError, match="no confidence level; write per cent, from 1 to"):
        request(f"--measure RR --level {level}")


@pytest.mark.parametrize(
    "option", ["--subgroup a", "--moderator a", "--cluster a", "--leave-one-out", "--bias", "--bayes"]
)
def test_what_a_network_has_not_is_refused_by_the_name_that_was_typed(option: str) -> None:
    with pytest.raises(click.UsageError, match=f"^{option.split(maxsplit=1)[0]} cannot be used with --network$"):
        request(f"--measure OR --network {option}")


def test_an_estimator_that_networks_have_not_is_refused() -> None:
    with pytest.raises(click.UsageError, match="pm is not for a network; there are reml, dl, ee, mh, nch"):
        request("--measure OR --network --method pm")


def test_every_word_that_can_be_typed_can_be_said() -> None:
    assert {*wording.TAU2, *wording.MODELS, "glmm"} == {*METHODS, *NETWORK_METHODS}
    assert set(wording.INTERVALS) == set(INTERVALS)
    assert set(wording.PREDICTIONS) == set(PREDICTIONS)
    assert set(wording.INCREMENTS) == set(INCREMENTS)
