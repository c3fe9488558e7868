"""The file that Word opens: a zip of XML parts whose order, dates and packing depend on nothing but their content."""

import io
import zipfile
from collections.abc import Mapping, Sequence

from msgspec import Struct

from drgs_cli.render.word.marks import escaped
from drgs_cli.render.word.styles import lists_xml, styles_xml

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip can name: files have no date of their own
_PARTS = {  # relation of the document, file, kind
    "styles": ("styles", "styles.xml", f"{_MAIN}.styles+xml"),
    "lists": ("numbering", "numbering.xml", f"{_MAIN}.numbering+xml"),
    "settings": ("settings", "settings.xml", f"{_MAIN}.settings+xml"),
    "footer": ("footer", "footer1.xml", f"{_MAIN}.footer+xml"),
}


class Contents(Struct, frozen=True):
    """What the writer of a document has put together: its body, and what the body refers to by number."""

    title: str
    body: str
    addresses: Sequence[str]
    pictures: Sequence[bytes]
    numbered_lists: int


def address_relation(index: int) -> str:
    """The name by which the body refers to an address."""
    return f"address{index}"


def picture_relation(index: int) -> str:
    """The name by which the body refers to a picture."""
    return f"picture{index}"


def packed(contents: Contents) -> bytes:
    """The file as bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _files(contents).items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, content)
    return stream.getvalue()


def _files(contents: Contents) -> Mapping[str, str | bytes]:
    pictures = {f"word/media/picture{index}.png": content for index, content in enumerate(contents.pictures)}
    return {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _top_relations(),
        "word/document.xml": _document(contents.body),
        "word/_rels/document.xml.rels": _relations(contents),
        "word/styles.xml": styles_xml(),
        "word/numbering.xml": lists_xml(contents.numbered_lists),
        "word/settings.xml": _settings(),
        "word/footer1.xml": _footer(),
        "docProps/core.xml": _properties(contents.title),
        **pictures,
    }


def _document(body: str) -> str:
    spaces = (
        f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}/relationships" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    )
    return f"{_HEAD}<w:document {spaces}><w:body>{body}</w:body></w:document>"


def _types() -> str:
    parts = "".join(
        f'<Override PartName="/word/{file}" ContentType="{kind}"/>' for _relation, file, kind in _PARTS.values()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>{parts}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relation(name: str, kind: str, target: str, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{name}" Type="{kind}" Target="{escaped(target)}"{mode}/>'


def _top_relations() -> str:
    document = _relation("document", f"{_OFFICE}/relationships/officeDocument", "word/document.xml")
    properties = _relation("properties", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{document}{properties}</Relationships>'


def _relations(contents: Contents) -> str:
    kinds = f"{_OFFICE}/relationships"
    entries = [_relation(name, f"{kinds}/{kind}", file) for name, (kind, file, _type) in _PARTS.items()]
    for index, address in enumerate(contents.addresses):
        entries.append(_relation(address_relation(index), f"{kinds}/hyperlink", address, outside=True))
    for index in range(len(contents.pictures)):
        entries.append(_relation(picture_relation(index), f"{kinds}/image", f"media/picture{index}.png"))
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(entries)}</Relationships>'


def _settings() -> str:
    return (
        f'{_HEAD}<w:settings xmlns:w="{_WORD}"><w:zoom w:percent="100"/><w:compat><w:compatSetting '
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-GB"/></w:settings>'
    )


def _footer() -> str:
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return f'{_HEAD}<w:ftr xmlns:w="{_WORD}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{number}</w:p></w:ftr>'


def _properties(title: str) -> str:
    """Title and language; no date and no author, since the same answer is to have the same bytes."""
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escaped(title)}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>"
    )
