"""Counting, handing over, and taking in files: who may, what is kept, what is refused."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from conftest import NOW, TODAY
from factories import cycles
from factories import objections as made
from factories.evaluation import evaluation
from factories.people import post
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.cycles.rules import PeriodKind
from sambayan.evaluation.actions.objected import NewRating
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.evaluation.rules import Predicate, Rating
from sambayan.objections import actions as objections
from sambayan.objections.queries import objection
from sambayan.outcomes import actions, queries
from sambayan.outcomes.models import CreditRecord, NationalFile, NationalIdentity, NationalResult, PotentialScore
from sambayan.outcomes.queries import Scope
from sambayan.outcomes.rules import Change, ForeignResult, Key, Potential
from sambayan.people.models import Assignment, Position
from sambayan.policies.models import SettingValue

LATER = NOW + timedelta(days=3)
LONG = "Sudah ditimbang bersama bukti kedua pihak, tertulis."
CREDIT_QUERIES, EXPORT_QUERIES = 16, 11


@pytest.fixture
def scope(cast) -> Scope:
    return queries.period_scope(cycles.quarter().pk)


def finished(own, appraiser, **change):
    row = evaluation(own, appraiser, "received")
    PerformanceEvaluation.objects.filter(pk=row.pk).update(state="final", signer_id=appraiser.employee_id, **change)
    row.refresh_from_db()
    return row


@pytest.fixture
def done(cast):
    """Ani's quarter is final; she is a functional official of the level ahli muda."""
    position = cast.ani.assignment.position
    position.position_type, position.level = "functional", "ahli_muda"
    position.save()
    return finished(cast.ani.assignment, cast.budi.assignment)


def told(*results, identities=None, fingerprint="x") -> actions.Told:
    return actions.Told("ekspor.xlsx", fingerprint, list(results), identities or {})


def foreign(number: str, predicate=Predicate.GOOD) -> ForeignResult:
    return ForeignResult(Key(number, 2026, "quarterly", 3), "ANI", Rating.MEETS, Rating.MEETS, predicate)


def setting(name: str, value: str) -> None:
    SettingValue.objects.create(
        name=name, value=value, valid_from=date(2026, 1, 1), reason="-", mark="D", source="-", set_at=NOW, set_by="-"
    )


@pytest.mark.parametrize("who", ["ani", "budi", "citra", "inspector", "partner"])
def test_only_the_administrator_of_the_agency_acts(cast, scope, who):
    by = {"by": getattr(cast, who).actor, "at": NOW}
    verbs = (
        lambda: actions.count_credit(scope, **by),
        lambda: actions.export(scope, **by),
        lambda: actions.export_allowance(scope, **by),
        lambda: actions.upload_national(scope, told(), **by),
        lambda: actions.upload_potential(scope, [], **by),
    )

    for verb in verbs:
        with pytest.raises(Denied, match="pengelola kinerja seluruh instansi"):
            verb()


def test_a_period_is_needed(cast, scope):
    for verb in (actions.count_credit, actions.export, actions.export_allowance):
        with pytest.raises(Denied, match="Pilih periode"):
            verb(replace(scope, period=None), by=cast.admin.actor, at=NOW)


def test_credit_is_counted_once_for_functional_officials_with_a_final_result(cast, scope, done):
    finished(post("Eko", "lpg/bapenda/samsat/"), cast.budi.assignment)  # no functional post
    late = post("Fitri", "lpg/bapenda/samsat/", since=date(2026, 10, 1))
    late.position.level = "mahir"
    late.position.save()
    finished(late, cast.budi.assignment)  # the post began after the period

    assert actions.count_credit(scope, by=cast.admin.actor, at=NOW) == (1, 0)
    assert actions.count_credit(scope, by=cast.admin.actor, at=NOW) == (0, 0)
    record = CreditRecord.objects.get()
    assert (record.months, record.points, record.level_word) == (3, Decimal("6.25"), "ahli_muda")
    assert str(record) == "Ani: 6.2500"
    assert Event.objects.filter(name="outcomes.count_credit").first().after == {"counted": 1, "recounted": 0}


