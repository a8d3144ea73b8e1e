"""Which files are taken as evidence, told from their content and never from their name alone.

Source: local policy. Programs, macros, pictures that hold script, and archives that unpack to more than they say are
refused, so that what an appraiser opens is a document and nothing else.
"""

import hashlib
import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from sambayan.common.words import _

LONGEST_NAME = 120
MOST_PIXELS = 60_000_000
MOST_UNPACKED, MOST_ENTRIES = 200 * 1024 * 1024, 5000
_TAIL = 2048
_PNG_HEADER = 33


class FileRefusedError(ValueError):
    """A file that is not taken: the sentence (marked for translation) and what it names."""

    def __init__(self, sentence: str, **names: Any) -> None:
        super().__init__(sentence.format(**names))
        self.sentence = sentence
        self.names = names


@dataclass(frozen=True)
class FileType:
    """A kind of file: the ending of its name, how it is served, and what it is called."""

    ending: str
    content_type: str
    label: str


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
TYPES = (
    FileType("pdf", "application/pdf", "PDF"),
    FileType("png", "image/png", "PNG"),
    FileType("jpg", "image/jpeg", "JPEG"),
    FileType("webp", "image/webp", "WebP"),
    FileType("docx", f"{_OPEN_XML}.wordprocessingml.document", "DOCX"),
    FileType("xlsx", f"{_OPEN_XML}.spreadsheetml.sheet", "XLSX"),
    FileType("pptx", f"{_OPEN_XML}.presentationml.presentation", "PPTX"),
    FileType("odt", f"{_ODF}.text", "ODT"),
    FileType("ods", f"{_ODF}.spreadsheet", "ODS"),
    FileType("csv", "text/csv", "CSV"),
    FileType("txt", "text/plain", "TXT"),
)
BY_ENDING: Mapping[str, FileType] = {each.ending: each for each in TYPES} | {"jpeg": TYPES[2]}
ENDINGS = ", ".join(each.ending for each in TYPES)
_MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
_ACTIVE_PART = re.compile(
    r"vbaproject|activex|oleobject|(^|/)basic/|(^|/)scripts/|\.(exe|dll|js|vbs|jar|hta)$", re.IGNORECASE
)
_ACTIVE_PDF = (b"/JavaScript", b"/Launch", b"/EmbeddedFile")
_MARKUP = re.compile(rb"<\s*(!doctype|html|script|svg|\?xml|iframe|body)", re.IGNORECASE)


def examine(name: str, content: bytes, most_bytes: int) -> FileType:
    """The kind of a file that may be kept as evidence; FileRefusedError with the reason otherwise.

    Source: local policy (`evidence_max_megabytes`); the content has to be what the ending of the name says.
    """
    kind = BY_ENDING.get(name.rpartition(".")[2].lower())
    if kind is None or "." not in name:
        raise FileRefusedError(_("jenis berkas ini tidak diterima; yang diterima: {endings}"), endings=ENDINGS)
    if not content:
        raise FileRefusedError(_("berkas ini kosong"))
    if len(content) > most_bytes:
        found = -(-len(content) // 2**20)
        raise FileRefusedError(
            _("besarnya {found} MB, paling besar {limit} MB"), found=found, limit=most_bytes // 2**20
        )
    _CHECKS[kind.ending](content, kind)
    return kind


def _differs(kind: FileType) -> FileRefusedError:
    return FileRefusedError(_("isinya bukan {kind}; simpan ulang dari aplikasinya, lalu unggah lagi"), kind=kind.label)


def _active(kind: FileType) -> FileRefusedError:
    return FileRefusedError(
        _("memuat makro, skrip, atau berkas sisipan; simpan sebagai {kind} biasa, lalu unggah lagi"), kind=kind.label
    )


def _pdf(content: bytes, kind: FileType) -> None:
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-_TAIL:]:
        raise _differs(kind)
    if any(mark in content for mark in _ACTIVE_PDF):
        raise _active(kind)


def _picture(measure: Callable[[bytes], tuple[int, int] | None]) -> Callable[[bytes, FileType], None]:
    def check(content: bytes, kind: FileType) -> None:
        size = measure(content)
        if size is None or 0 in size:
            raise _differs(kind)
        if size[0] * size[1] > MOST_PIXELS:
            raise FileRefusedError(
                _("gambarnya {width} × {height} piksel, terlalu besar; kecilkan dahulu"), width=size[0], height=size[1]
            )

    return check


