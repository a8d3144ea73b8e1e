"""Every pair of colours that meet on a page is readable, in both themes: recomputed from the style sheet's source."""

import re

import pytest

from sambayan.common.assets import STYLES

TEXT, CONTROL = 4.5, 3.0
SOURCE = (STYLES / "tokens.css").read_text()
TINTS = ("accent", "good", "warn", "bad")
GROUNDS = ("surface", "page")
PAIRS = (
    *((ink, ground, TEXT) for ink in ("ink", "ink-2", "ink-3") for ground in (*GROUNDS, "sunken", "band")),
    *((tone, ground, TEXT) for tone in (*TINTS, "accent-hover") for ground in GROUNDS),
    *((tone, f"{tone}-tint", TEXT) for tone in TINTS),
    *((ink, f"{tone}-tint", TEXT) for ink in ("ink", "ink-2", "ink-3") for tone in TINTS),
    *(("accent", ground, TEXT) for ground in ("band", "sunken")),
    ("warn", "band", TEXT),
    ("surface", "good", TEXT),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-hover", TEXT),
    ("on-tapis", "tapis", TEXT),
    ("page", "ink", TEXT),
    *(("control", ground, CONTROL) for ground in GROUNDS),
    *(("focus", ground, CONTROL) for ground in (*GROUNDS, "sunken", "accent-tint")),
    ("thread", "tapis", CONTROL),
    ("accent", "accent-tint", CONTROL),
)


def tokens(selector: str) -> dict[str, str]:
    """The colours declared in the block of that selector."""
    block = SOURCE[SOURCE.index(selector) :]
    return dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", block[: block.index("}")]))


LIGHT = tokens(":root {")
DARK = tokens(':root[data-theme="dark"] {')


def luminance(colour: tuple[float, ...]) -> float:
    """Relative luminance of WCAG 2.2."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def channels(code: str) -> tuple[float, ...]:
    """Red, green and blue from 0 to 1."""
    return tuple(int(code[i : i + 2], 16) / 255 for i in (1, 3, 5))


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """The contrast ratio of WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_contrast(theme, front, ground, least):
    assert contrast(channels(theme[front]), channels(theme[ground])) >= least


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_bars_of_intervals_stand_out_from_their_ground(theme):
    mark, ground = channels(theme["accent"]), channels(theme["surface"])
    mixed = tuple(0.66 * m + 0.34 * g for m, g in zip(mark, ground, strict=True))
    assert contrast(mixed, ground) >= CONTROL


def test_white_on_tapis_is_readable():
    assert contrast((1, 1, 1), channels(LIGHT["tapis"])) >= TEXT
    assert contrast((1, 1, 1), channels(DARK["tapis"])) >= TEXT


def test_both_ways_into_the_dark_declare_the_same():
    assert tokens(':root:not([data-theme="light"]) {') == DARK
    assert LIGHT.keys() == DARK.keys()
    assert len(LIGHT) == 23
