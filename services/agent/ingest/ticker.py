"""Progress that moves: at least twice a second, also while a native reader says nothing of itself."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from types import TracebackType

Progress = Callable[[str, float], None]
"""Tells the waiting parent the stage's name and the percentage done."""

BEAT_SECONDS = 0.5


@dataclass
class Ticker:
    """Tells the stage and how far it is; between two stages it estimates, and never goes back.

    Only one thread at a time speaks to the parent, whose frames would otherwise mix.
    """

    send: Progress
    _stage: str = "checking"
    _begin: float = 0.0
    _end: float = 0.0
    _seconds: float = 1.0
    _since: float = field(default_factory=monotonic)
    _told: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _over: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> "Ticker":
        self._thread = threading.Thread(target=self._beat, name="progress", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def stage(self, name: str, begin: float, end: float | None = None, *, seconds: float = 1.0) -> None:
        """Begin a stage and tell it.

        Args:
            name: What is done, with the sheet and its rows where they are known.
            begin: Percent done.
            end: Percent done when the stage will be over.
            seconds: About how long it will take.
        """
        with self._lock:
            self._stage, self._begin, self._end = name, begin, begin if end is None else end
            self._seconds, self._since = max(seconds, 0.1), monotonic()
        self._tell()

    def rename(self, name: str) -> None:
        """Say more of the present stage, such as the rows read; told with the next beat."""
        with self._lock:
            self._stage = name

    def _beat(self) -> None:
        while not self._over.wait(BEAT_SECONDS):
            self._tell()

    def _tell(self) -> None:
        with self._lock:
            passed = (monotonic() - self._since) / self._seconds
            # Towards the stage's end, never beyond it, and still moving where the estimate was too short.
            percent = self._begin + (self._end - self._begin) * passed / (1 + passed)
            self._told = max(self._told, percent)
            self.send(self._stage, round(self._told, 1))
