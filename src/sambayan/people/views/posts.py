"""Keeping an employee: data, posts, absences."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.guard import FORM, Request, needs
from sambayan.people import queries
from sambayan.people.actions import posts as actions
from sambayan.people.forms import posts as forms
from sambayan.people.rules import AbsenceKind, AssignmentKind, EmploymentType, LeavingReason
from sambayan.people.views.asking import employee_of, form_page, unit_of


def held(pk: int):
    """The employee of that key in the present or last post."""
    return queries.latest_post_of(pk, timezone.localdate())


def _back(post) -> str:
    return reverse("people:person", args=[post.employee_id])


def _initial(thing: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}


def _post(form: forms.FirstPostForm, unit, superior) -> actions.Post:
    words = form.cleaned_data
    return actions.Post(
        unit=unit,
        title=words["title"],
        position_type=words["position_type"],
        from_date=words["from_date"],
        level=words["level"],
        is_head=words["is_head"],
        kind=words.get("kind", AssignmentKind.MAIN.value),
        direct_superior=superior,
        basis=words["basis"],
    )


@needs("people.employ", *FORM, load=queries.unit)
def employ(request: Request, unit) -> HttpResponse:
    """A new employee with a first post in this unit."""
    form = forms.EmployeeForm(request.POST or None)
    post_form = forms.FirstPostForm(request.POST or None, initial={"unit": unit.code})
    where, superior = unit_of(post_form), employee_of(post_form, "direct_superior")
    if form.is_bound and post_form.errors:
        form.add_error(None, _("Lengkapi bagian jabatan."))

    def act() -> None:
        post = _post(post_form, where, superior)
        actions.employ(where, form.cleaned_data, post, by=request.actor, at=timezone.now())

    back = reverse("people:directory")
    return form_page(request, form, _("Pegawai baru di {unit}").format(unit=unit.name), back, act, second=post_form)


@needs("people.correct", *FORM, load=held)
def correct(request: Request, post) -> HttpResponse:
    """Data of an employee, kept by the performance administrator."""
    is_official = post.employee.employment_type == EmploymentType.STATE_OFFICIAL
    kind = forms.StateOfficialForm if is_official else forms.EmployeeForm
    form = kind(request.POST or None, initial=_initial(post.employee, actions.DATA))
    return form_page(
        request,
        form,
        _("Data {name}").format(name=post.employee),
        _back(post),
        lambda: actions.correct(post, form.cleaned_data, by=request.actor, at=timezone.now()),
    )


@needs("people.correct_contact", *FORM, load=held)
def correct_contact(request: Request, post) -> HttpResponse:
    """E-mail and telephone, kept by everybody himself."""
    form = forms.ContactForm(request.POST or None, initial=_initial(post.employee, actions.CONTACT))
    return form_page(
        request,
        form,
        _("Surel dan telepon"),
        _back(post),
        lambda: actions.correct_contact(post, **form.cleaned_data, by=request.actor, at=timezone.now()),
    )


@needs("people.assign", *FORM, load=held)
def assign(request: Request, post) -> HttpResponse:
    """A new post: a move, an additional task, or acting for a head."""
    initial = {"unit": post.position.unit.code, "kind": AssignmentKind.MAIN.value}
    form = forms.PostForm(request.POST or None, initial=initial)
    unit, superior = unit_of(form), employee_of(form, "direct_superior")
    return form_page(
        request,
        form,
        _("Jabatan baru bagi {name}").format(name=post.employee),
        _back(post),
        lambda: actions.assign(post, _post(form, unit, superior), by=request.actor, at=timezone.now()),
    )


@needs("people.release", *FORM, load=queries.assignment)
def release(request: Request, assignment) -> HttpResponse:
    """End one post."""
    form = forms.EndForm(request.POST or None)
    return form_page(
        request,
        form,
        _("Akhiri jabatan {title}").format(title=assignment.position),
        _back(assignment),
        lambda: actions.release(assignment, **form.cleaned_data, by=request.actor, at=timezone.now()),
        lead=_("Sampai jabatan berikutnya dimulai, pegawai ini tampak tanpa jabatan."),
    )


@needs("people.leave", *FORM, load=held)
def leave(request: Request, post) -> HttpResponse:
    """An employee leaves the agency."""
    form = forms.LeaveForm(request.POST or None)

    def act() -> None:
        words = form.cleaned_data
        actions.leave(post, on=words["on"], why=LeavingReason(words["why"]), by=request.actor, at=timezone.now())

    lead = _("Semua jabatannya berakhir dan akunnya ditutup. Riwayat dan dokumennya tetap ada.")
    return form_page(request, form, _("{name} berhenti").format(name=post.employee), _back(post), act, lead=lead)


@needs("people.record_absence", *FORM, load=held)
def record_absence(request: Request, post) -> HttpResponse:
    """Study, leave, secondment, suspension."""
    form = forms.AbsenceForm(request.POST or None)

    def act() -> None:
        words = form.cleaned_data
        away = actions.Away(**{**words, "kind": AbsenceKind(words["kind"])})
        actions.record_absence(post, away, by=request.actor, at=timezone.now())

    lead = _("Menentukan siapa yang menilai selama itu, dan apakah ada SKP.")
    return form_page(
        request, form, _("Cuti atau penugasan {name}").format(name=post.employee), _back(post), act, lead=lead
    )


@needs("people.end_absence", *FORM, load=held)
def end_absence(request: Request, post) -> HttpResponse:
    """The last day of the absence that is running."""
    form = forms.BackForm(request.POST or None)
    return form_page(
        request,
        form,
        _("{name} kembali bertugas").format(name=post.employee),
        _back(post),
        lambda: actions.end_absence(post, **form.cleaned_data, by=request.actor, at=timezone.now()),
    )
