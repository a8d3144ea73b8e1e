"""Pages of a calibration session: the list, the board, one person beside it, and the verbs of the session."""

import re
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.guard import FORM, WRITE, Request, needs
from sambayan.common.pages import page, steps
from sambayan.cycles.queries import latest_window, period
from sambayan.evaluation import rules
from sambayan.evaluation.actions import calibration as actions
from sambayan.evaluation.forms.calibration import CellForm, InvitationForm, NoteForm, ProposalForm, chosen_cell
from sambayan.evaluation.queries import calibration as queries
from sambayan.evaluation.queries.proposals import panel, participants
from sambayan.people.actions.looks import look
from sambayan.people.queries import unit as unit_by_code
from sambayan.people.views.asking import employee_of, form_page
from sambayan.policies.queries import values_on

UNITS = 20
"""How many units are offered on one page."""
ONLY = ("undiscussed", "proposed")


@needs("evaluation.calibrations")
def calibrations(request: Request) -> HttpResponse:
    """The sessions this reader may open, and units for which one may be called."""
    current = latest_window(timezone.localdate())
    shown = Paginator(queries.calibrations(request.actor), 25).get_page(request.GET.get("page"))
    units = Paginator(queries.units_to_calibrate(request.actor, current), UNITS).get_page(request.GET.get("units"))
    return page(request, "evaluation/calibration/list.html", {"shown": shown, "units": units, "period": current})


def unit_and_period(code: str, pk: int) -> Any:
    """The unit and the period of a path, or None when one of them does not exist."""
    unit, chosen = unit_by_code(code), period(pk)
    return (unit, chosen) if unit and chosen else None


@needs("evaluation.calibrations", *WRITE, load=unit_and_period)
def plan_calibration(request: Request, pair: Any) -> HttpResponse:
    """Call a session for a unit and a period; the action asks for the right about the unit."""
    unit, chosen = pair
    session = actions.plan_calibration(unit, chosen, by=request.actor, at=timezone.now())
    messages.success(request, _("Rapat kalibrasi dibuat; para penilai sudah diundang."))
    return redirect("evaluation:calibration", pk=session.pk)


@needs("evaluation.calibration", load=queries.calibration)
def calibration(request: Request, session: Any) -> HttpResponse:
    """The board or the list of one session, without a person beside it."""
    return board_page(request, session)


@needs("evaluation.member", load=queries.calibration_member, seen=look)
def member(request: Request, member: Any) -> HttpResponse:
    """The board with one person beside it: what is known, noted and proposed."""
    return board_page(request, member.session, member)


def asked(request: Request) -> queries.Asked:
    """The filter of the address; what is none of the choices is left out."""
    only = request.GET.get("only", "")
    predicate = request.GET.get("predicate", "")
    return queries.Asked(
        only=only if only in ONLY else "",
        unit=request.GET.get("unit", "")[:80],
        appraiser=request.GET.get("appraiser", "")
        if re.fullmatch(r"\d{1,12}", request.GET.get("appraiser", ""))
        else "",
        predicate=predicate if predicate in set(rules.Predicate) else "",
    )


