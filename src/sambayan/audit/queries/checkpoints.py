"""Reading the tree, its checkpoints, and the key they are signed with."""

import base64
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet

from sambayan.audit import rules
from sambayan.audit.models import Checkpoint, Head

SEED_BYTES = 32


def frontier() -> rules.Frontier:
    """The tree as it stands; within a writing transaction it is held still."""
    head = Head.objects.first()
    return head.frontier if head else rules.Frontier()


def checkpoints() -> QuerySet[Checkpoint]:
    """All checkpoints, the longest first."""
    return Checkpoint.objects.order_by("-size", "-pk")


def origin() -> str:
    """The name of this record in its checkpoints: the host of the public address."""
    return f"{urlsplit(settings.BASE_URL).hostname or 'sambayan.localhost'}/record"


def demo_key_file() -> Path:
    """Where the demo keeps its key."""
    return Path(settings.VAR) / "checkpoint.key"


def seed() -> bytes | None:
    """The private key from the environment or, in the demo, from its file; None when there is none yet."""
    text = settings.CHECKPOINT_KEY
    if not text and settings.DEMO and demo_key_file().exists():
        text = demo_key_file().read_text()
    if not text:
        return None
    try:
        found = base64.b64decode(text, validate=True)
    except ValueError:
        found = b""
    if len(found) != SEED_BYTES:
        raise ImproperlyConfigured("SAMBAYAN_CHECKPOINT_KEY must be 32 random bytes in base64.")
    return found


def public_key() -> bytes | None:
    """The public key, or None when there is no key yet."""
    found = seed()
    return Ed25519PrivateKey.from_private_bytes(found).public_key().public_bytes_raw() if found else None


def verifier_key() -> str:
    """The public key in one line, empty when there is none yet."""
    found = public_key()
    return rules.verifier_key(origin(), found) if found else ""
