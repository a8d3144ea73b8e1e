"""The verbs of a survey: answer, upload, confirm, seal, freeze, publish."""

import base64
import hashlib
import hmac
import uuid
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require
from sambayan.common.jobs import later
from sambayan.common.rows import lock
from sambayan.policies.actions import keep_pack
from sambayan.policies.queries import values_on
from sambayan.surveys import access, queries  # noqa: F401 - access declares the rights
from sambayan.surveys.models import (
    ELEMENTS,
    AnswerImport,
    Receipt,
    SatisfactionSurvey,
    SurveyResponse,
    SurveyResult,
)
from sambayan.surveys.rules import IMPORT_FLOW, SURVEY_FLOW, Channel, ImportState, SurveyState


@dataclass(frozen=True)
class Answers:
    """What one citizen sent: the id of the sending, answers by element, profile and suggestion."""

    submission: uuid.UUID
    answers: dict[str, int | None]
    profile: dict[str, str] = field(default_factory=dict)
    suggestion: str = ""


def receipt_code(submission: uuid.UUID) -> str:
    """The code that proves counting. It follows from the sending alone, so it says nothing about the answers."""
    digest = hmac.new(settings.SECRET_KEY.encode(), submission.bytes, hashlib.sha256).digest()
    letters = base64.b32encode(digest).decode()[:8]
    return f"{letters[:4]}-{letters[4:]}"


def respond(survey: SatisfactionSurvey, sent: Answers, *, on: date) -> str:
    """Count one citizen's answers and return the receipt code; the same sending twice is counted once.

    The receipt is the record of this write: it stands in a list of its own, and nothing leads from it to the answers.
    Raises WrongMoveError when the survey is not open.
    """
    SURVEY_FLOW.after(survey.state, "respond")
    code = receipt_code(sent.submission)
    try:
        with transaction.atomic():
            Receipt.objects.create(submission_id=sent.submission, survey=survey, code=code, counted_on=on)
            SurveyResponse.objects.create(
                survey=survey,
                answered_on=on,
                channel=Channel.LINK,
                suggestion=sent.suggestion,
                **sent.profile,
                **sent.answers,
            )
    except IntegrityError:
        counted = Receipt.objects.filter(submission_id=sent.submission).first()
        if counted is None:
            raise
        if counted.survey_id != survey.pk:
            return respond(survey, replace(sent, submission=uuid.uuid4()), on=on)
    return code


@dataclass(frozen=True)
class Upload:
    """A file that has been read: name, fingerprint, the order asked for, good rows, problems and notes in words."""

    filename: str
    fingerprint: str
    order: str
    rows: list[list[int | None]]
    problems: list[str]
    notes: list[str]


@transaction.atomic
def upload(survey: SatisfactionSurvey, file: Upload, *, by: Actor, at: datetime) -> AnswerImport:
    """Keep a file that has been read, for the preview; nothing counts yet. Denied when the same file counts already."""
    require("surveys.upload", by, survey)
    _refuse_known(survey, file.fingerprint)
    kept = AnswerImport.objects.create(
        survey=survey,
        filename=file.filename[:200],
        fingerprint=file.fingerprint,
        order=file.order,
        rows=file.rows,
        problems=file.problems,
        notes=file.notes,
        uploaded_by=by.name,
        uploaded_at=at,
    )
    after = {"rows": len(file.rows), "refused": len(file.problems)}
    record("surveys.upload", kept, by=by, at=at, after=after)
    return kept


def _refuse_known(survey: SatisfactionSurvey, fingerprint: str) -> None:
    if survey.imports.filter(fingerprint=fingerprint, state=ImportState.CONFIRMED).exists():
        raise Denied(Refusal(_("Berkas yang sama sudah disimpan untuk survei ini."), _("Tidak ada yang ditambahkan.")))


def _refuse_second_open(survey: SatisfactionSurvey) -> None:
    if survey.service.surveys.filter(state=SurveyState.OPEN).exclude(pk=survey.pk).exists():
        raise Denied(Refusal(_("Layanan ini masih punya survei yang dibuka."), _("Segel dahulu survei itu.")))


