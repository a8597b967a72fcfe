"""Errors of an uploaded file."""

from services.common.errors.roots import UserError


class FileError(UserError):
    """The file cannot be read as what it claims to be."""

    code = "file_invalid"


class FileEmptyError(FileError):
    """The file has no bytes."""

    code = "file_empty"


class FileTooLargeError(FileError):
    """The file is larger than the limit."""

    code = "file_too_large"


class FileTypeUnsupportedError(FileError):
    """The file's extension is none that can be read."""

    code = "file_type_unsupported"


class FileContentMismatchError(FileError):
    """The file's bytes are not what its name says."""

    code = "file_content_mismatch"


class FileEncryptedError(FileError):
    """The file is protected by a password."""

    code = "file_encrypted"


class FileCorruptError(FileError):
    """The file is damaged or cut short."""

    code = "file_corrupt"


class FileTooComplexError(FileError):
    """Reading the file would need more memory or time than one file may take."""

    code = "file_too_complex"


class FileWithoutTablesError(FileError):
    """The file is sound and holds no data."""

    code = "file_without_tables"


class FileOptionsError(FileError):
    """What was said about the file does not fit it."""

    code = "file_options_invalid"


class SeveralTablesError(FileError):
    """The file holds several tables where one is needed."""

    code = "several_tables"
