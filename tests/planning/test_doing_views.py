"""The pages of the work in a period: what they show, and how each refuses."""

import io
from datetime import date

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from conftest import NOW, TODAY
from factories import cycles
from factories.people import post
from factories.planning import agreement, documentation, evidence, line, planned_result, step
from planning.test_doing_actions import WORDS, upload
from sambayan.people.models import Look
from sambayan.planning.actions import doing
from sambayan.planning.models import ActionPlan, Evidence, MonitoringNote, PerformanceDocumentation
from sambayan.planning.queries.doing import empty_periods, periods_of_team, team_doing
from sambayan.planning.rules import locks

FORM = {"day": "2026-10-08", "progress": "progress", "realisation": "17 menit", "number": "", "url": "", "title": ""}


@pytest.fixture
def plan(cast):
    return agreement(cast.ani.assignment, cast.budi.assignment, "in_force", results=1)


@pytest.fixture
def result(plan):
    return plan.results.get()


@pytest.fixture
def period():
    return cycles.quarter(4)


def at(verb: str, *keys) -> str:
    return reverse(f"planning:{verb}", args=[getattr(key, "pk", key) for key in keys])


def text(answer) -> str:
    return answer.content.decode()


def test_an_empty_period_says_what_to_do(plan, period, cast, sign_in, today):
    page = text(sign_in(cast.ani).get(at("doing", plan, period)))

    assert [words for words in (
        "Pelaksanaan Triwulan IV 2026", "Tulis pada setiap hasil kerja apa yang tercapai", "Tambah rencana aksi", "Catat kemajuan",
        "0 baris pada periode ini", "Belum ada catatan pimpinan", "B.1.1", "B.1.2",
    ) if words not in page] == []  # fmt: skip


def test_a_closed_period_without_entries_is_shown_as_empty(plan, cast, sign_in, today):
    for member in (cast.ani, cast.budi):
        page = text(sign_in(member).get(at("doing", plan, cycles.quarter(2))))
        assert ("Periode ini kosong." in page, "Tambah rencana aksi" in page) == (True, False)


def test_a_locked_period_says_why_and_still_shows_what_there_is(
    plan, result, period, cast, sign_in, today, monkeypatch
):
    evidence(result, period)
    monkeypatch.setattr(locks, "LOCKS", [lambda employee, key: "Evaluasinya sudah ditandatangani."])

    page = text(sign_in(cast.ani).get(at("doing", plan, period)))

    assert [words in page for words in ("Evaluasinya sudah ditandatangani.", "17 menit", "Rekap loket", "Hapus bukti")] == [
        True, True, True, False,
    ]  # fmt: skip


def test_the_page_shows_plan_progress_evidence_and_notes(plan, result, period, cast, sign_in, today):
    row = step(result, period)
    doing.comment_action(row, comment="Sertakan hari Senin.", by=cast.budi.actor, at=NOW)
    words = {**WORDS, "indicator": result.indicators.get(), "number": 17, "uploads": [upload()]}
    doing.document(result, words, period=period, by=cast.ani.actor, at=NOW)
    doing.monitor(plan, {"seen_on": TODAY, "result": result, "text": "Rekap dipakai."}, by=cast.budi.actor, at=NOW)
    step(result, cycles.quarter(3), 2)

    own, leader = (text(sign_in(member).get(at("doing", plan, period))) for member in (cast.ani, cast.budi))

    shown = ("Langkah 1", "Sertakan hari Senin.", "17 menit", "rekap.csv", "SHA-256", "Rekap dipakai.")
    assert [words for page in (own, leader) for words in shown if words not in page] == []
    assert [word in own for word in ("Tandai selesai", "Ubah catatan", "Tulis catatan pemantauan")] == [
        True,
        False,
        False,
    ]
    assert [word in leader for word in ("Tandai selesai", "Ubah catatan", "Tulis catatan pemantauan")] == [
        False,
        True,
        True,
    ]


def test_looking_at_anothers_work_is_remembered(plan, period, cast, sign_in, today):
    for member in (cast.ani, cast.budi):
        sign_in(member).get(at("doing", plan, period))

    look = Look.objects.get()
    assert (look.reader_name, str(look.page_word)) == ("Budi", "Pelaksanaan SKP")


@pytest.mark.parametrize("who", ["dewi", "partner"])
def test_a_stranger_is_refused(plan, period, cast, sign_in, today, who):
    assert sign_in(getattr(cast, who)).get(at("doing", plan, period)).status_code == 403


