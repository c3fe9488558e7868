"""What a picture of risk of bias is made of: finished words, signs and shares; draws nothing."""

from typing import Literal

from msgspec import Struct

from drgs_cli.plots.palette import Tone

Shape = Literal["disc", "triangle", "square", "diamond", "ring"]


class Light(Struct, frozen=True):
    """One judgement, or one answer to an item of a checklist: its sign, colour and shape, and what they stand for.

    A light without a colour is drawn open.
    """

    sign: str
    word: str
    tone: Tone | None
    shape: Shape = "disc"


class Judged(Struct, frozen=True):
    """A study, or one outcome of it (`about`), with a light for each head; None where nothing was judged."""

    name: str
    lights: tuple[Light | None, ...]
    about: str = ""


class Head(Struct, frozen=True):
    """A column: its sign above the lights, and its name in full; the last may stand apart (`apart`)."""

    sign: str
    name: str
    apart: bool = False


class Part(Struct, frozen=True):
    """What one light has of a bar: from 0 to 1, and in words; `short` where there is no room for these."""

    light: Light
    share: float
    text: str
    short: str = ""


class Bar(Struct, frozen=True):
    """One domain: its parts, which together are the whole."""

    name: str
    parts: tuple[Part, ...]
    apart: bool = False


class RiskOfBias(Struct, frozen=True, kw_only=True):
    """One tool: the lights of each study, and the shares over the studies (`bars_title` says of what). `counted` is
    the number of studies where the bars count them; 0 where they are shares of something else.

    `legend` are the lights that the picture has, `legend_title` says what they are.
    """

    title: str
    description: str
    heads: tuple[Head, ...]
    rows: tuple[Judged, ...]
    legend: tuple[Light, ...]
    legend_title: str
    bars: tuple[Bar, ...] = ()
    bars_title: str = ""
    counted: int = 0
    notes: tuple[str, ...] = ()
    anchor: str = ""
