#!/usr/bin/env python3
"""Periksa catatan Sambayan dari berkas ekspornya, tanpa jaringan. / Verify an exported Sambayan record, offline.

    python verify.py record.jsonl [--checkpoint OLD.txt ...] [--key KEY ...]

--checkpoint  titik periksa lama yang Anda simpan sendiri / an older checkpoint that you kept yourself
--key         kunci publik yang Anda simpan sendiri; tanpanya dipakai kunci di dalam berkas
              / the public key that you kept yourself; without it the key inside the file is used
Keluar / exit: 0 cocok / sound, 1 salah / wrong, 2 tidak terbaca / cannot be read. Python 3.9+, pustaka baku saja.
Tanpa simpanan dari luar, penulisan ulang seluruh catatan tidak dapat dikenali. / Without something kept outside, a
rewriting of the whole record cannot be recognised.
"""

import base64
import hashlib
import json
import re
import sys

OPEN = ("index", "name", "at", "subject_kind", "rule_version", "commitment")
P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, I = -121665 * pow(121666, P - 2, P) % P, pow(2, (P - 1) // 4, P)


class Wrong(Exception):
    """The record is not what it was; the text names the first wrong event or checkpoint."""


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
    """The point of the curve, or None. Source: RFC 8032 section 5.1.3."""
    number = int.from_bytes(text, "little")
    y, sign = number & (1 << 255) - 1, number >> 255
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * I % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


BASE = decode((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(public, message, signature):
    """Whether `signature` is the Ed25519 signature of `message`. Source: RFC 8032 section 5.1.7."""
    a, r, s = decode(public), decode(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= Q or (len(public), len(signature)) != (32, 64):
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % Q
    left, right = times(s, BASE), add(r, times(h, a))
    return not any((left[i] * right[2] - right[i] * left[2]) % P for i in (0, 1))


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
    name, stated, key = text.strip().split("+", 2)
    raw = base64.b64decode(key, validate=True)
    if hashlib.sha256(name.encode() + b"\n" + raw).hexdigest()[:8] != stated or raw[:1] != b"\x01":
        raise ValueError("bukan kunci / not a key: " + text[:80])
    return bytes.fromhex(stated), raw[1:]


def opened(text, keys):
    """Size, root and name of every checkpoint in the text, whose signatures hold under one of the keys."""
    notes = re.findall(r"([^\n]+\n([0-9]+)\n([^\n]+)\n(?:[^\n]+\n)*)\n— [^\n]* ([^ \n]+)", text)
    if not notes:
        raise ValueError("bukan titik periksa / not a checkpoint: " + text[:80])
    found = []
    for body, size, stated, signed in notes:
        signed = base64.b64decode(signed, validate=True)
        if not any(signed[:4] == k and is_signed(public, body.encode(), signed[4:]) for k, public in keys):
            raise Wrong(f"titik periksa {size}: tanda tangannya tidak sah / checkpoint {size}: signature not valid")
        found.append((int(size), base64.b64decode(stated, validate=True), f"titik periksa / checkpoint {size}"))
    return found


def named(row):
    return "catatan / event {index} ({name}, {at})".format(**{"index": "-", "name": "-", "at": "-", **row})


def check_leaf(row, expected):
    """The leaf hash of one event, after everything about it agrees."""
    if row["index"] != expected:
        raise Wrong(f"{named(row)}: seharusnya {expected}, ada yang hilang, sisip, atau tertukar / {expected} expected")
    leaf = hashlib.sha256(b"\x00" + canonical({name: row[name] for name in OPEN})).hexdigest()
    if leaf != row["leaf_hash"]:
        raise Wrong(f"{named(row)}: isinya lain dari sidiknya / content does not match its hash")
    if row.get("salt"):
        if hashlib.sha256(row["salt"].encode() + canonical(row["personal"])).hexdigest() != row["commitment"]:
            raise Wrong(f"{named(row)}: bagian pribadinya lain dari sidiknya / personal part does not match its hash")
    elif any(row.get("personal", {}).values()):
        raise Wrong(f"{named(row)}: bagian pribadi tanpa garam / personal part without its salt")
    return bytes.fromhex(leaf)


def meet(waiting, size, peaks, first):
    """Compare the root with every checkpoint of this size; how many there were. `first` is not yet vouched for."""
    met = 0
    while waiting and waiting[-1][0] == size:
        _size, stated, name = waiting.pop()
        if stated != root(peaks):
            raise Wrong(f"{named(first or {})}, atau sesudahnya sampai {size - 1}: lain dari {name} / or a later one")
        met += 1
    return met


def check(rows, kept=(), keys=()):
    """Go through an export once; how many events and checkpoints agree, Wrong at the first that does not."""
    head = next(rows, {})
    keys = [key_of(key) for key in keys or [head["key"]] if key]
    waiting = [note for text in kept for note in opened(text, keys)]
    waiting = sorted([*waiting, (head["size"], bytes.fromhex(head["root"]), "kepala / the head")], reverse=True)
    size, peaks, erased, first, n = 0, [], {}, None, -1
    for row in rows:
        if "checkpoint" in row:
            waiting = sorted(waiting + opened(row["checkpoint"], keys), reverse=True)
            continue
        met = meet(waiting, size, peaks, first)
        first, n = row if met or first is None else first, n + met
        peaks.append(check_leaf(row, size))
        size += 1
        for _ in range((size & -size).bit_length() - 1):
            right = peaks.pop()
            peaks.append(node(peaks.pop(), right))
        if "personal" in row and not row["salt"]:
            erased[size - 1] = named(row)
        elif "personal" in row and row["name"] == "audit.erase":
            for index in row["personal"]["after"]["events"]:
                erased.pop(index, None)
    n += meet(waiting, size, peaks, first)
    if waiting:
        raise Wrong(f"catatan / event {size}: tidak ada lagi, padahal ada {waiting[-1][2]} / the tail was cut")
    if erased:
        raise Wrong(f"{erased[min(erased)]}: dikosongkan tanpa catatan penghapusan / emptied without an erasure")
    return size, n


def report(rows, kept=(), keys=()):
    """Print what was found; the exit code. `kept` are names of files with older checkpoints."""
    try:
        size, n = check(rows, ["".join(lines_of(name)) for name in kept], keys)
    except Wrong as wrong:
        print(f"SALAH / WRONG: {wrong}")
        return 1
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"Tidak terbaca / cannot be read: {type(error).__name__}: {error}", file=sys.stderr)
        return 2
    print(f"Cocok / sound: {size} catatan / events, {n} titik periksa / checkpoints.")
    return 0


def main(arguments):
    files, kept, keys, words = [], [], [], iter(arguments)
    for word in words:
        {"--checkpoint": kept, "--key": keys}.get(word, files).append(next(words, "") if word[:2] == "--" else word)
    if len(files) != 1 or files[0].startswith("--"):
        print(__doc__, file=sys.stderr)
        return 2
    return report((json.loads(line) for line in lines_of(files[0])), kept, keys)


def lines_of(name):
    with open(name, encoding="utf-8") as file:
        yield from file


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
