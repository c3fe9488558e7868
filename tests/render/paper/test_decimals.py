"""Numbers stand below one another by their points."""

import pytest

from drgs_cli.render.paper.decimals import behind_the_point


def signs(text: str, _bold: bool) -> float:
    return float(len(text))


def test_what_has_less_behind_its_point_gets_room() -> None:
    assert behind_the_point(["1.25", "10", "−0.5 (x)", "none"], signs) == {"1.25": 3, "10": 6, "−0.5 (x)": 0}


@pytest.mark.parametrize("texts", [[], ["none", "not stated"]])
def test_words_need_none(texts: list[str]) -> None:
    assert behind_the_point(texts, signs) == {}
