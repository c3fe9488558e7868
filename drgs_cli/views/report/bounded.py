"""How much a report draws, and what it says of the rest; leaves nothing out silently."""

from drgs_cli.render.document import Note, Part, Table
from drgs_cli.views.numbers import count

MOST_ROWS = 400  # of a table
MOST_RECIPES = 1500  # of all indications together
MOST_OF_A_RECIPE = 100  # rows of one line, and lines of its calculation
MOST_REFERENCES = 1000
MOST_STUDIES = 60  # of an indication whose networks are worked out
MOST_DATED = 30  # figures of an outcome that is worked out anew for each year of publication
MOST_LINES = 90  # of a picture that has a line for each study
MOST_MARKS = 300  # of the pictures of an outcome over months
MOST_SAID = 2000  # characters of what a picture shows, of one that is not drawn
MOST_FINGERPRINTS = 1000  # of records, in the manifest for people


def bounded(table: Table, command: str, most: int = MOST_ROWS) -> Part:
    """The table; where it is too long to be read, how many rows it has and the command that writes them."""
    number = sum(len(group.rows) for group in table.groups())
    return table if number <= most else too_long(table.title, count(number, "row"), command, most)


def too_long(title: str, number: str, command: str, most: int) -> Note:
    """What stands in place of something that is too long to be read."""
    named = f"{title}: " if title else ""
    return Note("too-long", f"{named}{number}, more than the {most} that a report draws. {command} writes them all.")
