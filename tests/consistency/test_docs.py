"""The documents name every route, status, error code, setting and target, and none that does not exist."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from services.agent.frame import Engine, make_frame
from services.api.errors import STATUS
from services.api.main import create_app
from services.common import errors
from services.common.errors import SqlAgentError, error_codes
from services.common.settings import PREFIX, Settings, load_settings
from services.local.ports import Ports
from services.local.processes import services
from tests.consistency.sources import ROOT, code, table_rows, tracked_files

DOCUMENTS = [path for path in tracked_files() if path.suffix == ".md"]


@pytest.fixture(scope="module")
def openapi(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    app: FastAPI = create_app(load_settings(store_url=f"file://{tmp_path_factory.mktemp('store')}"))
    return app.openapi()


def test_the_api_page_has_every_route_with_its_statuses(openapi: dict[str, Any]) -> None:
    routes = {
        f"{method.upper()} {path}": sorted(operation["responses"])
        for path, operations in openapi["paths"].items()
        for method, operation in operations.items()
    }
    documented = {code(row[0]): sorted(row[2].split(", ")) for row in table_rows("docs/api.md", "route")}

    assert documented == routes


def test_the_api_page_has_every_error_code_with_its_status() -> None:
    documented = {code(row[0]): int(row[1]) for row in table_rows("docs/api.md", "code")}

    assert documented == STATUS
    assert set(STATUS) == set(error_codes())


def test_the_api_page_has_every_member_of_an_answer() -> None:
    documented = {
        name for row in table_rows("docs/api.md", "member") for name in re.findall(r"`(\w+)`", row[0])
    }

    assert documented == {*make_frame("refused", Engine.RULES), "asked", "attempt", "formats"}


def test_the_api_page_names_everybody_who_answers() -> None:
    (row,) = [row for row in table_rows("docs/api.md", "member") if code(row[0]) == "engine"]

    assert set(re.findall(r"`(\w+)`", row[1])) == set(Engine)


def test_the_error_tree_is_drawn_as_it_is() -> None:
    drawing = errors.__doc__ or ""
    drawn = set(re.findall(r"(\w+Error)\b", drawing))

    assert drawn == {cls.__name__ for cls in _classes() if cls.__module__.startswith(errors.__name__)}


def _classes(root: type[SqlAgentError] = SqlAgentError) -> Iterator[type[SqlAgentError]]:
    yield root
    for child in root.__subclasses__():
        yield from _classes(child)


def _shown_default(value: Any) -> str:
    if value is None or value == "":
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def test_the_configuration_page_has_every_setting_with_its_default() -> None:
    documented = {
        code(row[0]): code(row[1])
        for row in table_rows("docs/configuration.md", "variable")
        if row[0].startswith(f"`{PREFIX}") and "LOCAL_FOLDER" not in row[0]
    }

    assert documented == {
        PREFIX + name.upper(): _shown_default(field.default) for name, field in Settings.model_fields.items()
    }


def test_the_configuration_page_has_every_port_of_the_local_run() -> None:
    documented = {code(row[0]): code(row[1]) for row in table_rows("docs/configuration.md", "variable")}
    ports = Ports()

    for name in vars(ports):
        assert documented[name.upper()] == str(getattr(ports, name))


def test_the_architecture_page_has_the_commands_that_the_local_run_starts() -> None:
    started = {tuple(service.command[1:]) for service in services(Ports(), {})}

    for row in table_rows("ARCHITECTURE.md", "process"):
        words = [word for word in code(row[2]).split() if word not in {"python", "<queue>"}]
        assert any(set(words) <= set(command) for command in started), row


def _targets() -> set[str]:
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"^  make ([a-z0-9-]+)", listed, re.MULTILINE))


def test_every_make_target_is_explained_in_contributing() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text()

    for target in _targets():
        assert f"`make {target}" in page, target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_no_document_names_a_target_that_does_not_exist(document: Path) -> None:
    named = set(re.findall(r"(?:`|^\s*|\n)make ([a-z0-9-]+)", document.read_text(), re.MULTILINE))

    assert named <= _targets()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_and_path_in_a_document_exists(document: Path) -> None:
    text = document.read_text()
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", text)
    paths = re.findall(r"`((?:services|tests|docs|charts|benchmarks)/[\w./-]+)`", text)

    for link in links:
        assert link.startswith("https://") or (document.parent / link).exists(), link
    for path in paths:
        assert (ROOT / path).exists(), path
