"""The API against its own OpenAPI document: generated requests, right and wrong ones."""

import json
import subprocess
import sys
import threading
from contextlib import contextmanager

import pytest

from services.common.messages import TaskName
from tests.fixtures.api import add_file, succeed

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
)
BUDGET_SECONDS = 30
"""For fuzzing and coverage together; every route is reached well within it."""


@contextmanager
def judging(api):
    """End what waits for a worker's verdict: such requests are not answered before."""
    ended = threading.Event()

    def work():
        while not ended.wait(0.05):
            records, _ = api.context.ledger.recent("default", offset=0, count=50)
            for record in records:
                if record.kind == TaskName.TEACH and not record.is_final:
                    succeed(api, record.task_id, {"golden_queries": 1, "synonyms": 0})

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


@pytest.mark.slow
def test_generated_requests_get_no_5xx_and_nothing_undocumented(start_api, tmp_path):
    api = start_api(tenant_requests_per_minute=0, tenant_max_open_tasks=0)
    add_file(api)
    report = tmp_path / "report.json"
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "run", f"{api.url}/openapi.json"),
        *("--checks", ",".join(CHECKS), "--phases", "examples,coverage,fuzzing"),
        *("--max-examples", "10", "--max-time", str(BUDGET_SECONDS), "--generation-deterministic"),
        *("--continue-on-failure", "--no-color", "--warnings", "off"),
        *("--report-json-path", str(report), "--max-redirects", "0"),
    ]

    with judging(api):
        result = subprocess.run(command, capture_output=True, text=True, timeout=200, cwd=tmp_path)

    assert result.returncode == 0, result.stdout[-6000:] + result.stderr[-2000:]
    operations = json.loads(report.read_text())["operations"]
    assert operations["tested"] == operations["total"] >= 27
