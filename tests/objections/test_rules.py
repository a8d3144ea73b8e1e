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


ALL = {"evaluations", "objections", "withdrawn", "overdue", "decided"}
ENDED, MADE = {"decided"}, ALL - {"evaluations"}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row(100, 5), row(80, 6)], [set(), set()]),
        # one small office would show as the difference: the next smallest is hidden with it
        ([row(4), row(80), row(60)], [ALL, set(), ALL]),
        ([row(4), row(3), row(60)], [ALL, ALL, set()]),
        # two that together are too small still would: the difference tells of two people
        ([row(1), row(1), row(50)], [ALL, ALL, ALL]),
        ([row(1), row(1), row(1), row(1), row(1), row(50)], [ALL] * 5 + [set()]),
        # an office without anything tells nothing about anybody
        ([row(0), row(80)], [set(), set()]),
        # enough evaluations, too few objections, and so too few decisions
        ([row(100, 2), row(90, 9), row(90, 7)], [MADE, set(), MADE]),
        ([row(100, 2)], [MADE]),
    ],
)
def test_small_cells_are_hidden_and_cannot_be_worked_out(rows, expected):
    assert [each.hidden for each in rules.suppressed(rows, 5)] == expected


def ended(withdrawn: int = 0, overdue: int = 0, decided: int = 0, waiting: int = 0):
    states = [S.WITHDRAWN] * withdrawn + [S.UPHELD] * decided + [S.LODGED] * waiting
    return rules.figures(100, [Case(state, place < overdue, None) for place, state in enumerate(states)])


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (ended(decided=4), MADE),
        (ended(decided=5), set()),
        (ended(decided=4, waiting=4), ENDED),
        (ended(decided=9, overdue=2), {"overdue"}),
        (ended(withdrawn=2, decided=9, waiting=3), {"withdrawn"}),
        # 11 objections without 9 decisions leave the 2 withdrawn: how the others ended is hidden too
        (ended(withdrawn=2, decided=9), {"withdrawn", "decided"}),
        (ended(withdrawn=9, decided=2), {"withdrawn", "decided"}),
    ],
)
def test_a_small_count_is_hidden_and_its_row_does_not_tell_it(figures, expected):
    assert rules.suppressed([figures], 5)[0].hidden == expected


def made(**evaluations: int):
    """Evaluations of offices by path; `p` is the province, `p_a` an office in it."""
    return {f"{code.replace('_', '/')}/": n for code, n in evaluations.items()}


def test_people_in_none_of_the_offices_below_count_as_one_more_row():
    shown = rules.table("p/", made(p=2, p_a=50, p_b=60), {}, 5)

    assert (shown.direct.evaluations, shown.direct.is_hidden) == (2, True)
    assert {path: row.is_hidden for path, row in shown.rows.items()} == {"p/a/": True, "p/b/": False}


def test_an_office_hidden_beside_a_small_one_is_hidden_on_its_own_page_and_not_the_sum_of_its_rows():
    shown = rules.table("p/a/", made(p_a_x=20, p_a_y=30, p_b=2, p_c=90), {}, 5)

    assert shown.total.is_hidden
    assert {path: row.is_hidden for path, row in shown.rows.items()} == {"p/a/x/": True, "p/a/y/": False}


def test_an_office_nobody_works_in_has_an_empty_table():
    shown = rules.table("p/z/", made(p_a=20), {}, 5)

    assert (shown.total, shown.rows, shown.direct) == (rules.figures(0, []), {}, rules.figures(0, []))


OFFICES = ("p/", "p/a/", "p/a/x/", "p/a/y/", "p/a/y/i/", "p/a/y/j/", "p/b/", "p/b/x/", "p/b/y/", "p/c/")
CASES = st.lists(st.builds(Case, st.sampled_from(S), st.booleans(), st.none()), max_size=9)
LIMITS = st.integers(2, 6)
REGIONS = st.dictionaries(st.sampled_from(OFFICES), st.tuples(st.integers(0, 9), CASES))


def pages_of(region, limit):
    """The page of every office of a region of evaluations without an objection, and objections."""
    evaluations = {path: more + len(cases) for path, (more, cases) in region.items()}
    cases = {path: cases for path, (_more, cases) in region.items()}
    return {path: rules.table(path, evaluations, cases, limit) for path in OFFICES}


def added_up(path, count, pages):
    """What a reader of all pages can add up below an office: shown rows, and into the pages of those that are hidden."""
    rows = [(None, pages[path].direct), *pages[path].rows.items()]
    return sum(
        getattr(row, count) if count not in row.hidden else added_up(below, count, pages) if below else 0
        for below, row in rows
    )


@given(REGIONS, st.sampled_from(sorted(ALL)), LIMITS)
def test_from_all_pages_together_nobody_subtracts_a_number_below_the_limit(region, count, limit):
    pages = pages_of(region, limit)

    for path, page in pages.items():
        if count not in page.total.hidden:
            left = getattr(page.total, count) - added_up(path, count, pages)
            assert left == 0 or left >= limit


@given(REGIONS, LIMITS)
def test_no_page_shows_a_small_number_or_tells_it_within_a_row(region, limit):
    for page in pages_of(region, limit).values():
        for row in (page.total, page.direct, *page.rows.values()):
            shown = {count: getattr(row, count) for count in ALL - row.hidden}
            assert all(n == 0 or n >= limit for n in shown.values())
            ways = {"withdrawn", "decided"}
            if "objections" in shown and ways & row.hidden:
                assert shown["objections"] - sum(shown.get(way, 0) for way in ways) >= limit


@given(REGIONS, LIMITS)
def test_every_page_shows_an_office_as_the_page_above_does(region, limit):
    pages = pages_of(region, limit)

    for page in pages.values():
        assert {path: pages[path].total for path in page.rows} == page.rows


@given(REGIONS, st.sampled_from(sorted(ALL)), LIMITS)
def test_where_a_total_is_hidden_its_rows_do_not_add_up_to_it(region, count, limit):
    pages = pages_of(region, limit)

    for path, page in pages.items():
        if count in page.total.hidden and getattr(page.total, count):
            assert added_up(path, count, pages) < getattr(page.total, count)


def test_a_hidden_row_signals_nothing():
    assert not any(each.signals(20) for each in rules.suppressed([row(100, 0, 3)], 5))
