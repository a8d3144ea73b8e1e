"""A file of people against what is known: every kind of difference, and every line that is refused."""

from datetime import date

import pytest

from conftest import NOW
from factories import imports as files
from factories.people import EmployeeFactory, post, unit
from sambayan.people.models import Agency, Assignment, Employee, OrganisationUnit


@pytest.fixture
def compare(cast, today):
    """The lines of a file after the comparison, in its order."""

    def send(*lines, **more):
        kept = files.sent(cast.admin, files.people_file(*lines), at=NOW, **more)
        return list(kept.rows.order_by("row", "pk"))

    return send


def line_of(member, **cells):
    """A line that tells of somebody exactly what is stored, but for these cells."""
    held = member.assignment.position
    usual = {
        "name": member.employee.name, "title": held.title, "unit": held.unit.code,
        "type": "Pengawas" if held.is_head else "Pelaksana", "head": "ya" if held.is_head else "tidak",
        "rank": "Penata (III/c)",
    }  # fmt: skip
    return files.person(member.employee.employee_number, **{**usual, **cells})


def codes(row):
    return [problem["code"] for problem in row.problems]


def test_who_is_unknown_is_new_with_what_the_number_tells(compare):
    (row,) = compare(files.person(1))

    assert (row.change, row.before) == ("new", {})
    assert (row.after["birth_date"], row.after["sex"], row.after["unit"]) == ("1987-03-15", "male", "samsat")


def test_who_is_told_as_stored_is_unchanged(compare, cast):
    rows = compare(line_of(cast.ani), line_of(cast.budi))

    assert [row.change for row in rows] == ["unchanged", "unchanged"]


def test_another_name_or_rank_is_a_change_field_by_field(compare, cast):
    (row,) = compare(line_of(cast.ani, name="Ani Lestari", rank="Pembina (IV/a)"))

    assert (row.change, row.before, row.after) == (
        "changed",
        {"name": "Ani", "rank_grade": "Penata (III/c)"},
        {"name": "Ani Lestari", "rank_grade": "Pembina (IV/a)"},
    )


def test_a_blank_cell_leaves_what_is_known(compare, cast):
    Employee.objects.filter(pk=cast.ani.employee.pk).update(email="ani@contoh.invalid")

    (row,) = compare(line_of(cast.ani, email="", rank=""))

    assert row.change == "unchanged"


def test_another_unit_from_a_later_day_is_a_move(compare, cast):
    (row,) = compare(line_of(cast.ani, unit="bapenda", since="01-03-2026"))

    assert (row.change, row.before, row.after) == (
        "moved",
        {"unit": "samsat", "since": "2025-01-01"},
        {"unit": "bapenda", "since": "2026-03-01"},
    )


def test_another_superior_is_a_move(compare, cast):
    (row,) = compare(line_of(cast.ani, superior=cast.dewi.employee.employee_number))

    assert (row.change, row.after) == ("moved", {"superior": cast.dewi.employee.employee_number})


def test_the_head_of_the_unit_needs_not_be_named_as_superior(compare, cast):
    (row,) = compare(line_of(cast.ani, superior=cast.budi.employee.employee_number))

    assert row.change == "unchanged"


def test_an_earlier_first_day_corrects_the_present_post(compare, cast):
    (row,) = compare(line_of(cast.ani, since="01-06-2024"))

    assert (row.change, row.before, row.after) == ("changed", {"since": "2025-01-01"}, {"since": "2024-06-01"})


def test_the_title_from_the_same_day_is_a_correction(compare, cast):
    (row,) = compare(line_of(cast.ani, title="Analis"))

    assert (row.change, row.after, row.made) == ("moved", {"title": "Analis"}, {})


def test_who_is_not_in_a_complete_file_has_left(compare, cast):
    rows = compare(*(line_of(member) for member in (cast.budi, cast.citra, cast.dewi, cast.admin)), is_complete=True)

    assert [(row.change, row.name, row.row) for row in rows if row.change != "unchanged"] == [("left", "Ani", 0)]
    assert rows[0].after == {"left_on": "2026-10-08", "left_reason": "unknown", "until": "2026-10-08"}


def test_without_the_tick_nobody_leaves(compare, cast):
    assert [row.change for row in compare(line_of(cast.ani))] == ["unchanged"]


def test_a_refused_line_still_shows_that_somebody_is_there(compare, cast):
    everybody = [line_of(member) for member in (cast.budi, cast.citra, cast.dewi, cast.admin)]

    rows = compare(*everybody, line_of(cast.ani, unit="tidak-ada"), is_complete=True)

    assert [row.change for row in rows] == ["unchanged"] * 4 + ["refused"]


