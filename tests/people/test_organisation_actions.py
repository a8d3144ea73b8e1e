"""Founding, renaming, moving, merging and closing offices, and every reason why not."""

from datetime import date, timedelta

import pytest

from conftest import NOW, TODAY
from factories.people import post, unit
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.people.actions import organisation as offices
from sambayan.people.actions.organisation import Decree
from sambayan.people.models import Agency, Assignment, OrganisationUnit, Position, Team, UnitVersion
from sambayan.people.queries.units import unit_on

DECREE = Decree(date(2026, 7, 1), "Pergub 12/2026")
WORDS = {
    "name": "Samsat Baru", "code": "samsat-baru", "short_name": "", "unit_type": "technical_unit",
    "head_title": "Kepala Samsat Baru", "head_type": "supervisor", "day": DECREE.day, "basis": DECREE.basis,
}  # fmt: skip
NAMES = {"name": "Samsat Raya", "short_name": "SR", "name_english": "", "day": DECREE.day, "basis": DECREE.basis}


@pytest.fixture
def by(cast):
    return {"by": cast.admin.actor, "at": NOW}


def lived(of):
    return [
        (v.change, v.name, v.from_date, v.to_date) for v in UnitVersion.objects.filter(unit=of).order_by("from_date")
    ]


def test_found_makes_the_office_its_first_version_and_its_head_position(cast, by):
    new = offices.found(cast.office, WORDS, **by)

    assert (new.path, new.parent, new.agency) == ("lpg/bapenda/samsat-baru/", cast.office, cast.office.agency)
    assert lived(new) == [("found", "Samsat Baru", DECREE.day, None)]
    assert [(p.title, p.position_type, p.is_head) for p in new.positions.all()] == [
        ("Kepala Samsat Baru", "supervisor", True)
    ]
    assert [(e.name, e.reason) for e in Event.objects.all()] == [("people.found", "Pergub 12/2026")]


def test_found_refuses_a_code_that_is_taken(cast, by):
    with pytest.raises(Denied, match="Kode “samsat” sudah dipakai unit lain."):
        offices.found(cast.office, WORDS | {"code": "samsat"}, **by)


def test_found_refuses_a_day_before_the_office_above_was_there(cast, by):
    with pytest.raises(Denied, match="Unit bapenda baru ada sejak 1 Januari 2000"):
        offices.found(cast.office, WORDS | {"day": date(1999, 12, 31)}, **by)


def test_found_refuses_a_day_that_has_not_come(cast, by):
    with pytest.raises(Denied, match="Tanggal berlaku belum tiba. Catat perubahan ini pada hari berlakunya"):
        offices.found(cast.office, WORDS | {"day": TODAY + timedelta(days=1)}, **by)


def test_found_refuses_a_tree_that_becomes_too_deep(cast, by):
    deep = unit(f"lpg/bapenda/{'x' * 60}/{'y' * 60}/{'z' * 60}/")

    with pytest.raises(Denied, match="terlalu dalam"):
        offices.found(deep, WORDS | {"code": "w" * 60}, **by)


def test_rename_keeps_what_it_was_called_before(cast, by):
    offices.rename(cast.unit, NAMES, **by)

    assert lived(cast.unit) == [
        ("found", "Unit samsat", date(2000, 1, 1), date(2026, 6, 30)),
        ("rename", "Samsat Raya", DECREE.day, None),
    ]
    assert [unit_on(cast.unit.pk, day).name for day in (date(2026, 6, 30), date(2026, 7, 1))] == [
        "Unit samsat",
        "Samsat Raya",
    ]
    event = Event.objects.get()
    assert event.before == {"unit_name": "Unit samsat", "short_name": ""}
    assert event.after == {"unit_name": "Samsat Raya", "short_name": "SR", "from_date": "2026-07-01"}


def test_rename_twice_on_one_day_leaves_the_last_name(cast, by):
    offices.rename(cast.unit, NAMES, **by)
    offices.rename(cast.unit, NAMES | {"name": "Samsat Agung"}, **by)

    assert [name for _change, name, _from, _to in lived(cast.unit)] == ["Unit samsat", "Samsat Agung"]


