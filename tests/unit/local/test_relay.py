"""The api's second address."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from services.local.relay import relay
from tests.fixtures.redis import free_port


@contextlib.asynccontextmanager
async def _relayed(target: int) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    port = free_port()
    task = asyncio.create_task(relay(port, target))
    while True:
        with contextlib.suppress(ConnectionRefusedError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            break
        await asyncio.sleep(0.01)
    try:
        yield reader, writer
    finally:
        writer.close()
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def test_bytes_go_both_ways_and_an_end_is_handed_on() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write((await reader.read()).upper())  # only once the other side has ended
        writer.close()

    async def scenario() -> bytes:
        target = await asyncio.start_server(answer, "127.0.0.1", 0)
        async with target, _relayed(target.sockets[0].getsockname()[1]) as (reader, writer):
            writer.write(b"x" * 200_000)
            writer.write_eof()
            return await asyncio.wait_for(reader.read(), 10)

    assert asyncio.run(scenario()) == b"X" * 200_000


def test_a_target_that_does_not_listen_closes_the_connection() -> None:
    async def scenario() -> bytes:
        async with _relayed(free_port()) as (reader, _):
            return await asyncio.wait_for(reader.read(), 10)

    assert asyncio.run(scenario()) == b""
