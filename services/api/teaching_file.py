"""Everything that a tenant taught, as one YAML file that people can read, change and bring back."""

from typing import Any

import yaml
from pydantic import ValidationError

from services.api.teaching_models import TaughtFile
from services.common.errors import InvalidRequestError
from services.common.taught import Taught

MEDIA_TYPE = "application/yaml"

MAX_DEPTH = 4
"""Of nesting: a mapping of lists of mappings of texts."""

_SHOWN_FAULTS = 5


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as such."""


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _write_text)


def write_file(taught: Taught) -> str:
    """Write everything, in a fixed order."""
    golden = sorted(taught.golden_queries.values(), key=lambda each: each.question)
    synonyms = sorted(taught.synonyms.values(), key=lambda each: each.phrase)
    joins = sorted(taught.joins.values(), key=lambda each: (each.table, each.column, each.join_id))
    content = {
        "golden_queries": [{"question": each.question, "sql": each.sql} for each in golden],
        "synonyms": [{"phrase": each.phrase, "means": each.means} for each in synonyms],
        "joins": [each.model_dump(exclude={"join_id"}) for each in joins],
    }
    return yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000)


def read_file(content: bytes) -> TaughtFile:
    """Read a file; every text in it is a text, whatever YAML would make of it.

    Raises:
        InvalidRequestError: Says what is wrong, and where.
    """
    try:
        _refuse_tricks(content)
        document: Any = yaml.load(content, Loader=yaml.CBaseLoader)  # noqa: S506 - makes nothing but texts
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        raise InvalidRequestError(f"This is not the YAML of an export: {_place(error)}.") from error
    try:
        return TaughtFile.model_validate(document)
    except ValidationError as error:
        faults = [
            f"{'.'.join(map(str, fault['loc'])) or 'the file'}: {fault['msg']}"
            for fault in error.errors()[:_SHOWN_FAULTS]
        ]
        raise InvalidRequestError(
            f"The file does not have the form of an export: {'; '.join(faults)}."
        ) from error


def _refuse_tricks(content: bytes) -> None:
    """Refuse what makes a small file large or deep, before anything is built of it."""
    depth = 0
    for event in yaml.parse(content, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.AliasEvent):
            raise ValueError("aliases (*) are not read")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise ValueError("it is nested too deeply")


def _place(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    return f"line {mark.line + 1}: {problem}" if mark else " ".join(str(problem).split())[:200]
