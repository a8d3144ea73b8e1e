"""Pages of the evaluation: list, open, read, explain, verify; rating, steps, documents and oversight stand beside."""

import re

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit.queries import history
from sambayan.audit.sentences import sentence
from sambayan.common import verification
from sambayan.common.guard import Request, needs, public
from sambayan.common.language import worded
from sambayan.common.pages import page, steps
from sambayan.cycles.queries import latest_window, period, periods
from sambayan.evaluation import access, actions, queries, rules
from sambayan.evaluation.rules.parts import parts
from sambayan.people.actions.looks import look
from sambayan.people.queries import unit as unit_by_code


def chosen_period(request: Request):
    """The period the reader asked for, else the one whose window opened last."""
    asked = request.GET.get("period", "")
    return (
        period(int(asked)) if re.fullmatch(r"[0-9]{1,9}", asked) else latest_window(timezone.localdate(), request.actor)
    )


@needs("evaluation.evaluations")
def evaluations(request: Request) -> HttpResponse:
    """The evaluations of one period this reader may see; for appraisers, who is still waiting."""
    today = timezone.localdate()
    chosen = chosen_period(request)
    if chosen is None:
        return page(request, "evaluation/none.html")
    mine, state = _asked(request)
    unit = unit_by_code(request.GET.get("unit", "")) if request.GET.get("unit") else None
    found = queries.evaluations(request.actor, chosen, mine, state, unit.path if unit else "")
    context = {
        "period": chosen,
        "periods": periods(today, request.actor),
        "shown": Paginator(found, 25).get_page(request.GET.get("page")),
        "to_assess": queries.units_to_assess(request.actor, chosen),
        "query": f"period={chosen.pk}&mine={mine}&state={state}&unit={unit.code if unit else ''}",
        "mine": _mine_word(mine),
        "unit": unit,
        "chips": _chips(request, chosen.pk, state, unit.code if unit else ""),
        "to_open": queries.agreements_to_open(chosen).count(),
        "as_superior": f"?period={chosen.pk}&mine={rules.EvaluationState.WITH_SUPERIOR.value}",
    }
    return page(request, "evaluation/evaluations.html", context)


def _asked(request: Request) -> tuple[str, str]:
    """What waits for the reader, and the state the list is narrowed to; anything unknown is no filter."""
    mine, state = request.GET.get("mine", ""), request.GET.get("state", "")
    states = set(rules.EvaluationState)
    return mine if mine in states | {queries.TO_REPORT} else "", state if state in states else ""


def _mine_word(mine: str) -> str:
    if mine == queries.TO_REPORT:
        return _("belum dilaporkan")
    return worded(rules.EvaluationState(mine)) if mine else ""


def _chips(request: Request, period_pk: int, state: str, unit: str) -> list[dict]:
    """One chip a state that occurs, with how many; the chosen one is taken away by choosing it again."""
    counts = queries.state_counts(request.actor, period_pk, unit)
    narrowed = f"?period={period_pk}&unit={unit}"
    return [
        {
            "label": worded(each),
            "count": counts[each.value],
            "url": narrowed if state == each else f"{narrowed}&state={each.value}",
            "current": state == each,
        }
        for each in rules.EvaluationState
        if counts.get(each.value) or state == each
    ]


@needs("evaluation.read", load=queries.evaluation, seen=look)
def evaluation(request: Request, evaluation) -> HttpResponse:
    """One evaluation: where it stands, what was rated, what comes next."""
    today = timezone.localdate()
    context = {
        "evaluation": evaluation,
        "shown": queries.evaluation_page(evaluation, today),
        "steps": steps(rules.path_of(evaluation.state), evaluation.state),
        "matrix": queries.matrix(),
        "events": [(event, sentence(event)) for event in history(evaluation)[:30]],
        "documents": list(queries.documents_of(evaluation)),
        "late": access.in_time(evaluation, today),
        "base": actions.signing_base(evaluation),
        "terms": queries.running_terms(evaluation, today),
        "parts": parts("evaluation", evaluation, request.actor, today),
    }
    return page(request, "evaluation/evaluation.html", context)


@public()
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a document with this code was issued here, when and by which office; never a person or a predicate."""
    found = verification.verify(code)
    return page(request, "evaluation/verify.html", {"code": code, "found": found}, status=200 if found else 404)
