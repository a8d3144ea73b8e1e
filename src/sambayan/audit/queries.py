"""Reading the record."""

from collections.abc import Iterable

from django.db import models
from django.db.models import QuerySet

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