def test_a_period_of_another_year_is_not_found(plan, cast, sign_in, today):
    client = sign_in(cast.ani)

    assert client.get(at("doing", plan, cycles.quarter(4, 2025))).status_code == 404
    assert client.get(at("doing", 10**9, cycles.quarter(4))).status_code == 404
    assert client.get(at("plan_action", 10**9, cycles.quarter(4))).status_code == 404
    assert [
        client.get(at(verb, 10**9)).status_code for verb in ("change_action", "correct_documentation", "download")
    ] == [404] * 3


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_database_the_same_number_of_times(
    plan, period, cast, sign_in, today, django_assert_num_queries, rows
):
    for number in range(1, rows + 1):
        result = planned_result(plan, number) if number > 1 else plan.results.get()
        for _n in range(rows):
            evidence(result, period)
        for place in range(1, rows + 1):
            step(result, period, place)
    doing.monitor(plan, {"seen_on": TODAY, "result": None, "text": "x"}, by=cast.budi.actor, at=NOW)
    client = sign_in(cast.ani)

    with django_assert_num_queries(17):
        client.get(at("doing", plan, period))


def test_a_step_is_planned_changed_finished_and_removed(plan, result, period, cast, sign_in, today):
    client = sign_in(cast.ani)
    assert client.get(at("plan_action", result, period)).status_code == 200
    assert client.post(at("plan_action", result, period), {"text": ""}).status_code == 422
    assert client.post(at("plan_action", result, period), {"text": "Rapat"}).url == at("doing", plan, period)
    row = ActionPlan.objects.get()

    assert "Rapat" in text(client.get(at("change_action", row)))
    client.post(at("change_action", row), {"text": "Rapat tim", "due_date": "2026-11-01", "done_date": ""})
    client.post(at("finish_action", row))
    row.refresh_from_db()
    assert (row.text, row.done_date) == ("Rapat tim", TODAY)

    client.post(at("remove_action", row))
    assert not ActionPlan.objects.exists()


def test_steps_are_copied_from_the_period_before(plan, result, period, cast, sign_in, today):
    client = sign_in(cast.ani)
    told = [text(client.post(at("copy_actions", plan, period), follow=True))]
    step(result, cycles.quarter(3))
    assert "Salin rencana aksi" in text(client.get(at("doing", plan, period)))
    told.append(text(client.post(at("copy_actions", plan, period), follow=True)))

    assert ["Tidak ada rencana aksi yang dapat disalin" in told[0], "1 rencana aksi disalin" in told[1]] == [True, True]


def test_the_leader_comments_on_a_step(result, period, cast, sign_in, today):
    row, client = step(result, period), sign_in(cast.budi)
    assert client.get(at("comment_action", row)).status_code == 200

    client.post(at("comment_action", row), {"comment": "Sertakan hari Senin."})

    row.refresh_from_db()
    assert row.comment == "Sertakan hari Senin."
    client.post(at("comment_action", row), {})
    row.refresh_from_db()
    assert row.comment == ""


def test_progress_is_written_with_a_link_and_files(plan, result, period, cast, sign_in, today):
    client = sign_in(cast.ani)
    page = text(client.get(at("document", result) + f"?period={period.pk}"))
    assert "Paling banyak 5 berkas, masing-masing paling besar 10 MB" in page
    sent = {
        **FORM, "period": period.pk, "number": "1.234,5", "url": "https://contoh.invalid/x", "title": "Rekap",
        "uploads": [SimpleUploadedFile("a.csv", b"a;b"), SimpleUploadedFile("b.txt", b"isi")],
    }  # fmt: skip

    answer = client.post(at("document", result), sent)

    entry = PerformanceDocumentation.objects.get()
    assert (answer.url, entry.period, str(entry.number.normalize())) == (at("doing", plan, period), period, "1234.5")
    assert [str(piece) for piece in entry.evidence.order_by("pk")] == ["Rekap", "a.csv", "b.txt"]
    assert "Rekap" in text(client.get(at("agreement", plan)))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"url": "javascript:alert(1)"}, "diawali https://"),
        ({"title": "Rekap"}, "Tulis tautannya juga"),
        ({"realisation": ""}, "Isi bagian ini."),
        ({"progress": ""}, "Pilih satu."),
        ({"number": "tujuh"}, "Tulis angka saja"),
        ({"number": "123.456.789.012.345"}, "paling banyak 14 angka di depan koma"),
        ({"number": "123456789012345"}, "paling banyak 14 angka di depan koma"),
        ({"number": "123456789012345.5"}, "paling banyak 14 angka di depan koma"),
        ({"number": "99999999999999,9999"}, "15 angka seluruhnya"),
        ({"day": "2026-09-30"}, "Tanggal untuk Triwulan IV 2026: 1 Oktober 2026 sampai 31 Desember 2026."),
        ({"day": "kemarin"}, "Tulis tanggal yang ada"),
        ({"period": "999"}, "999"),
    ],
)
def test_progress_that_cannot_be_kept_says_why(result, period, cast, sign_in, today, change, told):
    answer = sign_in(cast.ani).post(at("document", result), {**FORM, "period": period.pk, **change})

    assert (answer.status_code, told in text(answer)) == (422, True)
    assert PerformanceDocumentation.objects.count() == 0


