"""Texts are packed once, and only where that is worth it; the copies hold what the files hold."""

import gzip
from hashlib import sha256

import brotli
import pytest

from jumelage.pack import packed

NOISE = b"".join(sha256(bytes([number])).digest() for number in range(64))
LONG = b"<p>Water in Lunara.</p>\n" * 200


def test_a_text_has_both_copies_beside_it_and_stays_itself() -> None:
    made = packed({"/nl/index.html": LONG}, {})
    assert sorted(made) == ["/nl/index.html", "/nl/index.html.br", "/nl/index.html.gz"]
    assert made["/nl/index.html"] == LONG
    assert gzip.decompress(made["/nl/index.html.gz"]) == brotli.decompress(made["/nl/index.html.br"]) == LONG


@pytest.mark.parametrize(
    ("path", "data"),
    [
        pytest.param("/a.html", b"short", id="short"),
        pytest.param("/a.png", LONG, id="a picture"),
        pytest.param("/pagefind/nl/index/a.pf_index", LONG, id="a part of the search"),
        pytest.param(
            "/a.txt", b"".join(sha256(bytes([n])).digest() for n in range(64)), id="one that becomes no smaller"
        ),
    ],
)
def test_what_is_not_worth_it_is_left_as_it_is(path: str, data: bytes) -> None:
    assert packed({path: data}, {}) == {path: data}


def test_the_same_bytes_come_out_each_time_and_are_taken_over() -> None:
    first = packed({"/a.html": LONG}, {})
    assert packed({"/a.html": LONG}, {}) == packed({"/a.html": LONG}, first) == first


OTHER = (b"no copy", gzip.compress(b"another text"), brotli.compress(b"another text"))


@pytest.mark.parametrize("wrong", OTHER, ids=["no copy", "of another text in gzip", "of another text in Brotli"])
def test_a_copy_that_is_not_that_of_the_file_is_made_anew(wrong: bytes) -> None:
    first = packed({"/a.html": LONG}, {})
    assert packed({"/a.html": LONG}, {"/a.html.gz": wrong, "/a.html.br": wrong}) == first
