"""The publications of studies as a list of references, in Vancouver style or any other; decides the order, and words
nothing that is not recorded.
"""

from collections.abc import Iterable

from drgs_cli.exchange.vancouver import doi_address, vancouver
from drgs_cli.records.library import Library
from drgs_cli.records.model import Report, Study
from drgs_cli.render.document import Item

VANCOUVER = "vancouver"


def reference_items(
    library: Library, studies: Iterable[Study] | None = None, style: str = VANCOUVER
) -> tuple[Item, ...]:
    """An entry for each report of some studies, or of all that a library holds: in Vancouver style in the order in
    which they are given, in another in that which the style wants.

    Raises UnknownStyleError for a style that is not there, DrgsError where the extra for other styles is missing.
    """
    listed = library.studies if studies is None else studies
    found = {f"{study.id}/reports/{key}": report for study in listed for key, report in study.reports.items()}
    texts = [(name, vancouver(report)) for name, report in found.items()] if _is_ours(style) else _styled(found, style)
    return tuple(Item(text, anchor=name, address=doi_address(found[name].doi)) for name, text in texts)


def known_style(style: str) -> str:
    """A style that is there, as it was asked for; raises as `reference_items` does, before anything is worked out."""
    if not _is_ours(style):
        from drgs_cli.exchange.csl_styles import style_file  # needs the extra

        style_file(style)
    return style


def _is_ours(style: str) -> bool:
    return style.casefold() == VANCOUVER


def _styled(found: dict[str, Report], style: str) -> list[tuple[str, str]]:
    from drgs_cli.exchange.csl_items import csl_item
    from drgs_cli.exchange.csl_styles import formatted

    return formatted([csl_item(report, name) for name, report in found.items()], style) if found else []
