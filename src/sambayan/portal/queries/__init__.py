"""What the public may read: units, their figures, open data. Everything comes through `suppressed`."""

from sambayan.portal.queries.method import method_page, worked_example
from sambayan.portal.queries.open_data import (
    answer_blocks,
    answers_size,
    codebook_text,
    figures_document,
    figures_text,
)
from sambayan.portal.queries.published import Published, periods, published_survey, suppressed
from sambayan.portal.queries.unit import UnitPage, scale_low, unit_page
from sambayan.portal.queries.units import SHOWS, SORTS, UnitRow, counts, found, latest, ordered, unit_rows

__all__ = [
    "SHOWS",
    "SORTS",
    "Published",
    "UnitPage",
    "UnitRow",
    "answer_blocks",
    "answers_size",
    "codebook_text",
    "counts",
    "figures_document",
    "figures_text",
    "found",
    "latest",
    "method_page",
    "ordered",
    "periods",
    "published_survey",
    "scale_low",
    "suppressed",
    "unit_page",
    "unit_rows",
    "worked_example",
]
