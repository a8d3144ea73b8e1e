"""What of an event is sealed in the tree, so that a person can be erased and every proof still holds."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sambayan.audit.rules.tree import leaf_hash

PERSONAL = (
    *("actor_id_text", "actor_name", "on_behalf_of", "subject_id", "subject_label"),
    *("before", "after", "reason"),
)
"""The fields that name or describe a person: in the tree only as a salted commitment."""
OPEN = ("index", "name", "at", "subject_kind", "rule_version", "commitment")
"""The fields that stand in the leaf itself."""
SALT_BYTES = 32


def canonical(value: Any) -> bytes:
    """The one way to write a JSON value: ASCII, keys in order, no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def plain(value: Any) -> Any:
    """The JSON value as every database gives it back: whole numbers lose their point, tuples become lists."""
    return json.loads(json.dumps(value, allow_nan=False), parse_float=_number)


def _number(text: str) -> float | int:
    number = float(text)
    return int(number) if number.is_integer() else number


def moment(at: datetime) -> str:
    """The time in UTC to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def commitment(salt: str, personal: Mapping[str, Any]) -> str:
    """The hash that binds the personal part without telling it; `salt` is random, in hexadecimal."""
    return hashlib.sha256(salt.encode() + canonical(personal)).hexdigest()


def leaf(shown: Mapping[str, Any]) -> bytes:
    """The leaf hash of the open part."""
    return leaf_hash(canonical(shown))
