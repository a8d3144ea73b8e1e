"""Dividing roles: what becomes of a cell, who is asked, and who may."""

import re
from datetime import date

import pytest
from django.urls import reverse

from conftest import NOW
from factories import cycles, goals
from factories.people import AccountFactory, post
from factories.planning import agreement, evidence
from sambayan.audit.models import Event
from sambayan.common.guard import Denied
from sambayan.notices.models import Notice
from sambayan.people.models import Team, TeamMember
from sambayan.planning import actions as planning
from sambayan.planning.actions import matrix as actions
from sambayan.planning.actions.matrix import ConflictError, TouchedError, Writing
from sambayan.planning.models import AlignedResult, PlannedResult, RoleResultCell, RoleResultMatrix
from sambayan.planning.queries import matrix as queries
from sambayan.planning.rules.matrix import NO_ROLE, CellState, ColumnSource, Emptying

pytestmark = pytest.mark.django_db
ROLE = "Berkas selesai tepat waktu"


def at(name: str, *keys) -> str:
    return reverse(f"planning:{name}", args=keys)


@pytest.fixture
def grid(cast):
    """The matrix of Budi's unit with one result and a row for Ani."""
    made = goals.matrix(cast.budi.assignment)
    return made, goals.row(made, cast.ani.assignment), made.columns.get()


def write(cast, grid, text, version=0, then=None):
    _matrix, row, column = grid
    return actions.write_role(row, column, Writing(text, version, then), by=cast.budi.actor, at=NOW)


def states(matrix) -> list[CellState]:
    return [cell.state for each in queries.grid(matrix).rows for cell in each.cells]


def team_of(cast, *members) -> Team:
    made = Team.objects.create(unit=cast.unit, name="Tim Loket", from_date=date(2026, 1, 1))
    for place, each in enumerate(members):
        TeamMember.objects.create(team=made, employee=each.employee, is_lead=place == 0, from_date=date(2026, 1, 1))
    return made


def test_open_matrix_takes_the_units_indicators_and_people(cast, sign_in, today):
    eni = post("Eni", "lpg/bapenda/samsat/")
    team = team_of(cast, eni, cast.ani)
    cycles.cycle()
    goals.key_indicator(goals.contract())

    answer = sign_in(cast.budi).post(at("open_matrix", "samsat"), {"source": "indicators"})
    made = RoleResultMatrix.objects.get()

    assert answer.url == at("matrix", made.pk)
    assert [column.text for column in made.columns.all()] == ["Indikator samsat 1"]
    rows = [(row.employee.name, row.team) for row in made.rows.order_by("employee__name")]
    assert rows == [("Ani", None), ("Eni", team)]
    assert (str(made), made.leader_title) == ("A.1.5 Unit samsat 2026", "Kepala Unit samsat")
    assert sign_in(cast.budi).get(at("open_matrix", "samsat")).url == at("matrix", made.pk)
    place = queries.place_of_unit("samsat")
    again = actions.open_matrix(place, made.cycle, source=ColumnSource.RESULTS, by=cast.budi.actor, at=NOW)
    assert again == made
    assert Event.objects.filter(name="planning.open_matrix").count() == 1


def test_open_matrix_takes_the_leaders_planned_results(cast):
    theirs = agreement(cast.budi.assignment, cast.citra.assignment, "in_force", results=2)

    made = actions.open_matrix(
        queries.place_of_unit("samsat"), theirs.cycle, source=ColumnSource.RESULTS, by=cast.budi.actor, at=NOW
    )

    assert [column.text for column in made.columns.order_by("number")] == ["Hasil kerja 1", "Hasil kerja 2"]


def test_more_matrices_than_a_page_are_on_the_next_page(cast, sign_in, today, monkeypatch):
    first, second = goals.matrix(cast.citra.assignment), goals.matrix(cast.budi.assignment)
    client = sign_in(cast.citra)
    assert "matrices=" not in client.get(reverse("planning:goals")).content.decode()
    monkeypatch.setattr("sambayan.planning.views.goals._PAGE", 1)

    pages = [client.get(reverse("planning:goals"), {"matrices": asked}).content.decode() for asked in (1, 2)]

    assert [[at("matrix", each.pk) in page for each in (first, second)] for page in pages] == [
        [True, False],
        [False, True],
    ]
    assert ["matrices=2" in pages[0], "matrices=1" in pages[1]] == [True, True]


