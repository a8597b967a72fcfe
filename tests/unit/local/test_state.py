"""The folder of a local run."""

import os
import stat
from pathlib import Path

import pytest

from services.common.errors import SettingsError
from services.local.state import LocalState


@pytest.fixture
def state(tmp_path: Path) -> LocalState:
    state = LocalState(tmp_path / "local")
    state.prepare()
    return state


def test_the_login_is_made_once_and_for_its_owner_alone(state: LocalState) -> None:
    first = state.flower_login.read_text()

    state.prepare()

    assert state.flower_login.read_text() == first
    assert stat.S_IMODE(state.flower_login.stat().st_mode) == 0o600
    user, _, password = first.strip().partition(":")
    assert user == "sqlagent"
    assert len(password) >= 16


def test_two_folders_have_two_logins(state: LocalState, tmp_path: Path) -> None:
    other = LocalState(tmp_path / "other")
    other.prepare()

    assert other.flower_login.read_text() != state.flower_login.read_text()


def test_a_folder_is_locked_once(state: LocalState) -> None:
    lock = state.lock()

    with pytest.raises(SettingsError, match=rf"running here already \(pid {os.getpid()}\)"):
        state.lock()
    os.close(lock)
    os.close(state.lock())


def test_what_is_announced_is_found_until_it_is_withdrawn(state: LocalState) -> None:
    assert state.announced() is None

    state.announce({"api": "http://127.0.0.1:8001"})

    assert state.announced() == {"pid": os.getpid(), "api": "http://127.0.0.1:8001"}
    state.withdraw()
    assert state.announced() is None


def test_a_folder_that_cannot_be_made_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(SettingsError, match=r"file/local cannot be written: Not a directory\."):
        LocalState(tmp_path / "file" / "local").prepare()
