"""What the national application has and what stands here: missing on either side, or different."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sambayan.common.words import Labelled, _
from sambayan.evaluation.rules import Predicate, Rating

from .siasn import OwnResult


class Key(NamedTuple):
    """One person and period: employee number, year, kind of period, and its number in the year."""

    employee_number: str
    year: int
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class ForeignResult:
    """One result as an export of the national application tells it; None where it says nothing."""

    key: Key
    name: str
    result: Rating | None
    behaviour: Rating | None
    predicate: Predicate | None


class Change(Labelled):
    """How the two sides differ."""

    MISSING_THERE = "missing_there", _("Belum ada di aplikasi nasional")
    MISSING_HERE = "missing_here", _("Hanya ada di aplikasi nasional")
    DIFFERS = "differs", _("Berbeda")
    NOT_FINAL_HERE = "not_final_here", _("Di sini belum final")


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: about whom, how, and the fields that differ as (field, here, there)."""

    key: Key
    name: str
    change: Change
    fields: tuple[tuple[str, str, str], ...] = ()


def differences(own: Iterable[OwnResult], foreign: Iterable[ForeignResult]) -> list[Difference]:
    """Every difference between the two sides, in order of person and period; equal results are left out.

    A field the national export leaves empty differs too: there it is missing.
    """
    here = {_key(result): result for result in own}
    there = {result.key: result for result in foreign}
    found = [_one(key, here.get(key), there.get(key)) for key in sorted(here.keys() | there.keys())]
    return [difference for difference in found if difference]


def _key(result: OwnResult) -> Key:
    return Key(result.employee_number, result.to_date.year, result.kind.value, result.number)


def _one(key: Key, here: OwnResult | None, there: ForeignResult | None) -> Difference | None:
    if here is None:
        return Difference(key, there.name if there else "", Change.MISSING_HERE)
    if there is None:
        return Difference(key, here.name, Change.MISSING_THERE if here.is_final else Change.NOT_FINAL_HERE)
    pairs = (
        ("result", here.result.value, there.result),
        ("behaviour", here.behaviour.value, there.behaviour),
        ("predicate", here.predicate.value, there.predicate),
    )
    fields = tuple((name, mine, theirs.value if theirs else "") for name, mine, theirs in pairs if mine != theirs)
    if not fields:
        return None
    return Difference(key, here.name, Change.DIFFERS if here.is_final else Change.NOT_FINAL_HERE, fields)
