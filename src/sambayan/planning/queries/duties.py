"""What the agreement asks of people at home. Source of the dates: PermenPANRB 6/2022 Ps 14(1), Lampiran II.C p65."""

from calendar import monthrange
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from sambayan.common.actor import Actor
from sambayan.common.language import worded
from sambayan.cycles.queries import cycle_of, days_left
from sambayan.notices.rules import Duty, duty_source
from sambayan.planning.models import PerformanceAgreement
from sambayan.planning.queries.reading import agreements, own_agreement, unfinished_of
from sambayan.planning.rules import EDITABLE, AgreementState
from sambayan.policies.queries import values_on


@duty_source
def planning_duties(actor: Actor, day: date) -> list[Duty]:
    """Agreements the actor has to write, mend, sign, answer or set; late ones one may lead as superior."""
    if actor.employee_id is None:
        return []
    found = [
        _own_duty(actor, day),
        _duty_to_answer(actor, day),
        _duty_to_set(actor, day),
        _duty_to_lead(actor, day),
    ]
    return [duty for duty in found if duty]


def _duty_to_answer(actor: Actor, day: date) -> Duty | None:
    """One duty for everything proposed to the actor: talk it over, or return it; the employee signs next."""
    return _many(
        actor,
        day,
        AgreementState.PROPOSED,
        (_("Periksa usulan {plan}"), _("Periksa usulan {n} SKP")),
        _("Diusulkan; tanggapi dalam dialog, lalu pegawai menandatangani."),
    )


def _duty_to_set(actor: Actor, day: date) -> Duty | None:
    """One duty for everything signed: the button opens what waits longest, the list shows all."""
    return _many(
        actor,
        day,
        AgreementState.SIGNED,
        (_("Tetapkan {plan}"), _("Tetapkan {n} SKP")),
        _("Ditandatangani pegawai dan menunggu Anda."),
    )


def _many(actor: Actor, day: date, state: AgreementState, titles: tuple[str, str], told: str) -> Duty | None:
    waiting = agreements(actor, day.year, mine=True).filter(state=state, is_superior_led=False)
    n = waiting.count()
    first = waiting.order_by("proposed_at", "pk").first() if n else None
    if first is None:
        return None
    title = titles[0].format(plan=first) if n == 1 else titles[1].format(n=n)
    if n > 1:
        told = f"{told} " + _("Yang paling lama menunggu: {name}.").format(name=first.employee)
    address = f"{reverse('planning:agreements')}?mine=1&state={state.value}"
    return replace(_duty(day, title, told, _page(first), _("Periksa")), count=n, list_url=address)


def _duty_to_lead(actor: Actor, day: date) -> Duty | None:
    """Late agreements whose dialogue the actor leads as the appraiser's superior."""
    rows = agreements(actor, day.year, led=True)
    n = rows.count()
    first = rows.order_by("overdue_since", "pk").first() if n else None
    if first is None:
        return None
    title = _("Pimpin dialog {plan}").format(plan=first) if n == 1 else _("Pimpin dialog {n} SKP").format(n=n)
    told = _("Belum ditetapkan sampai batas waktunya; {name} meminta dialog dengan Anda.").format(name=first.employee)
    source = _("PermenPANRB 6/2022 Lampiran II.C.5 hlm. 65")
    address = f"{reverse('planning:agreements')}?led=1"
    made = _duty(day, title, told, _page(first), _("Buka"))
    return replace(made, due=None, days_left=None, source=source, count=n, list_url=address)


def _own_duty(actor: Actor, day: date) -> Duty | None:
    assert actor.employee_id is not None  # planning_duties asks first
    own = unfinished_of(actor.employee_id, day.year)
    if own is None:
        return _duty_to_begin(actor, day)
    if own.state == AgreementState.PROPOSED:
        return _duty(
            day, _("Tanda tangani {plan}").format(plan=own), _("Anda sudah mengusulkannya."), _page(own), _("Buka")
        )
    if own.state not in EDITABLE:
        return None
    told = own.return_reason or _("Lengkapi, lalu usulkan kepada {name}.").format(name=own.appraiser)
    if own.revision_word:
        told = own.return_reason or _("Versi baru karena {why}; yang lama berlaku sampai yang baru ditetapkan.").format(
            why=worded(own.revision_word).lower()
        )
    return _duty(day, _("Lengkapi dan usulkan {plan}").format(plan=own), told, _page(own), _("Lanjutkan"))


def _duty_to_begin(actor: Actor, day: date) -> Duty | None:
    if own_agreement(actor, day.year) is not None or cycle_of(actor, day.year) is None:
        return None
    title = _("Tulis SKP {year}").format(year=day.year)
    return _duty(day, title, _("SKP Anda belum dimulai."), reverse("planning:start"), _("Mulai"))


def _page(agreement: PerformanceAgreement) -> str:
    return reverse("planning:agreement", args=[agreement.pk])


def deadline(year: int, day: date) -> date:
    """The last day on which agreements of a year are set, as the setting of `day` says. Source: Ps 14(1)."""
    month, last = values_on(day).text("agreement_deadline").split("-")
    return date(year, int(month), min(int(last), monthrange(year, int(month))[1]))


def _duty(day: date, title: str, detail: str, url: str, button: str) -> Duty:
    due = deadline(day.year, day)
    source = _("PermenPANRB 6/2022 Pasal 14(1): paling lambat 31 Januari")
    return Duty(due, title, detail, source, url, button, days_left(day, due))
