"""Pages for citizens: answer, see that it counted, and the codes that lead here."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, gettext
from django.views.decorators.csrf import csrf_exempt

from sambayan.common.documents import qr_code
from sambayan.common.guard import FORM, public
from sambayan.common.pages import absolute, page
from sambayan.instruments.queries import items_of
from sambayan.instruments.rules import Item
from sambayan.surveys import actions, queries
from sambayan.surveys.forms import NOT_APPLICABLE, ResponseForm


@dataclass(frozen=True)
class Question:
    """One question as the page shows it: words in the reader's language, what was chosen, what to mend."""

    code: str
    number: int
    text: str
    hint: str
    options: tuple[tuple[str, str], ...]
    chosen: str
    errors: tuple[str, ...]


def _questions(items: tuple[Item, ...], form: ResponseForm, language: str) -> list[Question]:
    return [
        Question(
            code=item.code,
            number=place,
            text=item.question(language),
            hint=item.hint(language),
            options=tuple((str(option.value), option.words(language)) for option in item.options),
            chosen=form.data.get(item.code, "") if form.is_bound else "",
            errors=tuple(str(error) for error in form.errors.get(item.code, ())) if form.is_bound else (),
        )
        for place, item in enumerate(items, start=1)
    ]


@csrf_exempt  # anonymous: there is no session to abuse, and a form must survive a cut line and a cleared cookie
@public(*FORM)
def respond(request: HttpRequest, code: str) -> HttpResponse:
    """Nine questions in one page; a stored answer leads on with 303, so going back sends nothing twice."""
    survey = queries.open_survey(code)
    if survey is None:
        return _closed(request, code)
    language = get_language() or "id"
    items = items_of(survey.instrument_version)
    form = ResponseForm(request.POST if request.method == "POST" else None, items=items, language=language)
    if form.is_valid():
        sent = actions.Answers(form.submission, form.answers, form.profile, form.cleaned_data["suggestion"])
        try:
            receipt = actions.respond(survey, sent, on=timezone.localdate())
        except IntegrityError:
            return _closed(request, code)
        response = HttpResponseRedirect(reverse("surveys:thanks", kwargs={"code": code, "receipt": receipt}))
        response.status_code = 303
        return response
    context: dict[str, Any] = {
        "survey": survey,
        "service": survey.service,
        "form": form,
        "questions": _questions(items, form, language),
        "not_applicable": NOT_APPLICABLE,
        "submission_id": form.submission,
    }
    shown = page(request, "surveys/respond.html", context, status=422 if form.errors else 200)
    patch_cache_control(shown, private=True, no_cache=True)  # a kept copy would carry the same sending to two people
    return shown


def _closed(request: HttpRequest, code: str) -> HttpResponse:
    service = queries.service(code)
    if service is None:
        raise Http404
    return page(request, "surveys/closed.html", {"service": service}, status=410)


@public()
def thanks(request: HttpRequest, code: str, receipt: str) -> HttpResponse:
    """Thank you, with the code that proves counting; an unknown code is not found."""
    found = queries.receipt(receipt)
    if found is None or found.survey.service.code != code:
        raise Http404
    context = {"receipt": found, "survey": found.survey, "service": found.survey.service}
    return page(request, "surveys/thanks.html", context)


@public()
def check_receipt(request: HttpRequest) -> HttpResponse:
    """Type a code, see whether it counted, for which service and on which day."""
    code = request.GET.get("code", "").strip()[:20]
    found = queries.receipt(code) if code else None
    return page(request, "surveys/check_receipt.html", {"code": code, "receipt": found})


@public()
def qr(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The address of the survey as a QR code: SVG or PNG, or a PDF poster to hang up."""
    service = queries.service(code)
    if service is None:
        raise Http404
    address = absolute(request, reverse("surveys:respond", kwargs={"code": code}))
    words = _poster_words(queries.open_survey(code)) if kind == "pdf" else {}
    content, content_type = qr_code(address, kind, title=service.name, subtitle=service.unit.name, words=words)
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'inline; filename="skm-{code}.{kind}"'
    return response


def _poster_words(survey: Any) -> dict[str, str]:
    """What a poster says beside the code, in the language of the request."""
    organisers = survey.organisers if survey else gettext("Pemerintah Provinsi Lampung bersama mitra masyarakat sipil")
    return {
        "language": get_language() or "id",
        "question": gettext("Bagaimana kami melayani Anda?"),
        "scan": gettext("Arahkan kamera telepon ke kode ini, atau ketik alamatnya:"),
        "code": gettext("Kode QR alamat survei"),
        "minutes": gettext("2 menit"),
        "minutes_note": gettext("Sembilan pertanyaan, cukup pilih satu jawaban."),
        "anonymous": gettext("Tanpa nama"),
        "anonymous_note": gettext("Kantor ini tidak dapat melihat siapa yang menjawab."),
        "open": gettext("Hasilnya terbuka"),
        "open_note": gettext("Siapa saja dapat membaca dan menghitung ulang hasilnya."),
        "organisers": gettext("Diselenggarakan {organisers}").format(organisers=organisers),
        "note": gettext("Survei contoh: kantor dan jawabannya buatan.") if survey and survey.is_synthetic else "",
    }
