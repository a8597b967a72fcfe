"""Backup, restore, a lost volume of Redis and moving to a bucket: typed as the runbook has them."""

from collections.abc import Iterator
from pathlib import Path

import boto3
import httpx
import pytest

from tests.e2e.cluster import forwarded, own_namespace, wait_for
from tests.e2e.conftest import BUCKET_IMAGE
from tests.e2e.release import Release
from tests.e2e.shell import Shell, shell_of
from tests.e2e.test_use import finished

CSV = b"id,city,amount\n1,Bonn,10\n2,Lyon,7\n"
OPTIONS = {
    "aws_access_key_id": "test",
    "aws_secret_access_key": "test",
    "aws_region": "us-east-1",
    "aws_endpoint_url": "http://s3.buckets:8080",
}


@pytest.fixture(scope="module")
def buckets(images: None) -> Iterator[None]:
    """A server of the cluster that speaks S3, with the buckets that the runbook names."""
    with own_namespace("buckets") as cluster:
        cluster.kubectl(
            *("run", "s3", f"--image={BUCKET_IMAGE}", "--image-pull-policy=Never"),
            *("--port=8080", "--expose", "--restart=Never"),
        )
        cluster.kubectl("wait", "pod/s3", "--for=condition=Ready", "--timeout=60s")
        with forwarded(cluster, "s3", 8080) as port:
            client = boto3.client(
                "s3",
                endpoint_url=f"http://127.0.0.1:{port}",
                region_name="us-east-1",
                aws_access_key_id="test",
                aws_secret_access_key="test",
            )
            for name in ("backups", "bucket"):
                wait_for(lambda name=name: client.create_bucket(Bucket=name), seconds=30, what=name)
        yield


@pytest.fixture
def shell(released: Release, buckets: None, tmp_path: Path) -> Iterator[Shell]:
    (tmp_path / "options").write_text("".join(f"{name}={value}\n" for name, value in OPTIONS.items()))
    with shell_of(released, tmp_path) as shell:
        yield shell


def _upload(released: Release, name: str) -> tuple[str, str]:
    """Upload a file; return its task's id and its table's name."""
    with released.api() as api:
        task = finished(api, api.post("/files", files={"file": (name, CSV)}))
    return task["task_id"], task["result"]["tables"][0]["name"]


def _files(api: httpx.Client) -> set[str]:
    return {file["name"] for file in api.get("/files").json()["files"] if file["status"] == "ready"}


def _sum_of(api: httpx.Client, table: str) -> int:
    query = {"sql": f'SELECT sum(amount) FROM "{table}"'}
    return int(finished(api, api.post("/queries", json=query))["result"]["rows"][0][0])


def test_a_restore_brings_back_what_was_there(released: Release, shell: Shell) -> None:
    task, table = _upload(released, "before.csv")
    shell.follow("Back up")
    _upload(released, "after.csv")

    shell.follow("Restore")
    released.cluster.wait_until_ready()

    with released.api() as api:
        files = _files(api)
        assert "before.csv" in files
        assert "after.csv" not in files
        assert api.get(f"/task-status/{task}").status_code == 200
        assert _sum_of(api, table) == 17


def test_a_lost_volume_of_redis_takes_no_file(released: Release, shell: Shell) -> None:
    task, table = _upload(released, "kept.csv")
    shell.follow("A lost Redis volume")
    released.cluster.wait_until_ready()

    with released.api() as api:
        wait_for(lambda: "kept.csv" in _files(api), seconds=60, what="the files")
        assert api.get(f"/task-status/{task}").status_code == 404
        assert _sum_of(api, table) == 17


def test_the_store_moves_to_a_bucket(released: Release, shell: Shell) -> None:
    _, table = _upload(released, "moving.csv")
    with released.api() as api:
        before = _files(api)
    shell.follow("From a folder to a bucket")
    released.cluster.wait_until_ready()

    with released.api() as api:
        assert _files(api) == before
        assert _sum_of(api, table) == 17
        finished(api, api.post("/files", files={"file": ("moved.csv", CSV)}))
        assert "moved.csv" in _files(api)
