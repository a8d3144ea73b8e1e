"""A performance year from its opening to the export, as employee, appraiser, superior and administrator walk it."""

import json
import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from factories.people import post
from factories.policies import setting_value
from sambayan.accounts.rules import Proof
from sambayan.common.jobs import known
from sambayan.cycles.models import Cycle, EvaluationPeriod
from sambayan.evaluation.models import CalibrationMember, EvaluationDocument, PerformanceEvaluation
from sambayan.objections.models import Objection
from sambayan.outcomes.models import NationalIdentity
from sambayan.people.models import Account
from sambayan.planning.models import PerformanceAgreement

pytestmark = pytest.mark.django_db(transaction=True)
JAKARTA = ZoneInfo("Asia/Jakarta")
RATED = {
    "result_rating": "meets",
    "result_reason": "Rata-rata 17 menit per berkas, dalam target.",
    "behaviour_rating": "meets",
    "behaviour_reason": "Ramah dan tenang, juga pada hari ramai.",
    "evaluation_note": "Pertahankan waktu layanan.",
}


class Stage:
    """The year's clock, and browsers of people at the hour it shows."""

    def __init__(self, monkeypatch, visit, sign_in):
        self.visit, self.sign_in, self.now, self.pages = visit, sign_in, None, []
        monkeypatch.setattr("django.utils.timezone.now", lambda: self.now)

    def day(self, year, month, day):
        """It becomes the morning of this day, and the daily round runs."""
        self.now = datetime.combine(date(year, month, day), time(9), JAKARTA)
        for name in ("cycles.follow_calendar", "cycles.run_clocks", "evaluation.follow_terms"):
            known()[name].func()

    def client(self, member):
        client = self.sign_in(member)
        session = client.session
        Proof(second_factor=True, at=self.now.timestamp()).keep(session)
        session.save()
        return client

    def open(self, member, path):
        page = self.visit(path, client=self.client(member) if member else None)
        page.set_default_timeout(8000)
        self.pages.append(page)
        return page

    def send(self, member, path, **words):
        """What a click sends, without the browser."""
        answer = self.client(member).post(path, words)
        assert answer.status_code == 302, re.findall(
            r'class="(?:error|alert)[^"]*"[^>]*>(.{0,400})', answer.content.decode(), re.DOTALL
        )


def press(page, name, *, exact=True):
    """Press the button or link with these words and wait for the page it leads to."""
    either = (page.get_by_role(role, name=name, exact=exact) for role in ("button", "link"))
    with page.expect_navigation():
        next(either).or_(next(either)).first.click()


def choose(page, field, value):
    page.locator(f"main input[name={field}][value={value}]").check(force=True)


@pytest.fixture
def stage(cast, monkeypatch, visit, sign_in):
    return Stage(monkeypatch, visit, sign_in)


def test_a_year_from_its_opening_to_the_export(cast, stage):
    colleague = post("Eko", "lpg/bapenda/samsat/")
    eko = type(cast.ani)(
        Account.objects.create(login="eko@contoh.invalid", name="Eko", employee=colleague.employee), colleague
    )
    NationalIdentity.objects.create(employee=cast.ani.employee, national_id="A1B2C3D4")

    year = open_the_year(cast, stage)
    plan = agree(cast, stage)
    for number, day in ((1, (2026, 4, 2)), (2, (2026, 7, 2)), (3, (2026, 10, 2))):
        a_quarter_in_short(cast, stage, plan, year, number, day)
    document_the_work(cast, stage, plan, year)
    talk(cast, eko, stage, plan)
    a_quarter_by_clicks(cast, stage, year)
    whole = the_year_as_rated(cast, stage, year)
    calibrate(cast, stage, whole)
    old = receive(cast, stage, whole)
    object_and_decide(cast, stage, whole)
    verify(stage, whole, old)
    export(cast, stage, whole)

    assert [problem for page in stage.pages for problem in page.problems] == []


