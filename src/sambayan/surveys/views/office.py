"""Pages for those who run surveys and those who read the results at work."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sambayan.audit.queries import history
from sambayan.audit.sentences import sentence
from sambayan.common.guard import WRITE, needs
from sambayan.common.pages import absolute, page
from sambayan.regulations.catalogue import survey_instrument
from sambayan.surveys import access, actions, queries  # noqa: F401 - access declares the rights


@needs("surveys.services")
def services(request: HttpRequest) -> HttpResponse:
    """All services with their latest figures this reader may see."""
    return page(request, "surveys/services.html", {"rows": queries.service_rows(request.actor)})


@needs("surveys.service", load=queries.service)
def service(request: HttpRequest, service) -> HttpResponse:
    """One service: address, QR codes, and its surveys with what may be done now."""
    address = absolute(request, reverse("surveys:respond", kwargs={"code": service.code}))
    context = {"service": service, "surveys": queries.surveys_of(service), "address": address}
    return page(request, "surveys/service.html", context)


@needs("surveys.result", load=queries.survey)
def result(request: HttpRequest, survey) -> HttpResponse:
    """The result of one survey: frozen figures, or those of the answers so far."""
    context = {
        "survey": survey,
        "service": survey.service,
        "result": queries.result_page(queries.live_result(survey), survey, get_language() or "id"),
        "imports": queries.imports_of(survey),
        "events": [(event, sentence(event)) for event in history(survey)[:20]],
    }
    return page(request, "surveys/result.html", context)


@needs("surveys.open", *WRITE, load=queries.survey)
def open_(request: HttpRequest, survey) -> HttpResponse:
    """Open a prepared survey for answers."""
    actions.open_(survey, by=request.actor, at=timezone.now())
    messages.success(request, _("Survei dibuka. Warga dapat menjawab sekarang."))
    return redirect("surveys:service", code=survey.service.code)


@needs("surveys.seal", *WRITE, load=queries.survey)
def seal(request: HttpRequest, survey) -> HttpResponse:
    """Close a survey for good."""
    actions.seal(survey, by=request.actor, at=timezone.now())
    messages.success(request, _("Survei disegel. Hasilnya sedang dihitung."))
    return redirect("surveys:result", pk=survey.pk)


@needs("surveys.publish", *WRITE, load=queries.survey)
def publish(request: HttpRequest, survey) -> HttpResponse:
    """Show the frozen figures to the public."""
    actions.publish(survey, by=request.actor, at=timezone.now())
    messages.success(request, _("Hasil diterbitkan dan dapat dihitung ulang oleh siapa saja."))
    return redirect("surveys:result", pk=survey.pk)


def element_names(language: str) -> list[str]:
    """The names of the elements in the order in which uploaded rows are kept."""
    elements = sorted(survey_instrument().elements, key=lambda element: int(element.no_in_list))
    return [element.name_english if language == "en" else element.name_indonesian for element in elements]


@needs("surveys.preview", load=queries.answer_import)
def preview(request: HttpRequest, upload) -> HttpResponse:
    """What a file would add: good rows, refused rows with reasons, and the two buttons."""
    context = {
        "upload": upload,
        "survey": upload.survey,
        "service": upload.survey.service,
        "elements": element_names(get_language() or "id"),
        "sample": list(enumerate(upload.rows[:10], start=1)),
        "problems": upload.problems[:50],
        "more": max(len(upload.problems) - 50, 0),
    }
    return page(request, "surveys/preview.html", context)


@needs("surveys.confirm", *WRITE, load=queries.answer_import)
def confirm(request: HttpRequest, upload) -> HttpResponse:
    """Count the good rows of the file."""
    actions.confirm(upload, by=request.actor, at=timezone.now())
    messages.success(request, _("{n} jawaban tersimpan.").format(n=len(upload.rows)))
    return redirect("surveys:result", pk=upload.survey_id)


@needs("surveys.discard", *WRITE, load=queries.answer_import)
def discard(request: HttpRequest, upload) -> HttpResponse:
    """Drop the file; nothing of it counts."""
    actions.discard(upload, by=request.actor, at=timezone.now())
    messages.success(request, _("Berkas dibatalkan. Tidak ada yang tersimpan."))
    return redirect("surveys:service", code=upload.survey.service.code)
