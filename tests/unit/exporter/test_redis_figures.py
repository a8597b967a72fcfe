"""What a Redis keeps back is absent; what it tells counts."""

import pytest
from redis import Redis

from services.exporter.collector import describe_snapshot
from services.exporter.redis_figures import RedisFigures
from services.exporter.snapshot import Snapshot, take_snapshot


def test_a_redis_that_tells_little_has_few_figures(redis_client: Redis) -> None:
    told = take_snapshot(redis_client, ["default"])
    managed = Snapshot(told.queues, told.counters, 0, {}, RedisFigures.from_info({"used_memory": 5}))

    samples = {
        sample.name: sample.value for family in describe_snapshot(managed) for sample in family.samples
    }

    assert samples["sqlagent_redis_memory_used_bytes"] == 5
    assert samples["sqlagent_redis_persistence_ok"] == 1
    assert not {"sqlagent_redis_memory_max_bytes", "sqlagent_redis_aof_enabled"} & set(samples)
    assert "sqlagent_redis_aof_delayed_fsync_total" not in samples


@pytest.mark.parametrize(
    "field", ["aof_last_write_status", "aof_last_bgrewrite_status", "rdb_last_bgsave_status"]
)
def test_one_failed_write_is_enough(field: str) -> None:
    info = {"aof_last_write_status": "ok", "rdb_last_bgsave_status": "ok", field: "err"}

    assert not RedisFigures.from_info(info).is_persistence_ok
