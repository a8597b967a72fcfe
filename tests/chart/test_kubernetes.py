"""Every object is what Kubernetes takes, in each version that the chart supports."""

import kubernetes_validate
import pytest
import yaml

from tests.chart.cases import VALUES
from tests.chart.rendering import CHART, render

NEWEST = 37
OLDEST = int(yaml.safe_load((CHART / "Chart.yaml").read_text())["kubeVersion"].split(".")[1])
CUSTOM = ("keda.sh/", "monitoring.coreos.com/")


MINORS = range(OLDEST, NEWEST + 1)
MANY_OBJECTS = ("everything", "external")
CASES = [
    (minor, name) for name in VALUES for minor in MINORS if name in MANY_OBJECTS or minor in (OLDEST, NEWEST)
]


@pytest.mark.parametrize(("minor", "name"), CASES, ids=[f"1.{minor} {name}" for minor, name in CASES])
def test_every_object_fits_the_schema_of_its_kind(minor: int, name: str) -> None:
    for one in render(VALUES[name]):
        if not one["apiVersion"].startswith(CUSTOM):
            kubernetes_validate.validate(one, f"1.{minor}.0", strict=True)


def test_the_oldest_version_is_one_that_the_schemas_know() -> None:
    assert 30 <= OLDEST < NEWEST
