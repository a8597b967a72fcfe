"""``Idempotency-Key``: a request that is sent again under its key gets its first task, not another one.

A claim remembers the ids that were chosen before the submit, so a submit of unknown fate is repeated under
the same ids, and the ledger accepts an id once. A claim whose task was recorded holds as long as the record
does; it is kept a day longer than a record is after its task's end, for tasks that wait so long.
"""

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Header
from redis import Redis

from services.api.admission import is_outage
from services.common.connection import redis_errors
from services.common.errors import (
    IdempotencyKeyInUseError,
    IdempotencyKeyReusedError,
    RedisUnavailableError,
    SqlAgentError,
)
from services.common.keys import PREFIX
from services.common.scripts import load_script

LEASE_SECONDS = 30.0
"""A request whose body has not brought a byte for so long has lost its key."""

_LEASE_MS = int(LEASE_SECONDS * 1000)

RENEW_SECONDS = 5.0
"""Between renewals while bytes arrive."""

UNSETTLED_SECONDS = 12 * 3600
"""How long a submit of unknown fate is remembered: less than the day after which the clean-up takes an
upload that nothing names."""

OPEN_SECONDS = 24 * 3600
"""The longest that a task is expected to be unfinished; a replay begins it anew."""

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="Sent again with the same body, the request is answered with the first task.",
        min_length=1,
        max_length=255,
        pattern=r"^[\x20-\x7e]+$",
    ),
]
"""A route's parameter: 1 to 255 printable ASCII characters."""


def new_id() -> str:
    """Return a new id of a task or file."""
    return uuid.uuid4().hex


def digest_of(*parts: str) -> str:
    """Return what tells one body from another."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


@dataclass(frozen=True)
class Claim:
    """A key in the hands of one request."""

    redis_key: str
    owner: str
    """This request; another owner's claim is never released."""

    what: str
    """``new``, ``unsettled`` (an earlier request may have submitted it) or ``accepted``."""

    task_id: str
    file_id: str
    digest: str
    """Of the earlier request's body; empty for a new claim whose body is still to come."""

    @property
    def is_new(self) -> bool:
        """Whether no earlier request holds the key."""
        return self.what == "new"

    @property
    def is_accepted(self) -> bool:
        """Whether the task is known to be recorded."""
        return self.what == "accepted"

    def demand_same(self, digest: str) -> None:
        """Refuse another body under the same key.

        Raises:
            IdempotencyKeyReusedError: It is another one.
        """
        if digest != self.digest:
            raise IdempotencyKeyReusedError(
                "This Idempotency-Key was sent with another body before. Use a new key for a new request."
            )


class Claims:
    """The claims of all tenants.

    Every method raises ``RedisUnavailableError`` when Redis does not answer.

    Args:
        client: Decodes responses.
        result_ttl_seconds: How long a record is kept after its task's end.
    """

    def __init__(self, client: Redis, *, result_ttl_seconds: int) -> None:
        self._keep = result_ttl_seconds + OPEN_SECONDS
        package = "services.api.scripts"
        self._claim = client.register_script(load_script("claim", package=package))
        self._advance = client.register_script(load_script("advance_claim", package=package))
        self._settle = client.register_script(load_script("settle_claim", package=package))

    def begin(self, tenant: str, route: str, key: str, *, digest: str = "") -> Claim:
        """Claim a key, or find what became of it.

        Args:
            tenant: Whose key.
            route: A key means something else on each.
            key: As sent.
            digest: Of the body; empty while the body is still arriving.

        Raises:
            IdempotencyKeyInUseError: The first request under this key is still arriving.
            IdempotencyKeyReusedError: The digest is another one than the first request's.
        """
        redis_key = f"{PREFIX}idempotency:{tenant}:{route}:{digest_of(key)}"
        owner = new_id()
        args: list[str | int] = [redis_key, owner, new_id(), new_id(), digest, _LEASE_MS, UNSETTLED_SECONDS]
        with redis_errors():
            what, task_id, file_id, known = self._claim(args=args)
        if what == "arriving":
            raise _in_use()
        claim = Claim(redis_key, owner, what, task_id, file_id, known)
        if digest:
            claim.demand_same(digest)
        return claim

    def renew(self, claim: Claim) -> None:
        """Hold a claim whose body is still arriving.

        Raises:
            IdempotencyKeyInUseError: It lapsed, and another request has the key.
        """
        self._demand(claim, "arriving", "")

    def arrived(self, claim: Claim, digest: str) -> None:
        """Note that the body is whole; from now on the same body is never refused.

        Raises:
            IdempotencyKeyInUseError: The claim lapsed, and another request has the key.
        """
        self._demand(claim, "sending", digest)

    def settle(self, claim: Claim) -> None:
        """Note that the task was recorded. What Redis keeps from us only makes the claim live less long."""
        try:
            with redis_errors():
                self._settle(args=[claim.redis_key, claim.task_id, self._keep])
        except RedisUnavailableError:
            return

    def release(self, claim: Claim) -> bool:
        """Give up a key whose request was refused for good; whether its ids are nobody's now.

        They are not where another request came by them meanwhile: it may have been told 202. What Redis keeps
        from us lapses by itself.
        """
        try:
            return self._step(claim, "released", "") == "ok"
        except RedisUnavailableError:
            return False

    def _demand(self, claim: Claim, state: str, digest: str) -> None:
        if self._step(claim, state, digest) != "ok":
            raise _in_use()

    def _step(self, claim: Claim, state: str, digest: str) -> str:
        args: list[str | int] = [claim.redis_key, claim.owner, state, digest, _LEASE_MS]
        with redis_errors():
            return str(self._advance(args=args))


def _in_use() -> IdempotencyKeyInUseError:
    return IdempotencyKeyInUseError(
        "A request with this Idempotency-Key is still arriving. Wait until it has been answered."
    )


def submit_once(
    claims: Claims, tenant: str, route: str, key: str | None, body: str, send: Callable[[str], None]
) -> str:
    """Submit a task unless an earlier request under the same key did; return the task's id.

    Args:
        claims: Where keys are remembered.
        tenant: Whose request.
        route: Where it was sent.
        key: Its key; None submits always.
        body: What it asks for.
        send: Submits a task under the id that it is given.

    Raises:
        IdempotencyKeyReusedError: The earlier request asked for something else.
        SqlAgentError: What ``send`` raises.
    """
    if key is None:
        task_id = new_id()
        send(task_id)
        return task_id
    claim = claims.begin(tenant, route, key, digest=digest_of(body))
    if not claim.is_accepted:
        try:
            send(claim.task_id)
        except SqlAgentError as error:
            if not is_outage(error):  # after an outage the task may be there
                claims.release(claim)
            raise
    claims.settle(claim)
    return claim.task_id
