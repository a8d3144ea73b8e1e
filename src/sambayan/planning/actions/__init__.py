"""The verbs of the agreement. Source: PermenPANRB 6/2022 Ps 7-14, 16, 20."""

from sambayan.planning import access  # noqa: F401 - access declares the rights
from sambayan.planning.actions.assigning import Assigned, assign_result
from sambayan.planning.actions.closing import close
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
