"""Damaged files against the ingest job in its closed child: each ends as tables or as its file's error."""