def change_by_objection(cast, row, at):
    """A late objection is admitted and decided: both ratings rise to above."""
    by = {"by": cast.citra.actor, "at": at}
    late = made.objection(row, "refused_late", late_reason="Lewat 14 hari.")
    objections.admit(objection(late.pk), reason=LONG, **by)
    objections.ask_explanations(objection(late.pk), **by)
    for side in (cast.ani, cast.budi):
        objections.explain(objection(late.pk), text=LONG, by=side.actor, at=at)
    above = NewRating(Rating.ABOVE, LONG, Rating.ABOVE, LONG)
    objections.change(objection(late.pk), objections.Decision(above, LONG, LONG), **by)


@pytest.fixture
def handed_over(cast, scope, done):
    """Ani's final result, counted and handed over; Citra stands above her appraiser."""
    PerformanceEvaluation.objects.filter(pk=done.pk).update(superior=cast.citra.employee, finalised_at=NOW)
    done.refresh_from_db()
    made.document(done)
    NationalIdentity.objects.create(employee=cast.ani.employee, national_id="A8")
    actions.count_credit(scope, by=cast.admin.actor, at=NOW)
    actions.export(scope, by=cast.admin.actor, at=NOW)
    return done


def test_credit_is_counted_anew_when_a_late_objection_changed_the_result(cast, scope, handed_over):
    change_by_objection(cast, handed_over, LATER)

    assert actions.count_credit(scope, by=cast.admin.actor, at=LATER) == (0, 1)
    record = CreditRecord.objects.get()
    assert (record.predicate, record.percentage, record.points) == ("very_good", 150, Decimal("9.375"))
    assert record.counted_at == LATER
    event = Event.objects.get(name="outcomes.count_credit", subject_kind="outcomes.CreditRecord")
    assert event.before == {"predicate": "good", "points": "6.2500"}
    assert event.after == {"predicate": "very_good", "points": "9.3750"}
    assert actions.count_credit(scope, by=cast.admin.actor, at=LATER) == (0, 0)


def test_a_result_that_changed_after_it_was_handed_over_is_told_until_the_next_time(cast, scope, handed_over):
    assert queries.tally(scope.period).changed == 0
    assert list(queries.changed_since_export(scope.period)) == []

    change_by_objection(cast, handed_over, LATER)
    assert (queries.tally(scope.period).exported, queries.tally(scope.period).changed) == (1, 1)
    assert list(queries.changed_since_export(scope.period)) == [handed_over]

    again = actions.export(scope, by=cast.admin.actor, at=LATER + timedelta(hours=1))
    assert [body["kuadranKinerjaNilai"] for body in again.bodies] == [1]
    assert queries.tally(scope.period).changed == 0


def test_an_objection_that_leaves_the_result_changes_nothing_handed_over(cast, scope, handed_over):
    late = made.objection(handed_over, "refused_late", late_reason="Lewat 14 hari.")
    by = {"by": cast.citra.actor, "at": LATER}
    objections.admit(objection(late.pk), reason=LONG, **by)
    objections.ask_explanations(objection(late.pk), **by)
    for side in (cast.ani, cast.budi):
        objections.explain(objection(late.pk), text=LONG, by=side.actor, at=LATER)
    objections.uphold(objection(late.pk), reason=LONG, **by)

    assert actions.count_credit(scope, by=cast.admin.actor, at=LATER) == (0, 0)
    assert queries.tally(scope.period).changed == 0


def moved(assignment, on: date, level: str):
    """The holder of this post moves to another post of this level."""
    assignment.to_date = on - timedelta(days=1)
    assignment.save()
    there = Position.objects.create(
        unit=assignment.position.unit, title="Analis", position_type="functional", level=level
    )
    return Assignment.objects.create(employee=assignment.employee, position=there, from_date=on)


