"""Notices as sentences in the reader's language."""

import re
from pathlib import Path

from django.utils.translation import override

import sambayan
from conftest import NOW
from factories.cycles import quarter
from sambayan.notices import actions, rules
from sambayan.notices.models import Notice
from sambayan.notices.sentences import NOTICES, sentence, subject


def test_every_event_that_is_told_has_its_text():
    source = Path(sambayan.__file__).parent
    written = [path.read_text() for path in [*source.rglob("actions.py"), *source.rglob("actions/*.py")]]
    told = r'(?:notices\.post|tell_other|\b_?tell)\(\s*"([\w.]+)"'
    posted = {name for text in written for name in re.findall(told, text)}

    assert posted == NOTICES.keys()


def test_what_is_urgent_is_told_at_all():
    assert rules.URGENT_EVENTS <= NOTICES.keys()


def test_words_are_those_of_the_reader_and_not_of_the_writer(plan, cast):
    with override("id"):
        told = actions.post("evaluation.hand_over", to=cast.ani.employee, about=plan, url="/", at=NOW, period=quarter())

    with override("en"):
        assert told.words["period"]["en"] == str(quarter())
        assert str(quarter()) in sentence(told)
    assert "Triwulan III 2026" in sentence(told)


def test_a_row_older_than_the_words_says_its_old_text(cast):
    told = Notice(recipient=cast.ani.employee, event="planning.set", text="SKP berlaku.")

    assert str(told) == "SKP berlaku."


def test_an_event_nobody_knows_any_more_says_its_old_text_and_a_plain_subject(cast):
    told = Notice(recipient=cast.ani.employee, event="gone", text="Lama.", words={"about": {"id": "x", "en": "x"}})

    assert (sentence(told), subject(told)) == ("Lama.", "Pemberitahuan baru")


def test_a_language_added_later_falls_back_to_the_first():
    told = Notice(event="planning.set", words={"about": {"id": "SKP Ani 2026"}})

    with override("en"):
        assert "SKP Ani 2026" in sentence(told)
