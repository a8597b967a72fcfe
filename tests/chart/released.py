"""The chart of the last release, kept so that no later one changes what Kubernetes does not let be changed.

``python -m tests.chart.released`` packs the chart as it is now; docs/release.md says when.
"""

import json
import sys
from pathlib import Path

import helm_python

from tests.chart.rendering import CHART, NAMESPACE, RELEASE, Object, Objects, parse

FOLDER = Path(__file__).parent / "released"
(PACKAGE,) = FOLDER.glob("sqlagent-*.tgz")
"""The packed chart, for an upgrade on a cluster."""

SNAPSHOT = FOLDER / "immutable.json"
"""What may not change, of every object that it renders without values."""

_FIXED = {
    "Deployment": ("selector",),
    "StatefulSet": ("selector", "serviceName", "podManagementPolicy", "volumeClaimTemplates"),
    "PersistentVolumeClaim": ("accessModes", "storageClassName", "volumeMode"),
    "Service": ("clusterIP", "type"),
}
"""Fields of a kind's specification; of other kinds only the name is kept."""


def immutable(objects: Objects) -> dict[str, Object]:
    """Return, by kind and name, the fields that an upgrade may not change."""
    return {
        f"{one['kind']}/{one['metadata']['name']}": {
            key: one["spec"][key] for key in _FIXED.get(one["kind"], ()) if key in one["spec"]
        }
        for one in objects
        if one["kind"] in _FIXED
    }


def render_package(path: Path) -> Objects:
    """Render a packed chart without values."""
    with helm_python.Chart.load(path) as chart:
        manifests = chart.render({}, name=RELEASE, namespace=NAMESPACE)
    return Objects(one for name, text in manifests.items() if name.endswith(".yaml") for one in parse(text))


def main() -> int:
    """Keep the chart of this checkout as the last release; return the exit code."""
    for old in FOLDER.glob("sqlagent-*.tgz"):
        old.unlink()
    packed = Path(helm_python.package(CHART, destination=str(FOLDER)))
    text = json.dumps(immutable(render_package(packed)), indent=2, sort_keys=True)
    SNAPSHOT.write_text(f"{text}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
