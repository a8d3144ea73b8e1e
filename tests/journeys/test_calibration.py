"""A calibration in a browser: a card moved by mouse, by keyboard and without script; a note that saves itself."""

import pytest
from playwright.sync_api import expect

from factories import calibration as make
from factories.evaluation import achievement
from sambayan.evaluation.models import CalibrationNote, CalibrationProposal, CalibrationVote

pytestmark = pytest.mark.django_db(transaction=True)
REASON = "Dua hasil utama di bawah target tanpa penjelasan."


@pytest.fixture
def meeting(cast, today):
    achievement(cast.office)
    return make.meeting(cast)


def send(page) -> None:
    page.get_by_label("Alasan yang dapat dibaca penilai").fill(REASON)
    page.get_by_label("Bukti").fill("Rekap loket September")
    page.get_by_role("button", name="Kirim usul kepada penilai").click()
    expect(page.get_by_text("Usul terkirim kepada penilai. Rating belum berubah.")).to_be_visible()


def test_a_card_dragged_to_another_cell_becomes_a_proposal(meeting, cast, sign_in, visit):
    session, member = meeting
    page = visit(f"/calibrations/{session.pk}/", client=sign_in(cast.citra))

    card, target = page.locator(f"#p{member.pk}"), page.locator("[data-square=below-meets]")
    card.hover()
    page.mouse.down()
    box = target.bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 40, steps=5)
    expect(target).to_have_class("board-cell is-empty is-target")
    page.mouse.up()
    page.wait_for_url(f"**/calibrations/people/{member.pk}/propose/?to=below-meets")
    send(page)

    assert CalibrationProposal.objects.get().after.key == "below-meets"
    member.evaluation.refresh_from_db()
    assert member.evaluation.predicate == "good"
    assert page.problems == []


def test_a_card_is_moved_by_keyboard_and_every_step_is_announced(meeting, cast, sign_in, visit):
    session, member = meeting
    page = visit(f"/calibrations/{session.pk}/", client=sign_in(cast.citra))
    says, card = page.locator("[data-move-says]"), page.locator(f"#p{member.pk}")

    card.focus()
    page.keyboard.press("m")
    expect(says).to_contain_text("Memindahkan Ani")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(says).to_have_text("hasil kerja di atas ekspektasi, perilaku kerja sesuai ekspektasi: Baik")
    page.keyboard.press("Escape")
    expect(says).to_have_text("Batal dipindah.")
    page.keyboard.press("m")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")

    page.wait_for_url(f"**/calibrations/people/{member.pk}/propose/?to=meets-above")
    assert page.problems == []


def test_without_script_the_form_beside_the_board_does_the_same(meeting, cast, sign_in, visit):
    _session, member = meeting
    page = visit(f"/calibrations/people/{member.pk}/", client=sign_in(cast.citra), script=False)

    page.locator("#usul input[name=result_rating][value=below]").check()
    page.locator("#usul input[name=behaviour_rating][value=meets]").check()
    send(page)

    assert CalibrationProposal.objects.get().after.key == "below-meets"


def test_in_silence_a_dragged_card_is_placed_at_once(cast, today, sign_in, visit):
    session, member = make.meeting(cast, "pre_vote")
    page = visit(f"/calibrations/{session.pk}/", client=sign_in(cast.citra))

    page.locator(f"#p{member.pk}").focus()
    page.keyboard.press("m")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Penempatan Anda tersimpan")).to_be_visible()

    assert CalibrationVote.objects.get().cell.key == "below-meets"
    assert page.problems == []


def test_a_note_saves_itself(meeting, cast, sign_in, visit):
    _session, member = meeting
    page = visit(f"/calibrations/people/{member.pk}/", client=sign_in(cast.citra))

    page.get_by_label("Catatan Anda").fill("Tanyakan realisasi September.")
    expect(page.locator("[data-save-says]")).to_have_text("Tersimpan")

    assert CalibrationNote.objects.get().text == "Tanyakan realisasi September."
    assert page.problems == []
