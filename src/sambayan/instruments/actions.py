"""Putting the legal instrument into the database, as a version."""

from dataclasses import asdict
from typing import Any

from sambayan.instruments.models import Instrument, InstrumentVersion
from sambayan.instruments.rules import Item, Option
from sambayan.regulations.catalogue import survey_instrument

SKM = "skm"
VERSION = "2017"


def _stored() -> list[dict[str, Any]]:
    items = (
        Item(
            code=element.code,
            number=element.no_on_form,
            name_indonesian=element.name_indonesian,
            name_english=element.name_english,
            question_indonesian=element.question_indonesian,
            question_english=element.question_english,
            hint_indonesian=element.hint_indonesian,
            hint_english=element.hint_english,
            options=tuple(
                Option(value, indonesian, english)
                for value, (indonesian, english) in enumerate(
                    zip(element.answers_indonesian, element.answers_english, strict=True), start=1
                )
            ),
        )
        for element in survey_instrument().elements
    )
    return [asdict(item) for item in items]


def load_skm() -> InstrumentVersion:
    """The SKM questionnaire of PermenPANRB 14/2017 as an instrument version; loading twice changes nothing."""
    source = survey_instrument().elements[0].source
    instrument, _ = Instrument.objects.get_or_create(code=SKM, defaults={"name": "Survei kepuasan masyarakat"})
    version, _ = InstrumentVersion.objects.get_or_create(
        instrument=instrument,
        number=VERSION,
        defaults={
            "valid_from": source.valid_from,
            "source": source.text,
            "mark": source.mark.value,
            "items": _stored(),
        },
    )
    return version
