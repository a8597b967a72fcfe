"""Whether a noun stands for the rows of a table, by its name or by a word for one of them."""

from services.agent.question.tables.schema import Table


def is_called(table: Table, word: str) -> bool:
    """Whether the stem of a word stands in the table's name, or for one of its rows."""
    return word in table.words or word in table.row_words
