"""Open data of one published survey: answers, figures and codebook, made so that anybody can compute again."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from sambayan.instruments.queries import items_of
from sambayan.portal.queries.published import Published
from sambayan.regulations.catalogue import survey_instrument
from sambayan.surveys.models import ELEMENTS
from sambayan.surveys.queries import answers_of
from sambayan.surveys.rules import CostMode, elements_used

FORMULA = "index = mean of the element means x 25; element mean = sum of answers / number of answers of that element"
ROUNDING = "exact fractions, rounded half up to two decimals once, at the end"
INTERVAL = "delete-one jackknife over respondents, Student t with n-1 degrees of freedom, sqrt(1-n/N) with population N"
LICENCE = "Boleh dipakai ulang dengan menyebut sumber. / Free to use again, naming the source."
SOURCE = "Sambayan, Pemerintah Provinsi Lampung; PermenPANRB 14/2017"
BLOCK = 1000
CODEBOOK = (
    *("column", "position_on_form", "name_id", "name_en", "question_id", "question_en"),
    *("values", "labels_id", "labels_en", "blank_means", "used_in_index", "source"),
)
UNUSED = "tidak dipakai / not used"


def _used(published: Published) -> tuple[str, ...]:
    return elements_used(ELEMENTS, CostMode(published.survey.cost_mode))


def answer_blocks(published: Published) -> Iterator[str]:
    """The answers as CSV, in blocks of lines; nothing for a survey below the gate.

    Only the nine elements: no day, no channel, no profile, no words, no id. Rows are sorted by their values, so
    their order tells nothing about who came first, and the same answers always give the same file.
    """
    if not published.is_shown:
        return
    used = _used(published)
    keep = [code in used for code in ELEMENTS]
    rows = sorted(
        tuple(answer or 0 if kept else 0 for answer, kept in zip(row, keep, strict=True))
        for row in answers_of(published.survey.pk)
    )
    yield ",".join(ELEMENTS) + "\n"
    for start in range(0, len(rows), BLOCK):
        lines = (",".join(str(answer) if answer else "" for answer in row) for row in rows[start : start + BLOCK])
        yield "\n".join(lines) + "\n"


def answers_size(published: Published) -> int:
    """Bytes of the answers file, from the frozen counts alone."""
    if published.figures is None:
        return 0
    rows = published.figures["n"] + published.figures["skipped"]
    filled = sum(row["n"] for row in published.figures["elements"].values())
    return len(",".join(ELEMENTS)) + 1 + rows * len(ELEMENTS) + filled


def figures_document(published: Published, on: date) -> dict[str, Any]:
    """The frozen figures with what is needed to read them and to compute them again; `on` is the day of the copy."""
    survey = published.survey
    unit = survey.service.unit
    return {
        "unit": {"code": unit.code, "name": unit.name},
        "service": {"code": survey.service.code, "name": survey.service.name},
        "period": {"label": survey.label, "from": str(survey.from_date), "to": str(survey.to_date)},
        "survey": survey.pk,
        "population": survey.population,
        "cost_mode": survey.cost_mode,
        "organisers": survey.organisers,
        "is_synthetic": survey.is_synthetic,
        "data_note": survey.source_note,
        "instrument": survey.instrument_version.source,
        "formula": FORMULA,
        "rounding": ROUNDING,
        "interval": INTERVAL,
        "minimum_respondents": {
            "figure": published.limits.show,
            "class": published.limits.compare,
        },
        "source": SOURCE,
        "licence": LICENCE,
        "frozen_on": timezone.localdate(published.frozen_at).isoformat(),
        "generated_on": on.isoformat(),
        "figures": published.figures,
    }


def figures_text(published: Published, on: date) -> str:
    """The figures as JSON text."""
    return json.dumps(figures_document(published, on), ensure_ascii=False, indent=1) + "\n"


def codebook_text(published: Published) -> str:
    """Every column of the answers file: place on the form, meaning, question, values and words in both languages."""
    used, elements = _used(published), {element.code: element for element in survey_instrument().elements}
    items = {item.code: item for item in items_of(published.survey.instrument_version)}
    rows = []
    for code in ELEMENTS:
        item = items[code]
        rows.append(
            (
                *(code, item.number, item.name_indonesian, item.name_english),
                *(item.question_indonesian, item.question_english),
                "; ".join(str(option.value) for option in item.options),
                "; ".join(f"{option.value} = {option.indonesian}" for option in item.options),
                "; ".join(f"{option.value} = {option.english}" for option in item.options),
                "tidak berlaku / tidak tahu, atau tidak diisi" if code in used else UNUSED,
                "yes" if code in used else "no",
                f"{elements[code].source.text} [{elements[code].source.mark}]",
            )
        )
    return _csv([CODEBOOK, *rows])


def _csv(rows: Iterable[Iterable[Any]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()
