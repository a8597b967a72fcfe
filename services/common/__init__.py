"""What processes must agree on: tasks, messages, settings and stores.

A module belongs here only if two processes reach it.
"""
