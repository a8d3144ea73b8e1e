"""Services, surveys and answers."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from factories.people import unit
from sambayan.instruments.actions import load_skm
from sambayan.surveys import actions
from sambayan.surveys.models import ELEMENTS, SatisfactionSurvey, Service, ServiceStaff, SurveyResponse

FROZEN_AT = datetime(2026, 10, 5, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
PERIODS = {
    "Triwulan I 2026": (date(2026, 1, 1), date(2026, 3, 31)),
    "Triwulan II 2026": (date(2026, 4, 1), date(2026, 6, 30)),
    "Triwulan III 2026": (date(2026, 7, 1), date(2026, 9, 30)),
    "Triwulan IV 2026": (date(2026, 10, 1), date(2026, 12, 31)),
}


def service(code: str = "stnk", path: str = "lpg/bapenda/samsat/", **fields) -> Service:
    """A service of the unit at this path."""
    return Service.objects.create(unit=unit(path), code=code, name=fields.pop("name", f"Layanan {code}"), **fields)


def survey(of: Service, label: str = "Triwulan IV 2026", state: str = "open", **fields) -> SatisfactionSurvey:
    """A survey of a service in a quarter, without answers."""
    first, last = PERIODS[label]
    return SatisfactionSurvey.objects.create(
        service=of,
        instrument_version=load_skm(),
        label=label,
        from_date=first,
        to_date=last,
        state=state,
        organisers="Pemerintah Provinsi Lampung dan mitra",
        **fields,
    )


def answers(of: SatisfactionSurvey, rows: list[tuple[int | None, ...]]) -> None:
    """Store rows of nine answers in the order of ELEMENTS."""
    SurveyResponse.objects.bulk_create(
        SurveyResponse(survey=of, answered_on=of.to_date, channel="link", **dict(zip(ELEMENTS, row, strict=True)))
        for row in rows
    )


def published(
    of: Service, rows: list[tuple[int | None, ...]], label: str = "Triwulan III 2026", **fields
) -> SatisfactionSurvey:
    """A published survey with frozen figures of these rows."""
    made = survey(of, label, state="draft", **fields)
    answers(made, rows)
    made.state = "sealed"
    made.save(update_fields=["state"])
    actions.freeze(made, at=FROZEN_AT)
    made.state, made.published_at = "published", FROZEN_AT
    made.save(update_fields=["state", "published_at"])
    return made


def mixed(n: int, low: int = 3, high: int = 4) -> list[tuple[int | None, ...]]:
    """`n` respondents, alternately all `low` and all `high`."""
    return [(low if number % 2 else high,) * len(ELEMENTS) for number in range(n)]


def staffed(of: Service, employee) -> ServiceStaff:
    """Let an employee work for a service."""
    return ServiceStaff.objects.create(service=of, employee=employee, from_date=date(2026, 1, 1))
