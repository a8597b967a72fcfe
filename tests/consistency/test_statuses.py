"""What the api says of errors and file types is what the rest of the code knows."""

import re
from dataclasses import fields

import pytest

from services.agent.ingest.formats import FileFormat
from services.agent.ingest.options import ORDERS, TYPES, ColumnType, IngestOptions
from services.api.errors import STATUS
from services.api.file_options import COLUMN_TYPES, DATE_ORDERS, FileOptions, check_type
from services.api.main import create_app
from services.api.upload_checks import EXTENSIONS
from services.common.errors import TransientError, UserError, error_codes
from services.common.settings import load_settings


def test_every_error_code_has_a_status_and_no_other_has():
    assert set(STATUS) == set(error_codes())


def test_a_users_error_never_looks_like_ours_and_the_reverse():
    for code, error in error_codes().items():
        assert (STATUS[code] < 500) == issubclass(error, UserError), code
        assert not issubclass(error, TransientError) or STATUS[code] in (503, 507), code


def test_the_api_takes_the_files_that_the_agent_reads():
    assert set(EXTENSIONS) == {str(kind) for kind in FileFormat}


def test_every_documented_error_is_one_that_exists(tmp_path):
    document = create_app(load_settings(store_url=f"file://{tmp_path}")).openapi()
    operations = [operation for path in document["paths"].values() for operation in path.values()]

    for operation in operations:
        for status, response in operation["responses"].items():
            if int(status) >= 400:
                codes = re.findall(r"`(\w+)`", response["description"])
                assert codes
                assert {STATUS[code] for code in codes} == {int(status)}
                assert list(response["content"]) == ["application/problem+json"]
        assert operation["summary"]
        assert operation["description"]


def test_the_api_takes_the_options_that_the_worker_takes() -> None:
    assert set(FileOptions.model_fields) == {field.name for field in fields(IngestOptions)}
    assert set(COLUMN_TYPES) == set(TYPES)
    assert set(DATE_ORDERS) == set(ORDERS)


@pytest.mark.parametrize("kind", [*TYPES, "DATE dmy", "timestamp MDY"])
def test_a_column_type_means_the_same_to_both(kind: str) -> None:
    taken = ColumnType.from_text(check_type(kind))

    assert taken == ColumnType.from_text(kind)
