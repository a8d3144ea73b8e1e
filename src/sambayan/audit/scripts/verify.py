#!/usr/bin/env python3
"""Periksa catatan Sambayan dari berkas ekspornya, tanpa jaringan. / Verify an exported Sambayan record, offline.

    python verify.py record.jsonl [--checkpoint OLD.txt ...] [--key KEY ...]

--checkpoint  titik periksa lama yang Anda simpan sendiri / an older checkpoint that you kept yourself
--key         kunci publik yang Anda simpan sendiri; tanpa ini dipakai kunci yang tertulis di berkas
              / the public key that you kept yourself; without it the key stated in the file is used
Keluar / exit: 0 cocok / sound, 1 salah / wrong, 2 tidak terbaca / cannot be read. Python 3.9+, hanya pustaka baku.
Tanpa titik periksa lama dan kunci dari luar, penulisan ulang seluruh catatan tidak dapat dikenali.
/ Without an old checkpoint and a key from outside, a rewriting of the whole record cannot be recognised.
"""

import base64
import hashlib
import json
import sys

OPEN = ("index", "name", "at", "subject_kind", "rule_version", "commitment")
P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, I = -121665 * pow(121666, P - 2, P) % P, pow(2, (P - 1) // 4, P)


class Wrong(Exception):
    """The record is not what it was; the text names the first wrong event or checkpoint."""


class Unreadable(Exception):
    """The input is no export, checkpoint or key."""


def recover(y, sign):
    """The x of a point of the curve. Source: RFC 8032 section 5.1.3."""
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * I % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar, point):
    total = (0, 1, 1, 0)
    while scalar:
        total = add(total, point) if scalar & 1 else total
        point, scalar = add(point, point), scalar >> 1
    return total


def decode(text):
    number = int.from_bytes(text, "little")
    y = number & (1 << 255) - 1
    x = recover(y, number >> 255)
    return None if x is None else (x, y, 1, x * y % P)


def base_point():
    y = 4 * pow(5, P - 2, P) % P
    x = recover(y, 0)
    return x, y, 1, x * y % P


