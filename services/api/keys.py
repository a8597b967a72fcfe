"""API keys: which tenant a key belongs to, known only by the keys' hashes.

``python -m services.api.keys TENANT`` makes a key and prints it with the line to configure.
"""

import hashlib
import hmac
import re
import secrets
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.common.errors import SettingsError, UnauthorizedError
from services.common.layout import DEFAULT_TENANT, is_tenant_name

KEY_PREFIX = "sqla_"
"""Lets a leaked key be found by those who scan for secrets."""

_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class ApiKeys:
    """The configured keys; none means that everybody is the tenant ``default``."""

    tenants: Mapping[bytes, str]
    """Tenant by the SHA-256 of its key."""

    @property
    def is_anonymous(self) -> bool:
        """Whether requests need no key."""
        return not self.tenants

    def tenant_of(self, authorization: str | None) -> str:
        """Return the tenant of an ``Authorization`` header.

        Raises:
            UnauthorizedError: A key is needed, and this is none that is known.
        """
        if self.is_anonymous:
            return DEFAULT_TENANT
        scheme, _, key = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not key.strip():
            raise UnauthorizedError("This needs an API key. Send it as “Authorization: Bearer <key>”.")
        digest = hashlib.sha256(key.strip().encode()).digest()
        found = None
        # Every key is compared, so that the time tells nothing about which comes close.
        for known, tenant in self.tenants.items():
            if hmac.compare_digest(known, digest):
                found = tenant
        if found is None:
            raise UnauthorizedError("This API key is not known. Check it, or ask the operator for one.")
        return found


def parse_key_hashes(text: str) -> ApiKeys:
    """Read the configured keys: a line for each, tenant and SHA-256 in hex; ``#`` begins a comment.

    Raises:
        SettingsError: Naming the line that is wrong, never its content.
    """
    tenants: dict[bytes, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.partition("#")[0].split()
        if not words:
            continue
        if len(words) != 2 or not is_tenant_name(words[0]) or not _HASH.fullmatch(words[1].lower()):
            raise SettingsError(
                f"SQLAGENT_API_KEY_HASHES: line {number} is not a tenant (a-z, 0-9, _ and -), a space and "
                "the SHA-256 of a key in hex. “python -m services.api.keys TENANT” prints such a line."
            )
        digest = bytes.fromhex(words[1])
        if tenants.get(digest, words[0]) != words[0]:
            raise SettingsError(f"SQLAGENT_API_KEY_HASHES: line {number} gives one key to two tenants.")
        tenants[digest] = words[0]
    return ApiKeys(tenants)


def make_key() -> str:
    """Return a new key: 256 random bits."""
    return KEY_PREFIX + secrets.token_urlsafe(32)


def hash_line(tenant: str, key: str) -> str:
    """Return the line that configures a key."""
    return f"{tenant} {hashlib.sha256(key.encode()).hexdigest()}"


def main(arguments: Sequence[str]) -> int:
    """Print a new key for a tenant and its line; return the exit code."""
    if len(arguments) != 1 or not is_tenant_name(arguments[0]):
        sys.stderr.write("Usage: python -m services.api.keys TENANT   (a-z, 0-9, _ and -, at most 63)\n")
        return 2
    key = make_key()
    sys.stdout.write(f"key, shown only now:           {key}\n")
    sys.stdout.write(f"line for SQLAGENT_API_KEY_HASHES:  {hash_line(arguments[0], key)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
