"""What is closed after its year, and what was never set in it."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from sambayan.cycles.models import Cycle
from sambayan.planning.models import PerformanceAgreement
from sambayan.planning.rules import FLOW, UNFINISHED, AgreementState

_BATCH = 500
_CLOSABLE = [state.value for state in AgreementState if FLOW.allows(state.value, "close")]


def to_close(day: date, after: int) -> list[int]:
    """The keys of the next agreements of years that are over and that may still be closed, behind the key `after`."""
    found = PerformanceAgreement.objects.filter(cycle__year__lt=day.year, state__in=_CLOSABLE, pk__gt=after)
    return list(found.order_by("pk").values_list("pk", flat=True)[:_BATCH])


def held_to_close(pks: list[int]) -> QuerySet[PerformanceAgreement]:
    """These agreements under a lock, where nobody has moved them meanwhile."""
    held = PerformanceAgreement.objects.select_for_update(of=("self",)).select_related("employee", "cycle")
    return held.filter(pk__in=pks, state__in=_CLOSABLE).order_by("pk")


def cycle(pk: int) -> Cycle:
    """The year itself."""
    return Cycle.objects.get(pk=pk)


def unfinished_in(cycle_pk: int) -> Iterator[list[PerformanceAgreement]]:
    """The agreements of a year that were never set, batch by batch."""
    rows = PerformanceAgreement.objects.filter(cycle_id=cycle_pk, state__in=sorted(UNFINISHED)).order_by("pk")
    after = 0
    while batch := list(rows.filter(pk__gt=after)[:_BATCH]):
        after = batch[-1].pk
        yield batch
