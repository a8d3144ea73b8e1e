"""Who may run a survey, and who may see what is not yet published. The unit being judged touches no answer."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import Answer, Guard, Refusal, in_state, rights
from sambayan.people.access import anybody
from sambayan.surveys.rules import IMPORT_FLOW, SURVEY_FLOW, ImportState, SurveyState


def _is_not_judged(actor: Actor, service: Any) -> Answer:
    if not actor.unit_path or not actor.unit_path.startswith(service.unit.path):
        return None
    return Refusal(
        _("Unit yang dinilai tidak dapat menyentuh survei tentang dirinya."),
        _("Dapat dilakukan pengelola kinerja di luar unit ini, atau koordinator mitra."),
    )


def _runs_surveys(actor: Actor, service: Any) -> Answer:
    path = service.unit.path
    judged = _is_not_judged(actor, service)
    if judged:
        return judged
    if actor.has(Role.PERFORMANCE_ADMIN, path) or actor.has(Role.PARTNER_COORDINATOR, path):
        return None
    return Refusal(_("Survei dijalankan pengelola kinerja dan mitra."), _("Hubungi pengelola kinerja."))


def _publishes(actor: Actor, survey: Any) -> Answer:
    judged = _is_not_judged(actor, survey.service)
    if judged:
        return judged
    if actor.has(Role.PARTNER_COORDINATOR, survey.service.unit.path):
        return None
    return Refusal(_("Hasil diterbitkan setelah mitra menyetujuinya."), _("Dapat dilakukan koordinator mitra."))


def _sees_unpublished(actor: Actor, survey: Any) -> Answer:
    path = survey.service.unit.path
    if survey.state == SurveyState.PUBLISHED or actor.has(Role.INSPECTOR, path):
        return None
    if survey.state == SurveyState.SEALED and actor.leads(path):
        return None
    if not _runs_surveys(actor, survey.service):
        return None
    return Refusal(_("Hasil ini belum terbit."), _("Hasil terbit dapat dibaca siapa saja di halaman unit."))


def _of_survey(guard: Guard) -> Guard:
    return Guard(lambda actor, survey: guard(actor, survey.service))


def _of_import(guard: Guard) -> Guard:
    return Guard(lambda actor, upload: guard(actor, upload.survey))


runs = Guard(_runs_surveys)
runs_survey = _of_survey(runs)

CAN = rights(
    {
        "surveys.services": Guard(anybody),
        "surveys.service": Guard(anybody),
        "surveys.result": Guard(_sees_unpublished),
        "surveys.open": runs_survey & in_state(SURVEY_FLOW, "open", SurveyState),
        "surveys.upload": runs_survey & in_state(SURVEY_FLOW, "import", SurveyState),
        "surveys.preview": _of_import(runs_survey),
        "surveys.confirm": _of_import(runs_survey & in_state(SURVEY_FLOW, "import", SurveyState))
        & in_state(IMPORT_FLOW, "confirm", ImportState),
        "surveys.discard": _of_import(runs_survey) & in_state(IMPORT_FLOW, "discard", ImportState),
        "surveys.seal": runs_survey & in_state(SURVEY_FLOW, "seal", SurveyState),
        "surveys.publish": Guard(_publishes) & in_state(SURVEY_FLOW, "publish", SurveyState),
    }
)


def visible_to(actor: Actor) -> Q:
    """The surveys whose figures this actor may read; the same answer as the guard `surveys.result`.

    While a survey is open the unit that is judged sees nothing of it: two looks would betray one answer.
    """
    visible = Q(state=SurveyState.PUBLISHED)
    for path in actor.led_paths:
        visible |= Q(service__unit__path__startswith=path, state=SurveyState.SEALED)
    for grant in actor.grants:
        reached = Q(service__unit__path__startswith=grant.unit_path)
        if grant.role == Role.INSPECTOR:
            visible |= reached
        elif grant.role in (Role.PERFORMANCE_ADMIN, Role.PARTNER_COORDINATOR):
            visible |= reached & ~_own_units(actor)
    return visible


def _own_units(actor: Actor) -> Q:
    parts = [part for part in actor.unit_path.split("/") if part]
    paths = ["/".join(parts[:length]) + "/" for length in range(1, len(parts) + 1)]
    return Q(service__unit__path__in=paths)
