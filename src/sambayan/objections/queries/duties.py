"""What an objection asks of people: to explain, to decide, to sign, to see to it that somebody decides."""

from collections.abc import Iterator
from datetime import date

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Min, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from sambayan.common.actor import Actor, Role
from sambayan.cycles.queries import days_left
from sambayan.notices.rules import Duty, duty_source
from sambayan.objections.access import scope_of
from sambayan.objections.models import Objection
from sambayan.objections.queries.decider import stands
from sambayan.objections.queries.reading import CLOCK
from sambayan.objections.rules import UNDECIDED, Heard, ObjectionState

_S = ObjectionState
_MOST = 20


@duty_source
def objection_duties(actor: Actor, day: date) -> list[Duty]:
    """The duties of all who take part, and of those above and the administrators where nobody decides. Two queries."""
    found = list(_own(actor, day)) if actor.employee_id is not None else []
    return [*found, *_above(actor, day)]


def _rows() -> QuerySet[Objection]:
    rows = Objection.objects.select_related("employee", "unit", "evaluation__period__cycle")
    return rows.annotate(decide_by=Subquery(CLOCK.values("due_on")[:1])).order_by("pk")


def _own(actor: Actor, day: date) -> Iterator[Duty]:
    me = actor.employee_id
    waits = Q(state__in=sorted(UNDECIDED))
    asked = Q(employee_id=me) | Q(appraiser_id=me)
    open_ = Q(employee_id=me, state=_S.DRAFT) | (Q(superior_id=me) & waits)
    open_ |= asked & Q(state__in=[_S.IN_EXAMINATION, _S.CHANGED])
    for row in _rows().filter(open_)[:_MOST]:
        if row.state == _S.DRAFT:
            yield _to_lodge(row, day)
        elif row.superior_id == me:
            yield _to_decide(row, day)
        elif row.state == _S.CHANGED and _signed(row, me) is None:
            yield _to_sign(row)
        elif row.state == _S.IN_EXAMINATION and _heard(row, me) != Heard.EXPLAINED:
            yield _to_explain(row, day)


def _signed(row: Objection, me: int | None) -> object:
    return row.employee_signed_at if row.employee_id == me else row.appraiser_signed_at


def _heard(row: Objection, me: int | None) -> str:
    return row.employee_heard if row.employee_id == me else row.appraiser_heard


def _to_lodge(row: Objection, day: date) -> Duty:
    return Duty(
        row.due_on,
        _("Ajukan keberatan {period}, bila tetap tidak sependapat").format(period=row.evaluation.period.label),
        _("Draf Anda tersimpan dan belum diajukan."),
        _("PermenPANRB 6/2022 Pasal 29 dan Lampiran V.B.2 hlm. 117"),
        reverse("objections:draft", args=[row.evaluation_id]),
        _("Lanjutkan"),
        days_left(day, row.due_on, row.unit.path),
    )


def _to_decide(row: Objection, day: date) -> Duty:
    first = row.state == _S.LODGED
    title = _("Minta penjelasan atas keberatan {about}") if first else _("Putuskan keberatan {about}")
    return _until_decided(row, title, _("Periksa"), _("PermenPANRB 6/2022 Lampiran V.B.3–6 hlm. 117"), day)


def _to_explain(row: Objection, day: date) -> Duty:
    title, source = _("Beri penjelasan atas keberatan {about}"), _("PermenPANRB 6/2022 Lampiran V.B.4 hlm. 117")
    return _until_decided(row, title, _("Beri penjelasan"), source, day)


def _until_decided(row: Objection, title: str, button: str, source: str, day: date) -> Duty:
    due: date | None = getattr(row, "decide_by", None)
    detail = _("Kedua pihak wajib didengar; batas putusan dihitung sejak keberatan diterima.")
    return Duty(
        due, title.format(about=_about(row)), detail, source, _url(row), button, days_left(day, due, row.unit.path)
    )


def _to_sign(row: Objection) -> Duty:
    title = _("Tanda tangani keputusan keberatan {about}").format(about=_about(row))
    detail = _("Keputusan sudah berlaku; tanda tangan melengkapi dokumennya.")
    source = _("PermenPANRB 6/2022 Lampiran V.B.7, Format D.1.3 hlm. 118")
    return Duty(None, title, detail, source, _url(row), _("Tanda tangani"))


def _about(row: Objection) -> str:
    return f"{row.employee}, {row.evaluation.period.label}"


def _url(row: Objection) -> str:
    return reverse("objections:objection", args=[row.pk])


def _above(actor: Actor, day: date) -> list[Duty]:
    """Overdue decisions, and objections nobody is known to decide, of the offices one leads or administers."""
    administers = actor.has_anywhere(Role.PERFORMANCE_ADMIN)
    if not (administers or actor.led_paths):
        return []
    waits = Q(state__in=sorted(UNDECIDED))
    late = waits & Q(overdue_since__isnull=False)
    lacking = (waits & ~stands(day)) | Q(state=_S.REFUSED_LATE, superior__isnull=True)
    nobody = lacking if administers else Q(pk__in=[])
    rows = Objection.objects.filter(scope_of(actor)).filter(late | nobody)
    if actor.employee_id is not None:
        mine = Q(employee_id=actor.employee_id) | Q(appraiser_id=actor.employee_id)
        mine |= Q(evaluation__appraiser_id=actor.employee_id)
        rows = rows.exclude(mine | Q(superior_id=actor.employee_id, superior__isnull=False))
    found = rows.annotate(lacks=ExpressionWrapper(nobody, output_field=BooleanField())).aggregate(
        late=Count("pk", filter=late),
        nobody=Count("pk", filter=Q(lacks=True)),
        first=Min("overdue_since"),
        first_nobody=Min(F("pk"), filter=Q(lacks=True)),
    )
    duties = []
    listed = f"{reverse('objections:objections')}?state=overdue"
    source = _("PermenPANRB 6/2022 Lampiran V.B.6 hlm. 117; ditunjukkan ke atas menurut kebijakan lokal")
    if found["late"]:
        duties.append(
            Duty(
                found["first"],
                _("Keputusan keberatan lewat batas"),
                _("{n} keberatan belum diputus dan tidak dianggap diputus.").format(n=found["late"]),
                source,
                listed,
                _("Lihat"),
                days_left(day, found["first"]),
                count=found["late"],
                list_url=listed,
            )
        )
    if found["nobody"]:
        duties.append(_to_appoint(found["nobody"], found["first_nobody"]))
    return duties


def _to_appoint(n: int, first: int) -> Duty:
    return Duty(
        None,
        _("Tetapkan siapa yang memutus keberatan"),
        _("{n} keberatan menunggu, dan yang memutusnya belum tercatat, berhalangan, atau berpindah.").format(n=n),
        _("PermenPANRB 6/2022 Lampiran V.B.2 hlm. 117"),
        reverse("objections:objection", args=[first]),
        _("Tetapkan"),
        count=n,
    )
