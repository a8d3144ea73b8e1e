from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction

import sambayan.config.urls  # noqa: F401 - the rooms register their duties
from sambayan.audit.models import Event
from sambayan.audit.queries import lines
from sambayan.audit.scripts import verify
from sambayan.common.numbers import JAKARTA, date_long
from sambayan.config.demo import province, services
from sambayan.config.demo.answers import _expected, means, quality_for
from sambayan.config.demo.load import FULL, SMALL, load
from sambayan.config.demo.personas import CAST, PASSWORD
from sambayan.config.demo.sources import offices_of_the_province, table
from sambayan.config.demo.timeline import Quarter, Timeline
from sambayan.cycles.models import CalendarDay, Clock, EvaluationPeriod, UnitWeek
from sambayan.cycles.queries import latest_window
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.evaluation.queries import units_to_assess
from sambayan.evaluation.rules import Rating, contrast
from sambayan.notices.models import Notice
from sambayan.notices.rules import duties
from sambayan.outcomes.models import PotentialScore
from sambayan.outcomes.queries import differences_of, period_scope, tally
from sambayan.outcomes.rules import Change
from sambayan.people.models import Account, Employee, OrganisationUnit, Position, Repair, UnitVersion
from sambayan.people.queries import actor_for, appraisal_of, personas
from sambayan.people.rules import parse_employee_number
from sambayan.planning.models import ActionPlan, PerformanceAgreement, PerformanceDocumentation
from sambayan.planning.rules import UNFINISHED
from sambayan.regulations.catalogue import behaviour_values
from sambayan.surveys.models import Receipt, SatisfactionSurvey, Service, SurveyResponse
from sambayan.surveys.rules import ServiceGrade

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=JAKARTA)
TODAY = NOW.date()
LINES: list[str] = []


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """One load for all tests of this file, taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(now=NOW, size=SMALL, say=LINES.append)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def small(loaded, db):
    """The reduced province; what a test changes is taken back."""


def _duties(persona: str) -> list[str]:
    actor = actor_for(Account.objects.get(persona=persona), TODAY)
    return [duty.title for duty in duties(actor, TODAY)]


def test_a_second_load_changes_nothing_and_says_so(small):
    before = Event.objects.count()
    said = []
    assert load(now=NOW, size=SMALL, say=said.append) is False
    assert said == ["Demo province: already loaded, nothing changed."]
    assert Event.objects.count() == before


def test_every_unit_has_one_head_but_the_planted_ones(small):
    planted = OrganisationUnit.objects.filter(code__in=("bkd-arsip", "bkd-layanan-digital"))
    assert Position.objects.filter(is_head=True).count() == OrganisationUnit.objects.count() - planted.count()


def test_everybody_in_a_post_has_an_appraiser_but_the_governor_and_the_exempt(small):
    governor = Employee.objects.get(employment_type="state_official")
    others = Employee.objects.filter(left_on=None).exclude(pk=governor.pk)
    found = [each for each in (appraisal_of(e.pk, TODAY) for e in others) if each]
    assert appraisal_of(governor.pk, TODAY).appraiser is None
    assert [each.own.employee.name for each in found if each.appraiser is None and each.chain.exempt is None] == []
    assert {each.chain.exempt for each in found} == {None, "unpaid_leave", "pre_retirement"}
    assert Employee.objects.count() == pytest.approx(SMALL.employees, abs=10)


def test_every_office_has_exactly_one_version_that_still_runs(small):
    assert UnitVersion.objects.filter(to_date=None).count() == OrganisationUnit.objects.count()


def test_the_desk_holds_a_handful_of_each_kind(small):
    kinds = Counter(Repair.objects.values_list("kind", flat=True))
    assert kinds == {
        "superior_wrong": 3, "unit_inactive": 3, "unit_headless": 2, "double_main": 3,
        "number_mismatch": 3, "post_missing": 3, "account_missing": 3, "contact_missing": 3,
    }  # fmt: skip


def test_employee_numbers_are_valid_and_visibly_synthetic(small):
    numbers = [parse_employee_number(e.employee_number) for e in Employee.objects.exclude(employee_number=None)]
    assert {n.serial // 100 for n in numbers} == {9}
    assert {n.appointment_month is None for n in numbers} == {True, False}


def test_the_personas_are_there_in_order_with_their_password(small):
    assert [a.persona for a in personas()] == [
        "official", "teacher", "appraiser", "head", "administrator", "partner", "inspector", "unit_administrator",
        "enumerator", "privacy_officer", "editor", "system_administrator",
    ]  # fmt: skip
    assert all(account.check_password(PASSWORD) for account in personas())
    assert {p.employee_number for p in CAST} == {a.login for a in personas() if a.employee_id}


def _first_words(persona: str) -> set[str]:
    return {title.split()[0] for title in _duties(persona) if "mencatat kemajuan" not in title} - {"Catat"}


def test_each_home_has_something_to_do(small):
    progress = f"Catat kemajuan {date_long(TODAY)}"
    feedback = "Baca 2 umpan balik, dan tanggapi bila perlu"
    assert _duties("official") == [
        progress, feedback, "Beri umpan balik kepada Slamet Bumiraya, S.E.", "Terima dokumen evaluasi Triwulan III 2026",
    ]  # fmt: skip
    assert _duties("teacher") == ["Lengkapi dan usulkan SKP Bayu Cakrawala, S.Pd. 2026"]
    assert _duties("inspector") == ["Lengkapi dan usulkan SKP Wayan Bahtera, S.E. 2026"]
    assert _duties("administrator") == [
        "Keputusan keberatan lewat batas",
        progress,
        feedback,
        "Tetapkan predikat kinerja organisasi Triwulan III 2026",
        "1 konseling kinerja menunggu Anda",
        "Perbaikan data: 23 menunggu",
        "Terima dokumen evaluasi Triwulan III 2026",
    ]
    shared = {"Periksa", "Baca", "Serahkan", "Jawab", "Nilai", "Tanda"}
    assert _first_words("appraiser") == shared | {"Beri", "Tulis"}
    assert _first_words("head") == shared | {"Tetapkan", "Laporkan", "Putuskan", "1", "Coaching", "Terima"}


def test_a_superior_signed_in_place_of_two_appraisers(small):
    by_superior = PerformanceEvaluation.objects.filter(form_code="D.1.2")
    assert set(by_superior.values_list("state", flat=True)) == {"signed", "not_returned"}
    assert PerformanceAgreement.objects.exclude(missing_signature_reason="").count() == 1


def test_terms_of_agreements_that_were_not_set_have_lapsed(small):
    terms = Clock.objects.filter(kind="agreement_set")
    assert set(terms.values_list("state", flat=True)) == {"lapsed"}
    waiting = PerformanceAgreement.objects.filter(state__in=UNFINISHED)
    assert set(terms.values_list("about_pk", flat=True)) == set(waiting.values_list("pk", flat=True))


def test_the_calendar_holds_local_days_and_a_school_that_works_six_days(small):
    assert set(CalendarDay.objects.values_list("kind", flat=True)) == {"holiday", "joint_leave"}
    assert UnitWeek.objects.get().working_week == 6


def test_the_oldest_quarter_has_credit_points_scores_and_a_national_file(small):
    oldest = EvaluationPeriod.objects.get(kind="quarterly", cycle__year=2026, number=1)
    file, found = differences_of(period_scope(oldest.pk))
    assert file.filename == "ekspor-siasn-triwulan-1-2026-contoh.xlsx"
    assert {each.change for each in found} == {Change.DIFFERS, Change.MISSING_THERE, Change.MISSING_HERE}
    told = tally(oldest)
    assert 0 < told.credited < told.exported == told.known < told.final
    assert PotentialScore.objects.filter(year=2026).count() > told.final // 2


def test_the_record_of_the_demo_is_sound(small):
    assert verify.report(lines(), [], []) == 0


def test_the_official_has_older_received_evaluations_and_works_for_the_demo_service(small):
    official = Account.objects.get(persona="official")
    states = Counter(official.employee.evaluations.values_list("period__number", "state"))
    assert states == {(1, "final"): 1, (2, "final"): 1, (3, "handed_over"): 1}
    assert official.employee.services_worked_for.get().service.code == "demo"
    assert Notice.objects.filter(recipient=official.employee, event="evaluation.hand_over").count() == 3


def test_the_administrator_has_achievements_to_set(small):
    actor = actor_for(Account.objects.get(persona="administrator"), TODAY)
    assert units_to_assess(actor, latest_window(TODAY))


def test_agreements_are_with_the_appraiser_of_the_law(small):
    for persona in ("appraiser", "head"):
        boss = Account.objects.get(persona=persona).employee
        team = [a.employee_id for a in boss.agreements_to_set.all()]
        assert team
        assert {appraisal_of(member, TODAY).appraiser.employee for member in team} == {boss}


def test_surveys_two_published_one_open_and_all_marked_as_synthetic(small):
    demo = Service.objects.get(code="demo")
    states = demo.surveys.order_by("to_date").values_list("label", "state")
    assert list(states) == [
        ("Triwulan II 2026", "published"), ("Triwulan III 2026", "published"), ("Triwulan IV 2026", "open"),
    ]  # fmt: skip
    assert SurveyResponse.objects.count() == Receipt.objects.count() > 0
    assert (
        not SatisfactionSurvey.objects.exclude(is_synthetic=True).exclude(service__code="contoh-sekadau-2019").exists()
    )
    trend = [s.result.satisfaction_index for s in demo.surveys.filter(state="published").order_by("to_date")]
    assert [float(value) for value in trend] == pytest.approx([80.1, 82.9], abs=6)


def test_the_example_survey_waits_for_the_published_file(small):
    survey = SatisfactionSurvey.objects.get(service__code="contoh-sekadau-2019")
    assert (survey.state, survey.label, survey.population, survey.is_synthetic) == (
        "draft",
        "Semester I 2019",
        None,
        False,
    )
    assert survey.responses.count() == 0


def test_ratings_that_contradict_the_citizens_say_how_they_were_considered(small):
    for row in PerformanceEvaluation.objects.exclude(behaviour_rating=""):
        grades = [ServiceGrade(v["service_grade"]) for v in row.citizen_evidence if v["service_grade"]]
        disagrees = any(contrast(Rating(row.behaviour_rating), grade) for grade in grades)
        assert bool(row.consideration) == disagrees


def test_nothing_lies_in_the_future(small):
    assert not Event.objects.filter(at__gt=NOW).exists()
    assert not SurveyResponse.objects.filter(answered_on__gt=TODAY).exists()
    assert not Notice.objects.filter(created_at__gt=NOW).exists()


def test_quarters_know_their_days():
    assert (Quarter(2026, 4).first, Quarter(2026, 4).last) == (date(2026, 10, 1), date(2026, 12, 31))
    line = Timeline(NOW)
    assert line.evaluated == (Quarter(2026, 1), Quarter(2026, 2), Quarter(2026, 3))
    assert (line.running, line.surveyed[-1], line.years) == (Quarter(2026, 4), Quarter(2026, 3), (2026,))
    assert Timeline(NOW + timedelta(days=60)).years == (2026, 2027)


def test_the_full_province_has_the_42_offices_and_2000_employees():
    found = province.offices()
    assert len(offices_of_the_province()) == 42
    assert sum(province.head_counts(found, FULL.employees).values()) == 2000
    codes = {office.code for office in found}
    assert {office.parent for office in found} - codes == {""}
    assert {row["unit"] for row in services.rows(FULL.services)} <= codes
    asked = [row["n"] for row in services.rows(FULL.services)]
    assert len([n for n in asked if all(30 <= count <= 2000 for count in n)]) == 20
    assert sorted(min(n) for n in asked)[:2] == [4, 24]


def test_the_tables_use_known_values():
    known = {value.code for value in behaviour_values()}
    assert set(table("work.yaml")["expectations"]) <= known


def test_qualities_give_the_means_they_are_made_for():
    wanted = means(80.0, {"waktu": -0.4, "perilaku": 0.2})
    assert sum(wanted.values()) / 9 * 25 == pytest.approx(80.0)
    assert all(_expected(quality_for(mean)) == pytest.approx(mean) for mean in wanted.values())


def test_the_personas_show_a_period_of_work(small):
    for slug in ("official", "appraiser"):
        employee = Account.objects.get(persona=slug).employee
        plan = employee.agreements.get(cycle__year=TODAY.year, state="in_force")
        of_plan = {"result__agreement": plan}
        assert ActionPlan.objects.filter(**of_plan).exclude(comment="").count() == 1
        assert PerformanceDocumentation.objects.filter(**of_plan, evidence__file__isnull=False).count() == 1
        assert (employee.daily_progress.count(), plan.monitoring.count()) == (10, 1)
