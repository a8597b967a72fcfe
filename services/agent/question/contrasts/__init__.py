"""Questions that set two figures against each other: each figure is asked for in a question of its own.

``What percentage of orders were returned`` asks how many orders there are and how many were returned;
``how many more orders came in 2024 than in 2023`` asks for the orders of each year. Whatever the engine
understands of a single figure it so understands of two.
"""

from services.agent.question.contrasts.jointly import read_jointly
from services.agent.question.contrasts.reader import Ask, Contrast, Figure, read_contrast

__all__ = ["Ask", "Contrast", "Figure", "read_contrast", "read_jointly"]
