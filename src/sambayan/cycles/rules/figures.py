"""How far a year and its periods are, as the rooms above count it; the year stands below them and cannot ask."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """So many of so many, and of what: "SKP berlaku"."""

    label: str
    done: int
    total: int


Source = Callable[[int], dict[int | None, Figure]]
SOURCES: list[Source] = []


def counts_year(source: Source) -> Source:
    """Register a room's figures: for the key of a year, by key of the period, None for the year as a whole."""
    SOURCES.append(source)
    return source


def figures_of(cycle_pk: int) -> dict[int | None, list[Figure]]:
    """The figures of every room, by period."""
    found: dict[int | None, list[Figure]] = {}
    for source in SOURCES:
        for key, figure in source(cycle_pk).items():
            found.setdefault(key, []).append(figure)
    return found
