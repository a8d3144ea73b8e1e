"""What is read as a table, and what is refused."""

import io
from datetime import date, datetime

import pytest
import python_calamine

from integrations.spreadsheets.bad_files import BAD_FILES, GOOD_BOOK, GOOD_ROW, HEADER, ods, ods_cell, table, workbook
from sambayan.integrations.spreadsheets.answers import read_answers
from sambayan.integrations.spreadsheets.problem import SpreadsheetError, SpreadsheetProblem, column_letter, wording
from sambayan.integrations.spreadsheets.reading import read_table
from sambayan.integrations.spreadsheets.workbook import Limits
from sambayan.integrations.spreadsheets.workbook import read as read_workbook

NAMES = tuple(HEADER.split(";"))
NUMBERS = tuple(GOOD_ROW.split(";"))


def first_problem(content, filename):
    try:
        problems = read_answers(read_table(content, filename)).problems
    except SpreadsheetError as error:
        return error.problem
    return problems[0] if problems else None


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.name)
def test_bad_file(bad):
    problem = first_problem(bad.content, bad.filename)
    assert problem is not None
    assert problem.code == bad.code
    for language in ("id", "en"):
        assert "{" not in problem.text(language)


def test_there_are_forty_bad_files_of_every_kind():
    assert len(BAD_FILES) >= 40
    assert len({bad.name for bad in BAD_FILES}) == len(BAD_FILES)


@pytest.mark.parametrize(
    ("content", "filename"),
    [
        (table(GOOD_ROW), "a.csv"),
        (table(GOOD_ROW).replace(b";", b","), "a.csv"),
        (table(GOOD_ROW).replace(b";", b"\t"), "a.tsv"),
        (table(GOOD_ROW).replace(b"\n", b"\r\n"), "a.TXT"),
        (table(GOOD_ROW).replace(b"\n", b"\r"), "a.csv"),
        (b"\xef\xbb\xbf" + table(GOOD_ROW), "a.csv"),
        (table(GOOD_ROW).decode().encode("utf-16"), "a.csv"),
        (b"\xfe\xff" + table(GOOD_ROW).decode().encode("utf-16-be"), "a.csv"),
        (b'"' + table(GOOD_ROW).replace(b";", b'";"').replace(b"\n", b'"\n"').removesuffix(b'"'), "a.csv"),
        (GOOD_BOOK, "a.xlsx"),
        (GOOD_BOOK, "a.XLSM"),
        (
            ods(
                "<table:table-row>"
                + "".join(
                    f'<table:table-cell office:value-type="string"><text:p>{n}</text:p></table:table-cell>'
                    for n in NAMES
                )
                + "</table:table-row><table:table-row>"
                + "".join(ods_cell(n) for n in NUMBERS)
                + '</table:table-row><table:table-row table:number-rows-repeated="1048000"><table:table-cell '
                'table:number-columns-repeated="1024"/></table:table-row>'
            ),
            "a.ods",
        ),
    ],
)
def test_good_file(content, filename):
    found = read_table(content, filename)
    assert (found.header, found.rows, found.first_row_number) == (NAMES, (NUMBERS,), 2)


def test_latin_letters_of_old_programs():
    assert read_table("u1;café\n3;–\n".encode("cp1252"), "a.csv").header == ("u1", "café")


def test_separator_line_of_excel_keeps_row_numbers():
    found = read_table(b"sep=,\r\nu1,u2\r\n3,4\r\n", "a.csv")
    assert (found.header, found.rows, found.first_row_number) == (("u1", "u2"), (("3", "4"),), 3)


def test_commas_in_names_and_decimals_do_not_hide_the_semicolon():
    content = b"Sistem, mekanisme, dan prosedur;Waktu\n3,0;4,0\n2,0;1,0\n"
    assert read_table(content, "a.csv").rows == (("3,0", "4,0"), ("2,0", "1,0"))


def test_blank_rows_above_the_header_are_passed_over():
    found = read_table(b"\n;;\nu1;u2;\n3;4\n", "a.csv")
    assert (found.header, found.rows, found.first_row_number) == (("u1", "u2"), (("3", "4"),), 4)


