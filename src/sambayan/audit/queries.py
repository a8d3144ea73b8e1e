"""Reading the record."""

from django.db import models
from django.db.models import QuerySet

from sambayan.audit.models import Event


def history(subject: models.Model) -> QuerySet[Event]:
    """All events about one thing, newest first."""
    return Event.objects.filter(subject_kind=subject._meta.label, subject_id=str(subject.pk)).order_by("-at", "-pk")


def latest(name: str = "") -> QuerySet[Event]:
    """All events, newest first; with `name` only those whose name starts with it (`planning.`)."""
    return Event.objects.filter(name__startswith=name).order_by("-at", "-pk")
