"""Every alert says how bad it is and what to do, and fires in Prometheus when it should and only then."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.consistency.promql import RULES
from tests.consistency.sources import ROOT
from tests.fixtures.tools import promtool

CASES = sorted((ROOT / "tests/data/alerts").glob("*.yaml"))
RUNBOOK = "docs/operations/runbook.md"
SEVERITIES = {"critical", "warning"}

ALERTS: list[dict[str, Any]] = [
    rule for group in yaml.safe_load(RULES.read_text())["groups"] for rule in group["rules"]
]


def _name(alert: dict[str, Any]) -> str:
    return str(alert["alert"])


def _headings() -> set[str]:
    return set(re.findall(r"^#+ (\w+)$", (ROOT / RUNBOOK).read_text(), re.MULTILINE))


@pytest.mark.parametrize("alert", ALERTS, ids=_name)
def test_an_alert_says_how_bad_it_is_and_what_to_do(alert: dict[str, Any]) -> None:
    annotations = alert["annotations"]

    assert alert["alert"].startswith("SqlAgent")
    assert alert["labels"]["severity"] in SEVERITIES
    assert annotations["summary"].endswith(".")
    assert len(annotations["description"]) > len(annotations["summary"])
    assert annotations["runbook_url"] == f"{RUNBOOK}#{alert['alert'].lower()}"
    assert alert["alert"] in _headings()


def test_the_runbook_has_no_alert_that_does_not_exist() -> None:
    assert {name for name in _headings() if name.startswith("SqlAgent")} == set(map(_name, ALERTS))


@pytest.mark.parametrize("alert", ALERTS, ids=_name)
def test_an_alert_fires_in_one_case_and_is_silent_in_another(alert: dict[str, Any]) -> None:
    tried = [
        bool(expected["exp_alerts"])
        for path in CASES
        for case in yaml.safe_load(path.read_text())["tests"]
        for expected in case["alert_rule_test"]
        if expected["alertname"] == alert["alert"]
    ]

    assert {True, False} <= set(tried)


@pytest.mark.parametrize("cases", CASES, ids=lambda path: path.stem)
def test_prometheus_itself_finds_the_cases_true(cases: Path, tmp_path: Path) -> None:
    for path in (RULES, cases):
        shutil.copy(path, tmp_path)

    done = subprocess.run(
        [promtool(), "test", "rules", cases.name], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )

    assert done.returncode == 0, done.stdout + done.stderr
