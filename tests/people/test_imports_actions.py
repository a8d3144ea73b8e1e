"""A file of people from upload to undo: written as a whole, taken back as a whole, and never half."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import NOW
from factories import imports as files
from factories.people import AccountFactory, EmployeeFactory, unit
from people.test_imports_compare import line_of
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.people.actions import applying, imports
from sambayan.people.models import (
    Assignment,
    Employee,
    ImportRow,
    OrganisationUnit,
    PeopleImport,
    Position,
    UnitVersion,
)
from sambayan.people.queries import imports as queries

LATER = NOW + timedelta(hours=1)


def everything():
    """All that a file may touch, as plain values; positions nobody holds and no file made stay as they are."""
    return (
        sorted(Employee.objects.values_list(), key=str),
        sorted(Assignment.objects.values_list(), key=str),
        sorted(Position.objects.values_list(), key=str),
        sorted(OrganisationUnit.objects.values_list(), key=str),
        sorted(UnitVersion.objects.values_list(), key=str),
    )


def undo(kept, cast, at=LATER):
    imports.undo(queries.people_import(kept.pk), by=cast.admin.actor, on=at.date(), at=at)


def mixed(cast):
    """One of everything: new, changed, moved, a new head, a correction."""
    return files.people_file(
        files.person(1, since="01-02-2026"),
        files.person(2, unit="bapenda", title="Analis", level="muda", superior=cast.dewi.employee.employee_number),
        files.person(3, head="ya", title="Kepala UPTD", type="Pengawas", since="01-02-2026", superior=""),
        line_of(cast.ani, name="Ani Lestari"),
        line_of(cast.budi, unit="bapenda", head="tidak", title="Analis", type="Pelaksana", since="01-02-2026"),
        line_of(cast.dewi, since="01-06-2024"),
    )


def test_apply_writes_new_changed_and_moved_people(cast, today):
    kept = files.applied(cast.admin, mixed(cast), at=NOW)

    assert (kept.state, kept.counts) == ("applied", {"new": 3, "moved": 1, "changed": 2})
    new = Employee.objects.get(employee_number=files.number(2))
    held = new.assignments.get()
    assert (held.position.title, held.position.level, held.position.unit.code) == ("Analis", "muda", "bapenda")
    assert held.direct_superior == cast.dewi.employee
    assert Employee.objects.get(pk=cast.ani.employee.pk).name == "Ani Lestari"
    assert list(cast.budi.employee.assignments.order_by("from_date").values_list("from_date", "to_date")) == [
        (date(2025, 1, 1), date(2026, 1, 31)),
        (date(2026, 2, 1), None),
    ]
    head = Position.objects.get(unit__code="samsat", is_head=True)
    assert (head.title, head.assignments.get(to_date=None).employee.name) == ("Kepala UPTD", "Pegawai 3")
    assert cast.dewi.employee.assignments.get().from_date == date(2024, 6, 1)


def test_people_with_the_same_words_in_a_unit_share_a_post(cast, today):
    files.applied(cast.admin, files.people_file(*(files.person(n, title="Arsiparis") for n in (1, 2, 3))), at=NOW)

    assert Position.objects.filter(title="Arsiparis").count() == 1


def test_the_same_file_twice_changes_nothing(cast, today):
    files.applied(cast.admin, mixed(cast), at=NOW)
    before = everything()

    again = files.sent(cast.admin, mixed(cast), at=LATER)

    assert again.counts == {"unchanged": 6}
    assert queries.applied_before(again) is not None
    assert everything() == before
    with pytest.raises(Denied):
        imports.confirm(again, by=cast.admin.actor, at=LATER)


def test_apply_records_the_file_and_each_person(cast, today):
    kept = files.applied(cast.admin, mixed(cast), at=NOW)

    names = list(Event.objects.order_by("pk").values_list("name", flat=True))
    assert names[:3] == ["people.upload", "people.compare", "people.confirm"]
    assert sorted(names[3:]) == ["people.apply", *["people.import_person"] * 6, "people.inspect"]
    event = Event.objects.get(name="people.import_person", subject_id=str(cast.ani.employee.pk))
    assert (event.before, event.after, event.actor_name) == ({"name": "Ani"}, {"name": "Ani Lestari"}, "Tri")
    assert Event.objects.get(name="people.apply").after == kept.counts


def test_who_left_is_marked_and_the_post_ends(cast, today):
    others = files.people_file(*(line_of(who) for who in (cast.budi, cast.citra, cast.dewi, cast.admin)))

    kept = files.applied(cast.admin, others, at=NOW, is_complete=True)

    ani = Employee.objects.get(pk=cast.ani.employee.pk)
    assert (ani.left_on, ani.left_reason, ani.assignments.get().to_date) == (today, "unknown", today)
    undo(kept, cast)
    ani.refresh_from_db()
    assert (ani.left_on, ani.left_reason, ani.assignments.get().to_date) == (None, "", None)


def test_who_left_returns_by_a_file(cast, today):
    before = everything()
    others = [line_of(who) for who in (cast.budi, cast.citra, cast.dewi, cast.admin)]
    files.applied(cast.admin, files.people_file(*others), at=NOW, is_complete=True)

    files.applied(cast.admin, files.people_file(line_of(cast.ani), *others), at=LATER)

    assert everything() == before


def test_who_returns_later_keeps_the_post_that_ended(cast, today):
    Employee.objects.filter(pk=cast.ani.employee.pk).update(left_on=date(2026, 8, 1), left_reason="unknown")
    Assignment.objects.filter(pk=cast.ani.assignment.pk).update(to_date=date(2026, 8, 1))
    before = everything()

    kept = files.applied(cast.admin, files.people_file(line_of(cast.ani, since="01-09-2026")), at=NOW)

    assert list(cast.ani.employee.assignments.order_by("from_date").values_list("from_date", "to_date")) == [
        (date(2025, 1, 1), date(2026, 8, 1)),
        (date(2026, 9, 1), None),
    ]
    undo(kept, cast)
    assert everything() == before


def test_a_new_head_takes_the_post_as_it_is_called(cast, today):
    leaves = line_of(cast.budi, unit="bapenda", head="tidak", title="Analis", type="Pelaksana", since="01-02-2026")
    title = cast.budi.assignment.position.title
    comes = files.person(1, head="ya", title=title, type="Pengawas", since="01-02-2026")

    files.applied(cast.admin, files.people_file(leaves, comes), at=NOW)

    assert Position.objects.get(unit__code="samsat", is_head=True).assignments.count() == 2


def test_an_employee_without_a_post_gets_one_and_loses_it_again(cast, today):
    employee = EmployeeFactory(name="Fajar")
    before = everything()

    kept = files.applied(cast.admin, files.people_file(files.person(employee.employee_number, name="Fajar")), at=NOW)
    assert employee.assignments.get().position.unit.code == "samsat"
    undo(kept, cast)

    assert everything() == before


def test_undo_brings_everything_back(cast, today):
    before = everything()
    kept = files.applied(cast.admin, mixed(cast), at=NOW)

    undo(kept, cast)

    assert everything() == before
    assert queries.people_import(kept.pk).state == "undone"
    assert Event.objects.filter(name="people.undo_person").count() == 6


def test_undo_after_a_day_is_refused(cast, today):
    kept = files.applied(cast.admin, files.people_file(files.person(1)), at=NOW)
    applied_at = queries.people_import(kept.pk).applied_at

    with pytest.raises(Denied, match="Sudah lewat 24 jam"):
        undo(kept, cast, at=applied_at + timedelta(hours=24, seconds=1))


def test_undo_is_refused_when_somebody_built_on_it(cast, today):
    kept = files.applied(cast.admin, files.people_file(files.person(1), files.person(2)), at=NOW)
    AccountFactory(employee=Employee.objects.get(employee_number=files.number(1)))
    before = everything()

    with pytest.raises(Denied, match="Sudah ada data lain yang memakainya: Pegawai 1"):
        undo(kept, cast)

    assert everything() == before


def test_undo_is_refused_when_values_changed_since(cast, today):
    kept = files.applied(cast.admin, files.people_file(line_of(cast.ani, name="Ani Lestari")), at=NOW)
    Employee.objects.filter(pk=cast.ani.employee.pk).update(name="Ani Permata")

    with pytest.raises(Denied, match="Datanya sudah diubah"):
        undo(kept, cast)


def test_undo_is_refused_when_a_later_file_touched_the_same_people(cast, today):
    first = files.applied(cast.admin, files.people_file(*(files.person(n) for n in range(1, 8))), at=NOW)
    PeopleImport.objects.filter(pk=first.pk).update(applied_at=NOW - timedelta(hours=1))
    more = (files.person(n, rank="Pembina (IV/a)") for n in range(1, 8))
    files.applied(cast.admin, files.people_file(*more), at=NOW)

    with pytest.raises(Denied, match="Berkas sesudahnya.*Pegawai 5, dan 1 lagi"):
        undo(first, cast)


def test_a_repair_the_house_noted_by_itself_is_nothing_built(cast, today):
    from sambayan.people.models import Repair

    kept = files.applied(cast.admin, files.people_file(files.person(1)), at=NOW)
    employee = Employee.objects.get(employee_number=files.number(1))
    assert Repair.objects.filter(employee=employee).exists()

    undo(kept, cast)

    assert not Employee.objects.filter(pk=employee.pk).exists()


def test_a_post_somebody_else_took_up_stays(cast, today):
    kept = files.applied(cast.admin, files.people_file(files.person(1, title="Arsiparis")), at=NOW)
    made = Position.objects.get(title="Arsiparis")
    Assignment.objects.create(employee=cast.dewi.employee, position=made, kind="plt", from_date=date(2026, 10, 8))

    undo(kept, cast)

    assert Position.objects.filter(pk=made.pk).exists()


@pytest.mark.parametrize("what", ["name", "new", "unit", "superior", "head"])
def test_apply_refuses_as_a_whole_when_data_changed_since_the_preview(cast, today, what):
    lines = {
        "name": line_of(cast.ani, name="Ani Lestari"),
        "new": files.person(1),
        "unit": files.person(1, unit="dinsos"),
        "superior": files.person(1, superior=cast.dewi.employee.employee_number),
        "head": files.person(1, unit="bkd", head="ya"),
    }
    kept = files.sent(cast.admin, files.people_file(files.person(9), lines[what]), at=NOW)
    if what == "name":
        Employee.objects.filter(pk=cast.ani.employee.pk).update(name="Ani Permata")
    elif what == "new":
        Employee.objects.create(employee_number=files.number(1), name="Lain", employment_type="pns")
    elif what == "unit":
        OrganisationUnit.objects.filter(code="dinsos").update(closed_on=date(2026, 10, 1))
    elif what == "superior":
        Employee.objects.filter(pk=cast.dewi.employee.pk).update(left_on=date(2026, 10, 1), left_reason="retired")
    else:
        Position.objects.filter(pk=cast.admin.assignment.position_id).update(is_head=True)
    before = everything()

    imports.confirm(kept, by=cast.admin.actor, at=NOW)

    kept = queries.people_import(kept.pk)
    assert (kept.state, [p["code"] for p in kept.problems]) == ("ready", ["stale"])
    assert everything() == before


def test_the_job_twice_applies_once(cast, today):
    kept = files.applied(cast.admin, files.people_file(files.person(1)), at=NOW)
    before = everything()

    imports.apply(kept, by=cast.admin.actor, on=today, at=LATER)

    assert everything() == before
    assert Event.objects.filter(name="people.apply").count() == 1


def test_a_job_that_fails_half_way_leaves_nothing(cast, today, monkeypatch):
    kept = files.sent(cast.admin, mixed(cast), at=NOW)
    before, calls = everything(), []

    def breaks(self, rows):
        calls.append(rows)
        raise RuntimeError("power cut")

    monkeypatch.setattr(applying._Posts, "write", breaks)
    imports.confirm(kept, by=cast.admin.actor, at=NOW)

    kept = queries.people_import(kept.pk)
    assert (kept.state, [p["code"] for p in kept.problems], len(calls)) == ("ready", ["failed"], 1)
    assert everything() == before


def test_a_right_that_was_lost_meanwhile_applies_nothing(cast, today, monkeypatch):
    kept = files.sent(cast.admin, files.people_file(files.person(1)), at=NOW)
    monkeypatch.setattr(imports, "later", lambda *arguments: None)
    imports.confirm(kept, by=cast.admin.actor, at=NOW)
    cast.admin.account.grants.all().delete()
    from sambayan.people.tasks import apply_import

    apply_import.func(kept.pk, cast.admin.account.pk)
    apply_import.func(999_999, cast.admin.account.pk)

    assert [p["code"] for p in queries.people_import(kept.pk).problems] == ["denied"]
    assert not Employee.objects.filter(employee_number=files.number(1)).exists()


def test_give_up_waits_for_a_quarter_of_an_hour(cast, today):
    kept = files.sent(cast.admin, files.people_file(files.person(1)), at=NOW)
    PeopleImport.objects.filter(pk=kept.pk).update(state="applying", started_at=NOW)
    kept = queries.people_import(kept.pk)

    with pytest.raises(Denied, match="masih berjalan"):
        imports.give_up(kept, [imports.FAILED], by=cast.admin.actor, at=NOW + timedelta(minutes=14))
    imports.give_up(kept, [imports.FAILED], by=cast.admin.actor, at=NOW + timedelta(minutes=16))

    assert queries.people_import(kept.pk).state == "ready"
    imports.give_up(kept, [imports.FAILED], at=NOW)
    assert Event.objects.filter(name="people.give_up").count() == 1


def test_a_reading_that_fails_says_so_and_leaves_nothing(cast, today, monkeypatch):
    from sambayan.integrations.spreadsheets import tasks

    def breaks(*arguments, **more):
        raise RuntimeError("power cut")

    monkeypatch.setattr(tasks, "read_people", breaks)
    kept = files.sent(cast.admin, files.people_file(files.person(1)), at=NOW)

    assert (kept.state, [p["code"] for p in kept.problems]) == ("unreadable", ["failed"])
    tasks.read.func(kept.pk)
    tasks.read.func(999_999)
    assert Event.objects.filter(name="people.refuse").count() == 1


def test_discard_drops_the_lines(cast, today):
    kept = files.sent(cast.admin, files.people_file(files.person(1)), at=NOW)

    imports.discard(kept, by=cast.admin.actor, at=NOW)

    assert (queries.people_import(kept.pk).state, ImportRow.objects.count()) == ("discarded", 0)


def test_what_was_discarded_meanwhile_is_not_compared_nor_refused(cast, today):
    kept = files.sent(cast.admin, files.people_file(files.person(1)), at=NOW)
    imports.discard(kept, by=cast.admin.actor, at=NOW)

    imports.compare(kept, [], [], lambda found: ([], {}), on=today, at=NOW)
    imports.refuse(kept, [], at=NOW)

    assert queries.people_import(kept.pk).state == "discarded"


@pytest.mark.parametrize("member", ["ani", "budi", "citra", "dewi", "partner", "inspector"])
def test_only_the_agency_administrator_uploads(cast, today, member):
    with pytest.raises(Denied, match="pengelola kinerja"):
        files.sent(getattr(cast, member), b"x", at=NOW)


def _statements(cast, people):
    kept = files.sent(cast.admin, files.people_file(*people), at=NOW)
    PeopleImport.objects.filter(pk=kept.pk).update(state="applying")
    kept = queries.people_import(kept.pk)
    with CaptureQueriesContext(connection) as seen:
        imports.apply(kept, by=cast.admin.actor, on=NOW.date(), at=NOW)
    return len([each for each in seen if "audit_event" not in each["sql"]])


def test_apply_needs_the_same_statements_for_ten_and_sixty_people(cast, today):
    """SQLite takes 999 values a statement, so a batch of it is smaller than on PostgreSQL."""
    most = 60 if connection.vendor == "sqlite" else 200
    few = _statements(cast, [files.person(n) for n in range(1, 11)])
    many = _statements(cast, [files.person(n) for n in range(100, 100 + most)])

    assert few == many


def test_units_are_founded_renamed_and_moved_with_their_versions(cast, today):
    before = everything()
    lines = [
        ("cabang", "Cabang", "Cabang dinas", "baru"),
        ("baru", "Dinas baru", "Dinas", "lpg"),
        ("samsat", "Samsat induk", "UPTD", "baru"),
        ("bapenda", "Bapenda", "Badan", "lpg"),
    ]
    kept = files.applied(cast.admin, files.units_file(*lines), at=NOW, kind="units")

    assert kept.counts == {"new": 2, "moved": 1, "changed": 1}
    paths = set(OrganisationUnit.objects.values_list("path", flat=True))
    assert {"lpg/baru/", "lpg/baru/cabang/", "lpg/baru/samsat/"} <= paths
    moved = UnitVersion.objects.get(unit__code="samsat", to_date=None)
    assert (moved.change, moved.name, moved.from_date) == ("move", "Samsat induk", today)
    second = files.applied(
        cast.admin, files.units_file(("samsat", "Samsat lagi", "UPTD", "baru")), at=LATER, kind="units"
    )
    assert UnitVersion.objects.filter(unit__code="samsat").count() == 2
    undo(second, cast)
    undo(kept, cast)
    assert everything() == before


def test_a_new_unit_has_the_post_of_its_head_and_loses_it_with_the_way_back(cast, today):
    kept = files.applied(cast.admin, files.units_file(("baru", "Dinas baru", "Dinas", "lpg")), at=NOW, kind="units")

    assert Position.objects.get(unit__code="baru", is_head=True).title == "Kepala Dinas baru"
    undo(kept, cast)
    assert not Position.objects.filter(unit__code="baru").exists()


def test_another_address_begins_no_version(cast, today):
    content = b"KODE UNOR;NAMA UNOR;JENIS UNOR;KODE INDUK;ALAMAT\nsamsat;Unit samsat;Dinas;bapenda;Jalan Contoh 1\n"

    kept = files.applied(cast.admin, content, at=NOW, kind="units")

    assert OrganisationUnit.objects.get(code="samsat").address == "Jalan Contoh 1"
    assert UnitVersion.objects.filter(unit__code="samsat").count() == 1
    undo(kept, cast)
    assert OrganisationUnit.objects.get(code="samsat").address == ""


def test_a_move_takes_the_whole_subtree_along(cast, today):
    unit("lpg/bapenda/samsat/loket/")

    kept = files.applied(
        cast.admin, files.units_file(("samsat", "Unit samsat", "Dinas", "dinsos")), at=NOW, kind="units"
    )

    assert OrganisationUnit.objects.get(code="loket").path == "lpg/dinsos/samsat/loket/"
    undo(kept, cast)
    assert OrganisationUnit.objects.get(code="loket").path == "lpg/bapenda/samsat/loket/"


def test_an_office_whose_history_is_not_known_begins_one(cast, today):
    UnitVersion.objects.filter(unit=cast.unit).delete()

    files.applied(cast.admin, files.units_file(("samsat", "Samsat", "Dinas", "bapenda")), at=NOW, kind="units")

    assert [(each.name, each.from_date) for each in UnitVersion.objects.filter(unit=cast.unit)] == [("Samsat", today)]


def test_a_version_that_began_earlier_is_ended(cast, today):
    before = everything()

    kept = files.applied(cast.admin, files.units_file(("samsat", "Samsat", "Dinas", "bapenda")), at=NOW, kind="units")

    ended = UnitVersion.objects.get(unit=cast.unit, change="found")
    assert ended.to_date == today - timedelta(days=1)
    undo(kept, cast)
    assert everything() == before


def test_units_with_people_in_them_are_not_taken_back(cast, today):
    kept = files.applied(cast.admin, files.units_file(("baru", "Baru", "UPTD", "lpg")), at=NOW, kind="units")
    files.applied(cast.admin, files.people_file(files.person(1, unit="baru")), at=NOW)

    with pytest.raises(Denied, match="Sudah ada data lain yang memakainya: Baru"):
        undo(kept, cast)


def test_a_unit_renamed_since_is_not_taken_back(cast, today):
    kept = files.applied(cast.admin, files.units_file(("samsat", "Samsat", "Dinas", "bapenda")), at=NOW, kind="units")
    OrganisationUnit.objects.filter(code="samsat").update(name="Lain")

    with pytest.raises(Denied, match="Datanya sudah diubah"):
        undo(kept, cast)


@pytest.mark.parametrize("what", ["changed", "taken", "parent"])
def test_stale_units_are_refused_as_a_whole(cast, today, what):
    lines = {"changed": ("samsat", "Samsat", "Dinas", "bapenda"), "taken": ("baru", "Baru", "UPTD", "lpg"), "parent": ("baru", "Baru", "UPTD", "dinsos")}  # fmt: skip
    kept = files.sent(cast.admin, files.units_file(lines[what]), at=NOW, kind="units")
    if what == "changed":
        OrganisationUnit.objects.filter(code="samsat").update(name="Lain")
    elif what == "taken":
        unit("lpg/baru/")
    else:
        OrganisationUnit.objects.filter(code="dinsos").update(closed_on=date(2026, 10, 1))

    imports.confirm(kept, by=cast.admin.actor, at=NOW)

    assert [p["code"] for p in queries.people_import(kept.pk).problems] == ["stale"]


UNITS = st.sampled_from(["samsat", "bapenda", "dinsos", "bkd"])
LINES = st.lists(
    st.fixed_dictionaries(
        {
            "who": st.integers(0, 6),
            "unit": UNITS,
            "title": st.sampled_from(["Analis", "Arsiparis", "Penata layanan"]),
            "head": st.sampled_from(["ya", "tidak", "tidak"]),
            "since": st.sampled_from(["01-06-2024", "01-01-2025", "01-02-2026"]),
            "superior": st.sampled_from(["", "", files.number(1), files.number(2)]),
        }
    ),
    max_size=7,
    unique_by=lambda line: line["who"],
)


@pytest.mark.slow  # forty random files, each applied and undone
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES, is_complete=st.booleans())
def test_undo_after_apply_changes_nothing_whatever_the_file(cast, today, lines, is_complete):
    known = [cast.ani, cast.budi, cast.citra, cast.dewi]
    told = [
        files.person(
            known[w].employee.employee_number if w < 4 else w - 3, **{k: v for k, v in line.items() if k != "who"}
        )
        for line in lines
        for w in [line["who"]]
    ]
    before = everything()
    kept = files.sent(cast.admin, files.people_file(*told) + b"\n", at=NOW, is_complete=is_complete and bool(told))
    if kept.state == "unreadable" or not queries.rows_that_change(kept):
        return
    imports.confirm(kept, by=cast.admin.actor, at=NOW)
    kept = queries.people_import(kept.pk)
    assert kept.state == "applied", kept.problems
    undo(kept, cast)

    assert everything() == before
