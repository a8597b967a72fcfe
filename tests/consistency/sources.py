"""The repository as the consistency tests read it: tracked files, and tables of the documents."""

import re
import subprocess
from functools import cache
from pathlib import Path

from services.common import metrics

ROOT = Path(__file__).parents[2]


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file of the repository, also those that are new and not ignored."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return tuple(ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file())


def python_files(*folders: str) -> list[Path]:
    """The tracked Python files below some top-level folders."""
    return [
        path
        for path in tracked_files()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders
    ]


def table_rows(document: str, header: str) -> list[list[str]]:
    """The rows of the Markdown tables in a document whose first column has a name, as lists of cells."""
    rows: list[list[str]] = []
    inside = False
    for line in (ROOT / document).read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" |")] if line.startswith("|") else []
        if not cells:
            inside = False
        elif cells[0] == header:
            inside = True
        elif inside and not set(cells[0]) <= set("-|"):
            rows.append(cells)
    return rows


def code(cell: str) -> str:
    """The text between a cell's first backticks."""
    found = re.search(r"`([^`]+)`", cell)
    return found.group(1) if found else cell


def declared_metrics() -> dict[str, metrics.Metric]:
    """Every metric of the product by its name."""
    return {one.name: one for one in vars(metrics).values() if isinstance(one, metrics.Metric)}
