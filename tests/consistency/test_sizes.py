"""Files and functions stay small enough to be read at once."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.consistency.sources import ROOT, python_files

FILE_LINES = 300
FUNCTION_LINES = 40
"""Without the docstring."""


FILES = python_files("services", "tests", "benchmarks")


def _functions(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            start = node.lineno
            length = (node.end_lineno or start) - start + 1
            if ast.get_docstring(node) is not None:
                length -= (first.end_lineno or 0) - first.lineno + 1
            yield node.name, length


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_under_their_caps(path: Path) -> None:
    text = path.read_text()

    assert len(text.splitlines()) < FILE_LINES
    too_long = {name: length for name, length in _functions(ast.parse(text)) if length >= FUNCTION_LINES}
    assert not too_long
