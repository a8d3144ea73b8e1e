"""What the rooms above add to a page about one evaluation; the evaluation stands below them and cannot ask."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sambayan.common.actor import Actor


@dataclass(frozen=True)
class Part:
    """A section of the page: its template, which receives the part itself as `part`, and its words."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


Source = Callable[[Any, Actor, date], Part | None]
SOURCES: dict[str, list[Source]] = {"evaluation": [], "explain": []}


def adds_part(page: str) -> Callable[[Source], Source]:
    """Register a room's section on the page `evaluation` or `explain`."""

    def register(source: Source) -> Source:
        SOURCES[page].append(source)
        return source

    return register


def parts(page: str, evaluation: Any, actor: Actor, day: date) -> list[Part]:
    """The sections the rooms above add to this page for this reader."""
    found = (source(evaluation, actor, day) for source in SOURCES[page])
    return [part for part in found if part]
