"""Signing how far the record has come."""

import base64
import os
import secrets
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sambayan.audit import access, queries, rules  # noqa: F401 - access declares the rights
from sambayan.audit.actions.event import record
from sambayan.audit.models import Checkpoint
from sambayan.common.actor import Actor
from sambayan.common.guard import Denied, Refusal, require


class NoKeyError(Denied):
    """There is no key to sign with, and this is no demo."""

    def __init__(self) -> None:
        super().__init__(
            Refusal(
                _("Belum ada kunci: isi SAMBAYAN_CHECKPOINT_KEY (32 bita acak, base64)."),
                _("Pengelola server mengisinya; caranya ada di docs/operations.md."),
            )
        )


@transaction.atomic
def checkpoint(*, by: Actor | None, at: datetime) -> Checkpoint:
    """Sign size and root of the record as it stands; `by` None is the daily job.

    When nothing but the last checkpoint was recorded since, that one is returned. NoKeyError without a key.
    """
    if by is not None:
        require("audit.checkpoint", by)
    key = _key()
    frontier, last = queries.frontier(), queries.checkpoints().first()
    if last is not None and frontier.size <= last.size + 1:
        return last
    public = key.public_key().public_bytes_raw()
    stated = rules.Checkpoint(queries.origin(), frontier.size, frontier.root, rules.moment(at))
    signed = Checkpoint.objects.create(
        origin=stated.origin,
        size=stated.size,
        root=stated.root.hex(),
        at=at,
        key_id=rules.key_id(stated.origin, public).hex(),
        signature=key.sign(stated.body.encode()).hex(),
    )
    record("audit.checkpoint", signed, by=by, at=at)
    return signed


def _key() -> Ed25519PrivateKey:
    seed = queries.seed()
    if seed is None:
        if not settings.DEMO:
            raise NoKeyError
        seed = _new_seed()
    return Ed25519PrivateKey.from_private_bytes(seed)


def _new_seed() -> bytes:
    """A key for the demo, kept in a file that only this user reads."""
    seed = secrets.token_bytes(32)
    with os.fdopen(os.open(queries.demo_key_file(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(base64.b64encode(seed))
    return seed
