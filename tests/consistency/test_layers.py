"""Who may import whom, and what belongs in ``services.common``."""

import grimp
import pytest
from importlinter.application.use_cases import read_user_options
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

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
