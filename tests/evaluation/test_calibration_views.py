"""The pages of a calibration: the board, silence, concealment, proposals and answers, and what sixty people cost."""

import io
import re
import zipfile
from datetime import date

import pytest
from django.urls import reverse

from conftest import NOW, TODAY
from factories import calibration as make
from factories import cycles, growth, planning, surveys
from factories.evaluation import achievement, evaluation
from factories.people import post
from sambayan.evaluation.models import (
    CalibrationProposal,
    CalibrationSession,
    CalibrationVote,
    PerformanceEvaluation,
    ResultAssessment,
)
from sambayan.evaluation.queries import calibration as queries
from sambayan.evaluation.queries.proposals import calibration_duties, panel, reasons_asked
from sambayan.growth.models import ContinuousFeedback
from sambayan.policies.models import SettingValue

PROPOSAL = {
    "result_rating": "below",
    "behaviour_rating": "meets",
    "reason": make.REASON,
    "evidence": "Rekap loket September",
}
NOTE = "Tanyakan realisasi September."


def at(name: str, row) -> str:
    return reverse(f"evaluation:{name}", args=[row.pk])


def text(client, name: str, row, query: str = "") -> str:
    answer = client.get(at(name, row) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def squares(page: str) -> dict[str, str]:
    """The markup of each of the nine cells, by key."""
    parts = re.split(r'data-square="([a-z-]+)"', page)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def filled(cast, people: int, state: str = "open", rated: str = "rated"):
    """A session with so many people of Budi's, half of them with a proposal, a note, a vote and a past."""
    made = make.session(cast.office, cast.budi.employee, cast.citra.employee, state=state)
    achievement(cast.office)
    for number in range(people):
        own = post(f"Pegawai bernama agak panjang {number:02}", "lpg/bapenda/samsat/")
        for quarter in (1, 2):
            evaluation(own, cast.budi.assignment, "received", cycles.quarter(quarter))
        row = evaluation(own, cast.budi.assignment, rated)
        member = make.member(made, row)
        member.notes.create(author=cast.budi.employee, text=NOTE, written_at=NOW)
        CalibrationVote.objects.create(
            member=member, voter=cast.citra.employee, result_rating="below", behaviour_rating="below", placed_at=NOW
        )
        if number % 2 == 0:
            make.proposal(member, cast.citra.employee)
    return made, member


def test_the_list_offers_units_and_shows_ones_sessions(cast, sign_in, today):
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "rated")
    citra = sign_in(cast.citra)

    offered = citra.get(reverse("evaluation:calibrations")).content.decode()
    answer = citra.post(reverse("evaluation:plan_calibration", args=[cast.unit.code, row.period_id]))

    session = CalibrationSession.objects.get()
    assert answer.url == at("calibration", session)
    assert "Buat rapat" in offered
    listed = sign_in(cast.budi).get(reverse("evaluation:calibrations")).content.decode()
    assert at("calibration", session) in listed
    assert "0 dari 1 orang" in listed
    assert "Buat rapat" not in listed
    assert at("calibration", session) not in sign_in(cast.dewi).get(reverse("evaluation:calibrations")).content.decode()


def test_the_administrator_is_offered_units_too(cast, today):
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "rated")

    above = [cast.office.parent, cast.office, cast.unit]
    assert list(queries.units_to_calibrate(cast.admin.actor, row.period)) == above
    assert list(queries.units_to_calibrate(cast.citra.actor, row.period)) == [cast.office, cast.unit]
    assert list(queries.units_to_calibrate(cast.budi.actor, row.period)) == [cast.unit]
    assert list(queries.units_to_calibrate(cast.inspector.actor, row.period)) == []


def test_every_unit_is_within_reach_however_many_there_are(cast, sign_in, today, monkeypatch):
    evaluation(cast.ani.assignment, cast.budi.assignment, "rated")
    monkeypatch.setattr("sambayan.evaluation.views.calibration.UNITS", 1)
    citra, address = sign_in(cast.citra), reverse("evaluation:calibrations")

    first, second = (citra.get(address, {"units": n}).content.decode() for n in (1, 2))

    assert "1–1 dari 2" in first
    assert "?units=2" in first
    assert f"/{cast.office.code}/" in first
    assert f"/{cast.unit.code}/" in second
    assert "?units=1" in second