@pytest.mark.parametrize(("level", "months"), [("ahli_muda", 3), ("ahli_madya", 1)])
def test_credit_goes_on_after_a_transfer_at_the_same_level(cast, scope, done, level, months):
    moved(cast.ani.assignment, date(2026, 9, 1), level)

    actions.count_credit(scope, by=cast.admin.actor, at=NOW)

    assert (CreditRecord.objects.get().level, CreditRecord.objects.get().months) == (level, months)


def test_credit_is_counted_anew_when_the_post_turns_out_to_be_another(cast, scope, done):
    actions.count_credit(scope, by=cast.admin.actor, at=NOW)
    moved(cast.ani.assignment, date(2026, 8, 1), "ahli_utama")

    assert actions.count_credit(scope, by=cast.admin.actor, at=LATER) == (0, 1)
    event = Event.objects.get(name="outcomes.count_credit", subject_kind="outcomes.CreditRecord")
    assert event.before == {"level": "ahli_muda", "months": 3, "points": "6.2500"}
    assert event.after == {"level": "ahli_utama", "months": 2, "points": "8.3333"}


def test_credit_takes_no_query_per_person(cast, scope, done, django_assert_num_queries):
    by = cast.admin.actor
    actions.count_credit(scope, by=by, at=NOW)
    known = 1
    for people, predicate in ((1, "poor"), (3, "very_good"), (1, "poor")):
        PerformanceEvaluation.objects.filter(period=scope.period).update(predicate=predicate)
        for n in range(people):
            own = post(f"Pejabat {n}", "lpg/bapenda/samsat/")
            Position.objects.filter(pk=own.position_id).update(position_type="functional", level="mahir")
            finished(own, cast.budi.assignment)

        with django_assert_num_queries(CREDIT_QUERIES):
            assert actions.count_credit(scope, by=by, at=NOW) == (people, known)
        known += people


def test_only_known_final_results_are_handed_over_and_each_leaves_an_event(cast, scope, done):
    evaluation(post("Eko", "lpg/bapenda/samsat/"), cast.budi.assignment, "rated")
    NationalIdentity.objects.create(employee=cast.ani.employee, national_id="A8")

    told_ = actions.export(scope, by=cast.admin.actor, at=NOW)

    assert told_.endpoint == "kinerjaperiodik/save"
    assert [body["pnsDinilaiId"] for body in told_.bodies] == ["A8"]
    assert told_.bodies[0]["penilaiJabatanNama"] == "Kepala Unit samsat"
    assert [left.reason for left in told_.not_sent] == ["not_final"]
    done.refresh_from_db()
    assert done.exported_at == NOW
    assert Event.objects.filter(name="outcomes.export").count() == 1


def test_the_signer_is_named_with_the_post_of_the_day_of_signature(cast, scope, done):
    """Budi signed on 6 October from the office he was called to on 1 October, after the end of the quarter."""
    budi = cast.budi.assignment
    budi.to_date = date(2026, 9, 30)
    budi.save()
    there = Position.objects.create(unit=cast.office, title="Kepala Bidang Pajak", position_type="supervisor")
    Assignment.objects.create(employee=budi.employee, position=there, from_date=date(2026, 10, 1))
    NationalIdentity.objects.create(employee=cast.ani.employee, national_id="A8")

    (body,) = actions.export(scope, by=cast.admin.actor, at=NOW).bodies

    assert (body["penilaiJabatanNama"], body["penilaiUnorNama"]) == ("Kepala Bidang Pajak", "Unit bapenda")


def test_handing_over_takes_no_query_per_person(cast, scope, done, django_assert_num_queries):
    by = cast.admin.actor
    NationalIdentity.objects.create(employee=cast.ani.employee, national_id="A8")
    for n in (1, 2, 4):
        with django_assert_num_queries(EXPORT_QUERIES):
            assert len(actions.export(scope, by=by, at=NOW).bodies) == n
        for _each in range(n):
            row = finished(post("Eko", "lpg/bapenda/samsat/"), cast.budi.assignment)
            NationalIdentity.objects.create(employee=row.employee, national_id=f"E{row.pk}")


