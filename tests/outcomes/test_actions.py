"""Counting, handing over, and taking in files: who may, what is kept, what is refused."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from conftest import NOW, TODAY
from factories import cycles
from factories.evaluation import evaluation
from factories.people import post
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.cycles.rules import PeriodKind
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.evaluation.rules import Predicate, Rating
from sambayan.outcomes import actions, queries
from sambayan.outcomes.models import CreditRecord, NationalFile, NationalIdentity, NationalResult, PotentialScore
from sambayan.outcomes.queries import Scope
from sambayan.outcomes.rules import Change, ForeignResult, Key, Potential
from sambayan.policies.models import SettingValue


@pytest.fixture
def scope(cast) -> Scope:
    return queries.period_scope(cycles.quarter().pk)


def finished(own, appraiser, **change):
    made = evaluation(own, appraiser, "received")
    PerformanceEvaluation.objects.filter(pk=made.pk).update(state="final", signer_id=appraiser.employee_id, **change)
    made.refresh_from_db()
    return made


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

    assert actions.count_credit(scope, by=cast.admin.actor, at=NOW) == 1
    assert actions.count_credit(scope, by=cast.admin.actor, at=NOW) == 0
    record = CreditRecord.objects.get()
    assert (record.months, record.points, record.level_word) == (3, Decimal("6.25"), "ahli_muda")
    assert str(record) == "Ani: 6.2500"
    assert Event.objects.filter(name="outcomes.count_credit").first().after == {"counted": 1}


def test_only_known_final_results_are_handed_over_and_each_leaves_an_event(cast, scope, done):
    evaluation(post("Eko", "lpg/bapenda/samsat/"), cast.budi.assignment, "rated")
    NationalIdentity.objects.create(employee=cast.ani.employee, national_id="A8")

    made = actions.export(scope, by=cast.admin.actor, at=NOW)

    assert made.endpoint == "kinerjaperiodik/save"
    assert [body["pnsDinilaiId"] for body in made.bodies] == ["A8"]
    assert made.bodies[0]["penilaiJabatanNama"] == "Kepala Unit samsat"
    assert [left.reason for left in made.not_sent] == ["not_final"]
    done.refresh_from_db()
    assert done.exported_at == NOW
    assert Event.objects.filter(name="outcomes.export").count() == 1


def test_a_year_goes_where_the_setting_says(cast, done):
    yearly = cycles.quarter(4)
    type(yearly).objects.filter(pk=yearly.pk).update(kind=PeriodKind.YEARLY.value)

    made = actions.export(queries.period_scope(yearly.pk), by=cast.admin.actor, at=NOW)

    assert (made.endpoint, made.bodies) == ("skp22/save", [])


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
    kept = actions.upload_national(
        scope, told(foreign(number, Predicate.VERY_GOOD), identities={number: "A8"}), by=cast.admin.actor, at=NOW
    )

    file, (difference,) = queries.differences_of(scope)
    assert (file, str(file), difference.change) == (kept, "ekspor.xlsx", Change.DIFFERS)
    assert NationalIdentity.objects.get().employee == cast.ani.employee
    assert Event.objects.get(name="outcomes.upload_national").after == {"rows": 1, "national_ids": 1}
    assert [str(row) for row in (NationalResult.objects.get(), NationalIdentity.objects.get())] == [
        f"{number} 2026",
        "A8",
    ]


def test_the_same_file_changes_nothing_and_a_newer_one_overwrites(cast, scope, done):
    number = cast.ani.employee.employee_number
    first = actions.upload_national(scope, told(foreign(number, Predicate.POOR)), by=cast.admin.actor, at=NOW)
    again = actions.upload_national(scope, told(foreign(number, Predicate.POOR)), by=cast.admin.actor, at=NOW)
    empty = ForeignResult(Key(number, 2026, "quarterly", 3), "", None, None, None)
    actions.upload_national(scope, told(empty, fingerprint="y"), by=cast.admin.actor, at=NOW)

    assert first == again
    assert NationalFile.objects.count() == 2
    assert NationalResult.objects.get().predicate == ""
    (difference,) = queries.differences_of(scope)[1]
    assert [there for _field, _here, there in difference.fields] == ["", "", ""]


def test_without_a_file_nothing_is_compared(cast, scope, done):
    assert queries.differences_of(scope) == (None, [])


def test_a_national_key_belongs_to_one_person(cast, scope):
    ani, budi = cast.ani.employee.employee_number, cast.budi.employee.employee_number
    NationalIdentity.objects.create(employee=cast.dewi.employee, national_id="A8")

    for identities in ({ani: "A8"}, {ani: "B1", budi: "B1"}):
        with pytest.raises(Denied, match="sudah tercatat untuk pegawai lain"):
            actions.upload_national(scope, told(foreign(ani), identities=identities), by=cast.admin.actor, at=NOW)
    assert not NationalFile.objects.exists()


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
    assert part.context["months_left"] == 45
    [section] = part.context["sections"]
    assert (section.heading, section.items[0].title[:24], section.items[0].text[:37]) == (
        "Angka kredit", "6,2500 untuk periode ini", "Terkumpul di Sambayan 6,2500 dari 100",
    )  # fmt: skip


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
    assert part.context["sections"][0].items[0].text == ""


def test_scopes_of_an_unknown_period_or_agency(db):
    assert queries.period_scope(1) is None
    assert queries.agency_scope("entah") is None