def test_without_a_period_the_list_is_empty(cast, sign_in, today):
    assert "Belum ada rapat kalibrasi" in sign_in(cast.budi).get(reverse("evaluation:calibrations")).content.decode()


def test_planning_for_an_unknown_unit_is_not_found(cast, sign_in):
    assert sign_in(cast.citra).post(reverse("evaluation:plan_calibration", args=["tidak-ada", 1])).status_code == 404


def test_the_board_is_for_participants_organisers_and_inspectors(cast, sign_in, today):
    session, _member = make.meeting(cast)
    who = {"ani": 403, "budi": 200, "citra": 200, "dewi": 403, "admin": 200, "partner": 403, "inspector": 200}

    found = {name: sign_in(getattr(cast, name)).get(at("calibration", session)).status_code for name in who}

    assert found == who


def test_a_card_stands_in_its_cell_and_its_proposal_is_a_ghost(cast, sign_in, today):
    session, member = make.meeting(cast)
    make.proposal(member, cast.citra.employee)

    cells = squares(text(sign_in(cast.citra), "calibration", session))

    assert f'id="p{member.pk}"' in cells["meets-meets"]
    assert "usulan, belum berlaku" in cells["below-meets"]
    assert f'data-from="p{member.pk}"' in cells["below-meets"]
    assert sum("Ani" in cell for cell in cells.values()) == 2


def test_ones_own_card_is_concealed_everywhere(cast, sign_in, today):
    session, _member = make.meeting(cast)
    own = make.member(session, evaluation(cast.budi.assignment, cast.citra.assignment, "rated", result="above"))
    budi = sign_in(cast.budi)

    for query in ("", "?view=list"):
        page = text(budi, "calibration", session, query)
        assert "1 orang dirahasiakan dari Anda" in page
        assert at("member", own) not in page
    assert budi.get(at("member", own)).status_code == 403
    assert text(sign_in(cast.citra), "calibration", session).count(at("member", own)) == 1


def test_a_subordinate_does_not_see_the_card_of_his_appraiser(cast, sign_in, today):
    session, _member = make.meeting(cast)
    of_budi = make.member(session, evaluation(cast.budi.assignment, cast.citra.assignment, "rated"))
    session.participants.create(employee=cast.ani.employee, is_appraiser=False, invited_at=NOW)

    page = text(sign_in(cast.ani), "calibration", session)

    assert "2 orang dirahasiakan dari Anda" in page
    assert at("member", of_budi) not in page


def test_signed_cards_are_locked_and_the_unrated_are_only_counted(cast, sign_in, today):
    session, _member = make.meeting(cast, rated="signed")
    make.member(session, evaluation(post("Eko", "lpg/bapenda/samsat/"), cast.budi.assignment))

    page = text(sign_in(cast.citra), "calibration", session)

    assert "is-locked" in page
    assert "data-card" not in page
    assert "1 orang belum dinilai" in page


def test_during_the_silence_one_sees_only_ones_own_placing(cast, sign_in, today):
    session, member = make.meeting(cast, "pre_vote")
    citra, budi = sign_in(cast.citra), sign_in(cast.budi)

    budi.post(at("place", member), {"to": "above-above"})
    citra.post(at("place", member), {"place-result_rating": "below", "place-behaviour_rating": "below"})

    assert "is-ghost" in squares(text(budi, "calibration", session))["above-above"]
    assert "is-ghost" not in squares(text(budi, "calibration", session))["below-below"]
    assert "1 × Sangat Kurang" not in text(budi, "member", member)
    citra.post(at("open_calibration", session))
    page = text(budi, "member", member)
    assert "1 × Sangat Baik" in page
    assert "1 × Sangat Kurang" in page
    assert "Citra</" not in page.partition("Penempatan diam")[2].partition("</ul>")[0]


