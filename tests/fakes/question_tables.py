"""The made tables that questions are asked of, ingested once for each module of tests."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from services.agent.answer import run
from services.agent.ingest.job import run as ingest
from services.agent.question import Catalog

DATA = Path(__file__).parent.parent / "data" / "questions"
"""One folder for each domain: CSV files, and the questions with their gold rows."""


Ask = Callable[[str, str], dict[str, Any]]
"""Asks a sheet a question."""


def domains() -> list[str]:
    """Name the domains."""
    return sorted(path.name for path in DATA.iterdir())


def cases(domain: str) -> list[dict[str, Any]]:
    """Return a domain's questions with what must come out."""
    text = (DATA / domain / "cases.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def ingest_domain(domain: str, folder: Path) -> list[dict[str, Any]]:
    """Ingest a domain's files and return them as the answer job takes them."""
    return ingest_files(sorted((DATA / domain).glob("*.csv")), folder)


def ingest_tables(tables: Mapping[str, Sequence[str]], folder: Path) -> list[dict[str, Any]]:
    """Ingest tables that a module of tests gives as the lines of CSV files, by their names."""
    files = [write_csv(folder, name, lines) for name, lines in tables.items()]
    return ingest_files(files, folder / "out")


def shown_rows(found: Mapping[str, Any]) -> list[list[Any]]:
    """Return an answer's rows without the columns that are only context; none where it was refused."""
    kept = found.get("answer_columns")
    return [row if kept is None else [row[place] for place in kept] for row in found.get("rows") or []]


def ingest_files(files: Sequence[Path], folder: Path) -> list[dict[str, Any]]:
    """Ingest files in this process and return their tables as the answer job takes them."""
    tables = []
    for number, file in enumerate(files):
        place = folder / str(number)
        place.mkdir(parents=True)
        for table in ingest({"path": str(file), "name": file.name}, place, lambda _stage, _percent: None)[
            "tables"
        ]:
            profile = place / table["folder"] / "profile.json"
            paths = [str(place / table["parquet"])]
            tables.append({"name": table["name"], "paths": paths, "profile": str(profile)})
    return tables


def write_book(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """Write a workbook of sheets by their names, each with its header and rows."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def write_csv(folder: Path, name: str, lines: Sequence[str]) -> Path:
    """Write a small CSV file."""
    path = folder / f"{name}.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def asking(sheets: Mapping[str, Sequence[str]], folder: Path) -> Ask:
    """Ingest sheets, and return what asks one of them, by its name and alone."""
    tables = dict(zip(sheets, ([each] for each in ingest_tables(sheets, folder)), strict=True))

    def ask(sheet: str, question: str) -> dict[str, Any]:
        return answer(question, tables[sheet], folder, timeout_seconds=30)

    return ask


def catalog_of(tables: Sequence[Mapping[str, Any]]) -> Catalog:
    """Build the catalogue that questions are linked to."""
    return Catalog.from_profiles([(t["name"], json.loads(Path(t["profile"]).read_text())) for t in tables])


def answer(question: str, tables: Sequence[Mapping[str, Any]], folder: Path, **more: Any) -> dict[str, Any]:
    """Answer a question in this process."""
    payload = {"question": question, "tables": tables, "save": False, **more}
    return run(payload, folder, lambda _stage, _percent: None)


def check_rows(question: str, rows: list[list[Any]], tables: list[dict[str, Any]], folder: Path) -> None:
    """Assert that a question is answered with these rows, figures up to a millionth."""
    result = answer(question, tables, folder)

    assert result["outcome"] == "answered", result.get("refusal")
    got = [[round(cell, 6) if isinstance(cell, float) else cell for cell in row] for row in result["rows"]]
    assert got == [[round(cell, 6) if isinstance(cell, float) else cell for cell in row] for row in rows], (
        result["sql"]
    )
