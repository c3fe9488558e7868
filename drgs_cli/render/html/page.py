"""A document as one HTML page that asks nobody for anything: what is on it, its style, its script and who may run."""

import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from drgs_cli.render.document import Document
from drgs_cli.render.html.anchors import Anchors
from drgs_cli.render.html.parts import Body, contents_html
from drgs_cli.render.html.stylesheet import stylesheet
from drgs_cli.render.html.text import direction, escaped

EMBEDDED = "drgs-embedded"  # the id of the data for programs
_SCRIPT = Path(__file__).with_name("script.js")


def render_html(document: Document) -> str:
    """The page, ending in a line break; the same document gives the same bytes."""
    anchors = Anchors(document)
    body = Body(document, anchors)
    parts = "\n".join(body.write(document.parts))
    style, script = stylesheet(body.sheets), _SCRIPT.read_text(encoding="utf-8")
    title = escaped(document.title) or "drgs"
    start = anchors.own("main")
    contents = "\n".join(contents_html(body.headings, anchors)) if document.contents and body.headings else ""
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en-GB">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="generator" content="drgs">',
        '<link rel="icon" href="data:,">',
        f"<title>{title}</title>",
        f"<style>{style}</style>",
        "</head>",
        '<body class="long">' if contents else "<body>",
        f'<a class="skip" href="#{start}">Skip to the content</a>',
        f"<header><h1{direction(document.title)}>{title}</h1></header>",
        *([contents] if contents else []),
        f'<main id="{start}" tabindex="-1">',
        parts,
        *([f'<a class="up" href="#{anchors.own("contents")}">Contents</a>'] if contents else []),
        "</main>",
        "<footer><p>Made by drgs. This page is complete in itself: it loads nothing and sends nothing.</p></footer>",
    ]
    if document.embedded is not None:
        lines.append(f'<script type="application/json" id="{EMBEDDED}">{_embedded(document.embedded)}</script>')
    return "\n".join([*lines, f"<script>{script}</script>", "</body>", "</html>", ""])


def _policy(style: str, script: str) -> str:
    """Nothing may be loaded, and only this style and this script act."""
    allowed = f"style-src {_hash(style)}; script-src {_hash(script)}"
    return f"default-src 'none'; {allowed}; img-src data:; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _embedded(data: Mapping[str, object]) -> str:
    """JSON in which no sign can end its element; programs read the same characters."""
    from drgs_cli.render.structured import render_json

    return re.sub("[<>&]", lambda found: f"\\u{ord(found[0]):04x}", render_json(data, compact=True))
