"""The drawn signs: 20 by 20, one stroke, never without a word beside them."""

# ruff: noqa: E501 a path is one line
from typing import Final

_STROKE: Final[dict[str, str]] = {
    "arrow-up": "M10 16V4M5 9l5-5 5 5",
    "arrow-down": "M10 4v12M5 11l5 5 5-5",
    "arrow-right": "M4 10h12M11 5l5 5-5 5",
    "arrow-left": "M16 10H4M9 5l-5 5 5 5",
    "equals": "M4 7.5h12M4 12.5h12",
    "check": "M4 10.5l4 4 8-9",
    "cross": "M5 5l10 10M15 5L5 15",
    "plus": "M10 4v12M4 10h12",
    "minus": "M4 10h12",
    "chevron-left": "M12.5 4l-6 6 6 6",
    "chevron-right": "M7.5 4l6 6-6 6",
    "chevron-down": "M4 7.5l6 6 6-6",
    "info": "M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zM10 9.2v4.6M10 6.2v.1",
    "warning": "M10 3L2.2 16.5h15.6zM10 8.2v3.9M10 14.2v.1",
    "error": "M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zM10 6v5M10 13.8v.1",
    "question": "M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zM7.8 8a2.2 2.2 0 113 2c-.6.3-.8.7-.8 1.4M10 13.9v.1",
    "lock": "M4.5 9h11v7.5h-11zM7 9V6.5a3 3 0 016 0V9M10 12v1.8",
    "clock": "M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zM10 6v4.2l2.8 1.6",
    "calendar": "M3 4.5h14v12.5H3zM3 8.5h14M6.8 2.5v3.6M13.2 2.5v3.6",
    "search": "M8.7 3a5.7 5.7 0 100 11.4A5.7 5.7 0 008.7 3zM13 13l4.2 4.2",
    "download": "M10 3v9.5M5.8 8.6l4.2 4.2 4.2-4.2M3.5 17h13",
    "upload": "M10 13V3.5M5.8 7.4L10 3.2l4.2 4.2M3.5 17h13",
    "document": "M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5M7.8 10h4.8M7.8 13.3h4.8",
    "message": "M3 4h14v9.5H9l-3.5 3.3v-3.3H3z",
    "people": "M7.3 3.4a2.9 2.9 0 100 5.8 2.9 2.9 0 000-5.8zM2 16.6c.3-3 2.4-5 5.3-5s5 2 5.3 5M13 3.8a2.8 2.8 0 010 5.1M15 11.9c1.7.7 2.8 2.4 3 4.7",
    "person": "M10 3a3.2 3.2 0 100 6.4A3.2 3.2 0 0010 3zM3.8 17c.4-3.4 3-5.4 6.2-5.4s5.8 2 6.2 5.4",
    "sound": "M3 7.7v4.6h2.8l4.2 3.4V4.3L5.8 7.7zM12.8 7.6a3.4 3.4 0 010 4.8M15 5.3a6.6 6.6 0 010 9.4",
    "print": "M6 7V3h8v4M6 14H3V7h14v7h-3M6 11.5h8V17H6z",
    "shield": "M10 2.5l6.5 2.3v4.7c0 4-2.6 6.70-6.50 8-3.90-1.30-6.50-4-6.50-8V4.80zM7 9.90l2.20 2.20 3.90-4.20",
    "external": "M11.50 3.50h5v5M16.50 3.50L9 11M14 11.50v5H3.50V6h5",
    "menu": "M3 5.50h14M3 10h14M3 14.50h14",
    "edit": "M3.50 16.50l.8-3.70 8.90-8.90 2.90 2.90-8.90 8.90zM11.30 5.80l2.90 2.90",
    "copy": "M7 7h9.50v9.50H7zM13 7V3.50H3.50V13H7",
    "flag": "M5 17.50V3M5 3.50h10.50l-2.30 3.70 2.30 3.70H5",
    "eye": "M2 10c1.90-3.40 4.60-5.20 8-5.20s6.10 1.80 8 5.20c-1.90 3.40-4.60 5.20-8 5.20S3.90 13.40 2 10zM10 7.60a2.40 2.40 0 100 4.80 2.40 2.40 0 000-4.80z",
    "refresh": "M16.50 9.50a6.60 6.60 0 10-1.70 5M16.80 5v4.50h-4.50",
    "pin": "M10 17.80c3.70-3.60 5.50-6.70 5.50-9.40a5.50 5.50 0 00-11 0c0 2.70 1.80 5.80 5.50 9.40zM10 6.50a1.90 1.90 0 100 3.80 1.90 1.90 0 000-3.80z",
    "qr": "M3 3h5v5H3zM12 3h5v5h-5zM3 12h5v5H3zM12 12h2v2M17 12v5h-2.50M12 17v.1",
    "theme": "M10 2.50a7.50 7.50 0 100 15 7.50 7.50 0 000-15zM10 2.50v15M10 6.50l4.50-1M10 10h7.20M10 13.50l4.50 1",
    "list": "M7 5h10M7 10h10M7 15h10M3.20 5v.1M3.20 10v.1M3.20 15v.1",
}
_DIAMOND: Final = "M10 3.2l6.8 6.80-6.80 6.80L3.20 10z"


def _solid(path: str) -> str:
    return f'<path class="solid" d="{path}"/>'


def _line(path: str, extra: str = "") -> str:
    return f'<path d="{path}"{extra}/>'


DIAMONDS: Final[dict[str, str]] = {
    "diamond-double": _solid(
        "M7 3.40l6.60 6.60L7 16.60.400 10zM12.70 3.40l6.60 6.60-6.60 6.60-1.90-1.90 4.70-4.70-4.70-4.70z"
    ),
    "diamond-full": _solid(_DIAMOND) + _line(_DIAMOND),
    "diamond-half": _solid("M3.20 10h13.60L10 16.80z") + _line(_DIAMOND),
    "diamond-hollow": _line(_DIAMOND),
    "diamond-bar": _line(_DIAMOND) + _line("M7 10h6"),
    "diamond-dotted": _line(_DIAMOND, ' stroke-dasharray="2.40 2.41"'),
}
ICONS: Final[dict[str, str]] = {**{name: _line(path) for name, path in _STROKE.items()}, **DIAMONDS}