def test_a_year_goes_where_the_setting_says(cast, done):
    yearly = cycles.quarter(4)
    type(yearly).objects.filter(pk=yearly.pk).update(kind=PeriodKind.YEARLY.value)

    export = actions.export(queries.period_scope(yearly.pk), by=cast.admin.actor, at=NOW)

    assert (export.endpoint, export.bodies) == ("skp22/save", [])


def test_the_allowance_follows_the_settings(cast, scope, done):
    ((row, share),) = actions.export_allowance(scope, by=cast.admin.actor, at=NOW)
    assert (row, share.performance_most, share.performance) == (done, 60, None)

    setting("allowance_predicate_shares", "100/90/75/50/0")
    ((_row, share),) = actions.export_allowance(scope, by=cast.admin.actor, at=NOW)
    assert share.performance == 54

    setting("allowance_split", "60/30")
    with pytest.raises(Denied, match="berjumlah 90, seharusnya 100"):
        actions.export_allowance(scope, by=cast.admin.actor, at=NOW)


def test_an_export_of_the_national_application_is_kept_and_compared(cast, scope, done):
    number = cast.ani.employee.employee_number
    kept, _is_applied = actions.upload_national(
        scope, told(foreign(number, Predicate.VERY_GOOD), identities={number: "A8"}), by=cast.admin.actor, at=NOW
    )

    file, (difference,) = queries.differences_of(scope)
    assert (file, str(file), difference.change) == (kept, "ekspor.xlsx", Change.DIFFERS)
    assert NationalIdentity.objects.get().employee == cast.ani.employee
    assert Event.objects.get(name="outcomes.upload_national").after == {
        "rows": 1,
        "replaced": 0,
        "national_ids": 1,
    }
    assert [str(row) for row in (NationalResult.objects.get(), NationalIdentity.objects.get())] == [
        f"{number} 2026",
        "A8",
    ]


def test_the_same_file_changes_nothing_and_a_newer_one_overwrites(cast, scope, done):
    number = cast.ani.employee.employee_number
    first = actions.upload_national(scope, told(foreign(number, Predicate.POOR)), by=cast.admin.actor, at=NOW)
    again = actions.upload_national(scope, told(foreign(number, Predicate.POOR)), by=cast.admin.actor, at=LATER)
    assert (first[1], again) == (True, (first[0], False))
    assert Event.objects.filter(name="outcomes.upload_national").count() == 1

    empty = ForeignResult(Key(number, 2026, "quarterly", 3), "", None, None, None)
    actions.upload_national(scope, told(empty, fingerprint="y"), by=cast.admin.actor, at=LATER)
    assert NationalFile.objects.count() == 2
    assert NationalResult.objects.get().predicate == ""
    (difference,) = queries.differences_of(scope)[1]
    assert [there for _field, _here, there in difference.fields] == ["", "", ""]


def test_who_disappeared_from_a_newer_file_is_missing_there(cast, scope, done):
    finished(post("Eko", "lpg/bapenda/samsat/"), cast.budi.assignment)
    by = cast.admin.actor
    ani, eko = (foreign(row.employee_number) for row in queries.own_results(scope.period))
    last_year = replace(ani, key=ani.key._replace(year=2025))
    actions.upload_national(scope, told(ani, eko, last_year, fingerprint="1"), by=by, at=NOW)
    assert queries.differences_of(scope)[1] == []

    newer, _is_applied = actions.upload_national(scope, told(eko, fingerprint="2"), by=by, at=LATER)

    file, (difference,) = queries.differences_of(scope)
    assert (file, difference.key, difference.change) == (newer, ani.key, Change.MISSING_THERE)
    assert Event.objects.order_by("-index").first().after == {"rows": 1, "replaced": 2, "national_ids": 0}
    assert NationalResult.objects.filter(year=2025).count() == 1  # the newer file says nothing of 2025


