"""The tree against the published vectors, against itself, and against another implementation."""

import base64
import hashlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from sambayan.audit import rules
from sambayan.audit.rules import (
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

LEAVES = [
    leaf_hash(bytes.fromhex(each))
    for each in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
"""Source: certificate-transparency-go, the reference roots of the eight leaves, sizes 0 to 8."""
INCLUSION = (
    (1, 1, ()),
    (1, 8, (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    )),
    (6, 8, (
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    )),
    (3, 3, ("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",)),
    (2, 5, (
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    )),
)  # fmt: skip
"""Number of the leaf from 1, size of the tree, path. Source: certificate-transparency-go."""
CONSISTENCY = (
    (1, 1, ()),
    (1, 8, (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    )),
    (6, 8, (
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    )),
    (2, 5, (
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    )),
)  # fmt: skip
MOST = 64
MANY = [leaf_hash(bytes([n])) for n in range(MOST)]


@pytest.mark.parametrize("size", range(9))
def test_the_reference_roots(size):
    assert root(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(("number", "size", "path"), INCLUSION)
def test_the_reference_paths_of_inclusion(number, size, path):
    assert tuple(step.hex() for step in inclusion_proof(LEAVES[:size], number - 1)) == path


@pytest.mark.parametrize(("old", "new", "path"), CONSISTENCY)
def test_the_reference_proofs_of_consistency(old, new, path):
    assert tuple(step.hex() for step in consistency_proof(LEAVES[:new], old)) == path


def test_every_leaf_of_every_tree_up_to_64_is_proven_and_no_other_place():
    for size in range(1, MOST + 1):
        tree, top = MANY[:size], root(MANY[:size])
        for index in range(size):
            proof = inclusion_proof(tree, index)
            assert verify_inclusion(tree[index], index, size, proof, top)
            assert not verify_inclusion(tree[index], index ^ 1, size, proof, top)
            assert not verify_inclusion(tree[index], index, size, [*proof, top], top)
            assert not verify_inclusion(tree[index], index, size, proof[:-1], top) or not proof


def test_every_pair_of_trees_up_to_64_is_consistent_and_none_with_another_root():
    for size in range(MOST + 1):
        top = root(MANY[:size])
        for old in range(size + 1):
            proof, before = consistency_proof(MANY[:size], old), root(MANY[:old])
            assert verify_consistency(old, size, before, top, proof)
            assert not verify_consistency(old, size, leaf_hash(b"else"), top, proof)
            assert not verify_consistency(old, size, before, top, [*proof, top])
            assert not (proof and verify_consistency(old, size, before, top, proof[:-1]))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 31, 64])
def test_another_implementation_agrees(size):
    other = InmemoryTree(algorithm="sha256")
    for n in range(size):
        other.append_entry(bytes([n]))

    assert other.get_root() == root(MANY[:size])
    for old in range(1, size + 1):
        assert other.get_root(old) == root(MANY[:old])
    for index in range(size):
        path = other.prove_inclusion(index + 1).serialize()["path"]
        assert path[1:] == [step.hex() for step in inclusion_proof(MANY[:size], index)] or len(path) == size == 1


@given(st.lists(st.binary(max_size=4), max_size=40), st.integers(0, 40))
def test_a_tree_grown_in_two_pieces_is_the_tree_grown_at_once(contents, cut):
    leaves = [leaf_hash(each) for each in contents]
    grown = Frontier().grown(leaves[:cut]).grown(leaves[cut:])

    assert (grown.size, grown.root, grown) == (len(leaves), root(leaves), Frontier().grown(leaves))
    assert len(grown.peaks) == len(leaves).bit_count()


def test_there_is_no_proof_of_what_is_not_there():
    with pytest.raises(IndexError):
        inclusion_proof(MANY[:3], 3)
    with pytest.raises(ValueError):
        consistency_proof(MANY[:3], 4)
    assert not verify_inclusion(MANY[0], 3, 3, [], root(MANY[:3]))
    assert not verify_consistency(4, 3, root(MANY[:4]), root(MANY[:3]), [])
    assert not verify_consistency(3, 5, root(MANY[:3]), root(MANY[:5]), [])
    assert not verify_consistency(0, 3, root(MANY[:1]), root(MANY[:3]), [])
    assert verify_consistency(0, 3, rules.EMPTY, root(MANY[:3]), [])


def test_a_leaf_and_a_node_are_never_the_same():
    assert leaf_hash(MANY[0] + MANY[1]) != node_hash(MANY[0], MANY[1])


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False, width=32)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_what_was_made_plain_stays_as_it_is(value):
    assert rules.canonical(rules.plain(value)) == rules.canonical(rules.plain(rules.plain(value)))


def test_whole_numbers_lose_their_point_as_in_every_database():
    assert rules.plain({"a": 3.0, "b": (1.5, 1e20)}) == {"a": 3, "b": [1.5, 10**20]}
    assert rules.canonical({"b": 1, "a": "é"}) == b'{"a":"\\u00e9","b":1}'


def test_a_commitment_hides_under_its_salt():
    assert rules.commitment("00" * 32, {"a": 1}) == hashlib.sha256(b"0" * 64 + b'{"a":1}').hexdigest()
    assert rules.commitment("01" * 32, {"a": 1}) != rules.commitment("00" * 32, {"a": 1})


def test_a_checkpoint_is_a_signed_note():
    at = rules.moment(datetime(2026, 10, 8, 3, 42, tzinfo=UTC))
    stated = rules.Checkpoint("lampung/record", 3, bytes(32), at)
    empty = base64.b64encode(bytes(32)).decode()

    assert stated.body == f"lampung/record\n3\n{empty}\nat 2026-10-08T03:42:00.000000Z\n"
    assert (
        rules.note(stated, b"abcd", b"s") == f"{stated.body}\n— lampung/record {base64.b64encode(b'abcds').decode()}\n"
    )
    assert rules.verifier_key("a", bytes(32)).split("+")[:2] == ["a", rules.key_id("a", bytes(32)).hex()]
