"""Rows of one table that refer to each other: employees and their managers, who are employees too."""

from services.agent.question.kin.reader import read_kin
from services.agent.question.kin.showing import told_by_name

__all__ = ["read_kin", "told_by_name"]
