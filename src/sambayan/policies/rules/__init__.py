"""What a setting may be, which value holds on which day, and where a value has effect."""

from .effects import EFFECTS
from .kinds import Kind, Typed, ValueRefusedError, parse
from .timeline import Entry, Timeline, Values
from .words import MARKS, Part, Unit

__all__ = [
    "EFFECTS",
    "MARKS",
    "Entry",
    "Kind",
    "Part",
    "Timeline",
    "Typed",
    "Unit",
    "ValueRefusedError",
    "Values",
    "parse",
]
