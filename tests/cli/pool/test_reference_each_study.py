"""`drgs pool` leaves out, adds up and weighs studies as metafor does, every figure of every file."""

from collections.abc import Mapping
from typing import Any

import pytest
from pooled import of_effects, pooled
from references import Entry, Reference, compare, having

ALL = ("--leave-one-out", "--cumulative", "--influence")  # in one run


def found_in(section: str, file: Reference, entry: Entry) -> Mapping[str, object]:
    options = ("--method", entry["method"].lower(), "--interval", entry.get("test", "z"))
    studies: list[Any] = pooled(file, *of_effects(entry["effects"]), *options, *ALL)[section]
    return {key: [study[key] for study in studies] for key in studies[0]}


@pytest.mark.parametrize("section", ["leave_one_out", "cumulative", "influence"])
@pytest.mark.parametrize("file", having("leave_one_out"))
def test_what_single_studies_do_is_as_in_metafor(file: Reference, section: str) -> None:
    for entry in file.content[section]:
        where = f"{file.name} {section} {entry['effects']} {entry['method']}"
        compare(section, entry, found_in(section, file, entry), where)


def test_each_of_these_sections_is_in_the_files_of_the_others() -> None:
    names = [{file.id for file in having(section)} for section in ("leave_one_out", "cumulative", "influence")]
    assert names[0] == names[1] == names[2]
