"""What ``appendfsync always`` costs: tasks that do nothing, on one Redis that switches between the two."""

import statistics
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.ping import Ours, seconds_of
from benchmarks.processes import running_product
from services.common.messages import QueueName

SAMPLES = 250
ROUNDS = 5


def measure(folder: Path) -> list[Figure]:
    """Return what ``always`` costs against ``everysec``; no goal, since it is the disk's."""
    taken: dict[str, list[float]] = {"everysec": [], "always": []}
    drained: dict[str, list[float]] = {"everysec": [], "always": []}
    with running_product(folder, ["-Q", str(QueueName.DEFAULT), "-c", "4"]) as product:
        ours = Ours(product)
        for _ in range(ROUNDS):
            for setting in taken:
                product.client.config_set("appendfsync", setting)
                taken[setting] += [seconds_of(ours.library_once) for _ in range(SAMPLES)]
                drained[setting].append(seconds_of(ours.drain))
    everysec, always = (statistics.median(taken[setting]) for setting in taken)
    drains = {setting: statistics.median(seconds) for setting, seconds in drained.items()}
    return [
        Figure("ping, library, p50 with appendfsync always", always / everysec, "<=", None),
        Figure("ping, library, what always adds", (always - everysec) * 1000, "<=", None, " ms"),
        Figure("drain of pings with always", drains["everysec"] / drains["always"], ">=", None),
    ]
