"""Reading events."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.db import models
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from sambayan.audit.models import Event


def history(subject: models.Model) -> QuerySet[Event]:
    """All events about one thing, newest first."""
    kind = subject._meta.label  # noqa: SLF001 - the documented door to a model's name
    return Event.objects.filter(subject_kind=kind, subject_id=str(subject.pk)).order_by("-at", "-pk")


def histories(kind: type[models.Model], keys: Iterable[int]) -> QuerySet[Event]:
    """All events about several things of one kind, newest first."""
    label = kind._meta.label  # noqa: SLF001 - the documented door to a model's name
    found = Event.objects.filter(subject_kind=label, subject_id__in=[str(key) for key in keys])
    return found.order_by("-at", "-pk")


def latest(name: str = "") -> QuerySet[Event]:
    """All events, newest first; with `name` only those whose name starts with it (`planning.`)."""
    return Event.objects.filter(name__startswith=name).order_by("-at", "-pk")


@dataclass(frozen=True)
class Asked:
    """What somebody asked of the record: beginning of the event's name, words in actor or thing, first and last day."""

    event: str = ""
    q: str = ""
    start: date | None = None
    end: date | None = None

    @property
    def query(self) -> str:
        """The same as the query of an address."""
        return self.query_with()

    def query_with(self, **other: str) -> str:
        """The query with another event chosen."""
        parts = {"event": self.event, "q": self.q, "start": self.start or "", "end": self.end or "", **other}
        return urlencode({name: value for name, value in parts.items() if value})


def asked_for(typed: QueryDict) -> Asked:
    """What was typed into the filter; a date that is none is left out."""
    return Asked(
        event=typed.get("event", "")[:60],
        q=typed.get("q", "").strip()[:80],
        start=_day(typed.get("start", "")),
        end=_day(typed.get("end", "")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    except ValueError:
        return None


def narrowed(events: QuerySet[Event], asked: Asked) -> QuerySet[Event]:
    """Those of the events that were asked for."""
    if asked.event:
        events = events.filter(name__startswith=asked.event)
    for word in asked.q.split():
        events = events.filter(
            Q(actor_name__icontains=word) | Q(subject_label__icontains=word) | Q(on_behalf_of__icontains=word)
        )
    if asked.start:
        events = events.filter(at__gte=_midnight(asked.start))
    if asked.end and asked.end < date.max:
        events = events.filter(at__lt=_midnight(asked.end + timedelta(days=1)))
    return events


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def names_of(events: QuerySet[Event]) -> list[str]:
    """The names of events that occur among these."""
    return list(events.order_by("name").values_list("name", flat=True).distinct())
