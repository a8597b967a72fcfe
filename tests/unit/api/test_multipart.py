"""The streaming form parser, whatever pieces the body arrives in."""

import anyio
import pytest

from services.api.multipart import FileForm
from services.common.errors import UploadMalformedError, UploadTruncatedError

KIND = "multipart/form-data; boundary=xyz"
CONTENT = b"region\r\n--xy\r\n--xyZ\r\n\x00\xff\r\n-"
BODY = (
    b'--xyz\r\nContent-Disposition: form-data; name="note"\r\n\r\nhello\r\n'
    b"--xyz\r\nContent-Type: text/csv\r\n"
    b'content-disposition: form-data; name="file"; filename="gr\xc3\xb6\xc3\x9fe.csv"'
    b"\r\n\r\n" + CONTENT + b"\r\n--xyz--\r\n"
)


def read(pieces, kind=KIND):
    """Return name and content of a form that arrives in pieces."""

    async def body():
        for piece in pieces:
            yield piece

    async def run():
        form = FileForm(kind, body())
        name = await form.open()
        return name, b"".join([chunk async for chunk in form.content()])

    return anyio.run(run)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50, 1000])
def test_a_file_is_the_same_in_pieces_of_any_size(size):
    pieces = [BODY[start : start + size] for start in range(0, len(BODY), size)]

    assert read(pieces) == ("größe.csv", CONTENT)


@pytest.mark.parametrize("cut", range(len(BODY) - 4))
def test_a_form_cut_anywhere_is_truncated(cut):
    with pytest.raises(UploadTruncatedError):
        read([BODY[:cut]])


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
