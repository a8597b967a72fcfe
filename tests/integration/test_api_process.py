"""The api as a process: start, refusal to start, logs and stop."""

import json
import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from services.api.keys import hash_line
from tests.fixtures.api_process import ROOT, api_environment


def run_to_its_end(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "services.api.main"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"SQLAGENT_API_HOST": "0.0.0.0"}, "SQLAGENT_API_KEY_HASHES"),
        ({"SQLAGENT_API_KEY_HASHES": "nonsense"}, "line 1"),
        ({"SQLAGENT_STORE_URL": "ftp://nowhere"}, "SQLAGENT_STORE_URL"),
        ({"TASK_TIMEOUT": "soon"}, "TASK_TIMEOUT"),
        ({"CELERY_RESULT_BACKEND": "redis://elsewhere:6379/1"}, "CELERY_RESULT_BACKEND"),
    ],
    ids=["reachable without keys", "bad keys", "bad store", "bad number", "foreign result backend"],
)
def test_a_start_that_cannot_work_is_refused_in_one_line(tmp_path, variables, said):
    environment = {**api_environment(tmp_path, "redis://localhost:1/0"), **variables}

    result = run_to_its_end(environment)

    assert result.returncode == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""


def test_a_port_in_use_is_told_in_one_line(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = str(holder.getsockname()[1])
        result = run_to_its_end(api_environment(tmp_path, "redis://localhost:1/0", SQLAGENT_API_PORT=port))

    assert result.returncode == 2
    assert f"127.0.0.1:{port}" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_with_a_key_it_listens_beyond_loopback(start_api_process):
    api = start_api_process(SQLAGENT_API_HOST="0.0.0.0", SQLAGENT_API_KEY_HASHES=hash_line("a", "key"))
    with api.client() as client:
        answer = client.get("/tasks", headers={"Authorization": "Bearer key", "Host": "agent.example"})

    assert answer.status_code == 200


def test_it_starts_and_lives_without_redis(start_api_process, redis_server):
    redis_server.kill()

    api = start_api_process()

    with api.client() as client:
        assert client.get("/tasks").status_code == 503


def test_its_log_is_json_and_holds_neither_questions_nor_keys(start_api_process):
    api = start_api_process()
    with api.client() as client:
        client.post("/queries", json={"question": "secretly?"}, headers={"Authorization": "Bearer k3y"})
        client.post("/queries", json={"question": "secretly?", "no": 1}, params={"token": "k3y"})
        client.get("/tasks", headers={"X-Request-ID": "find-me"})

    while api.log().count("Request answered.") < 3:  # the line is written after the answer
        time.sleep(0.01)

    lines = [json.loads(line) for line in api.log().splitlines()]

    answered = [line for line in lines if line["event"] == "Request answered."]
    assert [(line["status"], line["route"]) for line in answered] == [
        (202, "/queries"),
        (422, "/queries"),
        (200, "/tasks"),
    ]
    assert (answered[2]["request_id"], answered[2]["tenant"], answered[2]["process"]) == (
        "find-me",
        "default",
        "api",
    )
    assert "secretly" not in api.log()
    assert "k3y" not in api.log()


def test_told_to_stop_it_ends_what_runs_and_exits_with_0(start_api_process):
    api = start_api_process()
    with socket.create_connection(("127.0.0.1", int(api.url.rpartition(":")[2])), timeout=10) as upload:
        head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na\n1\n'
        upload.sendall(
            b"POST /files HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\n"
            b"Content-Length: " + str(len(head) + 9).encode() + b"\r\n\r\n" + head
        )
        with api.client() as client:  # by its answer the upload has begun
            client.get("/tasks")
        api.process.send_signal(signal.SIGTERM)
        while "Shutting down" not in api.log():
            time.sleep(0.01)
        upload.sendall(b"\r\n--x--\r\n")
        answer = upload.recv(65536)

    assert b" 202 " in answer.splitlines()[0]
    assert api.process.wait(timeout=10) == 0


def test_keys_are_made_by_a_command():
    command = [sys.executable, "-m", "services.api.keys", "alice"]

    result = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, timeout=60)

    key, line = (printed.split(": ")[1].strip() for printed in result.stdout.splitlines())
    assert line == hash_line("alice", key)
    assert len(key) > 40
