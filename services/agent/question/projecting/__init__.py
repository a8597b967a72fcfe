"""Cells of each row and of what it refers to: "the date, the item name and the sender's name of each gift".

Which rows are meant is asked in a question of its own, "list every gift", and the figures beside them in
another, "the number of bids for each gift". What is to be shown of each is found by the way that leads to it
from there: by what the row refers to, and in which part.
"""

from services.agent.question.projecting.kindred import read_kindred
from services.agent.question.projecting.ordering import read_sorted
from services.agent.question.projecting.reader import leaves_out, read_projected

__all__ = ["leaves_out", "read_kindred", "read_projected", "read_sorted"]