def test_an_earlier_file_is_applied_again_after_another_one(cast, scope, done):
    by, number = cast.admin.actor, cast.ani.employee.employee_number
    first, second = told(foreign(number), fingerprint="1"), told(foreign(number, Predicate.POOR), fingerprint="2")
    for hour, file in enumerate((first, second)):
        actions.upload_national(scope, file, by=by, at=NOW + timedelta(hours=hour))

    kept, is_applied = actions.upload_national(scope, first, by=by, at=LATER)

    assert (is_applied, NationalFile.objects.count()) == (True, 2)
    assert queries.differences_of(scope) == (kept, [])


def test_a_period_is_compared_with_the_file_that_covers_it(cast, scope, done):
    by, here = cast.admin.actor, foreign(cast.ani.employee.employee_number)
    covering, _is_applied = actions.upload_national(scope, told(here, fingerprint="1"), by=by, at=NOW)
    other = replace(here, key=here.key._replace(number=2))
    newest, _is_applied = actions.upload_national(scope, told(other, fingerprint="2"), by=by, at=LATER)

    assert queries.differences_of(scope) == (covering, [])
    assert queries.differences_of(queries.period_scope(cycles.quarter(1).pk)) == (newest, [])


def test_without_a_file_nothing_is_compared(cast, scope, done):
    assert queries.differences_of(scope) == (None, [])
    assert queries.differences_of(replace(scope, period=None)) == (None, [])


def test_a_national_key_belongs_to_one_person(cast, scope):
    ani, budi = cast.ani.employee.employee_number, cast.budi.employee.employee_number
    NationalIdentity.objects.create(employee=cast.dewi.employee, national_id="A8")

    for identities, rows in (
        ({ani: "A8"}, f"A8 (NIP {ani})"),
        ({ani: "B1", budi: "B1"}, f"B1 (NIP {', '.join(sorted([ani, budi]))})"),
    ):
        with pytest.raises(Denied, match=re.escape(f"dipakai lebih dari satu pegawai: {rows}.")):
            actions.upload_national(scope, told(foreign(ani), identities=identities), by=cast.admin.actor, at=NOW)
    assert not NationalFile.objects.exists()
    assert NationalIdentity.objects.get().employee == cast.dewi.employee


@pytest.mark.parametrize("ids", ["YXZ", "YZX", "ZXY", "NXY"])
def test_national_keys_may_change_hands_within_a_file(cast, scope, ids):
    people = sorted((cast.ani.employee, cast.budi.employee, cast.dewi.employee), key=lambda person: person.pk)
    for person, national_id in zip(people, "XYZ", strict=True):
        NationalIdentity.objects.create(employee=person, national_id=national_id)
    wanted = {person.employee_number: new for person, new in zip(people, ids, strict=True)}

    actions.upload_national(scope, told(identities=wanted), by=cast.admin.actor, at=NOW)

    kept = NationalIdentity.objects.values_list("employee__employee_number", "national_id")
    assert dict(kept) == wanted
    told_of = Event.objects.filter(subject_kind="people.Employee").order_by("index")
    assert [(event.before["national_id"], event.after["national_id"]) for event in told_of] == [
        (old, new) for old, new in zip("XYZ", ids, strict=True) if old != new
    ]


def test_keys_of_people_elsewhere_are_not_kept(cast, scope):
    actions.upload_national(scope, told(foreign("199901012020011999"), identities={"199901012020011999": "Z"}),
                            by=cast.admin.actor, at=NOW)  # fmt: skip

    assert not NationalIdentity.objects.exists()


