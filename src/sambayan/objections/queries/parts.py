"""The section on objecting that the pages of an evaluation show."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.actor import Actor
from sambayan.common.guard import why_not
from sambayan.common.language import worded
from sambayan.common.numbers import date_long
from sambayan.common.numbers import day as weekday
from sambayan.cycles.queries import days_left
from sambayan.evaluation.models import EvaluationDocument
from sambayan.evaluation.queries.documents import signs_later
from sambayan.evaluation.queries.told import Item, Section
from sambayan.evaluation.rules.parts import Part, adds_part
from sambayan.objections.models import Objection
from sambayan.objections.queries.reading import new_objection
from sambayan.objections.rules import ObjectionState
from sambayan.policies.queries import values_on


@adds_part("explain")
@adds_part("evaluation")
def objection_part(evaluation: Any, actor: Actor, day: date) -> Part | None:
    """Where the objection stands, or whether the employee can raise one, with the days left or the article why not.

    Nothing for others while there is none they may read.
    """
    found = (
        Objection.objects.select_related("employee", "unit", "evaluation").filter(evaluation_id=evaluation.pk).first()
    )
    is_own = actor.employee_id is not None and actor.employee_id == evaluation.employee_id
    if found is not None and found.state != ObjectionState.DRAFT:
        return _there(found) if why_not("objections.read", actor, found) is None else None
    if not is_own:
        return None
    subject = found or new_objection(evaluation)
    due = subject.due_on
    context: dict[str, Any] = {
        "evaluation": evaluation,
        "is_draft": found is not None,
        "refusal": why_not("objections.draft", actor, subject),
        "due": due,
        "left": days_left(day, due, evaluation.unit.path),
        "window": values_on(day).integer("objection_window_days"),
    }
    return Part("objections/part.html", {**context, "sections": [_to_object(context)]})


def _there(objection: Objection) -> Part:
    decided = date_long(timezone.localdate(objection.decided_at)) if objection.decided_at else ""
    section = _section(Item(worded(objection.state_word), decided, source=_law()))
    return Part("objections/part.html", {"objection": objection, "sections": [section]})


def _to_object(context: dict[str, Any]) -> Section:
    """Whether and until when the employee can object, or why not, as the card says it."""
    if context["refusal"]:
        return _section(Item(_("Keberatan tidak dapat diajukan."), str(context["refusal"]), source=_law()))
    words = _("Tidak sependapat dengan hasil ini? Ajukan keberatan paling lambat {day}, sisa {left} hari kerja.")
    if context["left"] is not None and context["left"] < 0:
        words = _(
            "Batasnya {day} sudah lewat. Keberatan yang diajukan sekarang tidak diterima, kecuali atasan pejabat"
            " penilai menerimanya dengan alasan tertulis."
        )
    title = words.format(day=weekday(context["due"]), left=context["left"])
    text = _(
        "Atasan pejabat penilai memeriksa dan wajib mendengar Anda dan penilai Anda. Mengajukan keberatan tidak"
        " merugikan Anda."
    )
    return _section(Item(title, text, source=_law()))


def _section(item: Item) -> Section:
    return Section(_("Keberatan"), [item])


def _law() -> str:
    return _("PermenPANRB 6/2022 Pasal 29 dan Lampiran V.B hlm. 117")


@signs_later
def decision_signatures(document: EvaluationDocument) -> dict[str, str]:
    """The days on which appraiser and employee signed D.1.3; empty while they have not. Source: Format D.1.3 p118."""
    decided = Objection.objects.filter(decision_document_id=document.pk).first() if document.pk else None
    if decided is None:
        return {}
    days = {"employee_signed_on": decided.employee_signed_at, "appraiser_signed_on": decided.appraiser_signed_at}
    return {name: date_long(timezone.localdate(at)) if at else "" for name, at in days.items()}
