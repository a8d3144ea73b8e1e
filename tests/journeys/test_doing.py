"""A period of work in a real browser: plan, progress with a file, the daily log from an export, and what the leader says."""

import pytest

from conftest import TODAY
from factories import cycles
from factories.planning import agreement
from journeys.conftest import PHONE
from sambayan.planning.models import DailyProgress, PerformanceDocumentation

pytestmark = pytest.mark.django_db(transaction=True)
EXPORT = (
    b"Tanggal;Uraian Kegiatan;RHK;Durasi\n05-10-2026;Memeriksa berkas;Hasil kerja 1;90\n06-10-2026;Rapat loket;;1 jam\n"
)


def test_a_period_of_work_from_plan_to_print(cast, visit, sign_in, today):
    period = cycles.quarter(4)
    plan = agreement(cast.ani.assignment, cast.budi.assignment, "in_force", results=1)
    page = visit(f"/agreements/{plan.pk}/doing/{period.pk}/", client=sign_in(cast.ani), viewport=PHONE)

    page.get_by_role("link", name="Tambah rencana aksi").click()
    page.get_by_label("Rencana aksi").fill("Menyusun jadwal loket")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Catat kemajuan").click()
    page.get_by_label("Kemajuan", exact=True).check()
    page.get_by_label("Realisasi", exact=True).fill("16 menit per berkas")
    page.get_by_label("Berkas bukti").set_input_files(
        [{"name": "bukti.pdf", "mimeType": "application/pdf", "buffer": b"bukan pdf"}]
    )
    page.get_by_role("button", name="Simpan kemajuan").click()
    page.get_by_text("isinya bukan PDF").first.wait_for()
    page.get_by_label("Berkas bukti").set_input_files(
        [{"name": "rekap.csv", "mimeType": "text/csv", "buffer": b"hari;menit\n1;16\n"}]
    )
    page.get_by_role("button", name="Simpan kemajuan").click()
    page.get_by_role("link", name="rekap.csv").wait_for()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="rekap.csv").click()
    assert fetched.value.suggested_filename == "rekap.csv"

    page.get_by_role("link", name="Buka catatan harian").click()
    page.get_by_label("Yang dikerjakan").fill("Mencocokkan rekap")
    page.get_by_role("button", name="Simpan baris").click()
    page.get_by_role("link", name="Unggah ekspor aplikasi nasional").click()
    page.get_by_label("Berkas catatan harian").set_input_files(
        [{"name": "progres.csv", "mimeType": "text/csv", "buffer": EXPORT}]
    )
    page.get_by_role("button", name="Baca berkas").click()
    page.get_by_text("Memeriksa berkas").wait_for()
    page.get_by_role("button", name="Simpan baris baru").click()
    page.get_by_text("2 baris tersimpan.").wait_for()
    assert DailyProgress.objects.filter(employee=cast.ani.employee).count() == 3
    page.get_by_label("Memeriksa berkas").check()
    page.get_by_label("Rapat loket").check()
    page.locator("#id_result_chosen").select_option(label="Hasil kerja 1")
    page.get_by_role("button", name="Jadikan catatan kemajuan").click()
    page.get_by_label("Realisasi", exact=True).fill("Dua hari tanpa antrean")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_text("Dua hari tanpa antrean").first.wait_for()
    assert PerformanceDocumentation.objects.filter(result__agreement=plan, day__lte=TODAY).count() == 2

    leader = visit(f"/agreements/{plan.pk}/doing/{period.pk}/", client=sign_in(cast.budi))
    leader.get_by_role("link", name="Beri catatan").click()
    leader.get_by_label("Catatan pimpinan").fill("Sertakan hari Senin.")
    leader.get_by_role("button", name="Simpan").click()
    leader.get_by_text("Sertakan hari Senin.").wait_for()
    leader.get_by_role("link", name="Tulis catatan pemantauan").click()
    leader.get_by_label("Yang terlihat").fill("Rekap dipakai tim setiap pagi.")
    leader.get_by_role("button", name="Simpan").click()
    page.reload()
    page.get_by_text("Rekap dipakai tim setiap pagi.").wait_for()
    assert page.problems == leader.problems == []
