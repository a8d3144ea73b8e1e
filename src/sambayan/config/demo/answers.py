"""Synthetic answers of citizens: each respondent has a mood, each element its own quality."""

import math
import random
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta

from sambayan.common.actor import Actor
from sambayan.config.demo.services import Offered, Opinion
from sambayan.config.demo.sources import table
from sambayan.config.demo.stage import Stage
from sambayan.surveys import actions as surveys
from sambayan.surveys.forms import AGE_BANDS, EDUCATION, OCCUPATION, SEX
from sambayan.surveys.models import ELEMENTS, Receipt, SatisfactionSurvey, SurveyResponse
from sambayan.surveys.rules import Channel, SurveyState

_PER_POINT = 25
_MOOD, _DETAIL = 0.42, 0.5
_SPREAD = math.hypot(_MOOD, _DETAIL)
_LOWEST_MEAN, _HIGHEST_MEAN = 1.05, 3.96
_WITH_PROFILE, _WITH_SUGGESTION = 0.7, 0.06
_BATCH = 1000
_RATHER_UNKNOWN = ("pengaduan", "biaya")


def fill(stage: Stage, offered: list[Offered]) -> int:
    """Store the answers of all surveys, then open, seal, freeze and publish them; returns how many there are."""
    opinions = [opinion for service in offered for opinion in service.opinions]
    count = 0
    for opinion in opinions:
        rows = list(_responses(stage, opinion))
        SurveyResponse.objects.bulk_create(rows, batch_size=_BATCH)
        Receipt.objects.bulk_create(_receipts(stage.chance, rows), batch_size=_BATCH)
        count += len(rows)
    for opinion in opinions:
        _finish(stage, opinion)
    stage.write_record()
    return count


def _finish(stage: Stage, opinion: Opinion) -> None:
    """Bring a survey to the state it has today, with the record of who did it."""
    survey, line = opinion.survey, stage.line
    admin, partner = stage.persona_actor("administrator"), stage.persona_actor("partner")
    _move(stage, survey, "open", SurveyState.OPEN, by=admin, at=line.at(survey.from_date, 8))
    if not opinion.is_over:
        return
    closed = survey.to_date + timedelta(days=1)
    _move(stage, survey, "seal", SurveyState.SEALED, by=admin, at=line.at(closed, 9))
    surveys.freeze(survey, at=line.at(closed, 9, 1))
    if survey.to_date < line.today:
        survey.published_at = line.at(closed + timedelta(days=2), 10)
        _move(stage, survey, "publish", SurveyState.PUBLISHED, by=partner, at=survey.published_at)


def _move(stage: Stage, survey: SatisfactionSurvey, verb: str, state: SurveyState, *, by: Actor, at: datetime) -> None:
    before = survey.state
    survey.state = state
    survey.save(update_fields=["state", "published_at"])
    stage.record(f"surveys.{verb}", survey, by=by, at=at, before={"state": before}, after={"state": state.value})


def _responses(stage: Stage, opinion: Opinion) -> Iterator[SurveyResponse]:
    chance, survey = stage.chance, opinion.survey
    qualities = {code: quality_for(mean) for code, mean in means(opinion.index, opinion.leans).items()}
    days = (min(survey.to_date, stage.line.today) - survey.from_date).days
    for _respondent in range(opinion.n):
        yield SurveyResponse(
            id=_random_id(chance),
            survey=survey,
            answered_on=survey.from_date + timedelta(days=chance.randint(0, days)),
            channel=Channel.LINK,
            suggestion=_suggestion(chance),
            **_profile(chance),
            **_answers(chance, qualities, opinion.unknown),
        )


def _receipts(chance: random.Random, rows: list[SurveyResponse]) -> Iterator[Receipt]:
    """A receipt for every answer, in an order of its own, so that nothing leads from one to the other."""
    for row in sorted(rows, key=lambda _row: chance.random()):
        submission = _random_id(chance)
        yield Receipt(
            submission_id=submission,
            survey_id=row.survey_id,
            code=surveys.receipt_code(submission),
            counted_on=row.answered_on,
        )


def _random_id(chance: random.Random) -> uuid.UUID:
    return uuid.UUID(int=chance.getrandbits(128), version=4)


def _answers(chance: random.Random, qualities: dict[str, float], unknown: float) -> dict[str, int | None]:
    mood = chance.gauss(0, _MOOD)
    given: dict[str, int | None] = {
        code: min(4, max(1, round(quality + mood + chance.gauss(0, _DETAIL)))) for code, quality in qualities.items()
    }
    for code in ELEMENTS:
        if chance.random() < unknown * (2 if code in _RATHER_UNKNOWN else 0.5):
            given[code] = None
    return given


def _profile(chance: random.Random) -> dict[str, str]:
    if chance.random() > _WITH_PROFILE:
        return {}
    fields = (("sex", SEX), ("age_band", AGE_BANDS), ("education", EDUCATION), ("occupation", OCCUPATION))
    return {name: chance.choice(choices)[0] for name, choices in fields}


def _suggestion(chance: random.Random) -> str:
    return chance.choice(table("services.yaml")["suggestions"]) if chance.random() < _WITH_SUGGESTION else ""


def means(index: float, leans: dict[str, float]) -> dict[str, float]:
    """The mean 1 to 4 each element should get, so that their mean gives the index."""
    middle = index / _PER_POINT - sum(leans.values()) / len(ELEMENTS)
    return {code: min(_HIGHEST_MEAN, max(_LOWEST_MEAN, middle + leans.get(code, 0))) for code in ELEMENTS}


def quality_for(mean: float) -> float:
    """The hidden quality whose answers, rounded to 1 to 4, have this mean: found by halving."""
    low, high = -1.0, 6.0
    for _step in range(40):
        middle = (low + high) / 2
        if _expected(middle) < mean:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _expected(quality: float) -> float:
    above = (1 - _normal((edge - quality) / _SPREAD) for edge in (1.5, 2.5, 3.5))
    return 1 + sum(above)


def _normal(value: float) -> float:
    return (1 + math.erf(value / math.sqrt(2))) / 2
