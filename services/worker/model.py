"""Ask a language model beside the rules, where there is one: outside of the sandbox, which has no sockets.

What the model writes goes into the sandbox like any other SQL.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from services.agent.frame import Engine
from services.agent.model import Budget, Mode, ask_model, decide
from services.common.logs import get_logger
from services.common.settings import Settings
from services.worker.attempt import Attempt
from services.worker.chat_client import ChatClient

_log = get_logger(__name__)

SHORTLIST = "shortlist"
"""Key of an answer: what the model may be told."""


def is_configured(settings: Settings) -> bool:
    """Whether there is a model, and it may be asked."""
    return bool(settings.model_url) and Mode(settings.model_mode) is not Mode.RULES


def consult(
    attempt: Attempt, rules: dict[str, Any], run: Callable[[Mapping[str, Any]], dict[str, Any]]
) -> dict[str, Any]:
    """Ask the model what the rules were asked, and choose between the two.

    Args:
        attempt: For whom; its question.
        rules: What the rules made of it, with the short list.
        run: Runs the answer job with these members beside the tables.
    """
    settings, task = attempt.context.settings, attempt.task
    shortlist = rules.pop(SHORTLIST)
    if rules["engine"] != Engine.RULES:
        return rules
    client = ChatClient(
        settings.model_url,
        settings.model_name,
        key=settings.model_api_key.get_secret_value() if settings.model_api_key else "",
        check=lambda: attempt.progress("asking the language model", 50.0),
    )
    report = ask_model(
        client,
        shortlist.pop("question"),
        shortlist,
        today=datetime.fromtimestamp(task.created_at, UTC).date().isoformat(),
        run=lambda sql: _told(run({"sql": sql, "engine": Engine.MODEL.value})),
        budget=Budget(settings.model_timeout_seconds, settings.model_max_tokens),
    )
    if report.problem:
        _log.warning("the language model was of no use", problem=report.problem)
    return decide(Mode(settings.model_mode), rules, report)


def _told(answer: dict[str, Any]) -> dict[str, Any]:
    """Say what the model's SQL is about, in our words and not in its own."""
    tables = " and ".join(f"“{table['name']}”" for table in answer["tables"]) or "no table"
    return {**answer, "reading": f"What the language model's SQL reads from {tables}."}
