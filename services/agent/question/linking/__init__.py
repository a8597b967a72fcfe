"""Finds what the words of a question are: tables, columns, values, numbers, days, operators, or nothing."""
