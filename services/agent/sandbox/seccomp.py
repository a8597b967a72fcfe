"""A filter on system calls, built by hand as a classic BPF program and given to the kernel by prctl."""

import ctypes
import errno
import os
import platform
import struct

from services.agent.sandbox.kernel import prctl
from services.agent.sandbox.syscalls import MACHINES, Machine

_LOAD = 0x20
"""BPF_LD | BPF_W | BPF_ABS"""
_IF_EQUAL = 0x15
_IF_AT_LEAST = 0x35
_IF_ANY_BIT = 0x45
_RETURN = 0x06

_ALLOW = 0x7FFF0000
_KILL_PROCESS = 0x80000000
_ERRNO = 0x00050000

_NUMBER_OFFSET = 0
_ARCH_OFFSET = 4
_ARGUMENT_OFFSET = 16
"""Low half of the first argument; both machines are little-endian."""

_CLONE_THREAD = 0x00010000
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2


def _step(code: int, if_true: int, if_false: int, value: int) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _refuse(number: int, answer: int) -> bytes:
    return _step(_IF_EQUAL, 0, 1, number) + _step(_RETURN, 0, 0, answer)


def _only_if(number: int, condition: bytes) -> bytes:
    """Let the call pass when the condition on its first argument holds, else answer EPERM."""
    steps = (
        _step(_LOAD, 0, 0, _ARGUMENT_OFFSET)
        + condition
        + _step(_RETURN, 0, 0, _ERRNO | errno.EPERM)
        + _step(_RETURN, 0, 0, _ALLOW)
    )
    return _step(_IF_EQUAL, 0, len(steps) // 8, number) + steps


def build_filter(machine: Machine, process_id: int) -> bytes:
    """Assemble the program for one machine and the process that it will hold."""
    eperm = _ERRNO | errno.EPERM
    program = [
        _step(_LOAD, 0, 0, _ARCH_OFFSET),
        _step(_IF_EQUAL, 1, 0, machine.audit_arch),
        _step(_RETURN, 0, 0, _KILL_PROCESS),
        _step(_LOAD, 0, 0, _NUMBER_OFFSET),
    ]
    if machine.foreign_bit is not None:
        program += [_step(_IF_AT_LEAST, 0, 1, machine.foreign_bit), _step(_RETURN, 0, 0, eperm)]
    program += [_refuse(number, eperm) for number in machine.refused.values()]
    program.append(_refuse(machine.clone3, _ERRNO | errno.ENOSYS))
    itself = _step(_IF_EQUAL, 1, 0, process_id)
    program += [_only_if(number, itself) for number in machine.own_process_only.values()]
    program.append(_only_if(machine.prlimit, _step(_IF_EQUAL, 2, 0, 0) + itself))
    program.append(_only_if(machine.clone, _step(_IF_ANY_BIT, 1, 0, _CLONE_THREAD)))
    program.append(_step(_RETURN, 0, 0, _ALLOW))
    return b"".join(program)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def install_filter() -> None:
    """Hold this process to the filter for the rest of its life.

    Raises:
        OSError: The kernel or the machine knows no filters; nothing may run without one.
    """
    machine = MACHINES.get(platform.machine())
    if machine is None:
        raise OSError(errno.ENOSYS, f"no system call table for {platform.machine()}")
    steps = build_filter(machine, os.getpid())
    program = _Program(len(steps) // 8, steps)
    prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(program))
