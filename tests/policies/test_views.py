"""The page of settings, one setting, the form, and a pack, by everybody."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from conftest import NOW, TODAY
from factories.evaluation import evaluation
from factories.planning import agreement
from factories.policies import setting_value
from sambayan.policies import actions, queries
from sambayan.policies.models import SettingValue, SettingWithdrawal
from sambayan.policies.rules import EFFECTS
from sambayan.regulations.catalogue import settings

LIST = "/settings/"
WORDS = {
    "value": "8", "valid_from": "2026-10-09", "mark": "D", "source": "Rapat Oktober", "decree": "",
    "reason": "Sel kecil dapat dikenali.",
}  # fmt: skip
TOMORROW = date(2026, 10, 9)


def at(verb: str, name: str = "small_cell_limit") -> str:
    return reverse(f"policies:{verb}", args=[name])


def words_of(answer) -> str:
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(unescape(plain).replace("\N{NO-BREAK SPACE}", " ").split())


def pack_path() -> str:
    return at("pack", actions.keep_pack(queries.values_on(TODAY), at=NOW)[-10:])


def test_everybody_who_signed_in_reads_the_rules(cast, sign_in, today):
    paths = [LIST, at("setting"), pack_path()]

    assert [sign_in(who).get(path).status_code for path in paths for who in (*cast, None)] == [
        *[200] * 7, 302, *[200] * 7, 302, *[200] * 7, 302,
    ]  # fmt: skip


def test_the_list_shows_values_marks_and_honesty(cast, sign_in, today):
    setting_value(valid_from=TODAY)
    setting_value(value="9", valid_from=TOMORROW)
    told = words_of(sign_in(cast.ani).get(LIST))

    assert "7 orang bawaan: 5 orang mulai 9 Oktober 2026: 9 orang Kebijakan daerah Rapat September" in told
    assert f"{len(settings())} setelan." in told
    assert told.count("Belum dipakai oleh halaman mana pun") == len(settings()) - len(EFFECTS)
    assert told.count("Belum diverifikasi") == 23  # the chip, and one for each unverified value


def test_the_list_is_narrowed_by_mark_part_and_words(cast, sign_in, today):
    ani = sign_in(cast.ani)
    counts = [
        ani.get(LIST + query).context["count"] for query in ("?mark=U", "?part=teachers", "?q=keberatan", "?q=x9z")
    ]

    assert counts == [22, 7, 4, 0]
    assert "Tidak ada yang cocok" in words_of(ani.get(LIST + "?q=x9z"))
    assert 'name="mark" value="U"' in ani.get(LIST + "?mark=U").content.decode()
    assert 'name="part" value="teachers"' in ani.get(LIST + "?part=teachers").content.decode()


def test_a_filter_keeps_the_others_and_lets_go_when_pressed_again(cast, sign_in, today):
    chips = sign_in(cast.ani).get(LIST + "?mark=U&part=teachers").context["marks"]

    assert [(chip["url"], chip["count"]) for chip in chips if chip["current"]] == [("/settings/?part=teachers", 22)]
    assert chips[0]["url"] == "/settings/?mark=P&part=teachers"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_the_same_number_of_times(cast, sign_in, today, django_assert_num_queries, rows):
    for number in range(rows):
        setting_value(value=str(7 + number))
    client = sign_in(cast.ani)

    with django_assert_num_queries(5):  # session, account, post, grants; values
        client.get(LIST)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_database_the_same_number_of_times(cast, sign_in, today, django_assert_num_queries, rows):
    for number in range(rows):
        setting_value(value=str(7 + number))
    client = sign_in(cast.ani)

    with django_assert_num_queries(7):  # session, account, post, grants; values, keys, events
        client.get(at("setting"))


def test_only_the_administrator_sees_the_form(cast, sign_in, today):
    seen = [at("set") in sign_in(who).get(at("setting")).content.decode() for who in cast]

    assert seen == [False, False, False, False, True, False, False]


def test_set_from_form_to_history(cast, sign_in, today):
    answer = sign_in(cast.admin).post(at("set"), WORDS)
    told = words_of(sign_in(cast.ani).get(at("setting")))

    assert (answer.status_code, answer.url) == (302, at("setting"))
    assert "Tri menetapkan nilai setelan “Sel statistik paling kecil” “Sel kecil dapat dikenali.”" in told
    assert "Yang akan berlaku 8 orang mulai 9 Oktober 2026" in told


@pytest.mark.parametrize(
    ("name", "changed", "field", "message"),
    [
        ("small_cell_limit", {"value": "banyak"}, "value", "Tulis bilangan bulat dari 2 sampai 100."),
        ("small_cell_limit", {"value": ""}, "value", "Isi nilainya; bagian ini tidak boleh kosong."),
        (
            "small_cell_limit",
            {"valid_from": "2026-10-07"},
            "valid_from",
            "Pilih hari ini atau sesudahnya: dokumen lama memakai nilai waktu itu.",
        ),
        ("small_cell_limit", {"reason": ""}, "reason", "Isi bagian ini."),
        ("small_cell_limit", {"source": ""}, "source", "Isi bagian ini."),
    ],
)
def test_set_says_what_to_mend_and_keeps_what_was_typed(cast, sign_in, today, name, changed, field, message):
    answer = sign_in(cast.admin).post(at("set", name), {**WORDS, **changed})

    assert (answer.status_code, answer.context["form"].errors) == (422, {field: [message]})
    assert (answer.context["form"]["decree"].value(), SettingValue.objects.count()) == ("", 0)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("agreement_deadline", "Bulan dan tanggal sebagai BB-TT, misalnya 01-31 untuk 31 Januari."),
        ("allowance_split", "Dipisah garis miring, seperti 60/40."),
        ("small_cell_limit", "Dari 2 sampai 100."),
        ("dpo_contact", "Boleh dikosongkan."),
        ("yearly_export_endpoint", ""),
        ("pkg_enabled", ""),
    ],
)
def test_the_field_of_the_value_follows_its_kind(cast, sign_in, today, name, hint):
    field = sign_in(cast.admin).get(at("setting", name)).context["form"]["value"].field

    assert field.help_text == hint


def test_choices_are_offered_in_the_readers_language(cast, sign_in, today):
    choices = sign_in(cast.admin).get(at("setting", "working_week") + "?lang=en").context["form"]["value"].field.choices

    assert choices == [("5", "five"), ("6", "six")]


def test_withdraw_from_form_to_history(cast, sign_in, today):
    value = setting_value(valid_from=TOMORROW)
    address = reverse("policies:withdraw", args=[value.pk])
    admin = sign_in(cast.admin)
    empty = admin.post(address, {"reason": ""})
    admin.post(address, {"reason": "Salah ketik."})
    told = words_of(admin.get(at("setting")))

    assert (empty.status_code, empty.context["withdraw_form"].errors) == (422, {"reason": ["Isi bagian ini."]})
    assert SettingWithdrawal.objects.get().reason == "Salah ketik."
    assert "Tri menarik nilai yang belum berlaku dari setelan “Sel statistik paling kecil” “Salah ketik.”" in told


@pytest.mark.parametrize("verb", ["set", "withdraw"])
def test_writing_is_refused_to_everybody_else(cast, sign_in, today, verb):
    value = setting_value(valid_from=TOMORROW)
    address = at("set") if verb == "set" else reverse("policies:withdraw", args=[value.pk])
    people = (cast.ani, cast.budi, cast.citra, cast.dewi, cast.partner, cast.inspector, None)

    assert [sign_in(who).post(address, WORDS).status_code for who in people] == [*[403] * 6, 302]
    assert (SettingValue.objects.count(), SettingWithdrawal.objects.count()) == (1, 0)


@pytest.mark.parametrize("path", ["/settings/nothing/", "/settings/packs/nothing/"])
def test_what_does_not_exist_is_not_found(cast, sign_in, today, path):
    assert sign_in(cast.ani).get(path).status_code == 404


def test_a_pack_says_which_values_have_changed(cast, sign_in, today):
    path = pack_path()
    setting_value(valid_from=TODAY)

    assert "Sel statistik paling kecil 5 orang 7 orang" in words_of(sign_in(cast.ani).get(path))


@pytest.mark.parametrize(("day", "is_kept"), [(TODAY, True), (TOMORROW, False)])
def test_a_changed_value_holds_on_the_rating_page_from_its_day(cast, sign_in, today, day, is_kept):
    own = evaluation(cast.ani.assignment, cast.budi.assignment)
    setting_value("reason_min_length", "5", day)
    words = {
        "result_rating": "meets", "result_reason": "Mutu baik", "behaviour_rating": "meets",
        "behaviour_reason": "Ramah sekali", "consideration": "", "evaluation_note": "Teruskan.",
    }  # fmt: skip
    sign_in(cast.budi).post(reverse("evaluation:rate", args=[own.pk]), words)
    own.refresh_from_db()

    assert (own.state == "rated") is is_kept


def test_a_signed_document_keeps_its_periods(cast, sign_in, today):
    own = evaluation(cast.ani.assignment, cast.budi.assignment, "received")
    address = reverse("evaluation:explain", args=[own.pk])
    setting_value("objection_window_days", "20", TODAY)

    assert "14 hari kerja sejak diterima" in words_of(sign_in(cast.ani).get(address))


def test_the_explanation_leads_to_the_pack(cast, sign_in, today):
    own = evaluation(cast.ani.assignment, cast.budi.assignment, "received")
    version = actions.keep_pack(queries.values_on(TODAY), at=NOW)
    type(own).objects.filter(pk=own.pk).update(rule_version=version)

    page = sign_in(cast.ani).get(reverse("evaluation:explain", args=[own.pk])).content.decode()
    assert reverse("policies:pack", args=[version[-10:]]) in page


def test_the_footer_leads_those_who_signed_in_to_the_rules(cast, sign_in, today):
    seen = [f'href="{LIST}"' in sign_in(who).get("/about/").content.decode() for who in (cast.ani, None)]

    assert seen == [True, False]


def test_the_home_of_an_appraiser_counts_by_the_value_of_the_day_of_signing(cast, sign_in, today):
    evaluation(cast.ani.assignment, cast.budi.assignment, "signed")  # on 6 October
    setting_value("document_handover_days", "3", date(2026, 10, 6))
    setting_value("document_handover_days", "9", TODAY)

    assert "Penyerahan paling lama 3 hari kerja setelah ditandatangani." in words_of(sign_in(cast.budi).get("/home/"))


def test_the_employee_is_told_the_periods_of_today(cast, sign_in, today):
    own = evaluation(cast.ani.assignment, cast.budi.assignment, "handed_over")
    setting_value("objection_window_days", "20", TODAY)
    ani = sign_in(cast.ani)
    home = words_of(ani.get("/home/"))
    ani.post(reverse("evaluation:confirm_receipt", args=[own.pk]))
    told = words_of(ani.get(reverse("evaluation:explain", args=[own.pk])))

    assert "Sejak itu Anda punya 20 hari kerja untuk keberatan." in home
    assert "Penerimaan tercatat. Anda punya 20 hari kerja untuk mengajukan keberatan." in told


def test_the_warning_about_absolute_words_can_be_put_off(cast, sign_in, today):
    plan = agreement(cast.ani.assignment, cast.budi.assignment)
    setting_value("target_absolute_word_warning", "false", TODAY)
    words = {
        "kind": "main", "title": "Berkas selesai", "supported_result": "", "aspect": "time", "indicator": "Waktu",
        "target": "selalu tepat",
    }  # fmt: skip
    answer = sign_in(cast.ani).post(reverse("planning:add_result", args=[plan.pk]), words, follow=True)

    assert "Target memuat" not in words_of(answer)


def test_the_method_page_shows_the_values_of_today(client, db, today):
    setting_value("min_respondents_compare", "40", TODAY)

    assert client.get("/method/").context["below_compare"] == 39


def test_every_setting_has_a_page(cast, sign_in, today):
    admin = sign_in(cast.admin)

    assert {admin.get(at("setting", name)).status_code for name in list(settings())[::9]} == {200}