def test_a_placing_without_a_cell_says_what_is_missing(cast, sign_in, today):
    _session, member = make.meeting(cast, "pre_vote")

    answer = sign_in(cast.citra).post(at("place", member), {"to": "nowhere"})

    assert answer.status_code == 422
    assert "Pilih salah satu dari tiga." in answer.content.decode()
    assert not CalibrationVote.objects.exists()


def test_the_organiser_leads_through_the_meeting(cast, sign_in, today):
    session, _member = make.meeting(cast, "planned")
    citra = sign_in(cast.citra)

    assert "Mulai penempatan diam" in text(citra, "calibration", session)
    citra.post(at("start_pre_vote", session))
    assert "Buka rapat" in text(citra, "calibration", session)
    citra.post(at("open_calibration", session))
    assert "Selesaikan rapat" in text(citra, "calibration", session)
    citra.post(at("close_calibration", session))

    session.refresh_from_db()
    assert session.state == "closed"
    assert sign_in(cast.budi).post(at("close_calibration", session)).status_code == 403


def test_a_leader_is_invited_by_name_and_mistakes_are_told(cast, sign_in, today):
    session, _member = make.meeting(cast)
    citra = sign_in(cast.citra)

    assert citra.get(at("invite", session)).status_code == 200
    assert citra.post(at("invite", session), {"leader": "Tidak Ada"}).status_code == 422
    assert citra.post(at("invite", session), {"leader": "Dewi"}).status_code == 302
    again = citra.post(at("invite", session), {"leader": "Dewi"})
    assert "sudah menjadi peserta" in again.content.decode()


def test_a_moved_card_asks_for_reason_and_evidence(cast, sign_in, today):
    _session, member = make.meeting(cast)
    citra = sign_in(cast.citra)

    page = text(citra, "propose", member, "?to=below-meets")
    assert "sedang Anda usulkan" in squares(page)["below-meets"]
    assert page.count("checked") == 2
    short = citra.post(at("propose", member), PROPOSAL | {"reason": "Kurang."})
    assert short.status_code == 422
    assert "Tulis alasan paling sedikit 20 huruf." in short.content.decode()
    assert not CalibrationProposal.objects.exists()

    answer = citra.post(at("propose", member), PROPOSAL)

    assert answer.url == at("member", member)
    assert CalibrationProposal.objects.get().after.key == "below-meets"


def test_the_appraiser_accepts_with_the_reasons_that_are_needed(cast, sign_in, today):
    _session, member = make.meeting(cast)
    waiting = make.proposal(member, cast.citra.employee)
    budi = sign_in(cast.budi)

    page = budi.get(at("accept", waiting)).content.decode()
    assert "Alasan rating hasil kerja yang baru" in page
    assert "tanpa umpan balik atau bimbingan sebelumnya" in page
    assert "Alasan rating perilaku kerja yang baru" not in page
    missing = budi.post(at("accept", waiting), {"result_reason": "Kurang.", "unsupported_reason": ""})
    assert missing.status_code == 422
    assert "Tulis alasan paling sedikit 20 huruf." in missing.content.decode()
    words = {
        "result_reason": "Dua hasil utama di bawah target.",
        "unsupported_reason": "Baru terlihat pada akhir periode.",
    }

    assert budi.post(at("accept", waiting), words).url == at("member", member)

    member.evaluation.refresh_from_db()
    assert (member.evaluation.predicate, member.evaluation.unsupported_reason) == (
        "needs_improvement",
        words["unsupported_reason"],
    )


def test_accepting_is_possible_when_no_reason_is_needed(cast, sign_in, today):
    _session, member = make.meeting(cast)
    PerformanceEvaluation.objects.update(result_suggestion="above", suggestion_reason="Bukti menyusul pada Oktober.")
    waiting = make.proposal(member, cast.citra.employee, result="above")

    assert (
        sign_in(cast.budi).post(at("accept", waiting), {"result_reason": "Bukti baru melewati target."}).status_code
        == 302
    )


