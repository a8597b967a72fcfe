"""Walks through a plan: every part that it is made of, and the plan with some of them changed."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from services.agent.question.tables.columns import Column
from services.agent.question.tables.schema import Table

_LEAVES = (Column, Table, type)
"""What a plan is about, and no part of it has to be looked into."""


def parts_of(part: object) -> Iterator[object]:
    """Yield a part of a plan and everything that it is made of, down to its columns."""
    yield part
    if isinstance(part, tuple):
        for each in part:
            yield from parts_of(each)
    elif is_dataclass(part) and not isinstance(part, _LEAVES):
        for field in fields(part):
            yield from parts_of(getattr(part, field.name))


def rebuild(part: Any, change: Callable[[Any], Any]) -> Any:
    """Return a part of a plan with each dataclass in it put through ``change``, the inner ones first."""
    if isinstance(part, tuple):
        return tuple(rebuild(each, change) for each in part)
    if not is_dataclass(part) or isinstance(part, _LEAVES):
        return part
    inner = {field.name: rebuild(getattr(part, field.name), change) for field in fields(part)}
    return change(replace(part, **inner))
