"""Pages of feedback: the inbox, finding people, one entry, a person's record, agreed dates."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sambayan.common.guard import FORM, WRITE, Request, needs, why_not
from sambayan.common.language import worded
from sambayan.common.pages import page
from sambayan.growth import actions, queries
from sambayan.growth.forms import DateForm, ReplyForm, RequestForm, WithdrawForm, WriteForm
from sambayan.growth.rules import Mark, Opening
from sambayan.growth.views.asking import ask
from sambayan.people.actions.looks import look
from sambayan.people.queries import directory

TABS = ("received", "given", "asked", "asking")


def _giving(pk: int) -> queries.Giving | None:
    return queries.giving(pk, timezone.localdate())


@needs("growth.feedback")
def feedback(request: Request) -> HttpResponse:
    """What the actor received, gave, is asked for, and asked of others."""
    actor = request.actor
    rows = {
        "received": queries.received(actor),
        "given": queries.given(actor),
        "asked": queries.asked_of(actor),
        "asking": queries.asked_by(actor),
    }
    tab = request.GET.get("tab", "") if request.GET.get("tab") in TABS else "received"
    labels = {
        "received": _("Diterima"),
        "given": _("Diberikan"),
        "asked": _("Diminta dari Anda"),
        "asking": _("Anda minta"),
    }
    tabs = [
        {"label": labels[name], "url": f"?tab={name}", "current": name == tab, "count": rows[name].count()}
        for name in TABS
    ]
    shown = Paginator(rows[tab], 20).get_page(request.GET.get("page"))
    context = {"tabs": tabs, "tab": tab, "shown": shown, "query": urlencode({"tab": tab}), "own": _own(request)}
    return page(request, "growth/feedback.html", context)


def _own(request: Request) -> Any:
    return queries.own_plan(request.actor, timezone.localdate())


@needs("growth.feedback")
def find(request: Request) -> HttpResponse:
    """Find somebody to give feedback to, or to ask for it."""
    text, today = request.GET.get("q", "").strip()[:80], timezone.localdate()
    found: Any = directory(text, today) if text else None
    shown = Paginator(found, 20).get_page(request.GET.get("page")) if found is not None else None
    people = [post.employee_id for post in shown] if shown else []
    plans = queries.agreements_of(people, today)
    rows = [(post, plans.get(post.employee_id)) for post in shown] if shown else []
    context = {"text": text, "shown": shown, "rows": rows, "own": _own(request), "query": urlencode({"q": text})}
    return page(request, "growth/find.html", context)


class _Asked:
    """Who is asked about whose work; for the guard it is the agreement."""

    def __init__(self, facts: queries.Giving, giver: Any) -> None:
        self.facts, self.giver, self.agreement = facts, giver, facts.agreement
        self.state, self.employee, self.employee_id = (
            self.agreement.state,
            facts.agreement.employee,
            facts.agreement.employee_id,
        )


def _asked(pk: int, giver: int) -> _Asked | None:
    facts, person = _giving(pk), queries.employee(giver)
    return _Asked(facts, person) if facts and person else None


@needs("growth.request", *FORM, load=_asked)
def request_(request: Request, asked) -> HttpResponse:
    """Ask one person for feedback."""
    form = RequestForm(request.POST or None, targets=queries.targets_of(asked.agreement))

    def act() -> str:
        entry = actions.request(asked.facts, asked.giver, form.cleaned_data, by=request.actor, at=timezone.now())
        return reverse("growth:entry", args=[entry.pk])

    heading = _("Minta umpan balik dari {name}").format(name=asked.giver)
    button, done = _("Kirim permintaan"), _("Permintaan terkirim.")
    back = reverse("growth:find")
    return ask(request, form, heading, back, act, button=button, done=done, readers=True)


def _write_form(request: Request, plan: Any, relays: str = "", **initial: Any) -> WriteForm:
    periods = [(period.pk, period.label) for period in queries.open_periods(plan, timezone.localdate())]
    opening = request.GET.get("opening", "")
    if opening in set(Opening):
        initial["text"] = _(Opening(opening).label)
    targets = queries.targets_of(plan)
    return WriteForm(request.POST or None, targets=targets, periods=periods, relays=relays, initial=initial)


def _openings() -> list[tuple[str, str]]:
    return [(f"?opening={opening.value}", worded(opening)) for opening in Opening]


def _relays(request: Request, facts: queries.Giving) -> str:
    """Whether the writer may, or must, record what a service user said, and whether with a name."""
    if why_not("growth.relay", request.actor, facts):
        return ""
    return ("may" if request.actor.employee_id is not None else "must") + ("_named" if facts.names_users else "")


@needs("growth.write", *FORM, load=_giving)
def write(request: Request, facts) -> HttpResponse:
    """Draft feedback on somebody; the next page shows it before it is recorded for good."""
    form = _write_form(request, facts.agreement, _relays(request, facts))

    def act() -> str:
        entry = actions.write(facts, form.cleaned_data, by=request.actor, at=timezone.now())
        return reverse("growth:entry", args=[entry.pk])

    return _written(request, form, facts.agreement, act)


def _written(request: Request, form: WriteForm, plan: Any, act: Any, question: str = "") -> HttpResponse:
    heading = _("Umpan balik untuk {name}").format(name=plan.employee)
    more = {"openings": _openings(), "button": _("Simpan dan periksa"), "done": _("Draf tersimpan."), "readers": True}
    return ask(request, form, heading, reverse("growth:find"), act, question=question, **more)


@needs("growth.rewrite", *FORM, load=queries.entry)
def rewrite(request: Request, entry) -> HttpResponse:
    """Answer a request, or change one's own draft."""
    target = f"r{entry.result_id}" if entry.result_id else f"v{entry.value_code}" if entry.value_code else ""
    kept: dict[str, Any] = {"target": target, "period": entry.period_id}
    if entry.text:
        mark = Mark.POSITIVE if entry.is_positive else Mark.IMPROVE
        kept |= {
            "text": entry.text,
            "evidence": entry.evidence,
            "mark": mark.value,
            "kind": entry.kind,
            "mode": entry.mode,
        }
    form = _write_form(request, entry.agreement, **kept)

    def act() -> str:
        actions.rewrite(entry, form.cleaned_data, by=request.actor, at=timezone.now())
        return reverse("growth:entry", args=[entry.pk])

    return _written(request, form, entry.agreement, act, question=entry.question)