def test_the_appraiser_declines_with_a_reason_everybody_reads(cast, sign_in, today):
    _session, member = make.meeting(cast)
    waiting = make.proposal(member, cast.citra.employee)
    budi = sign_in(cast.budi)

    assert budi.get(at("decline", waiting)).status_code == 200
    assert budi.post(at("decline", waiting), {"reason": "Tidak."}).status_code == 422
    assert budi.post(at("decline", waiting), {"reason": "Target sudah diubah pada Juli."}).status_code == 302

    assert "Target sudah diubah pada Juli." in text(sign_in(cast.citra), "member", member)


def test_a_proposal_is_withdrawn_by_whoever_made_it(cast, sign_in, today):
    _session, member = make.meeting(cast)
    waiting = make.proposal(member, cast.citra.employee)

    assert sign_in(cast.budi).post(at("withdraw_proposal", waiting)).status_code == 403
    assert sign_in(cast.citra).post(at("withdraw_proposal", waiting)).status_code == 302


def test_others_are_told_that_only_the_appraiser_accepts(cast, sign_in, today):
    _session, member = make.meeting(cast)
    make.proposal(member, cast.citra.employee)

    page = text(sign_in(cast.citra), "member", member)

    assert "Hanya pejabat penilai yang dapat melakukan ini" in page
    assert "Tarik usul" in page


def test_discussed_is_ticked_and_taken_back(cast, sign_in, today):
    session, member = make.meeting(cast)
    budi = sign_in(cast.budi)

    budi.post(at("discuss", member))
    assert "Sudah dibahas, dicatat Budi" in text(budi, "member", member)
    assert "dibahas</small>" in text(budi, "calibration", session)
    budi.post(at("undiscuss", member))
    assert "Tandai sudah dibahas" in text(budi, "member", member)


def test_a_note_saves_itself_and_by_button(cast, sign_in, today):
    _session, member = make.meeting(cast)
    budi = sign_in(cast.budi)

    quiet = budi.post(at("write_note", member), {"note-text": NOTE}, headers={"X-Requested-With": "fetch"})
    told = budi.post(at("write_note", member), {"note-text": f"{NOTE} Sudah."})
    long = budi.post(at("write_note", member), {"note-text": "x" * 3000})

    assert (quiet.status_code, told.status_code, long.status_code) == (204, 302, 422)
    assert f"{NOTE} Sudah." in text(sign_in(cast.citra), "member", member)


def test_after_the_end_notes_are_read_and_no_longer_written(cast, sign_in, today):
    session, member = make.meeting(cast)
    member.notes.create(author=cast.budi.employee, text=NOTE, written_at=NOW)
    CalibrationSession.objects.filter(pk=session.pk).update(state="closed", closed_at=NOW)

    page = text(sign_in(cast.budi), "member", member)

    assert NOTE in page
    assert "Simpan catatan" not in page
    assert sign_in(cast.budi).post(at("write_note", member), {"note-text": "x"}).status_code == 403


def test_without_notes_the_closed_session_says_so(cast, sign_in, today):
    session, member = make.meeting(cast)
    CalibrationSession.objects.filter(pk=session.pk).update(state="closed", closed_at=NOW)

    assert "Belum ada catatan." in text(sign_in(cast.citra), "member", member)


def test_the_panel_holds_the_evidence_of_one_person(cast, sign_in, today):
    _session, member = make.meeting(cast)
    row = member.evaluation
    evaluation(cast.ani.assignment, cast.budi.assignment, "received", cycles.quarter(2))
    result = planning.planned_result(row.agreement, 9)
    ResultAssessment.objects.create(evaluation=row, result=result, is_own=False, rating="below", remark="81,2 %")
    voice = {
        "service": "STNK",
        "label": "TW III",
        "n": 61,
        "satisfaction_index": "78.10",
        "low": "74.6",
        "high": "81.6",
    }
    PerformanceEvaluation.objects.filter(pk=row.pk).update(
        citizen_evidence=[voice, {"service": "BPKB", "label": "x", "n": 3}]
    )
    for positive in (True, False, None):
        ContinuousFeedback.objects.create(
            agreement=row.agreement, employee=row.employee, appraiser=row.appraiser, unit=row.unit, period=row.period,
            giver=cast.citra.employee, giver_kind="leader", result=result, is_positive=positive, text="Perlu dijelaskan.",
            state="recorded", recorded_at=NOW,
        )  # fmt: skip

    page = text(sign_in(cast.citra), "member", member)

    for words in ("<strong>1 dari 1</strong>", "81,2 %", "1 positif, 1 untuk diperbaiki", "78,10 (74,6–81,6)", "n 3",
                  "Triwulan II 2026", row.result_reason):  # fmt: skip
        assert words in page


