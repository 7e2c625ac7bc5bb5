"""The two files that are no records are read, and a link in their place is not followed."""

from pathlib import Path

import pytest

from findings import valid_site, wrong
from jumelage.content.gone_and_security import publishing
from jumelage.languages import Languages
from jumelage.messages.problems import Code
from sites import written


def test_addresses_are_known_with_their_places(tmp_path: Path) -> None:
    root = written(
        tmp_path, {"data/gone.yaml": "# weg\n- /nl/a/\n- /files/b.pdf\n", "data/security.yaml": "expires: 2027\n"}
    )
    read = publishing(root, Languages())
    assert {path: place.line for path, place in read.gone.items()} == {"/nl/a/": 2, "/files/b.pdf": 3}
    assert read.security
    assert str(read.security.expires.last) == "2027-12-31"
    assert read.problems == ()


def test_neither_needs_to_be_there_or_to_hold_anything(tmp_path: Path) -> None:
    root = written(tmp_path, {"data/gone.yaml": "# niets\n"})
    read = publishing(root, Languages())
    assert (read.gone, read.security, read.problems) == ({}, None, ())


def test_a_link_is_reported_and_not_followed(tmp_path: Path) -> None:
    root = valid_site(tmp_path)
    written(tmp_path, {"outside.yaml": "- : {"})
    (root / "data" / "gone.yaml").symlink_to(tmp_path / "outside.yaml")
    assert [(problem.code, problem.position.path) for problem in wrong(root)] == [(Code.SYMLINK, "data/gone.yaml")]


@pytest.mark.parametrize("text", ["- /nl/x/\n" * 30_000, f"[{'/nl/x/, ' * 30_000}]\n"], ids=["in lines", "on one line"])
def test_more_addresses_than_anybody_writes_are_one_problem(text: str, tmp_path: Path) -> None:
    read = publishing(written(tmp_path, {"data/gone.yaml": text}), Languages())
    assert ([one.code for one in read.problems], read.gone) == ([Code.TOO_LARGE], {})


def test_of_a_flood_of_bad_addresses_the_first_are_reported(tmp_path: Path) -> None:
    read = publishing(written(tmp_path, {"data/gone.yaml": "- nergens\n" * 2_000}), Languages())
    assert len(read.problems) == 1_002
    assert read.problems[-1].code is Code.SYNTAX
