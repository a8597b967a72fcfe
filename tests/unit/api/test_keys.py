"""API keys and their hashes."""

import pytest

from services.api.keys import hash_line, main, make_key, parse_key_hashes
from services.common.errors import SettingsError, UnauthorizedError


def test_without_keys_everybody_is_the_default_tenant():
    keys = parse_key_hashes("\n# nobody yet\n\n")

    assert keys.is_anonymous
    assert keys.tenant_of(None) == "default"


def test_each_key_is_its_tenants():
    lines = [f"{hash_line('alice', 'one')}  # laptop", hash_line("alice", "two"), hash_line("bob", "three")]
    keys = parse_key_hashes("\n".join(lines))

    tenants = [keys.tenant_of(f"bearer {key}") for key in ("one", "two", "three")]

    assert tenants == ["alice", "alice", "bob"]


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer  ", "one", "Basic one", "Bearer One", "Bearer one two"]
)
def test_anything_else_is_unauthorized(header):
    with pytest.raises(UnauthorizedError):
        parse_key_hashes(hash_line("alice", "one")).tenant_of(header)


def test_one_key_cannot_be_two_tenants():
    with pytest.raises(SettingsError, match="line 2"):
        parse_key_hashes(f"{hash_line('alice', 'one')}\n{hash_line('bob', 'one')}")


def test_every_new_key_is_another():
    assert len({make_key() for _ in range(100)}) == 100


@pytest.mark.parametrize("arguments", [[], ["a", "b"], ["Not A Tenant"], ["../x"]])
def test_a_key_is_made_only_for_a_tenants_name(arguments, capsys):
    assert main(arguments) == 2
    assert "Usage" in capsys.readouterr().err
