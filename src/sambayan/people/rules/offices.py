"""What the rooms above tell about an office on its page; people stand below them and cannot ask."""

from collections.abc import Callable
from dataclasses import dataclass

from sambayan.common.actor import Actor


@dataclass(frozen=True)
class OfficeFact:
    """One line on the page of an office, for example a service with its latest index: words, and where more stands."""

    title: str
    text: str
    url: str


FactSource = Callable[[Actor, int], list[OfficeFact]]
SOURCES: list[FactSource] = []


def office_facts(source: FactSource) -> FactSource:
    """Register a room's answer to "what may this actor be told about the office with this key?"."""
    SOURCES.append(source)
    return source


def facts_of(actor: Actor, unit_id: int) -> list[OfficeFact]:
    """Everything the rooms tell this actor about an office."""
    return [fact for source in SOURCES for fact in source(actor, unit_id)]
