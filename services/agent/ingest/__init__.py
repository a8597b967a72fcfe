"""From file to tables: every cell arrives, or its loss is told.

A file goes through the same steps whatever its format: `formats` says what it is and refuses what it is
not, `archive` and `sheetxml` refuse bombs before a native reader sees them, `workbook` or `delimited`
read every cell as text into a `grid`, `blocks` divides it into tables, `layout` finds header, data and
totals of each, `vote` decides each column's type from all of its values, `build` writes Parquet, `profile`
describes it, and `report` says what was done.
"""
