"""Opening the evaluations of a period."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from sambayan.common.guard import WRITE, Request, needs
from sambayan.cycles.queries import period
from sambayan.evaluation.actions import opening as actions


@needs("evaluation.open", *WRITE, load=period)
def open_(request: Request, period) -> HttpResponse:
    """Have one evaluation opened for every agreement in force, and lead to the progress."""
    made = actions.open_(period, by=request.actor, at=timezone.now())
    return redirect("cycles:opening", pk=made.pk)
