import pytest

from services.common.errors import SettingsError
from services.local.redis_server import append_fsync


def test_redis_flushes_each_second_or_before_every_answer() -> None:
    assert append_fsync({}) == "everysec"
    assert append_fsync({"REDIS_APPENDFSYNC": "always"}) == "always"


@pytest.mark.parametrize("chosen", ["no", "", "Always"])
def test_what_could_lose_more_is_refused(chosen: str) -> None:
    with pytest.raises(SettingsError, match="REDIS_APPENDFSYNC"):
        append_fsync({"REDIS_APPENDFSYNC": chosen})
