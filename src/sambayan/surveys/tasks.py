"""Jobs of the surveys."""

from django.utils import timezone

from sambayan.common.jobs import job
from sambayan.surveys import actions, queries


@job("surveys.freeze")
def freeze(survey_pk: int) -> None:
    """Compute and keep the figures of a sealed survey; running it twice gives the same figures."""
    survey = queries.survey(survey_pk)
    if survey is not None:
        actions.freeze(survey, at=timezone.now())
