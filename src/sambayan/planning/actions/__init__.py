"""The verbs of the agreement. Source: PermenPANRB 6/2022 Ps 7-14, 16, 20."""

from datetime import datetime
from typing import Any

from django.db import transaction

from sambayan.audit.actions import record
from sambayan.common.actor import Actor
from sambayan.common.guard import require
from sambayan.common.rows import lock
from sambayan.planning import access  # noqa: F401 - access declares the rights
from sambayan.planning.actions.assigning import Assigned, assign_result
from sambayan.planning.actions.content import (
    add_expectation,
    add_indicator,
    add_result,
    change_indicator,
    change_result,
    link_results,
    remove_indicator,
    remove_result,
    shape,
    sort_result,
    write_annex,
    write_expectations,
    write_manual,
)
from sambayan.planning.actions.copying import (
    copy_last_year,
    make_template,
    retire_template,
    revise,
    take_over_result,
    use_template,
)
from sambayan.planning.actions.starting import start, start_for
from sambayan.planning.actions.states import (
    close,
    mark_overdue,
    open_dialogue,
    propose,
    record_dialogue,
    request_superior_dialogue,
    return_,
    set_,
    set_unsigned,
    sign,
)
from sambayan.planning.models import Evidence, PlannedResult

__all__ = [
    "Assigned",
    "add_expectation",
    "add_indicator",
    "add_result",
    "assign_result",
    "change_indicator",
    "change_result",
    "close",
    "copy_last_year",
    "document",
    "link_results",
    "make_template",
    "mark_overdue",
    "open_dialogue",
    "propose",
    "record_dialogue",
    "remove_indicator",
    "remove_result",
    "request_superior_dialogue",
    "retire_template",
    "return_",
    "revise",
    "set_",
    "set_unsigned",
    "shape",
    "sign",
    "sort_result",
    "start",
    "start_for",
    "take_over_result",
    "use_template",
    "write_annex",
    "write_expectations",
    "write_manual",
]


@transaction.atomic
def document(result: PlannedResult, words: dict[str, Any], *, period_pk: int, by: Actor, at: datetime) -> Evidence:
    """Write down what was achieved for a planned result in a period, with a link that shows it. Source: Ps 16."""
    require("planning.document", by, lock(result.agreement))
    evidence = Evidence.objects.create(
        result=result,
        period_id=period_pk,
        realisation=words["realisation"],
        title=words["title"],
        url=words["url"],
        recorded_at=at,
    )
    after = {"result": result.title, "realisation": evidence.realisation, "evidence": evidence.title}
    record("planning.document", result.agreement, by=by, at=at, after=after)
    return evidence
