"""What surveys ask of those who run them."""

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from sambayan.common.actor import Actor, Role
from sambayan.common.guard import why_not
from sambayan.notices.rules import Duty, duty_source
from sambayan.surveys.access import visible_to
from sambayan.surveys.models import SatisfactionSurvey
from sambayan.surveys.rules import SurveyState

MOST = 10


@duty_source
def survey_duties(actor: Actor, day: date) -> list[Duty]:
    """Surveys that wait for this actor: past their period and still open, or sealed and not published.

    Source: PermenPANRB 14/2017 Ps 1(1) and 4; that a partner publishes is local policy.
    """
    if not (actor.has_anywhere(Role.PERFORMANCE_ADMIN) or actor.has_anywhere(Role.PARTNER_COORDINATOR)):
        return []
    found = SatisfactionSurvey.objects.filter(visible_to(actor)).select_related("service__unit")
    runs = _reached(actor, Role.PERFORMANCE_ADMIN, Role.PARTNER_COORDINATOR)
    ended = found.filter(runs, state=SurveyState.OPEN, to_date__lt=day).order_by("to_date", "pk")[:MOST]
    publishes = _reached(actor, Role.PARTNER_COORDINATOR)
    sealed = found.filter(publishes, state=SurveyState.SEALED).order_by("to_date", "pk")[:MOST]
    duties = [_seal(survey) for survey in ended if why_not("surveys.seal", actor, survey) is None]
    return duties + [_publish(survey) for survey in sealed if why_not("surveys.publish", actor, survey) is None]


def _reached(actor: Actor, *roles: Role) -> Q:
    """The surveys within the grants of these roles, so that the first ones are the actor's own and not anybody's."""
    reached = Q(pk__in=[])
    for grant in actor.grants:
        if grant.role in roles:
            reached |= Q(service__unit__path__startswith=grant.unit_path)
    return reached


def _seal(survey: SatisfactionSurvey) -> Duty:
    told = _("{label} sudah berakhir. Setelah disegel tidak ada jawaban yang dapat ditambah.")
    detail = told.format(label=survey.label)
    return _duty(survey, _("Segel survei {service}").format(service=survey.service), detail, _("Buka survei"))


def _publish(survey: SatisfactionSurvey) -> Duty:
    detail = _("{label} sudah disegel. Periksa hasilnya, lalu terbitkan.").format(label=survey.label)
    return _duty(survey, _("Terbitkan hasil {service}").format(service=survey.service), detail, _("Periksa hasil"))


def _duty(survey: SatisfactionSurvey, title: str, detail: str, button: str) -> Duty:
    source = _("PermenPANRB 14/2017 Pasal 1 dan 4; urutan langkah diatur daerah")
    return Duty(None, title, detail, source, reverse("surveys:result", args=[survey.pk]), button)
