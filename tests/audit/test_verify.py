"""What a verifier notices who holds one older checkpoint: attacks on the database itself, and the file offline."""

import base64
import importlib
import json
import secrets
import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.apps import apps
from django.db import connection

from conftest import NOW
from sambayan.audit import queries, rules
from sambayan.audit.actions import checkpoint, erase, record
from sambayan.audit.actions.event import _grow
from sambayan.audit.models import Checkpoint, Event, Head
from sambayan.audit.scripts import verify
from sambayan.audit.views.checkpoints import SCRIPT
from sambayan.cli import run
from sambayan.common.actor import Actor, Grant, Role
from sambayan.common.append_only import lift
from sambayan.config import record as command

OFFICER = Actor(account_id=9, name="Wulan", grants=frozenset({Grant(Role.DATA_PROTECTION_OFFICER, "")}))
KEPT_AT = 6


@pytest.fixture
def key(settings):
    settings.CHECKPOINT_KEY = base64.b64encode(secrets.token_bytes(32)).decode()
    return queries.verifier_key()


@pytest.fixture
def log(cast, key):
    """Six events and the checkpoint that somebody keeps, the event of that checkpoint, and five more events."""
    for n in range(KEPT_AT):
        record(
            "planning.set", cast.unit, by=cast.budi.actor, at=NOW, after={"n": n, "share": 1.5 * n}, reason="Lengkap"
        )
    kept = checkpoint(by=None, at=NOW).note
    for n in range(5):
        record("planning.write", cast.unit, by=cast.ani.actor, at=NOW, on_behalf_of="Citra", before={"n": n})
    return kept


@pytest.fixture
def told(key, tmp_path, capsys):
    """Verify the live record as the holder of these checkpoints and of the right key; exit code and words."""

    def ask(*kept):
        names = [tmp_path / f"{n}.txt" for n in range(len(kept))]
        for name, text in zip(names, kept, strict=True):
            name.write_text(text)
        code = verify.report(queries.lines(), names, [key])
        return code, "".join(capsys.readouterr())

    return ask


def test_an_untouched_record_is_sound(log, told):
    assert told(log) == (0, "Cocok / sound: 12 catatan / events, 2 titik periksa / checkpoints.\n")


def test_an_empty_record_is_sound(db, told):
    assert told() == (0, "Cocok / sound: 0 catatan / events, 0 titik periksa / checkpoints.\n")


class Editor:
    """Enough of a schema editor to lift triggers within a test."""

    connection = connection

    @staticmethod
    def execute(sql, params=()):
        connection.cursor().execute(sql)


def _freely():
    """Do what an attacker does who owns the tables."""
    for table in ("audit_event", "audit_checkpoint", "audit_erasure"):
        lift(Editor, table)


def _reseal(events):
    """Give events new salts and hashes, as somebody does who knows the code."""
    for event in events:
        event.salt = secrets.token_hex(32)
        event.commitment = rules.commitment(event.salt, event.personal)
        shown = {name: getattr(event, name) for name in rules.OPEN} | {"at": rules.moment(event.at)}
        event.leaf_hash = rules.leaf(shown).hex()
        event.save(force_update=True)


def _new_head():
    head = Head.objects.get()
    head.size, head.peaks = 0, []
    _grow(head, list(Event.objects.order_by("index")))


def _change(**values):
    return lambda cast: Event.objects.filter(index=3).update(**values)


def _delete(cast):
    Event.objects.filter(index=3).delete()


def _shift(by):
    for event in Event.objects.filter(index__gte=3).order_by("-index" if by > 0 else "index"):
        Event.objects.filter(pk=event.pk).update(index=event.index + by)


def _insert(cast):
    _shift(1)
    entry = Event.objects.get(index=1)
    entry.pk, entry.index = None, 3
    entry.save(force_insert=True)
    _reseal(Event.objects.filter(index__gte=3).order_by("index"))
    _new_head()


