"""Files of references, by format: bytes into references and what is wrong; knows no record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import NamedTuple

from drgs_cli.documents.problems import Level, Location, Problem
from drgs_cli.errors import DrgsError
from drgs_cli.exchange.bibtex import EXTRA as BIBTEX_NEEDS
from drgs_cli.exchange.bibtex import read_bibtex
from drgs_cli.exchange.csl import read_csl
from drgs_cli.exchange.nbib import read_nbib
from drgs_cli.exchange.reference import Reference
from drgs_cli.exchange.ris import EXTRA as RIS_NEEDS
from drgs_cli.exchange.ris import read_ris

MAX_BYTES = 20_000_000


class Exchanged(NamedTuple):
    """One format: what people call it, its reader, how such a file begins, the package that it needs."""

    name: str
    read: Callable[[str], Iterator[Reference]]
    begins: tuple[str, ...]
    needs: str | None = None


FORMATS: dict[str, Exchanged] = {
    ".ris": Exchanged("RIS", read_ris, ("TY  -",), RIS_NEEDS),
    ".nbib": Exchanged("PubMed (nbib)", read_nbib, ("PMID-",)),
    ".bib": Exchanged("BibTeX", read_bibtex, ("@",), BIBTEX_NEEDS),
    ".json": Exchanged("CSL-JSON", read_csl, ("{", "[")),
}


def read_references(content: bytes, path: str) -> tuple[tuple[Reference, ...], tuple[Problem, ...]]:
    """The references of a file, by its ending or else by how it begins; and what is wrong with it.

    With an error there are no references: none is passed over. Raises DrgsError where a package is not installed.
    """
    if len(content) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 10**6} MB"
        return (), (_problem(path, "B101", message, "is it a file of references?"),)
    text, told = _text(content, path)
    form = FORMATS.get(PurePath(path).suffix.lower()) or next(
        (form for form in FORMATS.values() if text.lstrip().startswith(form.begins)), None
    )
    if form is None:
        known = ", ".join(f"{form.name} ({ending})" for ending, form in FORMATS.items())
        return (), (_problem(path, "B102", "this is no file of references", f"known are {known}"),)
    try:
        found = tuple(form.read(text))
    except ImportError:
        needed = f"{form.name} files are read by the package {form.needs}, which is not installed"
        raise DrgsError(f"{path}: {needed}; install drgs-cli[edit], or give the reference as CSL-JSON") from None
    except ValueError as error:
        return (), (_problem(path, "B102", f"this cannot be read as {form.name}: {error}"),)
    if not found:
        return (), (_problem(path, "B103", f"there is no reference in this {form.name} file"),)
    return found, told


def _text(content: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """UTF-8, UTF-16 where its mark says so, else Windows-1252 with a warning: names may then be wrong."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    told: tuple[Problem, ...] = ()
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
        message = "the file is not UTF-8; it was read as Windows-1252"
        told = (_problem(path, "B104", message, "look at accents in names", "warning"),)
    return text.replace("\r\n", "\n").replace("\r", "\n"), told


def _problem(path: str, rule: str, message: str, hint: str = "", level: Level = "error") -> Problem:
    return Problem(Location(path, 1, 1), rule, level, message, hint)
