"""Fixtures that every test may use."""

pytest_plugins = ["tests.fixtures.redis", "tests.fixtures.stores"]