def _delete_and_close_the_gap(cast):
    _delete(cast)
    _shift(-1)
    _reseal(Event.objects.filter(index__gte=3).order_by("index"))
    _new_head()


def _swap(cast):
    a, b = Event.objects.get(index=3), Event.objects.get(index=4)
    Event.objects.filter(pk=a.pk).update(index=99)
    Event.objects.filter(pk=b.pk).update(index=3)
    Event.objects.filter(pk=a.pk).update(index=4)


def _swap_and_reseal(cast):
    _swap(cast)
    _reseal(Event.objects.filter(index__in=(3, 4)))
    _new_head()


def _cut(cast):
    Event.objects.filter(index__gte=3).delete()


def _cut_with_head_and_checkpoints(cast):
    _cut(cast)
    Checkpoint.objects.all().delete()
    _new_head()


def _cut_and_append_again(cast):
    _cut_with_head_and_checkpoints(cast)
    for n in range(9):
        record("planning.set", cast.unit, by=cast.dewi.actor, at=NOW, after={"n": n})
    checkpoint(by=None, at=NOW)


def _rewrite_all(cast):
    Event.objects.filter(actor_name="Budi").update(actor_name="Dewi")
    _reseal(Event.objects.order_by("index"))
    Checkpoint.objects.all().delete()
    _new_head()
    checkpoint(by=None, at=NOW)


def _change_the_clock_and_reseal(cast):
    Event.objects.filter(index=3).update(at=NOW.replace(year=2025))
    _reseal(Event.objects.filter(index=3))
    _new_head()


def _another_key(cast):
    stranger, old = Ed25519PrivateKey.generate(), Checkpoint.objects.get()
    body = rules.Checkpoint(old.origin, old.size, bytes.fromhex(old.root), rules.moment(old.at)).body
    public = stranger.public_key().public_bytes_raw()
    Checkpoint.objects.update(
        key_id=rules.key_id(old.origin, public).hex(), signature=stranger.sign(body.encode()).hex()
    )


def _empty_without_erasure(cast):
    blank = dict.fromkeys(rules.PERSONAL, "") | {"before": {}, "after": {}, "salt": ""}
    Event.objects.filter(index=3).update(**blank)