def test_who_left_and_stands_in_the_file_again_returns(compare, cast):
    Employee.objects.filter(pk=cast.ani.employee.pk).update(left_on=date(2026, 8, 1), left_reason="unknown")
    Assignment.objects.filter(pk=cast.ani.assignment.pk).update(to_date=date(2026, 8, 1))

    (row,) = compare(line_of(cast.ani))

    assert (row.change, row.after) == ("changed", {"until": None, "left_on": None, "left_reason": ""})


def test_who_returns_later_begins_anew(compare, cast):
    Employee.objects.filter(pk=cast.ani.employee.pk).update(left_on=date(2026, 8, 1), left_reason="unknown")
    Assignment.objects.filter(pk=cast.ani.assignment.pk).update(to_date=date(2026, 8, 1))

    (row,) = compare(line_of(cast.ani, since="01-09-2026"))

    assert (row.change, row.after["since"], row.made) == ("moved", "2026-09-01", {"begins": True})


def test_an_employee_without_a_post_gets_one(compare, cast):
    employee = EmployeeFactory(name="Fajar")

    (row,) = compare(files.person(employee.employee_number, name="Fajar", since="01-02-2026"))

    assert (row.change, row.before["since"], row.made) == ("moved", None, {"begins": True})


def test_the_same_number_twice_is_refused_in_both_lines(compare, cast):
    rows = compare(files.person(1), files.person(1), files.person(2), files.person(2, unit="bapenda"))

    assert [codes(row) for row in rows] == [["duplicate_number"]] * 2 + [["double_main"]] * 2
    assert [codes(row) for row in compare(*[files.person(1)] * 3)] == [["duplicate_number"]] * 3


def test_a_unit_that_is_unknown_or_closed_is_refused(compare, cast):
    OrganisationUnit.objects.filter(code="dinsos").update(closed_on=date(2026, 1, 1))

    rows = compare(files.person(1, unit="tidak-ada"), files.person(2, unit="dinsos"))

    assert [codes(row) for row in rows] == [["unit_unknown"], ["unit_closed"]]


def test_nobody_is_his_own_superior(compare):
    (row,) = compare(files.person(1, superior=files.number(1)))

    assert codes(row) == ["own_superior"]


def test_a_superior_nobody_knows_is_refused(compare):
    (row,) = compare(files.person(1, superior=files.number(77)))

    assert codes(row) == ["superior_unknown"]


def test_a_superior_who_left_is_refused(compare, cast):
    Employee.objects.filter(pk=cast.dewi.employee.pk).update(left_on=date(2026, 8, 1), left_reason="retired")

    (row,) = compare(files.person(1, superior=cast.dewi.employee.employee_number))

    assert codes(row) == ["superior_left"]


def test_a_stored_superior_who_left_ends_the_chain(compare, cast):
    Assignment.objects.filter(pk=cast.ani.assignment.pk).update(direct_superior=cast.dewi.employee)
    Employee.objects.filter(pk=cast.dewi.employee.pk).update(left_on=date(2026, 8, 1), left_reason="retired")

    (row,) = compare(files.person(1, superior=cast.ani.employee.employee_number))

    assert row.change == "new"


def test_whoever_would_stand_under_a_refused_newcomer_is_refused_too(compare):
    rows = compare(
        files.person(1, superior=files.number(2)),
        files.person(2, superior=files.number(3)),
        files.person(3, unit="tidak-ada"),
    )

    assert [codes(row) for row in rows] == [["superior_refused"], ["superior_refused"], ["unit_unknown"]]


def test_superiors_in_a_circle_are_refused(compare):
    rows = compare(
        files.person(1, superior=files.number(2)), files.person(2, superior=files.number(1)), files.person(3)
    )

    assert [codes(row) for row in rows] == [["superior_circular"], ["superior_circular"], []]


def test_a_circle_through_what_is_stored_is_refused(compare, cast):
    """Budi heads the unit Ani works in: he cannot stand under her."""
    (row,) = compare(line_of(cast.budi, superior=cast.ani.employee.employee_number))

    assert codes(row) == ["superior_circular"]


def test_a_circle_that_was_stored_before_refuses_nobody(compare, cast):
    Assignment.objects.filter(pk=cast.dewi.assignment.pk).update(direct_superior=cast.ani.employee)
    Assignment.objects.filter(pk=cast.ani.assignment.pk).update(direct_superior=cast.dewi.employee)

    (row,) = compare(files.person(1, superior=cast.ani.employee.employee_number))

    assert row.change == "new"


