"""The references of a report, under the names that its tables link to; computes nothing."""

from drgs_cli.errors import DrgsError
from drgs_cli.exchange.csl_styles import UnknownStyleError
from drgs_cli.render.document import Items, Part
from drgs_cli.views.numbers import count
from drgs_cli.views.reference_list import reference_items
from drgs_cli.views.report.bounded import MOST_REFERENCES, too_long
from drgs_cli.views.report.material import Material


def references_parts(material: Material) -> tuple[Part, ...]:
    """Every report of every study, in the style that was asked for."""
    number = sum(len(study.reports) for study in material.studies)
    if number > MOST_REFERENCES:
        command = "drgs show ID, for a study, or drgs report --indication KEY, for an indication,"
        return (too_long("", count(number, "report"), command, MOST_REFERENCES),)
    try:
        items = reference_items(material.library, material.studies, material.style)
    except UnknownStyleError as error:  # a style that is there, and cannot be written in
        raise DrgsError(str(error)) from None
    return (Items(items, numbered=True),)
