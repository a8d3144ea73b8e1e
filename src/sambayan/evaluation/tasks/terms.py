"""What the system does with an evaluation when a term passes, and the daily round that misses nobody."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from sambayan.common.jobs import daily
from sambayan.cycles.rules import ClockKind, lapses
from sambayan.evaluation import actions, queries

_MOST = 5000
"""How many are passed on in one run of the round; the next day takes the rest."""


def _each(act: Callable[..., bool], pk: int, at: datetime) -> None:
    found = queries.evaluation(pk)
    if found is not None:
        act(found, at=at)


@lapses(ClockKind.RATING)
def pass_to_superior(pk: int, at: datetime) -> None:
    """The window ended: the appraiser's superior evaluates, and the result is final. Source: Lampiran IV.A.11 p90."""
    _each(actions.pass_by_term, pk, at)


@lapses(ClockKind.SUPERIOR_SIGNATURE)
def pass_upwards(pk: int, at: datetime) -> None:
    """The superior is late too: the next one upwards. Source: local policy, after Lampiran IV.A.2."""
    _each(actions.pass_upwards_by_term, pk, at)


@lapses(ClockKind.DOCUMENT_HANDOVER)
@lapses(ClockKind.SUPERIOR_HANDOVER)
def show_late_handover(pk: int, at: datetime) -> None:
    """A signed document was not handed over: whoever stands above is told. Source: local policy."""
    _each(actions.show_late_handover, pk, at)


@lapses(ClockKind.RECEIPT)
def deem_received(pk: int, at: datetime) -> None:
    """The agency's own term for the receipt passed. Source: local policy (`receipt_deemed_days`)."""
    _each(actions.deem_received, pk, at)


@lapses(ClockKind.DOCUMENT_RETURN)
@lapses(ClockKind.SUPERIOR_RETURN)
def mark_not_returned(pk: int, at: datetime) -> None:
    """The document did not come back: it stays valid and is marked. Source: local policy."""
    _each(actions.mark_not_returned, pk, at)


@lapses(ClockKind.OBJECTION)
def finalise(pk: int, at: datetime) -> None:
    """The objection period is over: the result is final. Source: local policy on Ps 29."""
    _each(actions.finalise, pk, at)


@daily("evaluation.follow_terms")
def follow_terms() -> None:
    """Catch up with what a clock could not do on its day: nobody stood above then, or the document came back later."""
    now = timezone.now()
    day = timezone.localdate(now)
    for pk in queries.to_pass(day)[:_MOST]:
        _each(actions.pass_by_term, pk, now)
    for pk in queries.to_finalise(day)[:_MOST]:
        _each(actions.finalise, pk, now)
