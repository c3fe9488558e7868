"""Options of `drgs pool` that contradict one another, or would change nothing, are wrong usage and say why."""

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

Tell = Callable[..., tuple[int, str, str]]

TABLE = Path(__file__).parents[1] / "tables" / "bcg.csv"

REFUSED = {
    "--measure MD --method mh": "mh is for RR, OR, RD, IRR, IRD, not for MD; for MD there are reml,",
    "--measure RR --method peto": "not for RR; for RR there are reml, dl, pm, ml, eb, he, hs, sj, ee, mh",
    "--measure RD --method glmm": "glmm is for OR, IRR, PLO, IRLN, not for RD; for RD there are reml,",
    "--measure RR --method mh --interval knha": "knha is not for --method mh; there is z",
    "--measure OR --method glmm --interval adhoc": "adhoc is not for --method glmm; there is z or t",
    "--measure RR --method dl --interval kr": "for --method reml only, not for dl",
    "--measure RR --method ee --prediction riley": "riley needs random effects; --method ee is a common effect",
    "--measure RR --method mh --prediction hts": "hts needs random effects; --method mh is a common effect",
    "--measure OR --method glmm --prediction hts": "there is default or none",
    "--measure RR --method dl --prediction kr-pr": "for --method reml only, not for dl",
    "--measure OR --model CM.EL": "give --method glmm too",
    "--measure OR --nodes 9": "give --method glmm too",
    "--measure PLO --method glmm --model CM.EL": "PLO has one model only",
    "--measure IRR --method glmm --model CM.AL": "CM.AL is for OR",
    "--measure RR --transform tanh": "tanh is not for RR; there is exp or none, and any for GEN",
    "--measure PLO --transform exp": "exp is not for PLO; there is logistic or none",
    "--measure COR --transform tanh": "tanh is not for COR; there is none, and any for GEN",
    "--measure OR --network --transform logistic": "logistic is not for OR; there is exp or none",
    "--measure RR --method fe --prediction riley": "riley needs random effects; --method ee is a common effect",
    "--measure RR --variance UB": "UB is not for RR; there is LS",
    "--measure MD --add 0.1": "--add is about empty cells of counts; MD has none",
    "--measure MD --zero-cells all": "--zero-cells is about empty cells of counts; MD has none",
    "--measure MD --drop00": "--drop00 is about empty cells of counts; MD has none",
    "--measure MD --keep00": "--keep00 is about empty cells of counts; MD has none",
    "--measure MD --pool-zero-cells all": "--pool-zero-cells is about empty cells of counts; MD has none",
    "--measure RR --pool-zero-cells all": "--method reml has none",
    "--measure PLO --keep00": "--keep00 is about two groups; PLO is of one",
    "--measure OR --method glmm --keep00": "tell a mixed model nothing",
    "--measure RR --zero-cells none --add 0.1": "0.1 would be added to no table",
    "--measure RR --method mh --subgroup alloc": "--subgroup pools by inverse variance, which Mantel-Haenszel does not",
    "--measure OR --method peto --moderator ablat": "--moderator pools by inverse variance, which Peto's",
    "--measure OR --method glmm --leave-one-out": "instead of --method glmm choose one of reml,",
    "--measure RR --method mh --cumulative": "--cumulative pools by inverse variance",
    "--measure RR --method mh --influence": "--influence pools by inverse variance",
    "--measure RR --interval kr --moderator ablat": "kr is for a single mean, not for --moderator",
    "--measure RR --interval hk-ci --influence": "hk-ci is for a single mean, not for --influence",
    "--measure RR --network --method mh": "mh is for OR in a network, not for RR; there are reml, dl, ee",
    "--convert five-numbers --bias": "--bias cannot be used with --convert, which pools nothing",
    "--convert five-numbers --interval knha": "--interval cannot be used with --convert",
    "--measure RR --moderator ablat --interval kr": "kr is for a single mean, not for --moderator; there are z, t,",
    "--measure RR --influence --interval hk-ci": "hk-ci is for a single mean, not for --influence; there are z, t,",
    "--measure RR --order-by year": "give --cumulative too",
    "--measure RR --tau-prior 0.5": "give --bayes too",
    "--measure RR --desirable large": "give --network too",
    "--measure OR --network --interval knha": "--interval cannot be used with --network",
    "--measure OR --network --add 1": "--add cannot be used with --network",
}


@pytest.mark.parametrize("line", REFUSED)
def test_what_would_have_no_effect_is_refused(line: str, drgs: Tell) -> None:
    status, out, err = drgs("pool", TABLE, *shlex.split(line))
    assert (status, out) == (2, "")
    assert REFUSED[line] in err


HARMLESS = (
    "--measure RR --method mh --interval z --prediction default --model UM.FS --nodes 7 --zero-cells only0",
    "--measure RR --method mh --prediction none",
    "--measure OR --method glmm --interval t --model CM.AL --nodes 9 --drop00",
    "--measure OR --method glmm --prediction none",
    "--measure RR --method mh --zero-cells none --pool-zero-cells all --add 0.1",
    "--measure RR --interval kr --prediction kr",
    "--measure RR --method ee --interval knha",
    "--measure RR --interval knha --moderator ablat",
    "--measure RR --cumulative --order-by year",
    "--measure RR --transform exp",
    "--measure RR --transform none",
    "--measure GEN --transform tanh --column yi=ablat --column vi=year",
)


@pytest.mark.parametrize("line", HARMLESS)
def test_what_has_an_effect_or_is_the_default_is_taken(line: str, drgs: Tell) -> None:
    status, _, err = drgs("pool", TABLE, *shlex.split(line))
    assert (status, err) == (0, "")
