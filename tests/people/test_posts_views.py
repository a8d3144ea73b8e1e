"""The pages that keep an employee: what is shown, what is refused, and that nothing typed is lost."""

from datetime import date

import pytest
from django.urls import reverse

from conftest import NOW, TODAY
from factories.people import post
from sambayan.common.actor import Role
from sambayan.people.actions.looks import look
from sambayan.people.models import Absence, Assignment, Delegation, Employee, RoleGrant, Team

POST = {
    "unit": "samsat",
    "title": "Analis",
    "position_type": "executing_staff",
    "kind": "main",
    "from_date": "2026-10-01",
}
PERSON = {"name": "Rina", "employee_number": "19900101 201501 2 901", "employment_type": "pns"}


def page(client, route, /, *args, **data):
    address = reverse(f"people:{route}", args=args)
    answer = client.post(address, data) if data else client.get(address)
    return answer.status_code, answer.content.decode()


def test_employ(cast, sign_in, today):
    assert page(sign_in(cast.admin), "employ", "samsat")[0] == 200
    assert page(sign_in(cast.admin), "employ", "samsat", **PERSON, **POST)[0] == 302

    assert Employee.objects.get(name="Rina").employee_number == "199001012015012901"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"employee_number": "12"}, "NIP berisi 18 angka, yang ditulis 2."),
        ({"employee_number": "x" * 18}, "NIP hanya berisi angka"),
        ({"birth_date": "1991-01-01"}, "Berbeda dari tanggal lahir di dalam NIP"),
        ({"sex": "male"}, "Berbeda dari angka ke-15 NIP"),
        ({"contract_from": "2026-01-01", "contract_to": "2027-01-01"}, "Tanggal kontrak hanya untuk PPPK"),
        ({"employment_type": "pppk", "contract_to": "2027-01-01"}, "Isi awal kontraknya"),
        (
            {"employment_type": "pppk", "contract_from": "2027-01-01", "contract_to": "2026-01-01"},
            "berakhir sebelum mulai",
        ),
        ({"from_date": "kemarin"}, "Lengkapi bagian jabatan."),
        ({"unit": "tidak ada"}, "Lengkapi bagian jabatan."),
        ({"name": ""}, "Isi bagian ini."),
    ],
)
def test_employ_says_what_to_mend_and_keeps_what_was_typed(cast, sign_in, today, wrong, told):
    status, text = page(sign_in(cast.admin), "employ", "samsat", **{**PERSON, **POST, **wrong})

    assert (status, told in text, 'value="Analis"' in text) == (422, True, True)
    assert not Employee.objects.filter(name="Rina").exists()


def test_what_the_action_refuses_is_told_on_the_form(cast, sign_in, today):
    status, text = page(sign_in(cast.admin), "assign", cast.ani.employee.pk, **{**POST, "is_head": "on"})

    assert (status, "masih dipegang Budi" in text) == (422, True)


def test_correct_begins_with_what_is_known(cast, sign_in, today):
    assert 'value="Ani"' in page(sign_in(cast.admin), "correct", cast.ani.employee.pk)[1]

    number = cast.ani.employee.employee_number
    changed = {"name": "Ani Lestari", "employee_number": number, "employment_type": "pns"}
    assert page(sign_in(cast.admin), "correct", cast.ani.employee.pk, **changed)[0] == 302
    assert Employee.objects.get(pk=cast.ani.employee.pk).name == "Ani Lestari"


def test_correct_contact(cast, sign_in, today):
    assert page(sign_in(cast.ani), "correct_contact", cast.ani.employee.pk, email="a@contoh.invalid")[0] == 302
    assert page(sign_in(cast.ani), "correct_contact", cast.ani.employee.pk, email="salah")[0] == 422


@pytest.mark.parametrize(
    ("typed", "told"),
    [("Kembar", "Lebih dari satu yang cocok"), ("Tidak Ada", "Tidak ditemukan"), ("1" * 18, "Tidak ditemukan")],
)
def test_a_name_that_fits_several_or_nobody_is_asked_again(cast, sign_in, today, typed, told):
    post("Kembar", "lpg/bapenda/"), post("Kembar", "lpg/dinsos/")

    status, text = page(sign_in(cast.admin), "assign", cast.ani.employee.pk, **{**POST, "direct_superior": typed})

    assert (status, told in text) == (422, True)


