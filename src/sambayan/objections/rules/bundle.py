"""The frozen file of an objection: hashes, and a ZIP whose bytes follow from its content alone. Local policy."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import IO

MANIFEST, SUMS, NOT_WHOLE = "manifest.json", "SHA256SUMS", "TIDAK-UTUH.txt"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX, _READ_ONLY = 3, 0o100444 << 16


@dataclass(frozen=True)
class Piece:
    """One file of a bundle as the manifest lists it; `bytes` is its length."""

    name: str
    bytes: int
    sha256: str


def digest(content: bytes) -> str:
    """The SHA-256 of some bytes in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def piece(name: str, content: bytes) -> Piece:
    """A file as the manifest lists it."""
    return Piece(name, len(content), digest(content))


def manifest(about: Mapping[str, str], pieces: Iterable[Piece]) -> bytes:
    """What the bundle is about, and name, length and SHA-256 of every file in it but the two lists themselves."""
    listed = [asdict(each) for each in sorted(pieces, key=lambda each: each.name)]
    return written({**about, "files": listed})


def written(value: object) -> bytes:
    """A value as JSON for people: sorted, indented, one newline at the end; equal values give equal bytes."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2) + "\n").encode()


def archive(out: IO[bytes], listed: bytes, read: Callable[[str], bytes | None]) -> list[str]:
    """Write the ZIP of the files a manifest lists, with the manifest and the list for `sha256sum -c`.

    One file at a time is held in memory, and no clock or machine shows in the result. `read` gives a file by its name.
    A file that is gone or differs from its hash is left out, told in a file of its own, and its name returned.
    """
    pieces = {row["name"]: Piece(**row) for row in json.loads(listed)["files"]}
    pieces[MANIFEST] = piece(MANIFEST, listed)
    sums = "".join(f"{pieces[name].sha256}  {name}\n" for name in sorted(pieces)).encode()
    pieces[SUMS] = piece(SUMS, sums)
    own = {MANIFEST: listed, SUMS: sums}
    broken = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for name in sorted(pieces):
            content = own[name] if name in own else read(name)
            if content is None or digest(content) != pieces[name].sha256:
                broken.append(name)
            else:
                _add(made, name, content)
        if broken:
            _add(made, NOT_WHOLE, "".join(f"{name}\n" for name in broken).encode())
    return broken


def _add(made: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system, entry.external_attr = _UNIX, _READ_ONLY
    made.writestr(entry, content)
