"""One entry of a list as HTML: its text, and short links in it to another place of the page or to the world."""

from drgs_cli.render.document import Item
from drgs_cli.render.html.anchors import Anchors
from drgs_cli.render.html.text import direction, escaped, running

_WHOLE_LINK, _LONGEST_LINK = 40, 60  # characters: a longer text is no link as a whole, a longer beginning none
_RESOLVERS = ("https://doi.org/", "https://")  # what a printed identifier is without


def item_html(item: Item, anchors: Anchors) -> str:
    """The entry, at the place that has its name."""
    target = anchors.target(item.link)
    if target:
        text = _inward(item.text, target, anchors.title(item.link))
        text += f" {_outside(item.address)}" if item.address else ""
    else:
        text = _outward(item.text, item.address) if item.address else running(item.text)
    return f"<li{anchors.place(item.anchor)}{direction(item.text)}>{text}</li>"


def _inward(text: str, target: str, title: str) -> str:
    """A short text is the link itself; else the title of the place follows it, or what it begins with leads there."""
    if len(text) <= _WHOLE_LINK:
        return f'<a href="{target}">{running(text)}</a>'
    if title:
        return f'{running(text)} <a class="to" href="{target}">{running(title)}</a>'
    name, colon, rest = text.partition(": ")
    if colon and len(name) <= _LONGEST_LINK:
        return f'<a href="{target}">{running(name)}</a>{running(colon + rest)}'
    return f'<a href="{target}">{running(text)}</a>'


def _outward(text: str, address: str) -> str:
    """The address behind the text; where the text has it already, the link is there."""
    if _is_safe(address):
        for start in _RESOLVERS:
            printed = address.removeprefix(start)
            if printed != address and text.count(printed) == 1:
                before, _, after = text.partition(printed)
                link = f'<a href="{escaped(address)}" rel="noreferrer">{escaped(printed)}</a>'
                return running(before) + link + running(after)
    return f"{running(text)} {_outside(address)}"


def _outside(address: str) -> str:
    """An address as a link where it is one of the safe kind; else as text."""
    shown = escaped(address)
    return f'<a href="{shown}" rel="noreferrer">{shown}</a>' if _is_safe(address) else shown


def _is_safe(address: str) -> bool:
    """Whether an address is a plain one, with nothing in it that acts or is not seen."""
    return address.startswith("https://") and escaped(address) == address.replace("&", "&amp;") and " " not in address