def test_a_circle_of_three_with_one_stored_refuses_the_lines_of_the_file(compare, cast):
    Assignment.objects.filter(pk=cast.dewi.assignment.pk).update(direct_superior=cast.ani.employee)

    rows = compare(
        files.person(1, superior=cast.dewi.employee.employee_number), line_of(cast.ani, superior=files.number(1))
    )

    assert [codes(row) for row in rows] == [["superior_circular"], ["superior_circular"]]


def test_a_line_is_told_everything_that_is_wrong_with_it(compare):
    (row,) = compare(files.person(1, unit="entah", superior=files.number(1)))

    assert codes(row) == ["unit_unknown", "own_superior"]


def test_who_returns_to_the_same_post_from_a_day_before_leaving_has_it_corrected(compare, cast):
    Employee.objects.filter(pk=cast.ani.employee.pk).update(left_on=date(2026, 8, 1), left_reason="unknown")
    Assignment.objects.filter(pk=cast.ani.assignment.pk).update(to_date=date(2026, 8, 1))

    (row,) = compare(line_of(cast.ani, since="01-06-2026"))

    assert (row.change, row.made, row.after["since"], row.after["until"]) == ("changed", {}, "2026-06-01", None)


def test_two_heads_of_a_unit_are_refused(compare, cast):
    unit("lpg/baru/")
    rows = compare(files.person(1, unit="baru", head="ya"), files.person(2, unit="baru", head="ya"))

    assert [codes(row) for row in rows] == [["two_heads"], ["two_heads"]]


def test_a_headship_that_is_held_is_refused(compare, cast):
    (row,) = compare(files.person(1, head="ya"))

    assert codes(row) == ["head_taken"]
    assert "Budi" in row.problems[0]["id"]


def test_a_headship_is_free_when_its_holder_moves_in_the_same_file(compare, cast):
    leaves = line_of(cast.budi, unit="bapenda", head="tidak", since="01-02-2026", title="Analis", type="Pelaksana")

    rows = compare(files.person(1, head="ya", since="01-02-2026"), leaves)

    assert [row.change for row in rows] == ["new", "moved"]


def test_a_headship_is_not_free_when_the_line_of_its_holder_is_refused(compare, cast):
    stays = line_of(cast.budi, unit="tidak-ada", head="tidak", since="01-02-2026")

    rows = compare(files.person(1, head="ya", since="01-02-2026"), stays)

    assert [codes(row) for row in rows] == [["head_taken"], ["unit_unknown"]]


def test_a_headship_is_not_free_when_its_holder_may_not_move_for_want_of_a_superior(compare, cast):
    moves = line_of(cast.budi, unit="dinsos", head="tidak", since="01-02-2026", superior=files.number(9))

    rows = compare(files.person(1, head="ya", since="01-02-2026"), moves)

    assert [codes(row) for row in rows] == [["head_taken"], ["superior_unknown"]]


def test_a_headship_is_free_when_its_holder_leaves(compare, cast):
    others = [line_of(member) for member in (cast.ani, cast.citra, cast.dewi, cast.admin)]

    rows = compare(files.person(1, head="ya", type="Pengawas"), *others, is_complete=True)

    assert [(row.change, row.name) for row in rows if row.change != "unchanged"] == [
        ("left", "Budi"),
        ("new", "Pegawai 1"),
    ]


def test_a_new_post_begins_after_the_present_one(compare, cast):
    (row,) = compare(line_of(cast.ani, unit="bapenda", since="01-12-2024"))

    assert codes(row) == ["post_before_present"]


def test_a_corrected_first_day_stays_clear_of_the_post_before(compare, cast):
    held = cast.ani.assignment
    Assignment.objects.create(
        employee=held.employee, position=held.position, from_date=date(2023, 1, 1), to_date=date(2024, 12, 31)
    )

    (row,) = compare(line_of(cast.ani, since="01-12-2024"))

    assert codes(row) == ["post_overlaps"]


def test_an_employee_of_another_agency_is_not_ours_to_move(compare, cast):
    other = Agency.objects.create(code="1801", name="Kabupaten Contoh")
    place = OrganisationUnit.objects.create(agency=other, code="kab", path="kab/", name="Kab", unit_type="government")
    held = post("Gita", "lpg/bapenda/")
    type(held.position).objects.filter(pk=held.position_id).update(unit=place)

    (row,) = compare(files.person(held.employee.employee_number, since="01-02-2026"))

    assert codes(row) == ["other_agency"]


