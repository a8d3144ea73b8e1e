"""Who is asking: the actor behind an account, and the personas of the demo."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from sambayan.common.actor import Actor, Grant, Role
from sambayan.people.models import Account, Assignment, Delegation, RoleGrant
from sambayan.people.queries.days import open_on
from sambayan.people.rules import ACTING, AssignmentKind, DelegationKind


def actor_for(account: Account, day: date) -> Actor:
    """The actor behind an account today: two queries, a third only for somebody to whom drafting was handed."""
    posts = _posts(account.employee_id, day)
    main = next((post for post in posts if post.kind == AssignmentKind.MAIN), None)
    grants = RoleGrant.objects.filter(open_on(day), account=account).select_related("unit")
    return Actor(
        account_id=account.pk,
        name=account.name,
        title=main.position.title if main else account.title,
        employee_id=account.employee_id,
        unit_path=main.position.unit.path if main else "",
        heads_unit=bool(main and main.position.is_head),
        acting_paths=frozenset(
            post.position.unit.path for post in posts if post.kind in ACTING and post.position.is_head
        ),
        drafts_for=_drafts_for(account.employee_id, day) if _is_helper(posts) else frozenset(),
        grants=frozenset(Grant(Role(grant.role), grant.unit.path if grant.unit else "") for grant in grants),
    )


def _posts(employee_id: int | None, day: date) -> list[Assignment]:
    if employee_id is None:
        return []
    held = Assignment.objects.filter(open_on(day), employee_id=employee_id).select_related("position__unit")
    drafting = _drafting(day).filter(receiver_id=OuterRef("employee_id"))
    return list(held.annotate(drafts=Exists(drafting)).order_by("-from_date", "-pk"))


def _is_helper(posts: list[Assignment]) -> bool:
    return any(getattr(post, "drafts", False) for post in posts)


def _drafting(day: date) -> QuerySet[Delegation]:
    return Delegation.objects.filter(open_on(day), kind=DelegationKind.DRAFT.value)


def _drafts_for(employee_id: int | None, day: date) -> frozenset[int]:
    return frozenset(_drafting(day).filter(receiver_id=employee_id).values_list("giver_id", flat=True))


def personas() -> QuerySet[Account]:
    """The accounts that stand for a role in the demo, in the order they were made."""
    return Account.objects.exclude(persona="").select_related("employee").order_by("pk")


def persona(name: str) -> Account | None:
    """The demo account of one persona."""
    return Account.objects.filter(persona=name, is_active=True).exclude(persona="").first()
