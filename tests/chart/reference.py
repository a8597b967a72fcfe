"""``make docs``: the chart's README, and descriptions and defaults in its schema, from values.yaml.

A comment stands directly above its key. What a comment says of a section is said of all below it.
"""

import json
import re
import sys
from collections.abc import Iterator
from typing import Any

from tests.chart.rendering import CHART, Object, default_values, schema

README = CHART / "README.md"
SCHEMA = CHART / "values.schema.json"

_KEY = re.compile(r"^( *)([A-Za-z][\w-]*):")


def comments() -> dict[str, str]:
    """Return the comment above each key of values.yaml, by the key's path."""
    found: dict[str, str] = {}
    above: list[str] = []
    path: list[str] = []
    for line in (CHART / "values.yaml").read_text().splitlines():
        if line.lstrip().startswith("# "):
            above.append(line.lstrip()[2:])
        elif match := _KEY.match(line):
            path = [*path[: len(match[1]) // 2], match[2]]
            if above:
                found[".".join(path)] = " ".join(above)
            above = []
        else:
            above = []
    return found


def leaves(values: Any, definition: Object, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield path and default of each value that is set as one: a number, a list, a map with free keys."""
    properties = definition.get("properties")
    if not path or properties:
        for key, child in (properties or {}).items():
            yield from leaves(values[key], child, f"{path}.{key}".lstrip("."))
    else:
        yield path, values


def described_schema() -> Object:
    """The schema with descriptions and defaults as values.yaml has them."""
    described = schema()
    _describe(described, default_values(), comments(), "")
    worker = described["definitions"]["worker"]["properties"]
    for key, child in described["properties"]["workerDefaults"]["properties"].items():
        worker[key] = {**_shape(worker[key]), "description": child["description"]}
    worker["queues"] = {**_shape(worker["queues"]), "description": comments()["workers.default.queues"]}
    return described


def _shape(definition: Object) -> Object:
    return {key: value for key, value in definition.items() if key not in ("description", "default")}


def _describe(definition: Object, values: Any, texts: dict[str, str], path: str) -> None:
    for key, child in definition.get("properties", {}).items():
        below = f"{path}.{key}".lstrip(".")
        documented = {"description": texts[below]} if below in texts else {}
        is_leaf = "properties" not in child
        default = {"default": values[key]} if is_leaf and below != "workers" else {}
        definition["properties"][key] = {**documented, **default, **_shape(child)}
        if not is_leaf:
            _describe(definition["properties"][key], values[key], texts, below)


def readme() -> str:
    """The README with a table of every value."""
    texts = comments()
    rows = []
    for path, default in leaves(default_values(), schema()):
        shown = "one for each of the four queues" if path == "workers" else f"`{json.dumps(default)}`"
        rows.append(f"| `{path}` | {shown} | {texts[path]} |")
    table = "\n".join(["| value | default | meaning |", "|---|---|---|", *rows])
    head, _, rest = README.read_text().partition("| value | default | meaning |")
    _, _, tail = rest.partition("\n\n")
    return f"{head}{table}\n\n{tail}" if tail else f"{head}{table}\n"


def main() -> int:
    """Write both; return the exit code."""
    SCHEMA.write_text(schema_text())
    README.write_text(readme())
    return 0


def schema_text() -> str:
    """The schema as it is written."""
    return json.dumps(described_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.exit(main())
