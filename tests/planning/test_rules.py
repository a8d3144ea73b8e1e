"""What makes an agreement complete, and its lifecycle."""

import pytest

from sambayan.planning.rules import FLOW, AgreementState, ResultDraft, ResultKind, absolute_words, gaps

COMPLETE = ResultDraft(ResultKind.MAIN, (("Waktu", "15–20 menit"),))
NO_MAIN, NO_MEASURE = "Tulis paling sedikit satu hasil kerja utama.", "Setiap hasil kerja perlu indikator dan target."


@pytest.mark.parametrize(
    ("results", "missing"),
    [
        # PermenPANRB 6/2022 Ps 7(3), 9(2)
        ([COMPLETE], []),
        ([COMPLETE, ResultDraft(ResultKind.ADDITIONAL, (("Jumlah", "2–3"),))], []),
        ([], [NO_MAIN]),
        ([ResultDraft(ResultKind.ADDITIONAL, (("Jumlah", "2–3"),))], [NO_MAIN]),
        ([ResultDraft(ResultKind.MAIN, ())], [NO_MEASURE]),
        ([ResultDraft(ResultKind.MAIN, (("Waktu", ""),))], [NO_MEASURE]),
        ([ResultDraft(ResultKind.ADDITIONAL, (("", "2"),))], [NO_MAIN, NO_MEASURE]),
    ],
)
def test_what_is_missing_is_said(results, missing):
    assert gaps(results) == missing


@pytest.mark.parametrize(
    ("target", "words"),
    [
        # PermenPANRB 6/2022 Lampiran II.A.7.a.7 p51
        ("semua berkas", ("semua",)),
        ("Selalu tepat, setiap hari", ("selalu", "setiap")),
        ("100 % berkas", ("100 %",)),
        ("80–90 % berkas", ()),
        ("kesemuanya", ()),
    ],
)
def test_absolute_targets_are_noticed(target, words):
    assert absolute_words(target) == words


def test_every_state_can_be_reached_and_only_in_force_is_final():
    reached = {target for _starts, target in FLOW.moves.values()}

    assert reached == set(AgreementState)
    assert [state for state in AgreementState if not FLOW.verbs(state)] == [AgreementState.IN_FORCE]
