"""The kinds of record as sentences name them."""

import inspect
from collections.abc import Callable

import pytest

from jumelage.kinds import KINDS
from jumelage.messages.nouns import a, no, the
from jumelage.messages.sentences import Sentence
from jumelage.model import references
from jumelage.model.references import Reference


def combinations() -> list[tuple[str, ...]]:
    """Return the kinds that one reference may lead to, for each type of reference."""
    types = [one for _, one in inspect.getmembers(references, inspect.isclass) if issubclass(one, Reference)]
    return sorted({one.kinds for one in types if one.kinds})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("noun", "words"), [(a, ("a ", "an ")), (no, ("no ",)), (the, ("the ",))], ids=["a", "no", "the"]
)
def test_every_kind_has_its_noun(noun: Callable[[str], Sentence], words: tuple[str, ...], kind: str) -> None:
    assert str(noun(kind)).startswith(words)


def test_a_header_is_named_as_a_kind_is() -> None:
    assert str(a("header")) == "a header"


@pytest.mark.parametrize("kinds", combinations(), ids=" or ".join)
def test_there_may_be_none_of_all_kinds_that_a_reference_may_lead_to(kinds: tuple[str, ...]) -> None:
    assert str(no(*kinds)).startswith("no ")


def test_there_is_a_reference_to_several_kinds() -> None:
    assert ("municipality", "organisation") in combinations()
