"""One file out of a multipart form, read as it arrives and never kept whole.

The framework's own form parsing spools uploads to disk before a route sees them.
"""

from collections import deque
from collections.abc import AsyncIterator

from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header

from services.common.errors import (
    InvalidRequestError,
    UploadMalformedError,
    UploadMissingError,
    UploadTruncatedError,
)

FILE_PART = "file"
"""The form field that holds the upload."""

MAX_OTHER_BYTES = 64 * 1024
"""Of all fields beside the file."""


class FileForm:
    """A multipart form that is expected to hold one file.

    Call ``open``, then ``content`` once.

    Args:
        content_type: The request's header, which names the boundary.
        body: The request's bytes as they arrive.
        known_fields: What may stand beside the file, before or after it.

    Raises:
        UploadMalformedError: The header announces no multipart form.
    """

    def __init__(
        self,
        content_type: str | None,
        body: AsyncIterator[bytes],
        known_fields: frozenset[str] = frozenset(),
    ) -> None:
        kind, options = parse_options_header(content_type)
        boundary = options.get(b"boundary")
        if kind != b"multipart/form-data" or not boundary:
            raise UploadMalformedError(
                "Send the file as multipart/form-data, in a field named “file”. "
                "With curl: -F file=@workbook.xlsx"
            )
        try:
            self._parser = self._make_parser(boundary)
        except FormParserError as error:
            raise UploadMalformedError("The boundary of the multipart form is too long.") from error
        self._body = body
        self._chunks: deque[bytes] = deque()
        self._field, self._value = b"", b""
        self._disposition = b""
        self._name: str | None = None
        self._is_in_file = False
        self._is_complete = False
        self._known_fields = known_fields
        self._fields: dict[str, bytes] = {}
        self._field_name: str | None = None
        self._other_bytes = 0

    @property
    def fields(self) -> dict[str, str]:
        """The fields beside the file, as far as the form was read.

        Raises:
            UploadMalformedError: One is not text.
        """
        try:
            return {name: value.decode() for name, value in self._fields.items()}
        except UnicodeDecodeError as error:
            raise UploadMalformedError("The form's fields must be text in UTF-8.") from error

    async def open(self) -> str:
        """Read up to the beginning of the file and return its name as sent.

        Raises:
            UploadMissingError: The form has no file.
            UploadMalformedError: The body is not such a form.
            UploadTruncatedError: The body ends within the form.
        """
        while self._name is None:
            if self._is_complete:
                raise UploadMissingError("The form has no file. Send it in a field named “file”.")
            await self._read()
        return self._name

    async def content(self) -> AsyncIterator[bytes]:
        """Yield the file's bytes, and read the form to its end; raises what ``open`` does."""
        while True:
            while self._chunks:
                yield self._chunks.popleft()
            if self._is_complete:
                return
            await self._read()

    async def _read(self) -> None:
        chunk = await anext(self._body, None)
        if chunk is None:
            raise UploadTruncatedError("The upload ended early. Send it again.")
        try:
            self._parser.write(chunk)
        except FormParserError as error:
            raise UploadMalformedError(
                "The body is not the multipart form that its Content-Type announces."
            ) from error

    def _make_parser(self, boundary: bytes) -> MultipartParser:
        return MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin_part,
                "on_header_field": self._header_field,
                "on_header_value": self._header_value,
                "on_header_end": self._end_header,
                "on_headers_finished": self._end_headers,
                "on_part_data": self._part_data,
                "on_part_end": self._end_part,
                "on_end": self._end_form,
            },
        )

    def _begin_part(self) -> None:
        self._disposition = b""

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _end_header(self) -> None:
        if self._field.lower() == b"content-disposition":
            self._disposition = self._value
        self._field, self._value = b"", b""

    def _end_headers(self) -> None:
        _, options = parse_options_header(self._disposition.decode("latin-1"))
        # A browser whose user chose no file sends the part with an empty name.
        if options.get(b"name") != FILE_PART.encode() or not options.get(b"filename"):
            self._begin_field(options)
            return
        if self._name is not None:
            raise UploadMalformedError("The form has more than one file. Send one at a time.")
        self._name = options[b"filename"].decode(errors="replace")
        self._is_in_file = True

    def _begin_field(self, options: dict[bytes, bytes]) -> None:
        name = options.get(b"name", b"").decode(errors="replace")
        if b"filename" in options or name == FILE_PART:
            return  # a file in another field; whether there is one in ours shows at the end
        if name not in self._known_fields:
            known = ", ".join(sorted(self._known_fields))
            raise InvalidRequestError(
                f"The form has a field “{name[:60]}”. Beside the file it may have: {known}."
            )
        if name in self._fields:
            raise InvalidRequestError(f"The form has the field “{name}” twice. Send it once.")
        self._fields[name], self._field_name = b"", name

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        if self._is_in_file:
            self._chunks.append(data[start:end])
            return
        self._other_bytes += end - start
        if self._other_bytes > MAX_OTHER_BYTES:
            raise UploadMalformedError(
                f"The form's fields beside the file have more than {MAX_OTHER_BYTES:,} bytes."
            )
        if self._field_name is not None:
            self._fields[self._field_name] += data[start:end]

    def _end_part(self) -> None:
        self._is_in_file, self._field_name = False, None

    def _end_form(self) -> None:
        self._is_complete = True
