"""Two kinds of things and the table that relates them: who works on what, which course has most students."""

from services.agent.question.bridging.reader import read_bridged

__all__ = ["read_bridged"]
