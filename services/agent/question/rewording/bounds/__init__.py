"""Limits and conditions in other words: numbers in words, ranges, ``outside`` and ``never reached``."""
