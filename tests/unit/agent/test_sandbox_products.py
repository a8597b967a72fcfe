"""What a job leaves in its folder is looked at before the parent, which can read more, touches it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from services.agent.limits import SandboxLimits
from services.agent.sandbox import Sandbox, product
from services.agent.sandbox.products import inspect_products
from services.common.errors import SandboxViolationError


def _link_to_a_file(folder: Path, outside: Path) -> None:
    (folder / "result.csv").symlink_to(outside / "secret")


def _link_to_a_folder(folder: Path, outside: Path) -> None:
    (folder / "0").symlink_to(outside)


def _second_name(folder: Path, outside: Path) -> None:
    os.link(outside / "secret", folder / "result.csv")


def _pipe(folder: Path, outside: Path) -> None:
    os.mkfifo(folder / "result.csv")


def _link_deep_inside(folder: Path, outside: Path) -> None:
    (folder / "0" / "more").mkdir(parents=True)
    (folder / "0" / "more" / "profile.json").symlink_to(outside / "secret")


@pytest.mark.parametrize(
    "leave", [_link_to_a_file, _link_to_a_folder, _second_name, _pipe, _link_deep_inside]
)
def test_nothing_through_which_the_parent_would_reach_outside_may_be_left(
    leave: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    folder, outside = tmp_path / "job", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (outside / "secret").write_text("another tenant's")
    leave(folder, outside)

    with pytest.raises(SandboxViolationError):
        inspect_products(folder)


def test_files_and_folders_may_be_left(tmp_path: Path) -> None:
    (tmp_path / "0").mkdir()
    (tmp_path / "0" / "part-0.parquet").write_bytes(b"x")

    inspect_products(tmp_path)
    assert product(tmp_path, "0") == tmp_path / "0"


@pytest.mark.parametrize("name", ["/etc/passwd", "..", ".", "", "0/../..", "a\0b", "missing", 7, None])
def test_a_job_can_name_only_what_lies_in_its_folder(name: object, tmp_path: Path) -> None:
    with pytest.raises(SandboxViolationError):
        product(tmp_path, name)


def test_the_result_of_a_job_that_left_a_link_is_not_used(tmp_path: Path) -> None:
    _link_to_a_file(tmp_path, Path("/etc"))

    with (
        Sandbox(SandboxLimits(), registry="tests.fakes.sandbox_jobs") as sandbox,
        pytest.raises(SandboxViolationError),
    ):
        sandbox.run("echo", {}, folder=tmp_path, timeout_seconds=20)
