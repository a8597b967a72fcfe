"""Reads a linked question from left to right, and holds what both readers share: drafts, nodes, joins.

`slots` reads the same pieces by their conditions, in any order; `candidates` takes the surest of both.
"""
