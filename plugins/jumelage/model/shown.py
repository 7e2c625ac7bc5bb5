"""Annotations in the model about how a field is shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hidden:
    """Says in a field's `Annotated` why no page shows it; `tests/pages/test_shown.py` fails without it."""

    why: str
