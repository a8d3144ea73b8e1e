"""Things that have a history: each room declares how its thing is loaded and which right reads it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from sambayan.audit.models import Event


@dataclass(frozen=True)
class Subject:
    """One kind of thing with a history.

    `label` is the label of its model, `right` reads the history, `details` also what changed and why; both are asked
    about what `load` returns. `page` is the address name of the thing's own page, called with its key, or with the
    attribute `by` where the page goes by something else.
    """

    kind: str
    label: str
    load: Callable[[int], Any]
    right: str
    details: str
    page: str
    by: str = ""


@dataclass(frozen=True)
class Thing:
    """One thing whose history is asked for."""

    subject: Subject
    pk: int
    object: Any

    @property
    def title(self) -> str:
        """The name of the thing."""
        return str(self.object)


SUBJECTS: dict[str, Subject] = {}


def has_history(
    kind: str, label: str, *, load: Callable[[int], Any], right: str, page: str, details: str = "", by: str = ""
) -> None:
    """Declare that things of `kind` have a page of their history; a kind declared twice is an error."""
    if kind in SUBJECTS:
        raise ValueError(f"declared twice: {kind}")
    SUBJECTS[kind] = Subject(kind, label, load, right, details or right, page, by)


def thing(kind: str, pk: int) -> Thing | None:
    """The thing of this kind and key, or None when there is no such kind or no such thing."""
    subject = SUBJECTS.get(kind)
    found = subject.load(pk) if subject else None
    return Thing(subject, pk, found) if subject and found is not None else None


def address_of(of: Thing) -> str:
    """The address of the thing's own page."""
    return reverse(of.subject.page, args=[getattr(of.object, of.subject.by) if of.subject.by else of.pk])


def events_of(of: Thing) -> QuerySet[Event]:
    """All events about the thing, newest first."""
    return Event.objects.filter(subject_kind=of.subject.label, subject_id=str(of.pk)).order_by("-at", "-pk")
