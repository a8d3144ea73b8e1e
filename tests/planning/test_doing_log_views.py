"""The pages of the daily log, from a phone's quick form to the national application's export."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from conftest import TODAY
from factories import cycles
from factories.planning import agreement, documentation, line
from planning.test_doing_views import at, text
from sambayan.planning.models import DailyProgress, LogFile, PerformanceDocumentation
from sambayan.planning.queries import doing_duties as duties
from sambayan.policies.models import SettingValue

CSV = b"Tanggal;Kegiatan;RHK;Durasi\n01-10-2026;Rekap;Hasil kerja 1;60\n02-10-2026;Rapat;;\nbesok;Rapat;;\n"


@pytest.fixture
def plan(cast):
    return agreement(cast.ani.assignment, cast.budi.assignment, "in_force", results=1)


@pytest.fixture
def period():
    return cycles.quarter(4)


def send(client, plan, content: bytes = CSV, name: str = "progres.csv"):
    address = reverse("spreadsheets:upload_log", args=[plan.pk])
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


def test_the_log_begins_with_todays_form(plan, period, cast, sign_in, today):
    page = text(sign_in(cast.ani).get(at("log", plan, period)))

    assert ['value="2026-10-08"' in page, "Belum ada baris pada periode ini" in page] == [True, True]


def test_a_line_is_written_changed_and_removed(plan, period, cast, sign_in, today):
    client, words = sign_in(cast.ani), {"day": "2026-10-08", "text": "Rekap", "minutes": "60", "result": ""}
    assert client.post(at("write_log", plan, period), {**words, "text": ""}).status_code == 422
    assert client.post(at("write_log", plan, period), {**words, "day": "2026-10-09"}).status_code == 422
    assert client.post(at("write_log", plan, period), words).url == at("log", plan, period)
    row = DailyProgress.objects.get()
    assert "60 menit" in text(client.get(at("log", plan, period)))

    assert "Rekap" in text(client.get(at("change_log", row)))
    assert client.post(at("change_log", row), {**words, "minutes": "0"}).status_code == 422
    changed = client.post(at("change_log", row), {**words, "text": "Rapat", "result": plan.results.get().pk})
    row.refresh_from_db()
    assert (changed.url, row.text, row.result) == (at("log", plan, period), "Rapat", plan.results.get())

    assert client.post(at("remove_log", row)).url == at("log", plan, period)
    assert not DailyProgress.objects.exists()


def test_a_line_outside_any_period_leads_back_to_the_agreement(plan, cast, sign_in, today):
    type(plan).objects.update(state="closed")
    row = line(cast.ani.employee, TODAY)

    assert sign_in(cast.ani).post(at("remove_log", row)).url == at("agreement", plan)


def test_the_leader_reads_the_log_and_cannot_write_in_it(plan, period, cast, sign_in, today):
    line(cast.ani.employee, TODAY)
    client = sign_in(cast.budi)

    page = text(client.get(at("log", plan, period)))

    assert ["Melayani loket" in page, "Simpan baris" in page, "checkbox" in page] == [True, False, False]
    assert client.post(at("write_log", plan, period), {}).status_code == 403
    assert sign_in(cast.dewi).get(at("log", plan, period)).status_code == 403


def test_lines_are_marked_and_collected(plan, period, cast, sign_in, today):
    client, result = sign_in(cast.ani), plan.results.get()
    rows = [line(cast.ani.employee, date(2026, 10, day), f"Rekap {day}") for day in (1, 2)]
    chosen = {"lines": [row.pk for row in rows], "result": result.pk}
    assert "Pilih paling sedikit satu baris." in text(
        client.post(at("assign_log", plan, period), {"result": result.pk})
    )
    assert "Pilih hasil kerjanya." in text(client.post(at("collect_log", plan, period), {"lines": ["x", rows[0].pk]}))

    assert "2 baris ditandai." in text(client.post(at("assign_log", plan, period), chosen, follow=True))
    answer = client.post(at("collect_log", plan, period), chosen)

    entry = PerformanceDocumentation.objects.get()
    assert (answer.url, entry.realisation) == (at("correct_documentation", entry), "Rekap 1; Rekap 2")
    page = text(client.get(at("log", plan, period)))
    assert ("sudah dirangkum" in page, "checkbox" in page) == (True, False)


def test_lines_too_long_for_one_entry_are_told_on_the_form(plan, period, cast, sign_in, today):
    rows = [line(cast.ani.employee, date(2026, 10, day), str(day) * 600) for day in (1, 2)]
    chosen = {"lines": [row.pk for row in rows], "result": plan.results.get().pk}

    answer = sign_in(cast.ani).post(at("collect_log", plan, period), chosen)

    assert (answer.status_code, "Pilih lebih sedikit baris" in text(answer)) == (422, True)
    assert PerformanceDocumentation.objects.count() == 0


def test_a_closed_period_is_not_collected_any_more(plan, cast, sign_in, today):
    line(cast.ani.employee, date(2026, 5, 4))

    assert "Triwulan II 2026 sudah ditutup." in text(sign_in(cast.ani).get(at("log", plan, cycles.quarter(2))))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_log_asks_the_database_the_same_number_of_times(
    plan, period, cast, sign_in, today, django_assert_num_queries, rows
):
    for number in range(rows):
        row = line(cast.ani.employee, date(2026, 10, 1 + number))
        DailyProgress.objects.filter(pk=row.pk).update(
            result=plan.results.get(), documentation=documentation(plan.results.get(), period)
        )
    client = sign_in(cast.ani)

    with django_assert_num_queries(15):
        client.get(at("log", plan, period))


def test_a_file_is_read_previewed_and_stored_once(plan, period, cast, sign_in, today):
    client = sign_in(cast.ani)
    assert "tidak mengetik dua kali" in text(client.get(reverse("spreadsheets:upload_log", args=[plan.pk])))

    page = text(client.get(send(client, plan).url))
    kept = LogFile.objects.get()
    assert [
        words in page
        for words in ("Belum ada yang tersimpan.", "Rekap", "Hasil kerja 1", "Baris 4: “besok” bukan tanggal")
    ] == [True] * 4
    assert DailyProgress.objects.count() == 0

    columns = {"day": "0", "text": "1", "result": "2", "minutes": "3"}
    told = text(client.post(at("confirm_log", kept), columns, follow=True))
    assert ("2 baris tersimpan." in told, DailyProgress.objects.count()) == (True, 2)

    again = text(client.get(send(client, plan).url))
    assert "(sudah ada)" in again
    client.post(at("confirm_log", LogFile.objects.get()), columns)
    assert DailyProgress.objects.count() == 2


def test_a_workbook_is_read_too(plan, cast, sign_in, today):
    import xlsxwriter

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Tgl Kegiatan", "Uraian Kegiatan"])
    sheet.write_datetime(
        1, 0, __import__("datetime").datetime(2026, 10, 1), book.add_format({"num_format": "dd/mm/yyyy"})
    )
    sheet.write(1, 1, "Rekap")
    book.close()
    client = sign_in(cast.ani)

    page = text(client.get(send(client, plan, made.getvalue(), "progres.xlsx").url))

    assert ["1 Okt 2026" in page, "Simpan baris baru" in page] == [True, True]


def test_the_employee_corrects_the_guess(plan, cast, sign_in, today):
    client = sign_in(cast.ani)
    address = send(client, plan, b"A;B\n01-10-2026;Rekap\n").url
    assert "Sebagian kolom tidak dikenali." in text(client.get(address))
    assert "Satu kolom dipilih untuk dua isi" in text(client.get(address + "?day=0&text=0"))

    page = text(client.get(address + "?day=0&text=1"))

    assert ("Rekap" in page, "Baris baru" in page) == (True, True)


def test_an_endless_number_of_minutes_is_told_as_the_problem_of_its_row(plan, cast, sign_in, today):
    client = sign_in(cast.ani)

    page = text(client.get(send(client, plan, b"Tanggal;Kegiatan;Menit\n01-10-2026;Rekap;" + b"9" * 400 + b"\n").url))

    assert "Baris 2: “" + "9" * 40 + "” bukan lama pengerjaan" in page


def test_wrong_columns_store_nothing(plan, cast, sign_in, today):
    client = sign_in(cast.ani)
    send(client, plan)
    kept = LogFile.objects.get()

    assert "Belum bisa: tidak ada baris yang dapat dibaca." in text(client.get(at("log_file", kept) + "?day=1&text=0"))
    assert client.post(at("confirm_log", kept), {"day": "1", "text": "1"}).status_code == 422
    assert client.post(at("confirm_log", kept), {"day": "1", "text": "0"}).status_code == 403
    assert DailyProgress.objects.count() == 0


def test_a_file_is_discarded(plan, period, cast, sign_in, today):
    client = sign_in(cast.ani)
    send(client, plan)

    assert client.post(at("discard_log", LogFile.objects.get())).url == at("log", plan, period)
    assert (LogFile.objects.count(), DailyProgress.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"%PDF-1.7", "progres.csv", "PDF"),
        (b"", "progres.csv", "kosong"),
        (
            b"Tanggal;Kegiatan\n" + b"01-10-2026;Rekap\n" * 2001,
            "progres.csv",
            "Berkas ini 2001 baris, paling banyak 2000.",
        ),
    ],
)
def test_a_file_that_is_no_log_is_refused(plan, cast, sign_in, today, content, name, told):
    answer = send(sign_in(cast.ani), plan, content, name)

    assert (answer.status_code, told in text(answer)) == (422, True)
    assert LogFile.objects.count() == 0


def test_a_file_is_needed(plan, cast, sign_in, today):
    answer = sign_in(cast.ani).post(reverse("spreadsheets:upload_log", args=[plan.pk]), {})

    assert "Pilih berkas yang akan diunggah." in text(answer)


def test_many_problems_are_told_in_part(plan, cast, sign_in, today):
    client = sign_in(cast.ani)
    content = b"Tanggal;Kegiatan\n" + b"01-10-2026;Rekap\n" * 20 + b"besok;Rapat\n" * 40

    page = text(client.get(send(client, plan, content).url))

    assert ["dan 8 baris lagi" in page, "Selebihnya serupa" in page] == [True, True]


@pytest.mark.parametrize(
    ("rhythm", "title"),
    [
        ("daily", "Catat kemajuan 7 Oktober 2026"),
        ("weekly", "Catat kemajuan 28 September 2026 sampai 4 Oktober 2026"),
        ("monthly", "Catat kemajuan 1 September 2026 sampai 30 September 2026"),
    ],
)
def test_the_duty_follows_the_rhythm_of_the_agency(plan, period, cast, today, rhythm, title):
    SettingValue.objects.create(
        name="documentation_period", value=rhythm, valid_from=date(2026, 1, 1), reason="x", source="x", mark="D",
        set_at=plan.set_at, set_by="x",
    )  # fmt: skip

    (duty,) = duties.documentation_duties(cast.ani.actor, TODAY)

    assert (duty.title, duty.days_left < 0) == (title, True)


@pytest.mark.parametrize("next_in_force", [False, True])
def test_in_january_the_last_days_of_december_are_still_asked_for(plan, cast, next_in_force):
    last_quarter, january = cycles.quarter(4), date(2027, 1, 4)
    if next_in_force:  # agreed already in December, in force from its year on
        agreement(cast.ani.assignment, cast.budi.assignment, "in_force", cycle=cycles.cycle(2027))
        cycles.quarter(1, 2027)

    (duty,) = duties.documentation_duties(cast.ani.actor, january)

    assert (duty.title, duty.url) == (
        "Catat kemajuan 31 Desember 2026", reverse("planning:log", args=[plan.pk, last_quarter.pk]),
    )  # fmt: skip


def test_in_january_nothing_is_asked_for_a_quarter_that_takes_nothing_more(plan, cast):
    type(cycles.quarter(4)).objects.update(state="closed")

    assert duties.documentation_duties(cast.ani.actor, date(2027, 1, 4)) == []


def test_nobody_owes_documentation_without_an_agreement_in_force_or_a_period(cast, today):
    assert duties.documentation_duties(cast.partner.actor, TODAY) == []
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "in_force")
    assert duties.documentation_duties(cast.ani.actor, TODAY) == []
    cycles.quarter(4)
    type(plan).objects.update(state="draft")

    assert duties.documentation_duties(cast.ani.actor, TODAY) == []
