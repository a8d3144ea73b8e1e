"""Reading objections: one, lists, the page, duties, the frozen bundle, statistics."""

from sambayan.objections.queries.bundle import NotWholeError, bundle_archive, bundle_of, evidence_files, frozen
from sambayan.objections.queries.decider import decider_of, next_above, possible_deciders, see_decider, watchers
from sambayan.objections.queries.duties import objection_duties
from sambayan.objections.queries.pages import objection_page
from sambayan.objections.queries.parts import objection_part
from sambayan.objections.queries.reading import (
    FILTERS,
    asked_for,
    counted,
    objection,
    objection_about,
    objections,
)
from sambayan.objections.queries.statistics import FORMS, AskedFile, spreadsheet, statistics_page, top_of, years

__all__ = [
    "FILTERS",
    "FORMS",
    "AskedFile",
    "NotWholeError",
    "asked_for",
    "bundle_archive",
    "bundle_of",
    "counted",
    "decider_of",
    "evidence_files",
    "frozen",
    "next_above",
    "objection",
    "objection_about",
    "objection_duties",
    "objection_page",
    "objection_part",
    "objections",
    "possible_deciders",
    "see_decider",
    "spreadsheet",
    "statistics_page",
    "top_of",
    "watchers",
    "years",
]
