"""Fixtures that every test may use.

Property tests draw the same examples each time, so that a failure is the change's, and none is timed, since
machines are noisy; to look further, run them with ``HYPOTHESIS_PROFILE=default``.
"""

import os

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

# A module comes before those that import it: pytest rewrites asserts only in what is not imported yet.
pytest_plugins = [
    "tests.fixtures.redis",
    "tests.fixtures.scrape",
    "tests.fixtures.stores",
    "tests.fixtures.work",
    "tests.fixtures.api",
    "tests.fixtures.api_process",
    "tests.fixtures.product",
]
