"""Reading objections: one, the one about an evaluation, and lists."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Count, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.http import QueryDict
from django.utils import timezone

from sambayan.audit.queries import has_history
from sambayan.common.actor import Actor
from sambayan.cycles.models import Clock
from sambayan.cycles.rules import ClockKind
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.evaluation.queries import objection_due
from sambayan.objections.access import visible_to
from sambayan.objections.models import Explanation, Objection, ObjectionBundle
from sambayan.objections.queries.decider import decider_of, see_decider
from sambayan.objections.rules import UNDECIDED, ObjectionState
from sambayan.planning.models import EvidenceFile

CLOCK = Clock.objects.filter(
    kind=ClockKind.OBJECTION_DECISION.value, about_kind="objection", about_pk=OuterRef("pk")
).order_by("-pk")


def all_objections() -> QuerySet[Objection]:
    """Objections with everybody they name, and `decide_by`, the last day of the decision."""
    rows = Objection.objects.select_related(
        "employee",
        "appraiser",
        "superior",
        "unit__agency",
        "evaluation__period__cycle",
        "evaluation__agreement",
        "evaluation__appraiser_unit",
        "evaluation__employee",
        "evaluation__appraiser",
        "evaluation__superior",
        "evaluation__unit__agency",
        "document",
        "decision_document",
    )
    return rows.annotate(decide_by=Subquery(CLOCK.values("due_on")[:1]))


def objection(pk: int) -> Objection | None:
    """One objection with its explanations and bundles (without their content), and whether its decider still stands."""
    bundles = ObjectionBundle.objects.defer("content").order_by("pk")
    parts = (
        Prefetch("explanations", Explanation.objects.order_by("side", "pk")),
        Prefetch("bundles", bundles),
        Prefetch("files", EvidenceFile.objects.order_by("name", "pk")),
    )
    found = all_objections().filter(pk=pk).prefetch_related(*parts).first()
    return see_decider(found, timezone.localdate()) if found else None


def objection_file(pk: int, file: int) -> Objection | None:
    """One objection with the file of it that is asked for, as `file`; None where it has no such file."""
    found = objection(pk)
    wanted = next((each for each in found.files.all() if each.pk == file), None) if found else None
    if found is None or wanted is None:
        return None
    found.file = wanted
    return found


has_history("objection", "objections.Objection", load=objection, right="objections.read", page="objections:objection")


def objection_about(pk: int, day: date | None = None) -> Objection | None:
    """The objection about this evaluation, or the one that could be written now: not stored, its state None."""
    found = all_objections().filter(evaluation_id=pk).first()
    if found is not None:
        return found
    people = ("employee", "appraiser", "superior", "unit__agency", "period__cycle", "signer")
    row = PerformanceEvaluation.objects.select_related(*people).filter(pk=pk).first()
    return new_objection(row, day) if row else None


def new_objection(evaluation: PerformanceEvaluation, day: date | None = None) -> Objection:
    """The objection that could be written against an evaluation: not stored, its state None until it begins.

    With `day` it also names who would decide.
    """
    due = objection_due(evaluation)
    made = Objection(
        evaluation=evaluation,
        employee=evaluation.employee,
        appraiser=evaluation.signer or evaluation.appraiser,
        superior_id=decider_of(evaluation, day) if day else None,
        unit=evaluation.unit,
        **({"due_on": due} if due else {}),
    )
    made.state = None  # type: ignore[assignment]
    return made


@dataclass(frozen=True)
class Asked:
    """What is asked of the list: a state, `undecided`, `overdue` or `mine` (to be decided by the reader); and words."""

    state: str = ""
    q: str = ""

    @property
    def query(self) -> str:
        """The same as the query of an address."""
        return urlencode({name: value for name, value in (("state", self.state), ("q", self.q)) if value})


FILTERS = ("mine", "undecided", "overdue", *(state.value for state in ObjectionState))


def asked_for(typed: QueryDict) -> Asked:
    """What was typed into the filter; an unknown state is left out."""
    state = typed.get("state", "")
    return Asked(state if state in FILTERS else "", typed.get("q", "").strip()[:80])


def objections(actor: Actor, asked: Asked) -> QuerySet[Objection]:
    """The objections this actor may read, overdue decisions first, then by last day."""
    rows = Objection.objects.select_related("employee", "superior", "unit", "evaluation__period__cycle")
    rows = rows.filter(visible_to(actor)).filter(_filter(actor, asked.state))
    for word in asked.q.split():
        rows = rows.filter(Q(employee__name__icontains=word) | Q(unit__name__icontains=word))
    late = Q(state__in=sorted(UNDECIDED), overdue_since__isnull=False)
    rank = Case(
        When(late, then=Value(0)), When(state__in=sorted(UNDECIDED), then=Value(1)), default=Value(2),
        output_field=IntegerField(),
    )  # fmt: skip
    rows = rows.annotate(rank=rank, decide_by=Subquery(CLOCK.values("due_on")[:1]))
    return rows.order_by("rank", "decide_by", "-saved_at", "pk")


def counted(actor: Actor) -> dict[str, int]:
    """How many objections each filter of the list shows this actor. One query."""
    wanted = {name: Count("pk", filter=_filter(actor, name)) for name in FILTERS}
    return Objection.objects.filter(visible_to(actor)).aggregate(**wanted)


def _filter(actor: Actor, state: str) -> Q:
    open_: Any = Q(state__in=sorted(UNDECIDED))
    chosen = {
        "": Q(),
        "undecided": open_,
        "overdue": open_ & Q(overdue_since__isnull=False),
        "mine": open_ & Q(superior_id=actor.employee_id, superior__isnull=False),
    }
    return chosen.get(state, Q(state=state))
