"""The services of an office with their latest results, for the page of the office."""

from django.urls import reverse
from django.utils.translation import gettext as _

from sambayan.common.actor import Actor
from sambayan.common.language import named
from sambayan.common.numbers import decimal, integer, interval
from sambayan.people.rules.offices import OfficeFact, office_facts
from sambayan.surveys.queries.reading import ServiceRow, rows_of_unit


@office_facts
def services_of_office(actor: Actor, unit_id: int) -> list[OfficeFact]:
    """Each service of the office, with the index this actor may read, its interval, n and period. Two queries."""
    return [
        OfficeFact(named(row.service), _told(row), reverse("surveys:service", args=[row.service.code]))
        for row in rows_of_unit(actor, unit_id)
    ]


def _told(row: ServiceRow) -> str:
    if row.survey is None:
        return _("Belum ada hasil yang boleh Anda baca")
    if not row.is_shown or row.figure is None:
        return _("Terlalu sedikit jawaban, tidak ditampilkan untuk melindungi warga")
    words = _("{period}: indeks {index} ({interval}), n {n}")
    spread = interval((row.figure.low, row.figure.high), 2)
    return words.format(
        period=row.survey.label, index=decimal(row.figure.value), interval=spread, n=integer(row.figure.n)
    )
