"""Files that must be refused with a clear message: name, content, file name, code of the problem.

Used by the command line and by the web importer alike.
"""

import io
import struct
import zipfile
from dataclasses import dataclass

import xlsxwriter

HEADER = "respondent;u1;u2;u3;u4;u5;u6;u7;u8;u9"
GOOD_ROW = "1;3;3;3;3;3;3;3;3;3"


@dataclass(frozen=True)
class BadFile:
    """One file and the code of the first problem found in it."""

    name: str
    content: bytes
    filename: str
    code: str


def workbook(rows, extra=None) -> bytes:
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if extra:
            extra(book, sheet)
    return memory.getvalue()


def archive(entries: dict[str, bytes]) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
    return memory.getvalue()


def replaced(content: bytes, name: str, change) -> bytes:
    """The same archive with one entry changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        entries = {entry: packed.read(entry) for entry in packed.namelist()}
    entries[name] = change(entries[name])
    return archive(entries)


def encrypted_flag(content: bytes) -> bytes:
    """Set the "encrypted" bit of every entry in the central directory and the local headers."""
    changed = bytearray(content)
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = changed.find(signature)
        while place >= 0:
            flags = struct.unpack_from("<H", changed, place + offset)[0]
            struct.pack_into("<H", changed, place + offset, flags | 1)
            place = changed.find(signature, place + 4)
    return bytes(changed)


def lying_sizes(content: bytes) -> bytes:
    """Declare one byte for every entry, whatever it unpacks to."""
    changed = bytearray(content)
    place = changed.find(b"PK\x01\x02")
    while place >= 0:
        struct.pack_into("<I", changed, place + 24, 1)
        place = changed.find(b"PK\x01\x02", place + 4)
    return bytes(changed)


def damaged_stream(content: bytes, method: int) -> bytes:
    """Every entry packed by this method, with the stream of the first one broken in the middle."""
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(memory, "w", method) as again:
        for entry in packed.namelist():
            again.writestr(entry, packed.read(entry))
        first = again.infolist()[0]
    changed = bytearray(memory.getvalue())
    start = 30 + len(first.filename)
    changed[start + 12 : start + first.compress_size - 4] = b"\xff" * (first.compress_size - 16)
    return bytes(changed)


def table(*rows: str, header: str = HEADER) -> bytes:
    return ("\n".join((header, *rows)) + "\n").encode()


def ods(rows: str) -> bytes:
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="Data">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    entries = {"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest}
    return archive({name: text.encode() for name, text in entries.items()})


def ods_cell(value: object, repeated: str = "") -> str:
    return f'<table:table-cell office:value-type="float" office:value="{value}"{repeated}><text:p>{value}</text:p></table:table-cell>'


ROWS = [HEADER.split(";"), [1] + [3] * 9]
GOOD_BOOK = workbook(ROWS)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"
WIDE_HEADER = ";".join([HEADER, *(f"k{n}" for n in range(195))])
ONE_REPEATED_ROW = '<table:table-row table:number-rows-repeated="999999">' + ods_cell(3) + "</table:table-row>"

BAD_FILES = (
    BadFile("empty", b"", "a.csv", "empty"),
    BadFile("only_blanks", b" \r\n\t \n", "a.csv", "empty"),
    BadFile("only_separators", b";;;;\n;;;;\n", "a.csv", "empty"),
    BadFile("only_a_mark", b"\xef\xbb\xbf", "a.csv", "empty"),
    BadFile("unknown_extension", table(GOOD_ROW), "a.doc", "extension"),
    BadFile("no_extension", table(GOOD_ROW), "answers", "extension"),
    BadFile("too_large", b"u1\n" + b"3\n" * (6 * 1024 * 1024), "a.csv", "too_large"),
    BadFile("too_many_rows", b"u1\n" + b"3\n" * 200_001, "a.csv", "too_many_rows"),
    BadFile("too_many_columns", table(GOOD_ROW, header=WIDE_HEADER), "a.csv", "too_many_columns"),
    BadFile("nul_bytes", table(GOOD_ROW).replace(b"1;3", b"1;\x003"), "a.csv", "nul"),
    BadFile("utf16_without_mark", table(GOOD_ROW).decode().encode("utf-16-le"), "a.csv", "nul"),
    BadFile("control_characters", b"u1;u2\n\x01\x02;3\n", "a.csv", "binary"),
    BadFile("broken_utf16", b"\xff\xfeu\x001\x00\n\x00\x00\xd8", "a.csv", "encoding"),
    BadFile("undefined_letters", b"u1;u2\n3;\x81\x8d\x8f\n", "a.csv", "encoding"),
    BadFile("open_quote", table('1;"3;3;3;3;3;3;3;3;3'), "a.csv", "quoting"),
    BadFile("text_after_quote", table('1;"3"x;3;3;3;3;3;3;3;3'), "a.csv", "quoting"),
    BadFile("html_as_xls", b"<html><body><table><tr><td>u1</td></tr></table></body></html>", "a.xls", "html"),
    BadFile("xml_as_csv", b'<?xml version="1.0"?><Workbook/>', "a.csv", "html"),
    BadFile("pdf_as_csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a.csv", "other_kind"),
    BadFile("picture_as_xlsx", b"\x89PNG\r\n\x1a\n" + bytes(60), "a.xlsx", "other_kind"),
    BadFile("json_as_csv", b'[{"u1": 3}]', "a.csv", "other_kind"),
    BadFile("workbook_as_csv", GOOD_BOOK, "a.csv", "kind_differs"),
    BadFile("csv_as_xlsx", table(GOOD_ROW), "a.xlsx", "kind_differs"),
    BadFile("word_as_xlsx", archive({"word/document.xml": b"<w:document/>"}), "a.xlsx", "other_kind"),
    BadFile("truncated_workbook", GOOD_BOOK[: len(GOOD_BOOK) // 2], "a.xlsx", "damaged"),
    BadFile("damaged_sheet", replaced(GOOD_BOOK, SHEET, lambda text: text[: len(text) // 2]), "a.xlsx", "damaged"),
    BadFile("missing_sheet", archive({"xl/workbook.xml": b"<workbook/>"}), "a.xlsx", "damaged"),
    BadFile("lying_sizes", lying_sizes(GOOD_BOOK), "a.xlsx", "damaged"),
    BadFile("damaged_deflate", damaged_stream(GOOD_BOOK, zipfile.ZIP_DEFLATED), "a.xlsx", "damaged"),
    BadFile("damaged_lzma", damaged_stream(GOOD_BOOK, zipfile.ZIP_LZMA), "a.xlsx", "damaged"),
    BadFile("nul_cell", replaced(GOOD_BOOK, "xl/sharedStrings.xml", lambda text: text.replace(b"<t>u1<", b"<t>u_x0000_1<")), "a.xlsx", "nul"),
    BadFile("encrypted_zip", encrypted_flag(GOOD_BOOK), "a.xlsx", "encrypted"),
    BadFile("encrypted_workbook", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "encrypted"),
    BadFile("damaged_xls", OLE + bytes(2000), "a.xls", "damaged"),
    BadFile("zip_bomb", archive({"xl/workbook.xml": b"<workbook/>", "x": bytes(210 * 1024 * 1024)}), "a.xlsx", "unpacks_too_large"),
    BadFile("small_bomb", archive({"xl/workbook.xml": b"<workbook/>", "x": bytes(30 * 1024 * 1024)}), "a.xlsx", "unpacks_too_large"),
    BadFile("cell_far_right", workbook(ROWS, lambda _, sheet: sheet.write(0, 16000, 3)), "a.xlsx", "too_many_columns"),
    BadFile("cell_far_below", workbook(ROWS, lambda _, sheet: sheet.write(1_048_575, 0, 3)), "a.xlsx", "too_many_rows"),
    BadFile("cell_far_away", workbook(ROWS, lambda _, sheet: sheet.write(199_000, 150, 3)), "a.xlsx", "too_many_cells"),
    BadFile("repeated_column", ods("<table:table-row>" + ods_cell(3, ' table:number-columns-repeated="900000"') + "</table:table-row>"), "a.ods", "too_many_columns"),
    BadFile("repeated_row", ods(ONE_REPEATED_ROW), "a.ods", "too_many_rows"),
    BadFile("endlessly_repeated", ods("<table:table-row>" + ods_cell(3, f' table:number-columns-repeated="{"9" * 5000}"') + "</table:table-row>"), "a.ods", "damaged"),
    BadFile("no_data", workbook([]), "a.xlsx", "no_sheet"),
    BadFile("no_header", b"3;3;3\n4;4;4\n", "a.csv", "header_missing"),
    BadFile("unknown_header", b"nama;alamat\nAni;Metro\n", "a.csv", "no_known_column"),
    BadFile("mixed_header", b"u1;prosedur\n3;3\n", "a.csv", "mixed_header"),
    BadFile("same_column_twice", b"u1;u2;U1\n3;3;3\n", "a.csv", "duplicate_column"),
    BadFile("same_element_twice", b"biaya;Biaya/tarif\n3;3\n", "a.csv", "duplicate_column"),
    BadFile("header_only", table(), "a.csv", "no_rows"),
    BadFile("answer_zero", table("1;0;3;3;3;3;3;3;3;3"), "a.csv", "answer"),
    BadFile("answer_five", table(GOOD_ROW, "2;3;3;3;5;3;3;3;3;3"), "a.csv", "answer"),
    BadFile("answer_half", table("1;3,5;3;3;3;3;3;3;3;3"), "a.csv", "answer"),
    BadFile("answer_text", table("1;baik;3;3;3;3;3;3;3;3"), "a.csv", "answer"),
    BadFile("answer_negative", table("1;-3;3;3;3;3;3;3;3;3"), "a.csv", "answer"),
    BadFile("answer_formula", table("1;=1+2;3;3;3;3;3;3;3;3"), "a.csv", "answer"),
    BadFile("answer_date", table("1;2026-01-03;3;3;3;3;3;3;3;3"), "a.csv", "answer"),
    BadFile("answer_true", workbook([ROWS[0], [1, True, *[3] * 8]]), "a.xlsx", "answer"),
    BadFile("row_too_long", table("1;3;3;3;3;3;3;3;3;3;4"), "a.csv", "too_many_cells_in_row"),
)  # fmt: skip
