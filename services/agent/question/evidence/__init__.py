"""Reads what a question tells in the tables' own words: "late refers to status = 'L'", "rate = a / b * 100".

What is told so is exact: a header, a sign and a cell. A word for rows becomes a column of yes and no that no
table has, a word for a figure a column of its formula; of the plan, the first gives way to what was told.
"""

from services.agent.question.evidence.checking import computes, has_clash, holds
from services.agent.question.evidence.ends import End
from services.agent.question.evidence.putting import put_back
from services.agent.question.evidence.reading import Evidence, read_evidence

__all__ = ["End", "Evidence", "computes", "has_clash", "holds", "put_back", "read_evidence"]
