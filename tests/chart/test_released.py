"""An upgrade from the last release changes nothing that Kubernetes holds to be fixed."""

import json

import pytest

from tests.chart.released import PACKAGE, SNAPSHOT, immutable, render_package
from tests.chart.rendering import Object, render

BEFORE: dict[str, Object] = json.loads(SNAPSHOT.read_text())


@pytest.mark.parametrize("name", BEFORE)
def test_no_fixed_field_of_an_object_changes(name: str) -> None:
    now = immutable(render())

    assert name in now, f"{name} is gone or has another name: an upgrade would leave it behind"
    assert now[name] == BEFORE[name]


def test_the_snapshot_is_the_packed_charts() -> None:
    assert immutable(render_package(PACKAGE)) == BEFORE


@pytest.mark.parametrize("name", [name for name in BEFORE if not name.startswith("Persistent")])
def test_selectors_have_no_label_that_changes_with_a_version(name: str) -> None:
    text = json.dumps(BEFORE[name])

    assert "app.kubernetes.io/version" not in text
    assert "helm.sh/chart" not in text