def asked_for(member, cast, **target) -> tuple[str, ...]:
    return reasons_asked(queries.proposal(make.proposal(member, cast.citra.employee, **target).pk), TODAY)


def test_accepting_asks_for_what_the_form_of_the_rating_asks_for(cast):
    _session, member = make.meeting(cast)
    result = member.evaluation.agreement.results.get()
    ResultAssessment.objects.create(evaluation=member.evaluation, result=result, is_own=False, rating="meets")
    growth.feedback(member.evaluation.agreement, cast.budi.employee, result=result, value_code="")

    assert asked_for(member, cast, result="above") == ("result_reason", "suggestion_reason")


@pytest.mark.parametrize(
    ("positive", "needed"), [(True, ("result_reason", "unsupported_reason")), (False, ("result_reason",))]
)
def test_accepting_takes_no_praise_for_an_earlier_word(cast, positive, needed):
    _session, member = make.meeting(cast)
    result = member.evaluation.agreement.results.get()
    growth.feedback(member.evaluation.agreement, cast.budi.employee, is_positive=positive, result=result, value_code="")

    assert asked_for(member, cast, result="below") == needed


def test_accepting_asks_why_the_team_departs_from_the_guide(cast, sign_in, today):
    session, member = make.meeting(cast)
    achievement(cast.unit, predicate="poor")
    for number in range(11):
        row = evaluation(post(f"P{number}", "lpg/bapenda/samsat/"), cast.budi.assignment, "rated", behaviour="above")
        make.member(session, row)
    waiting = make.proposal(member, cast.citra.employee, result="above", behaviour="above")
    budi, address = sign_in(cast.budi), at("accept", waiting)

    page = budi.get(address).content.decode()
    reasons = dict.fromkeys(("result_reason", "behaviour_reason"), "Alasan yang cukup panjang untuk dibaca.")
    refused = budi.post(address, reasons)
    budi.post(address, reasons | {"distribution_reason": "Mereka yang terbaik dari dua unit."})

    member.evaluation.refresh_from_db()
    assert "Mengapa berbeda dari panduan sebaran" in page
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["distribution_reason"])
    assert (member.evaluation.predicate, member.evaluation.distribution_reason) == (
        "very_good", "Mereka yang terbaik dari dua unit.",
    )  # fmt: skip


def test_accepting_keeps_changes_or_clears_the_predicate_after_a_failed_study_leave(cast, sign_in, today):
    _session, member = make.meeting(cast)
    row = member.evaluation
    PerformanceEvaluation.objects.filter(pk=row.pk).update(
        predicate="poor", exception_predicate="poor", exception_reason="Dinyatakan gagal, SK 8/2026"
    )
    waiting = make.proposal(member, cast.citra.employee, result="above")
    budi, address = sign_in(cast.budi), at("accept", waiting)
    words = {"result_reason": "Ketiga hasil utama di atas target."}

    shown = budi.get(address).context["form"]
    refused = budi.post(address, words | {"exception_predicate": "very_poor", "exception_reason": "x"})
    budi.post(address, words | {"exception_predicate": "very_poor", "exception_reason": "Tidak lulus dua kali."})

    row.refresh_from_db()
    assert shown["exception_predicate"].value() == "poor"
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["exception_reason"])
    assert (row.result_rating, row.predicate, row.exception_reason) == ("above", "very_poor", "Tidak lulus dua kali.")
    cleared = make.proposal(member, cast.citra.employee, result="meets")
    cleared.from_result = "above"
    cleared.save()
    budi.post(at("accept", cleared), words | {"exception_predicate": ""})
    row.refresh_from_db()
    assert (row.predicate, row.exception_predicate, row.exception_reason) == ("good", "", "")


