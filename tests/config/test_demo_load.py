import re
from datetime import datetime

import pytest
from django.db import transaction

import sambayan.config.urls  # noqa: F401 - the rooms register their duties
from sambayan.audit.models import Event
from sambayan.common.numbers import JAKARTA
from sambayan.config.demo.load import SMALL, load
from sambayan.config.demo.timeline import Timeline
from sambayan.cycles.queries import latest_window
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.notices.rules import duties
from sambayan.people.models import Account, Employee, OrganisationUnit
from sambayan.people.queries import actor_for
from sambayan.planning.models import PerformanceAgreement
from sambayan.surveys.models import SurveyResponse

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=JAKARTA)
LINES: list[str] = []


def test_a_failing_load_leaves_nothing_behind(db, monkeypatch):
    monkeypatch.setattr("sambayan.config.demo.evaluations.build", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(now=NOW, size=SMALL, say=LINES.append)
    assert not OrganisationUnit.objects.exists()


def _picture() -> tuple:
    return (
        list(Employee.objects.order_by("pk").values_list("employee_number", "name", "rank_grade")),
        list(SurveyResponse.objects.order_by("id").values_list("id", "waktu", "biaya", "answered_on", "suggestion")),
        list(PerformanceEvaluation.objects.order_by("pk").values_list("state", "predicate", "document_code")),
        list(PerformanceAgreement.objects.order_by("pk").values_list("state", "set_at")),
        [
            (name, at, re.sub(r"^(B\.1\.10)/\d+$", r"\1", label), who)  # its number is that of the row
            for name, at, label, who in Event.objects.order_by("pk").values_list(
                "name", "at", "subject_label", "actor_name"
            )
        ],
    )


@pytest.mark.slow  # two loads
def test_two_loads_of_one_day_are_equal(db):
    pictures = []
    for _time in range(2):
        with transaction.atomic():
            load(now=NOW, size=SMALL, say=LINES.append)
            pictures.append(_picture())
            transaction.set_rollback(True)
    assert pictures[0] == pictures[1]


@pytest.mark.slow  # one load for each of the days on which quarters and years turn
@pytest.mark.parametrize("day", [(2027, 1, 1), (2027, 2, 10), (2027, 4, 1), (2028, 2, 29), (2026, 12, 31)])
def test_the_last_completed_quarter_is_rated_on_any_day(db, day):
    now = datetime(*day, 0, 5, tzinfo=JAKARTA)
    load(now=now, size=SMALL, say=LINES.append)
    today = now.date()
    line = Timeline(now)
    period = latest_window(today)
    assert period.label == line.evaluated[-1].label
    assert period.window_from <= today <= period.window_to
    head = actor_for(Account.objects.get(persona="head"), today)
    assert any(duty.title.startswith("Nilai kinerja") for duty in duties(head, today))
    assert not Event.objects.filter(at__gt=now).exists()
