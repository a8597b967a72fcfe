import re

import pytest

from services.common import errors

CLASSES = [
    cls
    for cls in vars(errors).values()
    if isinstance(cls, type) and issubclass(cls, errors.SqlAgentError) and cls is not errors.SqlAgentError
]


@pytest.mark.parametrize("cls", CLASSES)
def test_the_drawn_tree_names_every_class_with_its_code(cls: type[errors.SqlAgentError]) -> None:
    assert errors.__doc__ is not None
    line = re.search(rf"{cls.__name__}\b(.*)", errors.__doc__)

    assert line is not None
    if "code" in vars(cls) and not cls.__subclasses__():
        assert line[1].split()[0] == cls.code


@pytest.mark.parametrize("code", sorted(errors.error_codes()))
def test_an_error_is_made_again_from_its_code(code: str) -> None:
    error = errors.from_code(code, "what is wrong")

    assert (error.code, error.message) == (code, "what is wrong")


def test_only_what_may_pass_is_retryable() -> None:
    retryable = {code for code, cls in errors.error_codes().items() if cls.retryable}

    assert retryable == {
        code for code, cls in errors.error_codes().items() if issubclass(cls, errors.TransientError)
    }
