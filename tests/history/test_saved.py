"""A saved answer held against another: what moved, and by which cause."""

import json
from typing import Any

import pytest
from msgspec.structs import replace

from drgs_cli.errors import DrgsError
from drgs_cli.history.saved import SavedAnswer, cause_between, effects_of, read_saved, saved_of

REF = "crps/responder-50/3/randomised"


def line(value: float | None = 2.0, **more: Any) -> dict[str, Any]:
    return {"ref": REF, "estimate": {"measure": "RR", "value": value, "ci": [1, 4]}, "verdict": "better", **more}


def written(*lines: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "format": 1,
        "command": "compare",
        "program": {"name": "drgs", "version": "1.0"},
        "question": {"indication": "crps"},
        "evidence": {"sha256": "0" * 64, "studies": 3, "skipped": []},
        "comparisons": list(lines),
        "reading": {"verdict": "better", "favours": "drgs", "certainty": {"final": "low"}},
        **more,
    }


def saved(*lines: dict[str, Any]) -> SavedAnswer:
    return saved_of(written(*lines), "old.json")


def test_the_answer_in_a_file_is_read() -> None:
    found = read_saved(json.dumps(written(line())).encode(), "old.json")
    assert (found.version, found.records, list(found.lines)) == ("1.0", 3, [REF])
    assert found.said == ("better", "drgs", "low")


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"[]", b"{}", b"3", json.dumps(written(command="studies")).encode(), b"[" * 100_000],
)
def test_anything_else_is_no_saved_answer(content: bytes) -> None:
    with pytest.raises(DrgsError, match=r"old\.json: no saved answer"):
        read_saved(content, "old.json")


def test_what_moved_in_a_line_is_named() -> None:
    (effect,) = effects_of(saved(line()), saved(line(2.5, favours="scs", certainty={"final": "low"})))
    assert (effect.moved, effect.difference) == (("estimate", "favours", "certainty"), 0.5)


def test_lines_that_came_and_went_are_told() -> None:
    assert [effect.moved for effect in effects_of(saved(), saved(line()))] == [("new",)]
    assert [effect.moved for effect in effects_of(saved(line()), saved())] == [("gone",)]


def test_a_key_that_only_one_version_writes_moves_nothing() -> None:
    later = line()
    later["estimate"] = {**later["estimate"], "tau2": 0.1}
    assert effects_of(saved(line()), saved(later)) == ()


def test_without_a_value_on_both_sides_there_is_no_difference() -> None:
    (effect,) = effects_of(saved(line()), saved(line(None)))
    assert effect.difference is None


@pytest.mark.parametrize(
    ("version", "sha256", "cause"),
    [("1.1", "0" * 64, "program"), ("1.0", "1" * 64, "evidence"), ("1.1", "1" * 64, "unknown")],
)
def test_the_cause_is_what_alone_is_another(version: str, sha256: str, cause: str) -> None:
    before = saved(line())
    assert cause_between(before, replace(before, version=version, sha256=sha256)) == cause


def test_what_a_side_shows_moves_a_line_without_an_estimate_only() -> None:
    def sides(text: str) -> list[dict[str, Any]]:
        return [{"intervention": "drgs", "text": text}, {"intervention": "scs", "text": "40 %"}]

    bare, later = saved(line(None, sides=sides("74.2 %"))), saved(line(None, sides=sides("64.2 %")))
    assert [effect.moved for effect in effects_of(bare, later)] == [("sides",)]
    assert effects_of(saved(line(sides=sides("15/20"))), saved(line(sides=sides("15 of 20")))) == ()