def board_page(request: Request, session: Any, member: Any = None, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a session: board or list, the guide below, and one person beside it when there is one."""
    board = queries.board(session, request.actor, timezone.localdate(), asked(request))
    beside = panel(member, request.actor) if member else None
    is_silent = session.state == rules.CalibrationState.PRE_VOTE
    context = {
        "session": session,
        "board": board,
        "panel": beside,
        "is_list": request.GET.get("view") == "list",
        "participants": participants(session.pk),
        "steps": steps(rules.CalibrationState, session.state),
        "movable": request.actor.employee_id in session.participant_ids
        and (is_silent or session.state == rules.CalibrationState.OPEN),
        "move_verb": "place" if is_silent else "propose",
        "predicates": list(rules.Predicate),
        "to": "",
        **_beside(beside),
        **more,
    }
    return page(request, "evaluation/calibration/session.html", context, status=status)


def _beside(beside: Any) -> dict[str, Any]:
    if beside is None:
        return {}
    least = values_on(timezone.localdate()).integer("reason_min_length")
    placed = beside.own_vote
    start = chosen_cell(placed.key) if placed else {}
    return {
        "cell_form": CellForm(initial=start, prefix="place"),
        "proposal_form": ProposalForm(least=least),
        "note_form": NoteForm(initial={"text": beside.own_note}, prefix="note"),
    }


@needs("evaluation.invite", *FORM, load=queries.calibration)
def invite(request: Request, session: Any) -> HttpResponse:
    """Invite one more leader."""
    form = InvitationForm(request.POST or None)
    leader = employee_of(form, "leader")
    back = reverse("evaluation:calibration", args=[session.pk])
    heading = _("Undang pimpinan ke rapat kalibrasi")

    def act() -> None:
        actions.invite(session, leader, by=request.actor, at=timezone.now())

    return form_page(request, form, heading, back, act)


@needs("evaluation.start_pre_vote", *WRITE, load=queries.calibration)
def start_pre_vote(request: Request, session: Any) -> HttpResponse:
    """Let everybody place people in silence."""
    actions.start_pre_vote(session, by=request.actor, at=timezone.now())
    messages.success(request, _("Penempatan diam dimulai. Peserta tidak saling melihat sampai rapat dibuka."))
    return redirect("evaluation:calibration", pk=session.pk)


@needs("evaluation.open_calibration", *WRITE, load=queries.calibration)
def open_calibration(request: Request, session: Any) -> HttpResponse:
    """Open the meeting."""
    actions.open_calibration(session, by=request.actor, at=timezone.now())
    messages.success(request, _("Rapat dibuka. Sebaran penempatan diam sekarang tampak."))
    return redirect("evaluation:calibration", pk=session.pk)


@needs("evaluation.close_calibration", *WRITE, load=queries.calibration)
def close_calibration(request: Request, session: Any) -> HttpResponse:
    """End the meeting."""
    actions.close_calibration(session, by=request.actor, at=timezone.now())
    messages.success(request, _("Rapat selesai. Usul yang tidak dijawab tidak mengubah apa pun."))
    return redirect("evaluation:calibration", pk=session.pk)


@needs("evaluation.place", *WRITE, load=queries.calibration_member)
def place(request: Request, member: Any) -> HttpResponse:
    """Place a person in silence, from the form beside the board or from a card that was moved."""
    moved = chosen_cell(request.POST.get("to", ""))
    form = CellForm({f"place-{name}": value for name, value in moved.items()} or request.POST, prefix="place")
    if not form.is_valid():
        return board_page(request, member.session, member, status=422, cell_form=form)
    actions.place(member, form.cell, by=request.actor, at=timezone.now())
    messages.success(request, _("Penempatan Anda tersimpan; hanya Anda yang melihatnya sampai rapat dibuka."))
    return redirect("evaluation:member", pk=member.pk)


@needs("evaluation.discuss", *WRITE, load=queries.calibration_member)
def discuss(request: Request, member: Any) -> HttpResponse:
    """Tick as discussed."""
    actions.discuss(member, by=request.actor, at=timezone.now())
    return redirect("evaluation:member", pk=member.pk)


@needs("evaluation.undiscuss", *WRITE, load=queries.calibration_member)
def undiscuss(request: Request, member: Any) -> HttpResponse:
    """Take the tick back."""
    actions.undiscuss(member, by=request.actor, at=timezone.now())
    return redirect("evaluation:member", pk=member.pk)


@needs("evaluation.write_note", *WRITE, load=queries.calibration_member)
def write_note(request: Request, member: Any) -> HttpResponse:
    """Keep one's note; the script that saves by itself is answered with nothing."""
    form = NoteForm(request.POST, prefix="note")
    if not form.is_valid():
        return board_page(request, member.session, member, status=422, note_form=form)
    actions.write_note(member, form.cleaned_data["text"], by=request.actor, at=timezone.now())
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    messages.success(request, _("Catatan tersimpan."))
    return redirect("evaluation:member", pk=member.pk)
