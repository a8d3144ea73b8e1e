"""What a line of a file of employees says, and every way in which it can be wrong."""

import io
from datetime import date

import openpyxl
import pytest
import xlsxwriter

from factories import imports as files
from integrations.spreadsheets.bad_files import archive, replaced, workbook
from sambayan.integrations.spreadsheets.people import read_people
from sambayan.integrations.spreadsheets.problem import SpreadsheetError
from sambayan.integrations.spreadsheets.reading import read_table
from sambayan.integrations.spreadsheets.units import read_units

NUMBER = files.number(1)
HEADER = ["NIP", "NAMA", "STATUS PEGAWAI", "JENIS JABATAN", "NAMA JABATAN", "TMT JABATAN", "KODE UNOR"]
ROW = [NUMBER, "Budi", "PNS", "Pelaksana", "Arsiparis", "01-02-2026", "samsat"]


def read(header, *rows):
    text = "\n".join(";".join(row) for row in (header, *rows))
    return read_people(read_table(text.encode(), "a.csv"))


def one(**cells):
    """The only line of a file with these cells beside or instead of the usual ones."""
    usual = dict(zip(HEADER, ROW, strict=True)) | {name.replace("_", " "): value for name, value in cells.items()}
    return read(list(usual), list(usual.values())).lines[0]


def codes(line):
    return [problem.code for problem in line.problems]


def test_a_line_is_read_as_values():
    line = one()

    assert (line.row, line.key, line.problems) == (2, NUMBER, [])
    assert line.values == {
        "name": "Budi", "employment_type": "pns", "position_type": "executing_staff", "title": "Arsiparis",
        "since": "2026-02-01", "unit": "samsat",
    }  # fmt: skip


def test_headings_are_known_in_other_spellings_and_any_order():
    header = ["unor id", "Nama Pegawai", "NIP Baru", "Jabatan Nama", "tmt", "Status CPNS/PNS", "jenis_jabatan", "Hobi"]
    sheet = read(header, ["samsat", "Budi", NUMBER, "Arsiparis", "01-02-2026", "PNS", "Pelaksana", "catur"])

    assert (sheet.problems, sheet.lines[0].problems, sheet.lines[0].values["unit"]) == ([], [], "samsat")
    assert [(remark.code, remark.arguments["columns"]) for remark in sheet.remarks] == [("ignored_columns", "Hobi")]


def test_titles_before_and_after_a_name_are_joined():
    assert one(GELAR_DEPAN="Dr.", GELAR_BELAKANG="S.E.").values["name"] == "Dr. Budi, S.E."


@pytest.mark.parametrize(
    "cell", ["2026-02-01", "01-02-2026", "1/2/2026", "1.2.2026", "1 Februari 2026", "2026-02-01 00:00:00", "46054"]
)
def test_a_day_is_read_in_every_certain_form(cell):
    assert one(TMT_JABATAN=cell).values["since"] == "2026-02-01"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("01-02-26", "cell_date"), ("31-02-2026", "cell_date"), ("02/13/2026", "cell_date"),
        ("1 February 2026", "cell_date"), ("kemarin", "cell_date"), ("=TODAY()", "cell_date"),
        ("01-02/2026", "cell_date"), ("01-02-1899", "cell_date_far"),
    ],
)  # fmt: skip
def test_a_day_that_is_not_certain_is_refused(cell, code):
    assert codes(one(TMT_JABATAN=cell)) == [code]


@pytest.mark.parametrize(
    "cell", [NUMBER, "19870315 201001 1 001", f"'{NUMBER}", f"{NUMBER}.0", "19870315.201001.1.001", f" {NUMBER} "]
)
def test_a_number_is_read_in_every_usual_form(cell):
    assert one(NIP=cell).key == NUMBER


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1.98703E+17", "number_rounded"), ("1,98703e+17", "number_rounded"), ("2E17", "number_rounded"),
        ("1987O3152010011001", "number_not_digits"), (NUMBER[:-1], "number_length"),
        ("198713152010011001", "number_birth_date"), ("198703152010131001", "number_appointment_month"),
        ("198703151990011001", "number_appointment_age"), ("198703152010013001", "number_sex"),
        ("198703152010011000", "number_serial"), ("", "cell_missing"),
    ],
)  # fmt: skip
def test_a_wrong_number_says_why(cell, code):
    line = one(NIP=cell)

    assert (codes(line), line.key) == ([code], "")


def test_a_number_cell_that_lost_digits_is_never_taken_for_a_number():
    sheet = read_people(read_table(workbook([HEADER, [int(NUMBER), *ROW[1:]]]), "a.xlsx"))

    assert codes(sheet.lines[0]) == ["number_rounded"]


def test_birth_date_and_sex_must_fit_the_number():
    assert codes(one(TANGGAL_LAHIR="16-03-1987", JENIS_KELAMIN="P")) == ["number_mismatch_birth", "number_mismatch_sex"]
    assert codes(one(TANGGAL_LAHIR="15-03-1987", JENIS_KELAMIN="L")) == []


