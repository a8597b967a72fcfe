"""Reads flat questions by their slots: conditions first, wherever they stand, then what is asked for.

Where the composer walks from word to word, this reader tries every way to bind values, numbers and dates to
columns, and keeps the reading of the whole question that explains most of it.
"""

from services.agent.question.slots.reader import Candidate, Reader

__all__ = ["Candidate", "Reader"]