def test_a_matrix_without_leader_or_year_is_refused(cast, sign_in, today):
    post("Fajar", "lpg/dinsos/uptd/")
    client = sign_in(cast.admin)
    assert "belum dibuka" in client.post(at("open_matrix", "uptd"), {"source": "results"}).content.decode()
    cycles.cycle()
    assert (
        "Pimpinannya belum tercatat" in client.post(at("open_matrix", "uptd"), {"source": "results"}).content.decode()
    )
    assert "Pilih isi kolom" in client.post(at("open_matrix", "samsat"), {"source": ""}).content.decode()
    assert client.get(at("open_matrix", "tidak-ada")).status_code == 404
    assert client.get(at("open_team_matrix", 1)).status_code == 404


def test_the_lead_of_a_team_divides_its_results_and_the_appraiser_is_asked(cast, sign_in, today):
    eni = post("Eni", "lpg/bapenda/samsat/")
    AccountFactory(name="Eni", employee=eni.employee)
    team = team_of(cast, cast.ani, eni)
    lead = agreement(cast.ani.assignment, cast.budi.assignment, "in_force", results=1)
    theirs = agreement(eni, cast.budi.assignment)

    sign_in(cast.ani).post(at("open_team_matrix", team.pk), {"source": "results"})
    made = RoleResultMatrix.objects.get()
    row, column = made.rows.get(), made.columns.get()
    actions.write_role(row, column, Writing(ROLE, 0), by=cast.ani.actor, at=NOW)

    assert (row.employee, row.appraiser, row.title) == (eni.employee, cast.budi.employee, "Penata layanan")
    assert states(made) == [CellState.WAITS_CONSENT]
    assert theirs.results.count() == 0
    assert Notice.objects.get(event="planning.ask_consent").recipient == cast.budi.employee
    assert "Setujui penugasan" in sign_in(cast.budi).get(at("matrix", made.pk)).content.decode()
    assert sign_in(cast.ani).post(at("consent", row.pk)).status_code == 403

    sign_in(cast.budi).post(at("consent", row.pk))

    result = theirs.results.get()
    assert (result.title, result.supports, result.origin) == (ROLE, lead.results.get(), "matrix")
    assert states(made) == [CellState.LINKED]
    again = sign_in(cast.budi).post(at("consent", row.pk))
    assert "sudah disetujui" in again.content.decode()
    assert "Disetujui Budi" in sign_in(cast.ani).get(at("matrix", made.pk)).content.decode()


def test_consent_without_an_agreement_only_lets_the_role_wait(cast, grid):
    matrix, _row, column = grid
    dewi = goals.row(matrix, cast.dewi.assignment, is_lent=True, appraiser=cast.citra.employee)
    actions.write_role(dewi, column, Writing(ROLE, 0), by=cast.budi.actor, at=NOW)

    actions.consent(dewi, by=cast.citra.actor, at=NOW)

    assert states(matrix) == [CellState.BLANK, CellState.WAITS_START]


def test_a_role_becomes_a_planned_result_of_the_unfinished_agreement(cast, grid):
    matrix, _row, column = grid
    plan = agreement(cast.ani.assignment, cast.budi.assignment, results=1)

    cell = write(cast, grid, f" {ROLE} ")

    result = plan.results.get(number=2)
    assert (result.title, result.kind, result.origin, result.supported_result, result.assigned_by) == (
        ROLE, "main", "matrix", column.text, "Kepala Unit samsat",
    )  # fmt: skip
    assert AlignedResult.objects.get(result=result).indicator == column.indicator
    assert (cell.version, cell.changed_by, states(matrix)) == (1, "Budi", [CellState.LINKED])
    told = Event.objects.get(name="planning.write_role")
    assert (told.before["role"], told.after["role"]) == ("", ROLE)


def test_a_changed_role_changes_the_result_until_the_employee_has_worded_it(cast, grid):
    matrix, _row, _column = grid
    agreement(cast.ani.assignment, cast.budi.assignment)
    write(cast, grid, ROLE)
    write(cast, grid, "Berkas selesai benar", version=1)
    assert PlannedResult.objects.get().title == "Berkas selesai benar"

    PlannedResult.objects.update(title="Kalimat Ani")
    write(cast, grid, "Lagi", version=2)

    assert PlannedResult.objects.get().title == "Kalimat Ani"
    assert states(matrix) == [CellState.CHANGED]


@pytest.mark.parametrize(
    ("state", "waits"),
    [
        (None, CellState.WAITS_START),
        ("proposed", CellState.WAITS_RETURN),
        ("signed", CellState.WAITS_RETURN),
        ("in_force", CellState.WAITS_REVISION),
    ],
)
def test_a_role_waits_where_the_agreement_cannot_be_written(cast, grid, state, waits):
    if state:
        agreement(cast.ani.assignment, cast.budi.assignment, state)

    write(cast, grid, ROLE)

    assert states(grid[0]) == [waits]
    assert PlannedResult.objects.count() == 0


