"""The verbs of the tree of offices: found, rename, move, merge, close. Nothing of the past is rewritten.

Every verb holds the agency's row first: two offices that move below one another's branches at once would otherwise
both succeed and close a circle.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, Value
from django.db.models.functions import Concat, Length, Substr
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.common.language import worded
from sambayan.common.numbers import date_long
from sambayan.people.access import organisation as access  # noqa: F401 - access declares the rights
from sambayan.people.actions import desk
from sambayan.people.models import Agency, Assignment, OrganisationUnit, Position, Team, UnitVersion
from sambayan.people.rules import (
    ACTING,
    LONGEST_PATH,
    DayProblem,
    Span,
    UnitChange,
    day_problem,
    follow,
    is_below,
    moved,
)

MOST_NAMED = 5
_KEPT = ("name", "name_english", "short_name", "unit_type", "parent_id")


@dataclass(frozen=True)
class Decree:
    """From which day a change holds, and what it stands on."""

    day: date
    basis: str


@transaction.atomic
def found(parent: OrganisationUnit, words: dict[str, Any], *, by: Actor, at: datetime) -> OrganisationUnit:
    """Found an office below another, with the post of its head: every office has one, filled or not."""
    _hold(parent)
    require("people.found", by, parent)
    decree = Decree(words["day"], words["basis"])
    _founded_by(parent, decree.day, timezone.localdate(at))
    path = f"{parent.path}{words['code']}/"
    if OrganisationUnit.objects.filter(code=words["code"]).exists():
        raise Denied(Refusal(_("Kode “{code}” sudah dipakai unit lain.").format(code=words["code"])))
    _fits(len(path))
    named = {key: words[key] for key in ("code", "name", "short_name", "unit_type")}
    unit = OrganisationUnit.objects.create(agency_id=parent.agency_id, parent=parent, path=path, **named)
    _open_version(unit, UnitChange.FOUND, decree)
    Position.objects.create(unit=unit, title=words["head_title"], position_type=words["head_type"], is_head=True)
    after = {"parent": parent.name, "head_position": words["head_title"]}
    return _recorded("people.found", unit, decree, by=by, at=at, after=after)


@transaction.atomic
def rename(unit: OrganisationUnit, words: dict[str, Any], *, by: Actor, at: datetime) -> OrganisationUnit:
    """Give an office another name; what it was called before stays in its versions."""
    _hold(unit)
    require("people.rename", by, unit)
    decree = Decree(words["day"], words["basis"])
    names = {"unit_name": "name", "short_name": "short_name", "name_english": "name_english"}
    changed = {key: field for key, field in names.items() if getattr(unit, field) != words[field]}
    if not changed:
        raise Denied(Refusal(_("Nama itu sama dengan nama sekarang.")))
    before = {key: getattr(unit, field) for key, field in changed.items()}
    for field in changed.values():
        setattr(unit, field, words[field])
    unit.save(update_fields=list(changed.values()))
    _follow(unit, UnitChange.RENAME, decree, timezone.localdate(at))
    after = {key: words[field] for key, field in changed.items()}
    return _recorded("people.rename", unit, decree, by=by, at=at, before=before, after=after)


@transaction.atomic
def move(
    unit: OrganisationUnit, target: OrganisationUnit, decree: Decree, *, by: Actor, at: datetime
) -> OrganisationUnit:
    """Put an office, with everything below it, under another one of the same agency."""
    _hold(unit, target)
    require("people.move", by, unit)
    if target.pk == unit.parent_id:
        raise Denied(Refusal(_("Unit ini sudah berada di bawah {target}.").format(target=target)))
    before = {"parent": str(unit.parent)}
    _reachable(unit, target, decree.day, timezone.localdate(at))
    _put_below(unit, target, decree, timezone.localdate(at))
    return _recorded("people.move", unit, decree, by=by, at=at, before=before, after={"parent": target.name})


@transaction.atomic
def merge(
    unit: OrganisationUnit, target: OrganisationUnit, decree: Decree, *, by: Actor, at: datetime
) -> OrganisationUnit:
    """Merge an office into another one: its people go on there in posts of the same title, its sub-units below it.

    Acting for the head ends, for there is nothing left to head; so does the headship itself.
    """
    _hold(unit, target)
    require("people.merge", by, unit)
    today = timezone.localdate(at)
    _reachable(unit, target, decree.day, today)
    _follow(unit, UnitChange.MERGE, decree, today)
    children = list(unit.children.filter(closed_on=None).order_by("pk"))
    for child in children:
        _put_below(child, target, decree, today)
    posts = _hand_over(unit, target, decree)
    Team.objects.filter(Q(to_date=None) | Q(to_date__gte=decree.day), unit=unit).update(unit=target)
    unit.closed_on, unit.merged_into = decree.day, target
    unit.save(update_fields=["closed_on", "merged_into"])
    after = {"merged_into": target.name, "posts_moved": posts, "units_moved": ", ".join(c.name for c in children)}
    return _recorded("people.merge", unit, decree, by=by, at=at, after=after)


@transaction.atomic
def close_unit(unit: OrganisationUnit, decree: Decree, *, by: Actor, at: datetime) -> OrganisationUnit:
    """Close an office that is empty: nobody in a post, no office below, no team; else Denied, naming what is left."""
    _hold(unit)
    require("people.close_unit", by, unit)
    _empty(unit, decree.day)
    _follow(unit, UnitChange.CLOSE, decree, timezone.localdate(at))
    unit.closed_on = decree.day
    unit.save(update_fields=["closed_on"])
    return _recorded("people.close_unit", unit, decree, by=by, at=at)


def _hold(*units: OrganisationUnit) -> None:
    """One change of an agency's tree at a time: lock the agency, then the offices, and read them again."""
    agencies = sorted({unit.agency_id for unit in units})
    list(Agency.objects.select_for_update(no_key=True).filter(pk__in=agencies).order_by("pk"))
    locked = OrganisationUnit.objects.select_for_update(no_key=True, of=("self",))
    for unit in sorted(units, key=lambda unit: unit.pk):
        unit.refresh_from_db(from_queryset=locked.select_related("agency"))


