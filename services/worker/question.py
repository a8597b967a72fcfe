"""Answer a question, or run a statement, in the sandbox over the tenant's tables."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Any

from services.common import layout
from services.common.catalog import Catalog, CatalogTable
from services.common.errors import InvalidRequestError, NotFoundError, TableNotFoundError, TableUnknownError
from services.common.taught import Taught
from services.worker.answer_job import AnswerJob
from services.worker.attempt import Attempt
from services.worker.model import consult, is_configured
from services.worker.results import fit_record
from services.worker.scratch import scratch_folder
from services.worker.versions import MANIFEST, Manifest, folder_of, part_path


def answer_question(attempt: Attempt) -> Mapping[str, Any]:
    """Answer and keep the whole result in the store; the record gets its first rows.

    Raises:
        StatementError: The SQL is not allowed, or failed.
    """
    task, context = attempt.task, attempt.context
    if task.payload is None:
        raise InvalidRequestError("The task holds no question.")
    catalog = context.catalogs.read(task.tenant)
    tables = _choose_tables(catalog, task.payload.get("tables"))
    known = tables
    older = set() if task.payload.get("tables") else find_older_copies(tables)
    if task.payload.get("sql") is None and not catalog.taught.golden_queries:
        tables = [table for table in tables if table.table_id not in older]  # nothing could name them
    attempt.progress("fetching tables", 5)
    sources = [{**_source(attempt, table), "is_older_copy": table.table_id in older} for table in tables]
    with scratch_folder() as folder:
        job = AnswerJob(attempt, sources, folder)
        answer = _answer(attempt, job, catalog.taught)
        formats = _store_result(attempt, job.files(answer["engine"]))
    if task.payload.get("sql") is None:
        read = {table["table_id"] for table in answer["tables"]}
        answer = {**answer, "notes": [*answer["notes"], *tell_older_copies(known, older, read)]}
    result = {**tell(attempt, answer), "attempt": task.attempt, "formats": formats}
    return fit_record(attempt, result, formats=formats)


def _answer(attempt: Attempt, job: AnswerJob, taught: Taught) -> dict[str, Any]:
    """Let the rules answer, and a language model have its say where there is one."""
    payload = attempt.task.payload or {}
    asked = {key: payload.get(key) for key in ("question", "sql", "offered", "previous")}
    has_choice = asked["question"] is not None and asked["offered"] is None
    if not (has_choice and is_configured(attempt.context.settings)):
        return job.run({**asked, **_lessons(taught)})
    rules = job.run({**asked, **_lessons(taught), "with_shortlist": True})
    return consult(attempt, rules, job.run)


def _lessons(taught: Taught) -> dict[str, Any]:
    """Return what the tenant taught, as the answer job takes it."""
    golden = [{"question": each.question, "sql": each.sql} for each in taught.golden_queries.values()]
    synonyms = [each.model_dump(exclude={"synonym_id"}) for each in taught.synonyms.values()]
    joins = [each.model_dump(exclude={"join_id"}) for each in taught.joins.values()]
    return {"golden_queries": golden, "synonyms": synonyms, "joins": joins}


def tell(attempt: Attempt, answer: Mapping[str, Any]) -> dict[str, Any]:
    """Add what the api needs when a later request refers to this answer: a reading's id leads to its task."""
    payload = attempt.task.payload or {}
    readings = [{**each, "id": f"{attempt.task.task_id}-{each['id']}"} for each in answer["readings"]]
    asked = {key: payload.get(key) for key in ("question", "tables", "previous")}
    return {**answer, "readings": readings, "asked": asked}


def _choose_tables(catalog: Catalog, chosen: list[str] | None) -> list[CatalogTable]:
    if chosen is None:
        return sorted(catalog.tables.values(), key=lambda table: (table.created_at, table.name))
    try:
        return [_in_version(catalog, name) for name in chosen]
    except TableNotFoundError as error:
        raise TableUnknownError("A table that the question was about has been deleted.") from error


def _in_version(catalog: Catalog, chosen: str) -> CatalogTable:
    """Return a table as a question names it: by its name or id, and perhaps its version."""
    name, _, version_name = chosen.partition("@")
    table = catalog.table(name)
    if not version_name:
        return table
    version = table.find_version(version_name)
    if version is None:
        raise TableUnknownError(f'The version of "{table.name}" that was asked about has been cleaned up.')
    return table.model_copy(update={"version": version})


def find_older_copies(tables: Iterable[CatalogTable]) -> set[str]:
    """Return the ids of tables that were uploaded again: copies would make every question ambiguous.

    SQL, a golden query's too, may name any table. Which upload is the newest is decided by file, so that the
    copies of one upload are kept or left together.
    """
    ordered = sorted(tables, key=lambda table: (table.created_at, table.name))
    ages = {table.file_id: (table.created_at, table.file_id) for table in ordered}
    newest: dict[Hashable, str] = {}
    for table in sorted(ordered, key=lambda table: ages[table.file_id]):
        newest[_likeness(table)] = table.file_id
    return {table.table_id for table in ordered if newest[_likeness(table)] != table.file_id}


def tell_older_copies(
    tables: Sequence[CatalogTable], older: Set[str], read: Set[str | None]
) -> Iterator[str]:
    """Say which tables were passed over for a later upload of theirs that was read."""
    left = {_likeness(table): table.name for table in tables if table.table_id in older - read}
    for table in tables:
        if table.table_id in read - older and _likeness(table) in left:
            yield (
                f"“{table.name}” was read; “{left[_likeness(table)]}” is an earlier upload of the same. "
                "Delete the one that is not needed, or name one in `tables`."
            )


def _likeness(table: CatalogTable) -> Hashable:
    """What two uploads of one table have in common; the slug is not among it (``orders_2``)."""
    return table.file, table.sheet, table.packed_columns, table.rows, table.version.size_bytes


def _source(attempt: Attempt, table: CatalogTable) -> dict[str, Any]:
    tenant, cache = attempt.task.tenant, attempt.context.tables
    folder = folder_of(tenant, table.table_id, table.version)
    try:
        manifest = Manifest.model_validate_json(cache.fetch(f"{folder}/{MANIFEST}").read_bytes())
        return {
            "name": table.name,
            "table_id": table.table_id,
            "version": table.version.name,
            "paths": [str(cache.fetch(part_path(tenant, table.table_id, part))) for part in manifest.parts],
            "profile": str(cache.fetch(f"{folder}/profile.json")),
        }
    except (NotFoundError, FileNotFoundError) as error:
        raise TableUnknownError(f'The table "{table.name}" was deleted while the question waited.') from error


def _store_result(attempt: Attempt, files: Iterable[Path]) -> list[str]:
    task = attempt.task
    target = layout.result_folder(task.tenant, task.task_id, task.attempt)
    formats = []
    for source in files:
        attempt.context.store.upload(f"{target}/{source.name}", source)
        formats.append(source.suffix.removeprefix("."))
    return formats
