"""Keys, wrapped by codes and by cookies."""

import runpy

import pytest

from samling_exercises.groups import keys
from samling_exercises.groups.keys import Cost, Proof


def test_D3_only_the_secret_it_was_wrapped_with_opens_a_key() -> None:
    key = keys.new_key()
    proof = keys.wrap(key, "EFGHJKMNPQRS", "kari", "code")
    assert keys.unwrap(proof, "EFGHJKMNPQRS", "kari", "code") == key
    assert keys.unwrap(proof, "EFGHJKMNPQRT", "kari", "code") is None


def test_D2_a_wrapped_key_moved_to_another_member_or_kind_does_not_open() -> None:
    proof = keys.wrap(keys.new_key(), "EFGHJKMNPQRS", "kari", "code")
    assert keys.unwrap(proof, "EFGHJKMNPQRS", "per", "code") is None
    assert keys.unwrap(proof, "EFGHJKMNPQRS", "kari", "recovery") is None


@pytest.mark.parametrize("changed", [slice(0, 1), slice(20, 21), slice(-1, None)])
def test_D2_a_changed_byte_of_a_wrapped_key_is_noticed(changed: slice) -> None:
    proof = keys.wrap(keys.new_key(), "EFGHJKMNPQRS", "kari", "code")
    content = bytearray(proof.content)
    content[changed] = bytes(byte ^ 1 for byte in content[changed])
    assert keys.unwrap(Proof(proof.salt, proof.cost, bytes(content)), "EFGHJKMNPQRS", "kari", "code") is None
    assert keys.unwrap(Proof(proof.salt, proof.cost, b""), "EFGHJKMNPQRS", "kari", "code") is None


def test_the_same_key_is_never_wrapped_to_the_same_bytes() -> None:
    key = keys.new_key()
    first, second = (keys.wrap(key, "EFGHJKMNPQRS", "kari", "code") for _ in range(2))
    assert first.salt != second.salt
    assert first.content != second.content
    assert key not in first.content


def test_an_invitation_is_recognised_by_its_secret_alone() -> None:
    proof = keys.verifier("EFGHJKMN")
    assert keys.is_verified(proof, "EFGHJKMN")
    assert not keys.is_verified(proof, "EFGHJKMP")
    assert b"EFGHJKMN" not in proof.content + proof.salt


def test_a_stand_in_costs_the_same_and_opens_nothing() -> None:
    proof = keys.stand_in()
    real = keys.wrap(keys.new_key(), "EFGHJKMN", "kari", "code")
    assert (proof.cost, len(proof.salt), len(proof.content)) == (real.cost, len(real.salt), len(real.content))
    assert keys.unwrap(proof, "EFGHJKMN", "", "code") is None
    assert not keys.is_verified(proof, "EFGHJKMN")


def test_the_cost_is_stored_so_that_it_can_be_raised_later(monkeypatch: pytest.MonkeyPatch) -> None:
    key = keys.new_key()
    old = keys.wrap(key, "EFGHJKMNPQRS", "kari", "code")
    monkeypatch.setattr(keys, "COST", Cost(2, 16, 1))
    assert keys.wrap(key, "EFGHJKMNPQRS", "kari", "code").cost == "argon2id:2:16:1"
    assert keys.unwrap(old, "EFGHJKMNPQRS", "kari", "code") == key


def test_a_cost_of_another_kind_is_said_without_what_stood_there() -> None:
    with pytest.raises(ValueError, match=r"A stored cost is argon2id:passes:KiB:lanes; came another\. Use the newest"):
        keys.unwrap(Proof(b"s" * 16, "scrypt:secret", b""), "EFGH", "kari", "code")


def test_the_cookies_token_opens_the_key_of_its_own_visit_and_member_only() -> None:
    key, token, other = keys.new_key(), keys.new_token(), keys.new_token()
    wrapped = keys.wrap_for_visit(key, token, "kari")
    assert keys.unwrap_for_visit(wrapped, token, "kari") == key
    assert keys.unwrap_for_visit(wrapped, other, "kari") is None
    assert keys.unwrap_for_visit(wrapped, token, "per") is None


@pytest.mark.parametrize("token", ["", "å" * 43, "x" * 100_000, "\ud800" * 43])
def test_what_is_no_token_opens_nothing_and_breaks_nothing(token: str) -> None:
    assert keys.unwrap_for_visit(keys.wrap_for_visit(keys.new_key(), keys.new_token(), "kari"), token, "kari") is None
    assert len(keys.visit_id(token)) == 64


def test_A13_neither_salts_nor_wrapped_keys_are_shown() -> None:
    proof = keys.wrap(keys.new_key(), "EFGHJKMNPQRS", "kari", "code")
    assert repr(proof) == "Proof(cost='argon2id:1:8:1')"


def test_argon2id_takes_what_rfc_9106_recommends() -> None:
    # As it stands in the file: the tests make codes cheap in this process.
    assert str(runpy.run_path(str(keys.__file__))["COST"]) == "argon2id:3:65536:4"