def _reachable(unit: OrganisationUnit, target: OrganisationUnit, day: date, today: date) -> None:
    """Denied unless `target` is an open office of the same agency, outside the branch of `unit`, that day."""
    if target.agency_id != unit.agency_id:
        raise Denied(
            Refusal(
                _("{target} milik pemerintah daerah lain ({agency}).").format(target=target, agency=target.agency),
                _("Pegawainya pindah satu per satu, dengan keputusan pindah instansi."),
            )
        )
    if is_below(target.path, unit.path):
        raise Denied(Refusal(_("{target} adalah unit ini atau ada di bawahnya.").format(target=target)))
    if target.closed_on is not None:
        raise Denied(Refusal(_("{target} sudah tidak ada lagi.").format(target=target)))
    _founded_by(target, day, today)


def _founded_by(unit: OrganisationUnit, day: date, today: date) -> None:
    if day > today:
        raise Denied(Refusal(worded(DayProblem.FUTURE)))
    since = unit.versions.order_by("from_date").values_list("from_date", flat=True)[0]
    if day < since:
        raise Denied(Refusal(worded(DayProblem.NOT_YET_FOUNDED).format(unit=unit, day=date_long(since))))


def _fits(length: int) -> None:
    if length > LONGEST_PATH:
        raise Denied(Refusal(_("Susunan unit menjadi terlalu dalam. Pilih induk yang lebih tinggi.")))


def _put_below(unit: OrganisationUnit, target: OrganisationUnit, decree: Decree, today: date) -> None:
    """Another parent: one statement gives the whole branch its new paths."""
    before, after = unit.path, f"{target.path}{unit.code}/"
    branch = OrganisationUnit.objects.filter(path__startswith=before)
    deepest = branch.annotate(length=Length("path")).order_by("-length").values_list("length", flat=True)[0]
    _fits(deepest - len(before) + len(after))
    branch.update(path=Concat(Value(after), Substr("path", len(before) + 1)))
    unit.parent, unit.path = target, moved(unit.path, before, after)
    unit.save(update_fields=["parent"])
    _follow(unit, UnitChange.MOVE, decree, today)