def _png_size(content: bytes) -> tuple[int, int] | None:
    is_png = content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR" and b"IEND" in content[-16:]
    if not is_png or len(content) < _PNG_HEADER:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Width and height from the first frame header; the segments before it are passed over by their lengths."""
    place = 2
    while content.startswith(b"\xff\xd8") and content[place : place + 1] == b"\xff" and place + 9 <= len(content):
        marker = content[place + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # noqa: PLR2004 - the markers of the format
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        place += 2 + struct.unpack(">H", content[place + 2 : place + 4])[0]
    return None


def _webp_size(content: bytes) -> tuple[int, int] | None:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP" or len(content) < 30:  # noqa: PLR2004 - the shortest header
        return None
    match content[12:16]:
        case b"VP8X":
            return int.from_bytes(content[24:27], "little") + 1, int.from_bytes(content[27:30], "little") + 1
        case b"VP8 ":
            width, height = struct.unpack("<HH", content[26:30])
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            bits = int.from_bytes(content[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case _:
            return None


def _office(content: bytes, kind: FileType) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            _refuse_bomb(entries, kind)
            if any(_ACTIVE_PART.search(entry.filename) for entry in entries):
                raise _active(kind)
            names = {entry.filename for entry in entries}
            is_right = (
                _is_open_xml(archive, names, kind) if kind.ending in _MAIN_PART else _is_odf(archive, names, kind)
            )
    except FileRefusedError:
        raise
    except (zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, EOFError, OSError, ValueError) as error:
        raise _differs(kind) from error
    if not is_right:
        raise _differs(kind)


def _refuse_bomb(entries: list[zipfile.ZipInfo], kind: FileType) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    is_hidden = any(entry.flag_bits & 1 or ".." in entry.filename.split("/") for entry in entries)
    if unpacked > MOST_UNPACKED or len(entries) > MOST_ENTRIES:
        raise FileRefusedError(_("isinya jauh lebih besar daripada berkasnya; simpan ulang, lalu unggah lagi"))
    if is_hidden:
        raise FileRefusedError(_("bersandi atau rusak; simpan sebagai {kind} tanpa sandi"), kind=kind.label)
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise _differs(kind)


def _is_open_xml(archive: zipfile.ZipFile, names: set[str], kind: FileType) -> bool:
    if "[Content_Types].xml" not in names or _MAIN_PART[kind.ending] not in names:
        return False
    if b"macroEnabled" in _start_of(archive, "[Content_Types].xml"):
        raise _active(kind)
    return True


def _is_odf(archive: zipfile.ZipFile, names: set[str], kind: FileType) -> bool:
    return (
        "mimetype" in names and _start_of(archive, "mimetype").decode("ascii", "replace").strip() == kind.content_type
    )


def _start_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """The first megabyte of a part, which is all of it in any real document."""
    with archive.open(name) as part:
        return part.read(2**20)


def _plain(content: bytes, kind: FileType) -> None:
    if b"\x00" in content or any(byte < 9 for byte in content[:_TAIL]):  # noqa: PLR2004 - no text holds these letters
        raise _differs(kind)
    if _MARKUP.search(content[:_TAIL]):
        raise FileRefusedError(_("isinya halaman web, bukan {kind}; simpan sebagai PDF"), kind=kind.label)


_CHECKS: Mapping[str, Callable[[bytes, FileType], None]] = {
    "pdf": _pdf,
    "png": _picture(_png_size),
    "jpg": _picture(_jpeg_size),
    "webp": _picture(_webp_size),
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods"), _office),
    **dict.fromkeys(("csv", "txt"), _plain),
}


def clean_name(name: str, kind: FileType) -> str:
    """The name a file is kept and offered under: no folders, no control or direction signs, the ending of its kind.

    Source: local policy.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C" and letter not in '<>:"|?*')
    stem = shown.rpartition(".")[0].strip(" .") or "bukti"
    return f"{stem[: LONGEST_NAME - len(kind.ending) - 1].strip()}.{kind.ending}"


def digest(content: bytes) -> str:
    """The SHA-256 of a file in hexadecimal: by it the file is recognised, and seen to be unchanged."""
    return hashlib.sha256(content).hexdigest()
