"""Reading notices, whom they go to, and the letters that carry them."""

from sambayan.notices.queries.letters import Letter, letter
from sambayan.notices.queries.places import places_for
from sambayan.notices.queries.reading import (
    Reader,
    digest_readers,
    for_digest,
    inbox,
    latest,
    notice,
    own_address,
    preference,
    reader_of,
    undelivered,
    unread,
    without_address,
)
from sambayan.notices.queries.repairs import data_duties

__all__ = [
    "Letter",
    "Reader",
    "data_duties",
    "digest_readers",
    "for_digest",
    "inbox",
    "latest",
    "letter",
    "notice",
    "own_address",
    "places_for",
    "preference",
    "reader_of",
    "undelivered",
    "unread",
    "without_address",
]
