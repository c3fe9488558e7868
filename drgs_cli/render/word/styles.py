"""The looks of a Word document by name, and its lists; the same in every document."""

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_INK = "1A1A1A"
_LINK = "0B4F8A"
BULLETS = 1  # the number of the list with bullets; lists with numbers have those that follow


def _style(name: str, key: str, based: str, paragraph: str, letters: str, follows: str = "") -> str:
    """A style of paragraphs."""
    after = f'<w:next w:val="{follows}"/>' if follows else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/>{after}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>'
    )


def _spacing(before: float, after: float, line: float = 0) -> str:
    exact = f' w:line="{round(line * 240)}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"{exact}/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _headings() -> str:
    kept = "<w:keepNext/><w:keepLines/>"
    sizes = (15.0, 12.5, 11.0, 10.0, 10.0)
    return "".join(
        _style(
            f"heading {level}",
            f"Heading{level}",
            "Normal",
            f'{kept}{_spacing(14 if level < 3 else 10, 4)}<w:outlineLvl w:val="{level - 1}"/>',
            f"{'<w:b/>' if level < 5 else '<w:i/>'}{_size(size)}",
            "Normal",
        )
        for level, size in enumerate(sizes, 1)
    )


def _contents() -> str:
    return "".join(
        _style(f"toc {level}", f"TOC{level}", "Normal", f'{_spacing(0, 2)}<w:ind w:left="{indent}"/>', "")
        for level, indent in ((1, 0), (2, 240))
    )


def styles_xml() -> str:
    """All looks; the language of every text is British English."""
    fonts = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/>'
    plain = f'<w:color w:val="{_INK}"/>{_size(10)}<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
    mono = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New" w:eastAsia="Courier New"/>'
    table = f"{_spacing(0, 0)}"
    return "".join(
        (
            f"{_HEAD}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}{plain}</w:rPr></w:rPrDefault>",
            f"<w:pPrDefault><w:pPr>{_spacing(0, 6, 1.1)}</w:pPr></w:pPrDefault></w:docDefaults>",
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>',
            "</w:style>",
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>',
            '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="80" w:type="dxa"/>',
            '<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
            _style("Title", "Title", "Normal", f"<w:keepNext/>{_spacing(0, 10)}", f"<w:b/>{_size(18)}", "Normal"),
            _headings(),
            _contents(),
            _style("caption", "Caption", "Normal", f"<w:keepNext/><w:keepLines/>{_spacing(10, 3)}", _size(8.5)),
            _style("Table Text", "TableText", "Normal", table, _size(8)),
            _style("Table Head", "TableHead", "TableText", f"<w:keepNext/>{_spacing(1, 1)}", "<w:b/>"),
            _style("Table Group", "TableGroup", "TableText", f"<w:keepNext/>{_spacing(4, 1)}", "<w:b/>"),
            _style("Table Note", "TableNote", "Normal", _spacing(1, 1), _size(8)),
            _style("Listing", "Listing", "Normal", _spacing(0, 0, 1.0), f"{mono}{_size(8)}"),
            _style("List Bullet", "ListBullet", "Normal", _spacing(0, 2), ""),
            _style("List Number", "ListNumber", "Normal", _spacing(0, 2), ""),
            _style(
                "Sheet End",
                "SheetEnd",
                "Normal",
                '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>',
                _size(1),
            ),
            _style("footer", "Footer", "Normal", f'{_spacing(0, 0)}<w:jc w:val="center"/>', _size(8)),
            '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr>',
            f'<w:color w:val="{_LINK}"/><w:u w:val="single"/></w:rPr></w:style>',
            f'<w:style w:type="character" w:styleId="Code"><w:name w:val="Code"/><w:rPr>{mono}</w:rPr></w:style>',
            "</w:styles>",
        )
    )


def lists_xml(numbered: int) -> str:
    """One list with bullets, and so many with numbers that each begin at 1."""
    shape = '<w:pPr><w:ind w:left="{0}" w:hanging="{0}"/></w:pPr>'
    level = (
        '<w:abstractNum w:abstractNumId="{0}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        '<w:start w:val="1"/><w:numFmt w:val="{1}"/><w:lvlText w:val="{2}"/><w:lvlJc w:val="left"/>{3}</w:lvl>'
        "</w:abstractNum>"
    )
    restarted = (
        f'<w:num w:numId="{BULLETS + count}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for count in range(1, numbered + 1)
    )
    return "".join(
        (
            f"{_HEAD}<w:numbering {_W}>",
            level.format(0, "bullet", "•", shape.format(240)),
            level.format(1, "decimal", "%1.", shape.format(480)),
            f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>',
            *restarted,
            "</w:numbering>",
        )
    )