def _follow(unit: OrganisationUnit, change: UnitChange, decree: Decree, today: date) -> None:
    """End the running version the day before and open the next; a second change on one day replaces that day's."""
    running = UnitVersion.objects.get(unit=unit, to_date=None)
    span = Span(UnitChange(running.change), running.from_date)
    problem = day_problem(span, change, decree.day, today)
    if problem is not None:
        told = worded(problem).format(unit=unit, day=date_long(running.from_date))
        raise Denied(Refusal(f"{unit}: {told}" if problem is DayProblem.TOO_EARLY else told))
    ended, opened = follow(span, change, decree.day)
    if ended is None:
        UnitVersion.objects.filter(pk=running.pk).update(
            change=opened.change, basis=decree.basis, **{field: getattr(unit, field) for field in _KEPT}
        )
        return
    UnitVersion.objects.filter(pk=running.pk).update(to_date=ended.to_date)
    _open_version(unit, change, decree)


def _open_version(unit: OrganisationUnit, change: UnitChange, decree: Decree) -> None:
    kept = {field: getattr(unit, field) for field in _KEPT}
    UnitVersion.objects.create(unit=unit, from_date=decree.day, change=change, basis=decree.basis, **kept)


def _hand_over(unit: OrganisationUnit, target: OrganisationUnit, decree: Decree) -> int:
    """End the posts held on the day and begin the same ones in `target`; the number of posts that went over.

    A post that begins on the day or later has no day in the old office: it simply belongs to the new one.
    """
    day, last = decree.day, decree.day - timedelta(days=1)
    held = Assignment.objects.filter(Q(to_date=None) | Q(to_date__gte=day), position__unit=unit)
    posts = list(held.select_related("position").order_by("pk"))
    going = [post for post in posts if post.kind not in ACTING]
    new = _positions(target, going)
    held.filter(kind__in=ACTING, from_date__gte=day).delete()
    held.filter(kind__in=ACTING).update(to_date=last)
    begun = [post for post in going if post.from_date < day]
    Assignment.objects.filter(pk__in=[post.pk for post in begun]).update(to_date=last)
    Assignment.objects.bulk_create(
        Assignment(
            employee_id=post.employee_id, position=new[_likeness(post.position)], kind=post.kind, from_date=day,
            to_date=post.to_date, direct_superior_id=post.direct_superior_id, basis=decree.basis,
        )
        for post in begun
    )  # fmt: skip
    later = [post for post in going if post.from_date >= day]
    for post in later:
        post.position = new[_likeness(post.position)]
    Assignment.objects.bulk_update(later, ["position"])
    return len(going)


def _likeness(position: Position) -> tuple[str, str, str]:
    return position.title, position.position_type, position.level


def _positions(target: OrganisationUnit, posts: list[Assignment]) -> dict[tuple[str, str, str], Position]:
    """For every post its like in `target`, made where there is none; the head's own post is nobody else's."""
    there = {_likeness(position): position for position in target.positions.filter(is_head=False).order_by("-pk")}
    for likeness in sorted({_likeness(post.position) for post in posts} - there.keys()):
        title, position_type, level = likeness
        there[likeness] = Position.objects.create(unit=target, title=title, position_type=position_type, level=level)
    return there


def _empty(unit: OrganisationUnit, day: date) -> None:
    still = Q(to_date=None) | Q(to_date__gte=day)
    people = Assignment.objects.filter(still, position__unit=unit).order_by("employee__name", "pk")
    left = (
        (_("Masih ada yang bertugas di sini: {names}."), people.values_list("employee__name", flat=True)),
        (_("Masih ada unit di bawahnya: {names}."), unit.children.filter(closed_on=None).order_by("name", "pk")),
        (_("Masih ada tim kerja: {names}."), Team.objects.filter(still, unit=unit).order_by("name", "pk")),
    )
    told = [sentence.format(names=_some(rows)) for sentence, rows in left if rows.exists()]
    if told:
        raise Denied(Refusal(" ".join(told), _("Pindahkan dahulu, atau gabungkan unit ini ke unit lain.")))


def _some(rows: Any) -> str:
    names, count = [str(row) for row in rows[:MOST_NAMED]], rows.count()
    more = _(" dan {n} lainnya").format(n=count - MOST_NAMED) if count > MOST_NAMED else ""
    return ", ".join(names) + more


def _recorded(
    name: str, unit: OrganisationUnit, decree: Decree, *, by: Actor, at: datetime, **words: Any
) -> OrganisationUnit:
    after = {**words.pop("after", {}), "from_date": decree.day.isoformat()}
    record(name, unit, by=by, at=at, after=after, reason=decree.basis, **words)
    desk.recheck([], [unit.pk], at=at)
    return unit
