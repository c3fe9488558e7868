"""Rows from options as typed."""

import click
import pytest

from drgs_cli.cli.rows import RowOptions, grouped, refuse_incomplete, row_of
from drgs_cli.documents.edit import Editable
from drgs_cli.documents.writing import Typed
from drgs_cli.editing.opening import opened
from drgs_cli.vocabulary.load import load_vocabulary


@pytest.mark.parametrize(
    ("typed", "arguments"),
    [
        (["x", "--arm", "drgs", "n=5", "p=1"], ["x", "--arm", "drgs\nn=5\np=1"]),
        (["--arm", "drgs n=5", "--arm", "scs", "n=6"], ["--arm", "drgs n=5", "--arm", "scs\nn=6"]),
        (["--arm=drgs", "n=5", "--at", "p. 3"], ["--arm", "drgs\nn=5", "--at", "p. 3"]),
        (["--arm", "drgs", "mean=-3", "--dry-run"], ["--arm", "drgs\nmean=-3", "--dry-run"]),
        (["--arm", "drgs", "n=5", "x"], ["--arm", "drgs\nn=5", "x"]),
        (["--contrast", "arms=[a,b]", "p=1"], ["--contrast", "arms=[a,b]\np=1"]),
        (["--arm"], ["--arm"]),
        (["--set", "scale=bdi", "n=5"], ["--set", "scale=bdi", "n=5"]),
    ],
)
def test_the_words_of_a_group_become_one_argument(typed: list[str], arguments: list[str]) -> None:
    assert grouped(typed) == arguments


@pytest.mark.parametrize(
    ("options", "key", "value"),
    [
        (RowOptions(indication="CRPS"), "indication", "crps"),
        (RowOptions(analysed="ITT"), "analysed", "allocated"),
        (RowOptions(months="12.0"), "months", "12.0"),
        (RowOptions(arms=("drgs\nn=5\nnote=a, b=c",)), "arms", {"drgs": {"n": "5", "note": "a, b=c"}}),
        (RowOptions(arms=("drgs\nevents=,5",)), "arms", {"drgs": {"events": ",5"}}),
        (RowOptions(arms=("drgs events=5, n=9",)), "arms", {"drgs": {"events": "5", "n": "9"}}),
        (RowOptions(arms=("drgs: ci=[1.0, 9] n=9",)), "arms", {"drgs": {"ci": ["1.0", "9"], "n": "9"}}),
        (RowOptions(contrasts=("arms=[a,b] p=<0.01",)), "contrasts", [{"arms": ["a", "b"], "p": "<0.01"}]),
        (RowOptions(contrasts=("arms=[a,b]\np=1",)), "contrasts", [{"arms": ["a", "b"], "p": "1"}]),
        (RowOptions(sources=("lund-2019",), at="p. 3"), "source", {"report": "lund-2019", "at": "p. 3"}),
        (RowOptions(sources=("a", "b\nat=x y")), "source", [{"report": "a"}, {"report": "b", "at": "x y"}]),
        (RowOptions(others=("subgroup.by=age", "subgroup.is=old")), "subgroup", {"by": "age", "is": "old"}),
        (RowOptions(others=("composite=[relief-50, mood]",)), "composite", ["relief-50", "mood"]),
    ],
)
def test_an_option_becomes_a_key_of_the_row(options: RowOptions, key: str, value: Typed) -> None:
    row = row_of(options._replace(outcome="mood"), load_vocabulary())
    assert (row["outcome"], row[key]) == ("mood", value)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (RowOptions(), r"^--outcome is missing; drgs vocabulary outcomes lists the keys$"),
        (RowOptions(outcome="moodd"), r"^--outcome: 'moodd' is no outcome; did you mean mood"),
        (RowOptions(outcome="mood", indication="crp"), r"^--indication: 'crp' is no indication; did you mean crps"),
        (RowOptions(outcome="mood", arms=("drgs 5 of 9",)), r"--arm drgs events=9 n=16$"),
        (RowOptions(outcome="mood", arms=("n=5",)), r"^--arm: 'n=5' has not the right form"),
        (RowOptions(outcome="mood", contrasts=("drgs better",)), r"^--contrast: 'drgs better' has not the right form"),
        (RowOptions(outcome="mood", arms=("drgs n=9, events=5,",)), r"^--arm: .* has not the right form"),
        (
            RowOptions(outcome="mood", arms=("drgs\nevents=5,\nn=15",)),
            r"^--arm: 'events=5,' ends .*; write events=5, only",
        ),
        (RowOptions(outcome="mood", contrasts=("arms=[a,b],\np=1",)), r"^--contrast: .* has not the right form"),
        (
            RowOptions(outcome="mood", others=("scale=bdi,",)),
            r"^--set: 'scale=bdi,' ends in a comma; write scale=bdi, ",
        ),
        (RowOptions(outcome="mood", others=("scale",)), r"write --set scale=nrs-10$"),
        (RowOptions(outcome="mood", arms=("drgs events=3 n=5", "drgs n=4")), r"^--arm: drgs is given twice; write all"),
        (RowOptions(outcome="mood", arms=("drgs events=7 n=16 events=8",)), r"^--arm: events is given twice for drgs$"),
        (RowOptions(outcome="mood", others=("months=2", "months=4")), r"^--set: months is given twice$"),
        (RowOptions(outcome="mood", others=("subgroup=age", "subgroup.by=age")), r"^--set: subgroup.by is given twice"),
        (RowOptions(outcome="mood", others=("subgroup.by=age", "subgroup=age")), r"^--set: subgroup is given twice"),
        (RowOptions(outcome="mood", others=("a=1", "a.b.c=1")), r"^--set: a.b.c is given twice"),
        (RowOptions(outcome="mood", months="1", others=("months=2",)), r"^--set: months is given twice: it has an opt"),
        (RowOptions(outcome="mood", arms=("drgs n=4",), others=("arms=x",)), r"^--set: arms is given twice: it has"),
        (RowOptions(outcome="mood", sources=("roe at=x",), at="y"), r"^--at: the place in roe is given twice"),
    ],
)
def test_what_has_not_the_form_of_its_option_is_a_wrong_usage(options: RowOptions, said: str) -> None:
    with pytest.raises(click.UsageError, match=said):
        row_of(options, load_vocabulary())


RECORD = b"id: a\nlabel: A\nreports: {lund-2019: {role: primary}}\narms: {drgs: {intervention: drgs}}\n"
ARMS: dict[str, Typed] = {"arms": {"drgs": {"n": "5"}}}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({}, r"^--arm or --contrast is missing; the arms of the record are drgs$"),
        (ARMS, r"^--source is missing; the reports of the record are lund-2019$"),
        ({"arms": {"drg": {}}, "source": {"report": "lund-2019"}}, r"^--arm: 'drg' is no arm .* did you mean drgs"),
        ({**ARMS, "source": [{"report": "lund"}]}, r"^--source: 'lund' is no report .* did you mean lund-2019"),
    ],
)
def test_a_row_without_what_every_row_has_is_a_wrong_usage(row: dict[str, Typed], said: str) -> None:
    file = opened(RECORD, "a.yaml")
    assert isinstance(file, Editable)
    with pytest.raises(click.UsageError, match=said):
        refuse_incomplete(file, row)


def test_a_row_of_known_arms_and_reports_is_complete() -> None:
    file = opened(RECORD, "a.yaml")
    assert isinstance(file, Editable)
    refuse_incomplete(file, {**ARMS, "source": {"report": "lund-2019"}})
