"""The loop, once around, as people walk it: answer, plan, rate, read why, open the figure and recompute it."""

import re
import subprocess
import sys

import pytest

from conftest import TODAY  # noqa: F401 - the day of the play
from factories import cycles, surveys
from factories.evaluation import achievement, evaluation
from sambayan.evaluation.models import PerformanceEvaluation
from sambayan.planning.models import PerformanceAgreement
from sambayan.surveys.models import Receipt, SurveyResponse

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


@pytest.mark.django_db(transaction=True)
def test_a_citizen_answers_on_a_phone(visit):
    survey = surveys.survey(surveys.service("demo"))
    page = visit("/s/demo/", viewport=PHONE)
    page.get_by_role("link", name="Mulai").click()
    for place in range(9):
        rows = page.locator("fieldset:visible input[type=radio]")
        rows.nth(2 if place else 4).check(force=True)
        onward = page.get_by_role("button", name="Lanjut").locator("visible=true")
        box = onward.bounding_box()
        assert box["y"] + box["height"] <= PHONE["height"]
        onward.click()
    page.get_by_role("button", name="Kirim jawaban").click()
    page.wait_for_url("**/thanks/**")

    receipt = Receipt.objects.get()
    stored = SurveyResponse.objects.get()
    assert receipt.code in page.content()
    assert (stored.survey, stored.persyaratan, stored.prosedur) == (survey, None, 3)
    assert page.problems == []
    page.goto(f"/receipt/?code={receipt.code}")
    assert "Layanan demo" in page.content()


@pytest.mark.django_db(transaction=True)
def test_a_citizen_answers_without_script(visit):
    surveys.survey(surveys.service("demo"))
    page = visit("/s/demo/", viewport=PHONE, script=False)

    for code in (
        "persyaratan",
        "prosedur",
        "waktu",
        "biaya",
        "produk",
        "kompetensi",
        "perilaku",
        "pengaduan",
        "sarpras",
    ):
        page.locator(f"input[name={code}][value='4']").check(force=True)
    page.get_by_role("button", name="Kirim jawaban").click()
    page.wait_for_url("**/thanks/**")

    assert Receipt.objects.get().code in page.content()
    assert SurveyResponse.objects.get().sarpras == 4


@pytest.mark.django_db(transaction=True)
def test_plan_from_start_to_in_force(cast, visit, sign_in, today):
    cycles.cycle(TODAY.year)
    page = visit("/agreements/start/", client=sign_in(cast.ani))
    page.get_by_role("button", name=re.compile("Mulai")).click()
    plan = PerformanceAgreement.objects.get()
    for number in (1, 2):
        page.goto(f"/agreements/{plan.pk}/add-result/")
        page.get_by_label("Rencana hasil kerja").fill(f"Berkas loket selesai menurut standar {number}")
        page.get_by_label("Indikator").fill("Rata-rata waktu per berkas")
        page.get_by_label("Target").fill("15–20 menit")
        page.locator("main form button[type=submit]").last.click()
        page.wait_for_url(f"**/agreements/{plan.pk}/")
    page.goto(f"/agreements/{plan.pk}/write-expectations/")
    page.locator("textarea").first.fill("Menjelaskan syarat dengan tenang.")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(f"**/agreements/{plan.pk}/")
    page.goto(f"/agreements/{plan.pk}/write-annex/")
    for part in ("Dukungan sumber daya", "Skema pertanggungjawaban", "Konsekuensi"):
        page.get_by_label(part, exact=True).fill("Disepakati dalam dialog.")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url(f"**/agreements/{plan.pk}/")

    boss = visit(f"/agreements/{plan.pk}/", client=sign_in(cast.budi))
    boss.locator("textarea[name=note]").fill("Target waktu disepakati.")
    _press(boss, "open-dialogue")
    page.reload()
    _press(page, "propose")
    _press(page, "sign")
    plan.refresh_from_db()
    assert plan.state == "signed"

    boss.reload()
    _press(boss, "set")
    plan.refresh_from_db()
    assert (plan.state, plan.results.count(), plan.expectations.count()) == ("in_force", 2, 1)
    assert page.problems + boss.problems == []


