"""Proofs out of the live record: whoever holds a checkpoint can check them with the rules alone."""

import json

import pytest

from conftest import NOW
from sambayan.audit import queries, rules
from sambayan.audit.actions import record
from sambayan.config import record as command


@pytest.fixture
def seven(cast):
    for _ in range(7):
        record("people.look", cast.ani.employee, by=cast.budi.actor, at=NOW)


def raw(found: dict, *names: str) -> list:
    return [bytes.fromhex(found[name]) for name in names]


def path(found: dict) -> list[bytes]:
    return [bytes.fromhex(step) for step in found["path"]]


@pytest.mark.parametrize("index", range(7))
def test_every_event_is_proved_to_be_in_the_record(seven, index):
    found = queries.inclusion(index)

    leaf, root = raw(found, "leaf_hash", "root")
    assert root == queries.frontier().root
    assert rules.verify_inclusion(leaf, index, 7, path(found), root)
    assert not rules.verify_inclusion(leaf, (index + 1) % 7, 7, path(found), root)


@pytest.mark.parametrize("old", range(1, 7))
def test_every_later_tree_is_proved_to_continue_an_earlier_one(seven, old):
    found = queries.consistency(old)

    before, after = raw(found, "old_root", "root")
    assert before == raw(queries.inclusion(0, old), "root")[0]
    assert rules.verify_consistency(old, 7, before, after, path(found))
    assert not rules.verify_consistency(old, 7, after[::-1], after, path(found))


@pytest.mark.parametrize("words", [["prove", "2"], ["prove", "2", "5"], ["continue", "3"], ["continue", "3", "6"]])
def test_the_command_prints_a_proof(seven, capsys, words):
    assert command.main(words) == 0
    assert {"path", "root", "size"} <= json.loads(capsys.readouterr().out).keys()


@pytest.mark.parametrize(
    ("words", "told"),
    [(["prove", "7"], "no leaf 7 among 7"), (["prove", "0", "9"], "the record holds 7 events, not 9"),
     (["continue", "8"], "no tree of 8 within 7"), (["prove", "x"], "invalid literal")],
)  # fmt: skip
def test_the_command_says_what_there_is_not(seven, capsys, words, told):
    assert command.main(words) == command.USAGE
    assert told in capsys.readouterr().err
