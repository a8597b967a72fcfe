"""The api, as a person at a terminal uses it: send, wait, read."""

import hashlib
import os
import time
from http import HTTPStatus
from pathlib import Path
from typing import Any, Self

import httpx

from services.common.documents import read_document
from services.common.errors import UserError
from services.common.records import TaskStatus
from services.local.state import LocalState

WAIT_SECONDS = 600.0
"""A large workbook takes its time; a task's own limits end it sooner."""

_POLL_SECONDS = (0.05, 1.0)
"""The first pause between two looks, and the longest."""


class Api:
    """A client of one running product.

    Args:
        address: Of the api, such as ``http://localhost:8001``.
        key: An API key, where the product asks for one.
    """

    def __init__(self, address: str, *, key: str | None = None) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._address = address
        self._client = httpx.Client(base_url=address, headers=headers, timeout=60, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def upload(self, path: Path, state: LocalState) -> dict[str, Any]:
        """Send a file, unless it was sent before; wait until it is read, and return it with its tables."""
        try:
            with path.open("rb") as content:
                name = f"{self._address} {path.name} {hashlib.file_digest(content, 'sha256').hexdigest()}"
                known = self._file(state.sent().get(name))
                if known is not None:
                    return known
                content.seek(0)
                accepted = self._call("POST", "/files", files={"file": (path.name, content)})
        except OSError as error:
            raise UserError(f"{path} cannot be read: {error.strerror}.") from error
        result = self.wait(accepted["task_id"])
        state.remember_sent(name, accepted["file_id"])
        return result

    def _file(self, file_id: str | None) -> dict[str, Any] | None:
        """Return a file that is there and was read."""
        if file_id is None:
            return None
        answer = self._client.get(f"/files/{file_id}")
        file = dict(answer.json()) if answer.is_success else {}
        return file if file.get("status") == "ready" else None

    def ask(
        self, question: str, tables: list[str] | None = None, reading: str | None = None
    ) -> dict[str, Any]:
        """Ask a question, wait, and return the answer.

        Args:
            question: In plain words.
            tables: Ids or names of the tables that it is about; None for all.
            reading: Which of the readings that an ambiguous question was offered is meant.
        """
        asked = {"question": question, "tables": tables, "reading": reading}
        accepted = self._call("POST", "/queries", json=asked)
        return self.wait(accepted["task_id"])

    def wait(self, task_id: str) -> dict[str, Any]:
        """Wait for a task and return its result.

        Raises:
            UserError: It failed; the message is the task's.
        """
        pause, longest = _POLL_SECONDS
        deadline = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            task = self._call("GET", f"/task-status/{task_id}")
            if task["status"] == TaskStatus.SUCCESS:
                return dict(task["result"])
            if task["status"] == TaskStatus.FAILURE:
                raise UserError(f"{task['error']} ({task['error_code']})")
            time.sleep(pause)
            pause = min(pause * 1.5, longest)
        raise UserError(f"Task {task_id} is not done after {WAIT_SECONDS:.0f} s.")

    def _call(self, method: str, path: str, **arguments: Any) -> dict[str, Any]:
        try:
            answer = self._client.request(method, path, **arguments)
        except httpx.HTTPError as error:
            raise UserError(f"Nothing answers at {self._address}. Start the product with: make up") from error
        if answer.status_code == HTTPStatus.UNAUTHORIZED:
            raise UserError(
                "This product asks for a key, or does not know this one. Name it behind: API_KEY=…"
            )
        if answer.is_error:
            raise UserError(_problem(answer))
        return dict(read_document(answer.content))


def _problem(answer: httpx.Response) -> str:
    try:
        problem = answer.json()
        return f"{problem['detail']} ({problem['code']})"
    except (ValueError, KeyError):
        return f"The api answered {answer.status_code} without saying why."


def local_api() -> Api:
    """Return a client of the product that runs here.

    Raises:
        UserError: None is running.
    """
    announced = LocalState.from_environment().announced() or {}
    address = os.environ.get("API_URL") or announced.get("api")
    if not address:
        raise UserError("The product is not running here. Start it with: make up")
    return Api(address, key=os.environ.get("API_KEY"))
