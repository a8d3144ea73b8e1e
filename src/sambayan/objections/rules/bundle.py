"""The frozen file of an objection: hashes, and a ZIP whose bytes follow from its content alone. Local policy."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX, _READ_ONLY = 3, 0o100444 << 16


def digest(content: bytes) -> str:
    """The SHA-256 of some bytes in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def manifest(about: Mapping[str, str], files: Mapping[str, bytes]) -> bytes:
    """What the bundle is about, and name, length and SHA-256 of every file in it but the two lists themselves."""
    listed = [{"name": name, "bytes": len(files[name]), "sha256": digest(files[name])} for name in sorted(files)]
    return written({**about, "files": listed})


def written(value: object) -> bytes:
    """A value as JSON for people: sorted, indented, one newline at the end; equal values give equal bytes."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()


def archive(files: Mapping[str, bytes], listed: bytes) -> bytes:
    """The ZIP of these files with their manifest and the list for `sha256sum -c`; no clock or machine shows in it."""
    whole = {**files, MANIFEST: listed}
    sums = "".join(f"{digest(whole[name])}  {name}\n" for name in sorted(whole))
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_STORED) as made:
        for name, content in sorted({**whole, SUMS: sums.encode()}.items()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr = _UNIX, _READ_ONLY
            made.writestr(entry, content)
    return memory.getvalue()
