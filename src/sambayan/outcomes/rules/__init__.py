"""What follows from a final predicate: credit points, nine box, allowance, the national application."""

from .allowance import SHARES_SETTING, AllowanceRow, allowance
from .credit import CreditCount, count_credit, months_held, months_left, needs_of
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
    "NotSent",
    "OwnResult",
    "Performance",
    "Potential",
    "Reason",
    "allowance",
    "bodies",
    "box_of",
    "count_credit",
    "differences",
    "months_held",
    "months_left",
    "needs_of",
    "performance_of",
]