def _entry_page(request: Request, entry, **forms: Any) -> HttpResponse:
    names = dict(queries.targets_of(entry.agreement)[1][2]) if entry.value_code else {}
    context = {
        "entry": entry,
        "about": entry.result_title or names.get(f"v{entry.value_code}", ""),
        "reply_days": queries.reply_days(timezone.localdate()),
        "reply_form": ReplyForm(),
        "withdraw_form": WithdrawForm(),
        **forms,
    }
    return page(request, "growth/entry.html", context, status=422 if forms else 200)


@needs("growth.read", load=queries.entry, seen=look)
def entry(request: Request, entry) -> HttpResponse:
    """One entry, who reads it, and the verbs the reader may use now."""
    return _entry_page(request, entry)


@needs("growth.record", *WRITE, load=queries.entry)
def record(request: Request, entry) -> HttpResponse:
    """Put an entry into the record."""
    actions.record(entry, by=request.actor, at=timezone.now())
    messages.success(request, _("Umpan balik tercatat. {name} diberi tahu.").format(name=entry.employee))
    return redirect("growth:entry", pk=entry.pk)


@needs("growth.reply", *WRITE, load=queries.entry)
def reply(request: Request, entry) -> HttpResponse:
    """Answer an entry."""
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _entry_page(request, entry, reply_form=form)
    actions.reply(entry, form.cleaned_data["reply"], by=request.actor, at=timezone.now())
    messages.success(request, _("Tanggapan Anda tercatat."))
    return redirect("growth:entry", pk=entry.pk)