def test_assign_under_a_superior_by_number(cast, sign_in, today):
    number = cast.dewi.employee.employee_number

    assert page(sign_in(cast.admin), "assign", cast.ani.employee.pk, **{**POST, "direct_superior": number})[0] == 302
    assert Assignment.objects.get(employee=cast.ani.employee, to_date=None).direct_superior == cast.dewi.employee
    assert "atasan langsung Dewi" in page(sign_in(cast.ani), "person", cast.ani.employee.pk)[1]


def test_release_absence_and_leave(cast, sign_in, today):
    admin, pk = sign_in(cast.admin), cast.ani.employee.pk
    away = {"kind": "study_leave", "from_date": "2026-09-01"}

    assert page(admin, "record_absence", pk, **away, to_date="2026-08-01")[0] == 422
    assert page(admin, "record_absence", pk, **away)[0] == 302
    assert "Tugas belajar" in page(admin, "person", pk)[1]
    assert page(admin, "end_absence", pk, on="2026-10-01")[0] == 302
    assert page(admin, "release", cast.ani.assignment.pk, on="2026-10-07", reason="Pindah")[0] == 302
    assert "Saat ini tanpa jabatan." in page(admin, "person", pk)[1]
    assert page(admin, "leave", pk, on="2026-10-07", why="retired")[0] == 302
    assert "Berhenti pada 7 Oktober 2026." in page(admin, "person", pk)[1]
    assert Absence.objects.get().to_date == date(2026, 10, 1)


def test_an_exempt_person_has_no_chain(cast, sign_in, today):
    Absence.objects.create(employee=cast.ani.employee, kind="unpaid_leave", from_date=TODAY)

    assert "Tidak ada SKP dan penilaian selama" in page(sign_in(cast.ani), "person", cast.ani.employee.pk)[1]


def test_an_absent_head_and_a_final_result_are_told(cast, sign_in, today):
    Absence.objects.create(employee=cast.budi.employee, kind="suspended", from_date=TODAY)
    post("Gubernur", "lpg/", head=True)
    cast.citra.assignment.position.position_type = "senior_leadership"
    cast.citra.assignment.position.save()
    root = Assignment.objects.get(employee__name="Gubernur").position
    root.position_type = "regional_head"
    root.save()

    assert "berhalangan (Diberhentikan sementara)" in page(sign_in(cast.ani), "person", cast.ani.employee.pk)[1]
    assert "hasilnya final" in page(sign_in(cast.citra), "person", cast.citra.employee.pk)[1]


def test_delegations_are_given_shown_and_withdrawn(cast, sign_in, today):
    budi = sign_in(cast.budi)
    drafting = {"receiver": "Ani", "from_date": "2026-10-08", "to_date": "2026-12-31", "reason": "Bantuan"}
    appraising = {"receiver": "Dewi", "unit": "samsat", "from_date": "2026-10-08", "reason": "Surat"}

    assert page(budi, "delegate_drafting", cast.budi.employee.pk, **{**drafting, "to_date": "2028-01-01"})[0] == 422
    assert page(budi, "delegate_drafting", cast.budi.employee.pk, **drafting)[0] == 302
    assert page(budi, "delegate_appraising", cast.budi.employee.pk, **{**appraising, "to_date": "2026-01-01"})[0] == 422
    assert page(budi, "delegate_appraising", cast.budi.employee.pk, **appraising)[0] == 302
    assert page(budi, "person", cast.budi.employee.pk)[1].count("Tarik pendelegasian") == 2
    assert budi.post(reverse("people:withdraw", args=[Delegation.objects.get(kind="draft").pk])).status_code == 302
    assert Delegation.objects.count() == 1


def test_a_team_is_formed_joined_and_dissolved(cast, sign_in, today):
    budi = sign_in(cast.budi)

    assert page(budi, "form_team", "samsat", name="Tim Layanan", lead="Ani")[0] == 302
    team = Team.objects.get()
    assert page(budi, "join_team", team.pk, member="Dewi")[0] == 302
    assert "Dewi" in page(sign_in(cast.dewi), "team", team.pk)[1]
    assert "Tim Layanan" in page(sign_in(cast.ani), "person", cast.ani.employee.pk)[1]
    assert budi.post(reverse("people:dissolve_team", args=[team.pk])).status_code == 302
    assert "Tambah anggota" not in page(budi, "team", team.pk)[1]


