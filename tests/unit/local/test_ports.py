"""Ports of a local run, and who holds one that is taken."""

import os
import socket
from pathlib import Path

import pytest

from services.common.errors import SettingsError
from services.local.ports import Ports, describe_holder
from tests.fixtures.redis import free_port


def test_without_variables_the_ports_are_those_of_the_documents() -> None:
    assert Ports.from_environment({}) == Ports(6379, 8001, 3001, 5555, 9808)


def test_a_variable_changes_its_port() -> None:
    assert Ports.from_environment({"API_PORT": "8002"}).api_port == 8002


def test_the_products_own_setting_of_a_port_holds_where_the_local_runs_is_not_set() -> None:
    assert Ports.from_environment({"SQLAGENT_API_PORT": "8002"}).api_port == 8002
    assert Ports.from_environment({"SQLAGENT_API_PORT": "8002", "API_PORT": "8003"}).api_port == 8003
    with pytest.raises(SettingsError, match="SQLAGENT_API_PORT=none is no port number"):
        Ports.from_environment({"SQLAGENT_API_PORT": "none"})


@pytest.mark.parametrize("text", ["", "abc", "-1", "0", "65536", "80.5", "tcp://10.0.0.1:6379"])
def test_what_is_no_port_is_refused_by_name(text: str) -> None:
    with pytest.raises(SettingsError, match=f"REDIS_PORT={text} is no port number"):
        Ports.from_environment({"REDIS_PORT": text})


def test_one_port_for_two_processes_is_refused() -> None:
    with pytest.raises(SettingsError, match="API_SECOND_PORT=8001"):
        Ports.from_environment({"API_SECOND_PORT": "8001"})


def test_free_ports_are_accepted() -> None:
    Ports(*(free_port() for _ in range(5))).demand_free()


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_a_taken_port_is_refused_with_its_holder(host: str) -> None:
    with socket.create_server((host, 0)) as holder:
        port = holder.getsockname()[1]
        ports = Ports(free_port(), free_port(), free_port(), free_port(), port)

        with pytest.raises(SettingsError) as refused:
            ports.demand_free()

    assert f"Port {port} is in use by " in refused.value.message
    assert f"(pid {os.getpid()})" in refused.value.message
    assert "make up EXPORTER_PORT=" in refused.value.message


def test_no_outgoing_connection_can_take_a_port_of_the_tests() -> None:
    first_outgoing = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    assert all(1024 < free_port() < first_outgoing for _ in range(50))


def test_nobody_holds_a_free_port() -> None:
    assert describe_holder(free_port()) == "a process that cannot be seen from here"
