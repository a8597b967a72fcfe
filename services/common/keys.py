"""The names of the ledger's keys in Redis.

The scripts build the same names from a record's own queue and step, so both live side by side:
change one with the other (``scripts/common.lua``).
"""

PREFIX = "sqlagent:"
"""Before every key of ours; the queues' lists are kombu's and bear the queues' own names."""

SEQUENCE = PREFIX + "seq"
"""One counter for the whole broker: each push of a message takes the next number."""

OUTCOMES = PREFIX + "outcomes"
"""A hash of counters, ``task|queue|status``, raised by the finish script."""

DURATIONS = PREFIX + "durations"
"""A hash of counters, ``wait|task|queue|bound`` and ``runtime|…``: how many took so long, the bound in
milliseconds or ``inf``, and under ``sum`` the milliseconds of all together. Raised by start and finish."""

BEAT_TICK = PREFIX + "beat:tick"
"""When Beat last looked at its schedule, in Unix seconds by Redis' clock."""

RETRIES = PREFIX + "retries"
"""A hash of counters, ``task|queue``: attempts whose error may pass, put aside for another try."""

REDELIVERED = PREFIX + "redelivered"
"""A hash of counters, ``task|queue``: deliveries that start dropped, as their task ran, was put aside or had
ended."""

RELEASED = PREFIX + "released"
"""A hash of counters, ``task|queue|reason``: attempts that ended without their task. The reason is ``lost``
(a lease lapsed, a child died) or ``returned`` (handed back by a worker that leaves)."""

DEAD_LETTERED = PREFIX + "dead_lettered"
"""A hash of counters, ``task|queue``: tasks given up, as what ran them was lost too often."""

SENDER = PREFIX + "sender"
"""A hash: what the sender sent, ``reason|queue`` (``due``, ``lapsed``, ``missing``, ``uploads``); the number
of its ``rounds``; ``last_round_at``, when the last one ended, in milliseconds by Redis' clock."""

HEALTH = PREFIX + "health"
"""What the last health check found, as JSON, with an expiry."""

LAYOUT = PREFIX + "layout"
"""Priority steps and separator of the queues' lists, written by whoever starts first."""

CANCELS = PREFIX + "cancels"
"""A channel: the ids of running tasks that are to be cancelled."""

SENDER_LOCK = PREFIX + "sender:lock"
"""Held by the one sender that works."""


def record(task_id: str) -> str:
    """A task's record: a hash."""
    return f"{PREFIX}task:{task_id}"


def waiting(queue: str, step: int) -> str:
    """Ids that wait in one step of a queue, by ``seq``."""
    return f"{PREFIX}waiting:{queue}:{step}"


def leased(queue: str) -> str:
    """Ids that run, by the end of their lease in milliseconds."""
    return f"{PREFIX}leased:{queue}"


def delayed(queue: str) -> str:
    """Ids that wait for their retry, by due time in milliseconds."""
    return f"{PREFIX}delayed:{queue}"


def workers(queue: str) -> str:
    """Workers that serve a queue, ``name|tasks at once``, by when they last said so, in milliseconds."""
    return f"{PREFIX}workers:{queue}"


def unacked(queue: str) -> str:
    """Messages that a worker of this queue alone holds: kombu's hash."""
    return f"unacked:{queue}"


def unacked_index(queue: str) -> str:
    """Those messages by the time of their delivery, in Unix seconds by the worker's clock."""
    return f"unacked_index:{queue}"


def tenant_open(tenant: str) -> str:
    """The set of a tenant's unfinished tasks."""
    return f"{PREFIX}tenant:{tenant}:open"


def tenant_tasks(tenant: str) -> str:
    """A tenant's recent tasks, by the time of their creation in milliseconds."""
    return f"{PREFIX}tenant:{tenant}:tasks"