@pytest.mark.parametrize("typed", ["12.345.678.901.234", "99999999999999,9", "-12345678901234", "12345678901,2345"])
def test_a_number_of_fourteen_digits_is_kept_and_every_page_reads_it(result, plan, period, cast, sign_in, today, typed):
    client = sign_in(cast.ani)

    answer = client.post(at("document", result), {**FORM, "period": period.pk, "number": typed}, follow=True)

    kept = PerformanceDocumentation.objects.get()
    corrected = client.get(at("correct_documentation", kept))
    assert (answer.status_code, corrected.status_code) == (200, 200)
    assert corrected.context["form"]["number"].value() == typed.replace(".", "")


def test_one_refused_file_refuses_all_and_says_why(result, period, cast, sign_in, today):
    files = [
        SimpleUploadedFile("a.csv", b"a;b"),
        SimpleUploadedFile("b.pdf", b"MZ"),
        SimpleUploadedFile("c.exe", b"MZ"),
    ]

    answer = sign_in(cast.ani).post(at("document", result), {**FORM, "period": period.pk, "uploads": files})

    assert [
        words in text(answer)
        for words in ("“b.pdf”: isinya bukan PDF", "“c.exe”: jenis berkas ini", "Tidak ada berkas yang disimpan")
    ] == [True] * 3
    assert (answer.status_code, PerformanceDocumentation.objects.count()) == (422, 0)


def test_more_files_than_allowed_are_refused(result, period, cast, sign_in, today):
    files = [SimpleUploadedFile(f"{n}.txt", b"isi") for n in range(6)]

    answer = sign_in(cast.ani).post(at("document", result), {**FORM, "period": period.pk, "uploads": files})

    assert "Paling banyak 5 berkas; sudah ada 0, Anda memilih 6." in text(answer)


def test_with_several_indicators_a_number_names_one(result, period, cast, sign_in, today):
    second = result.indicators.create(number=2, aspect="quality", name="Mutu", target="80–90 %")
    client, sent = sign_in(cast.ani), {**FORM, "period": period.pk, "number": "86.5"}

    assert "Pilih indikator untuk angka ini." in text(client.post(at("document", result), sent))
    client.post(at("document", result), {**sent, "indicator": second.pk})

    assert PerformanceDocumentation.objects.get().indicator == second


def test_without_an_indicator_there_is_no_number(result, period, cast, sign_in, today):
    result.indicators.all().delete()

    answer = sign_in(cast.ani).post(at("document", result), {**FORM, "period": period.pk, "number": "5"})

    assert (answer.status_code, "Pilih indikator untuk angka ini." in text(answer)) == (422, True)


def test_without_an_open_period_nothing_can_be_written(result, cast, sign_in, today):
    client = sign_in(cast.ani)

    assert "Tidak ada periode yang terbuka." in text(client.get(at("document", result)))
    assert client.post(at("document", result), FORM).status_code == 422


def test_an_entry_is_corrected_and_removed(plan, result, period, cast, sign_in, today):
    entry, client = documentation(result, period), sign_in(cast.ani)
    type(entry).objects.update(number="17.5")
    assert 'value="17,5"' in text(client.get(at("correct_documentation", entry)))
    assert client.post(at("correct_documentation", entry), {**FORM, "realisation": ""}).status_code == 422
    client.post(at("correct_documentation", entry), {**FORM, "realisation": "16 menit"})
    entry.refresh_from_db()
    assert (entry.realisation, entry.number) == ("16 menit", None)

    client.post(at("remove_documentation", entry))

    assert not PerformanceDocumentation.objects.exists()


