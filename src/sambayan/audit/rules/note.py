"""A checkpoint as a signed note. Source: C2SP signed-note and tlog-checkpoint."""

import base64
import hashlib
from dataclasses import dataclass

_ED25519 = b"\x01"
_DASH = "— "


@dataclass(frozen=True)
class Checkpoint:
    """How long the record was at a time, and its root; `origin` names the record."""

    origin: str
    size: int
    root: bytes
    at: str

    @property
    def body(self) -> str:
        """What is signed: origin, size, root, time, one a line."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\nat {self.at}\n"


def key_id(origin: str, public_key: bytes) -> bytes:
    """The four bytes that tell which key signed."""
    return hashlib.sha256(origin.encode() + b"\n" + _ED25519 + public_key).digest()[:4]


def verifier_key(origin: str, public_key: bytes) -> str:
    """The public key in one line, to be printed and kept."""
    key = base64.b64encode(_ED25519 + public_key).decode()
    return f"{origin}+{key_id(origin, public_key).hex()}+{key}"


def note(checkpoint: Checkpoint, key: bytes, signature: bytes) -> str:
    """The whole text: what is signed, an empty line, the signature under the key with this id."""
    signed = base64.b64encode(key + signature).decode()
    return f"{checkpoint.body}\n{_DASH}{checkpoint.origin} {signed}\n"