def is_signed(public, message, signature):
    """Whether `signature` is the Ed25519 signature of `message`. Source: RFC 8032 section 5.1.7."""
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r, s = decode(public), decode(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= Q:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % Q
    left, right = times(s, base_point()), add(r, times(h, a))
    return not ((left[0] * right[2] - right[0] * left[2]) % P or (left[1] * right[2] - right[1] * left[2]) % P)


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(peaks):
    found = peaks[-1] if peaks else hashlib.sha256(b"").digest()
    for left in reversed(peaks[:-1]):
        found = node(left, found)
    return found


def key_of(text):
    """The key id and the public key of a line `name+id+key`."""
    try:
        name, stated, key = text.strip().rsplit("+", 2)
        raw = base64.b64decode(key, validate=True)
    except ValueError:
        raise Unreadable("kunci tidak terbaca / not a key: " + text.strip()[:80]) from None
    right = hashlib.sha256(name.encode() + b"\n" + raw).hexdigest()[:8]
    if right != stated or raw[:1] != b"\x01" or len(raw) != 33:
        raise Unreadable("kunci tidak terbaca / not a key: " + text.strip()[:80])
    return bytes.fromhex(stated), raw[1:]


def notes_of(text):
    """The single notes of a file of checkpoints."""
    found, lines = [], []
    for line in text.splitlines(keepends=True):
        if lines or line.strip():
            lines.append(line)
        if line.startswith("— "):
            found.append("".join(lines))
            lines = []
    if lines or not found:
        raise Unreadable("titik periksa tidak terbaca / not a checkpoint")
    return found


def opened(note, keys):
    """Size, root and name of a checkpoint whose signature holds under one of the keys."""
    try:
        body, line = note.rstrip("\n").split("\n\n")
        signed = base64.b64decode(line[2:].rpartition(" ")[2], validate=True)
        origin, size, stated = body.split("\n")[:3]
        place, stated = int(size), base64.b64decode(stated, validate=True)
    except ValueError:
        raise Unreadable("titik periksa tidak terbaca / not a checkpoint") from None
    if not any(signed[:4] == k and is_signed(public, (body + "\n").encode(), signed[4:]) for k, public in keys):
        raise Wrong(
            f"titik periksa {place} ({origin}): tanda tangan tidak sah untuk kunci ini / signature not valid "
            "under this key"
        )
    return place, stated, f"titik periksa {place} / checkpoint {place}"


def named(row):
    return f"catatan {row.get('index')} ({row.get('name')}, {row.get('at')}) / event {row.get('index')}"


def check_leaf(row, expected):
    """The leaf hash of one event after everything about it agrees."""
    if row.get("index") != expected:
        raise Wrong(
            f"{named(row)}: seharusnya nomor {expected}; ada yang hilang, disisipkan, atau ditukar "
            f"/ {expected} expected: something is missing, inserted or swapped"
        )
    leaf = hashlib.sha256(b"\x00" + canonical({name: row.get(name) for name in OPEN})).hexdigest()
    if leaf != row.get("leaf_hash"):
        raise Wrong(f"{named(row)}: isi tidak cocok dengan sidiknya / content does not match its hash")
    if row.get("salt"):
        try:
            salt = bytes.fromhex(row["salt"])
        except ValueError:
            salt = b""
        if hashlib.sha256(salt + canonical(row.get("personal"))).hexdigest() != row["commitment"]:
            raise Wrong(f"{named(row)}: bagian pribadi tidak cocok dengan sidiknya / personal part does not match")
    elif any((row.get("personal") or {}).values()):
        raise Wrong(f"{named(row)}: bagian pribadi tanpa garam / personal part without its salt")
    return bytes.fromhex(leaf)


def meet(waiting, size, peaks, first):
    """Compare the root with every checkpoint of this size; whether there was one. `first` is not yet vouched for."""
    met = False
    while waiting and waiting[-1][0] == size:
        _size, stated, name = waiting.pop()
        if stated != root(peaks):
            raise Wrong(
                f"{named(first or {})}: catatan ini atau sesudahnya, sampai {size - 1}, tidak sama dengan {name}"
                f" / this one or a later one, up to {size - 1}, differs"
            )
        met = True
    return met


def check(rows, kept=(), keys=()):
    """Go through an export once; how many events and checkpoints agree, Wrong at the first that does not."""
    rows = iter(rows)
    head = next(rows, {})
    if "record" not in head:
        raise Unreadable("ini bukan ekspor catatan / this is no exported record")
    keys = [key_of(key) for key in keys or [head["key"]] if key]
    waiting = [opened(note, keys) for text in kept for note in notes_of(text)]
    waiting.append((head["size"], bytes.fromhex(head["root"]), "kepala catatan / the head of the record"))
    size, peaks, erased, first, n = 0, [], {}, None, 0
    for row in rows:
        if "checkpoint" in row:
            waiting.append(opened(row["checkpoint"], keys))
            continue
        if size == 0:
            n = len(waiting) - 1
            waiting.sort(key=lambda each: -each[0])
        if meet(waiting, size, peaks, first) or first is None:
            first = row
        peaks.append(check_leaf(row, size))
        size += 1
        for _ in range((size & -size).bit_length() - 1):
            right = peaks.pop()
            peaks.append(node(peaks.pop(), right))
        if "personal" in row and not row.get("salt"):
            erased[size - 1] = named(row)
        elif row["name"] == "audit.erase" and "personal" in row:
            for index in row["personal"]["after"]["events"]:
                erased.pop(index, None)
    waiting.sort(key=lambda each: -each[0])
    meet(waiting, size, peaks, first)
    if waiting:
        raise Wrong(
            f"catatan {size} / event {size}: tidak ada lagi; {waiting[-1][2]}, ekornya terpotong / is missing: "
            "the tail was cut"
        )
    if erased:
        raise Wrong(f"{erased[min(erased)]}: dikosongkan tanpa catatan penghapusan / emptied without an erasure")
    return size, n


def report(rows, kept=(), keys=()):
    """Print what was found; the exit code."""
    try:
        size, n = check(rows, kept, keys)
    except Wrong as wrong:
        print(f"SALAH / WRONG: {wrong}")
        return 1
    except (Unreadable, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"Tidak terbaca / cannot be read: {error}", file=sys.stderr)
        return 2
    print(f"Cocok / sound: {size} catatan / events, {n} titik periksa / checkpoints.")
    return 0


def read(name):
    with open(name, encoding="utf-8") as file:
        return file.read()


def main(arguments):
    files, kept, keys, words = [], [], [], iter(arguments)
    for word in words:
        {"--checkpoint": kept, "--key": keys}.get(word, files).append(
            next(words, "") if word.startswith("--") else word
        )
    if len(files) != 1 or files[0] == "--help":
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with open(files[0], encoding="utf-8") as file:
            return report((json.loads(line) for line in file if line.strip()), [read(name) for name in kept], keys)
    except (OSError, ValueError) as error:
        print(f"Tidak terbaca / cannot be read: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
