"""What leaders and administrators watch: the organisation's predicate, progress by unit, who is late, reminders."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sambayan.common.guard import FORM, WRITE, Request, needs, require
from sambayan.common.language import worded
from sambayan.common.pages import page
from sambayan.cycles.queries import period, periods
from sambayan.cycles.rules import ClockKind
from sambayan.evaluation import access, actions, queries, rules  # noqa: F401 - access declares the rights
from sambayan.evaluation.forms import AchievementForm, figure_words
from sambayan.evaluation.views import chosen_period
from sambayan.people.queries import unit as unit_by_code


def _unit_and_period(code: str, pk: int):
    unit, chosen = unit_by_code(code), period(pk)
    return (unit, chosen) if unit and chosen else None


@needs("evaluation.evaluations", *FORM, load=_unit_and_period)
def set_achievement(request: Request, pair) -> HttpResponse:
    """Set the organisation predicate of one unit for one period, with what it rests on beside."""
    unit, chosen = pair
    require("evaluation.set_achievement", request.actor, unit)
    kept = queries.achievement(unit.pk, chosen.pk)
    initial = figure_words(kept.figures if kept else queries.contract_figures(unit.pk, chosen))
    if kept:
        initial |= {"predicate": kept.predicate, "reason": kept.reason}
    form = AchievementForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.set_achievement(unit, chosen, **form.cleaned_data, by=request.actor, at=timezone.now())
        messages.success(request, _("Predikat kinerja organisasi tersimpan."))
        return redirect(f"{reverse('evaluation:evaluations')}?period={chosen.pk}")
    marks = [field[3].value() for _n, field in form.rows]
    context = {
        "form": form,
        "unit": unit,
        "period": chosen,
        "citizens": queries.citizens_of_unit(unit.pk, chosen.to_date),
        "suggestion": rules.suggested_achievement([rules.FigureMark(m) for m in marks if m in set(rules.FigureMark)]),
    }
    return page(request, "evaluation/achievement_form.html", context, status=422 if form.errors else 200)


@needs("evaluation.progress")
def progress(request: Request) -> HttpResponse:
    """How far a period is, unit by unit; a unit opens what stands below it."""
    chosen = chosen_period(request)
    if chosen is None:
        return page(request, "evaluation/none.html")
    today = timezone.localdate()
    above = unit_by_code(request.GET.get("unit", "")) if request.GET.get("unit") else None
    context = {
        "period": chosen,
        "periods": periods(today),
        "above": above,
        "rows": queries.unit_progress(request.actor, chosen, above, today),
        "states": [worded(state) for state in rules.EvaluationState],
    }
    return page(request, "evaluation/progress.html", context)


def _narrowed(words, chosen) -> tuple[queries.Asked, str]:
    """What the reader narrowed the list to, and the same as part of an address."""
    step = words.get("step", "")
    step = step if step in {each.value for each in queries.STEPS} else ""
    unit = unit_by_code(words.get("unit", "")) if words.get("unit") else None
    code = unit.code if unit else ""
    return queries.Asked(step, unit.path if unit else ""), f"period={chosen.pk}&step={step}&unit={code}"


@needs("evaluation.late")
def late(request: Request) -> HttpResponse:
    """Who is late at which step, the oldest first, with a button that reminds them."""
    chosen = chosen_period(request)
    if chosen is None:
        return page(request, "evaluation/none.html")
    today = timezone.localdate()
    asked, query = _narrowed(request.GET, chosen)
    shown = Paginator(queries.late_clocks(request.actor, chosen, asked, today), 25).get_page(request.GET.get("page"))
    unit = request.GET.get("unit", "") if asked.unit_path else ""
    counts = queries.late_counts(request.actor, chosen, asked.unit_path, today)
    context = {
        "period": chosen,
        "periods": periods(today),
        "shown": shown,
        "rows": queries.with_evaluations(list(shown), today),
        "chips": [_chip(chosen.pk, unit, each, asked.step, counts) for each in queries.STEPS if counts.get(each.value)],
        "asked": asked,
        "unit": unit,
        "query": query,
    }
    return page(request, "evaluation/late.html", context)


def _chip(period_pk: int, unit: str, step: ClockKind, asked: str, counts: dict[str, int]) -> dict:
    narrowed = f"?period={period_pk}&unit={unit}"
    return {
        "label": worded(step),
        "count": counts[step.value],
        "url": narrowed if asked == step else f"{narrowed}&step={step.value}",
        "current": asked == step,
    }


@needs("evaluation.remind", *WRITE)
def remind(request: Request, pk: int) -> HttpResponse:
    """Remind everybody who is late, as far as the filter reaches; each at most once a day."""
    chosen = period(pk)
    if chosen is None:
        raise Http404
    asked, query = _narrowed(request.POST, chosen)
    n = actions.remind(chosen, asked, by=request.actor, at=timezone.now())
    told = ngettext("{n} orang diingatkan.", "{n} orang diingatkan.", n).format(n=n)
    messages.success(request, told if n else _("Semua yang terlambat sudah diingatkan hari ini."))
    return redirect(f"{reverse('evaluation:late')}?{query}")
