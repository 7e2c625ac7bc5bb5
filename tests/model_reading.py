"""Plain data read as a value or a record, and what is refused."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from jumelage.languages import Languages


def read(kind: Any, value: object, languages: Languages | None = None) -> Any:
    return TypeAdapter(kind).validate_python(value, context={"languages": languages} if languages else None)


def refused(kind: Any, value: object) -> list[str]:
    """Return the codes, or pydantic's words, for which a value is refused."""
    with pytest.raises(ValidationError) as caught:
        read(kind, value)
    return [error["type"] for error in caught.value.errors()]
