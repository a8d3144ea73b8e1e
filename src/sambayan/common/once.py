"""Reads that several parts of one page ask for, done once while that page is put together."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_HELD: ContextVar[dict[Any, Any] | None] = ContextVar("held", default=None)


@contextmanager
def reading_once() -> Iterator[None]:
    """Within this block every shared read is done once. Only for reading: what is written meanwhile is not seen."""
    if _HELD.get() is not None:
        yield
        return
    token = _HELD.set({})
    try:
        yield
    finally:
        _HELD.reset(token)


def shared(read: Callable[P, R]) -> Callable[P, R]:
    """A read whose answer is kept for the rest of a `reading_once` block; outside of one it is read every time."""

    @wraps(read)
    def once(*args: P.args, **named: P.kwargs) -> R:
        held = _HELD.get()
        if held is None:
            return read(*args, **named)
        key = (read, args, tuple(sorted(named.items())))
        if key not in held:
            held[key] = read(*args, **named)
        return held[key]

    return once