def test_the_list_is_filtered(cast, sign_in, today):
    session, member = make.meeting(cast)
    other = make.member(session, evaluation(cast.budi.assignment, cast.citra.assignment, "rated", result="above"))
    PerformanceEvaluation.objects.filter(pk=other.evaluation_id).update(predicate="very_good")
    make.proposal(member, cast.citra.employee)
    type(member).objects.filter(pk=other.pk).update(discussed_at=NOW, discussed_by="Citra")
    citra = sign_in(cast.citra)

    def names(query: str) -> set[str]:
        page = text(citra, "calibration", session, f"?view=list&{query}")
        return {name for name, row in (("Ani", member), ("Budi", other)) if at("member", row) in page}

    assert names("") == {"Ani", "Budi"}
    assert names("only=undiscussed") == names("only=proposed") == {"Ani"}
    assert names(f"unit={cast.unit.code}&appraiser={cast.citra.employee.pk}") == {"Budi"}
    assert names("predicate=very_good") == {"Budi"}
    assert names("predicate=x&appraiser=x&only=x") == {"Ani", "Budi"}
    assert "Tidak ada yang cocok dengan saringan ini." in text(citra, "calibration", session, "?view=list&unit=lain")


def test_the_guide_speaks_of_whole_people_by_both_texts(cast, sign_in, today):
    session, _member = filled(cast, 10)

    page = text(sign_in(cast.citra), "calibration", session)

    assert "paling banyak 7 dari 10" in page
    assert "Itu pertanyaan untuk dibahas, bukan kesalahan." in page
    assert "PermenPANRB 6/2022 hlm. 94–97" in page
    assert "SE MenPANRB 3/2023" in page
    assert "Per pejabat penilai" in page


@pytest.mark.parametrize(
    ("people", "words"), [(2, "tidak dapat diterapkan pada 2 orang"), (12, "berbeda dari panduan")]
)
def test_a_small_unit_cannot_follow_the_guide(cast, sign_in, today, people, words):
    session, _member = filled(cast, people)

    assert words in text(sign_in(cast.citra), "calibration", session)


def test_one_guide_alone_by_setting(cast, today):
    SettingValue.objects.create(
        name="distribution_rule_sets", value="permenpanrb_6_2022", valid_from=TODAY, reason="x", source="x", mark="D",
        set_at=NOW, set_by="x",
    )  # fmt: skip
    session, _member = filled(cast, 4)

    shown = queries.board(session, cast.citra.actor, TODAY)

    assert [guide.rule_set for guide in shown.guides] == ["permenpanrb_6_2022"]


def test_the_guide_says_what_it_expects_at_least(cast, sign_in, today):
    session, _member = filled(cast, 4)
    cast.office.achievements.update(predicate="needs_improvement")

    assert "paling sedikit 3 dari 4" in text(sign_in(cast.citra), "calibration", session)


def guide_of(session, who, rule_set: str = "se_menpanrb_3_2023"):
    return next(each for each in queries.board(session, who.actor, TODAY).guides if each.rule_set == rule_set)


def test_the_guide_is_that_of_everybody_also_of_those_not_rated_yet(cast):
    session, _member = filled(cast, 11)
    make.member(session, evaluation(cast.ani.assignment, cast.budi.assignment))

    guide = guide_of(session, cast.citra, "permenpanrb_6_2022")

    assert (guide.people, sum(row["count"] for row in guide.rows)) == (12, 11)
    assert guide.verdict.startswith("1 orang belum dinilai; sebarannya dibandingkan")


