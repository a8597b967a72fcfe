"""The engine knows English and nothing of the data it was built with: no table, no value, no header."""

import re
import tempfile
from pathlib import Path

import pytest

from benchmarks.generated import HELD_OUT, LOOKED_AT, write_set
from tests.consistency.sources import ROOT

ENGINE = sorted((ROOT / "services" / "agent" / "question").rglob("*.py"))
DATA = ROOT / "tests" / "data"
_STRING = re.compile(r'"([^"\n]+)"')
_GENERAL = frozenset(["united kingdom", "order date", "signup date", "last name", "first name", "birth date"])
"""Ordinary English, and countries that everyone has several names for."""


def _names() -> set[str]:
    """Return every header and value of two or more words, and every capitalised value, of our own sets."""
    found: set[str] = set()
    with tempfile.TemporaryDirectory() as made:
        write_set({**LOOKED_AT, **HELD_OUT}, Path(made))
        found = _names_in(Path(made)) | _names_in(DATA / "questions")
    proper = {name for name in found if re.fullmatch(r"[A-Z][a-z]+", name) and len(name) > 4}
    return {name.lower() for name in found if name.count(" ")} | proper


def _names_in(folder: Path) -> set[str]:
    found: set[str] = set()
    for file in sorted(folder.rglob("*.csv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            found |= {cell.strip().replace("_", " ") for cell in line.split(",")}
    return found


NAMES = _names() - _GENERAL


def test_there_are_names_to_look_for() -> None:
    assert len(NAMES) > 100


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_rule_names_a_value_or_a_long_header_of_a_question_set(path: Path) -> None:
    strings = {
        string for line in _STRING.findall(path.read_text(encoding="utf-8")) for string in line.split("|")
    }

    assert not {string for string in strings if string in NAMES}