def test_rename_refuses_the_same_name(cast, by):
    with pytest.raises(Denied, match="sama dengan nama sekarang"):
        offices.rename(cast.unit, NAMES | {"name": "Unit samsat", "short_name": ""}, **by)


def test_rename_refuses_a_day_before_the_latest_change(cast, by):
    offices.rename(cast.unit, NAMES, **by)

    with pytest.raises(Denied, match="berlaku sejak 1 Juli 2026. Pilih tanggal itu"):
        offices.rename(cast.unit, NAMES | {"name": "Lain", "day": date(2026, 6, 30)}, **by)
    assert OrganisationUnit.objects.get(pk=cast.unit.pk).name == "Samsat Raya"


def test_rename_is_for_whoever_manages_the_agency(cast):
    with pytest.raises(Denied, match="Pengelola kinerja Pemerintah Provinsi Lampung dapat melakukannya"):
        offices.rename(cast.unit, NAMES, by=cast.citra.actor, at=NOW)


def test_move_takes_the_whole_branch_along(cast, by):
    leaf, target = unit("lpg/bapenda/samsat/loket/"), unit("lpg/dinsos/")

    moved = offices.move(cast.unit, target, DECREE, **by)

    leaf.refresh_from_db()
    assert (moved.path, moved.parent, leaf.path) == ("lpg/dinsos/samsat/", target, "lpg/dinsos/samsat/loket/")
    assert [v.parent.code for v in cast.unit.versions.order_by("from_date")] == ["bapenda", "dinsos"]
    assert unit_on(cast.unit.pk, date(2026, 6, 30)).parent == cast.office


@pytest.mark.parametrize("path", ["lpg/bapenda/", "lpg/bapenda/samsat/"])
def test_move_refuses_a_circle(cast, by, path):
    with pytest.raises(Denied, match="adalah unit ini atau ada di bawahnya"):
        offices.move(cast.office, unit(path), DECREE, **by)


def test_move_refuses_another_agency(cast, by):
    other = Agency.objects.create(code="1871", name="Kota Lain")
    foreign = unit("kota/", agency=other)

    with pytest.raises(Denied, match="milik pemerintah daerah lain"):
        offices.move(cast.unit, foreign, DECREE, **by)


def test_move_refuses_to_go_nowhere(cast, by):
    with pytest.raises(Denied, match="sudah berada di bawah Unit bapenda"):
        offices.move(cast.unit, cast.office, DECREE, **by)


def test_move_refuses_a_target_that_is_no_more(cast, by):
    gone = unit("lpg/lama/", closed_on=date(2026, 1, 1))

    with pytest.raises(Denied, match="Unit lama sudah tidak ada lagi"):
        offices.move(cast.unit, gone, DECREE, **by)


def test_move_refuses_a_branch_that_becomes_too_deep(cast, by):
    deep = unit(f"lpg/bapenda/{'x' * 60}/{'y' * 60}/{'z' * 60}/{'w' * 50}/")

    with pytest.raises(Denied, match="terlalu dalam"):
        offices.move(cast.unit, deep, DECREE, **by)


def test_merge_hands_posts_over_and_ends_the_office(cast, by):
    target = unit("lpg/bapenda/pusat/")

    offices.merge(cast.unit, target, DECREE, **by)

    gone = OrganisationUnit.objects.get(pk=cast.unit.pk)
    assert (gone.closed_on, gone.merged_into) == (DECREE.day, target)
    assert unit_on(gone.pk, DECREE.day) is None
    assert unit_on(gone.pk, date(2026, 6, 30)).name == "Unit samsat"
    old = Assignment.objects.get(pk=cast.ani.assignment.pk)
    new = cast.ani.employee.assignments.get(to_date=None)
    assert (old.position.unit, old.to_date) == (gone, date(2026, 6, 30))
    assert (new.position.unit, new.position.title, new.from_date, new.basis) == (
        target, "Penata layanan", DECREE.day, "Pergub 12/2026",
    )  # fmt: skip
    event = Event.objects.get()
    assert (event.after["merged_into"], event.after["posts_moved"]) == ("Unit pusat", 2)


def test_merge_makes_the_head_one_of_many(cast, by):
    offices.merge(cast.unit, unit("lpg/bapenda/pusat/"), DECREE, **by)

    assert not cast.budi.employee.assignments.get(to_date=None).position.is_head


