"""Durations in workbooks: the native reader prints them as moments after the epoch, this spells them out."""

import re
import zipfile
from pathlib import Path

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

from services.agent.ingest.exact import Source
from services.agent.ingest.findings import Findings, column_letters
from services.agent.ingest.native import native
from services.agent.ingest.paddings import cell_formats
from services.agent.ingest.sheetxml import column_number, windows

MOMENT = r"^-?[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?$"
DAY_MILLISECONDS = 86_400_000
ELAPSED = re.compile(rb"""\[(?:h+|m+|s+)\]|numFmtId=["']46["']""", re.IGNORECASE)
"""A format of elapsed hours, minutes or seconds, or the built-in one."""
BUILT_IN = "46"
CELL_PLACE = re.compile(rb'r="([A-Z]{1,3})\d')
ISO_DURATION = re.compile(
    r"""DurationIso\("(?P<sign>-?)P(?:(?P<days>\d+)D)?T?(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?"""
    r"""(?:(?P<seconds>\d+(?:\.\d+)?)S)?"\)"""
)


def has_elapsed_formats(path: Path, *, is_zip: bool) -> bool:
    """Tell whether a workbook may hold durations: only formats mark them."""
    if not is_zip:
        return True
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if any(name.lower() == "xl/styles.bin" for name in names):
            return True
        return any(
            ELAPSED.search(archive.read(name)) is not None
            for name in names
            if name.lower() == "xl/styles.xml"
        )


def long_columns(path: Path, member: str, name: str) -> frozenset[int]:
    """Find the columns of a sheet in which some duration is no time of a day, from its XML."""
    with zipfile.ZipFile(path) as archive:
        formats, styles = cell_formats(archive, name)
        elapsed = [
            str(place)
            for place, number in enumerate(styles)
            if number == BUILT_IN or ELAPSED.search(formats.get(number, "").encode())
        ]
        # Not of a text, whose value is its place among all texts.
        cell = re.compile(
            rf'<c (?![^>]*\bt="[^n"])([^>]*\bs="(?:{"|".join(elapsed)})"[^>]*)>'
            r"(?:<f[^<]*(?:</f>|/>))?<v>(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)<".encode()
        )
        return frozenset(
            column_number(place[1])
            for window in (windows(archive, member, name) if elapsed else ())
            for found in cell.finditer(window)
            if _is_no_time(float(found[2])) and (place := CELL_PLACE.search(found[1]))
        )


def _is_no_time(days: float) -> bool:
    """Tell whether a cell's value is negative, or a day and more once rounded as the reader does."""
    milliseconds = round(days * DAY_MILLISECONDS)
    return milliseconds < 0 or milliseconds >= DAY_MILLISECONDS


def spell_durations(
    source: Source, table: pa.Table, findings: Findings, known: frozenset[int] | None = None
) -> tuple[pa.Table, frozenset[int]]:
    """Write columns of durations as hours, minutes and seconds where one is a day or longer, or negative.

    Args:
        source: The sheet.
        table: Its cells, or those of a stretch of it.
        findings: Where that is told.
        known: Of a stretch, the sheet's columns to write so, whatever it holds of them itself.

    Returns:
        The table, and the places of the columns that were changed.
    """
    changed: set[int] = set()
    for place in range(table.num_columns):
        if table.column(place).null_count == table.num_rows:
            continue
        if known is not None and place + source.first_column not in known:
            continue
        is_moment = pc.fill_null(pc.match_substring_regex(table.column(place), MOMENT), fill_value=False)
        if not pc.any(is_moment).as_py():
            continue
        kinds = _kinds(source, place)
        if "Duration" not in kinds:
            continue
        name = column_letters(place + source.first_column)
        if "Date" in kinds:
            findings.add_once(
                "durations_and_dates",
                f"Column {name} holds durations and dates; durations may have been read as dates soon after "
                "1900. Give all its cells one format and upload the file again.",
            )
            continue
        texts = _spelt(source, table.column(place), is_moment, place, is_long=known is not None)
        if texts is not None:
            table = table.set_column(place, f"c{place}", texts)
            changed.add(place)
            findings.add_once(
                "duration_as_text",
                f"Column {name}: Durations of a day or more, or negative, are text: hours:minutes:seconds.",
            )
    return table, frozenset(changed)


def _kinds(source: Source, place: int) -> frozenset[str]:
    """Ask the reader for the kinds of cells in a column; it names them only where it cannot choose."""
    try:
        loaded = native_columns(source, place, None)
    except fastexcel.FastExcelError as error:
        named = str(error).partition("{")[2].partition("}")[0].split(", ")
        return frozenset("Date" if name in ("Date", "DateTime") else name for name in named)
    dtype = loaded.selected_columns[0].dtype
    return frozenset({"duration": ("Duration",), "date": ("Date",), "datetime": ("Date",)}.get(dtype, ()))


def native_columns(source: Source, place: int, dtype: str | None) -> fastexcel.ExcelSheet:
    """Load one column again, as a type or as what the reader takes it for."""
    number = place + source.first_column
    return source.load({number: "duration"} if dtype else None, schema_sample_rows=None, use_columns=[number])


def _spelt(
    source: Source, column: pa.ChunkedArray, is_moment: pa.ChunkedArray, place: int, *, is_long: bool
) -> pa.Array | None:
    """Spell the durations of a column; None where all are shorter than a day, and so times."""
    loaded = native(source.file, lambda: native_columns(source, place, "duration"))
    batch, _ = native(source.file, loaded.to_arrow_with_errors)
    values = batch.column(0)
    if len(values) != len(column):
        return None
    lengths = pc.cast(pc.if_else(pc.not_equal(is_moment, False), values, None), pa.int64())
    no_times = pc.or_(pc.less(lengths, 0), pc.greater_equal(lengths, DAY_MILLISECONDS))
    if not is_long and not pc.any(no_times).as_py():
        return None
    texts = [
        text if length is None else _clock(length)
        for text, length in zip(column.to_pylist(), lengths.to_pylist(), strict=True)
    ]
    return pa.array(texts, pa.string())


def clock_text(problem: str) -> str | None:
    """Spell the time of an OpenDocument cell, which the reader refuses: PT08H30M00S is 08:30:00.

    Args:
        problem: The reader's words about the cell.
    """
    found = ISO_DURATION.search(problem)
    if found is None:
        return None
    days, hours, minutes = (int(found[name] or 0) for name in ("days", "hours", "minutes"))
    second, _, fraction = (found["seconds"] or "0").partition(".")
    text = f"{found['sign']}{days * 24 + hours:02d}:{minutes:02d}:{int(second):02d}"
    fraction = fraction.rstrip("0")
    return f"{text}.{fraction}" if fraction else text


def is_long(clock: str) -> bool:
    """Tell whether a time is none of a day: a day or longer, or negative."""
    return clock.startswith("-") or int(clock.partition(":")[0]) >= 24


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(abs(milliseconds), 1000)
    minutes, second = divmod(seconds, 60)
    text = f"{minutes // 60}:{minutes % 60:02d}:{second:02d}" + (f".{rest:03d}" if rest else "")
    return f"-{text}" if milliseconds < 0 else text
