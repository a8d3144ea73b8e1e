"""A passkey in software: answers what `navigator.credentials` would."""

import json
import os

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
ORIGIN = "http://localhost"


class SoftKey:
    """One key pair of one person; `verified` says whether a finger was shown."""

    def __init__(self, *, verified: bool = True) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.flags = PRESENT | (VERIFIED if verified else 0)
        self.user = b""

    def _answer(self, **response: bytes) -> str:
        name = websafe_encode(self.id)
        parts = {key: websafe_encode(value) for key, value in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": parts})

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": f"webauthn.{kind}", "challenge": challenge, "origin": ORIGIN}).encode()

    def make(self, options: dict) -> str:
        """Answer the question of a registration."""
        from fido2.utils import websafe_decode

        asked = options["publicKey"]
        self.user = websafe_decode(asked["user"]["id"])
        public = ES256.from_cryptography_key(self.private.public_key())
        held = AttestedCredentialData.create(Aaguid.NONE, self.id, public)
        told = AuthenticatorData.create(sha256(b"localhost"), self.flags | ATTESTED, 0, held)
        data = self._client_data("create", asked["challenge"])
        return self._answer(clientDataJSON=data, attestationObject=AttestationObject.create("none", told, {}))

    def show(self, options: dict) -> str:
        """Answer the question of a sign-in."""
        told = AuthenticatorData.create(sha256(b"localhost"), self.flags, 1)
        data = self._client_data("get", options["publicKey"]["challenge"])
        signature = self.private.sign(told + sha256(data), ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=data, authenticatorData=told, signature=signature, userHandle=self.user)
