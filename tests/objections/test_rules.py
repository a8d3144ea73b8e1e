"""The life of an objection, its frozen file, and its figures: without a database."""

import hashlib
import io
import json
import zipfile
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambayan.common.flow import WrongMoveError
from sambayan.objections import rules
from sambayan.objections.rules import FLOW, Case, ObjectionState

S = ObjectionState


@pytest.mark.parametrize(
    ("verb", "starts", "target"),
    [
        # workflow 8.4, line by line
        ("draft", {None, S.DRAFT}, S.DRAFT),
        ("lodge", {S.DRAFT}, S.LODGED),
        ("refuse_late", {S.DRAFT}, S.REFUSED_LATE),
        ("admit", {S.REFUSED_LATE}, S.LODGED),
        ("withdraw", {S.LODGED}, S.WITHDRAWN),
        ("ask_explanations", {S.LODGED}, S.IN_EXAMINATION),
        ("explain", {S.IN_EXAMINATION}, S.IN_EXAMINATION),
        ("record_refusal_to_explain", {S.IN_EXAMINATION}, S.IN_EXAMINATION),
        ("uphold", {S.IN_EXAMINATION}, S.UPHELD),
        ("change", {S.IN_EXAMINATION}, S.CHANGED),
        ("sign_decision", {S.CHANGED}, S.CHANGED),
    ],
)
def test_each_verb_leads_from_these_states_to_that_one(verb, starts, target):
    for state in (None, *S):
        if state in starts:
            assert FLOW.after(state, verb) is target
        else:
            with pytest.raises(WrongMoveError):
                FLOW.after(state, verb)


def test_a_decided_or_withdrawn_objection_moves_no_more():
    moves = {state: [verb for verb in FLOW.verbs(state) if FLOW.after(state, verb) is not state] for state in S}

    assert moves[S.UPHELD] == moves[S.CHANGED] == moves[S.WITHDRAWN] == []


FILES = {"b.txt": b"dua\n", "a/satu.json": rules.written({"b": 1, "a": "é"})}


def listed(files, about=()):
    return rules.manifest(dict(about), [rules.piece(name, content) for name, content in files.items()])


def archived(files):
    out = io.BytesIO()
    assert rules.archive(out, listed(files), files.get) == []
    return out.getvalue()


def test_the_manifest_names_length_and_hash_of_every_file():
    told = json.loads(listed(FILES, {"about": "Ani"}))

    assert told["about"] == "Ani"
    assert told["files"] == [
        {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in sorted(FILES.items())
    ]


def test_json_is_written_one_way():
    assert rules.written({"b": 1, "a": "é"}) == '{\n  "a": "é",\n  "b": 1\n}\n'.encode()


def test_the_archive_holds_the_files_the_manifest_and_the_sums():
    with zipfile.ZipFile(io.BytesIO(archived(FILES))) as archive:
        assert archive.namelist() == ["SHA256SUMS", "a/satu.json", "b.txt", "manifest.json"]
        sums = dict(reversed(line.split("  ")) for line in archive.read("SHA256SUMS").decode().splitlines())
        assert sums == {
            name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist() if name != "SHA256SUMS"
        }


@given(st.dictionaries(st.text("abc/.", min_size=1, max_size=6), st.binary(max_size=40), max_size=5))
def test_the_same_files_in_another_order_give_the_same_bytes(files):
    assert archived(files) == archived(dict(reversed(files.items())))


@pytest.mark.parametrize("read", [lambda _name: None, lambda _name: b"lain"])
def test_what_is_gone_or_changed_is_left_out_and_named(read):
    out = io.BytesIO()

    assert rules.archive(out, listed(FILES), read) == ["a/satu.json", "b.txt"]
    with zipfile.ZipFile(out) as archive:
        assert archive.namelist() == ["SHA256SUMS", "manifest.json", "TIDAK-UTUH.txt"]
        assert archive.read("TIDAK-UTUH.txt") == b"a/satu.json\nb.txt\n"


def row(evaluations: int = 100, upheld: int = 0, changed: int = 0):
    cases = [Case(S.UPHELD, False, 3)] * upheld + [Case(S.CHANGED, False, 4)] * changed
    return rules.figures(evaluations, cases)


def test_figures_count_how_objections_ended():
    cases = [
        Case(S.UPHELD, False, 3), Case(S.CHANGED, True, 8), Case(S.WITHDRAWN, False, None),
        Case(S.IN_EXAMINATION, True, None), Case(S.UPHELD, False, 4),
    ]  # fmt: skip

    found = rules.figures(200, cases)

    assert (found.evaluations, found.objections, found.upheld, found.changed) == (200, 5, 2, 1)
    assert (found.withdrawn, found.overdue, found.decided) == (1, 2, 3)
    assert (found.rate, found.changed_share, found.median_days) == (Fraction(5, 2), Fraction(100, 3), 4)


def test_the_median_of_two_is_between_them():
    assert rules.figures(10, [Case(S.UPHELD, False, 3), Case(S.UPHELD, False, 6)]).median_days == Fraction(9, 2)


def test_figures_of_nothing_are_nothing():
    found = rules.figures(0, [])

    assert (found.rate, found.changed_share, found.median_days) == (None, None, None)


@pytest.mark.parametrize(
    ("upheld", "changed", "signals"), [(8, 2, False), (7, 2, True), (0, 0, False), (4, 1, False), (3, 2, True)]
)
def test_more_than_the_share_is_a_signal_and_the_share_itself_is_not(upheld, changed, signals):
    assert row(100, upheld, changed).signals(20) is signals


def hidden(rows, limit=5):
    return [(each.is_hidden, each.outcomes_hidden) for each in rules.suppressed(rows, limit)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row(100, 5), row(80, 6)], [(False, False), (False, False)]),
        # one small office would show as the difference: the next smallest is hidden with it
        ([row(4), row(80), row(60)], [(True, True), (False, False), (True, True)]),
        ([row(4), row(3), row(60)], [(True, True), (True, True), (False, False)]),
        # an office without anything tells nothing about anybody
        ([row(0), row(80)], [(False, False), (False, False)]),
        # enough evaluations, too few decisions
        ([row(100, 2), row(90, 9), row(90, 7)], [(False, True), (False, False), (False, True)]),
        ([row(100, 2)], [(False, True)]),
    ],
)
def test_small_cells_are_hidden_and_cannot_be_worked_out(rows, expected):
    assert hidden(rows) == expected


def test_a_hidden_row_signals_nothing():
    assert not any(each.signals(20) for each in rules.suppressed([row(100, 0, 3)], 5))
