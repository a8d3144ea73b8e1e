"""Reading accounts; import from here."""

from sambayan.accounts.queries.accounts import (
    allowed_in,
    by_id,
    by_number,
    find,
    holder,
    is_exempt,
    linked,
    open_session,
    sessions_of,
)
from sambayan.accounts.queries.factors import Factor, factor, factors_of, has_second_factor, recovery_codes_left
from sambayan.accounts.queries.links import Link, link, opened

__all__ = [
    "Factor", "Link", "allowed_in", "by_id", "by_number", "factor", "factors_of", "find", "has_second_factor",
    "holder", "is_exempt", "link", "linked", "open_session", "opened", "recovery_codes_left", "sessions_of",
]  # fmt: skip
