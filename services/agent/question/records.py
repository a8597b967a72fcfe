"""Tables whose rows are records: each has a number of its own, and that says what a row is."""

from services.agent.question.schema import Table
from services.agent.question.vocabulary import GENERIC_NAME_WORDS, KEY_WORDS


def row_words(table: Table) -> tuple[str, ...]:
    """Return the stems of what one row is: an employee, where the only key is an employee number.

    Nothing where no column is such a key, or where several are.
    """
    keys = [column for column in table.columns if column.unique and KEY_WORDS & set(column.words)]
    about = [tuple(word for word in key.words if word not in GENERIC_NAME_WORDS) for key in keys]
    return about[0] if len(about) == 1 else ()
