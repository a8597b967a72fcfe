"""The SQL in a model's reply, which was asked for as JSON and comes in other forms too."""

import json
import re
from typing import Any

_FENCE = re.compile(r"```(?:json|sql)?\s*\n(.*?)```", re.DOTALL)
_STATEMENT = re.compile(r"\s*(?:SELECT|WITH)\b", re.IGNORECASE)


class ReplyError(Exception):
    """The reply holds neither SQL nor a refusal."""


def read_reply(text: str) -> str | None:
    """Return the SQL; None when the model says that the tables cannot tell.

    Raises:
        ReplyError: It is nonsense.
    """
    fenced = _FENCE.search(text)
    content = (fenced[1] if fenced else text).strip()
    if _STATEMENT.match(content):
        return content
    document = _first_object(content)
    if isinstance(document, dict) and "sql" in document:
        sql = document["sql"]
        if sql is None:
            return None
        if isinstance(sql, str) and sql.strip():
            return sql
    raise ReplyError("The reply is not a JSON object with the member sql.")


def _first_object(content: str) -> Any:
    start = content.find("{")
    if start < 0:
        return None
    try:
        return json.JSONDecoder().raw_decode(content, start)[0]
    except (ValueError, RecursionError):
        return None
