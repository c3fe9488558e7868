"""Figures in Word: the picture where its parts are installed, its characters where they are not."""

from collections.abc import Iterator

from drgs_cli.errors import DrgsError
from drgs_cli.plots.drawing import PAGE_MM, POINTS_PER_MM, Drawing
from drgs_cli.plots.figure import Figure
from drgs_cli.render.word.marks import Places, escaped, field, paragraph, prose, run
from drgs_cli.render.word.package import picture_relation

_DPI = 200
_COLUMNS = 80  # of a picture in characters
_TALLEST = {False: 230 * POINTS_PER_MM, True: 150 * POINTS_PER_MM}  # on an upright sheet, on a lying one
_EMU = 12_700  # a point, in the unit of drawings


class Pictures:
    """The PNGs of a document in order."""

    def __init__(self) -> None:
        """None yet."""
        self.files: list[bytes] = []

    def add(self, drawing: Drawing) -> int:
        """Draw a sheet and return its number; raises DrgsError where that cannot be done here."""
        from drgs_cli.plots.raster import png

        self.files.append(png(drawing, dpi=_DPI))
        return len(self.files) - 1


def figure_blocks(figure: Figure, pictures: Pictures, places: Places, number: int, lying: bool) -> Iterator[str]:
    """The picture or its characters, number and title, what it shows in words, its foot-notes."""
    mark = places.mark(figure.anchor)
    counted = field(r" SEQ Figure \* ARABIC ", str(number))
    title = prose(f". {figure.title}" if figure.title else ".", "<w:b/>")
    yield paragraph("Caption", f"{mark}{run('Figure ', '<w:b/>')}{counted}{title}")
    notes = list(figure.notes)
    try:
        for drawing in figure.pages(PAGE_MM):
            yield paragraph("Normal", _drawn(drawing, pictures.add(drawing), lying))
    except DrgsError as error:
        yield from listing(figure.lines(_COLUMNS))
        notes.append(f"The picture stands here in characters: {error}")
    if figure.description:
        yield paragraph("TableNote", prose(figure.description))
    yield from (paragraph("TableNote", prose(f"Note: {note}")) for note in notes)


def is_tall(figure: Figure) -> bool:
    """Whether the picture would have to be made smaller for a lying sheet."""
    return any(drawing.height > _TALLEST[True] for drawing in figure.pages(PAGE_MM))


def listing(lines: tuple[str, ...]) -> Iterator[str]:
    """Lines as they are, in letters of one width; they stay on a sheet where they fit on one."""
    kept = "<w:keepNext/>" if len(lines) <= 60 else ""
    for number, line in enumerate(lines, 1):
        yield paragraph("Listing", run(line), kept if number < len(lines) else "")


def _drawn(drawing: Drawing, index: int, lying: bool) -> str:
    share = min(1.0, _TALLEST[lying] / drawing.height)
    wide, high = round(drawing.width * share * _EMU), round(drawing.height * share * _EMU)
    number = index + 1
    words = f'name="Picture {number}" title="{escaped(drawing.title)}" descr="{escaped(drawing.description)}"'
    spaces = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="{number}" {words}/><a:graphic><a:graphicData uri="{spaces}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" {words}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{picture_relation(index)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
