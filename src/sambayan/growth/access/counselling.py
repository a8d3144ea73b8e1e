"""Who may note, report, select, counsel and decide a case, and who may read it: nobody else.

Source: PermenPANRB 6/2022 Lampiran III.D.5 p85-88 (individual, confidential).
"""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, in_state, rights
from sambayan.growth.access.feedback import agreed
from sambayan.growth.access.guidance import office, other
from sambayan.growth.rules import (
    COUNSELLING_FLOW,
    RECEIVERS,
    SEEN_BY_COUNSELLOR,
    SEEN_BY_EMPLOYEE,
    SEEN_BY_PERSONNEL,
    SEEN_BY_SUPERIOR,
    CounsellingState,
    CounsellorKind,
    Receiver,
)
from sambayan.people.access import administers, anybody, appraiser, superior


def _reported(case: Any) -> bool:
    return case.state in SEEN_BY_PERSONNEL and case.reported_at is not None


def _personnel(actor: Actor, case: Any) -> bool:
    return administers(case.unit.path, actor) and actor.employee_id != case.employee_id and _reported(case)


def _reads(actor: Actor, case: Any) -> Answer:
    me = actor.employee_id
    if me is not None:
        is_employee = me == case.employee_id and case.state in SEEN_BY_EMPLOYEE
        is_counsellor = me == case.counsellor_id and case.state in SEEN_BY_COUNSELLOR
        is_superior = me == case.superior_id and case.state in SEEN_BY_SUPERIOR
        if me == case.appraiser_id or is_employee or is_counsellor or is_superior:
            return None
    if _personnel(actor, case):
        return None
    return Refusal(_("Konseling bersifat rahasia: hanya dibaca pegawai, konselor, dan penerima laporannya."))


def _reads_report(actor: Actor, case: Any) -> Answer:
    """Who reads what was said in the counselling: employee, counsellor, receivers, and whoever decides."""
    me, at_decision = actor.employee_id, case.state in SEEN_BY_SUPERIOR
    kind = CounsellorKind(case.counsellor_kind) if case.counsellor_kind else None
    receivers = RECEIVERS[kind] if kind and at_decision else ()
    readers = {case.employee_id, case.counsellor_id}
    if Receiver.APPRAISER in receivers:
        readers.add(case.appraiser_id)
    if at_decision:
        readers.add(case.superior_id)
    if (me is not None and me in readers) or (at_decision and _personnel(actor, case)):
        return None
    return Refusal(_("Rekaman konseling hanya dibaca pegawai, konselor, dan penerimanya."))


def _communicated(actor: Actor, case: Any) -> Answer:
    if case.communicated_on is not None or case.state != CounsellingState.NOTED:
        return None
    return Refusal(
        _("Sampaikan dahulu permasalahan ini kepada pegawai dan catat kapan (Lampiran III.D.5.c.1.c hlm. 86)."),
        _("Sesudah itu laporan dapat dibuat, bila perilakunya tidak berubah."),
    )


def _counsellor(actor: Actor, case: Any) -> Answer:
    if actor.employee_id is not None and actor.employee_id == case.counsellor_id:
        return None
    return Refusal(_("Hanya konselor yang ditetapkan yang dapat melakukan ini."))


def _counselled_not(actor: Actor, case: Any) -> Answer:
    if actor.employee_id is None or actor.employee_id != case.counsellor_id:
        return None
    return Refusal(
        _("Konselor melaporkan hasil konseling; tindak lanjutnya diputuskan orang lain (Lampiran III.D.5.e hlm. 88)."),
        _("Atasan pejabat penilai, PyB, atau pimpinan unit kepegawaian memutuskan."),
    )


def _scheduled(actor: Actor, case: Any) -> Answer:
    return None if case.scheduled_for else Refusal(_("Tetapkan dahulu waktu dan tempat konseling."))


def _printed(actor: Actor, case: Any) -> Answer:
    return None if case.reported_at else Refusal(_("Laporan B.1.10 belum dibuat."))


def _does(verb: str) -> Guard:
    return in_state(COUNSELLING_FLOW, verb, CounsellingState)


reads, counsellor = Guard(_reads), Guard(_counsellor)
CAN = rights(
    {
        "growth.cases": Guard(anybody),
        "growth.note_problem": appraiser & agreed,
        "growth.read_case": reads,
        "growth.read_report": Guard(_reads_report),
        "growth.communicate": appraiser & _does("communicate"),
        "growth.close_changed": appraiser & _does("close_changed"),
        "growth.report_problem": appraiser & Guard(_communicated) & _does("report_problem"),
        "growth.select_case": office & _does("select_case"),
        "growth.dismiss_case": office & _does("dismiss_case"),
        "growth.appoint_counsellor": office & _does("appoint_counsellor"),
        "growth.schedule": counsellor & _does("schedule"),
        "growth.hold_counselling": counsellor & _does("hold_counselling") & Guard(_scheduled),
        "growth.sign_counselling": counsellor & _does("sign_counselling"),
        "growth.report_up": counsellor & _does("report_up"),
        "growth.decide_counselling": (superior | office) & other & Guard(_counselled_not) & _does("decide_counselling"),
        "growth.print_case": reads & Guard(_printed),
    }
)


def cases_visible_to(actor: Actor) -> Q:
    """The cases this actor may read, as a condition; the same answer as `growth.read_case`."""
    visible, me = Q(pk__in=[]), actor.employee_id
    if me is not None:
        visible |= Q(appraiser_id=me)
        visible |= Q(employee_id=me, state__in=sorted(SEEN_BY_EMPLOYEE))
        visible |= Q(counsellor_id=me, state__in=sorted(SEEN_BY_COUNSELLOR))
        visible |= Q(superior_id=me, state__in=sorted(SEEN_BY_SUPERIOR))
    for grant in actor.grants:
        if grant.role == Role.PERFORMANCE_ADMIN:
            reported = Q(state__in=sorted(SEEN_BY_PERSONNEL), reported_at__isnull=False)
            visible |= Q(unit__path__startswith=grant.unit_path) & reported & ~Q(employee_id=me or 0)
    return visible
