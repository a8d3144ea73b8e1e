"""Agreements follow whoever moves. Source: PermenPANRB 6/2022 Lampiran II.C.6-8 p65.

The old agreement is kept with the reason; the new one begins empty, for its content is agreed with the new leader.
"""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from sambayan.audit.actions import Entry, record, record_all
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.common.jobs import later
from sambayan.common.rows import lock
from sambayan.cycles.actions.clocks import stop_clocks
from sambayan.cycles.rules import ClockKind
from sambayan.notices import actions as notices
from sambayan.people.models import Employee
from sambayan.planning.access import opening as access  # noqa: F401 - declares the rights
from sambayan.planning.actions.opening import begin_drafts, draft_of
from sambayan.planning.models import PerformanceAgreement
from sambayan.planning.queries import moves as queries
from sambayan.planning.queries.moves import STANDING, Move
from sambayan.planning.rules import FLOW
from sambayan.planning.rules.opening import MoveKind

REASONS = {
    MoveKind.MOVED: noop("Pegawai pindah unit (Lampiran II.C.6 hlm. 65)."),
    MoveKind.NEW_POST: noop("Pegawai menduduki jabatan baru (Lampiran II.C.6 hlm. 65)."),
    MoveKind.NEW_APPRAISER: noop("Pejabat penilai berganti (Lampiran II.C.7 hlm. 65)."),
    MoveKind.EXEMPT: noop("Pegawai dikecualikan (Lampiran II.C.8 hlm. 65)."),
    MoveKind.RETURNED: noop("Pegawai kembali bertugas."),
    MoveKind.LEFT: noop("Pegawai tidak lagi bekerja di instansi ini."),
}


@transaction.atomic
def follow(move: Move, *, by: Actor | None, at: datetime) -> PerformanceAgreement | None:
    """Let the agreements of one person follow a move; the new draft, if one begins.

    Denied while nobody is recorded who appraises, or when somebody else has just moved one of them.
    """
    if not move.can_follow:
        raise Denied(Refusal(_("Pejabat penilai belum tercatat."), _("Lengkapi dulu di Perbaikan data.")))
    for agreement in (*move.older, move.agreement):
        _hold(agreement, move)
    if move.is_over:
        verb = exempt if move.kind is MoveKind.EXEMPT else end
        for agreement in (*move.older, move.agreement):
            verb(agreement, reason=_reason(move), by=by, at=at)
        return None
    if move.kind is MoveKind.RETURNED:
        if by is not None:
            require("planning.renew", by, move.agreement)
        return _begin(move, at=at)
    for agreement in (*move.older, move.agreement):
        replace(agreement, reason=_reason(move), by=by, at=at)
    return _begin(move, at=at)


@transaction.atomic
def replace(agreement: PerformanceAgreement, *, reason: str, by: Actor | None, at: datetime) -> PerformanceAgreement:
    """Keep an agreement as replaced, because the employee or the appraiser moved. Source: Lampiran II.C.6-7 p65."""
    _end(agreement, "replace", reason=reason, by=by, at=at)
    for reader in (agreement.employee, agreement.appraiser):
        notices.post("planning.replace", to=reader, about=agreement, url=_page(agreement), at=at)
    return agreement


@transaction.atomic
def exempt(agreement: PerformanceAgreement, *, reason: str, by: Actor | None, at: datetime) -> PerformanceAgreement:
    """End an agreement of somebody who is exempt from now on. Source: Lampiran II.C.8 p65."""
    _end(agreement, "exempt", reason=reason, by=by, at=at)
    for reader in (agreement.employee, agreement.appraiser):
        notices.post("planning.exempt", to=reader, about=agreement, url=_page(agreement), at=at)
    return agreement


@transaction.atomic
def end(agreement: PerformanceAgreement, *, reason: str, by: Actor | None, at: datetime) -> PerformanceAgreement:
    """End an agreement of somebody who left the agency, and its term with it; the appraiser is told. Local policy."""
    _end(agreement, "end", reason=reason, by=by, at=at)
    notices.post("planning.end", to=agreement.appraiser, about=agreement, url=_page(agreement), at=at)
    return agreement


def follow_superiors(*, at: datetime) -> int:
    """Write down who stands above the appraiser where that changed, a batch at a time; how many. Again: none.

    Source: Lampiran II.C.5 p65: whom the employee turns to after 31 January.
    """
    return sum(_follow_superiors(found, at=at) for found in queries.superiors(timezone.localdate(at)))


