"""Texts are packed once, and only where that is worth it; the copies hold what the files hold."""

import gzip
import subprocess
import sys
from hashlib import sha256

import brotli
import pytest

from jumelage.publishing.pack import packed
from running import environment

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


OTHER = {
    "no copy": b"no copy",
    "nothing": b"",
    "of another text in gzip": gzip.compress(b"another text"),
    "of another text in Brotli": brotli.compress(b"another text"),
    "of a part in gzip": gzip.compress(LONG[:-1]),
    "of a part in Brotli": brotli.compress(LONG[:-1]),
    "cut off, in gzip": gzip.compress(LONG)[:-1],
    "cut off, in Brotli": brotli.compress(LONG)[:-1],
    "with more behind it, in gzip": gzip.compress(LONG) + b"more",
    "with a second part, in gzip": gzip.compress(LONG) + gzip.compress(b"more"),
    "with more behind it, in Brotli": brotli.compress(LONG) + b"more",
}


@pytest.mark.parametrize("wrong", OTHER.values(), ids=[*OTHER])
def test_a_copy_that_is_not_that_of_the_file_is_made_again(wrong: bytes) -> None:
    first = packed({"/a.html": LONG}, {})
    assert packed({"/a.html": LONG}, {"/a.html.gz": wrong, "/a.html.br": wrong}) == first


# Unpacks two copies, of which each would fill 400 MB, within 256 MB of memory.
BOMBS = """
import resource, sys, zlib, brotli
resource.setrlimit(resource.RLIMIT_AS, (1 << 28, 1 << 28))
from jumelage.publishing.pack import packed
part, much = zlib.compressobj(9, wbits=31), brotli.Compressor(quality=1)
gz = b"".join([part.compress(bytes(1 << 20)) for _ in range(400)] + [part.flush()])
br = b"".join([much.process(bytes(1 << 20)) for _ in range(400)] + [much.finish()])
data = b"<p>Water</p>" * 200
assert packed({"/a.html": data}, {"/a.html.gz": gz, "/a.html.br": br}) == packed({"/a.html": data}, {})
"""


def test_a_copy_that_would_unpack_without_end_is_not_unpacked() -> None:
    done = subprocess.run(
        (sys.executable, "-c", BOMBS), env=environment(), capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
