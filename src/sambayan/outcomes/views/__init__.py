"""Pages after the final predicate: handing over, differences, credit points, nine box, allowance, discipline."""

import re

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sambayan.common.guard import WRITE, Request, needs, signed_in
from sambayan.common.language import worded
from sambayan.common.pages import page
from sambayan.evaluation.rules import Predicate, Rating
from sambayan.outcomes import access, actions, queries, rules  # noqa: F401 - access declares the rights
from sambayan.outcomes.views import files
from sambayan.outcomes.views.files import XLSX, download
from sambayan.policies.queries import values_on
from sambayan.regulations import catalogue

MOST_CHANGED = 200


@needs("outcomes.periods")
def periods(request: Request) -> HttpResponse:
    """The periods of the reader's agencies with how much is final, newest first."""
    today = timezone.localdate()
    found = queries.agency_of(request.actor)
    agencies = [(scope, Paginator(queries.scopes(scope.agency, today), 20).get_page(1)) for scope in found]
    return page(request, "outcomes/periods.html", {"agencies": agencies})


@needs("outcomes.period", load=queries.period_scope)
def period(request: Request, scope) -> HttpResponse:
    """One period: how much is final, and what can be done with it."""
    file, found = queries.differences_of(scope)
    shares = values_on(timezone.localdate()).typed("allowance_predicate_shares")
    context = {
        "scope": scope,
        "period": scope.period,
        "tally": queries.tally(scope.period),
        "file": file,
        "differences": len(found),
        "shares_set": shares is not None,
    }
    return page(request, "outcomes/period.html", context)


@needs("outcomes.count_credit", *WRITE, load=queries.period_scope)
def count_credit(request: Request, scope) -> HttpResponse:
    """Count the credit points of the final results of a period."""
    new, again = actions.count_credit(scope, by=request.actor, at=timezone.now())
    messages.success(request, _("Angka kredit {n} pegawai dihitung.").format(n=new))
    if again:
        told = _("Angka kredit {n} pegawai dihitung ulang karena hasil atau jabatannya berubah.")
        messages.info(request, told.format(n=again))
    return redirect("outcomes:period", pk=scope.period.pk)


@needs("outcomes.export", *WRITE, load=queries.period_scope)
def export(request: Request, scope) -> HttpResponse:
    """The final results of a period in the national shape, as JSON or as a workbook."""
    now = timezone.now()
    made = actions.export(scope, by=request.actor, at=now)
    name = f"siasn-{scope.root.code}-{scope.period.kind}-{scope.period.to_date.year}-{scope.period.number}"
    if request.POST.get("form") == "xlsx":
        return download(files.national_xlsx(made), f"{name}.xlsx", XLSX)
    return download(files.national_json(made, scope.period.label, now), f"{name}.json", "application/json")


def _words(difference, field) -> list[str]:
    """A differing field in words: what it is called, here, there."""
    name, here, there = field
    kinds = {"result": (_("Hasil kerja"), Rating), "behaviour": (_("Perilaku kerja"), Rating),
             "predicate": (_("Predikat"), Predicate)}  # fmt: skip
    label, kind = kinds[name]
    return [label, worded(kind(here)), worded(kind(there)) if there else _("kosong")]


@needs("outcomes.differences", load=queries.period_scope)
def differences(request: Request, scope) -> HttpResponse:
    """What is missing at the national application, and what differs."""
    file, found = queries.differences_of(scope)
    asked = request.GET.get("change", "")
    change = asked if asked in set(rules.Change) else ""
    rows = [each for each in found if not change or each.change == change]
    shown = Paginator(rows, 25).get_page(request.GET.get("page"))
    chips = [
        {"label": worded(kind), "count": sum(each.change is kind for each in found), "url": f"?change={kind.value}",
         "current": change == kind}
        for kind in rules.Change
    ]  # fmt: skip
    context = {
        "scope": scope,
        "period": scope.period,
        "file": file,
        "changed": Paginator(queries.changed_since_export(scope.period), MOST_CHANGED).page(1),
        "shown": shown,
        "rows": [(each, [_words(each, field) for field in each.fields]) for each in shown],
        "chips": chips,
        "query": f"change={change}",
    }
    return page(request, "outcomes/differences.html", context)


@needs("outcomes.export_differences", load=queries.period_scope)
def export_differences(request: Request, scope) -> HttpResponse:
    """The list of differences as a workbook."""
    _file, found = queries.differences_of(scope)
    return download(files.differences_xlsx(found, _words), f"perbedaan-{scope.period.pk}.xlsx", XLSX)


@needs("outcomes.export_allowance", *WRITE, load=queries.period_scope)
def export_allowance(request: Request, scope) -> HttpResponse:
    """The allowance shares of a period as a workbook."""
    found = actions.export_allowance(scope, by=request.actor, at=timezone.now())
    header = [_("NIP"), _("Nama"), _("Unit"), _("Predikat"), _("Bagian kinerja paling banyak (%)"),
              _("Bagian kinerja menurut predikat (%)"), _("Bagian disiplin paling banyak (%)")]  # fmt: skip
    rows = [
        [
            row.employee.employee_number or "", row.employee.name, row.unit.name, worded(Predicate(row.predicate)),
            float(share.performance_most), "" if share.performance is None else float(share.performance),
            float(share.discipline_most),
        ]
        for row, share in found
    ]  # fmt: skip
    return download(files.workbook((_("Tunjangan"), header, rows)), f"tunjangan-{scope.period.pk}.xlsx", XLSX)


@needs("outcomes.nine_box", load=queries.period_scope)
def nine_box(request: Request, scope) -> HttpResponse:
    """The nine boxes with counts, and the people of one box."""
    asked = request.GET.get("box", "")
    chosen = int(asked) if re.fullmatch(r"[1-9]", asked) else None
    shown = queries.nine_box_page(scope.period, chosen)
    context = {"scope": scope, "period": scope.period, "shown": shown, "english": get_language() == "en"}
    return page(request, "outcomes/nine_box.html", context)


@signed_in()
def discipline(request: Request) -> HttpResponse:
    """What absence without a valid reason leads to: information only."""
    context = {"bands": catalogue.discipline_bands(), "english": get_language() == "en"}
    return page(request, "outcomes/discipline.html", context)
