"""What the local run asks of Linux itself."""

import ctypes
import signal

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)
"""Loaded before any fork, so that the child between fork and exec only makes a system call."""


def end_with_parent() -> None:
    """Ask for a SIGTERM when the process that started this one is gone, however it went."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
