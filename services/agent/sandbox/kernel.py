"""The few calls to the kernel that Python has no function for."""

import ctypes
import os

_LIBC = ctypes.CDLL(None, use_errno=True)


def prctl(option: int, first: int = 0, second: int = 0) -> None:
    """Set one attribute of this process.

    Raises:
        OSError: The kernel refused.
    """
    numbers = [ctypes.c_ulong(number) for number in (first, second, 0, 0)]
    if _LIBC.prctl(ctypes.c_int(option), *numbers) != 0:
        _raise_last()


def syscall(number: int, *arguments: int) -> int:
    """Make a system call by its number, for calls that libc does not wrap.

    Raises:
        OSError: The kernel refused.
    """
    result: int = _LIBC.syscall(ctypes.c_long(number), *(ctypes.c_long(argument) for argument in arguments))
    if result < 0:
        _raise_last()
    return result


def _raise_last() -> None:
    number = ctypes.get_errno()
    raise OSError(number, os.strerror(number))
