"""`drgs network`, run over the invented studies."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Tell = Callable[..., tuple[int, str, str]]


def test_an_indication_has_its_networks(drgs: Tell, invented: Path) -> None:
    status, out, _ = drgs("network", "--indication", "crps", "--studies", invented)
    assert status == 0
    assert out.splitlines()[0].endswith(": treatments compared in randomised trials")
    assert "DRGS v SCS" in out


def test_the_json_says_what_was_asked(drgs: Tell, invented: Path) -> None:
    options = "--indication CRPS --outcome responder --measure rd --split-waveforms --method DL"
    _, out, _ = drgs("network", *options.split(), "--studies", invented, "--format", "json")
    found = json.loads(out)
    question = found["question"]
    assert (question["measure"], question["split_waveforms"], question["method"]) == ("RD", True, "dl")
    assert {network["outcome"] for network in found["networks"]} == {"responder-50"}
    assert {network["measure"] for network in found["networks"]} == {"RD"}


def test_a_pipe_gets_every_pair_as_a_line(drgs: Tell, invented: Path) -> None:
    _, out, _ = drgs("network", "--indication", "crps", "--studies", invented, "--format", "csv")
    header, *lines = out.splitlines()
    assert header.startswith("ref,part,outcome,composite,months,")
    assert lines[0].startswith("crps/")


def test_an_indication_without_trials_is_an_answer(drgs: Tell, invented: Path) -> None:
    status, out, _ = drgs("network", "--indication", "pelvic", "--studies", invented)
    assert (status, out) == (0, "No randomised trial of this indication compares two treatments.\n")


def test_no_network_may_be_asked_to_fail(drgs: Tell, invented: Path) -> None:
    status, _, _ = drgs("network", "--indication", "pelvic", "--fail-if-empty", "--studies", invented)
    assert status == 3


WRONG = [
    ("", "--indication is missing; drgs vocabulary indications lists the keys"),
    ("--indication crps --method pm", "--method: pm is no method of a network; there are ee, dl, ml or reml"),
    ("--indication crps --interval z", "--interval: the intervals of a network are normal ones; leave it out"),
    (
        "--indication crps --allow-unanchored",
        "--allow-unanchored: a network holds randomised trials only; leave it out",
    ),
]


@pytest.mark.parametrize(("options", "said"), WRONG)
def test_what_no_network_has_is_wrong_usage(drgs: Tell, invented: Path, options: str, said: str) -> None:
    status, out, err = drgs("network", *options.split(), "--studies", invented)
    assert (status, out) == (2, "")
    assert err.splitlines()[-1] == f"Error: {said}"