def test_the_guide_names_a_predicate_over_its_cap_before_everybody_is_rated(cast):
    session, _member = filled(cast, 11)
    cast.office.achievements.update(predicate="poor")
    make.member(session, evaluation(cast.ani.assignment, cast.budi.assignment))
    PerformanceEvaluation.objects.filter(state="rated").update(predicate="very_good")

    assert guide_of(session, cast.citra).is_question


def test_the_guide_gives_nobody_away_who_is_concealed(cast):
    session, _member = filled(cast, 11)
    make.member(session, evaluation(cast.budi.assignment, cast.citra.assignment, "rated"))

    own, whole = guide_of(session, cast.budi), guide_of(session, cast.citra)

    assert [row["note"] for row in own.rows] == [row["note"] for row in whole.rows]
    assert (own.people, sum(row["count"] for row in own.rows)) == (12, 11)
    assert (whole.people, sum(row["count"] for row in whole.rows)) == (12, 12)
    verdict = guide_of(session, cast.budi, "permenpanrb_6_2022").verdict
    assert verdict.startswith("Kesimpulan atas sebaran lengkap tidak ditampilkan: 1 orang dirahasiakan")


def test_before_anybody_is_rated_the_guide_says_so(cast):
    session, _member = filled(cast, 11, rated="open")

    assert guide_of(session, cast.citra).verdict.startswith("Belum ada yang dinilai.")


def test_the_board_counts_the_predicate_that_stands_not_the_cell(cast, sign_in, today):
    session, member = filled(cast, 11)
    PerformanceEvaluation.objects.filter(pk=member.evaluation_id).update(
        predicate="poor", exception_predicate="poor", exception_reason="Gagal."
    )

    counts = {row["predicate"]: row["count"] for row in guide_of(session, cast.citra).rows}
    book = sign_in(cast.citra).get(at("export_board", session)).content

    assert (counts["good"], counts["poor"]) == (10, 1)
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert "Kurang" in parts.read("xl/sharedStrings.xml").decode()


def test_from_february_the_board_stands_under_last_years_achievement(cast):
    years = []
    for year in (2024, 2025):
        years.append(
            cycles.EvaluationPeriod.objects.create(
                cycle=cycles.cycle(year), kind="yearly", number=1, from_date=date(year, 1, 1),
                to_date=date(year, 12, 31), window_from=date(year, 12, 20), window_to=date(year + 1, 1, 31),
            )
        )  # fmt: skip
    achievement(cast.office, years[0], "excellent")
    session = make.session(cast.office, cast.citra.employee, period=years[1])

    assert queries.board(session, cast.citra.actor, date(2026, 2, 2)).organisation == "excellent"
    assert queries.board(session, cast.citra.actor, date(2026, 1, 31)).organisation is None


def test_no_more_than_three_past_periods_are_shown_the_newest_first(cast):
    session, _member = make.meeting(cast)
    row = evaluation(cast.ani.assignment, cast.budi.assignment, "received", cycles.quarter(1))
    for quarter, year in ((2, 2026), (4, 2025), (3, 2025)):
        row.pk, row.document_code, row.period = None, None, cycles.quarter(quarter, year)
        row.save(force_insert=True)

    found = queries.past_of([cast.ani.employee.pk], session.period)[cast.ani.employee.pk]

    assert [label for label, _predicate in found] == ["Triwulan II 2026", "Triwulan I 2026", "Triwulan IV 2025"]


def test_without_organisation_predicate_there_is_no_guide_yet(cast, sign_in, today):
    session, _member = make.meeting(cast)

    assert "Panduan tampak setelah predikat kinerja organisasi" in text(sign_in(cast.citra), "calibration", session)


def test_before_the_meeting_nothing_can_be_moved(cast, sign_in, today):
    session, member = make.meeting(cast, "planned")

    assert "data-mover" not in text(sign_in(cast.citra), "calibration", session)
    assert "Catatan" not in text(sign_in(cast.citra), "member", member)


