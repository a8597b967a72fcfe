"""What the images add to the image they are made from; needs Docker and ``make images``."""

import shutil
import subprocess
import tomllib
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.processes import ROOT

BASE = "python:3.13-slim"
GOALS_MB = {"sqlagent-api": 120.0, "sqlagent-worker": 500.0}


def measure(folder: Path) -> list[Figure]:
    """Return the images' sizes without their base; nothing where there are no images."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    sizes = {name: _size_bytes(f"{name}:{version}") for name in GOALS_MB}
    base = _size_bytes(BASE)
    if base is None or None in sizes.values():
        print("images: not on this machine; `make images` builds them")
        return []
    return [
        Figure(f"{name}: size above {BASE}", (size - base) / 1e6, "<=", GOALS_MB[name], unit=" MB")
        for name, size in sizes.items()
        if size is not None
    ]


def _size_bytes(image: str) -> int | None:
    if shutil.which("docker") is None:
        return None
    command = ["docker", "image", "inspect", "--format", "{{.Size}}", image]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    return int(found.stdout) if found.returncode == 0 else None