def open_the_year(cast, stage):
    setting_value("evaluation_period", "quarterly", date(2026, 1, 1))
    stage.day(2026, 1, 5)
    page = stage.open(cast.admin, "/years/create/")
    page.get_by_label("Tahun", exact=True).fill("2026")
    press(page, "Siapkan")
    press(page, "Buka tahun")
    press(page, "Buka SKP bagi semua")
    expect(page.get_by_role("main")).to_contain_text("Selesai")
    assert PerformanceAgreement.objects.filter(employee=cast.ani.employee, state="draft").count() == 1
    return Cycle.objects.get()


def agree(cast, stage):
    stage.day(2026, 1, 6)
    plan = PerformanceAgreement.objects.get(employee=cast.ani.employee)
    page = stage.open(cast.ani, f"/agreements/{plan.pk}/add-result/")
    page.get_by_label("Rencana hasil kerja").fill("Berkas pajak kendaraan selesai menurut standar")
    page.get_by_label("Indikator").fill("Rata-rata waktu per berkas")
    page.get_by_label("Target").fill("15–20 menit")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()
    page.goto(f"/agreements/{plan.pk}/write-expectations/")
    page.locator("main textarea").first.fill("Menjelaskan syarat dengan tenang.")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()
    page.goto(f"/agreements/{plan.pk}/write-annex/")
    for part in ("Dukungan sumber daya", "Skema pertanggungjawaban", "Konsekuensi"):
        page.get_by_label(part, exact=True).fill("Disepakati dalam dialog.")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()

    boss = stage.open(cast.budi, f"/agreements/{plan.pk}/")
    boss.locator("textarea[name=note]").fill("Target waktu disepakati.")
    press_verb(boss, "open-dialogue")
    page.reload()
    press_verb(page, "propose")
    press_verb(page, "sign")
    boss.reload()
    press_verb(boss, "set")
    plan.refresh_from_db()
    assert plan.state == "in_force"
    return plan


def press_verb(page, verb):
    with page.expect_navigation():
        page.locator(f"form[action$='/{verb}/'] button[type=submit]").first.click()


def period(year, number, kind="quarterly"):
    return EvaluationPeriod.objects.get(cycle=year, kind=kind, number=number)


def evaluation(cast, which):
    return PerformanceEvaluation.objects.get(period=which, employee=cast.ani.employee)


def a_quarter_in_short(cast, stage, plan, year, number, day):
    """Opened, rated, signed, handed over, received and final."""
    stage.day(*day)
    which = period(year, number)
    progress = {"period": which.pk, "day": which.to_date.isoformat(), "progress": "progress", "realisation": "17 menit"}
    stage.send(cast.ani, f"/planned-results/{plan.results.get().pk}/document/?period={which.pk}", **progress)
    stage.send(cast.admin, f"/evaluations/open/{which.pk}/")
    stage.send(
        cast.citra,
        f"/evaluations/set-achievement/samsat/{which.pk}/",
        predicate="good",
        reason="Rencana aksi tercapai.",
    )
    row = evaluation(cast, which)
    stage.send(cast.budi, f"/evaluations/{row.pk}/rate/", **RATED)
    for member, verb in ((cast.budi, "sign"), (cast.budi, "hand-over"), (cast.ani, "confirm-receipt")):
        stage.send(member, f"/evaluations/{row.pk}/{verb}/")
    stage.send(cast.ani, f"/evaluations/{row.pk}/return-signed/")
    stage.day(day[0], day[1], 25)
    row.refresh_from_db()
    assert (row.state, row.predicate) == ("final", "good")


def document_the_work(cast, stage, plan, year):
    stage.day(2026, 11, 12)
    page = stage.open(cast.ani, f"/agreements/{plan.pk}/doing/{period(year, 4).pk}/")
    press(page, "Catat kemajuan", exact=False)
    page.get_by_label("Kemajuan", exact=True).check()
    page.get_by_label("Realisasi", exact=True).fill("Rata-rata 16 menit per berkas")
    page.get_by_label("Tautan bukti").fill("https://contoh.invalid/rekap")
    page.get_by_label("Berkas bukti").set_input_files(
        [{"name": "rekap.csv", "mimeType": "text/csv", "buffer": b"hari;menit\n1;16\n"}]
    )
    press(page, "Simpan kemajuan")
    expect(page.get_by_role("link", name="rekap.csv")).to_be_visible()


