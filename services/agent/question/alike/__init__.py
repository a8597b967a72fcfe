"""Rows of which two ways lead to the same: flights within a country, results reviewed by who ordered them."""

from services.agent.question.alike.reader import read_related

__all__ = ["read_related"]
