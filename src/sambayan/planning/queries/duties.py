"""What the agreement asks of people at home. Source of the dates: PermenPANRB 6/2022 Ps 14(1), Lampiran II.C p65."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import reduce
from operator import or_
from typing import cast

from django.db.models import Case, Count, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import gettext as _

from sambayan.common.actor import Actor
from sambayan.common.language import worded
from sambayan.cycles.queries import cycle_of, days_left
from sambayan.notices.rules import Duty, duty_source
from sambayan.planning.models import PerformanceAgreement
from sambayan.planning.queries.reading import agreements, agreements_of
from sambayan.planning.rules import UNFINISHED, AgreementState
from sambayan.policies.queries import values_on


@duty_source
def planning_duties(actor: Actor, day: date) -> list[Duty]:
    """Agreements the actor has to write, mend, sign, answer or set; late ones to lead as the superior."""
    if actor.employee_id is None:
        return []
    own = _own_duty(actor, actor.employee_id, day)
    return [*([own] if own else []), *_duties_of_the_leader(actor, day)]


def _duties_of_the_leader(actor: Actor, day: date) -> list[Duty]:
    """One duty for everything proposed, one for everything signed, one for every late dialogue to lead."""
    mine = Q(appraiser_id=actor.employee_id, is_superior_led=False)
    parts = {
        "proposed": mine & Q(state=AgreementState.PROPOSED),
        "signed": mine & Q(state=AgreementState.SIGNED),
        "led": Q(superior_id=actor.employee_id, is_superior_led=True, state__in=sorted(UNFINISHED)),
    }
    writers = {"proposed": _to_answer, "signed": _to_set, "led": _to_lead}
    firsts = {row.part: row for row in _firsts(actor, day.year, parts)}  # type: ignore[attr-defined]
    return [writers[name](row, row.of_all, day) for name in parts if (row := firsts.get(name))]  # type: ignore[attr-defined]


def _firsts(actor: Actor, year: int, parts: Mapping[str, Q]) -> QuerySet[PerformanceAgreement]:
    """What waits longest in each part, with how many there are in it (`of_all`): one query."""
    part = Case(*(When(waits, then=Value(name)) for name, waits in parts.items()), default=Value(""))
    rows = agreements(actor, year).filter(reduce(or_, parts.values())).annotate(part=part)
    place = Window(RowNumber(), partition_by="part", order_by=[F("proposed_at").asc(nulls_first=True), "pk"])
    return rows.annotate(of_all=Window(Count("pk"), partition_by="part"), place=place).filter(place=1)


def _to_answer(first: PerformanceAgreement, n: int, day: date) -> Duty:
    title = _("Periksa usulan {plan}").format(plan=first) if n == 1 else _("Periksa usulan {n} SKP").format(n=n)
    told = _("Diusulkan; tanggapi dalam dialog, lalu pegawai menandatangani.")
    return _listed(_many(title, told, first, n, day), n, f"mine=1&state={AgreementState.PROPOSED.value}")


def _to_set(first: PerformanceAgreement, n: int, day: date) -> Duty:
    title = _("Tetapkan {plan}").format(plan=first) if n == 1 else _("Tetapkan {n} SKP").format(n=n)
    told = _("Ditandatangani pegawai dan menunggu Anda.")
    return _listed(_many(title, told, first, n, day), n, f"mine=1&state={AgreementState.SIGNED.value}")


def _to_lead(first: PerformanceAgreement, n: int, day: date) -> Duty:
    title = _("Pimpin dialog {plan}").format(plan=first) if n == 1 else _("Pimpin dialog {n} SKP").format(n=n)
    told = _("Belum ditetapkan sampai batas waktunya; {name} meminta dialog dengan Anda.").format(name=first.employee)
    source = _("PermenPANRB 6/2022 Lampiran II.C.5 hlm. 65")
    made = replace(_many(title, told, first, 1, day), due=None, days_left=None, source=source)
    return _listed(made, n, "led=1")


def _many(title: str, told: str, first: PerformanceAgreement, n: int, day: date) -> Duty:
    """The duty whose button opens what waits longest."""
    if n > 1:
        told = f"{told} " + _("Yang paling lama menunggu: {name}.").format(name=first.employee)
    return _duty(day, title, told, _page(first), _("Periksa"))


def _listed(duty: Duty, n: int, query: str) -> Duty:
    return replace(duty, count=n, list_url=f"{reverse('planning:agreements')}?{query}")


def _own_duty(actor: Actor, employee_id: int, day: date) -> Duty | None:
    rows = agreements_of(employee_id, day.year)
    if not rows:
        return _duty_to_begin(actor, day)
    own = next((row for row in rows if row.state in UNFINISHED), None)
    if own is None or own.state == AgreementState.SIGNED:
        return None
    if own.state == AgreementState.PROPOSED:
        title, told = (
            _("Tanda tangani {plan}").format(plan=own),
            _("Setelah dialog selesai, tanda tangani usulan Anda."),
        )
        return _duty(day, title, told, _page(own), _("Buka"))
    return _duty(day, _("Lengkapi dan usulkan {plan}").format(plan=own), _what_next(own), _page(own), _("Lanjutkan"))


def _what_next(own: PerformanceAgreement) -> str:
    if own.return_reason:
        return own.return_reason
    if own.revision_word:
        told = _("Versi baru karena {why}; yang lama berlaku sampai yang baru ditetapkan.")
        return told.format(why=worded(own.revision_word).lower())
    return _("Lengkapi, lalu usulkan kepada {name}.").format(name=own.appraiser)


def _duty_to_begin(actor: Actor, day: date) -> Duty | None:
    if cycle_of(actor, day.year) is None:
        return None
    title = _("Tulis SKP {year}").format(year=day.year)
    return _duty(day, title, _("SKP Anda belum dimulai."), reverse("planning:start"), _("Mulai"))


def _page(agreement: PerformanceAgreement) -> str:
    return reverse("planning:agreement", args=[agreement.pk])


def deadline(year: int, day: date) -> date:
    """The last day on which agreements of a year are set, as the setting of `day` says. Source: Ps 14(1)."""
    month, last = cast("tuple[int, int]", values_on(day).typed("agreement_deadline"))
    return date(year, month, min(last, monthrange(year, month)[1]))


def _duty(day: date, title: str, detail: str, url: str, button: str) -> Duty:
    due = deadline(day.year, day)
    source = _("PermenPANRB 6/2022 Pasal 14(1): paling lambat 31 Januari")
    return Duty(due, title, detail, source, url, button, days_left(day, due))