def talk(cast, eko, stage, plan):
    """Ani asks Eko, he answers, she replies."""
    page = stage.open(cast.ani, f"/agreements/{plan.pk}/feedback/request/{eko.employee.pk}/")
    page.get_by_label("Pertanyaan").fill("Apakah penjelasan saya di loket mudah diikuti?")
    press(page, "Kirim permintaan")
    address = page.url.split("/feedback/")[1]
    giver = stage.open(eko, f"/feedback/{address}")
    press(giver, "Tulis umpan balik")
    giver.get_by_label("Tentang").select_option(label=plan.results.get().title)
    choose(giver, "mark", "positive")
    giver.get_by_label("Umpan balik", exact=True).fill("Penjelasan runtut; warga jarang bertanya dua kali.")
    giver.get_by_label("Bukti atau alasan").fill("Loket, 10 November")
    giver.locator("main input[name=kind]").first.check(force=True)
    giver.locator("main input[name=mode]").first.check(force=True)
    press(giver, "Simpan dan periksa")
    press(giver, "Catat umpan balik")
    page.reload()
    page.get_by_label("Tanggapan Anda").fill("Terima kasih, kartu syarat membantu.")
    press(page, "Kirim tanggapan")
    expect(page.get_by_role("main")).to_contain_text("kartu syarat membantu")


def open_period(cast, stage, year, which):
    page = stage.open(cast.admin, f"/years/{year.pk}/")
    press(page, f"Buka penilaian {which.label}")
    achieved = stage.open(cast.citra, f"/evaluations/set-achievement/samsat/{which.pk}/")
    achieved.get_by_label("Predikat kinerja organisasi").select_option(label="Baik")
    achieved.get_by_label("Dasar penetapan").fill("Rencana aksi tercapai seluruhnya.")
    press(achieved, "Tetapkan predikat")
    return evaluation(cast, which)


def assess_and_rate(cast, stage, row, result="meets"):
    own = stage.open(cast.ani, f"/evaluations/{row.pk}/")
    press(own, "Tulis penilaian diri")
    choose(own, "result_rating", "above")
    choose(own, "behaviour_rating", "meets")
    own.locator("main textarea[name=text]").fill("Rata-rata 16 menit, lebih cepat dari target.")
    press(own, "Simpan penilaian diri")
    boss = stage.open(cast.budi, f"/evaluations/{row.pk}/rate/")
    expect(boss.get_by_role("main")).to_contain_text("lebih cepat dari target")
    for name, value in {**RATED, "result_rating": result}.items():
        if name.endswith("_rating"):
            choose(boss, name, value)
        else:
            boss.locator(f"main textarea[name={name}]").fill(value)
    with boss.expect_navigation():
        boss.locator("button[form=penilaian]").last.click()
    row.refresh_from_db()
    assert row.state == "rated"
    return boss


def a_quarter_by_clicks(cast, stage, year):
    stage.day(2026, 12, 28)
    row = open_period(cast, stage, year, period(year, 4))
    boss = assess_and_rate(cast, stage, row)
    boss.goto(f"/evaluations/{row.pk}/")
    press(boss, "Tanda tangani")
    press(boss, "Serahkan kepada pegawai")
    receive_and_return(cast, stage, row)


def receive_and_return(cast, stage, row):
    page = stage.open(cast.ani, f"/evaluations/{row.pk}/")
    press(page, "Baca dan terima")
    press_verb(page, "confirm-receipt")
    page.goto(f"/evaluations/{row.pk}/")
    press(page, "Tanda tangani dan kembalikan")
    row.refresh_from_db()
    assert row.state == "returned"


def the_year_as_rated(cast, stage, year):
    stage.day(2027, 1, 11)
    row = open_period(cast, stage, year, period(year, 1, "yearly"))
    assess_and_rate(cast, stage, row)
    return row


