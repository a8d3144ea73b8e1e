"""Indicators that take their realisation from a measured figure of the system.

Rooms offer measures here; planning asks them. Source: PermenPANRB 6/2022 Ps 9, 16; the binding is local policy.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sambayan.common.words import Labelled, _


class MeasureSubject(Labelled):
    """What a measure is about."""

    SERVICE = "service", _("Layanan")
    UNIT = "unit", _("Unit")


@dataclass(frozen=True)
class Part:
    """One part a measure may be asked of, for example an element of a survey, named in both languages."""

    code: str
    name: str
    name_english: str


@dataclass(frozen=True)
class Asked:
    """One question: of which service or unit, of which part (an element of a survey), from when to when."""

    service_id: int | None
    unit_path: str
    part: str
    first: date
    last: date


@dataclass(frozen=True)
class Figure:
    """A measured figure: value, on how many observations, its interval where it is an estimate, and what it covers.

    `value` is None where there are too few answers to show one.
    """

    value: Decimal | None
    n: int
    low: Decimal | None = None
    high: Decimal | None = None
    label: str = ""


_PER_POINT = 25

Compute = Callable[[Sequence[Asked]], Sequence[Figure | None]]


@dataclass(frozen=True)
class Measure:
    """Something the system can measure: `unit_word` is printed behind the value, `parts` are what it may be asked of.

    `compute` answers many questions at once, so that a page needs a fixed number of queries.
    """

    code: str
    label: str
    about: MeasureSubject
    compute: Compute
    places: int = 2
    unit_word: str = ""
    parts: tuple[Part, ...] = ()


MEASURES: dict[str, Measure] = {}


def measure(
    code: str,
    label: str,
    about: MeasureSubject,
    *,
    places: int = 2,
    unit_word: str = "",
    parts: tuple[Part, ...] = (),
) -> Callable[[Compute], Compute]:
    """Register what a room can measure; a code declared twice is an error."""

    def register(compute: Compute) -> Compute:
        if code in MEASURES:
            raise ValueError(f"declared twice: {code}")
        MEASURES[code] = Measure(code, label, about, compute, places, unit_word, parts)
        return compute

    return register


@dataclass(frozen=True)
class ServiceShare:
    """The latest result of one service of a unit: index elements as (sum, n) and the standard error of its index."""

    n: int
    elements: dict[str, tuple[int, int]]
    standard_error: float | None


@dataclass(frozen=True)
class Pooled:
    """Several services as one: respondents, the exact index 25-100, and its standard error where every one has one."""

    n: int
    index: Fraction
    standard_error: float | None


def pooled(shares: Sequence[ServiceShare]) -> Pooled | None:
    """All answers of a unit's services taken together: the mean of the element means times 25; None without answers.

    The error treats the services as independent samples, weighed by their answers.
    Source: PermenPANRB 14/2017, Lampiran (index); that services are pooled by answers is local policy.
    """
    sums: dict[str, tuple[int, int]] = {}
    for share in shares:
        for code, (total, n) in share.elements.items():
            before = sums.get(code, (0, 0))
            sums[code] = (before[0] + total, before[1] + n)
    means = [Fraction(total, n) for total, n in sums.values() if n]
    answered = sum(share.n for share in shares)
    if not means or not answered:
        return None
    errors = [share.standard_error for share in shares if share.standard_error is not None]
    weights = [share.n / answered for share in shares]
    whole = sum((weight * error) ** 2 for weight, error in zip(weights, errors, strict=False)) ** 0.5
    error = whole if len(errors) == len(shares) else None
    return Pooled(answered, sum(means, Fraction(0)) / len(means) * _PER_POINT, error)


def share_in_time(kept: int, due: int) -> Fraction | None:
    """The share of terms kept in time, in per cent; None when none was due. Source: local policy."""
    return Fraction(100 * kept, due) if due else None
