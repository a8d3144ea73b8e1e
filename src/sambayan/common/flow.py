"""A lifecycle as a table: one line per verb, from which states it may be done and to which state it leads."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

S = TypeVar("S", bound=StrEnum)


class WrongMoveError(Exception):
    """The verb is not possible in this state."""

    def __init__(self, state: str, verb: str) -> None:
        super().__init__(f"{verb} is not possible in state {state}")
        self.state = state
        self.verb = verb


@dataclass(frozen=True)
class Flow(Generic[S]):
    """All moves of one lifecycle: verb -> (states it starts from, state it leads to); `None` is "not yet there"."""

    name: str
    moves: Mapping[str, tuple[frozenset[S | None], S]]

    def after(self, state: S | str | None, verb: str) -> S:
        """The state that `verb` leads to from `state`; WrongMoveError when the table has no such line."""
        starts, target = self.moves[verb]
        if state not in starts:
            raise WrongMoveError(str(state), verb)
        return target

    def allows(self, state: S | str | None, verb: str) -> bool:
        """Whether `verb` may be done in `state`."""
        return state in self.moves[verb][0]

    def verbs(self, state: S | str | None) -> list[str]:
        """The verbs that may be done in `state`, in the order of the table."""
        return [verb for verb in self.moves if self.allows(state, verb)]

    def mermaid(self) -> str:
        """The diagram of the table, so that the drawn lifecycle cannot lie."""
        lines = ["stateDiagram-v2"]
        for verb, (starts, target) in self.moves.items():
            names = ("[*]" if start is None else start.value for start in sorted(starts, key=str))
            lines += [f"    {name} --> {target.value}: {verb}" for name in names]
        return "\n".join(lines) + "\n"
