"""Reading notices, and what home says about the data of people."""

from sambayan.notices.queries.reading import inbox, notice, unread
from sambayan.notices.queries.repairs import data_duties

__all__ = ["data_duties", "inbox", "notice", "unread"]
