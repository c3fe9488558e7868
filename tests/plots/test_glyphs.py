"""Which characters the bundled fonts have; that they are the unmodified ones."""

from hashlib import sha256

from drgs_cli.plots.glyphs import FILES, FOLDER, characters, not_bundled


def test_the_fonts_are_liberation_sans_as_it_was_published() -> None:
    assert [sha256(path.read_bytes()).hexdigest()[:16] for path in FILES] == ["8d91388f1d3604b3", "ba0e0dc3f7aca5b0"]


def test_their_licence_lies_beside_them() -> None:
    licence = (FOLDER / "OFL.txt").read_text()
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Reserved Font Name Liberation" in licence


def test_both_have_the_same_characters() -> None:
    assert characters(FILES[0]) == characters(FILES[1])
    assert len(characters(FILES[0])) == 2327


def test_what_our_own_words_need_is_there() -> None:
    assert not_bundled("aZ09 é ü ñ – — − ± × ≥ ≤ → ← ² ³ … “ ” ° µ τ χ Ж ½") == ""


def test_other_scripts_are_told_once_each_in_their_order() -> None:
    assert not_bundled("日本 and 日 عر \U0001f600") == "日本عر\U0001f600"
