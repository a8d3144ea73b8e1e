"""Pages for those who run surveys and those who read the results at work."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sambayan.common.guard import WRITE, Request, needs
from sambayan.common.pages import absolute, page
from sambayan.surveys import access, actions, queries  # noqa: F401 - access declares the rights
from sambayan.surveys.views import words


@needs("surveys.services")
def services(request: Request) -> HttpResponse:
    """All services with their latest figures this reader may see."""
    rows = queries.service_rows(request.actor)
    return page(request, "surveys/services.html", {"rows": rows, "scale_low": words.scale_low(rows)})


@needs("surveys.service", load=queries.service)
def service(request: Request, service) -> HttpResponse:
    """One service: address, QR codes, and its surveys with what may be done now."""
    context = {
        "service": service,
        "surveys": queries.surveys_of(service),
        "address": absolute(request, reverse("surveys:respond", kwargs={"code": service.code})),
        "downloads": words.codes_of(service),
        "crumbs": words.crumbs(service.name),
    }
    return page(request, "surveys/service.html", context)


@needs("surveys.result", load=queries.survey)
def result(request: Request, survey) -> HttpResponse:
    """The result of one survey: frozen figures, or those of the answers so far."""
    shown = queries.result_page(queries.live_result(survey, timezone.localdate()), survey, get_language() or "id")
    context: dict[str, Any] = {
        "survey": survey,
        "service": survey.service,
        "result": shown,
        "imports": queries.imports_of(survey),
        "crumbs": words.crumbs(survey.label, survey.service),
        "timeline": words.history_of(survey),
    }
    if shown.is_shown:
        context |= words.figures(shown, survey)
    return page(request, "surveys/result.html", context)


@needs("surveys.open", *WRITE, load=queries.survey)
def open_(request: Request, survey) -> HttpResponse:
    """Open a prepared survey for answers."""
    actions.open_(survey, by=request.actor, at=timezone.now())
    messages.success(request, _("Survei dibuka. Warga dapat menjawab sekarang."))
    return redirect("surveys:service", code=survey.service.code)


@needs("surveys.seal", *WRITE, load=queries.survey)
def seal(request: Request, survey) -> HttpResponse:
    """Close a survey for good."""
    actions.seal(survey, by=request.actor, at=timezone.now())
    messages.success(request, _("Survei disegel. Hasilnya sedang dihitung."))
    return redirect("surveys:result", pk=survey.pk)


@needs("surveys.publish", *WRITE, load=queries.survey)
def publish(request: Request, survey) -> HttpResponse:
    """Show the frozen figures to the public."""
    actions.publish(survey, by=request.actor, at=timezone.now())
    messages.success(request, _("Hasil diterbitkan dan dapat dihitung ulang oleh siapa saja."))
    return redirect("surveys:result", pk=survey.pk)


@needs("surveys.preview", load=queries.answer_import)
def preview(request: Request, upload) -> HttpResponse:
    """What a file would add: good rows, refused rows with reasons, and the two buttons."""
    survey = upload.survey
    context = {
        "upload": upload,
        "survey": survey,
        "service": survey.service,
        "crumbs": words.crumbs(_("Pratinjau"), survey.service, survey),
        **words.preview(upload, get_language() or "id"),
    }
    return page(request, "surveys/preview.html", context)


@needs("surveys.confirm", *WRITE, load=queries.answer_import)
def confirm(request: Request, upload) -> HttpResponse:
    """Count the good rows of the file."""
    actions.confirm(upload, by=request.actor, at=timezone.now())
    messages.success(request, _("{n} jawaban tersimpan.").format(n=len(upload.rows)))
    return redirect("surveys:result", pk=upload.survey_id)


@needs("surveys.discard", *WRITE, load=queries.answer_import)
def discard(request: Request, upload) -> HttpResponse:
    """Drop the file; nothing of it counts."""
    actions.discard(upload, by=request.actor, at=timezone.now())
    messages.success(request, _("Berkas dibatalkan. Tidak ada yang tersimpan."))
    return redirect("surveys:service", code=upload.survey.service.code)
