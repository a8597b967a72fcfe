"""Texts as SQL takes them."""


def quoted(text: str) -> str:
    """Write a string."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """Write a column's name."""
    return '"' + name.replace('"', '""') + '"'
