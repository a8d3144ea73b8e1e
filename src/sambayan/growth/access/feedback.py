"""Who may ask for, give, read, answer and withdraw feedback. Source: PermenPANRB 6/2022 Ps 17-19, Lampiran III.C."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, in_state, rights
from sambayan.growth.rules import FEEDBACK_FLOW, FeedbackState, GiverKind, Relation, giver_kind
from sambayan.people.access import (
    administers,
    anybody,
    appraiser,
    concerned,
    owner,
    reads_everything,
    visible_between,
)

SHOWN = frozenset({FeedbackState.RECORDED.value, FeedbackState.USED.value})
"""The states in which an entry is part of the feedback record."""
_OVERSEERS = (Role.INSPECTOR, Role.PERFORMANCE_ADMIN)


def relation(giving: Any, employee_id: int | None, unit_path: str, led_paths: Iterable[str]) -> Relation:
    """How somebody with this post stands to the employee of an agreement; `giving` holds the facts about both."""
    plan = giving.agreement
    is_above = employee_id in (plan.appraiser_id, plan.superior_id) or employee_id in giving.team_lead_ids
    return Relation(
        is_employee=employee_id is not None,
        is_same=employee_id == plan.employee_id,
        is_above=is_above or any(plan.unit.path.startswith(led) for led in led_paths),
        is_below=bool(giving.led_path) and unit_path.startswith(giving.led_path),
        is_beside=unit_path == plan.unit.path or employee_id in giving.team_ids,
    )


def relation_of(actor: Actor, giving: Any) -> Relation:
    """How the actor stands to the employee of an agreement."""
    return relation(giving, actor.employee_id, actor.unit_path, actor.led_paths)


def in_force(actor: Actor, agreement: Any) -> Answer:
    """Feedback and guidance are about what was agreed, so there is an agreement in force."""
    if agreement.state == "in_force":
        return None
    return Refusal(_("Belum bisa: SKP-nya belum berlaku."), _("Pejabat penilai menetapkannya."))


def _relays(actor: Actor, giving: Any) -> Answer:
    if administers(giving.agreement.unit.path, actor) and actor.employee_id != giving.agreement.employee_id:
        return None
    return Refusal(
        _("Umpan balik pengguna layanan dicatat pengelola kinerja unitnya, dari survei atau saluran pengaduan."),
        _("Hubungi pengelola kinerja."),
    )


def _related_allowed(giving: Any) -> Answer:
    if giving.related_allowed:
        return None
    return Refusal(
        _("Umpan balik dari pihak lain tidak dibuka di instansi ini (setelan “Umpan balik dari pihak terkait”)."),
        _("Pimpinan, rekan seunit atau setim, dan bawahan dapat memberikannya."),
    )


def _gives(actor: Actor, giving: Any) -> Answer:
    refusal = in_force(actor, giving.agreement)
    if refusal:
        return refusal
    if actor.employee_id == giving.agreement.employee_id:
        return Refusal(_("Umpan balik datang dari orang lain."), _("Anda dapat memintanya."))
    kind = giver_kind(relation_of(actor, giving))
    if kind in (GiverKind.LEADER, GiverKind.PEER, GiverKind.SUBORDINATE):
        return None
    return _related_allowed(giving) or (None if kind else _relays(actor, giving))


def _is_giver(actor: Actor, entry: Any) -> bool:
    if entry.giver_id is not None:
        return bool(actor.employee_id == entry.giver_id)
    return administers(entry.unit.path, actor) and actor.employee_id != entry.employee_id


def _giver(actor: Actor, entry: Any) -> Answer:
    if _is_giver(actor, entry):
        return None
    return Refusal(
        _("Hanya pemberi umpan balik ini yang dapat melakukan ini; tidak seorang pun mengubah tulisan orang lain.")
    )


def _reads(actor: Actor, entry: Any) -> Answer:
    is_employee = actor.employee_id is not None and actor.employee_id == entry.employee_id
    oversees = reads_everything(entry.unit.path, actor)
    if _is_giver(actor, entry) or (entry.state in SHOWN and concerned(actor, entry) is None):
        return None
    if entry.state == FeedbackState.REQUESTED and is_employee:
        return None
    if entry.state == FeedbackState.WITHDRAWN and (is_employee or oversees):
        return None
    return Refusal(
        _(
            "Umpan balik hanya dibaca pegawainya, penilai dan atasannya, pengelola kinerja, dan pemeriksa; "
            "draf hanya oleh penulisnya."
        )
    )


def _unanswered(actor: Actor, entry: Any) -> Answer:
    return (
        Refusal(_("Anda sudah menanggapi umpan balik ini; satu tanggapan untuk tiap umpan balik."))
        if entry.reply
        else None
    )


def _open_date(actor: Actor, row: Any) -> Answer:
    refusal = (appraiser | owner)(actor, row.agreement)
    if refusal:
        return refusal
    return Refusal(_("Jadwal ini sudah dipenuhi.")) if row.entry_id else None


giver, agreed = Guard(_giver), Guard(in_force)
CAN = rights(
    {
        "growth.feedback": Guard(anybody),
        "growth.request": owner & agreed,
        "growth.write": Guard(_gives),
        "growth.relay": Guard(lambda actor, giving: _related_allowed(giving) or _relays(actor, giving)),
        "growth.rewrite": giver & in_state(FEEDBACK_FLOW, "write", FeedbackState),
        "growth.read": Guard(_reads),
        "growth.record": giver & in_state(FEEDBACK_FLOW, "record", FeedbackState),
        "growth.reply": owner & in_state(FEEDBACK_FLOW, "reply", FeedbackState) & Guard(_unanswered),
        "growth.withdraw": giver & in_state(FEEDBACK_FLOW, "withdraw", FeedbackState),
        "growth.person_feedback": concerned,
        "growth.plan_feedback": (appraiser | owner) & agreed,
        "growth.drop_date": Guard(_open_date),
    }
)


def visible_to(actor: Actor) -> Q:
    """The entries this actor may read, as a condition; the same answer as `growth.read`."""
    visible = Q(state__in=sorted(SHOWN)) & visible_between(actor)
    withdrawn = Q(state=FeedbackState.WITHDRAWN.value)
    if actor.employee_id is not None:
        theirs = Q(state__in=[FeedbackState.REQUESTED.value, FeedbackState.WITHDRAWN.value])
        visible |= Q(giver_id=actor.employee_id) | (Q(employee_id=actor.employee_id) & theirs)
    for grant in actor.grants:
        within = Q(unit__path__startswith=grant.unit_path)
        if grant.role in _OVERSEERS:
            visible |= within & withdrawn
        if grant.role == Role.PERFORMANCE_ADMIN:
            visible |= within & Q(giver__isnull=True) & ~Q(employee_id=actor.employee_id or 0)
    return visible