def test_evidence_is_attached_and_detached(plan, result, period, cast, sign_in, today):
    entry, client = documentation(result, period), sign_in(cast.ani)
    assert 'enctype="multipart/form-data"' in text(client.get(at("attach", entry)))
    assert "Pilih berkas atau tulis tautannya." in text(client.post(at("attach", entry), {"url": "", "title": ""}))
    for told in ("Bukti tersimpan.", "Berkas itu sudah ada di catatan ini."):
        sent = {"url": "", "title": "", "uploads": SimpleUploadedFile("a.csv", b"a;b")}
        assert told in text(client.post(at("attach", entry), sent, follow=True))

    client.post(at("detach", entry.evidence.get()))

    assert not Evidence.objects.exists()


def test_a_file_is_handed_out_as_it_came_and_never_shown(plan, result, period, cast, sign_in, today):
    entry = doing.document(result, {**WORDS, "uploads": [upload()]}, period=period, by=cast.ani.actor, at=NOW)
    address = at("download", entry.evidence.get())

    answer = sign_in(cast.budi).get(address)

    assert b"".join(answer.streaming_content) == b"a;b\n1;2\n"
    assert {name: answer[name] for name in (
        "Content-Type", "Content-Disposition", "Content-Security-Policy", "X-Content-Type-Options", "Cache-Control",
    )} == {
        "Content-Type": "text/csv", "Content-Disposition": 'attachment; filename="rekap.csv"',
        "Content-Security-Policy": "default-src 'none'; sandbox", "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }  # fmt: skip
    assert str(Look.objects.get().page_word) == "Berkas bukti"
    for who in ("dewi", "partner"):
        assert sign_in(getattr(cast, who)).get(address).status_code == 403
    assert sign_in().get(address).status_code == 302


def test_a_link_or_a_file_that_is_gone_is_not_found(result, period, cast, sign_in, today):
    entry = doing.document(result, {**WORDS, "uploads": [upload()]}, period=period, by=cast.ani.actor, at=NOW)
    storages["evidence"].delete(entry.evidence.get().file.stored_as)
    client = sign_in(cast.ani)

    assert client.get(at("download", entry.evidence.get())).status_code == 404
    assert client.get(at("download", evidence(result, period))).status_code == 404


def test_a_leader_notes_what_was_seen(plan, result, cast, sign_in, today):
    client = sign_in(cast.budi)
    assert "Pegawai membaca catatan ini dan diberi tahu." in text(client.get(at("monitor", plan)))
    assert "Tanggalnya belum tiba." in text(client.post(at("monitor", plan), {"seen_on": "2026-10-09", "text": "x"}))

    client.post(at("monitor", plan), {"seen_on": "2026-10-08", "text": "Rapi.", "result": result.pk})

    assert MonitoringNote.objects.get().result == result


@pytest.mark.parametrize(
    ("verb", "title"), [("print_actions", "RENCANA AKSI"), ("print_documentation", "PENDOKUMENTASIAN KINERJA")]
)
def test_the_forms_are_printed(plan, result, period, cast, sign_in, today, verb, title):
    from pdfminer.high_level import extract_text

    step(result, period)
    evidence(result, period)
    planned_result(plan, 2)
    doing.document(result, {**WORDS, "uploads": [upload()]}, period=period, by=cast.ani.actor, at=NOW)

    answer = sign_in(cast.ani).get(at(verb, plan, period))

    told = extract_text(io.BytesIO(answer.content)).replace("\u200b", "")
    assert answer["Content-Type"] == "application/pdf"
    wanted = [
        title,
        "PEGAWAI YANG DINILAI",
        "PEJABAT PENILAI KINERJA",
        "HASIL KERJA",
        "Rencana Aksi:",
        "Langkah 1",
        "Ani",
        "Budi",
    ]
    if verb == "print_documentation":
        wanted += ["Realisasi dan Bukti Dukung:", "17 menit", "Rekap loket", "SHA-256"]
    assert [words for words in wanted if words not in told] == []


def test_the_form_of_somebody_without_a_post_has_dashes(plan, period, cast, sign_in, today):
    type(cast.budi.assignment).objects.filter(pk=cast.budi.assignment.pk).delete()

    assert sign_in(cast.ani).get(at("print_actions", plan, period)).status_code == 200


def test_a_leader_sees_who_has_written_nothing(cast, sign_in, today):
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "in_force", results=1)
    agreement(post("Eni", "lpg/bapenda/samsat/"), cast.budi.assignment, "in_force", results=1)
    period, client = cycles.quarter(3), sign_in(cast.budi)
    evidence(plan.results.get(), period)

    everybody = text(client.get(reverse("planning:team_doing")))
    empty = text(client.get(reverse("planning:team_doing") + f"?period={period.pk}&empty=1"))

    assert [name in everybody for name in ("Ani", "Eni", "1 catatan", "1 bukti", "Kosong")] == [True] * 5
    assert [name in empty for name in (">Ani<", ">Eni<")] == [False, True]