def calibrate(cast, stage, row):
    """Citra's meeting: she proposes another cell, Budi accepts with the reasons it asks for."""
    page = stage.open(cast.citra, "/calibrations/")
    page.locator("form[action*='/plan/bapenda/'] button").click()
    page.wait_for_url("**/calibrations/*/")
    press(page, "Undang pimpinan")
    page.get_by_label("Pimpinan yang diundang").fill("Citra")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()
    press(page, "Buka rapat")
    member = CalibrationMember.objects.get(evaluation=row)
    page.goto(f"/calibrations/people/{member.pk}/")
    choose(page, "result_rating", "below")
    choose(page, "behaviour_rating", "meets")
    page.get_by_label("Alasan yang dapat dibaca penilai").fill("Tiga berkas melewati 20 menit pada Desember.")
    page.locator("main [name=evidence]").fill("Rekap loket Desember")
    press(page, "Kirim usul kepada penilai")

    boss = stage.open(cast.budi, f"/calibrations/people/{member.pk}/")
    press(boss, "Terima usul")
    for field in boss.locator("main form textarea").all():
        field.fill("Tiga berkas melewati 20 menit pada Desember.")
    with boss.expect_navigation():
        boss.locator("main form button[type=submit]").last.click()
    row.refresh_from_db()
    assert (row.result_rating, row.predicate) == ("below", "needs_improvement")


def receive(cast, stage, row):
    """Signed, handed over, received, returned; the answer is the document's code."""
    boss = stage.open(cast.budi, f"/evaluations/{row.pk}/")
    press(boss, "Tanda tangani")
    press(boss, "Serahkan kepada pegawai")
    receive_and_return(cast, stage, row)
    return row.document_code


def object_and_decide(cast, stage, row):
    stage.day(2027, 1, 13)
    page = stage.open(cast.ani, f"/evaluations/{row.pk}/objection/draft/")
    page.get_by_label("Alasan keberatan").fill("Rata-rata setahun 16 menit; tiga berkas karena jaringan terputus.")
    page.locator("main [name=evidence]").fill("Rekap loket dan laporan gangguan Desember.")
    press(page, "Periksa lalu ajukan")
    press(page, "Ajukan keberatan")
    case = Objection.objects.get()
    decider = stage.open(cast.citra, f"/objections/{case.pk}/")
    press(decider, "Periksa dan minta penjelasan")
    for member in (cast.ani, cast.budi):
        side = stage.open(member, f"/objections/{case.pk}/explain/")
        side.locator("main textarea").first.fill("Gangguan jaringan tercatat pada 14 Desember.")
        with side.expect_navigation():
            side.locator("main form button[type=submit]").last.click()
    stage.day(2027, 1, 14)
    decider = stage.open(cast.citra, f"/objections/{case.pk}/change/")
    choose(decider, "result_rating", "meets")
    choose(decider, "behaviour_rating", "meets")
    for field in decider.locator("main form#keputusan textarea").all():
        field.fill("Gangguan jaringan bukan kelalaian; rata-rata setahun dalam target.")
    press(decider, "Putuskan dan terbitkan D.1.3")
    for day, member in ((15, cast.budi), (18, cast.ani)):
        stage.day(2027, 1, day)
        signer = stage.open(member, f"/objections/{case.pk}/")
        press(signer, "Tanda tangani keputusan")
    row.refresh_from_db()
    assert (row.state, row.predicate) == ("final", "good")
    assert EvaluationDocument.objects.filter(evaluation=row).order_by("-pk").first().form_code == "D.1.3"


def verify(stage, row, old):
    page = stage.open(None, f"/verify/{old}/")
    expect(page.get_by_role("main")).to_contain_text("Dokumen ini tercatat, tetapi sudah digantikan.")
    new = EvaluationDocument.objects.get(evaluation=row, form_code="D.1.3")
    page.goto(f"/verify/{new.code}/")
    expect(page.get_by_role("main")).to_contain_text("D.1.3")
    expect(page.get_by_role("main")).not_to_contain_text("digantikan.")


def export(cast, stage, row):
    page = stage.open(cast.admin, f"/outcomes/{row.period_id}/")
    with page.expect_download() as fetched:
        page.get_by_role("button", name="Unduh JSON").click()
    sent = json.loads(fetched.value.path().read_text())
    assert len(sent["requests"]) == 1
    assert sent["not_sent"] == []