def _press(page, verb: str) -> None:
    """Press the button of a verb; where a dialog asks first, open it as a person would."""
    button = page.locator(f"form[action$='/{verb}/'] button[type=submit]").first
    if not button.is_visible():
        page.locator("[data-opens]").first.click()
    with page.expect_navigation():
        button.click()


@pytest.mark.django_db(transaction=True)
def test_rate_explain_and_receive(cast, visit, sign_in, today):
    service = surveys.service("stnk")
    surveys.staffed(service, cast.ani.employee)
    surveys.published(service, surveys.mixed(40, low=2, high=3))
    row = evaluation(cast.ani.assignment, cast.budi.assignment)
    achievement(row.appraiser_unit)
    page = visit(f"/evaluations/{row.pk}/rate/", client=sign_in(cast.budi))
    assert "62,50" in page.content()

    page.locator("label.segment", has_text="Sesuai").first.click()
    page.locator("label.segment", has_text="Di atas").nth(1).click()
    page.locator("textarea[name=result_reason]").fill("Mutu berkas sesuai target triwulan.")
    page.locator("textarea[name=behaviour_reason]").fill("Konsisten dan menjaga nilai pada rekan.")
    page.locator("textarea[name=evaluation_note]").fill("Pertahankan, catat pengaduan.")
    assert page.locator(".matrix td.is-chosen").inner_text().strip() == "Baik"
    page.locator("button[form=penilaian]").last.click()
    page.get_by_text("berlawanan arah").first.wait_for()
    page.locator("textarea[name=consideration]").fill("Antrean karena gangguan jaringan, bukan sikap petugas.")
    page.locator("button[form=penilaian]").last.click()
    page.wait_for_url(f"**/evaluations/{row.pk}/")
    _press(page, "sign")
    _press(page, "hand-over")

    phone = visit(f"/evaluations/{row.pk}/explain/", client=sign_in(cast.ani), viewport=PHONE)
    assert "Mengapa predikat saya Baik?" in phone.content()
    assert "Antrean karena gangguan jaringan" in phone.content()
    _press(phone, "confirm-receipt")
    done = PerformanceEvaluation.objects.get()
    assert (done.state, done.predicate) == ("received", "good")
    assert page.problems + phone.problems == []


@pytest.mark.django_db(transaction=True)
def test_open_the_figure_and_recompute_it(cast, visit, tmp_path):
    made = surveys.published(surveys.service("stnk"), [*surveys.mixed(39), (1, None, 2, 3, 4, 4, 4, None, 1)])
    page = visit(f"/units/{cast.unit.code}/")
    shown = made.result.satisfaction_index
    assert f"{shown}".replace(".", ",") in page.content()

    for name in ("answers.csv", "figures.json"):
        (tmp_path / name).write_bytes(page.request.get(f"/units/{cast.unit.code}/{made.pk}/{name}").body())
    (tmp_path / "recompute.py").write_bytes(page.request.get("/recompute.py").body())
    command = [sys.executable, "-I", "recompute.py", "answers.csv", "figures.json"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert told.returncode == 0, told.stdout + told.stderr
    assert str(shown) in told.stdout
    assert page.problems == []


@pytest.mark.django_db(transaction=True)
def test_import_the_published_example(cast, visit, sign_in, today):
    survey = surveys.survey(surveys.service("contoh"), state="draft")
    page = visit(f"/surveys/{survey.pk}/upload/", client=sign_in(cast.admin))
    example = page.request.get("/examples/skm-sekadau-2019s1.csv").body()
    page.locator("input[type=file]").set_input_files(
        {"name": "skm-sekadau-2019s1.csv", "mimeType": "text/csv", "buffer": example}
    )
    page.locator("[name=order][value=list]").check(force=True)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url("**/imports/**")
    assert SurveyResponse.objects.count() == 0
    _press(page, "confirm")

    assert SurveyResponse.objects.count() == 49
    assert "78,74" in page.content()
    assert page.problems == []