@transaction.atomic
def _follow_superiors(found: dict[int, tuple[int, int | None]], *, at: datetime) -> int:
    held = PerformanceAgreement.objects.select_for_update(of=("self",)).select_related("employee", "cycle")
    still = held.filter(pk__in=list(found), is_superior_led=False, state__in=STANDING).order_by("pk")
    rows = [row for row in still if row.appraiser_id == found[row.pk][0]]
    people = {row.superior_id or 0 for row in rows} | {found[row.pk][1] or 0 for row in rows}
    names = dict(Employee.objects.filter(pk__in=people).values_list("pk", "name"))
    entries = []
    for row in rows:
        before, row.superior_id = row.superior_id, found[row.pk][1]
        told = [{"appraisers_superior": names.get(person or 0, "")} for person in (before, row.superior_id)]
        entries.append(Entry("planning.follow_superior", row, before=told[0], after=told[1]))
    PerformanceAgreement.objects.bulk_update(rows, ["superior"])
    record_all(entries, by=None, at=at)
    return len(rows)


def follow_moves(*, at: datetime) -> int:
    """Let every agreement follow that can, one transaction each; how many did. Again on the same day: none."""
    followed = 0
    for move in [move for move in queries.moves(timezone.localdate(at)) if move.can_follow]:
        try:
            follow(move, by=None, at=at)
        except Denied:
            continue
        followed += 1
    return followed


def follow_shown(moves: list[Move], *, by: Actor, at: datetime) -> int:
    """Let these agreements follow because an administrator said so, and the open evaluations after them."""
    require("planning.follow_moves", by)
    able = [move for move in moves if move.can_follow]
    for move in able:
        follow(move, by=by, at=at)
    later("evaluation.follow_moves")
    return len(able)


def _hold(agreement: PerformanceAgreement, move: Move) -> None:
    """Hold an agreement still; Denied when it is no longer what was found."""
    before = (agreement.state, agreement.appraiser_id, agreement.unit_id)
    lock(agreement)
    if (agreement.state, agreement.appraiser_id, agreement.unit_id) != before:
        raise Denied(Refusal(_("{agreement} baru saja diubah orang lain.").format(agreement=agreement)))
    if move.kind is MoveKind.RETURNED:
        others = PerformanceAgreement.objects.filter(cycle=agreement.cycle_id, employee=agreement.employee_id)
        if others.filter(state__in=STANDING).exists():
            raise Denied(Refusal(_("{employee} sudah mempunyai SKP.").format(employee=agreement.employee)))


def _page(agreement: PerformanceAgreement) -> str:
    return reverse("planning:agreement", args=[agreement.pk])


def _end(agreement: PerformanceAgreement, verb: str, *, reason: str, by: Actor | None, at: datetime) -> None:
    lock(agreement)
    if by is not None:
        require(f"planning.{verb}", by, agreement)
    before = agreement.state
    agreement.state = FLOW.after(agreement.state, verb)
    agreement.ended_at, agreement.ended_reason = at, reason
    agreement.save(update_fields=["state", "ended_at", "ended_reason"])
    after = {"state": agreement.state}
    record(f"planning.{verb}", agreement, by=by, at=at, before={"state": before}, after=after, reason=reason)
    stop_clocks(ClockKind.AGREEMENT_SET, "agreement", [agreement.pk], at=at, void=True)


def _begin(move: Move, *, at: datetime) -> PerformanceAgreement:
    """The draft with the new appraiser: it names the old agreement and copies nothing."""
    old, standing = move.agreement, move.standing
    assert standing is not None
    draft = draft_of(old.cycle, standing, begins=_begins(move, timezone.localdate(at)))
    draft.revises, draft.version, draft.revision_reason = old, old.version + 1, _reason(move)
    begin_drafts([draft], at=at, since=timezone.localdate(at))
    for reader in Employee.objects.filter(pk__in=[standing.employee_id, standing.appraiser_id]).order_by("pk"):
        notices.post("planning.start", to=reader, about=draft, url=_page(draft), at=at)
    return draft


def _begins(move: Move, today: date) -> date:
    """From the day of the new post; where only the appraiser changed, or somebody came back, from today."""
    first = date(move.agreement.cycle.year, 1, 1)
    is_in_new_post = move.kind in (MoveKind.MOVED, MoveKind.NEW_POST)
    return max(first, move.standing.since) if move.standing and is_in_new_post else max(first, today)


def _reason(move: Move) -> str:
    """The reason as it is stored, in Indonesian; a page passes it through gettext."""
    return REASONS[move.kind]