def test_a_contract_belongs_to_contract_staff_and_runs_forward():
    dates = {"TMT_KONTRAK": "01-01-2026", "AKHIR_KONTRAK": "31-12-2026"}

    assert "contract_from" not in one(**dates).values
    assert one(STATUS_PEGAWAI="PPPK", **dates).values["contract_to"] == "2026-12-31"
    assert codes(one(STATUS_PEGAWAI="PPPK", **{**dates, "AKHIR_KONTRAK": "31-12-2025"})) == ["contract_ends_before"]
    assert codes(one(STATUS_PEGAWAI="P3K paruh waktu", AKHIR_KONTRAK="31-12-2026")) == ["contract_without_start"]


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("STATUS_PEGAWAI", "Honorer", "cell_choice"), ("JENIS_JABATAN", "Raja", "cell_choice"),
        ("PIMPINAN_UNIT", "mungkin", "cell_choice"), ("KODE_UNOR", "a b$", "unit_code"),
        ("EMAIL", "bukan surel", "cell_email"), ("NO_HP", "rumah", "cell_phone"),
        ("NAMA", "x" * 201, "cell_too_long"), ("NAMA_JABATAN", "", "cell_missing"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_understood_says_what_is_expected(column, cell, code):
    line = one(**{column: cell})

    assert codes(line) == [code]
    sheet = read(HEADER, ROW)
    for language in ("id", "en"):
        assert "{" not in sheet.located(line.problems[0], 2).text(language)


def test_contacts_are_kept_tidy():
    line = one(EMAIL="Budi@Contoh.invalid", NO_HP="'0812-000 000", KODE_UNOR="1.02/03")

    assert (line.values["email"], line.values["phone"], line.values["unit"]) == (
        "budi@contoh.invalid",
        "0812-000 000",
        "1-02-03",
    )


def test_a_header_without_the_required_columns_refuses_the_file():
    sheet = read(["NIP", "NAMA"], ROW[:2])

    assert [problem.code for problem in sheet.problems] == ["columns_missing"]
    assert (
        sheet.problems[0].arguments["columns"] == "STATUS PEGAWAI, JENIS JABATAN, NAMA JABATAN, TMT JABATAN, KODE UNOR"
    )


def test_a_column_that_appears_twice_refuses_the_file():
    assert [problem.code for problem in read([*HEADER, "Nama Lengkap"], [*ROW, "x"]).problems] == ["column_twice"]


@pytest.mark.parametrize("reader", [read_people, read_units])
def test_a_file_without_lines_is_refused(reader):
    header = ";".join(HEADER) if reader is read_people else "KODE UNOR;NAMA UNOR;JENIS UNOR;KODE INDUK"

    assert [problem.code for problem in reader(read_table(f"{header}\n;;\n".encode(), "a.csv")).problems] == [
        "no_lines"
    ]


def test_a_units_file_without_its_columns_is_refused():
    assert [p.code for p in read_units(read_table(b"a;b\n1;2\n", "a.csv")).problems] == ["columns_missing"]


def test_merged_cells_leave_the_others_blank_and_are_told_as_such():
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ROW)
        sheet.write_row(2, 0, [files.number(2), *ROW[1:6]])
        sheet.merge_range(1, 6, 2, 6, "samsat")

    lines = read_people(read_table(memory.getvalue(), "a.xlsx")).lines

    assert [codes(line) for line in lines] == [[], ["cell_missing"]]


def test_other_sheets_are_told_but_not_our_own_explanations():
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        for name in ("Data", "Keterangan", "Lama"):
            book.add_worksheet(name).write_row(0, 0, HEADER)

    remarks = read_people(read_table(memory.getvalue(), "a.xlsx")).remarks

    assert [(remark.code, remark.arguments["others"]) for remark in remarks] == [("other_sheets", "Lama")]


def test_formulas_are_read_by_their_kept_value_and_never_run():
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ROW)
        sheet.write_formula(1, 1, '=WEBSERVICE("http://x")', None, "Budi")

    assert read_people(read_table(memory.getvalue(), "a.xlsx")).lines[0].values["name"] == "Budi"


def test_real_dates_of_a_workbook_are_read():
    memory = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append([*ROW[:5], date(2026, 2, 1), ROW[6]])
    book.save(memory)

    assert read_people(read_table(memory.getvalue(), "a.xlsx")).lines[0].values["since"] == "2026-02-01"


def test_entities_of_a_workbook_are_not_fetched():
    attack = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    book = replaced(
        workbook([HEADER, ROW]),
        "xl/sharedStrings.xml",
        lambda text: (
            attack
            + text.replace(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', b"").replace(b"Budi", b"&x;")
        ),
    )

    try:
        lines = read_people(read_table(book, "a.xlsx")).lines
    except SpreadsheetError as error:
        assert error.problem.code == "damaged"
    else:
        assert "root:" not in str(lines)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_usual_encodings_are_read(encoding):
    text = "\n".join(";".join(row) for row in (HEADER, [NUMBER, "Zoé", *ROW[2:]]))

    assert read_people(read_table(text.encode(encoding), "a.csv")).lines[0].values["name"] == "Zoé"


def test_an_archive_that_is_no_workbook_is_refused():
    with pytest.raises(SpreadsheetError):
        read_table(archive({"a.txt": b"x"}), "a.xlsx")
