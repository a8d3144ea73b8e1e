"""Printed things: documents set by Typst from JSON data, and QR codes."""

import io
import json
import unicodedata
from pathlib import Path
from typing import Any

import segno
import typst

FONTS = Path(__file__).resolve().parents[3] / "build" / "fonts"
TYPES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}
POSTER = Path(__file__).resolve().parents[1] / "templates" / "documents" / "poster.typ"


def pdf(template: Path, data: dict[str, Any], files: dict[str, bytes] | None = None) -> bytes:
    """Set `template` (a Typst file) with `data`, which it reads as `json(bytes(sys.inputs.data))`.

    `files` are further inputs by name, as text (an SVG picture). The result is a tagged PDF.
    """
    inputs = {"data": json.dumps(_printable(data), ensure_ascii=False, default=str)}
    inputs |= {name: content.decode() for name, content in (files or {}).items()}
    how: dict[str, Any] = {
        "root": template.parent,
        "font_paths": [FONTS] if FONTS.is_dir() else [],
        "sys_inputs": inputs,
        "format": "pdf",
    }
    try:
        return typst.compile(template, **how, pdf_standards=["ua-1"])
    except typst.TypstError:  # a letter that no font has forbids the accessible standard, never the document
        return typst.compile(template, **how)


def _printable(value: Any) -> Any:
    """The same data without control characters, which no document can hold."""
    if isinstance(value, str):
        return "".join(c for c in value if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    return [_printable(item) for item in value] if isinstance(value, list | tuple) else value


def qr_code(
    address: str, kind: str, *, title: str, subtitle: str, words: dict[str, str] | None = None
) -> tuple[bytes, str]:
    """A QR code of `address` with its content type; `pdf` is a poster with title, subtitle and its `words`."""
    code = segno.make(address, error="m", micro=False)
    picture = io.BytesIO()
    if kind == "png":
        code.save(picture, kind="png", scale=12, border=4)
        return picture.getvalue(), TYPES[kind]
    code.save(picture, kind="svg", scale=8, border=4, xmldecl=kind == "pdf", svgns=True, omitsize=True, title=address)
    if kind == "svg":
        return picture.getvalue(), TYPES[kind]
    data = {"title": title, "subtitle": subtitle, "address": address, **(words or {})}
    return pdf(POSTER, data, {"qr": picture.getvalue()}), TYPES[kind]
