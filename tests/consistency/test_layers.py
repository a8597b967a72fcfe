"""Who may import whom, and what belongs in ``services.common``."""

import ast
import importlib.metadata
import sys
import tomllib
from collections.abc import Iterable

import grimp
import pytest
from importlinter.application.use_cases import read_user_options
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.consistency.sources import ROOT

PROCESSES = ("api", "exporter", "worker")
"""The local run is no process of the product."""


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("services", cache_dir=None)


def test_the_import_contracts_hold(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)

    status = lint_imports(no_cache=True)

    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_every_contract_is_named_by_its_rule() -> None:
    options = read_user_options(config_filename=str(ROOT / "pyproject.toml"))

    for contract in options.contracts_options:
        assert len(contract["name"].split()) >= 5, contract["name"]


def _reached_by(graph: grimp.ImportGraph, process: str) -> set[str]:
    own = graph.find_descendants(f"services.{process}") | {f"services.{process}"}
    reached: set[str] = set()
    for module in own:
        reached |= graph.find_upstream_modules(module)
    return reached


def test_a_module_is_in_common_only_if_two_processes_reach_it(graph: grimp.ImportGraph) -> None:
    reached = {process: _reached_by(graph, process) for process in PROCESSES}

    for module in graph.find_descendants("services.common"):
        users = [process for process in PROCESSES if module in reached[process]]
        assert len(users) >= 2, f"{module} is used by {users or 'no process'}: it belongs there"


def test_a_package_with_a_main_is_a_process_and_every_process_has_one() -> None:
    mains = {path.parent.name for path in (ROOT / "services").glob("*/main.py")}

    assert mains == {*PROCESSES, "local"}


def test_the_api_image_needs_neither_duckdb_nor_arrow(graph: grimp.ImportGraph) -> None:
    assert not {module for module in _reached_by(graph, "api") if module.startswith("services.agent")}


def _imported() -> dict[str, set[str]]:
    """Return each library that the product imports, and where."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "services").rglob("*.py"):
        if path.is_relative_to(ROOT / "services" / "local"):
            continue  # What runs the product on one machine has a group of its own.
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            for name in names:
                found.setdefault(name.partition(".")[0], set()).add(str(path.relative_to(ROOT)))
    return {name: places for name, places in found.items() if name not in sys.stdlib_module_names}


def _installed(wanted: Iterable[str]) -> set[str]:
    """Return the distributions that an installation of some requirements has, and what those need."""
    have: set[str] = set()
    queue = [Requirement(each) for each in wanted]
    while queue:
        one = queue.pop()
        name = canonicalize_name(one.name)
        for extra in ("", *one.extras):
            if f"{name}[{extra}]" not in have:
                have |= {name, f"{name}[{extra}]"}
                needs = map(Requirement, importlib.metadata.requires(name) or ())
                queue += [each for each in needs if not each.marker or each.marker.evaluate({"extra": extra})]
    return have


def test_the_product_imports_only_what_its_own_installation_has() -> None:
    # The tests' environment has more: an import of numpy passed all of them, and no worker came up.
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [each for extra in project["optional-dependencies"].values() for each in extra]
    have = _installed(each for each in (*project["dependencies"], *extras) if not each.startswith("sqlagent"))
    names = importlib.metadata.packages_distributions()

    for library, places in _imported().items():
        if library != "services":
            owners = {canonicalize_name(each) for each in names[library]}
            assert owners & have, f"{library} is imported in {sorted(places)}, but is no dependency"
