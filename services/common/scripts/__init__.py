"""The ledger's Lua scripts; a script of another package is put after the same ``common.lua``."""

from functools import cache
from importlib import resources


@cache
def load_script(name: str, *, package: str = "services.common.scripts") -> str:
    """Return a script's text, ready to be registered.

    It is read once in a process and its forks: reading takes a lock of Python's imports, and a child that was
    forked while another thread held it would wait for it forever.
    """
    common = resources.files("services.common.scripts") / "common.lua"
    return common.read_text() + (resources.files(package) / f"{name}.lua").read_text()
