"""How a command ends whose output a person reads."""

import os
import sys
from collections.abc import Callable

from services.common.errors import UserError


def run_command(command: Callable[[], None]) -> None:
    """Run it, and say in one line what went wrong; nothing, where nobody reads on (``make demo | head``)."""
    try:
        command()
        sys.stdout.flush()
    except UserError as error:
        sys.exit(f"sqlagent: {error.message}")
    except BrokenPipeError:
        # Python flushes once more at exit: that must not fail too.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
