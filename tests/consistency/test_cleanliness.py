"""What no tracked file contains, and no module does."""

import ast
import re
from pathlib import Path

import pytest

from tests.consistency.sources import ROOT, python_files, tracked_files

_REGISTRIES = (r"pypi\." + "org", "python" + "hosted", "npm" + "js", "ana" + "conda")
_MACHINE_PATHS = ("/wo" + "rk/", "/ho" + "me/", "/ro" + "ot/", "/opt/wh" + "eels")
FORBIDDEN = re.compile("|".join((*_REGISTRIES, *_MACHINE_PATHS)))
"""Written in parts, so that this file does not contain them either."""

GRAB_BAGS = {"utils", "util", "helpers", "misc", "base", "manager", "handler", "handlers", "common_utils"}
EXECUTING = {"exec", "eval", "compile", "__import__"}
UNPICKLING = {"pickle", "cPickle", "dill", "marshal", "shelve", "cloudpickle"}

TEXTS = [
    path for path in tracked_files() if path.suffix not in {".xlsx", ".xls", ".xlsb", ".ods", ".parquet"}
]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_registry_and_no_path_of_one_machine(path: Path) -> None:
    found = FORBIDDEN.search(path.read_bytes().decode(errors="replace"))

    assert found is None, found


@pytest.mark.parametrize("path", python_files("services"), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_executes_text_or_unpickles(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in EXECUTING, f"line {node.lineno}"
        if isinstance(node, ast.Import):
            assert not {alias.name.split(".")[0] for alias in node.names} & UNPICKLING
        if isinstance(node, ast.ImportFrom):
            assert (node.module or "").split(".")[0] not in UNPICKLING


def test_no_module_is_a_grab_bag() -> None:
    for path in python_files("services", "tests", "benchmarks"):
        assert path.stem not in GRAB_BAGS, path


def test_the_top_level_holds_only_what_belongs_there() -> None:
    allowed = {
        *("services", "charts", "k8s", "tests", "benchmarks", "docs", ".ci"),
        *("Makefile", "pyproject.toml", "constraints.txt", ".gitignore", ".dockerignore"),
        *("Dockerfile.api", "Dockerfile.worker", "LICENSE"),
        *("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"),
    }

    assert {path.relative_to(ROOT).parts[0] for path in tracked_files()} <= allowed


_GROUP_HELD = re.compile(r"\)(?:[*+?]|\{\d*,?\d*\})\+(?!\+)")


@pytest.mark.parametrize("path", python_files("services"), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_pattern_repeats_a_group_possessively(path: Path) -> None:
    # Before Python 3.11.5 such a repeat ends in the wrong place where a part of it fails: cells were misread.
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            text = node.value.decode("latin-1") if isinstance(node.value, bytes) else node.value
            assert not _GROUP_HELD.search(text), f"line {node.lineno}"