def test_a_waiting_role_enters_the_agreement_when_it_starts(cast, grid, today):
    write(cast, grid, ROLE)

    plan = planning.start(by=cast.ani.actor, at=NOW)

    assert plan.results.get().title == ROLE
    assert states(grid[0]) == [CellState.LINKED]
    assert actions.apply_cells(plan) == []


def test_a_revision_takes_its_copy_of_the_role_along(cast, grid):
    old = agreement(cast.ani.assignment, cast.budi.assignment, results=1)
    write(cast, grid, ROLE)
    role = old.results.get(title=ROLE)
    type(old).objects.filter(pk=old.pk).update(state="in_force", set_at=NOW)
    new = agreement(cast.ani.assignment, cast.budi.assignment)
    copy = PlannedResult.objects.create(agreement=new, number=1, kind="main", title=ROLE, copied_from=role)

    assert actions.apply_cells(new) == []
    assert RoleResultCell.objects.get().result == copy
    old.refresh_from_db()
    assert actions.apply_cells(old) == []


def test_blank_and_no_role_create_nothing(cast, grid):
    agreement(cast.ani.assignment, cast.budi.assignment)

    assert write(cast, grid, "x").text == NO_ROLE
    assert write(cast, grid, "", version=1).text == ""
    assert PlannedResult.objects.count() == 0
    assert write(cast, grid, "  ", version=0).version == 2  # nothing changes, so nobody is overwritten


def test_an_untouched_result_leaves_with_its_role(cast, grid):
    agreement(cast.ani.assignment, cast.budi.assignment)
    write(cast, grid, ROLE)

    write(cast, grid, "", version=1)

    assert PlannedResult.objects.count() == 0


@pytest.mark.parametrize("touch", ["title", "indicator", "evidence"])
@pytest.mark.parametrize(("then", "left"), [(Emptying.KEEP, 1), (Emptying.REMOVE, 0)])
def test_a_result_that_was_worked_on_is_asked_about(cast, grid, touch, then, left):
    agreement(cast.ani.assignment, cast.budi.assignment)
    write(cast, grid, ROLE)
    result = PlannedResult.objects.get()
    if touch == "title":
        PlannedResult.objects.update(title="Kalimat Ani")
    elif touch == "indicator":
        result.indicators.create(number=1, aspect="time", name="Waktu", target="20 menit")
    else:
        evidence(result)

    with pytest.raises(TouchedError) as asked:
        write(cast, grid, "", version=1)
    assert asked.value.result == result
    cell = write(cast, grid, "", version=1, then=then)

    assert (PlannedResult.objects.count(), cell.result) == (left, None)


def test_a_standing_result_stays_when_its_role_goes(cast, grid):
    plan = agreement(cast.ani.assignment, cast.budi.assignment)
    write(cast, grid, ROLE)
    type(plan).objects.filter(pk=plan.pk).update(state="in_force", set_at=NOW)

    write(cast, grid, "Lain", version=1)
    assert PlannedResult.objects.get().title == ROLE
    write(cast, grid, "x", version=2)

    assert PlannedResult.objects.count() == 1
    assert states(grid[0]) == [CellState.NO_ROLE]


def test_nobody_overwrites_what_was_not_seen(cast, grid):
    write(cast, grid, ROLE)

    with pytest.raises(ConflictError) as conflict:
        write(cast, grid, "Lain", version=0)
    assert conflict.value.cell.text == ROLE
    assert write(cast, grid, ROLE, version=0).version == 1  # the same words are no conflict
    assert RoleResultCell.objects.get().text == ROLE


def post_cell(client, grid, htmx=False, **words):
    _matrix, row, column = grid
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(at("write_role", row.pk, column.pk), {"text": "", "version": 0, **words}, headers=headers)


def test_a_cell_is_saved_with_and_without_script(cast, grid, sign_in, today):
    client = sign_in(cast.budi)

    plain = post_cell(client, grid, text=ROLE)
    cell = post_cell(client, grid, htmx=True, text="Lain", version=1)

    assert plain.url == f"{at('matrix', grid[0].pk)}#cell_{grid[1].pk}_{grid[2].pk}"
    assert cell.status_code == 200
    assert (
        cell.content.decode().startswith(f'\n<div id="cell_{grid[1].pk}_{grid[2].pk}"')
        or "<html" not in cell.content.decode()
    )
    assert "Lain" in cell.content.decode()


