"""Strategic plans, contracts, key indicators and files of them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from conftest import NOW
from factories import cycles, goals
from factories.people import unit
from sambayan.audit.models import Event
from sambayan.common.guard import Denied, why_not
from sambayan.people.queries.units import unit as find_unit
from sambayan.people.rules.offices import facts_of
from sambayan.planning.access.goals import contracts_visible_to
from sambayan.planning.actions import goals as actions
from sambayan.planning.models import GoalFile, KeyIndicator, PerformanceContract, StrategicPlan
from sambayan.planning.queries import goals as queries

pytestmark = pytest.mark.django_db
WORDS = {
    "goal": "Warga puas", "name": "Indeks kepuasan", "target": "82", "measurement_unit": "", "direction": "",
    "perspective": "", "parent": "",
}  # fmt: skip
HEAD = "NOMOR;SASARAN;INDIKATOR;TARGET;SATUAN;ARAH;PERSPEKTIF;NOMOR INDUK\n"


def at(name: str, *keys) -> str:
    return reverse(f"planning:{name}", args=keys)


def events(name: str) -> int:
    return Event.objects.filter(name=name).count()


def test_write_strategy_changes_the_plan_that_begins_in_the_same_year(cast, sign_in, today):
    top, client = unit("lpg/"), sign_in(cast.admin)
    words = {"title": "Renstra", "first_year": 2025, "last_year": 2029}

    client.post(at("write_strategy", "lpg"), words)
    assert "2029" in client.get(at("write_strategy", "lpg")).content.decode()
    client.post(at("write_strategy", "lpg"), {**words, "title": "Renstra perubahan"})

    plan = StrategicPlan.objects.get()
    assert str(plan) == "Renstra perubahan 2025–2029"
    assert queries.plan_for(top.agency_id, 2029) == plan
    assert queries.plan_for(top.agency_id, 2030) is None
    assert events("planning.write_strategy") == 2


def test_a_strategic_plan_does_not_end_before_it_begins(cast, sign_in, today):
    unit("lpg/")
    answer = sign_in(cast.admin).post(
        at("write_strategy", "lpg"), {"title": "Renstra", "first_year": 2029, "last_year": 2025}
    )

    assert answer.status_code == 422
    assert "mendahului tahun pertama" in answer.content.decode()
    assert sign_in(cast.citra).get(at("write_strategy", "lpg")).status_code == 403
    assert sign_in(cast.admin).get(at("write_strategy", "bapenda")).status_code == 404


def test_draft_contract_begins_once_and_needs_the_year(cast, sign_in, today):
    client = sign_in(cast.budi)
    assert "belum dibuka" in client.post(at("draft_contract", "samsat"), {"title": "PK"}).content.decode()
    cycles.cycle()
    assert "Perjanjian kinerja Unit samsat" in client.get(at("draft_contract", "samsat")).content.decode()

    client.post(at("draft_contract", "samsat"), {"title": "PK"})
    made = PerformanceContract.objects.get()

    assert client.get(at("draft_contract", "samsat")).url == at("contract", made.pk)
    again = actions.draft_contract(made.unit, made.cycle, title="Lain", by=cast.budi.actor, at=NOW)
    assert (again, again.title, events("planning.draft_contract")) == (made, "PK", 1)
    assert sign_in(cast.ani).post(at("draft_contract", "samsat"), {"title": "PK"}).status_code == 403


def test_a_contract_is_written_set_read_by_everybody_and_opened_again(cast, sign_in, today):
    made, client = goals.contract(state="draft"), sign_in(cast.budi)
    parent = goals.key_indicator(goals.contract("lpg/bapenda/"))
    refused = client.post(at("set_contract", made.pk))
    assert refused.status_code == 403
    assert "paling sedikit satu indikator" in refused.content.decode()
    assert sign_in(cast.dewi).get(at("contract", made.pk)).status_code == 403

    client.post(at("add_key", made.pk), {**WORDS, "parent": parent.pk, "perspective": "budget"})
    client.post(at("add_key", made.pk), WORDS)
    first, second = made.indicators.order_by("number")
    client.post(at("change_key", second.pk), {**WORDS, "target": "85"})
    client.post(at("remove_key", first.pk))
    client.post(at("set_contract", made.pk))

    made.refresh_from_db()
    assert (made.state, made.set_at, made.indicators.get().target) == ("set", NOW, "85")
    page = sign_in(cast.dewi).get(at("contract", made.pk)).content.decode()
    assert "85" in page
    assert client.post(at("change_key", second.pk), WORDS).status_code == 403
    assert client.post(at("reopen_contract", made.pk), {"reason": ""}).status_code == 422
    client.post(at("reopen_contract", made.pk), {"reason": "Target berubah"})
    made.refresh_from_db()
    assert made.state == "draft"
    assert Event.objects.get(name="planning.reopen_contract").reason == "Target berubah"
    assert events("planning.write_indicator") == 4


def test_the_form_of_an_indicator_keeps_what_was_typed_and_shows_what_it_knows(cast, sign_in, today):
    made, client = goals.contract(state="draft"), sign_in(cast.budi)
    row = goals.key_indicator(made)

    assert "Sasaran 1" in client.get(at("change_key", row.pk)).content.decode()
    answer = client.post(at("add_key", made.pk), {**WORDS, "name": "", "goal": "Kalimat saya"})
    assert answer.status_code == 422
    assert "Kalimat saya" in answer.content.decode()


@pytest.mark.parametrize("path", ["lpg/dinsos/", "lpg/bapenda/samsat/loket/"])
def test_an_indicator_cannot_support_one_that_is_not_above(cast, path):
    made = goals.contract(state="draft")
    other = goals.key_indicator(goals.contract(path))

    with pytest.raises(Denied, match="milik unit di atasnya"):
        actions.write_indicator(made, {**WORDS, "parent": other.pk}, by=cast.budi.actor, at=NOW)
    with pytest.raises(Denied, match="milik unit di atasnya"):
        actions.write_indicator(made, {**WORDS, "parent": 10**9}, by=cast.budi.actor, at=NOW)


def test_only_above_and_set_is_offered_to_support(cast):
    below, above = goals.contract(state="draft"), goals.contract("lpg/bapenda/")
    draft, top = goals.contract("lpg/", state="draft"), goals.key_indicator(above)
    goals.key_indicator(draft)
    own = goals.key_indicator(below)

    assert queries.indicators_above(below.unit, below.cycle_id) == [top]
    assert queries.indicators_above(below.unit, below.cycle_id, own=True) == [own, top]


def test_the_list_shows_what_the_guard_allows_in_so_many_queries(cast, sign_in, today, django_assert_num_queries):
    goals.contract(), goals.contract("lpg/bapenda/", state="draft"), goals.contract("lpg/dinsos/", state="draft")

    for who in cast:
        seen = {each.pk for each in PerformanceContract.objects.filter(contracts_visible_to(who.actor))}
        may = {
            each.pk
            for each in PerformanceContract.objects.select_related("unit")
            if why_not("planning.read_contract", who.actor, each) is None
        }
        assert seen == may
    client = sign_in(cast.citra)
    for more in (0, 3):
        for number in range(more):
            goals.contract(f"lpg/bapenda/u{number}/")
        with django_assert_num_queries(10):
            page = client.get(at("goals")).content.decode()
    assert "Unit samsat" in page
    assert "Unit dinsos" not in page
    assert "Unit u1" not in client.get(at("goals"), {"q": "samsat"}).content.decode()
    assert "Belum ada perjanjian" in client.get(at("goals"), {"year": "2025"}).content.decode()
    assert "tidak bertugas di satu unit" in sign_in(cast.partner).get(at("goals")).content.decode()


def test_the_page_of_an_office_names_its_set_contract(cast):
    where = find_unit("samsat")
    draft = goals.contract(state="draft")
    assert [fact.title for fact in facts_of(cast.ani.actor, where.pk)] == []

    goals.key_indicator(draft)
    PerformanceContract.objects.update(state="set", set_at=NOW)

    assert [(fact.title, fact.text) for fact in facts_of(cast.ani.actor, where.pk)] == [
        ("Perjanjian kinerja 2026", "1 indikator kinerja utama")
    ]


def upload(client, contract, lines: str, name: str = "iku.csv"):
    file = SimpleUploadedFile(name, lines.encode())
    return client.post(reverse("spreadsheets:upload_goals", args=[contract.pk]), {"file": file})


def test_a_file_is_previewed_and_taken_over_as_a_whole(cast, sign_in, today):
    made, client = goals.contract(state="draft"), sign_in(cast.budi)
    parent = goals.key_indicator(goals.contract("lpg/bapenda/"), 4)
    goals.key_indicator(made, 1)
    lines = HEAD + "1;Sasaran 1;Indikator baru;90;persen;makin tinggi;Anggaran;4\n2;Warga puas;Indeks;82;;;;\n"

    answer = upload(client, made, lines)
    file = GoalFile.objects.get()
    page = client.get(answer.url).content.decode()
    assert "Indikator baru" in page
    assert KeyIndicator.objects.filter(contract=made).count() == 1

    client.post(at("confirm_goals", file.pk))
    one, two = made.indicators.order_by("number")
    assert (one.name, one.parent, one.direction, one.perspective) == ("Indikator baru", parent, "higher", "budget")
    assert (two.name, two.parent) == ("Indeks", None)
    assert client.post(at("confirm_goals", file.pk)).status_code == 403
    assert client.post(at("discard_goals", file.pk)).status_code == 403
    assert "Diterapkan" in client.get(at("preview_goals", file.pk)).content.decode()
    assert [events(f"planning.{verb}_goals") for verb in ("upload", "confirm", "discard")] == [1, 1, 0]


def test_a_file_with_a_refused_line_changes_nothing(cast, sign_in, today):
    made, client = goals.contract(state="draft"), sign_in(cast.budi)

    answer = upload(client, made, HEAD + "1;Sasaran;Indeks;82;;;;\nsatu;;Indeks;82;;;;9\n")
    file = GoalFile.objects.get()
    page = client.get(answer.url).content.decode()

    assert "bukan nomor" in page
    assert "kosong, padahal wajib" in page
    assert "belum ada perjanjian kinerja yang ditetapkan di unit atas" in page
    refused = client.post(at("confirm_goals", file.pk))
    assert (refused.status_code, made.indicators.count()) == (403, 0)
    client.post(at("discard_goals", file.pk))
    file.refresh_from_db()
    assert file.state == "discarded"


def test_a_file_is_not_taken_over_when_what_it_supports_is_gone(cast, sign_in, today):
    made, client = goals.contract(state="draft"), sign_in(cast.budi)
    parent = goals.key_indicator(goals.contract("lpg/bapenda/"), 4)
    upload(client, made, HEAD + "1;Sasaran;Indeks;82;;;;4\n")
    parent.delete()

    refused = client.post(at("confirm_goals", GoalFile.objects.get().pk))

    assert "berubah sejak berkas dibaca" in refused.content.decode()
    assert made.indicators.count() == 0


def test_a_file_that_changes_nothing_is_refused(cast, sign_in, today):
    made, client = goals.contract(state="draft"), sign_in(cast.budi)
    goals.key_indicator(made, 1)
    lines = HEAD + "1;Sasaran 1;Indikator samsat 1;82;indeks;makin tinggi;Penerima Layanan;\n"

    upload(client, made, lines)

    assert "Tidak ada yang berubah" in client.post(at("confirm_goals", GoalFile.objects.get().pk)).content.decode()


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("a;b\n1;2\n", "kolom wajib tidak ada"),
        (HEAD, "tidak ada baris di bawah judul"),
        ("", "berkas kosong"),
    ],
)
def test_a_file_that_is_no_table_comes_back_with_the_reason(cast, sign_in, today, lines, told):
    made = goals.contract(state="draft")
    answer = upload(sign_in(cast.budi), made, lines)

    assert answer.status_code == 422
    assert told in answer.content.decode().lower()
    assert GoalFile.objects.count() == 0


def test_a_file_too_large_is_refused(cast, sign_in, today, monkeypatch):
    monkeypatch.setattr("sambayan.integrations.spreadsheets.goal_views.MOST_BYTES", 3)
    answer = upload(sign_in(cast.budi), goals.contract(state="draft"), HEAD)

    assert answer.status_code == 422


def test_the_empty_file_can_be_filled_in_and_sent_back(cast, sign_in, today):
    made, client = goals.contract(state="draft"), sign_in(cast.budi)
    goals.key_indicator(goals.contract("lpg/bapenda/"), 1)
    for form in ("csv", "xlsx"):
        content = client.get(reverse("spreadsheets:goals_template", args=[form])).content
        file = SimpleUploadedFile(f"templat.{form}", content)
        answer = client.post(reverse("spreadsheets:upload_goals", args=[made.pk]), {"file": file})
        assert client.get(answer.url).status_code == 200
        assert GoalFile.objects.latest("pk").problems == []
    assert client.get(reverse("spreadsheets:goals_template", args=["pdf"])).status_code == 404
    assert client.get(reverse("spreadsheets:upload_goals", args=[made.pk])).status_code == 200
