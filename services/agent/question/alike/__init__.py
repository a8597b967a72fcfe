"""Rows of which two ways lead to the same: flights within one country, results reviewed by who ordered them."""

from services.agent.question.alike.reader import read_alike

__all__ = ["read_alike"]