def test_roles_are_listed_given_and_taken_back(cast, sign_in, today):
    admin = sign_in(cast.admin)
    given = {"account": "Ani", "role": "performance_admin", "unit": "samsat", "from_date": "2026-10-08", "reason": "SK"}

    assert page(admin, "grant", **{**given, "to_date": "2026-01-01"})[0] == 422
    assert page(admin, "grant", **given)[0] == 302
    held = RoleGrant.objects.get(account=cast.ani.account)
    assert "Cabut dari Ani" in page(admin, "roles")[1]
    assert "Pengelola kinerja" in page(sign_in(cast.ani), "person", cast.ani.employee.pk)[1]
    assert "Tidak ada yang cocok" in admin.get(reverse("people:roles"), {"q": "zzz"}).content.decode()
    assert page(admin, "revoke", held.pk, reason="Selesai")[0] == 302
    assert not RoleGrant.objects.filter(account=cast.ani.account).exists()


def test_a_state_official_is_not_appraised_and_needs_no_number(cast, sign_in, today):
    Employee.objects.filter(pk=cast.ani.employee.pk).update(employee_number=None, employment_type="state_official")
    admin, pk = sign_in(cast.admin), cast.ani.employee.pk

    assert "Siapa menilai, dan mengapa" not in page(admin, "person", pk)[1]
    assert page(admin, "correct", pk, name="Ani Lestari", email="", phone="")[0] == 302
    assert Employee.objects.get(pk=pk).name == "Ani Lestari"


def test_drafting_is_handed_on_for_a_year_at_most(cast, sign_in, today):
    words = {"receiver": cast.ani.employee.employee_number, "reason": "Surat", "from_date": "2026-10-31"}
    budi, pk = sign_in(cast.budi), cast.budi.employee.pk

    for until, status in (("2027-11-01", 422), ("2026-10-30", 422), ("9999-12-31", 422), ("2027-10-31", 302)):
        assert page(budi, "delegate_drafting", pk, **words, to_date=until)[0] == status
    assert page(budi, "delegate_drafting", pk, **{**words, "from_date": "9999-01-01"}, to_date="9999-12-31")[0] == 302


def test_who_looked_is_shown_to_the_person_and_the_privacy_officer_alone(cast, sign_in, today):
    RoleGrant.objects.create(account=cast.dewi.account, role=Role.DATA_PROTECTION_OFFICER, from_date=date(2026, 1, 1))
    assert "Belum ada yang membuka" in page(sign_in(cast.ani), "looks", cast.ani.employee.pk)[1]
    page(sign_in(cast.budi), "person", cast.ani.employee.pk)
    page(sign_in(cast.ani), "person", cast.ani.employee.pk)

    for reader in (cast.ani, cast.dewi):
        status, text = page(sign_in(reader), "looks", cast.ani.employee.pk)
        assert (status, text.count("Profil")) == (200, 1)
    assert page(sign_in(cast.budi), "looks", cast.ani.employee.pk)[0] == 403


@pytest.mark.parametrize("looks", [1, 3])
def test_the_person_page_asks_the_database_the_same_number_of_times(
    cast, sign_in, today, django_assert_num_queries, looks
):
    for number in range(looks):
        look(cast.ani.assignment, "people.person", by=cast.budi.actor, at=NOW)
        Assignment.objects.create(
            employee=cast.ani.employee, position=cast.ani.assignment.position, from_date=date(2020 + number, 1, 1),
            to_date=date(2020 + number, 2, 1),
        )  # fmt: skip
    client = sign_in(cast.ani)

    with django_assert_num_queries(14):
        page(client, "person", cast.ani.employee.pk)


def test_offices_and_teams_have_a_history_that_leads_back(cast, sign_in, today):
    team = Team.objects.create(unit=cast.unit, name="Tim", from_date=TODAY)

    for kind, pk, back in (("unit", cast.unit.pk, "/organisation/samsat/"), ("team", team.pk, f"/teams/{team.pk}/")):
        text = sign_in(cast.dewi).get(reverse("audit:history", args=[kind, pk])).content.decode()
        assert f'href="{back}"' in text