def test_scores_of_potential_are_kept_and_unknown_numbers_named(cast, scope):
    ani = cast.ani.employee.employee_number
    rows = [(ani, 2026, Potential.LOW, "Asesmen"), ("199901012020011999", 2026, Potential.HIGH, "Asesmen")]

    assert actions.upload_potential(scope, rows, by=cast.admin.actor, at=NOW) == (1, ["199901012020011999"])
    actions.upload_potential(scope, [(ani, 2026, Potential.HIGH, "Asesmen 2")], by=cast.admin.actor, at=NOW)
    score = PotentialScore.objects.get()
    assert (score.potential, str(score)) == ("high", "Ani, 2026")


def test_the_nine_boxes_hold_final_results_with_a_score(cast, scope, done):
    finished(post("Eko", "lpg/bapenda/samsat/"), cast.budi.assignment)
    PotentialScore.objects.create(employee=cast.ani.employee, year=2026, potential="high", source="Asesmen")

    shown = queries.nine_box_page(scope.period, 8)

    assert (shown.people, shown.chosen.box, shown.unplaced) == ([done], 8, 1)
    assert sum(n for _row, cells in shown.rows for _box, n in cells) == 1
    assert queries.nine_box_page(scope.period, None).chosen is None


def test_credit_on_the_page_why(cast, scope, done):
    from sambayan.evaluation.rules.parts import parts

    actor = cast.ani.actor
    assert parts("explain", done, actor, TODAY) == [] or all(
        part.template != "outcomes/credit.html" for part in parts("explain", done, actor, TODAY)
    )
    actions.count_credit(scope, by=cast.admin.actor, at=NOW)

    (part,) = [each for each in parts("explain", done, actor, TODAY) if each.template == "outcomes/credit.html"]
    assert (part.context["total"], part.context["need"]) == (Decimal("6.2500"), 100)
    assert (part.context["months_left"], part.context["level_needs"]) == (45, (200,))
    [section] = part.context["sections"]
    assert (section.heading, section.items[0].title[:24], section.items[0].text[:37]) == (
        "Angka kredit", "6,2500 untuk periode ini", "Terkumpul di Sambayan 6,2500 dari 100",
    )  # fmt: skip


def test_the_need_of_terampil_is_the_one_the_agency_chose(cast, scope, done):
    Position.objects.filter(pk=cast.ani.assignment.position_id).update(level="terampil")
    actions.count_credit(scope, by=cast.admin.actor, at=NOW)

    part = queries.credit_part(done, cast.ani.actor, TODAY)
    assert (part.context["need"], part.context["level_needs"]) == (20, (40, 60))
    setting("level_need_terampil", "60")
    assert queries.credit_part(done, cast.ani.actor, TODAY).context["level_needs"] == (60,)


def test_a_yearly_result_takes_the_place_of_the_shorter_ones(cast, scope, done):
    from sambayan.outcomes.queries.parts import credit_part

    actions.count_credit(scope, by=cast.admin.actor, at=NOW)
    yearly = cycles.quarter(4)
    type(yearly).objects.filter(pk=yearly.pk).update(kind=PeriodKind.YEARLY.value, from_date=date(2026, 1, 1))
    yearly.refresh_from_db()
    whole = evaluation(cast.ani.assignment, cast.budi.assignment, "received", yearly)
    PerformanceEvaluation.objects.filter(pk=whole.pk).update(state="final")
    actions.count_credit(queries.period_scope(yearly.pk), by=cast.admin.actor, at=NOW)
    cast.ani.employee.rank_grade = "tidak diketahui"
    cast.ani.employee.save()

    part = credit_part(PerformanceEvaluation.objects.get(pk=whole.pk), cast.ani.actor, TODAY)
    assert (part.context["total"], part.context["need"], part.context["months_left"]) == (25, None, None)
    assert part.context["level_needs"] == ()
    assert part.context["sections"][0].items[0].text == ""


def test_scopes_of_an_unknown_period_or_agency(db):
    assert queries.period_scope(1) is None
    assert queries.agency_scope("entah") is None
