"""The system call filter, run by a small machine here so that both architectures are seen."""

import errno
import struct

import pytest

from services.agent.sandbox.seccomp import build_filter
from services.agent.sandbox.syscalls import MACHINES, Machine

ALLOW, KILL, EPERM, ENOSYS = 0x7FFF0000, 0x80000000, 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS
OWN = 4321
THREAD = 0x3D0F00
"""The flags with which libc starts a thread."""


def decide(program: bytes, *, arch: int, number: int, argument: int = 0) -> int:
    """Run a filter as the kernel would."""
    data = struct.pack("=IIQQ", number, arch, 0, argument)
    steps = list(struct.iter_unpack("=HBBI", program))
    position, accumulator = 0, 0
    while True:
        code, if_true, if_false, value = steps[position]
        position += 1
        match code:
            case 0x20:
                (accumulator,) = struct.unpack_from("=I", data, value)
            case 0x15:
                position += if_true if accumulator == value else if_false
            case 0x35:
                position += if_true if accumulator >= value else if_false
            case 0x45:
                position += if_true if accumulator & value else if_false
            case 0x06:
                return int(value)
            case _:
                raise AssertionError(f"unknown step {code:#x}")


@pytest.fixture(params=sorted(MACHINES))
def machine(request: pytest.FixtureRequest) -> Machine:
    return MACHINES[request.param]


def answer(machine: Machine, number: int, argument: int = 0) -> int:
    return decide(build_filter(machine, OWN), arch=machine.audit_arch, number=number, argument=argument)


def test_every_listed_call_is_refused(machine: Machine) -> None:
    assert {name: answer(machine, number) for name, number in machine.refused.items()} == dict.fromkeys(
        machine.refused, EPERM
    )


def test_the_calls_that_matter_are_listed_for_each_machine(machine: Machine) -> None:
    must = {
        "socket", "connect", "execve", "execveat", "ptrace", "mount", "unshare", "setns", "bpf", "keyctl",
        "perf_event_open", "process_vm_readv", "process_vm_writev", "io_uring_setup", "userfaultfd",
        "pidfd_open", "pidfd_send_signal", "setsid", "setuid", "init_module", "kexec_load", "mknodat",
        "symlinkat", "linkat",
    }  # fmt: skip

    assert must <= set(machine.refused)


def test_no_number_stands_for_two_calls(machine: Machine) -> None:
    numbers = [*machine.refused.values(), *machine.own_process_only.values()]
    numbers += [machine.clone, machine.clone3, machine.prlimit]

    assert len(numbers) == len(set(numbers))


def test_threads_are_allowed_and_processes_are_not(machine: Machine) -> None:
    assert answer(machine, machine.clone, THREAD) == ALLOW
    assert answer(machine, machine.clone, 17) == EPERM
    assert answer(machine, machine.clone3) == ENOSYS


def test_signals_reach_only_the_process_itself(machine: Machine) -> None:
    for number in machine.own_process_only.values():
        assert answer(machine, number, OWN) == ALLOW
        assert answer(machine, number, OWN + 1) == EPERM
        assert answer(machine, number, 0) == EPERM
        assert answer(machine, number, 0xFFFFFFFF) == EPERM


def test_limits_of_others_are_out_of_reach(machine: Machine) -> None:
    assert [answer(machine, machine.prlimit, process) for process in (0, OWN, 1)] == [ALLOW, ALLOW, EPERM]


def test_another_machines_calls_end_the_process(machine: Machine) -> None:
    program = build_filter(machine, OWN)

    assert decide(program, arch=0x40000003, number=0) == KILL


def test_the_x32_calls_are_refused_by_their_bit() -> None:
    machine = MACHINES["x86_64"]

    assert answer(machine, 0x40000000 + 1) == EPERM
    assert answer(machine, 0xFFFFFFFF) == EPERM


@pytest.mark.parametrize(
    ("name", "number"), [("x86_64", 1), ("x86_64", 9), ("aarch64", 64), ("aarch64", 222)]
)
def test_writing_and_mapping_memory_are_allowed(name: str, number: int) -> None:
    assert answer(MACHINES[name], number) == ALLOW


def test_the_program_is_short_enough_for_the_kernel(machine: Machine) -> None:
    assert len(build_filter(machine, OWN)) // 8 <= 4096
