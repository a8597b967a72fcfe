"""File names of uploads."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.api.upload_checks import EXTENSIONS, MAX_NAME_CHARACTERS, clean_name
from services.common.errors import FileNameInvalidError, FileTypeUnsupportedError, UserError


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("sales.xlsx", "sales.xlsx"),
        ("Umsätze 2024.CSV", "Umsätze 2024.CSV"),
        ("/etc/passwd/a.csv", "a.csv"),
        ("..\\..\\a.csv", "a.csv"),
        ("C:\\Users\\me\\a.csv", "a.csv"),
        (" a.csv ", "a.csv"),
        ("a.b.c.tsv", "a.b.c.tsv"),
    ],
)
def test_only_the_base_name_is_kept(sent, kept):
    assert clean_name(sent) == kept


@pytest.mark.parametrize(
    "sent", ["", "/", "a/", ".csv", " .csv", "..csv", "\x00.csv", "a\nb.csv", "a\x85.csv", "\ufffd.csv"]
)
def test_a_name_that_is_none_is_refused(sent):
    with pytest.raises(FileNameInvalidError):
        clean_name(sent)


@pytest.mark.parametrize("sent", ["a", "csv", "a.", "a.csv.exe", "a.pdf", "a.csv ."])
def test_an_extension_that_cannot_be_read_is_refused(sent):
    with pytest.raises(FileTypeUnsupportedError):
        clean_name(sent)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=30))
def test_whatever_is_sent_becomes_a_plain_name_or_is_refused(sent):
    try:
        name = clean_name(sent + ".csv")
    except UserError:
        return

    assert 1 <= len(name) <= MAX_NAME_CHARACTERS
    assert name.rpartition(".")[2].lower() in EXTENSIONS
    assert not set(name) & set("/\\\x00\r\n")
    name.encode()
