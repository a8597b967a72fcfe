"""One version of the product, and one exact version of everything that it needs."""

import re
import tomllib
from typing import Any

import pytest
import yaml

from tests.consistency.sources import ROOT


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _pinned() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text().split()
    return {_normal(name): version for name, version in (line.split("==") for line in lines)}


def test_chart_and_package_have_one_version(project: dict[str, Any]) -> None:
    chart = yaml.safe_load((ROOT / "charts/sqlagent/Chart.yaml").read_text())

    assert chart["appVersion"] == project["project"]["version"]
    assert chart["version"] == project["project"]["version"]


def test_every_requirement_has_an_exact_version(project: dict[str, Any]) -> None:
    named = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    for extra in project["project"]["optional-dependencies"].values():
        named += extra
    for group in project["dependency-groups"].values():
        named += [requirement for requirement in group if isinstance(requirement, str)]
    required = {_normal(re.split(r"[\[<>=!; ]", requirement)[0]) for requirement in named}

    assert required - {"sqlagent"} <= set(_pinned())


def test_no_constraint_records_where_to_download() -> None:
    for line in (ROOT / "constraints.txt").read_text().splitlines():
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+]+", line), line
