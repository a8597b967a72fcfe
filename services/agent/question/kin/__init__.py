"""Rows of one table that refer to each other: employees and their managers, who are employees too."""

from services.agent.question.kin.reader import misses_kin, read_kin
from services.agent.question.kin.showing import told_by_name

__all__ = ["misses_kin", "read_kin", "told_by_name"]