AT_3 = "SALAH / WRONG: catatan / event 3 (planning.set, 2026-10-08T03:42:00.000000Z)"
RANGE = "SALAH / WRONG: catatan / event 0 (planning.set, 2026-10-08T03:42:00.000000Z), atau sesudahnya sampai 5"
ATTACKS = {
    "name": (_change(name="planning.return"), "SALAH / WRONG: catatan / event 3 (planning.return,"),
    "clock": (_change(at=NOW.replace(year=2025)), "SALAH / WRONG: catatan / event 3 (planning.set, 2025-10-08"),
    "actor's number": (_change(actor_id_text="7"), AT_3),
    "actor": (_change(actor_name="Dewi"), AT_3),
    "on behalf": (_change(on_behalf_of="Dewi"), AT_3),
    "kind": (_change(subject_kind="people.Employee"), AT_3),
    "thing": (_change(subject_id="0"), AT_3),
    "label": (_change(subject_label="SKP lain"), AT_3),
    "before": (_change(before={"n": 8}), AT_3),
    "after": (_change(after={"n": 8}), AT_3),
    "reason": (_change(reason="Lain"), AT_3),
    "rule": (_change(rule_version="Lain"), AT_3),
    "salt": (_change(salt="00"), AT_3),
    "no salt": (_change(salt=""), AT_3),
    "commitment": (_change(commitment="00" * 32), AT_3),
    "leaf": (_change(leaf_hash="00" * 32), AT_3),
    "index": (_change(index=99), "SALAH / WRONG: catatan / event 4 (planning.set,"),
    "delete": (_delete, "SALAH / WRONG: catatan / event 4 (planning.set,"),
    "delete, close the gap": (_delete_and_close_the_gap, RANGE),
    "insert": (_insert, RANGE),
    "swap": (_swap, AT_3),
    "swap with new hashes": (_swap_and_reseal, RANGE),
    "cut the tail": (_cut, "SALAH / WRONG: catatan / event 3: tidak ada lagi"),
    "cut the tail everywhere": (_cut_with_head_and_checkpoints, "SALAH / WRONG: catatan / event 3: tidak ada lagi"),
    "cut and append again": (_cut_and_append_again, RANGE),
    "rewrite all": (_rewrite_all, RANGE),
    "clock with new hashes": (_change_the_clock_and_reseal, RANGE),
    "another key": (_another_key, "SALAH / WRONG: titik periksa 6: tanda tangannya tidak sah"),
    "empty without erasure": (_empty_without_erasure, AT_3),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_on_the_database_goes_unnoticed(log, told, cast, attack):
    strike, words = ATTACKS[attack]
    _freely()

    strike(cast)

    code, output = told(log)
    assert (code, output[: len(words)]) == (1, words)


def test_without_anything_kept_outside_a_full_rewrite_is_not_noticed(log, told, cast):
    """The honest limit: who owns database and key and all copies can rewrite. Witnesses hold copies."""
    _freely()
    _rewrite_all(cast)

    assert told()[0] == 0


def test_a_person_is_erased_and_every_proof_still_holds(log, told, cast):
    why = erase(Event.objects.filter(actor_name="Budi"), reason="Permohonan", by=OFFICER, at=NOW)
    kept = Event.objects.get(index=3)

    assert (kept.actor_name, kept.subject_label, kept.after, kept.salt, kept.is_erased) == ("", "", {}, "", True)
    assert (why.name, why.after, why.reason) == ("audit.erase", {"events": [0, 1, 2, 3, 4, 5]}, "Permohonan")
    assert told(log)[0] == 0
    assert "Budi" not in json.dumps(list(queries.lines()))


def test_an_emptied_event_is_told_to_be_so(log, told, cast):
    _freely()
    erase(Event.objects.filter(index=2), reason="Permohonan", by=OFFICER, at=NOW)
    _empty_without_erasure(cast)

    assert told(log)[1].startswith(AT_3 + ": dikosongkan tanpa catatan penghapusan")


# ---------- the file, offline


@pytest.fixture
def offline(log, key, tmp_path):
    """Run the published file alone in an empty folder; exit code and output."""
    folder = tmp_path / "alone"
    folder.mkdir()
    (folder / "verify.py").write_bytes(SCRIPT.read_bytes())
    (folder / "old.txt").write_text(log)

    def call(lines, *arguments):
        (folder / "record.jsonl").write_text("".join(queries.written(lines)))
        done = subprocess.run(
            [sys.executable, "-I", "verify.py", *arguments], cwd=folder, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout + done.stderr

    return call


@pytest.mark.parametrize("lines", [queries.lines, queries.sealed_lines], ids=["full", "leaves"])
def test_the_file_verifies_alone(offline, key, lines):
    told = offline(lines(), "record.jsonl", "--checkpoint", "old.txt", "--key", key)

    assert told == (0, "Cocok / sound: 12 catatan / events, 2 titik periksa / checkpoints.\n")


def test_the_file_names_the_first_wrong_event(offline):
    changed = list(queries.lines())
    changed[5]["personal"]["reason"] = "Lain"

    assert offline(changed, "record.jsonl") == (
        1,
        AT_3 + ": bagian pribadinya lain dari sidiknya / personal part does not match its hash\n",
    )


def test_the_file_says_what_it_cannot_read(offline):
    assert offline([], "record.jsonl")[0] == 2
    assert offline([], "nowhere.jsonl")[0] == 2
    assert offline([])[0] == 2
    assert offline(queries.lines(), "record.jsonl", "--key", "x")[0] == 2
    assert offline(queries.lines(), "record.jsonl", "--key", "x+00000000+AAAA")[0] == 2
    assert offline(queries.lines(), "record.jsonl", "--checkpoint", "verify.py")[0] == 2


def test_the_leaves_tell_nothing_about_a_person(log):
    text = json.dumps(list(queries.sealed_lines()))

    assert [
        name for name in ("Budi", "Ani", "Citra", "Unit samsat", "Lengkap", "personal", "salt") if name in text
    ] == []


def test_the_file_is_short_and_needs_the_standard_library_only():
    text = SCRIPT.read_text()

    assert len(text.splitlines()) < 200
    assert [line for line in text.splitlines() if line.startswith(("import", "from"))] == [
        "import base64", "import hashlib", "import json", "import re", "import sys",
    ]  # fmt: skip


RFC8032 = (
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
)  # fmt: skip
"""Public key, message, signature. Source: RFC 8032 section 7.1."""


@pytest.mark.parametrize(("public", "message", "signature"), RFC8032, ids=["empty", "one byte", "two bytes"])
def test_the_published_signatures_hold_and_altered_ones_do_not(public, message, signature):
    public, message, signature = (bytes.fromhex(each) for each in (public, message, signature))
    above = (int.from_bytes(signature[32:], "little") + verify.Q).to_bytes(32, "little")

    assert verify.is_signed(public, message, signature)
    assert not verify.is_signed(public, message + b"x", signature)
    assert not verify.is_signed(public, message, bytes(64))
    assert not verify.is_signed(public, message, signature[:32] + above)
    assert not verify.is_signed(public, message, signature[:63])
    assert not verify.is_signed(b"\xff" * 32, message, signature)


def test_signatures_of_the_library_hold():
    for n in range(5):
        private = Ed25519PrivateKey.generate()
        message = b"m" * n
        assert verify.is_signed(private.public_key().public_bytes_raw(), message, private.sign(message))


# ---------- the commands


def test_the_command_verifies_a_file(log, key, tmp_path, capsys):
    (tmp_path / "record.jsonl").write_text("".join(queries.written(queries.lines())))
    (tmp_path / "old.txt").write_text(log)

    code = run(
        ["audit", "verify", str(tmp_path / "record.jsonl"), "--checkpoint", str(tmp_path / "old.txt"), "--key", key]
    )

    assert (code, capsys.readouterr().out[:13]) == (0, "Cocok / sound")


@pytest.mark.slow  # starts a process with the framework
def test_the_command_without_a_file_asks_the_server(monkeypatch, tmp_path, capfd):
    monkeypatch.setenv("SAMBAYAN_VAR", str(tmp_path))
    monkeypatch.setenv("SAMBAYAN_DATABASE_URL", "")

    assert run(["audit", "verify", "--checkpoint", str(tmp_path / "nowhere.txt"), "--key", "x"]) in (1, 2)


def test_the_server_verifies_its_own_record(log, key, tmp_path, capsys):
    (tmp_path / "old.txt").write_text(log)

    assert command.main(["verify", "--checkpoint", str(tmp_path / "old.txt"), "--key", key]) == 0
    assert command.main(["verify", "--surprise", "x"]) == 2
    assert command.main(["nothing"]) == 2


@pytest.mark.parametrize(("word", "lines"), [("export", queries.lines), ("leaves", queries.sealed_lines)])
def test_the_server_writes_its_record(log, capsys, word, lines):
    assert command.main([word]) == 0
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == list(lines())


def test_a_new_key_is_32_bytes(capsys):
    assert command.main(["key"]) == 0
    assert len(base64.b64decode(capsys.readouterr().out)) == 32


def test_what_was_recorded_before_the_tree_is_sealed_by_the_migration(log, told):
    fill = importlib.import_module("sambayan.audit.migrations.0004_fill_tree").fill
    _freely()
    Checkpoint.objects.all().delete()
    Head.objects.all().delete()
    for event in Event.objects.all():
        Event.objects.filter(pk=event.pk).update(index=event.index + 1000, salt="", commitment="", leaf_hash="")

    fill(apps, None)

    assert list(Event.objects.order_by("pk").values_list("index", flat=True)) == list(range(12))
    assert told() == (0, "Cocok / sound: 12 catatan / events, 0 titik periksa / checkpoints.\n")
