"""Names under which a file can be published; `test_hostile_files` has those that cannot."""

import pytest

from jumelage.source.file_names import MAX_NAME, alike, misnamed


@pytest.mark.parametrize("name", ["a.pdf", "A_b-1.2.pdf", "1/2/c.pdf", "conference.pdf", "_a.pdf", "a" * MAX_NAME])
def test_a_plain_name_is_no_problem(name: str) -> None:
    assert misnamed(f"content/files/{name}") is None


def test_a_name_has_at_most_a_hundred_characters() -> None:
    assert misnamed(f"content/files/{'a' * (MAX_NAME + 1)}")


def test_names_that_differ_otherwise_are_not_alike() -> None:
    assert [*alike(("files/a.pdf", "pictures/a.pdf", "files/b.pdf"))] == []
