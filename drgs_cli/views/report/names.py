"""The names of the sections of a report, for links; a section has a word of its own, a line its own name."""

from typing import NamedTuple

from drgs_cli.render.document import Part


class Section(NamedTuple):
    """One section: its name for links, its heading, what stands in it."""

    anchor: str
    title: str
    parts: tuple[Part, ...]


READ, SUMMARY, FIGURES, RECIPES, STUDIES = "how-to-read", "summary", "figures", "recipes", "studies"
METHODS, REFERENCES, PRISMA, SWIM, MANIFEST = "methods", "references", "prisma-2020", "swim", "manifest"


def of_indication(key: str) -> str:
    """The section of an indication."""
    return f"indication-{key}"


def of_recipes(key: str) -> str:
    """The recipes of an indication."""
    return f"recipes-{key}"
