"""The lexicon of everyday words is well-formed: each line can be read, says each thing once, stays short."""

from pathlib import Path

import pytest

from services.agent.question.language.everyday.concepts import CONCEPTS, lines_of, plain_words, read_concept
from tests.consistency.sources import ROOT

FILES = sorted((ROOT / "services" / "agent" / "question" / "language" / "everyday").glob("*.txt"))
MOST_NAMES = 40
"""Names of one concept beyond which it is two."""


def test_there_are_concepts_of_many_trades() -> None:
    assert len(CONCEPTS) >= 1000
    assert len(FILES) >= 10


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_line_of_the_lexicon_says_each_thing_once(path: Path) -> None:
    for line in lines_of(path.read_text(encoding="utf-8")):
        concept = read_concept(line)
        names = [plain_words(name) for name in (*concept.headers, *concept.said)]
        ways = [way for words in concept.ways.values() for way in words]

        assert concept.headers, line
        assert len(names) <= MOST_NAMES, line
        assert all(names), line
        assert len(set(names)) == len(names), (
            f"{line}: {sorted({' '.join(n) for n in names if names.count(n) > 1})}"
        )
        assert all(way == way.lower() for way in ways), line
        assert not set(concept.ways.get("+", ())) & set(concept.ways.get("-", ())), line
