"""The ledger's Lua scripts; a script of another package is put after the same ``common.lua``."""

from importlib import resources


def load_script(name: str, *, package: str = "services.common.scripts") -> str:
    """Return a script's text, ready to be registered."""
    common = resources.files("services.common.scripts") / "common.lua"
    return common.read_text() + (resources.files(package) / f"{name}.lua").read_text()
