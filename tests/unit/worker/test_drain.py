"""Leaving and cancelling although the process changes meanwhile."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from celery.worker import state

from services.worker import cancel, drain, request


class Changing:
    """A set that another thread changes during the first look."""

    def __init__(self, *content: Any) -> None:
        self._content = content
        self._looks = 0

    def __iter__(self) -> Iterator[Any]:
        self._looks += 1
        if self._looks == 1:
            raise RuntimeError("Set changed size during iteration")
        return iter(self._content)


def test_running_tasks_are_seen_although_one_is_added_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "active_requests", Changing(SimpleNamespace(worker_pid=1)))

    assert request.running_requests() == []


def test_a_nudge_to_a_child_that_has_died_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    monkeypatch.setattr(cancel, "running_requests", lambda: [SimpleNamespace(id="task", worker_pid=dead.pid)])

    cancel._nudge("task")


def test_a_worker_leaves_although_its_tasks_cannot_be_handed_back(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []

    def fail() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(drain, "IDLE_SECONDS", 0)
    monkeypatch.setattr(drain, "QUIT_SECONDS", 0)
    monkeypatch.setattr(drain, "_hand_back", fail)
    monkeypatch.setattr(drain, "_leave_now", lambda: None)
    monkeypatch.setattr(os, "kill", lambda pid, number: told.append((pid, number)))

    drain._bring_to_an_end()

    assert told == [(os.getpid(), signal.SIGQUIT)]


def test_children_are_found_while_threads_come_and_go() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        for _ in range(200):
            threading.Thread(target=int).start()
            assert child.pid in drain._children()
    finally:
        child.communicate(b"\n")
