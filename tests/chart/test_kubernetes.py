"""Every object is what Kubernetes takes, in each version that the chart supports."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
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
ENDS = (OLDEST, NEWEST)
CASES = [
    pytest.param(minor, name, id=f"1.{minor} {name}", marks=() if minor in ENDS else pytest.mark.slow)
    for name in VALUES
    for minor in MINORS
    if name in MANY_OBJECTS or minor in ENDS
]


@pytest.mark.parametrize(("minor", "name"), CASES)
def test_every_object_fits_the_schema_of_its_kind(minor: int, name: str) -> None:
    for one in render(VALUES[name]):
        if not one["apiVersion"].startswith(CUSTOM):
            _validate(minor, json.dumps(one))


@cache
def _validate(minor: int, one: str) -> None:
    """Most objects are the same in many cases, and are looked at once."""
    kubernetes_validate.validate(json.loads(one), f"1.{minor}.0", strict=True)


def test_the_oldest_version_is_one_that_the_schemas_know() -> None:
    assert 30 <= OLDEST < NEWEST


def _closed(definition: Any) -> Any:
    """The API server drops what a definition does not name: here it is an error."""
    if isinstance(definition, dict):
        closed = {key: _closed(value) for key, value in definition.items()}
        if "properties" in closed and isinstance(closed["properties"], dict):
            closed.setdefault("additionalProperties", False)
        return closed
    return [_closed(one) for one in definition] if isinstance(definition, list) else definition


DEFINITIONS = {
    path.stem: jsonschema.Draft7Validator(_closed(json.loads(path.read_text())))
    for path in (Path(__file__).parent / "definitions").glob("*.json")
}


@pytest.mark.parametrize("name", VALUES)
def test_every_custom_resource_fits_its_definition(name: str) -> None:
    for one in render(VALUES[name]):
        if one["apiVersion"].startswith(CUSTOM):
            DEFINITIONS[one["kind"]].validate(one)


@pytest.mark.parametrize("kind", DEFINITIONS)
def test_a_custom_resource_with_a_typo_does_not_fit(kind: str) -> None:
    (one, *_) = render(VALUES["everything"]).of(kind)

    with pytest.raises(jsonschema.ValidationError):
        DEFINITIONS[kind].validate({**one, "spec": {**one["spec"], "triggerz": []}})