@pytest.mark.parametrize("htmx", [True, False])
def test_a_conflict_shows_both_sentences(cast, grid, sign_in, today, htmx):
    write(cast, grid, ROLE)

    answer = post_cell(sign_in(cast.citra), grid, htmx, text="Kalimat Citra", version=0)

    page = answer.content.decode()
    assert answer.status_code == (200 if htmx else 409)
    assert f"Budi sudah mengubah sel ini menjadi “{ROLE}”" in page
    assert "Kalimat Citra" in page
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    post_cell(sign_in(cast.citra), grid, text="Kalimat Citra", version=version)
    assert RoleResultCell.objects.get().text == "Kalimat Citra"


def test_emptying_a_touched_cell_asks_on_the_page(cast, grid, sign_in, today):
    agreement(cast.ani.assignment, cast.budi.assignment)
    write(cast, grid, ROLE)
    PlannedResult.objects.update(title="Kalimat Ani")

    asked = post_cell(sign_in(cast.budi), grid, text="", version=1)
    assert asked.status_code == 409
    assert "“Kalimat Ani” sudah diisi pegawainya" in asked.content.decode()
    post_cell(sign_in(cast.budi), grid, text="", version=1, then="keep")

    assert PlannedResult.objects.get().title == "Kalimat Ani"
    assert RoleResultCell.objects.get().text == ""


@pytest.mark.parametrize("words", [{"text": "a" * 301}, {"text": "a", "version": "x"}])
def test_a_cell_that_cannot_be_kept_comes_back_as_typed(cast, grid, sign_in, today, words):
    answer = post_cell(sign_in(cast.budi), grid, **words)

    assert answer.status_code == 422
    assert words["text"] in answer.content.decode()
    assert RoleResultCell.objects.count() == 0


def test_a_cell_needs_a_row_and_a_column_of_one_matrix(cast, grid, sign_in, today):
    other = goals.matrix(cast.citra.assignment).columns.get()
    client = sign_in(cast.budi)

    assert client.post(at("write_role", grid[1].pk, other.pk), {"version": 0}).status_code == 404
    assert client.post(at("write_role", 10**9, other.pk), {"version": 0}).status_code == 404


def test_refresh_brings_new_people_and_results_and_keeps_what_is_filled(cast, grid, sign_in, today):
    matrix, row, column = grid
    goals.cell(row, ROLE)
    gone = goals.row(matrix, post("Eko", "lpg/dinsos/"))
    empty = matrix.columns.create(number=9, text="Sudah dihapus")
    eni = post("Eni", "lpg/bapenda/samsat/")
    goals.key_indicator(column.indicator.contract, 2)
    column.indicator.name = "Nama baru"
    column.indicator.save()

    sign_in(cast.budi).post(at("refresh_matrix", matrix.pk))

    assert {each.employee for each in matrix.rows.all()} == {cast.ani.employee, eni.employee}
    assert [each.text for each in matrix.columns.order_by("number")] == ["Nama baru", "Indikator samsat 2"]
    assert not matrix.rows.filter(pk=gone.pk).exists()
    assert not matrix.columns.filter(pk=empty.pk).exists()
    assert [each.text for each in queries.grid(matrix).without_anybody] == ["Indikator samsat 2"]


def test_refresh_follows_the_leaders_new_version_and_leader(cast):
    theirs = agreement(cast.budi.assignment, cast.citra.assignment, "in_force", results=1)
    place = queries.place_of_unit("samsat")
    made = actions.open_matrix(place, theirs.cycle, source=ColumnSource.RESULTS, by=cast.budi.actor, at=NOW)
    first = theirs.results.get()
    type(theirs).objects.update(state="replaced")
    new = agreement(cast.budi.assignment, cast.citra.assignment)
    copy = PlannedResult.objects.create(agreement=new, number=1, kind="main", title="Salinan", copied_from=first)

    actions.refresh_matrix(made, queries.place_of(made), by=cast.budi.actor, at=NOW)
    assert [(column.text, column.result) for column in made.columns.all()] == [("Salinan", copy)]

    type(theirs).objects.update(state="replaced")
    nobody = queries.Place(made.unit, None, None, "")
    actions.refresh_matrix(made, nobody, by=cast.budi.actor, at=NOW)
    assert (made.columns.count(), made.leader) == (0, cast.budi.employee)


