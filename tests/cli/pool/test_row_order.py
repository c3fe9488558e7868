"""The order of the rows of a table changes no figure, but where the order is what was asked for."""

import csv
import io
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Tell = Callable[..., tuple[int, str, str]]

TABLES = Path(__file__).parents[2] / "tables"
EVERY_ROW_ALIKE = "--subgroup alloc --moderator ablat --moderator alloc --cluster alloc --leave-one-out --influence"
LINES = (
    f"bcg.csv --measure RR {EVERY_ROW_ALIKE} --bias --bayes",
    f"bcg.csv --measure OR {EVERY_ROW_ALIKE} --method pm --interval knha",
    "bcg.csv --measure OR --method mh --bias",
    "bcg.csv --measure OR --method peto",
    "bcg.csv --measure OR --method glmm",
    "bcg.csv --measure RR --cumulative --order-by study",
    "bcg.csv --measure PFT --column xi=ai --column ni=n1i",
    "varices.csv --measure OR --network",
    "varices.csv --measure OR --network --method mh",
)
# Where a row stands; and in the contrasts of a network, which of two arms comes first.
OF_THE_FILE = ("path", "line", "contrasts")


def shuffled(content: str) -> str:
    header, *rows = csv.reader(io.StringIO(content))
    random.Random(20).shuffle(rows)
    written = io.StringIO()
    csv.writer(written).writerows([header, *rows])
    return written.getvalue()


def plain(found: Any) -> Any:
    """An answer with its studies in the order of their names."""
    if isinstance(found, dict):
        kept = {key: value for key, value in found.items() if key not in OF_THE_FILE}
        return {key: sorted(value) if key == "weights_percent" else plain(value) for key, value in kept.items()}
    if isinstance(found, list):
        entries = [plain(entry) for entry in found]
        named = all(isinstance(entry, dict) and "study" in entry for entry in entries)
        return sorted(entries, key=lambda entry: str(entry["study"])) if named else entries
    return found


def leaves(found: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every figure, with its place."""
    if isinstance(found, dict | list):
        for key, value in found.items() if isinstance(found, dict) else enumerate(found):
            yield from leaves(value, f"{path}/{key}")
    else:
        yield path, found


@pytest.mark.parametrize("line", LINES)
def test_shuffled_rows_give_the_same_figures(line: str, drgs: Tell, tmp_path: Path) -> None:
    name, *options = line.split()
    (tmp_path / name).write_text(shuffled((TABLES / name).read_text()))
    answers = []
    for folder in (TABLES, tmp_path):
        status, out, err = drgs("pool", folder / name, *options, "--format", "json")
        assert (status, err) == (0, "")
        answers.append(dict(leaves(plain(json.loads(out)))))
    first, second = answers
    assert list(first) == list(second)
    assert [
        (place, figure, second[place])
        for place, figure in first.items()
        if second[place] != (pytest.approx(figure, rel=1e-12, abs=0) if isinstance(figure, float) else figure)
    ] == []
