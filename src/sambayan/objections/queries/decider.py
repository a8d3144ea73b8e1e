"""Who decides an objection on a day, whether that one still can, and who watches over it.

Source: PermenPANRB 6/2022 Lampiran IV.A.2-3 p89, V.B.2-6 p117; the next tier and replacing somebody are local policy.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q

from sambayan.common.actor import Role
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.objections.access import sides_of
from sambayan.objections.models import Objection
from sambayan.objections.rules import UNDECIDED, ObjectionState
from sambayan.people.models import Absence, Account, Assignment, Delegation, Employee, RoleGrant
from sambayan.people.queries import appraisal_of, assignment_of, open_on
from sambayan.people.rules import DelegationKind, PositionType, above


def decider_of(evaluation: PerformanceEvaluation, day: date) -> int | None:
    """The employee who decides, by the chain of the day: above the appraiser, or the next tier where that one signed.

    Where the appraiser appraises there no more, it is the superior on record while that one stands above the employee's
    unit, else the nearest head above the appraiser's. Never the employee, the appraiser, who signed, or a superior who
    was passed over: nobody decides about the document of whoever stands above him.
    """
    signer = evaluation.signer_id or evaluation.appraiser_id
    sides = {evaluation.employee_id, evaluation.appraiser_id, signer}
    chain = appraisal_of(evaluation.employee_id, day)
    if chain and chain.appraiser and chain.appraiser.employee_id == evaluation.appraiser_id and chain.superior:
        found = chain.superior.employee_id
        if found in sides:
            return _next(found, sides, day)
        passed_over = signer != evaluation.appraiser_id and signer in _chain_of(found, day)
        return _next(signer, sides, day) if passed_over else found
    if evaluation.superior_id not in sides and _stands_above(evaluation, day):
        return evaluation.superior_id
    own = evaluation.appraiser_unit
    heads = _heads(above(own.path), sides, day)
    return next((post.employee_id for post in heads if post.position.unit_id != own.pk), None)


def next_above(objection: Objection, day: date) -> int | None:
    """Who stands above the one who has to decide, and is no side: an overdue decision is shown there."""
    if objection.superior_id is None:
        return None
    return _next(objection.superior_id, {*sides_of(objection), objection.superior_id}, day)


def _next(employee_id: int, without: set[int], day: date) -> int | None:
    return next((above for above in _chain_of(employee_id, day) if above not in without), None)


def _chain_of(employee_id: int, day: date) -> list[int]:
    chain = appraisal_of(employee_id, day)
    posts = (chain.appraiser, chain.superior) if chain else ()
    return [post.employee_id for post in posts if post]


def possible_deciders(objection: Objection, day: date) -> list[Assignment]:
    """Who can be appointed: present heads of the employee's office and above, nearest first, and whom the chain names.

    Never a side, and not the one who is to be replaced.
    """
    without = {*sides_of(objection), *([objection.superior_id] if objection.state in UNDECIDED else [])}
    posts = _heads(above(objection.unit.path), without, day)
    named = decider_of(objection.evaluation, day)
    if named in without or named in {post.employee_id for post in posts}:
        return posts
    post = assignment_of(named, day)
    return [post, *posts] if post else posts


def _heads(paths: list[str], without: Iterable[int | None], day: date) -> list[Assignment]:
    """Who leads one of these units on a day and is there, the deepest unit first."""
    held = Assignment.objects.filter(open_on(day), position__is_head=True, position__unit__path__in=paths)
    gone = Exists(Absence.objects.filter(open_on(day), employee_id=OuterRef("employee_id")))
    rows = held.filter(_employed(day, "employee__")).exclude(gone).exclude(employee_id__in=[pk for pk in without if pk])
    return sorted(
        rows.select_related("employee", "position__unit"), key=lambda post: (-len(post.position.unit.path), post.pk)
    )


def _employed(day: date, prefix: str = "") -> Q:
    return Q(**{f"{prefix}left_on__isnull": True}) | Q(**{f"{prefix}left_on__gt": day})


def stands(day: date) -> Q:
    """The condition on objections or evaluations that the superior on record stands above the unit and is there.

    Above: leads this unit or one above it, also as Plt or Plh, leads the region, is recorded as the superior of a post
    on the way up, or holds the authority to appraise there by delegation.
    """
    here = ExpressionWrapper(OuterRef("unit__path"), output_field=CharField())
    posts = Assignment.objects.filter(open_on(day)).alias(here=here)
    on_the_way = posts.filter(here__startswith=F("position__unit__path"))
    held = Assignment.objects.filter(open_on(day), employee_id=OuterRef("superior_id"))
    handed = Delegation.objects.filter(open_on(day), kind=DelegationKind.APPRAISE.value).alias(here=here)
    leads = Q(Exists(on_the_way.filter(employee_id=OuterRef("superior_id"), position__is_head=True)))
    leads |= Q(Exists(held.filter(position__position_type=PositionType.REGIONAL_HEAD.value)))
    leads |= Q(Exists(on_the_way.filter(direct_superior_id=OuterRef("superior_id")))) & Q(Exists(held))
    leads |= Q(Exists(handed.filter(here__startswith=F("unit__path"), receiver_id=OuterRef("superior_id"))))
    away = Exists(Absence.objects.filter(open_on(day), employee_id=OuterRef("superior_id")))
    return leads & ~Q(away) & Q(superior__isnull=False) & _employed(day, "superior__")


def _stands_above(evaluation: PerformanceEvaluation, day: date) -> bool:
    return PerformanceEvaluation.objects.filter(stands(day), pk=evaluation.pk).exists()


def see_decider(objection: Objection, day: date) -> Objection:
    """Look whether the decider on record still stands above on a day: `decider_stands`, which the rights ask about.

    Of an objection refused as late it puts in place, on the row and not stored, who admits it on that day.
    """
    objection.decider_stands = Objection.objects.filter(stands(day), pk=objection.pk).exists()
    if objection.state == ObjectionState.REFUSED_LATE and not objection.decider_stands:
        objection.superior_id = decider_of(objection.evaluation, day)
    return objection


def watchers(objection: Objection, day: date) -> list[Employee | Account]:
    """The performance administrators of the unit and above, who are no side; they stand for the PyB. Local policy."""
    grants = RoleGrant.objects.filter(open_on(day), role=Role.PERFORMANCE_ADMIN.value, account__is_active=True)
    held = grants.filter(Q(unit__isnull=True) | Q(unit__path__in=above(objection.unit.path)))
    rows = Account.objects.filter(pk__in=held.values("account_id")).select_related("employee").order_by("pk")
    sides = sides_of(objection)
    return [account.employee or account for account in rows if account.employee_id not in sides]