@transaction.atomic
def confirm(file: AnswerImport, *, by: Actor, at: datetime) -> AnswerImport:
    """Count the good rows of a previewed file, all or none.

    Denied when the same file counts already, and when a prepared survey would become a second open one.
    """
    lock(file.survey)
    require("surveys.confirm", by, lock(file))
    if not file.rows:
        raise Denied(Refusal(_("Tidak ada baris yang dapat disimpan."), _("Perbaiki berkasnya, lalu unggah lagi.")))
    survey = file.survey
    _refuse_known(survey, file.fingerprint)
    _refuse_second_open(survey)
    file.state = IMPORT_FLOW.after(file.state, "confirm")
    file.save(update_fields=["state"])
    SurveyResponse.objects.bulk_create(
        (
            SurveyResponse(
                survey=survey,
                answered_on=survey.to_date,
                channel=Channel.IMPORT,
                source=file,
                **dict(zip(ELEMENTS, row, strict=True)),
            )
            for row in file.rows
        ),
        batch_size=1000,
    )
    if survey.state != SURVEY_FLOW.after(survey.state, "import"):
        survey.state = SURVEY_FLOW.after(survey.state, "import")
        survey.save(update_fields=["state"])
    record("surveys.confirm", file, by=by, at=at, after={"rows": len(file.rows)})
    return file


@transaction.atomic
def discard(file: AnswerImport, *, by: Actor, at: datetime) -> AnswerImport:
    """Drop a previewed file; its rows are removed, the record stays."""
    require("surveys.discard", by, lock(file))
    file.state = IMPORT_FLOW.after(file.state, "discard")
    file.rows = []
    file.save(update_fields=["state", "rows"])
    record("surveys.discard", file, by=by, at=at)
    return file


@transaction.atomic
def open_(survey: SatisfactionSurvey, *, by: Actor, at: datetime) -> SatisfactionSurvey:
    """Open a prepared survey for answers; a service has one open survey at a time."""
    require("surveys.open", by, lock(survey))
    _refuse_second_open(survey)
    return _move(survey, "open", by=by, at=at)


@transaction.atomic
def seal(survey: SatisfactionSurvey, *, by: Actor, at: datetime) -> SatisfactionSurvey:
    """Close a survey for good and queue the freezing of its figures."""
    require("surveys.seal", by, lock(survey))
    _move(survey, "seal", by=by, at=at)
    later("surveys.freeze", survey.pk)
    return survey


@transaction.atomic
def publish(survey: SatisfactionSurvey, *, by: Actor, at: datetime) -> SatisfactionSurvey:
    """Show the frozen figures to the public. Denied until they have been computed."""
    require("surveys.publish", by, lock(survey))
    if not SurveyResult.objects.filter(survey=survey).exists():
        raise Denied(Refusal(_("Hasilnya sedang dihitung."), _("Muat ulang halaman ini sebentar lagi.")))
    survey.published_at = at
    return _move(survey, "publish", by=by, at=at, also=("published_at",))


@transaction.atomic
def freeze(survey: SatisfactionSurvey, *, at: datetime) -> SurveyResult:
    """Compute and keep the figures of a sealed survey; doing it again gives the same figures."""
    figures = queries.figures_of(survey)
    values = values_on(timezone.localdate(at))
    made_with = {"settings": queries.basis(values), "rule_version": keep_pack(values, at=at)}
    result, _created = SurveyResult.objects.update_or_create(
        survey=survey, defaults={"frozen_at": at, **made_with, **queries.frozen(figures)}
    )
    after = {"n": result.n, "satisfaction_index": str(result.satisfaction_index)}
    record("surveys.freeze", survey, by=None, at=at, after=after, rule_version=result.rule_version)
    return result


def _move(
    survey: SatisfactionSurvey, verb: str, *, by: Actor, at: datetime, also: tuple[str, ...] = ()
) -> SatisfactionSurvey:
    before: dict[str, Any] = {"state": survey.state}
    survey.state = SURVEY_FLOW.after(survey.state, verb)
    survey.save(update_fields=["state", *also])
    record(f"surveys.{verb}", survey, by=by, at=at, before=before, after={"state": survey.state})
    return survey
