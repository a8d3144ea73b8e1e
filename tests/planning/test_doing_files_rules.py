"""Which files are evidence: told from what is in them. No database."""

import io
import struct
import zipfile

import pytest

from sambayan.planning.rules import files
from sambayan.planning.rules.files import FileRefusedError

MOST = 2**20
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"
ODT = "application/vnd.oasis.opendocument.text"


def png(width: int = 4, height: int = 3) -> bytes:
    return (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", width, height) + b"\x08\x02\x00\x00\x00xxxx"
        b"\x00\x00\x00\x00IEND\xaeB`\x82"
    )


def jpeg(width: int = 4, height: int = 3) -> bytes:
    return (
        b"\xff\xd8\xff\xe0\x00\x10"
        + b"J" * 14
        + b"\xff\xc0\x00\x11\x08"
        + struct.pack(">HH", height, width)
        + b"\x03" * 10
    )


def webp(kind: bytes, body: bytes) -> bytes:
    return b"RIFF\x00\x00\x00\x00WEBP" + kind + b"\x00\x00\x00\x00" + body + b"\x00" * 20


VP8X = webp(b"VP8X", b"\x00\x00\x00\x00" + (3).to_bytes(3, "little") + (2).to_bytes(3, "little"))
VP8 = webp(b"VP8 ", b"\x00\x00\x00\x9d\x01\x2a" + struct.pack("<HH", 4, 3))
VP8L = webp(b"VP8L", b"\x2f" + (3 | 2 << 14).to_bytes(4, "little"))


def packed(method: int, *, is_damaged: bool) -> bytes:
    """A DOCX whose parts are packed by this method; damaged, the stream of its first part makes no sense."""
    made, name = io.BytesIO(), "[Content_Types].xml"
    with zipfile.ZipFile(made, "w", method) as target:
        target.writestr(name, bytes(range(256)) * 2)
        target.writestr("word/document.xml", "<x/>")
    content, start = bytearray(made.getvalue()), 30 + len(name)
    if is_damaged:
        content[start : start + 60] = b"\xff" * 60
    return bytes(content)


def archive(**parts: bytes | str) -> bytes:
    """A ZIP file; `__` in a name is a slash."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, content in parts.items():
            target.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def office(main: str, types: str = "<Types/>", **more: bytes | str) -> bytes:
    return archive(**{"[Content_Types].xml": types, main: "<x/>", **more})


DOCX = office("word/document.xml")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Laporan.PDF", PDF), ("foto.png", png()), ("foto.jpg", jpeg()), ("foto.jpeg", jpeg()), ("foto.webp", VP8X),
        ("foto.webp", VP8), ("foto.webp", VP8L), ("surat.docx", DOCX), ("rekap.xlsx", office("xl/workbook.xml")),
        ("paparan.pptx", office("ppt/presentation.xml")), ("surat.odt", archive(mimetype=ODT)),
        ("rekap.ods", archive(mimetype="application/vnd.oasis.opendocument.spreadsheet\n")),
        ("rekap.csv", b"tanggal;berkas\n2026-10-01;17\n"), ("catatan.txt", "Rapat “selesai”".encode("cp1252")),
    ],
)  # fmt: skip
def test_a_document_is_taken(name, content):
    kind = files.examine(name, content, MOST)

    assert kind.ending == {"jpeg": "jpg"}.get(name.rpartition(".")[2].lower(), name.rpartition(".")[2].lower())


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("program.exe", b"MZ", "jenis berkas ini tidak diterima"),
        ("pdf", PDF, "jenis berkas ini tidak diterima"),
        ("gambar.svg", b"<svg/>", "jenis berkas ini tidak diterima"),
        ("laporan.pdf", b"", "kosong"),
        ("laporan.pdf", PDF + b"x" * (MOST + 1), "besarnya 2 MB, paling besar 1 MB"),
        ("laporan.pdf", png(), "isinya bukan PDF"),
        ("laporan.pdf", b"%PDF-1.7 terpotong", "isinya bukan PDF"),
        ("laporan.pdf", PDF.replace(b"<<>>", b"<</S /JavaScript>>"), "memuat makro, skrip"),
        ("foto.png", jpeg(), "isinya bukan PNG"),
        ("foto.png", png(0), "isinya bukan PNG"),
        ("foto.png", png(30_000, 30_000), "30000 × 30000 piksel"),
        ("foto.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDRIEND", "isinya bukan PNG"),
        ("foto.jpg", png(), "isinya bukan JPEG"),
        ("foto.jpg", b"\xff\xd8\xff\xe0\xff\xff", "isinya bukan JPEG"),
        ("foto.webp", b"RIFF", "isinya bukan WebP"),
        ("foto.webp", webp(b"VP9 ", b"\x00" * 10), "isinya bukan WebP"),
        ("surat.docx", PDF, "isinya bukan DOCX"),
        ("surat.docx", office("xl/workbook.xml"), "isinya bukan DOCX"),
        ("surat.docx", archive(**{"word/document.xml": "<x/>"}), "isinya bukan DOCX"),
        ("surat.docx", office("word/document.xml", types="macroEnabled"), "memuat makro"),
        ("surat.docx", office("word/document.xml", word__vbaProject="x"), "memuat makro"),
        ("surat.docx", office("word/document.xml", word__embeddings__oleObject1="x"), "memuat makro"),
        ("surat.docx", packed(zipfile.ZIP_DEFLATED, is_damaged=True), "isinya bukan DOCX"),
        ("surat.docx", packed(zipfile.ZIP_STORED, is_damaged=True), "isinya bukan DOCX"),
        ("surat.docx", packed(zipfile.ZIP_BZIP2, is_damaged=True), "isinya bukan DOCX"),
        ("surat.docx", packed(zipfile.ZIP_LZMA, is_damaged=False), "isinya bukan DOCX"),
        ("surat.odt", archive(mimetype=ODT, Basic__Standard="x"), "memuat makro"),
        ("surat.odt", archive(mimetype="application/zip"), "isinya bukan ODT"),
        ("surat.odt", archive(content="x"), "isinya bukan ODT"),
        ("surat.docx", office("word/document.xml", **{"../luar": "x"}), "bersandi atau rusak"),
        ("rekap.csv", b"a;b\x00", "isinya bukan CSV"),
        ("rekap.csv", b"a;b\x01", "isinya bukan CSV"),
        ("catatan.txt", b"<html><script>1</script>", "halaman web"),
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_the_reason(name, content, told):
    with pytest.raises(FileRefusedError, match=told):
        files.examine(name, content, MOST)


def test_an_archive_that_unpacks_to_more_than_it_says_is_refused(monkeypatch):
    monkeypatch.setattr(files, "MOST_UNPACKED", 10)

    with pytest.raises(FileRefusedError, match="jauh lebih besar"):
        files.examine("surat.docx", office("word/document.xml", word__isi="x" * 20), MOST)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Dokumen\\rekap Mei.PDF", "rekap Mei.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("rekap\u202efdp.exe.pdf", "rekapfdp.exe.pdf"),
        ("a<b>:c\x00.pdf", "abc.pdf"),
        (".pdf", "bukti.pdf"),
        ("x" * 200 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_is_cleaned(name, kept):
    assert files.clean_name(name, files.BY_ENDING["pdf"]) == kept


def test_a_file_is_recognised_by_its_content():
    assert files.digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