def test_a_silent_column_keeps_level_headship_and_superior(compare, cast):
    number = cast.dewi.employee.employee_number
    Assignment.objects.filter(pk=cast.ani.assignment.pk).update(direct_superior=cast.dewi.employee)
    type(cast.ani.assignment.position).objects.filter(pk=cast.ani.assignment.position_id).update(level="muda")
    lines = [line_of(cast.ani), line_of(cast.budi)]
    for line in lines:
        line["head"] = ""

    rows = compare({**lines[0], "superior": number, "level": "muda"})
    assert [row.change for row in rows] == ["unchanged"]
    assert [row.change for row in compare(lines[0])] == ["unchanged"]


def test_a_name_of_a_unit_that_differs_is_a_remark(cast, today):
    content = files.people_file(files.person(1)).decode().splitlines()
    content = f"{content[0]};NAMA UNOR\n{content[1]};Unit lain\n".encode()

    kept = files.sent(cast.admin, content, at=NOW)

    assert [problem["code"] for problem in kept.problems] == ["names_differ"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("baru", "Baru", "UPTD", "bapenda")], [("new", [])]),
        ([("samsat", "Unit samsat", "Dinas", "bapenda")], [("unchanged", [])]),
        ([("samsat", "Samsat Induk", "Dinas", "bapenda")], [("changed", [])]),
        ([("samsat", "Unit samsat", "Dinas", "dinsos")], [("moved", [])]),
        ([("lpg", "Unit lpg", "Dinas", "")], [("unchanged", [])]),
        ([("a", "A", "UPTD", ""), ("b", "B", "UPTD", "a")], [("refused", ["parent_missing"]), ("refused", ["parent_refused"])]),
        ([("a", "A", "UPTD", "entah")], [("refused", ["parent_unknown"])]),
        ([("a", "A", "UPTD", "b"), ("b", "B", "UPTD", "a")], [("refused", ["parent_circular"])] * 2),
        ([("bapenda", "Unit bapenda", "Dinas", "samsat")], [("refused", ["parent_circular"])]),
        ([("a", "A", "UPTD", "lpg"), ("a", "A", "UPTD", "lpg")], [("refused", ["unit_twice"])] * 2),
        ([("a", "A", "Pabrik", "lpg")], [("refused", ["cell_choice"])]),
        ([("x" * 61, "A", "UPTD", "lpg")], [("refused", ["unit_code"])]),
        ([("tutup", "A", "UPTD", "lpg")], [("refused", ["unit_closed"])]),
        ([("a", "A", "UPTD", "tutup")], [("refused", ["unit_closed"])]),
        ([("kab", "A", "UPTD", "lpg")], [("refused", ["unit_elsewhere"])]),
        ([("a", "A", "UPTD", "kab")], [("refused", ["parent_unknown"])]),
    ],
)  # fmt: skip
def test_a_file_of_units_line_by_line(cast, today, lines, expected):
    unit("lpg/tutup/", closed_on=date(2026, 1, 1))
    other = Agency.objects.create(code="1801", name="Kabupaten Contoh")
    OrganisationUnit.objects.create(agency=other, code="kab", path="kab/", name="Kab", unit_type="government")

    from sambayan.people.actions import imports
    from sambayan.people.queries import imports as queries

    file = imports.File("units", "unit.csv", files.units_file(*lines))
    kept = imports.upload(queries.agencies().get(code="5900"), file, by=cast.admin.actor, at=NOW)

    assert [(row.change, codes(row)) for row in kept.rows.order_by("row", "pk")] == expected


def test_a_tree_too_deep_is_refused(cast, today):
    names = [f"{letter * 58}" for letter in "abcde"]
    lines = [(name, name, "UPTD", above) for name, above in zip(names, ["lpg", *names], strict=False)]

    kept = files.sent(cast.admin, files.units_file(*lines), at=NOW, kind="units")

    assert [codes(row) for row in kept.rows.order_by("row")] == [[], [], [], [], ["path_too_long"]]


def test_the_first_file_brings_the_top_unit(cast, today):
    from sambayan.people.actions import imports
    from sambayan.people.queries import imports as queries

    Agency.objects.create(code="1801", name="Kabupaten Contoh")
    lines = [("anak", "Anak", "Dinas", "kab"), ("kab", "Kabupaten", "Pemerintah daerah", "")]
    file = imports.File("units", "unit.csv", files.units_file(*lines))
    kept = imports.upload(queries.agencies().get(code="1801"), file, by=cast.admin.actor, at=NOW)
    imports.confirm(queries.people_import(kept.pk), by=cast.admin.actor, at=NOW)

    assert list(
        OrganisationUnit.objects.filter(agency__code="1801").order_by("path").values_list("path", flat=True)
    ) == [
        "kab/",
        "kab/anak/",
    ]
