"""Dividing roles in a real browser: by keyboard, saved cell by cell, and two people at one cell."""

import pytest
from django.urls import reverse

from factories import goals
from factories.people import post
from sambayan.planning.models import RoleResultCell

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def address(cast, today):
    made = goals.matrix(cast.budi.assignment, columns=2)
    goals.row(made, cast.ani.assignment)
    goals.row(made, post("Eni", "lpg/bapenda/samsat/"))
    return reverse("planning:matrix", args=[made.pk])


def test_a_cell_is_saved_when_left_and_arrows_move_between_cells(address, cast, visit, sign_in):
    page = visit(address, client=sign_in(cast.budi))
    first = page.get_by_label("Peran Ani dalam Indikator samsat 1")

    first.fill("Berkas selesai tepat waktu")
    first.press("Alt+ArrowDown")
    page.get_by_text("Menunggu SKP dimulai").wait_for()

    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Peran Eni dalam Indikator samsat 1"
    assert RoleResultCell.objects.get().text == "Berkas selesai tepat waktu"
    assert page.problems == []


def test_two_people_at_one_cell_see_both_sentences(address, cast, visit, sign_in):
    budi, citra = visit(address, client=sign_in(cast.budi)), visit(address, client=sign_in(cast.citra))
    for page, words in ((budi, "Kalimat Budi"), (citra, "Kalimat Citra")):
        page.get_by_label("Peran Ani dalam Indikator samsat 2").fill(words)
        page.get_by_label("Peran Ani dalam Indikator samsat 2").press("Tab")
        page.get_by_text("Menunggu SKP dimulai").wait_for()

    citra.get_by_text("Budi sudah mengubah sel ini menjadi “Kalimat Budi”").wait_for()
    assert citra.get_by_label("Peran Ani dalam Indikator samsat 2").input_value() == "Kalimat Citra"
    citra.get_by_role("button", name="Simpan kalimat saya").click()
    citra.get_by_role("button", name="Simpan kalimat saya").wait_for(state="detached")

    assert RoleResultCell.objects.get().text == "Kalimat Citra"


def test_without_script_a_cell_has_its_own_button(address, cast, visit, sign_in):
    page = visit(address, client=sign_in(cast.budi), script=False)

    page.get_by_label("Peran Ani dalam Indikator samsat 1").fill("Berkas selesai")
    page.get_by_label("Peran Ani dalam Indikator samsat 1").press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Peran tersimpan.").wait_for()

    assert RoleResultCell.objects.get().text == "Berkas selesai"
