"""Fixtures that every test may use."""

# A module comes before those that import it: pytest rewrites asserts only in what is not imported yet.
pytest_plugins = [
    "tests.fixtures.redis",
    "tests.fixtures.stores",
    "tests.fixtures.api",
    "tests.fixtures.api_process",
    "tests.fixtures.product",
]
