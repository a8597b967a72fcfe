"""The images copy exactly what their processes may import, and run as nobody in particular."""

import re

import grimp
import pytest

from tests.consistency.sources import ROOT

IMAGES = {"Dockerfile.api": ("api", "exporter"), "Dockerfile.worker": ("worker",)}
"""The processes of each image."""


@pytest.mark.parametrize(("dockerfile", "processes"), IMAGES.items(), ids=list(IMAGES))
def test_an_image_copies_exactly_the_packages_that_its_processes_reach(
    dockerfile: str, processes: tuple[str, ...]
) -> None:
    graph = grimp.build_graph("services", cache_dir=None)
    reached = set(processes)
    for process in processes:
        for module in graph.find_descendants(f"services.{process}"):
            reached |= {name.split(".")[1] for name in graph.find_upstream_modules(module) if "." in name}

    copied = re.findall(r"^COPY services/(\w+) services/\1$", (ROOT / dockerfile).read_text(), re.MULTILINE)

    assert sorted(copied) == sorted(reached)


@pytest.mark.parametrize("dockerfile", IMAGES)
def test_an_image_runs_a_plain_command_as_a_numbered_user(dockerfile: str) -> None:
    text = (ROOT / dockerfile).read_text()

    assert re.search(r"^USER [1-9]\d*:[1-9]\d*$", text, re.MULTILINE)
    assert re.search(r'^CMD \["', text, re.MULTILINE)
    assert text.count("\nFROM ") == 2
    assert not re.search(r"\b(gcc|build-essential|apt-get)\b", text)