def test_merge_joins_posts_of_the_same_title(cast, by):
    eko = post("Eko", "lpg/bapenda/pusat/")

    offices.merge(cast.unit, eko.position.unit, DECREE, **by)

    assert cast.ani.employee.assignments.get(to_date=None).position == eko.position


def test_merge_puts_the_offices_below_under_the_target(cast, by):
    leaf, target = unit("lpg/bapenda/samsat/loket/"), unit("lpg/bapenda/pusat/")

    offices.merge(cast.unit, target, DECREE, **by)

    leaf.refresh_from_db()
    assert (leaf.parent, leaf.path) == (target, "lpg/bapenda/pusat/loket/")
    assert lived(leaf)[-1][:3] == ("move", "Unit loket", DECREE.day)


def test_merge_refuses_when_an_office_below_changed_later(cast, by):
    leaf = unit("lpg/bapenda/samsat/loket/")
    offices.rename(leaf, NAMES | {"name": "Loket Baru", "day": date(2026, 8, 1)}, **by)

    with pytest.raises(Denied, match="Loket Baru: Sudah ada perubahan yang lebih baru, berlaku sejak 1 Agustus 2026"):
        offices.merge(cast.unit, unit("lpg/bapenda/pusat/"), DECREE, **by)


@pytest.mark.parametrize(("since", "kept"), [(date(2026, 3, 1), 1), (date(2026, 7, 5), 0)])
def test_merge_ends_acting_for_the_head(cast, by, since, kept):
    head = Position.objects.get(unit=cast.unit, is_head=True)
    acting = Assignment.objects.create(employee=cast.dewi.employee, position=head, kind="plt", from_date=since)

    offices.merge(cast.unit, unit("lpg/bapenda/pusat/"), DECREE, **by)

    ended = Assignment.objects.filter(pk=acting.pk)
    assert [row.to_date for row in ended] == [date(2026, 6, 30)] * kept


def test_merge_repoints_a_post_that_began_later(cast, by):
    late = post("Eko", "lpg/bapenda/samsat/", since=date(2026, 8, 1))

    offices.merge(cast.unit, unit("lpg/bapenda/pusat/"), DECREE, **by)

    late.refresh_from_db()
    assert (late.position.unit.code, late.from_date) == ("pusat", date(2026, 8, 1))


def test_merge_takes_the_teams_along(cast, by):
    team = Team.objects.create(unit=cast.unit, name="Tim Loket", from_date=date(2026, 1, 1))

    offices.merge(cast.unit, unit("lpg/bapenda/pusat/"), DECREE, **by)

    team.refresh_from_db()
    assert team.unit.code == "pusat"


def test_close_unit_ends_an_empty_office(cast, by):
    empty = unit("lpg/bapenda/kosong/")

    offices.close_unit(empty, DECREE, **by)

    assert OrganisationUnit.objects.get(pk=empty.pk).closed_on == DECREE.day
    assert [change for change, *_rest in lived(empty)] == ["found", "close"]


def test_close_unit_names_who_is_still_there(cast, by):
    Team.objects.create(unit=cast.unit, name="Tim Loket", from_date=date(2026, 1, 1))
    unit("lpg/bapenda/samsat/loket/")

    with pytest.raises(Denied) as refused:
        offices.close_unit(cast.unit, DECREE, **by)

    assert str(refused.value).startswith(
        "Masih ada yang bertugas di sini: Ani, Budi. Masih ada unit di bawahnya: Unit loket. "
        "Masih ada tim kerja: Tim Loket. Pindahkan dahulu"
    )


def test_close_unit_names_five_and_counts_the_rest(cast, by):
    for number in range(6):
        post(f"C{number}", "lpg/bapenda/samsat/")

    with pytest.raises(Denied, match="Ani, Budi, C0, C1, C2 dan 3 lainnya"):
        offices.close_unit(cast.unit, DECREE, **by)


def test_close_unit_refuses_the_day_of_the_founding(cast, by):
    new = offices.found(cast.office, WORDS, **by)

    with pytest.raises(Denied, match="baru dibentuk pada 1 Juli 2026"):
        offices.close_unit(new, DECREE, **by)
