"""Pages of a proposal: make it, and answer it as the appraiser; and the board as a workbook."""

import io
from typing import Any

import xlsxwriter
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.common.guard import FORM, WRITE, Request, needs
from sambayan.common.language import worded
from sambayan.common.pages import page
from sambayan.evaluation import rules
from sambayan.evaluation.actions import proposals as actions
from sambayan.evaluation.forms.calibration import AcceptForm, DeclineForm, ProposalForm, chosen_cell
from sambayan.evaluation.queries import calibration as queries
from sambayan.evaluation.queries.proposals import reasons_asked
from sambayan.evaluation.views.calibration import asked, board_page
from sambayan.people.actions.looks import look
from sambayan.policies.queries import values_on

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _least() -> int:
    return values_on(timezone.localdate()).integer("reason_min_length")


@needs("evaluation.propose", *FORM, load=queries.calibration_member, seen=look)
def propose(request: Request, member: Any) -> HttpResponse:
    """Propose other ratings for a person; `to` is the cell a card was dropped on."""
    to = request.GET.get("to", "")
    form = ProposalForm(request.POST or None, initial=chosen_cell(to), least=_least())
    if form.is_valid():
        words = {"reason": form.cleaned_data["reason"], "evidence": form.cleaned_data["evidence"]}
        actions.propose(member, form.cell, **words, by=request.actor, at=timezone.now())
        messages.success(request, _("Usul terkirim kepada penilai. Rating belum berubah."))
        return redirect("evaluation:member", pk=member.pk)
    status = 422 if form.errors else 200
    return board_page(request, member.session, member, status, proposal_form=form, is_proposing=True, to=to)


@needs("evaluation.accept", *FORM, load=queries.proposal)
def accept(request: Request, proposal: Any) -> HttpResponse:
    """Accept as the appraiser, with the reasons that the new rating needs."""
    rated = proposal.member.evaluation
    needed = reasons_asked(proposal, timezone.localdate())
    picked = (rated.exception_predicate, rated.exception_reason)
    form = AcceptForm(request.POST or None, needed=needed, least=_least(), picked=picked)
    if request.method == "POST" and form.is_valid():
        evaluation = actions.accept(proposal, form.cleaned_data, by=request.actor, at=timezone.now())
        words = {"name": evaluation.employee, "predicate": worded(rules.Predicate(evaluation.predicate))}
        messages.success(request, _("Usul diterima. Predikat {name} sekarang {predicate}.").format(**words))
        return redirect("evaluation:member", pk=proposal.member_id)
    return _answer_page(request, proposal, form, "accept")


@needs("evaluation.decline", *FORM, load=queries.proposal)
def decline(request: Request, proposal: Any) -> HttpResponse:
    """Decline as the appraiser, with a reason."""
    form = DeclineForm(request.POST or None, least=_least())
    if form.is_valid():
        actions.decline(proposal, form.cleaned_data["reason"], by=request.actor, at=timezone.now())
        messages.success(request, _("Usul tidak diterima; rating tetap."))
        return redirect("evaluation:member", pk=proposal.member_id)
    return _answer_page(request, proposal, form, "decline")


def _answer_page(request: Request, proposal: Any, form: Any, verb: str) -> HttpResponse:
    context = {"proposal": proposal, "member": proposal.member, "form": form, "verb": verb}
    return page(request, "evaluation/calibration/answer.html", context, status=422 if form.errors else 200)


@needs("evaluation.withdraw_proposal", *WRITE, load=queries.proposal)
def withdraw_proposal(request: Request, proposal: Any) -> HttpResponse:
    """Take one's own proposal back."""
    actions.withdraw_proposal(proposal, by=request.actor, at=timezone.now())
    messages.success(request, _("Usul ditarik."))
    return redirect("evaluation:member", pk=proposal.member_id)


@needs("evaluation.export_board", load=queries.calibration)
def export_board(request: Request, session: Any) -> HttpResponse:
    """The board as a workbook for participants: name, unit, appraiser and ratings; no numbers, notes or placings."""
    board = queries.board(session, request.actor, timezone.localdate(), asked(request))
    response = HttpResponse(_workbook(board), content_type=SPREADSHEET)
    response.headers["Content-Disposition"] = f'attachment; filename="kalibrasi-{session.pk}.xlsx"'
    return response


def _workbook(board: queries.Board) -> bytes:
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        bold, sheet = book.add_format({"bold": True}), book.add_worksheet(_("Papan"))
        heads = [_("Nama"), _("Unit"), _("Penilai"), _("Hasil kerja"), _("Perilaku kerja"), _("Predikat"), _("Usul"),
                 _("Dibahas")]  # fmt: skip
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(heads) - 1, 24)
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for row, card in enumerate(board.shown, start=1):
            for column, words in enumerate(_row(card)):
                sheet.write_string(row, column, words)
    return memory.getvalue()


def _row(card: Any) -> tuple[str, ...]:
    evaluation = card.member.evaluation
    return (
        evaluation.employee.name,
        evaluation.unit.name,
        evaluation.appraiser.name,
        worded(card.cell.result),
        worded(card.cell.behaviour),
        worded(rules.Predicate(evaluation.predicate)),
        ", ".join(worded(each.after.predicate) for each in card.proposals),
        _("ya") if card.member.discussed_at else _("belum"),
    )
