"""Where the links of a whole report lead in its page: figures to their recipes, rows to what they come from."""

from html_pages import faults, read
from reports import cells, report

from drgs_cli.render.document import Folded, every_part
from drgs_cli.render.html import render_html


def test_every_figure_leads_to_its_recipe_and_every_link_to_a_place() -> None:
    document = report()
    recipes = {part.anchor for part in every_part(document.parts) if isinstance(part, Folded) and part.anchor}
    linked = {cell.link for part in every_part(document.parts) for cell in cells(part) if cell.link in recipes}
    page = read(render_html(document))
    assert faults(page) == []
    folded = {
        place.attributes["id"]
        for part in page.all("details")
        for place in part.all("div")
        if place.classes == ["place"]
    }
    assert len(linked) > 5
    assert linked <= folded
