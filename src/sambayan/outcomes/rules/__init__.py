"""What follows from a final predicate: credit points, nine box, allowance, the national application."""

from .allowance import SHARES_SETTING, AllowanceRow, allowance
from .credit import CreditCount, Needs, Post, count_credit, level_since, months_held, months_left, needs_of
from .difference import Change, Difference, ForeignResult, Key, differences
from .nine_box import Performance, Potential, box_of, performance_of
from .siasn import NotSent, OwnResult, Reason, bodies

__all__ = [
    "SHARES_SETTING",
    "AllowanceRow",
    "Change",
    "CreditCount",
    "Difference",
    "ForeignResult",
    "Key",
    "Needs",
    "NotSent",
    "OwnResult",
    "Performance",
    "Post",
    "Potential",
    "Reason",
    "allowance",
    "bodies",
    "box_of",
    "count_credit",
    "differences",
    "level_since",
    "months_held",
    "months_left",
    "needs_of",
    "performance_of",
]
