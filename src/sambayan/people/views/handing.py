"""Delegations, teams and roles."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sambayan.audit.queries import has_history
from sambayan.common.actor import Role
from sambayan.common.guard import FORM, WRITE, Request, needs
from sambayan.common.pages import page
from sambayan.people import queries
from sambayan.people.actions import handing as actions
from sambayan.people.forms import handing as forms
from sambayan.people.views.asking import account_of, employee_of, form_page, unit_of
from sambayan.people.views.posts import held


@needs("people.delegate_drafting", *FORM, load=held)
def delegate_drafting(request: Request, post) -> HttpResponse:
    """Let somebody read and prepare drafts."""
    form = forms.DraftingForm(request.POST or None, initial={"from_date": timezone.localdate()})
    receiver = employee_of(form, "receiver")

    def act() -> None:
        words = form.cleaned_data
        handover = actions.Handover(receiver, post.position.unit, words["from_date"], words["to_date"], words["reason"])
        actions.delegate_drafting(post, handover, by=request.actor, at=timezone.now())

    lead = _("Penerima membaca dan menyiapkan draf penilaian Anda. Menilai dan menandatangani tetap pada Anda.")
    return form_page(request, form, _("Minta bantuan menyiapkan draf"), _back(post), act, lead=lead)


@needs("people.delegate_appraising", *FORM, load=held)
def delegate_appraising(request: Request, post) -> HttpResponse:
    """Hand on the authority to appraise."""
    initial = {"from_date": timezone.localdate(), "unit": post.position.unit.code}
    form = forms.AppraisingForm(request.POST or None, initial=initial)
    receiver, unit = employee_of(form, "receiver"), unit_of(form)

    def act() -> None:
        words = form.cleaned_data
        handover = actions.Handover(receiver, unit, words["from_date"], words["to_date"], words["reason"])
        actions.delegate_appraising(post, handover, by=request.actor, at=timezone.now())

    lead = _(
        "Penerima menjadi pejabat penilai bagi pegawai unit itu: pejabat fungsional yang memimpin unit, Plt., atau "
        "Plh. (PermenPANRB 6/2022 Pasal 1 angka 9, Lampiran IV.A.3 dan 7 hlm. 89)."
    )
    return form_page(request, form, _("Delegasikan kewenangan menilai"), _back(post), act, lead=lead)


def _back(post) -> str:
    return reverse("people:person", args=[post.employee_id])


@needs("people.withdraw", *WRITE, load=queries.delegation)
def withdraw(request: Request, delegation) -> HttpResponse:
    """Take a delegation back from today on."""
    actions.withdraw(delegation, on=timezone.localdate(), by=request.actor, at=timezone.now())
    messages.success(request, _("Pendelegasian ditarik."))
    return redirect("people:person", pk=delegation.giver_id)


@needs("people.form_team", *FORM, load=queries.unit)
def form_team(request: Request, unit) -> HttpResponse:
    """A new working team of this unit."""
    form = forms.TeamForm(request.POST or None)
    lead = employee_of(form, "lead")

    def act() -> None:
        words, at = form.cleaned_data, timezone.now()
        actions.form_team(unit, name=words["name"], lead=lead, day=timezone.localdate(at), by=request.actor, at=at)

    told = _("Ketua tim memberi arahan dan umpan balik; yang menilai tetap pejabat penilai masing-masing.")
    back = reverse("people:directory")
    return form_page(request, form, _("Tim kerja baru di {unit}").format(unit=unit.name), back, act, lead=told)


has_history("team", "people.Team", load=queries.team, right="people.team", page="people:team")


@needs("people.team", load=queries.team)
def team(request: Request, team) -> HttpResponse:
    """One team: lead, members from any unit, since when."""
    return page(request, "people/team.html", {"team": team, "members": queries.members_of(team)})


@needs("people.join_team", *FORM, load=queries.team)
def join_team(request: Request, team) -> HttpResponse:
    """Somebody joins the team."""
    form = forms.MemberForm(request.POST or None)
    member = employee_of(form, "member")

    def act() -> None:
        at = timezone.now()
        actions.join_team(team, member, day=timezone.localdate(at), by=request.actor, at=at)

    back = reverse("people:team", args=[team.pk])
    return form_page(request, form, _("Anggota baru tim {team}").format(team=team), back, act)


@needs("people.dissolve_team", *WRITE, load=queries.team)
def dissolve_team(request: Request, team) -> HttpResponse:
    """The team ends today."""
    at = timezone.now()
    actions.dissolve_team(team, day=timezone.localdate(at), by=request.actor, at=at)
    messages.success(request, _("Tim dibubarkan."))
    return redirect("people:team", pk=team.pk)


@needs("people.roles")
def roles(request: Request) -> HttpResponse:
    """Who holds which role, where and until when."""
    text = request.GET.get("q", "").strip()[:80]
    shown = Paginator(queries.roles(text, timezone.localdate()), 25).get_page(request.GET.get("page"))
    context = {
        "shown": shown,
        "text": text,
        "query": urlencode({"q": text}) if text else "",
        "today": timezone.localdate(),
    }
    return page(request, "people/roles.html", context)


@needs("people.give_role", *FORM)
def grant(request: Request) -> HttpResponse:
    """Give a role."""
    form = forms.RoleForm(request.POST or None, initial={"from_date": timezone.localdate()})
    account, unit = account_of(form), unit_of(form)

    def act() -> None:
        words = form.cleaned_data
        wanted = actions.RoleFor(account, Role(words["role"]), unit, words["from_date"], words["to_date"])
        actions.grant(wanted, reason=words["reason"], by=request.actor, at=timezone.now())

    lead = _("Berlaku mulai permintaan berikutnya. Setiap pemberian dan pencabutan tercatat.")
    return form_page(request, form, _("Beri peran"), reverse("people:roles"), act, lead=lead)


@needs("people.revoke", *FORM, load=queries.role_grant)
def revoke(request: Request, held) -> HttpResponse:
    """Take a role back."""
    form = forms.RevokeForm(request.POST or None)

    def act() -> None:
        at = timezone.now()
        actions.revoke(held, on=timezone.localdate(at), reason=form.cleaned_data["reason"], by=request.actor, at=at)

    return form_page(request, form, _("Cabut peran {name}").format(name=held.account), reverse("people:roles"), act)
