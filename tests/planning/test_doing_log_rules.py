"""Lines of a table whose columns nobody has published. No database."""

from datetime import date

import pytest

from sambayan.planning.rules import log
from sambayan.planning.rules.log import LogField, RowProblem

DAY, TEXT, RESULT, MINUTES = LogField
PLACES = {DAY: 0, TEXT: 1, RESULT: 2, MINUTES: 3}
FIRST, LAST = date(2026, 1, 1), date(2026, 10, 8)


def read(*rows, results=None):
    return log.read(rows, PLACES, first_row=2, results=results or {}, first=FIRST, last=LAST)


@pytest.mark.parametrize(
    ("header", "places"),
    [
        (("No", "Tanggal", "Kegiatan", "RHK", "Durasi (menit)"), {DAY: 1, TEXT: 2, RESULT: 3, MINUTES: 4}),
        (("Tgl Progres", "Uraian Aktivitas", "Status"), {DAY: 0, TEXT: 1}),
        (("Rencana Hasil Kerja", "Progress", "Lama", "Tanggal"), {DAY: 3, TEXT: 1, RESULT: 0, MINUTES: 2}),
        (("Nama Kegiatan Harian", "Hari/Tanggal"), {DAY: 1, TEXT: 0}),
        (("A", "B"), {}),
    ],
)
def test_columns_are_guessed_from_the_words_of_their_headings(header, places):
    assert log.guess(header) == places


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-10-01", date(2026, 10, 1)), ("2026-10-01 08:30:00", date(2026, 10, 1)), ("01/10/2026", date(2026, 10, 1)),
        ("1.10.2026 08.30", date(2026, 10, 1)), ("1 Oktober 2026", date(2026, 10, 1)),
        ("Kamis, 1 Oktober 2026", date(2026, 10, 1)), ("46296", date(2026, 10, 1)), ("31-02-2026", None),
        ("1 Octember 2026", None), ("kemarin", None), ("", None),
    ],
)  # fmt: skip
def test_a_date_in_any_usual_form_is_understood(cell, day):
    assert log.day_of(cell) == day


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("90", 90), ("90 menit", 90), ("1 jam 30 menit", 90), ("1,5 jam", 90), ("01:30", 90), ("01.30.00", 90), ("2h", 120),
        ("lama", None), ("90 kali", None), ("9" * 400, None), ("9" * 1_000_000 + "_", None),
    ],
)  # fmt: skip
def test_a_duration_in_any_usual_form_is_understood(cell, minutes):
    assert log.minutes_of(cell) == minutes


def test_a_row_becomes_a_line_of_its_planned_result():
    found = read(["01-10-2026", " Rekap  diperbarui ", "Berkas SELESAI", "90"], results={"berkas selesai": 7})

    assert found.problems == ()
    line = found.lines[0]
    assert (line.row, line.day, line.text, line.minutes, line.result_id) == (
        2,
        date(2026, 10, 1),
        "Rekap diperbarui",
        90,
        7,
    )


def test_blank_rows_are_passed_over_and_short_ones_are_read():
    found = read(["", " "], ["01-10-2026", "Rekap"])

    assert [(line.row, line.minutes, line.result_id) for line in found.lines] == [(3, None, None)]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (["kemarin", "Rekap"], "bukan tanggal"),
        (["01-10-2025", "Rekap"], "tanggalnya di luar"),
        (["09-10-2026", "Rekap"], "tanggalnya di luar"),
        (["01-10-2026", "", "x"], "kegiatannya kosong"),
        (["01-10-2026", "x" * 1001], "kegiatannya {found} huruf"),
        (["01-10-2026", "Rekap", "", "lama"], "bukan lama pengerjaan"),
        (["01-10-2026", "Rekap", "", "0"], "bukan lama pengerjaan"),
        (["01-10-2026", "Rekap", "", "25 jam"], "bukan lama pengerjaan"),
    ],
)
def test_a_row_that_cannot_be_understood_says_why(row, told):
    found = read(["01-10-2026", "Baik"], row)

    assert len(found.lines) == 1
    assert [(problem.row, told in problem.sentence) for problem in found.problems] == [(3, True)]


def test_the_same_file_gives_the_same_keys_and_the_same_line_twice_gives_two():
    rows = (
        ["01-10-2026", "Rekap", "", "30"],
        ["1 Oktober 2026", "rekap", "", "30 menit"],
        ["01-10-2026", "Rekap", "", "60"],
    )

    first, again = read(*rows), read(*rows)

    assert [line.key for line in first.lines] == [line.key for line in again.lines]
    assert len({line.key for line in first.lines}) == 3


def test_a_problem_names_its_row():
    assert read(["x", "Rekap"]).problems == (
        RowProblem(2, "“{cell}” bukan tanggal; tulis seperti 31-01-2026", {"cell": "x"}),
    )
