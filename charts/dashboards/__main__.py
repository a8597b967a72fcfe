"""Write the dashboards into the chart."""

import json
from pathlib import Path

from charts.dashboards.pages import PAGES
from charts.dashboards.panels import Dashboard

FOLDER = Path(__file__).parents[1] / "sqlagent/dashboards"


def to_text(page: Dashboard) -> str:
    """Return a dashboard's file."""
    return json.dumps(page.to_json(), indent=1) + "\n"


def main() -> None:
    """Write every file."""
    FOLDER.mkdir(exist_ok=True)
    for page in PAGES:
        (FOLDER / f"{page.slug}.json").write_text(to_text(page))


if __name__ == "__main__":
    main()
