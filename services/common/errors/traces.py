"""Where an error came from, without a word of what it says: libraries quote cells and SQL in their texts."""

import traceback
from pathlib import Path

_MOST_FRAMES = 30
"""Of one error, the innermost ones."""

_MOST_CAUSES = 5


def trace(error: BaseException) -> str:
    """Tell the type and the frames of an error, innermost first, and of what caused it.

    The frames of each are ``file:line function``; our own notes on an error follow it in parentheses.
    """
    told: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(told) < _MOST_CAUSES:
        frames = traceback.extract_tb(cause.__traceback__)[-_MOST_FRAMES:]
        places = " < ".join(
            f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames)
        )
        notes = "".join(f" ({note})" for note in getattr(cause, "__notes__", ()))
        told.append(f"{type(cause).__name__}{notes} at {places}")
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "; caused by ".join(told)
