"""The references of a report, under the names that its tables link to; computes nothing."""

from drgs_cli.errors import DrgsError
from drgs_cli.exchange.csl_styles import UnknownStyleError
from drgs_cli.render.document import Item, Items, Paragraph, Part
from drgs_cli.views.numbers import count
from drgs_cli.views.reference_list import VANCOUVER
from drgs_cli.views.report.bounded import MOST_REFERENCES, too_long
from drgs_cli.views.report.commands import command
from drgs_cli.views.report.material import Material


def references_parts(material: Material) -> tuple[Part, ...]:
    """Every report of every study, in the style that was asked for."""
    number = sum(len(study.reports) for study in material.studies)
    if number > MOST_REFERENCES:
        one = command("report", material.question, indication="KEY", style=material.style, file="report.html")
        return (too_long("", count(number, "report"), f"drgs show ID, for a study, or {one}", MOST_REFERENCES),)
    try:
        items = material.references.items
    except UnknownStyleError as error:  # a style that is there, and cannot be written in
        raise DrgsError(str(error)) from None
    return (*_described(material, items), Items(items, numbered=True))


def _described(material: Material, items: tuple[Item, ...]) -> tuple[Paragraph, ...]:
    """What square brackets say in Vancouver style, where there are any."""
    if material.style.casefold() != VANCOUVER or not any("[" in item.text for item in items):
        return ()
    text = "In square brackets: what the records do not have, or describe because it could not be read."
    return (Paragraph(text),)