def test_the_organiser_without_a_seat_reads_only(cast, sign_in, today):
    session, member = make.meeting(cast)
    admin = sign_in(cast.admin)

    assert "data-mover" not in text(admin, "calibration", session)
    assert "Ini hanya untuk peserta rapat kalibrasi." in text(admin, "member", member)
    assert admin.get(at("export_board", session)).status_code == 403


def test_looking_at_a_person_leaves_a_trace(cast, sign_in, today):
    _session, member = make.meeting(cast)

    sign_in(cast.citra).get(at("member", member))

    assert cast.ani.employee.looks.get().reader_name == "Citra"


def test_the_workbook_holds_no_more_than_the_board(cast, sign_in, today):
    session, member = make.meeting(cast)
    member.notes.create(author=cast.budi.employee, text=NOTE, written_at=NOW)
    make.proposal(member, cast.citra.employee)
    make.member(session, evaluation(cast.budi.assignment, cast.citra.assignment, "rated"))

    answer = sign_in(cast.budi).get(at("export_board", session))

    strings = zipfile.ZipFile(io.BytesIO(answer.content)).read("xl/sharedStrings.xml").decode()
    cells = re.findall(r"<t[^>]*>([^<]*)</t>", strings)
    assert answer["Content-Disposition"] == f'attachment; filename="kalibrasi-{session.pk}.xlsx"'
    assert cells == [
        "Nama", "Unit", "Penilai", "Hasil kerja", "Perilaku kerja", "Predikat", "Usul", "Dibahas", "Ani", "Unit samsat",
        "Budi", "Sesuai ekspektasi", "Baik", "Butuh Perbaikan", "belum",
    ]  # fmt: skip


def test_duties_name_what_waits_and_stop_when_it_is_done(cast, today):
    _session, member = make.meeting(cast)
    waiting = make.proposal(member, cast.citra.employee)
    silent = make.session(cast.unit, cast.budi.employee, state="pre_vote")

    found = calibration_duties(cast.budi.actor, TODAY)

    assert [(duty.url, duty.count) for duty in found] == [(at("member", member), 1), (at("calibration", silent), None)]
    assert calibration_duties(cast.partner.actor, TODAY) == calibration_duties(cast.dewi.actor, TODAY) == []
    CalibrationProposal.objects.filter(pk=waiting.pk).update(state="withdrawn", answered_at=NOW)
    CalibrationSession.objects.filter(pk=silent.pk).update(state="open")  # and nobody has proposed anything there
    assert calibration_duties(cast.budi.actor, TODAY) == []


def test_the_panel_of_an_unrated_person_says_so(cast, sign_in, today):
    _session, member = make.meeting(cast, rated="open")

    assert "Belum dinilai." in text(sign_in(cast.citra), "member", member)
    assert panel(queries.calibration_member(member.pk), cast.citra.actor).cell is None


@pytest.mark.parametrize("people", [1, 3])
@pytest.mark.parametrize(
    ("name", "state", "query", "statements"),
    [
        ("calibration", "open", "", 13),
        ("calibration", "open", "?view=list", 13),
        ("calibration", "pre_vote", "", 14),
        ("member", "open", "", 22),
        ("export_board", "open", "", 12),
    ],
)
def test_the_pages_ask_the_database_the_same_number_of_times(
    cast, sign_in, today, django_assert_num_queries, people, name, state, query, statements
):
    session, member = filled(cast, people, state)
    client = sign_in(cast.citra)
    address = at(name, member if name == "member" else session) + query

    with django_assert_num_queries(statements):
        client.get(address)


@pytest.mark.slow(reason="sixty people with a past")
@pytest.mark.parametrize("query", ["", "?view=list"])
def test_sixty_people_stay_small(cast, sign_in, today, query):
    session, member = filled(cast, 60)
    client = sign_in(cast.citra)
    for address in (at("calibration", session), at("member", member)):
        assert len(client.get(address + query).content) <= 150_000


def test_a_service_of_the_citizens_does_not_break_a_session(cast, sign_in, today):
    session, _member = make.meeting(cast)
    surveys.staffed(surveys.service(), cast.ani.employee)

    assert sign_in(cast.citra).get(at("calibration", session)).status_code == 200