def test_somebody_lent_is_added_once_and_needs_the_appraisers_consent(cast, grid, sign_in, today):
    matrix, client = grid[0], sign_in(cast.budi)
    kepala = post("Kepala Dinsos", "lpg/dinsos/", head=True)
    numbers = cast.dewi.employee.employee_number

    client.post(at("add_lent", matrix.pk), {"person": numbers})

    row = matrix.rows.get(employee=cast.dewi.employee)
    assert (row.is_lent, row.appraiser, row.has_consent) == (True, kepala.employee, False)
    assert "sudah ada dalam matriks" in client.post(at("add_lent", matrix.pk), {"person": numbers}).content.decode()
    assert "Tidak ditemukan" in client.post(at("add_lent", matrix.pk), {"person": "Tidak Ada"}).content.decode()
    assert "Isi bagian ini" in client.post(at("add_lent", matrix.pk), {"person": ""}).content.decode()
    post("Rina", "lpg/dinsos/"), post("Rina", "lpg/bkd/")
    assert "Lebih dari satu" in client.post(at("add_lent", matrix.pk), {"person": "Rina"}).content.decode()
    with pytest.raises(Denied, match="sudah ada"):
        actions.add_lent(matrix, cast.budi.employee, "x", by=cast.budi.actor, at=NOW)


def test_somebody_without_an_appraiser_needs_no_consent(cast, grid):
    lone = post("Sendiri", "kota/")

    row = actions.add_lent(grid[0], lone.employee, "x", by=cast.budi.actor, at=NOW)

    assert row.has_consent


@pytest.mark.parametrize(
    ("name", "method", "expected"),
    [
        ("matrix", "get", [200, 200, 200, 403, 200, 403, 200]),
        ("print_matrix", "get", [200, 200, 200, 403, 200, 403, 200]),
        ("refresh_matrix", "post", [403, 302, 302, 403, 302, 403, 403]),
    ],
)
def test_who_reads_and_who_divides(cast, grid, sign_in, today, name, method, expected):
    found = [getattr(sign_in(who), method)(at(name, grid[0].pk)).status_code for who in cast]

    assert found == expected


def test_somebody_lent_reads_the_matrix(cast, grid, sign_in, today):
    goals.row(grid[0], cast.dewi.assignment, is_lent=True)

    assert sign_in(cast.dewi).get(at("matrix", grid[0].pk)).status_code == 200
    assert [each.pk for each in queries.matrices(cast.dewi.actor, 2026)] == [grid[0].pk]
    assert [each.pk for each in queries.matrices(cast.citra.actor, 2026)] == [grid[0].pk]
    assert list(queries.matrices(cast.partner.actor, 2026)) == []


def test_whoever_is_asked_to_agree_reads_the_matrix(cast, grid, sign_in, today):
    goals.row(
        grid[0], cast.ani.assignment.__class__.objects.get(employee=cast.citra.employee), appraiser=cast.dewi.employee
    )

    page = sign_in(cast.dewi).get(at("matrix", grid[0].pk)).content.decode()

    assert "Setujui penugasan" in page
    assert [each.pk for each in queries.matrices(cast.dewi.actor, 2026)] == [grid[0].pk]


def test_the_grid_takes_the_same_queries_however_large(cast, grid, sign_in, today, django_assert_num_queries):
    client = sign_in(cast.budi)
    for more in (0, 3):
        for number in range(more):
            own = post(f"Pegawai {number}", "lpg/bapenda/samsat/")
            agreement(own, cast.budi.assignment, "in_force", results=1)
            goals.cell(goals.row(grid[0], own), ROLE)
        with django_assert_num_queries(10):
            page = client.get(at("matrix", grid[0].pk)).content.decode()
    assert page.count("<textarea") == 4


def test_the_form_a15_is_printed_with_team_and_lent(cast, grid, sign_in, today):
    matrix, row, _column = grid
    row.team = team_of(cast, cast.ani)
    row.save()
    goals.cell(row, NO_ROLE)
    goals.row(matrix, cast.dewi.assignment, is_lent=True)

    found = queries.form_of(matrix, queries.grid(matrix))
    printed = sign_in(cast.budi).get(at("print_matrix", matrix.pk))

    assert [(each["name"], each["team"], each["is_lent"], each["cells"]) for each in found["rows"]] == [
        ("Ani", "Tim Loket", False, [NO_ROLE]), ("Dewi", "", True, [""]),
    ]  # fmt: skip
    assert (found["unit"], found["above"], found["leader"]["name"]) == ("Unit samsat", "", "Budi")
    assert printed.content.startswith(b"%PDF")
    matrix.team = row.team
    assert queries.form_of(matrix, queries.grid(matrix))["above"] == "Unit samsat"
