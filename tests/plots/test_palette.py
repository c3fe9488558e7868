"""Colours: text can be read on its ground, and the two sides differ in a print in grey, too."""

import pytest

from drgs_cli.plots.palette import DARK, LIGHT, Tone

PALETTES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]
SHAPES: tuple[Tone, ...] = ("first", "second", "third", "fourth", "fifth", "good", "bad", "rule")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("tone", ["ink", "muted"])
def test_text_can_be_read(palette: dict[Tone, str], tone: Tone) -> None:
    assert contrast(palette[tone], palette["paper"]) >= 4.5


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("tone", SHAPES)
def test_a_shape_stands_out_from_its_ground(palette: dict[Tone, str], tone: Tone) -> None:
    assert contrast(palette[tone], palette["paper"]) >= 3


@pytest.mark.parametrize("palette", PALETTES)
def test_the_two_sides_differ_in_grey(palette: dict[Tone, str]) -> None:
    assert contrast(palette["first"], palette["second"]) >= 1.3


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("tone", ["good", "fair", "poor", "second"])
def test_a_black_sign_can_be_read_upon_a_light_colour(palette: dict[Tone, str], tone: Tone) -> None:
    assert contrast(palette["black"], palette[tone]) >= 4.5


def test_both_palettes_have_every_tone_as_six_digits() -> None:
    assert set(LIGHT) == set(DARK)
    assert [c for c in (*LIGHT.values(), *DARK.values()) if len(c) != 7 or c[0] != "#" or c != c.lower()] == []
