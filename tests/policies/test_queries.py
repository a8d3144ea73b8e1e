"""Values of a day, the page that lists them, and values as people write them."""

from datetime import date

import pytest
from django.utils import translation

from conftest import NOW, TODAY
from factories.policies import setting_value
from sambayan.policies import actions, queries
from sambayan.policies.models import RulePack, SettingValue
from sambayan.policies.rules import Part
from sambayan.regulations.catalogue import settings

NEXT_YEAR = date(2027, 1, 1)


@pytest.mark.parametrize("rows", [1, 3])
def test_values_of_a_day_take_one_query(db, django_assert_num_queries, rows):
    for number in range(rows):
        setting_value(value=str(7 + number))

    with django_assert_num_queries(1):
        values = queries.values_on(TODAY)
    assert values.integer("small_cell_limit") == 6 + rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_one_query(db, django_assert_num_queries, rows):
    for number in range(rows):
        setting_value(value=str(7 + number))

    with django_assert_num_queries(1):
        assert len(queries.setting_rows(TODAY)) == len(settings())


def test_a_value_of_a_setting_that_is_gone_is_left_out(db):
    gone = setting_value("dropped_in_a_release")

    assert queries.values_on(TODAY).entries == {}
    assert str(gone) == "dropped_in_a_release"


def test_a_row_tells_value_default_mark_and_what_comes(db):
    setting_value()
    setting_value(value="9", valid_from=NEXT_YEAR)
    row = next(row for row in queries.setting_rows(TODAY) if row.setting.name == "small_cell_limit")

    assert (row.shown, row.default, row.coming_text) == (
        "7\N{NO-BREAK SPACE}orang",
        "5\N{NO-BREAK SPACE}orang",
        "9\N{NO-BREAK SPACE}orang",
    )
    assert (row.mark_word, row.source, row.valid_from) == ("Kebijakan daerah", "Rapat September", date(2026, 9, 1))
    assert (row.is_default, row.is_unverified, row.effect, row.note) == (
        False,
        False,
        "Statistik keberatan: kelompok kecil tidak ditampilkan",
        "",
    )


def test_a_row_speaks_the_language_of_the_reader(db):
    row = queries.setting_on(queries.values_on(TODAY), "survey_contrast_reason_required")
    assert (row.label, row.explanation[:7]) == ("Alasan bila suara warga berlawanan", "Penilai")
    with translation.override("en"):
        assert (row.label, row.explanation[:13]) == ("Reason when citizens disagree", "The appraiser")
    assert row.note == (
        "berlawanan: kelas C atau D dengan perilaku di atas ekspektasi; kelas A atau B dengan perilaku di bawah"
    )
    assert row.coming_text == ""


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        (queries.Asked(), len(settings())),
        (queries.Asked(mark="U"), 22),
        (queries.Asked(part="partners"), 8),
        (queries.Asked(text="KEBERATAN memutus"), 1),
        (queries.Asked(mark="P", part="partners"), 0),
    ],
)
def test_the_list_is_narrowed(db, asked, count):
    assert sum(asked.fits(row) for row in queries.setting_rows(TODAY)) == count


def test_parts_without_rows_are_left_out(db):
    rows = [row for row in queries.setting_rows(TODAY) if row.setting.part == Part.TEACHERS]

    assert queries.by_part(rows) == [(Part.TEACHERS, rows)]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("objection_window_days", "14", "14 hari kerja"),
        ("monthly_close_day", "10", "tanggal 10"),
        ("agreement_deadline", "01-31", "31 Januari"),
        ("wbk_ipak_minimum", "15.75", "15,75 poin"),
        ("allowance_split", "60/40", "60 / 40 %"),
        ("pkg_enabled", "true", "Ya"),
        ("pkg_enabled", "false", "Tidak"),
        ("distribution_mode", "warn", "peringatkan dan minta alasan"),
        ("yearly_export_endpoint", "skp22/save", "skp22/save"),
        ("receipt_deemed_days", "", "Kosong"),
        ("distribution_mode", "block", "block"),
    ],
)
def test_a_value_is_written_as_people_write_it(name, text, words):
    assert queries.written(settings()[name], text).replace("\N{NO-BREAK SPACE}", " ") == words


def test_a_choice_is_written_in_english_too():
    with translation.override("en"):
        assert queries.written(settings()["distribution_mode"], "warn") == "warn and ask for a reason"
        assert queries.written(settings()["agreement_deadline"], "01-31") == "31 January"


def test_a_page_knows_what_comes_and_what_was_withdrawn(cast):
    first, second = setting_value(value="8", valid_from=NEXT_YEAR), setting_value(value="9", valid_from=NEXT_YEAR)
    setting_value("pulse_min_n", "9", NEXT_YEAR)
    actions.withdraw(first, reason="Salah.", by=cast.admin.actor, at=NOW)
    page = queries.setting_page(settings()["small_cell_limit"], TODAY)

    assert [(value.pk, value.valid_from) for value in page.coming] == [(second.pk, NEXT_YEAR)]
    assert [event.name for event in page.events] == ["policies.withdraw"]


@pytest.mark.parametrize(
    ("version", "code"), [("PermenPANRB 6/2022, 14/2017 · 0123456789", "0123456789"), ("PermenPANRB 6/2022", "")]
)
def test_the_number_of_a_pack_is_read_from_a_version(version, code):
    assert queries.pack_code(version) == code


def test_a_pack_stands_beside_today(db):
    actions.keep_pack(queries.values_on(TODAY), at=NOW)
    setting_value("pulse_min_n", "9")
    rows = queries.pack_rows(RulePack.objects.get(), TODAY)

    assert [(row.name, row.has_changed) for row in rows[:2]] == [("pulse_min_n", True), ("agreement_deadline", False)]
    assert (rows[0].shown, rows[0].shown_today) == ("5\N{NO-BREAK SPACE}jawaban", "9\N{NO-BREAK SPACE}jawaban")
    assert len(rows) == len(settings())


def test_a_pack_tells_values_that_a_release_dropped(db):
    kept = RulePack.objects.create(code="0123456789", law="x", values={"dropped": "3"}, first_used_at=NOW)
    row = queries.pack_rows(kept, TODAY)[0]

    assert (row.label, row.shown, row.shown_today) == ("dropped", "3", "")


def test_a_pack_speaks_english(db):
    kept = RulePack.objects.create(code="0123456789", law="x", values={"pulse_min_n": "3"}, first_used_at=NOW)
    with translation.override("en"):
        assert queries.pack_rows(kept, TODAY)[0].label == "Fewest acceptance answers"


def test_a_withdrawal_is_named_like_its_value(cast):
    value = setting_value(valid_from=NEXT_YEAR)

    kept = actions.withdraw(value, reason="Salah.", by=cast.admin.actor, at=NOW)
    assert (str(kept), SettingValue.objects.count()) == ("Sel statistik paling kecil", 1)
