"""Texts as SQL takes them."""


def quoted(text: str) -> str:
    """Write a string."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """Write a column's name."""
    return '"' + name.replace('"', '""') + '"'


ROW_GROUP = 61_440
"""A multiple of DuckDB's vectors: a row group of twice as many rows takes 30 MB more while it is written."""
_GROUP_CELLS = 2_000_000
"""Cells of a row group: each thread that writes one holds all of them."""
_VECTOR = 2_048
"""Rows that DuckDB works on at once."""


def row_group(width: int) -> int:
    """Rows of a Parquet row group of so many columns, such that a wide table's fit into a job's memory."""
    return max(min(ROW_GROUP, _GROUP_CELLS // width // _VECTOR * _VECTOR), _VECTOR)
