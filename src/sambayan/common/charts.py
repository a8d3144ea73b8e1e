"""Where things lie in a chart: percent of the width across, so one drawing fits phone and desk; pixels down.

No Django, no markup: the templates of `components/` draw what is computed here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor

LOWEST, HIGHEST, USUAL_LOW = 25.0, 100.0, 60.0
BORDERS = (("D", LOWEST), ("C", 65.0), ("B", 76.61), ("A", 88.31))
NEAR_EDGE = 12.0
STEPS = ((25, 5), (50, 10), (100, 25))

Real = float


@dataclass(frozen=True)
class Scale:
    """The part of the index scale that is shown."""

    low: float
    high: float

    def at(self, value: Real) -> float:
        """Percent of the width at which the value lies; outside the scale it lies on the edge."""
        share = (float(value) - self.low) / (self.high - self.low) * 100
        return round(min(max(share, 0.0), 100.0), 2)

    @property
    def is_shortened(self) -> bool:
        """Whether less than the whole 25–100 is shown, which the caption must say."""
        return self.low > LOWEST


@dataclass(frozen=True)
class Zone:
    """One grade on the scale: its letter, where it begins and how wide it is, and whether the interval touches it."""

    letter: str
    x: float
    width: float
    middle: float
    is_own: bool


@dataclass(frozen=True)
class Mark:
    """A labelled place, with the anchor that keeps its label inside the drawing."""

    value: float
    x: float
    anchor: str


@dataclass(frozen=True)
class Dot:
    """A value with its interval on one track."""

    x: float
    from_x: float
    width: float
    anchor: str

    @property
    def to_x(self) -> float:
        """Where the interval ends."""
        return round(self.from_x + self.width, 2)


@dataclass(frozen=True)
class Ruler:
    """The signature of the product: the index on D-C-B-A with its interval as a frame."""

    scale: Scale
    zones: tuple[Zone, ...]
    marks: tuple[Mark, ...]
    dot: Dot
    crossed: tuple[float, ...]

    @property
    def own(self) -> tuple[str, ...]:
        """The grades the interval touches, lower first."""
        return tuple(zone.letter for zone in self.zones if zone.is_own)


@dataclass(frozen=True)
class TrendPoint:
    """One period of a trend: percent across, pixels down; `minor` labels give way on phones."""

    head: str
    tail: str
    value: float
    low: float
    high: float
    x: float
    y: float
    y_low: float
    y_high: float
    is_minor: bool
    is_last: bool


@dataclass(frozen=True)
class Level:
    """A horizontal line with its value, or the border of a grade with its letter."""

    label: str
    y: float
    height: float = 0.0


@dataclass(frozen=True)
class Trend:
    """Points with error bars over a grade band."""

    points: tuple[TrendPoint, ...]
    segments: tuple[tuple[TrendPoint, TrendPoint], ...]
    levels: tuple[Level, ...]
    bands: tuple[Level, ...]
    event_x: float | None
    height: float


@dataclass(frozen=True)
class Sparkline:
    """A line without axis in a box of its own size; the last point is marked."""

    path: str
    last: tuple[float, float]
    width: float
    height: float


@dataclass(frozen=True)
class People:
    """One row of people: whole dots, never percent."""

    places: tuple[tuple[float, str], ...]
    width: float


@dataclass(frozen=True)
class Bar:
    """People as a bar: the part within the guide, the part above it, and the guide."""

    width: float
    excess_x: float
    excess: float
    guide: float | None


def anchor(x: float) -> str:
    """How a label at x percent is anchored so that it stays inside."""
    if x < NEAR_EDGE:
        return "start"
    return "end" if x > 100 - NEAR_EDGE else "middle"


def scale(values: Iterable[Real | None]) -> Scale:
    """60–100, unless a value or an end of an interval lies below 60: then the whole 25–100."""
    lowest = min((float(value) for value in values if value is not None), default=HIGHEST)
    return Scale(USUAL_LOW if lowest >= USUAL_LOW else LOWEST, HIGHEST)


def zones(shown: Scale, low: Real | None = None, high: Real | None = None) -> tuple[Zone, ...]:
    """The grades of the scale; those that the interval touches are the own ones."""
    ends = [start for _, start in BORDERS[1:]] + [HIGHEST]
    found = []
    for (letter, start), end in zip(BORDERS, ends, strict=True):
        x, stop = shown.at(start), shown.at(end)
        last = end == HIGHEST
        touches = low is not None and high is not None and low < end + last and high >= start
        found.append(Zone(letter, x, round(stop - x, 2), round((x + stop) / 2, 2), touches))
    return tuple(found)


def dot_interval(value: Real, low: Real | None, high: Real | None, shown: Scale) -> Dot:
    """A value and its interval on a track; without an interval only the value."""
    x = shown.at(value)
    start, stop = (shown.at(value if end is None else end) for end in (low, high))
    return Dot(x, start, round(stop - start, 2), anchor(x))


def ruler(index: Real, low: Real, high: Real) -> Ruler:
    """The index on the grades; `crossed` are the borders inside the interval."""
    shown = scale((index, low, high))
    marks = tuple(
        Mark(value, shown.at(value), "end" if value == HIGHEST else "middle")
        for value in (*(start for _, start in BORDERS[1:]), HIGHEST)
    )
    crossed = tuple(start for _, start in BORDERS[1:] if low < start <= high)
    return Ruler(shown, zones(shown, low, high), marks, dot_interval(index, low, high, shown), crossed)


def _split(label: str) -> tuple[str, str]:
    """`TW IV 2024` in two lines: the year goes below."""
    head, _, tail = label.rpartition(" ")
    return (head, tail) if head else (tail, "")


def trend(points: Sequence[tuple[str, Real, Real, Real]], event: int | None = None, height: float = 190.0) -> Trend:
    """Periods (label, value, low, high) from left to right; `event` is the index before which a plan began."""
    bottom = floor((min(float(low) for _, _, low, _ in points) - 1) / 5) * 5
    top = min(ceil((max(float(high) for _, _, _, high in points) + 1) / 5) * 5, HIGHEST)
    step = next(step for most, step in STEPS if top - bottom <= most)
    left, right = 11.0, 89.0

    def down(value: Real) -> float:
        return round(height - (float(value) - bottom) / (top - bottom) * height, 1)

    def across(index: float) -> float:
        return round(left + (right - left) * index / max(len(points) - 1, 1), 2)

    every = ceil(len(points) / 4)
    placed = []
    for index, (label, value, low, high) in enumerate(points):
        from_end = len(points) - 1 - index
        head, tail = _split(label)
        minor, last = bool(from_end % every), from_end == 0
        heights = (down(value), down(low), down(high))
        placed.append(TrendPoint(head, tail, value, low, high, across(index), *heights, minor, last))
    first_level = ceil(bottom / step) * step
    return Trend(
        points=tuple(placed),
        segments=tuple(pairwise(placed)),
        levels=tuple(Level(str(level), down(level)) for level in range(first_level, int(top) + 1, step)),
        bands=_bands(bottom, top, height),
        event_x=None if event is None else across(event - 0.5),
        height=height,
    )


def _bands(bottom: float, top: float, height: float) -> tuple[Level, ...]:
    """The grades that the vertical scale touches, from the top."""
    per_point = height / (top - bottom)
    ends = [start for _, start in BORDERS[1:]] + [HIGHEST]
    bands = []
    for (letter, start), end in zip(BORDERS, ends, strict=True):
        low, high = max(start, bottom), min(end, top)
        if high > low:
            bands.append(Level(letter, round((top - high) * per_point, 1), round((high - low) * per_point, 1)))
    return tuple(reversed(bands))


def sparkline(values: Sequence[Real], width: float = 96.0, height: float = 28.0) -> Sparkline:
    """A line over all values; equal values lie in the middle, a single value is only its dot."""
    inset = 4.0
    low, high = min(map(float, values)), max(map(float, values))
    span = max(high - low, 4.0)
    middle = (low + high) / 2

    def place(index: int, value: Real) -> tuple[float, float]:
        x = inset + (width - 2 * inset) * (index / (len(values) - 1) if len(values) > 1 else 1)
        return round(x, 1), round(height / 2 - (float(value) - middle) / span * (height - 2 * inset), 1)

    places = [place(index, value) for index, value in enumerate(values)]
    return Sparkline("M" + "L".join(f"{x} {y}" for x, y in places), places[-1], width, height)


def people_dots(done: int, current: int = 0, room: int = 0, pitch: float = 14.0) -> People:
    """Filled dots for people who are done, rings for those on the screen, dashed ones for what the guide leaves."""
    states = ["done"] * done + ["current"] * current + ["room"] * room
    return People(tuple((i * pitch + pitch / 2, state) for i, state in enumerate(states)), max(len(states), 1) * pitch)


def bar(count: int, total: int, guide: int | None = None) -> Bar:
    """People of a whole as a bar; what exceeds the guide begins at the guide."""
    percent = 100 / max(total, count, 1)
    within = count if guide is None else min(count, guide)
    return Bar(
        width=round(within * percent, 2),
        excess_x=round(within * percent, 2),
        excess=round((count - within) * percent, 2),
        guide=None if guide is None else round(guide * percent, 2),
    )
