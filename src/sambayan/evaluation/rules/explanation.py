"""What would have led to a better predicate: the nearest cells of the matrix."""

from .calibration import CELLS, Cell
from .predicate import Predicate, Rating

_WORTH = {Rating.ABOVE: 2, Rating.MEETS: 1, Rating.BELOW: 0}


def next_better(now: Cell) -> tuple[Cell, ...]:
    """The cells with the next better predicate that are reached by the fewest steps upwards; none from the best.

    Source: PermenPANRB 6/2022 L IV.B p99; showing it is local policy.
    """
    order = list(Predicate)
    better = [each for each in CELLS if _is_up(now, each) and order.index(each.predicate) < order.index(now.predicate)]
    if not better:
        return ()
    fewest = min(_steps(now, each) for each in better)
    return tuple(each for each in better if _steps(now, each) == fewest)


def _is_up(now: Cell, other: Cell) -> bool:
    return _WORTH[other.result] >= _WORTH[now.result] and _WORTH[other.behaviour] >= _WORTH[now.behaviour]


def _steps(now: Cell, other: Cell) -> int:
    return _WORTH[other.result] - _WORTH[now.result] + _WORTH[other.behaviour] - _WORTH[now.behaviour]
