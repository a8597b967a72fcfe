"""The streaming form parser, whatever pieces the body arrives in."""

import anyio
import pytest

from services.api.multipart import FileForm
from services.common.errors import InvalidRequestError, UploadMalformedError, UploadTruncatedError

KIND = "multipart/form-data; boundary=xyz"
CONTENT = b"region\r\n--xy\r\n--xyZ\r\n\x00\xff\r\n-"
BODY = (
    b'--xyz\r\nContent-Disposition: form-data; name="note"\r\n\r\nhello\r\n'
    b"--xyz\r\nContent-Type: text/csv\r\n"
    b'content-disposition: form-data; name="file"; filename="gr\xc3\xb6\xc3\x9fe.csv"'
    b"\r\n\r\n" + CONTENT + b'\r\n--xyz\r\nContent-Disposition: form-data; name="sheet"\r\n\r\n'
    b"Gr\xc3\xb6\xc3\x9fe\r\n--xyz--\r\n"
)


def read(pieces, kind=KIND):
    """Return name, content and other fields of a form that arrives in pieces."""

    async def body():
        for piece in pieces:
            yield piece

    async def run():
        form = FileForm(kind, body(), frozenset({"note", "sheet"}))
        name = await form.open()
        content = b"".join([chunk async for chunk in form.content()])
        return name, content, form.fields

    return anyio.run(run)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50, 1000])
def test_a_file_is_the_same_in_pieces_of_any_size(size):
    pieces = [BODY[start : start + size] for start in range(0, len(BODY), size)]

    assert read(pieces) == ("größe.csv", CONTENT, {"note": "hello", "sheet": "Größe"})


@pytest.mark.parametrize("cut", range(len(BODY) - 4))
def test_a_form_cut_anywhere_is_truncated(cut):
    with pytest.raises(UploadTruncatedError):
        read([BODY[:cut]])


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("other", b"x", InvalidRequestError),
        ("note", b"y", InvalidRequestError),
        ("sheet", b"\xff", UploadMalformedError),
    ],
    ids=["unknown", "twice", "no text"],
)
def test_a_field_that_cannot_be_understood_is_refused(name, value, error):
    first = BODY[: BODY.index(b"--xyz\r\nContent-Type")]
    field = (
        b'--xyz\r\nContent-Disposition: form-data; name="' + name.encode() + b'"\r\n\r\n' + value + b"\r\n"
    )
    last = b'--xyz\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na\r\n--xyz--\r\n'

    with pytest.raises(error):
        read([first + field + last])


def test_a_quoted_boundary_is_understood():
    assert read([BODY], 'multipart/form-data; boundary="xyz"; charset=utf-8')[1] == CONTENT


@pytest.mark.parametrize(
    "body",
    [
        b"garbage",
        b"--other\r\n",
        b"--xyz\r\nno colon\r\n\r\n",
        b"--xyz\r\n" + b"A: b\r\n" * 100,
        b"--xyz\r\nA: " + b"b" * 100_000,
    ],
    ids=["no boundary", "other boundary", "no header", "many headers", "long header"],
)
def test_what_is_no_form_is_malformed(body):
    with pytest.raises(UploadMalformedError):
        read([body])
