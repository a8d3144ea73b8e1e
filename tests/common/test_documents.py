"""Documents print whatever people wrote."""

import time
from pathlib import Path

import pytest

import sambayan
from sambayan.common.documents import POSTER, pdf, qr_code

WORDS = {"title": "Loket", "subtitle": "Samsat", "address": "https://contoh.invalid/s/x/"}


@pytest.mark.parametrize("text", ["Loket 1", "\u4e2d", "a\ufeffb\x01c", "*#$[]", "\U0001f600"])
def test_a_text_never_prevents_its_document(text):
    content, kind = qr_code(WORDS["address"], "pdf", title=text, subtitle="Samsat")

    assert (content[:5], kind) == (b"%PDF-", "application/pdf")


def test_a_broken_template_is_still_an_error(tmp_path):
    import typst

    template = tmp_path / "x.typ"
    template.write_text("#panic()")
    with pytest.raises(typst.TypstError):
        pdf(template, {"a": [1, ("b",)]})
    assert POSTER.exists()


def test_every_document_is_without_the_hour_of_its_printing():
    """The same content gives the same bytes, so that a hash of a document means its content."""
    named = [path for path in Path(sambayan.__path__[0]).rglob("*.typ") if "set document(" in path.read_text()]

    assert len(named) >= 10
    assert [path.name for path in named if "date: none)" not in path.read_text()] == []


@pytest.mark.slow(reason="waits for another second")
def test_the_same_document_has_the_same_bytes_a_second_later():
    first = qr_code(WORDS["address"], "pdf", title="Loket", subtitle="Samsat")
    time.sleep(1.1)

    assert qr_code(WORDS["address"], "pdf", title="Loket", subtitle="Samsat") == first
