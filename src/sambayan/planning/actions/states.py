"""The verbs that move an agreement. Source: PermenPANRB 6/2022 Ps 7, 14, Lampiran II.A p26, II.C p65."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.common.numbers import date_long
from sambayan.common.verification import new_code
from sambayan.cycles.actions.clocks import hand_clock, stop_clocks
from sambayan.cycles.rules import ClockKind
from sambayan.notices import actions as notices
from sambayan.people.queries import appraisal_of
from sambayan.planning import queries, rules
from sambayan.planning.actions.assigning import take_up
from sambayan.planning.actions.carrying import carry_cascade, carry_progress
from sambayan.planning.actions.releasing import release
from sambayan.planning.actions.roles import apply_cells
from sambayan.planning.actions.steps import held, leader_of, page_of, tell_other
from sambayan.planning.models import PerformanceAgreement, PerformanceDialogue
from sambayan.planning.rules import FLOW, UNFINISHED, AgreementState


@transaction.atomic
def open_dialogue(
    agreement: PerformanceAgreement, *, held_on: date, note: str, by: Actor, at: datetime
) -> PerformanceAgreement:
    """Begin the dialogue and write down the first talk. Source: Ps 7, Lampiran II.A p26."""
    require("planning.open_dialogue", by, held(agreement))
    before = agreement.state
    agreement.state = FLOW.after(agreement.state, "open_dialogue")
    agreement.save(update_fields=["state"])
    _note(agreement, held_on, note, by=by, at=at)
    after = {"state": agreement.state, "held_on": held_on.isoformat()}
    record("planning.open_dialogue", agreement, by=by, at=at, before={"state": before}, after=after)
    tell_other("planning.open_dialogue", agreement, by=by, at=at)
    return agreement


@transaction.atomic
def record_dialogue(
    agreement: PerformanceAgreement, *, held_on: date, note: str, by: Actor, at: datetime
) -> PerformanceDialogue:
    """Write down one more talk; the dialogue goes on all year. Source: Lampiran II.A p26."""
    require("planning.record_dialogue", by, held(agreement))
    dialogue = _note(agreement, held_on, note, by=by, at=at)
    record("planning.record_dialogue", agreement, by=by, at=at, after={"held_on": held_on.isoformat()})
    tell_other("planning.record_dialogue", agreement, by=by, at=at)
    return dialogue


def _note(agreement: PerformanceAgreement, held_on: date, note: str, *, by: Actor, at: datetime) -> PerformanceDialogue:
    if held_on > timezone.localdate(at):
        raise Denied(Refusal(_("Dialog dicatat setelah berlangsung: tanggalnya belum tiba.")))
    first = rules.first_day_of_dialogue(agreement.cycle.year)
    if held_on < first:
        told = _("Dialog tentang SKP {year} tidak mungkin sebelum {day}.")
        raise Denied(Refusal(told.format(year=agreement.cycle.year, day=date_long(first))))
    return PerformanceDialogue.objects.create(
        agreement=agreement,
        held_on=held_on,
        led_by=leader_of(agreement),
        recorded_by_id=by.employee_id,
        note=note,
        recorded_at=at,
    )


@transaction.atomic
def request_superior_dialogue(agreement: PerformanceAgreement, *, by: Actor, at: datetime) -> PerformanceAgreement:
    """Ask the appraiser's superior for the dialogue, once the term is over. Source: Lampiran II.C.5 p65.

    From then on the superior returns and sets, not the appraiser; that he sets it is local policy, the text is silent.
    What was proposed and signed before is to be proposed and signed again.
    """
    _find_superior(held(agreement), timezone.localdate(at))
    require("planning.request_superior_dialogue", by, agreement)
    before = agreement.state
    agreement.state = FLOW.after(agreement.state, "request_superior_dialogue")
    agreement.is_superior_led = True
    agreement.proposed_at = agreement.signed_at = None
    agreement.save(update_fields=["state", "is_superior_led", "superior", "proposed_at", "signed_at"])
    leader = leader_of(agreement)
    hand_clock(ClockKind.AGREEMENT_SET, "agreement", agreement.pk, holder_id=leader.pk)
    after = {"state": agreement.state, "led_by": str(leader)}
    record("planning.request_superior_dialogue", agreement, by=by, at=at, before={"state": before}, after=after)
    url = page_of(agreement)
    for reader in (leader, agreement.appraiser):
        notices.post("planning.request_superior_dialogue", to=reader, about=agreement, url=url, at=at)
    return agreement


def _find_superior(agreement: PerformanceAgreement, today: date) -> None:
    """Whoever stands above the appraiser today, who may be another than on the day the agreement began."""
    appraisal = appraisal_of(agreement.employee_id, today) if not agreement.is_superior_led else None
    if appraisal and appraisal.appraiser and appraisal.appraiser.employee_id == agreement.appraiser_id:
        agreement.superior = appraisal.superior.employee if appraisal.superior else None


@transaction.atomic
def propose(agreement: PerformanceAgreement, *, by: Actor, at: datetime) -> PerformanceAgreement:
    """Put an agreement before the leader; Denied with what is missing while it is incomplete."""
    require("planning.propose", by, held(agreement))
    missing = rules.gaps(queries.draft_of(agreement))
    if missing:
        raise Denied(Refusal(" ".join(_(gap) for gap in missing)))
    before = agreement.state
    agreement.state = FLOW.after(agreement.state, "propose")
    agreement.proposed_at, agreement.signed_at, agreement.return_reason = at, None, ""
    agreement.save(update_fields=["state", "proposed_at", "signed_at", "return_reason"])
    record("planning.propose", agreement, by=by, at=at, before={"state": before}, after={"state": agreement.state})
    tell_other("planning.propose", agreement, by=by, at=at)
    return agreement


@transaction.atomic
def return_(agreement: PerformanceAgreement, *, reason: str, by: Actor, at: datetime) -> PerformanceAgreement:
    """Give an agreement back to the employee with the reason; results and roles assigned meanwhile are now in it."""
    require("planning.return", by, held(agreement))
    before = agreement.state
    agreement.state = FLOW.after(agreement.state, "return")
    agreement.return_reason, agreement.signed_at = reason, None
    agreement.save(update_fields=["state", "return_reason", "signed_at"])
    take_up(agreement, agreement, at=at)
    roles = len(apply_cells(agreement))
    after = {"state": agreement.state} | ({"roles": roles} if roles else {})
    record("planning.return", agreement, by=by, at=at, before={"state": before}, after=after, reason=reason)
    tell_other("planning.return", agreement, by=by, at=at)
    return agreement


@transaction.atomic
def sign(agreement: PerformanceAgreement, *, by: Actor, at: datetime) -> PerformanceAgreement:
    """Sign as the employee, after the dialogue and before the leader sets it. Source: Ps 14(1)."""
    require("planning.sign", by, held(agreement))
    before = agreement.state
    agreement.state = FLOW.after(agreement.state, "sign")
    agreement.signed_at = at
    agreement.save(update_fields=["state", "signed_at"])
    record("planning.sign", agreement, by=by, at=at, before={"state": before}, after={"state": agreement.state})
    tell_other("planning.sign", agreement, by=by, at=at)
    return agreement


@transaction.atomic
def set_(agreement: PerformanceAgreement, *, by: Actor, at: datetime) -> PerformanceAgreement:
    """Set a signed agreement, so that it is in force and the version before is replaced. Source: Ps 14(1).

    Denied while the one who sets it has not written down himself a dialogue he led.
    """
    require("planning.set", by, held(agreement))
    before = agreement.state
    _put_in_force(agreement, "set", by=by, at=at)
    after = {"state": agreement.state, "code": agreement.document_code}
    record("planning.set", agreement, by=by, at=at, before={"state": before}, after=after)
    tell_other("planning.set", agreement, by=by, at=at)
    return agreement


@transaction.atomic
def set_unsigned(agreement: PerformanceAgreement, *, reason: str, by: Actor, at: datetime) -> PerformanceAgreement:
    """Set an agreement the employee refuses to sign, with the reason; the superior is told.

    Source: local policy, the text is silent (workflow, section 6).
    """
    require("planning.set_unsigned", by, held(agreement))
    before = agreement.state
    agreement.missing_signature_reason, agreement.signed_at = reason, None
    agreement.save(update_fields=["missing_signature_reason", "signed_at"])
    _put_in_force(agreement, "set_unsigned", by=by, at=at)
    after = {"state": agreement.state, "code": agreement.document_code}
    record("planning.set_unsigned", agreement, by=by, at=at, before={"state": before}, after=after, reason=reason)
    for reader in filter(None, (agreement.employee, agreement.superior)):
        notices.post("planning.set_unsigned", to=reader, about=agreement, url=page_of(agreement), at=at)
    return agreement


def _put_in_force(agreement: PerformanceAgreement, verb: str, *, by: Actor, at: datetime) -> None:
    if not agreement.dialogues.filter(led_by_id=by.employee_id, recorded_by_id=by.employee_id).exists():
        raise Denied(
            Refusal(
                _("Catat dahulu dialog Anda dengan pegawai; SKP ditetapkan sesudah dialog (Pasal 7)."),
                _("Tulis sendiri lewat “Catat dialog” di halaman SKP ini; catatan pegawai saja tidak cukup."),
            )
        )
    _replace_version_before(agreement, by=by, at=at)
    agreement.state = FLOW.after(agreement.state, verb)
    agreement.set_at, agreement.document_code = at, new_code()
    agreement.save(update_fields=["state", "set_at", "document_code"])
    release(agreement)
    stop_clocks(ClockKind.AGREEMENT_SET, "agreement", [agreement.pk], at=at)


def _replace_version_before(agreement: PerformanceAgreement, *, by: Actor, at: datetime) -> None:
    """The version in force counted until now; it is kept as replaced. Source: workflow 8.1."""
    old = agreement.revises
    if old is None or held(old).state != AgreementState.IN_FORCE:
        return
    old.state = FLOW.after(old.state, "replace")
    old.ended_at, old.ended_reason = at, agreement.revision_reason
    old.save(update_fields=["state", "ended_at", "ended_reason"])
    carried = carry_progress(old, agreement, timezone.localdate(at)) | carry_cascade(old, agreement)
    before, after = {"state": AgreementState.IN_FORCE.value}, {"state": old.state, **carried}
    record("planning.replace", old, by=by, at=at, before=before, after=after, reason=old.ended_reason)


@transaction.atomic
def mark_overdue(agreement: PerformanceAgreement, *, at: datetime) -> bool:
    """Mark, as the system, that an agreement was not set in time; False when there is nothing to mark.

    From the next day the employee may turn to the appraiser's superior. Source: Lampiran II.C.4-5 p65.
    """
    held(agreement)
    if agreement.state not in UNFINISHED or agreement.overdue_since is not None:
        return False
    agreement.overdue_since = timezone.localdate(at)
    agreement.save(update_fields=["overdue_since"])
    record("planning.mark_overdue", agreement, by=None, at=at, after={"overdue_since": str(agreement.overdue_since)})
    for reader in filter(None, (agreement.employee, agreement.appraiser, agreement.superior)):
        notices.post("planning.mark_overdue", to=reader, about=agreement, url=page_of(agreement), at=at)
    return True
