"""What an agreement needs before it is proposed, which form it takes, and what changed, without a database."""

import pytest

from sambayan.planning.rules import (
    EDITABLE,
    FLOW,
    STANDING,
    SUGGESTIONS,
    UNFINISHED,
    AgreementDraft,
    AgreementForm,
    AgreementState,
    AnnexPart,
    ChangeKind,
    Line,
    Perspective,
    ResultDraft,
    ResultKind,
    absolute_words,
    acting_unnamed,
    compare,
    form_code,
    gaps,
)

NO_MAIN = "Tulis paling sedikit satu hasil kerja utama."
NO_MEASURE = "Setiap hasil kerja perlu indikator dan target."
NO_BUDGET = "Perspektif Anggaran harus ada (Lampiran II.A.2 hlm. 29)."
NOT_ALL_FOUR = "Keempat perspektif harus terpenuhi (Lampiran II.A.2 hlm. 29)."
NO_VIEW = "Setiap indikator perlu perspektif."
MEASURED = (("Waktu", "15–20 menit"),)
ANNEX = frozenset(part.value for part in AnnexPart)


def draft(*results: ResultDraft, form=AgreementForm.STAFF, annex=ANNEX) -> AgreementDraft:
    return AgreementDraft(form, results, annex)


@pytest.mark.parametrize(
    ("results", "missing"),
    [
        # PermenPANRB 6/2022 Ps 7(3), 9(2)
        ([], [NO_MAIN]),
        ([ResultDraft(ResultKind.MAIN, MEASURED)], []),
        ([ResultDraft(ResultKind.MAIN, (*MEASURED, ("Mutu", "80–85")))], []),
        ([ResultDraft(ResultKind.ADDITIONAL, MEASURED)], [NO_MAIN]),
        ([ResultDraft(ResultKind.MAIN, ())], [NO_MEASURE]),
        ([ResultDraft(ResultKind.MAIN, (("Waktu", ""),))], [NO_MEASURE]),
        ([ResultDraft(ResultKind.MAIN, (*MEASURED, ("", "2")))], [NO_MEASURE]),
        ([ResultDraft(ResultKind.ADDITIONAL, (("", "2"),))], [NO_MAIN, NO_MEASURE]),
    ],
)
def test_what_is_missing_is_said(results, missing):
    assert gaps(draft(*results)) == missing


@pytest.mark.parametrize(
    ("perspectives", "missing"),
    [
        # Lampiran II.A.2.a.8 p29: all four perspectives, the budget in every agreement
        (tuple(Perspective), []),
        (("service_recipient", "business_process", "internal_strengthening"), [NO_BUDGET]),
        (("budget",), [NOT_ALL_FOUR]),
        (("service_recipient",), [NO_BUDGET, NOT_ALL_FOUR]),
        ((*Perspective, ""), [NO_VIEW]),
    ],
)
def test_leaders_need_all_four_perspectives(perspectives, missing):
    result = ResultDraft(ResultKind.MAIN, MEASURED, tuple(str(each) for each in perspectives))

    assert gaps(draft(result, form=AgreementForm.SENIOR)) == missing


def test_the_annex_is_filled_in_all_three_parts():
    result = ResultDraft(ResultKind.MAIN, MEASURED)

    # Ps 11-13, Lampiran II.A.8 p60-61
    assert gaps(draft(result, annex=frozenset())) == [
        "Isi dukungan sumber daya di lampiran SKP (Pasal 11).",
        "Isi skema pertanggungjawaban di lampiran SKP (Pasal 12).",
        "Isi konsekuensi di lampiran SKP (Pasal 13).",
    ]
    assert gaps(draft(result, annex=ANNEX - {"consequence"})) == ["Isi konsekuensi di lampiran SKP (Pasal 13)."]


def test_there_are_suggestions_for_every_part_of_the_annex():
    assert set(SUGGESTIONS) == set(AnnexPart)
    assert all(len(line) <= 500 for lines in SUGGESTIONS.values() for line in lines)


@pytest.mark.parametrize(
    ("kind", "words", "missing"),
    [
        (ResultKind.MAIN, "Laporan loket", ["Kepala Seksi A"]),
        (ResultKind.MAIN, "Layanan kepala seksi A, terselenggara", []),
        (ResultKind.MAIN, "Tugas Plt. terlaksana", []),
        (ResultKind.MAIN, "Tugas pelaksana harian terlaksana", []),
        (ResultKind.ADDITIONAL, "Tugas Plt. terlaksana", ["Kepala Seksi A"]),
        (ResultKind.MAIN, "Layanan kepala seksi Aceh", ["Kepala Seksi A"]),
    ],
)
def test_acting_work_is_a_main_result(kind, words, missing):
    draft = AgreementDraft(AgreementForm.STAFF, (ResultDraft(kind, MEASURED, words=words),))

    # Lampiran II.A.6.d p50
    assert acting_unnamed(draft, ["Kepala Seksi A"]) == missing


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


@pytest.mark.parametrize(
    ("form", "approach", "code"),
    [
        ("senior", "qualitative", "A.1.1"),
        ("senior", "quantitative", "A.1.2"),
        ("staff", "qualitative", "A.1.6"),
        ("staff", "quantitative", "A.1.7"),
    ],
)
def test_form_and_approach_say_which_format_is_printed(form, approach, code):
    assert form_code(form, approach) == code


def test_versions_are_compared_row_by_row():
    before = [Line("1", ("Berkas",)), Line("2", ("Data",)), Line("3", ("Keluhan",))]
    after = [Line("1", ("Berkas",)), Line("3", ("Keluhan cepat",)), Line("9", ("Baru",))]

    assert [(row.kind, row.before, row.after) for row in compare(before, after)] == [
        (ChangeKind.SAME, ("Berkas",), ("Berkas",)),
        (ChangeKind.CHANGED, ("Keluhan",), ("Keluhan cepat",)),
        (ChangeKind.ADDED, (), ("Baru",)),
        (ChangeKind.REMOVED, ("Data",), ()),
    ]


def test_every_state_can_be_reached_and_only_the_ended_are_final():
    reached = {target for _starts, target in FLOW.moves.values()}

    assert reached == set(AgreementState)
    assert [state for state in AgreementState if not FLOW.verbs(state)] == [
        AgreementState.CLOSED,
        AgreementState.EXEMPT,
    ]


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        # workflow 8.1, line by line; `end` for who left is local policy
        (None, ["start"]),
        ("draft", ["open_dialogue", "request_superior_dialogue", "replace", "exempt", "end"]),
        ("in_dialogue", ["request_superior_dialogue", "propose", "replace", "exempt", "end"]),
        ("proposed", ["request_superior_dialogue", "return", "sign", "set_unsigned", "replace", "exempt", "end"]),
        ("signed", ["request_superior_dialogue", "return", "set", "replace", "exempt", "end"]),
        ("in_force", ["take_over_result", "replace", "close", "exempt", "end"]),
        ("replaced", ["close"]),
        ("closed", []),
    ],
)
def test_every_state_allows_what_the_workflow_says(state, verbs):
    assert FLOW.verbs(state) == verbs


def test_states_in_which_one_writes_are_among_those_still_agreed():
    assert EDITABLE < UNFINISHED < STANDING
