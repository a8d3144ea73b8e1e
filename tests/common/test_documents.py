"""Documents print whatever people wrote."""

import pytest

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
