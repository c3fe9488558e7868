"""A term is one entry in the vocabulary and nowhere else: no code outside that room knows a key by name."""

import ast
from collections.abc import Iterator
from pathlib import Path

import drgs_cli
from drgs_cli.vocabulary.load import load_vocabulary

PACKAGE = Path(drgs_cli.__file__).parent
KINDS = ("outcomes", "indications", "interventions", "scales", "locations", "components")

# Words that are also something else, and what: the key of the vocabulary is never meant.
ALSO = {
    "percent": "a key of the record's own shape, and of the JSON",
    "mixed": "who paid; why a study was set aside; patients of several causes counted apart",
    "other": "the studies of neither side; arms of neither side",
    "drgs": "the name of the program",
    "back": "figures turned back to the units in which they are read, in the JSON of pool",
}
# Where such a word may stand: a file, or a folder with all in it.
OF_THE_PROGRAM = (
    *("cli/main.py", "views/envelope.py", "views/sarif.py", "views/report/manifest.py", "render/html/page.py"),
    *("history/saved_report.py", "history/verified_answer.py"),
)
ONLY_IN = {"drgs": OF_THE_PROGRAM, "back": ("views/pool/",)}


def literals() -> Iterator[tuple[str, str]]:
    """Every text that stands whole in the code, and the file it stands in."""
    for path in PACKAGE.rglob("*.py"):
        name = path.relative_to(PACKAGE).as_posix()
        if not name.startswith("vocabulary/"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value, name


def keys_in_code() -> set[tuple[str, str]]:
    vocabulary = load_vocabulary()
    keys = {key for kind in KINDS for key in vocabulary.kind(kind)}
    return {(text, name) for text, name in literals() if text in keys}


def test_no_code_outside_the_vocabulary_names_a_key() -> None:
    assert [
        f"{name} names {text}"
        for text, name in sorted(keys_in_code())
        if text not in ALSO or not name.startswith(ONLY_IN.get(text, (name,)))
    ] == []


def test_every_word_let_through_is_still_in_use() -> None:
    assert set(ALSO) == {text for text, _ in keys_in_code()}
