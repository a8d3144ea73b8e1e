"""The desk: what waits to be mended, for whom, since when, and what is printed about it."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from sambayan.common.actor import Actor
from sambayan.common.language import named, worded
from sambayan.common.numbers import date_long
from sambayan.people import rules
from sambayan.people.access.desk import visible_repairs
from sambayan.people.models import Repair
from sambayan.people.rules import RepairKind, RepairOwner

_DAYS = ("closed", "birth_date")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def repairs(actor: Actor, kind: str = "", owner: str = "") -> QuerySet[Repair]:
    """What the actor may read of the desk, of one kind or one owner if asked, the oldest first."""
    found = Repair.objects.filter(visible_repairs(actor)).select_related("employee", "unit")
    found = found.filter(kind=kind) if kind else found
    found = found.filter(owner=owner) if owner else found
    return found.order_by("since", "pk")


def repair(pk: int) -> Repair | None:
    """One repair."""
    return Repair.objects.select_related("employee", "unit__agency").filter(pk=pk).first()


def counted_repairs(actor: Actor) -> dict[RepairKind, int]:
    """How many of each kind the actor may read, in the order of the kinds; one statement."""
    rows = Repair.objects.filter(visible_repairs(actor)).values("kind").annotate(n=Count("pk"))
    counts = dict(rows.values_list("kind", "n").order_by("kind"))
    return {kind: counts[kind] for kind in RepairKind if kind in counts}


def by_owner(counts: dict[RepairKind, int]) -> dict[RepairOwner, int]:
    """The same counts by who mends it."""
    found = {owner: sum(n for kind, n in counts.items() if rules.OWNER[kind] == owner) for owner in RepairOwner}
    return {owner: n for owner, n in found.items() if n}


def own_repairs(actor: Actor) -> QuerySet[Repair]:
    """What the actor has to mend about the actor."""
    found = Repair.objects.filter(employee_id=actor.employee_id) if actor.employee_id else Repair.objects.none()
    return found.filter(owner=RepairOwner.SELF.value).order_by("since", "pk")


def waiting_repairs(actor: Actor) -> tuple[int, bool]:
    """How many the actor may read, and whether one is the actor's own to mend: one statement."""
    own = Q(employee_id=actor.employee_id or 0, owner=RepairOwner.SELF.value)
    found = Repair.objects.filter(visible_repairs(actor)).aggregate(n=Count("pk"), own=Count("pk", filter=own))
    return found["n"], bool(found["own"])


def told(repair: Repair) -> str:
    """What is wrong, in words of the reader's language."""
    fault, what = rules.read_detail(repair.detail)
    shown = date_long(date.fromisoformat(what)) if fault in _DAYS else what
    return worded(fault).format(what=shown)


def age(repair: Repair, day: date) -> str:
    """Since when, in words: "sejak hari ini", "sejak 3 hari"."""
    days = (day - repair.since).days
    if days < 1:
        return _("sejak hari ini")
    return ngettext("sejak {n} hari", "sejak {n} hari", days).format(n=days)


def letter_content(repair: Repair, day: date) -> dict[str, Any]:
    """What the letter to the owner of a repair says. The words are Indonesian: an office writes to an office."""
    employee = repair.employee
    with override("id"):
        return {
            "agency": repair.unit.agency.name,
            "number": f"PD-{repair.pk}",
            "day": date_long(day),
            "owner": worded(RepairOwner(repair.owner)),
            "subject": worded(RepairKind(repair.kind)),
            "name": employee.name if employee else "",
            "employee_number": employee.printed_number if employee else "",
            "unit": repair.unit.name,
            "told": told(repair),
            "since": date_long(repair.since),
        }


def repair_lines(found: Iterable[Repair], day: date) -> Iterator[str]:
    """The list as CSV, line by line; no cell is a formula to a spreadsheet."""
    heads = (_("Jenis"), _("Pegawai"), _("Unit"), _("Yang keliru"), _("Sejak"), _("Hari"), _("Yang memperbaiki"))
    yield _line(heads)
    for row in found:
        who = row.employee.name if row.employee else ""
        kind, owner = worded(RepairKind(row.kind)), worded(RepairOwner(row.owner))
        yield _line((kind, who, named(row.unit), told(row), row.since.isoformat(), (day - row.since).days, owner))


def _line(cells: Iterable[Any]) -> str:
    written = io.StringIO()
    texts = [str(cell) for cell in cells]
    csv.writer(written, lineterminator="\n").writerow(
        [f"'{text}" if text.startswith(_FORMULA) else text for text in texts]
    )
    return written.getvalue()
