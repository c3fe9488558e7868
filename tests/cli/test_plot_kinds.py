"""The kinds of pictures: each can be made, and a wrong name gets the nearest."""

from importlib import import_module

import click
import pytest

from drgs_cli.cli.plot_kinds import PLOTS, kind_of


@pytest.mark.parametrize("kind", PLOTS)
def test_every_kind_has_a_module_that_makes_figures(kind: str) -> None:
    assert callable(import_module(PLOTS[kind].module).figures)


def test_every_module_of_pictures_says_what_it_makes() -> None:
    words = [entry.about for entry in PLOTS.values()]
    assert len({*words, *(entry.title for entry in PLOTS.values())}) == 2 * len(PLOTS)


@pytest.mark.parametrize("typed", ["forest", " Forest", "FOREST"])
def test_a_kind_is_known_however_it_is_written(typed: str) -> None:
    assert kind_of(typed) is PLOTS["forest"]


@pytest.mark.parametrize(("typed", "near"), [("funnle", "funnel"), ("prism", "prisma"), ("time-line", "timeline")])
def test_a_wrong_kind_gets_the_nearest(typed: str, near: str) -> None:
    with pytest.raises(click.UsageError, match=f"did you mean {near}"):
        kind_of(typed)
