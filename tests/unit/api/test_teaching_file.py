"""The file of what was taught: texts stay texts, and nothing in it is run, expanded or believed."""

import pytest

from services.api.teaching_file import read_file, write_file
from services.common.errors import InvalidRequestError, StorageQuotaError
from services.common.taught import Synonym, Taught, taught_id


def test_texts_stay_texts() -> None:
    file = read_file(b"synonyms:\n- {phrase: yes, means: 2024-01-01}\n- {phrase: '0x1F', means: null}\n")

    assert [(each.phrase, each.means) for each in file.synonyms] == [("yes", "2024-01-01"), ("0x1F", "null")]


def test_an_empty_export_can_be_imported() -> None:
    assert read_file(write_file(Taught()).encode()).golden_queries == []


BOMB = b"a: &a [x, x]\nb: &b [*a, *a]\nsynonyms: [*b, *b]\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (BOMB, "aliases"),
        (b"[" * 10_000, "nested too deeply"),
        (b"synonyms: [unclosed", "YAML of an export: line"),
        (b"synonyms:\n- phrase: a\n\tmeans: b\n", "line 3"),
        (b"synonyms: 5", "synonyms"),
        (b"synonyms:\n- {phrase: a}\n", "synonyms.0.means"),
        (b"other: 1", "other"),
        (b"- a", "the file"),
        (b"", "the file"),
        (b"\xff\xfe\x00", "not the YAML"),
        (b"a: 1\n---\nb: 2\n", "another document"),
        (b"!!python/object/apply:os.system [id]", "the file"),
        (b'synonyms: [{phrase: "\\ud800", means: b}]', "not"),
    ],
)
def test_what_is_no_export_is_refused_and_the_place_named(content: bytes, said: str) -> None:
    with pytest.raises(InvalidRequestError, match=said):
        read_file(content)


def test_a_tenant_cannot_teach_without_end() -> None:
    words = [
        Synonym(synonym_id=taught_id("synonym", f"w{n}"), phrase=f"w{n}", means="x") for n in range(1_001)
    ]

    with pytest.raises(StorageQuotaError, match="1,000 synonyms"):
        Taught().adding(synonyms=words)


def test_case_and_spaces_make_no_other_phrase() -> None:
    assert taught_id("synonym", " Net  Loot") == taught_id("synonym", "net loot")
    assert taught_id("synonym", "net") != taught_id("golden", "net")
