"""Reading final results and what follows from them."""

from sambayan.outcomes.queries.parts import credit_part
from sambayan.outcomes.queries.placing import NineBoxPage, nine_box_page
from sambayan.outcomes.queries.results import (
    Scope,
    agency_of,
    agency_scope,
    changed_since_export,
    credited,
    differences_of,
    functional,
    newest_file,
    own_results,
    period_scope,
    scopes,
    tally,
)

__all__ = [
    "NineBoxPage",
    "Scope",
    "agency_of",
    "agency_scope",
    "changed_since_export",
    "credit_part",
    "credited",
    "differences_of",
    "functional",
    "newest_file",
    "nine_box_page",
    "own_results",
    "period_scope",
    "scopes",
    "tally",
]