@needs("growth.withdraw", *WRITE, load=queries.entry)
def withdraw(request: Request, entry) -> HttpResponse:
    """Take one's own entry back."""
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _entry_page(request, entry, withdraw_form=form)
    actions.withdraw(entry, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
    messages.success(request, _("Umpan balik ditarik dan tidak dipakai dalam penilaian."))
    return redirect("growth:entry", pk=entry.pk)


def _person_page(request: Request, plan, form: DateForm | None = None) -> HttpResponse:
    today = timezone.localdate()
    periods = queries.periods_of(plan, today)
    asked = next((each for each in periods if str(each.pk) == request.GET.get("period")), None)
    rows = queries.feedback_in_year(plan, asked.pk if asked else None)
    chips = [
        {"label": each.label, "url": request.path if each == asked else f"?period={each.pk}", "current": each == asked}
        for each in periods
    ]
    context = {
        "plan": plan,
        "values": dict(queries.targets_of(plan)[1][2]),
        "shown": Paginator(rows, 20).get_page(request.GET.get("page")),
        "query": urlencode({"period": asked.pk} if asked else {}),
        "chips": chips,
        "periods": periods,
        "dates": queries.dates_of(plan),
        "date_form": form or DateForm(),
        "guidance": queries.guidance_of(plan),
        "today": today,
    }
    return page(request, "growth/person.html", context, status=422 if form else 200)


@needs("growth.person_feedback", load=queries.plan, seen=look)
def person_feedback(request: Request, plan) -> HttpResponse:
    """All recorded feedback on a person in a year, agreed dates, guidance, and the forms to print."""
    return _person_page(request, plan)


@needs("growth.person_feedback", load=queries.plan, seen=look)
def strengths(request: Request, plan) -> HttpResponse:
    """How often each value and result was named as a strength or as something to improve, over periods."""
    periods = queries.periods_over(plan, timezone.localdate())
    values, results = queries.strengths(plan, periods)
    context = {
        "plan": plan,
        "periods": periods,
        "tables": [
            (_("Nilai dasar ASN"), [(each, _cells(each, periods)) for each in values]),
            (_("Hasil kerja"), [(each, _cells(each, periods)) for each in results]),
        ],
    }
    return page(request, "growth/strengths.html", context)


def _cells(tally: Any, periods: list[Any]) -> list[tuple[int, int]]:
    return [tally.periods.get(period.pk, (0, 0)) for period in periods]


@needs("growth.plan_feedback", *WRITE, load=queries.plan)
def plan_feedback(request: Request, plan) -> HttpResponse:
    """Agree a day for scheduled feedback."""
    form = DateForm(request.POST)
    if not form.is_valid():
        return _person_page(request, plan, form)
    actions.plan_feedback(plan, form.cleaned_data["due_on"], by=request.actor, at=timezone.now())
    messages.success(request, _("Tanggal umpan balik berkala tercatat."))
    return redirect("growth:person_feedback", pk=plan.pk)


@needs("growth.drop_date", *WRITE, load=queries.feedback_date)
def drop_date(request: Request, row) -> HttpResponse:
    """Take an agreed day back."""
    actions.drop_date(row, by=request.actor, at=timezone.now())
    messages.success(request, _("Tanggal dihapus."))
    return redirect("growth:person_feedback", pk=row.agreement_id)


@needs("growth.feedback")
def dates(request: Request) -> HttpResponse:
    """The agreed dates that wait for the actor as leader, and the late ones of the leaders below."""
    today = timezone.localdate()
    late = bool(request.GET.get("late"))
    rows = queries.late_dates(request.actor, today) if late else queries.own_dates(request.actor, today)
    shown = Paginator(rows, 25).get_page(request.GET.get("page"))
    context = {"shown": shown, "late": late, "today": today, "query": "late=1" if late else ""}
    return page(request, "growth/dates.html", context)
