"""How a worker consumes: guarded when Redis goes away, refuses to serve or is full, and without gossip.

When it goes away, Celery 5.7.0 with kombu 5.7.0 has a defect. With a late-acknowledged task in flight, Celery
closes the broken connection at once; its restore step, and later the late acknowledgement, build a client
from a transport whose parent is already None. The AttributeError is not among the errors that Celery ignores,
and the worker ends. Two changes keep it alive: closing a broken connection may fail in any way, and a closed
connection's transport keeps its parent. ``tests/integration/test_reconnect.py`` shows both; run it for every
new version.

When it answers and refuses (its disk is full, or another server is the master now), kombu would let the error
end the worker; our connections tell it as one of theirs.

When it is full, Redis still gives messages, but refuses to note in kombu's unacked hash that we have one: the
worker would end, and what runs in it with it. The ledger needs no such note.
"""

import time
from collections.abc import Callable
from typing import Any

import kombu
from celery.app.amqp import AMQP
from celery.worker.consumer import Consumer
from kombu.connection import Connection
from kombu.transport import virtual
from kombu.transport.redis import Channel, QoS, Transport
from redis.exceptions import OutOfMemoryError

from services.common.connection import ServerRefusedError, noticing_refusals
from services.common.logs import get_logger

GUARDED_VERSION = "5.7.0"
"""The one kombu release that the guard is known to be needed for and to fit."""

IS_GUARDED = kombu.__version__ == GUARDED_VERSION

REFUSED_PAUSE_SECONDS = 1.0
"""Before connecting again to a Redis that refused: it takes connections at once, and refuses at once."""

_log = get_logger(__name__)


class ForgivingQoS(QoS):
    """kombu's notes of what a worker has, where Redis has room for them."""

    def append(self, message: Any, delivery_tag: str) -> None:
        """Note a message that was received; one that cannot be noted is ours all the same."""
        try:
            super().append(message, delivery_tag)
        except OutOfMemoryError:
            _log.warning("redis is full and does not note which messages this worker has")
            virtual.QoS.append(self, message, delivery_tag)

    def ack(self, delivery_tag: str) -> None:
        """Strike out a note; one that stays (Redis 6.2) is delivered again one day, and start drops it."""
        try:
            super().ack(delivery_tag)
        except OutOfMemoryError:
            virtual.QoS.ack(self, delivery_tag)


class GuardedChannel(Channel):
    """A channel of kombu's Redis transport with our notes and connections."""

    QoS = ForgivingQoS

    def _connparams(self, asynchronous: bool = False) -> dict[str, Any]:
        parameters: dict[str, Any] = super()._connparams(asynchronous=asynchronous)
        return {**parameters, "connection_class": noticing_refusals(parameters["connection_class"])}


class GuardedTransport(Transport):
    """kombu's Redis transport with our channel."""

    Channel = GuardedChannel


class GuardedConnection(Connection):
    """A connection whose transport outlives its closing."""

    def get_transport_cls(self) -> type[Transport]:
        """Return our transport in place of kombu's for Redis."""
        found = super().get_transport_cls()
        return GuardedTransport if found is Transport else found

    def _do_close_transport(self) -> None:
        if IS_GUARDED:
            self._transport = None  # but not transport.client, which a late acknowledgement still needs
        else:
            super()._do_close_transport()


class GuardedAMQP(AMQP):  # type: ignore[misc]  # celery has no types
    """Celery's factory of connections, with ours."""

    Connection = GuardedConnection


class GuardedConsumer(Consumer):  # type: ignore[misc]  # celery has no types
    """A consumer that survives the closing of a broken connection.

    Without gossip and mingle it starts a second sooner and needs fewer connections.
    """

    def __init__(self, *args: Any, worker_options: dict[str, Any] | None = None, **kwargs: Any) -> None:
        quiet = {"without_gossip": True, "without_mingle": True}
        super().__init__(*args, worker_options={**(worker_options or {}), **quiet}, **kwargs)

    def on_connection_error_after_connected(self, exc: Exception) -> None:
        """Let the broken connection go, whatever it says, and reconnect."""
        if isinstance(exc, ServerRefusedError):
            _log.warning("redis does not serve, trying again", reason=str(exc))
            time.sleep(REFUSED_PAUSE_SECONDS)
        if IS_GUARDED and self.connection is not None:
            self.connection.close = _forgiving(self.connection.close)
        super().on_connection_error_after_connected(exc)


def _forgiving(close: Callable[[], Any]) -> Callable[[], None]:
    def close_anyway() -> None:
        try:
            close()
        except Exception:  # whatever it is, the connection is broken already
            _log.warning("a broken connection could not be closed", exc_info=True)

    return close_anyway
