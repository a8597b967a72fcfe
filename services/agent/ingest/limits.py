"""What one file may ask for before it is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class IngestLimits:
    """Caps on one file; each has a default that honest files stay well below."""

    max_unpacked_bytes: int = 1536 * 1024 * 1024
    """All members of a zipped workbook together. 1,048,576 rows of ten columns unpack to about 450 MB."""

    max_ratio: int = 300
    """Unpacked to packed bytes of one large member: honest sheets reach about 10, constant ones about 100."""

    ratio_floor_bytes: int = 32 * 1024 * 1024
    """Members smaller than this unpack harmlessly whatever their ratio."""

    max_members: int = 20_000
    """Files inside one zipped workbook."""

    max_sheet_cells: int = 24_000_000
    """Cells in the rectangle around a sheet's data, empty ones included: readers allocate 32 bytes each."""

    max_columns: int = 16_384
    """Columns of one table: what a spreadsheet can hold."""

    max_line_bytes: int = 64 * 1024 * 1024
    """One line of text without an end is a damaged or hostile file."""

    regular_min_bytes: int = 4 * 1024 * 1024
    """Text files from this size on may take the fast lane; smaller ones take no time either way."""

    long_sheet_bytes: int = 64 * 1024 * 1024
    """XML of a sheet; one of more is read in stretches of rows."""

    stretch_bytes: int = 4 * 1024 * 1024
    """XML of one stretch: some 10,000 rows of ten columns."""

    memory_bytes: int = 160 * 1024 * 1024
    """DuckDB's share of the job's memory; above it DuckDB spills to the job's folder."""

    threads: int = 2
    """DuckDB's, where no other sheet is read at the same time."""

    @classmethod
    def from_json(cls, raw: Mapping[str, Any] | None) -> "IngestLimits":
        """Take the known names of a payload's ``limits``; the others keep their defaults."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: int(value) for name, value in (raw or {}).items() if name in known})
