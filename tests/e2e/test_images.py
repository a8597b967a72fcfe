"""The images: what they hold, what they do not, and that they run as nobody with a read-only root."""

import subprocess

import pytest

from tests.e2e.conftest import app_version

API, WORKER = "sqlagent-api", "sqlagent-worker"
LOCKED = ("--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges", "--network=none")


def _run(image: str, *command: str) -> subprocess.CompletedProcess[str]:
    name = f"{image}:{app_version()}"
    return subprocess.run(
        ["docker", "run", "--rm", *LOCKED, name, *command], capture_output=True, text=True, check=False
    )


pytestmark = pytest.mark.usefixtures("images")


@pytest.mark.parametrize("module", ["services.agent", "services.worker", "duckdb", "pyarrow", "celery"])
def test_the_api_image_cannot_import_what_workers_need(module: str) -> None:
    answer = _run(API, "python", "-c", f"import {module}")

    assert answer.returncode != 0
    assert "ModuleNotFoundError" in answer.stderr


@pytest.mark.parametrize(
    ("image", "module"),
    [(API, "services.api.main"), (API, "services.exporter.main"), (WORKER, "services.agent.answer")],
)
def test_an_image_can_import_what_its_processes_are(image: str, module: str) -> None:
    assert _run(image, "python", "-c", f"import {module}").returncode == 0


@pytest.mark.parametrize("image", [API, WORKER])
@pytest.mark.parametrize("tool", ["gcc", "cc", "make"])
def test_no_image_has_a_compiler(image: str, tool: str) -> None:
    answer = _run(image, "python", "-c", f"import shutil, sys; sys.exit(shutil.which('{tool}') is not None)")

    assert answer.returncode == 0


@pytest.mark.parametrize("image", [API, WORKER])
def test_an_image_runs_as_nobody_in_particular(image: str) -> None:
    assert _run(image, "id", "-u").stdout.strip() == "10001"