def test_a_team_without_anything_says_so(cast, sign_in, today):
    client = sign_in(cast.budi)
    assert "Tidak ada pegawai yang Anda nilai tahun ini" in text(client.get(reverse("planning:team_doing")))
    plan = agreement(cast.ani.assignment, cast.budi.assignment, results=1)
    period = cycles.quarter(3)
    assert "Belum ada SKP yang berlaku" in text(client.get(reverse("planning:team_doing")))
    type(plan).objects.update(state="in_force", set_at=NOW)
    evidence(plan.results.get(), period)

    assert "Tidak ada yang kosong" in text(client.get(reverse("planning:team_doing") + "?empty=1"))


def test_in_january_the_team_page_knows_the_last_quarter(cast):
    # workflow 5: the last quarter and the year are rated in January
    january = date(2027, 1, 5)
    agreement(cast.ani.assignment, cast.budi.assignment, "in_force")
    last = cycles.quarter(4)
    ((period, silent),) = empty_periods(cast.budi.actor, january)

    assert (period, silent) == (last, 1)
    assert last in periods_of_team(cast.budi.actor, january)


def test_a_year_that_is_closed_and_rated_leaves_the_team_page(cast):
    agreement(cast.ani.assignment, cast.budi.assignment, "in_force")
    last = cycles.quarter(4)
    type(last.cycle).objects.update(state="closed")

    assert periods_of_team(cast.budi.actor, date(2027, 1, 21)) == [last]
    assert periods_of_team(cast.budi.actor, date(2027, 1, 22)) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_team_page_asks_the_database_the_same_number_of_times(
    cast, sign_in, today, django_assert_num_queries, rows
):
    period = cycles.quarter(3)
    for number in range(rows):
        plan = agreement(post(f"P{number}", "lpg/bapenda/samsat/"), cast.budi.assignment, "in_force", results=1)
        evidence(plan.results.get(), period)
    client = sign_in(cast.budi)

    with django_assert_num_queries(7):
        client.get(reverse("planning:team_doing"))


def test_the_home_asks_for_todays_documentation(plan, period, cast, sign_in, today):
    line(cast.ani.employee, date(2026, 10, 7))
    client = sign_in(cast.ani)
    assert "Catat kemajuan 8 Oktober 2026" in text(client.get("/home/"))

    line(cast.ani.employee, TODAY)

    assert "Catat kemajuan" not in text(client.get("/home/"))


def test_the_home_of_a_leader_counts_empty_periods(plan, cast, sign_in, today):
    cycles.quarter(3)

    assert "1 pegawai belum mencatat kemajuan Triwulan III 2026" in text(sign_in(cast.budi).get("/home/"))


def test_the_count_of_home_is_that_of_the_list_in_every_period(plan, cast, sign_in, today):
    other = agreement(post("Eni", "lpg/bapenda/samsat/"), cast.budi.assignment, "in_force", results=1)
    third, second = cycles.quarter(3), cycles.quarter(2)
    type(second).objects.filter(pk=second.pk).update(window_to=date(2026, 12, 31))
    type(third).objects.filter(pk=third.pk).update(kind="yearly", number=1)
    later = cycles.quarter(1)
    type(later).objects.filter(pk=later.pk).update(window_to=date(2026, 12, 31))
    evidence(plan.results.get(), second)
    for row in (plan, other):
        evidence(row.results.get(), later)

    found = empty_periods(cast.budi.actor, TODAY)

    assert [(period.number, count) for period, count in found] == [(2, 1)]
    assert team_doing(cast.budi.actor, second, empty=True).count() == 1
