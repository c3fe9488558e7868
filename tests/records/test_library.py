"""Whatever lies in the folder, each file gets its study or its problem; a bad file never hides another."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from drgs_cli.errors import DrgsError
from drgs_cli.records.library import Library, load_files, load_library

RECORD = """\
id: {id}
label: Roe
design: rct
reports: {{roe: {{role: primary, published: {year}}}}}
population: {{indications: {{crps: 4}}}}
arms: {{drgs: {{intervention: drgs}}}}
"""


def put(folder: Path, name: str, year: int = 2020) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(RECORD.format(id=name, year=year), encoding="utf-8")
    return path


def told(library: Library) -> list[tuple[str, int, str]]:
    return [(problem.location.path, problem.location.line, problem.rule) for problem in library.problems]


def test_studies_come_by_year_and_id_those_without_a_year_last(tmp_path: Path) -> None:
    for name, year in (("b-study", 2019), ("a-study", 2021), ("c-study", 2019)):
        put(tmp_path, name, year)
    put(tmp_path, "a-undated").write_text(
        RECORD.format(id="a-undated", year=2020).replace(", published: 2020", ""), encoding="utf-8"
    )
    assert [study.id for study in load_library(tmp_path).studies] == [
        "b-study",
        "c-study",
        "a-study",
        "a-undated",
    ]


def test_a_review_alone_is_a_library_without_studies(tmp_path: Path) -> None:
    (tmp_path / "review.yaml").write_text("question: Which?\n", encoding="utf-8")
    library = load_library(tmp_path)
    assert (library.studies, library.records, library.problems) == ((), (), ())
    assert library.review.question == "Which?"


def test_the_terms_of_the_review_hold_for_the_records(tmp_path: Path) -> None:
    path = put(tmp_path, "roe-2020")
    path.write_text(path.read_text(encoding="utf-8").replace("crps", "toothache"), encoding="utf-8")
    assert told(load_library(tmp_path)) == [("roe-2020.yaml", 5, "S108")]
    (tmp_path / "review.yaml").write_text("vocabulary: {indications: {toothache: {label: Toothache}}}", "utf-8")
    assert told(load_library(tmp_path)) == []


def a_folder(path: Path) -> None:
    path.mkdir()


def a_dangling_link(path: Path) -> None:
    path.symlink_to("nowhere.yaml")


def a_named_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_link_out_of_the_folder(path: Path) -> None:
    path.symlink_to(__file__)


def a_link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def a_file_of_twenty_gigabytes(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(20_000_000_000)  # a hole: it takes no room


def text(content: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(content, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "make", "rule", "message"),
    [
        ("x.yaml", a_folder, "Y109", "this is a folder, not a file"),
        ("x.yaml", a_dangling_link, "Y109", "this link leads nowhere"),
        ("x.yaml", a_named_pipe, "Y109", "this is a named pipe, not a file"),
        ("x.yaml", a_link_out_of_the_folder, "Y109", "this link leads out of the folder"),
        ("x.yaml", a_link_to_a_device, "Y109", "this link leads out of the folder"),
        (
            "x.yaml",
            a_file_of_twenty_gigabytes,
            "Y106",
            "the file is 20,000,000,000 bytes long, at most 5,000,000 are read",
        ),
        ("review.yaml", a_named_pipe, "Y109", "this is a named pipe, not a file"),
        ("review.yaml", a_link_out_of_the_folder, "Y109", "this link leads out of the folder"),
        ("x.yml", text("id: x\n"), "Y109", "a record's name ends in .yaml, not .yml: name it x.yaml"),
        ("review.yaml", a_folder, "Y109", "this is a folder, not a file"),
        ("review.yaml", a_dangling_link, "Y109", "this link leads nowhere"),
        (
            "review.yml",
            text("question: Which?\n"),
            "Y109",
            "a record's name ends in .yaml, not .yml: name it review.yaml",
        ),
    ],
)
def test_what_is_no_file_is_told_and_the_others_are_read(
    tmp_path: Path, name: str, make: Callable[[Path], object], rule: str, message: str
) -> None:
    put(tmp_path, "roe-2020")
    make(tmp_path / name)
    library = load_library(tmp_path)
    assert told(library) == [(name, 1, rule)]
    assert library.problems[0].message == message
    assert [study.id for study in library.studies] == ["roe-2020"]


def test_a_link_to_a_record_below_the_folder_is_followed(tmp_path: Path) -> None:
    store = tmp_path / "studies" / ".store"
    store.mkdir(parents=True)
    put(store, "roe-2020")
    (tmp_path / "studies" / "roe-2020.yaml").symlink_to(".store/roe-2020.yaml")
    assert [study.id for study in load_library(tmp_path / "studies").studies] == ["roe-2020"]


def test_a_folder_that_is_itself_a_link_is_read(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    put(tmp_path / "real", "roe-2020")
    (tmp_path / "studies").symlink_to("real")
    assert load_library(tmp_path / "studies").problems == ()


def test_the_bytes_of_a_file_are_kept_sound_or_not(tmp_path: Path) -> None:
    put(tmp_path, "roe-2020")
    (tmp_path / "poe.yaml").write_bytes(b"\xff")
    (tmp_path / "sub.yaml").mkdir()
    (tmp_path / "review.yaml").write_bytes(b"question: Which?\n")
    library = load_library(tmp_path)
    kept = [library.content(name) for name in ("poe.yaml", "sub.yaml", "none.yaml", "review.yaml")]
    assert kept == [b"\xff", b"", b"", b"question: Which?\n"]


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "roe-2020")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse_only(refuse, "roe-2020.yaml"))
    library = load_library(tmp_path)
    assert told(library) == [("roe-2020.yaml", 1, "Y109")]
    assert library.problems[0].message == "cannot be read: Permission denied"


def refuse_only(refuse: Callable[[Path], bytes], name: str) -> Callable[[Path], bytes]:
    """As before for every other file: the vocabulary is read in the same way."""
    read = Path.read_bytes
    return lambda path: refuse(path) if path.name == name else read(path)


def test_a_file_that_is_named_and_not_there_is_told(tmp_path: Path) -> None:
    library = load_files(tmp_path, ["roe-2020.yaml"])
    assert (told(library), library.problems[0].message) == (
        [("roe-2020.yaml", 1, "Y109")],
        "there is no such file",
    )


def test_only_the_named_files_are_read_and_the_review_with_them(tmp_path: Path) -> None:
    put(tmp_path, "roe-2020")
    put(tmp_path, "doe-2020")
    (tmp_path / "review.yaml").write_text("question: Which?\n", encoding="utf-8")
    library = load_files(tmp_path, ["roe-2020.yaml", "review.yaml"])
    assert [study.id for study in library.studies] == ["roe-2020"]
    assert library.review.question == "Which?"


def test_problems_of_all_files_come_by_file_and_line(tmp_path: Path) -> None:
    put(tmp_path, "b").write_text("id: x\nlabel: 4\nkind: 3\n", encoding="utf-8")
    put(tmp_path, "a").write_text(RECORD.format(id="a-2", year=2020).replace("crps", "crsp"), encoding="utf-8")
    (tmp_path / "review.yaml").write_text("level: 95\n", encoding="utf-8")
    found = told(load_library(tmp_path))
    assert found == sorted(found)
    assert {path for path, _, _ in found} == {"a.yaml", "b.yaml", "review.yaml"}
    assert found[:2] == [("a.yaml", 1, "S109"), ("a.yaml", 5, "S108")]


def test_an_empty_folder_cannot_be_answered_from(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("no record", encoding="utf-8")
    (tmp_path / ".hidden.yaml").write_text("id: x", encoding="utf-8")
    with pytest.raises(DrgsError, match=r"^no study records in .*: a record is a file named ID\.yaml$"):
        load_library(tmp_path)


@pytest.mark.parametrize(("name", "reason"), [("nowhere", "No such file"), ("file", "Not a directory")])
def test_a_folder_that_cannot_be_listed_says_why(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DrgsError, match=f"^cannot read the folder .*{name}: {reason}"):
        load_library(tmp_path / name)


def test_the_fingerprint_changes_with_any_byte_and_any_name(tmp_path: Path) -> None:
    path = put(tmp_path, "roe-2020")
    first = load_library(tmp_path).sha256
    assert load_library(tmp_path).sha256 == first
    path.write_text(path.read_text(encoding="utf-8") + "# seen\n", encoding="utf-8")
    second = load_library(tmp_path).sha256
    path.rename(tmp_path / "roe-2021.yaml")
    third = load_library(tmp_path).sha256
    (tmp_path / "review.yaml").write_text("question: Which?\n", encoding="utf-8")
    assert len({first, second, third, load_library(tmp_path).sha256}) == 4
