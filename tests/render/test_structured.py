"""JSON is read back as what was given, and holds nothing that JSON or a terminal cannot bear."""

import json
import math
import re
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drgs_cli.render.structured import render_json
from drgs_cli.visible import ACTING


def test_a_negative_zero_is_zero() -> None:
    assert "-" not in render_json({"a": -0.0, "b": [{"c": (-0.0, 1)}]})


def test_keys_keep_their_order_and_text_its_letters() -> None:
    assert render_json({"format": 1, "b": ["Müller", None], "a": {"rr": 1.4567, "studies": []}}) == dedent(
        """\
        {
          "format": 1,
          "b": [
            "Müller",
            null
          ],
          "a": {
            "rr": 1.4567,
            "studies": []
          }
        }
        """
    )


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_numbers_that_json_has_not_are_refused(number: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        render_json({"value": number})


def test_escape_sequences_are_escaped() -> None:
    text = render_json({"title": "\x1b[31m \x7f \x9b \u202e \U000e0041"})
    assert r"\u001b[31m \u007f \u009b \u202e \udb40\udc41" in text


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_read_back_the_same(text: str) -> None:
    written = render_json({"text": text})
    assert json.loads(written) == {"text": text}
    assert set(re.findall(ACTING, written)) == {"\n"}
    written.encode("utf-8")
