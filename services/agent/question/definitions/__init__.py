"""Reads what a question says that its own words mean, and which rows it is about throughout.

A question may carry its definitions: "Net sales are price times quantity over delivered orders. Show net
sales by region." The sentences that explain are taken out; what they say is put in the place of the words,
becomes a column, becomes a figure, or becomes a condition on every row that the answer is made of.
"""

from services.agent.question.definitions.explained import Ask, Explained
from services.agent.question.definitions.explaining import explain

__all__ = ["Ask", "Explained", "explain"]