def test_cells_of_a_workbook_become_texts():
    def dated(book, sheet):
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(2, 0, datetime(2026, 3, 4), day)
        sheet.write_datetime(2, 1, datetime(2026, 3, 4, 5, 6), book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
        sheet.write(2, 2, 3.5)
        book.add_worksheet("Lain").write(0, 0, "x")
        book.add_worksheet("Kosong")

    found = read_table(workbook([["a", "b", "c"], ["x", 3, False]], dated), "a.xlsx")
    assert found.rows == (("x", "3", "FALSE"), (date(2026, 3, 4).isoformat(), "2026-03-04 05:06:00", "3.5"))
    assert (found.sheet, found.other_sheets) == ("Data", ("Lain",))


def test_paths(tmp_path):
    good = tmp_path / "a.csv"
    good.write_bytes(table(GOOD_ROW))
    assert read_table(good) == read_table(str(good)) == read_table(good.read_bytes(), "a.csv")
    large = tmp_path / "b.csv"
    with large.open("wb") as file:
        file.truncate(11 * 1024 * 1024)
    for path, code in (
        (tmp_path / "x.csv", "not_found"),
        (tmp_path, "is_folder"),
        (good / "c.csv", "not_found"),
        (large, "too_large"),
    ):
        with pytest.raises(SpreadsheetError) as caught:
            read_table(path)
        assert caught.value.problem.code == code


def test_an_unreadable_device(monkeypatch, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"u1\n3\n")
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda _: (_ for _ in ()).throw(PermissionError()))
    with pytest.raises(SpreadsheetError) as caught:
        read_table(path)
    assert caught.value.problem.code == "not_permitted"


@pytest.mark.parametrize(("place", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (199, "GR"), (701, "ZZ"), (702, "AAA")])
def test_column_letter(place, letter):
    assert column_letter(place) == letter


def test_a_problem_names_its_place():
    problem = SpreadsheetProblem("answer", {"value": "7"}, 7, "waktu", "D")
    assert problem.text().startswith('baris 7, kolom waktu (D7): jawaban "7"')
    assert problem.text("en").startswith('row 7, column waktu (D7): answer "7"')
    assert SpreadsheetProblem("quoting", row=3).text().startswith("baris 3: tanda kutip")
    assert SpreadsheetProblem("quoting").address == ""


def test_every_sentence_has_both_languages():
    for code, sentences in wording().items():
        assert set(sentences) == {"id", "en"}, code
        assert all(text.strip() for text in sentences.values()), code


@pytest.mark.parametrize(("limits", "code"), [(Limits(1, 9), "too_many_rows"), (Limits(9, 1), "too_many_columns")])
def test_limits_hold_for_sheets_without_addresses(limits, code):
    rows = "<table:table-row>" + ods_cell(1) + ods_cell(2) + "</table:table-row>"
    with pytest.raises(SpreadsheetError) as caught:
        read_workbook(ods(rows * 2), limits)
    assert caught.value.problem.code == code


class PanicException(BaseException):  # noqa: N818 - the name the Rust library gives to its panics
    """Stands for a panic inside the reader."""


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (PanicException("x"), "damaged"),
        (python_calamine.PasswordError("x"), "encrypted"),
        (python_calamine.CalamineError("Workbook is password protected"), "encrypted"),
        (OSError("x"), "damaged"),
    ],
)
def test_whatever_the_reader_raises_is_one_problem(raised, code, monkeypatch):
    monkeypatch.setattr(python_calamine, "CalamineWorkbook", FailingReader(raised))
    with pytest.raises(SpreadsheetError) as caught:
        read_table(GOOD_BOOK, "a.xlsx")
    assert caught.value.problem.code == code


def test_an_interrupt_is_not_swallowed(monkeypatch):
    monkeypatch.setattr(python_calamine, "CalamineWorkbook", FailingReader(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        read_table(GOOD_BOOK, "a.xlsx")


class FailingReader:
    """A reader that cannot read anything."""

    def __init__(self, raised):
        self.raised = raised

    def from_filelike(self, _content):
        raise self.raised


def test_random_bytes_are_refused_quietly():
    import random

    source = random.Random(7)
    for start in (b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"u1;u2\n"):
        for filename in ("a.csv", "a.xlsx", "a.xls", "a.ods"):
            for _ in range(5):
                assert first_problem(start + source.randbytes(400), filename) is not None


def test_a_workbook_broken_anywhere_never_hurts():
    import random

    source = random.Random(3)
    for _ in range(60):
        broken = bytearray(GOOD_BOOK)
        for _ in range(3):
            broken[source.randrange(len(broken))] = source.randrange(256)
        found = io.BytesIO(bytes(broken)).getvalue()
        first_problem(found, "a.xlsx")
