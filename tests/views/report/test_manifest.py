"""The manifest of a report: fingerprints of what it was made from and of what it says."""

from hashlib import sha256

from msgspec.structs import replace
from reports import FOLDER, library, material, report

from drgs_cli.records.library import library_of
from drgs_cli.render.document import Cell, Column, Paragraph, Row, Table
from drgs_cli.views.report.manifest import fingerprint, record_contents
from drgs_cli.views.report.names import Section


def test_every_file_of_the_folder_stands_with_the_hash_of_its_bytes() -> None:
    written = report().embedded
    assert written is not None
    found = {entry["name"]: entry["sha256"] for entry in written["records"]}  # type: ignore[attr-defined]
    assert found == {path.name: sha256(path.read_bytes()).hexdigest() for path in FOLDER.glob("*.yaml")}


def test_a_folder_without_a_review_has_records_alone() -> None:
    read = library_of("x", None, [("a.yaml", b"id: a\n", ())])
    assert [name for name, _ in record_contents(read)] == ["a.yaml"]


def test_the_options_and_the_day_are_in_it() -> None:
    found = material(style="apa", made="2021-05-06")
    from drgs_cli.views.report.manifest import manifest_json

    assert manifest_json(found, ())["options"] == {"indications": [], "style": "apa", "made": "2021-05-06"}
    assert manifest_json(replace(found, made=""), ())["options"]["made"] is None  # type: ignore[index]


def test_a_fingerprint_goes_by_what_is_said_and_not_by_links() -> None:
    def section(text: str, link: str = "") -> Section:
        table = Table("t", (Column("a", "A"),), (Row((Cell(1, text, link=link),)),))
        return Section("s", "S", (Paragraph("p"), table))

    assert fingerprint(section("1")) == fingerprint(section("1", "there"))
    assert fingerprint(section("1")) != fingerprint(section("2"))


def test_counts_are_those_of_the_folder() -> None:
    written = report().embedded
    assert written is not None
    assert written["counts"]["records"] == len(library().records) == len(list(FOLDER.glob("*.yaml"))) - 1  # type: ignore[index]
