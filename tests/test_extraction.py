"""Whatever bytes a file holds, its texts are read, or it is said to be unread; in time and memory that are bounded."""

import gzip
import io
import lzma
import struct
import tarfile
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import claims
from jumelage.extraction import Budget, Extracted, Reader, decoding, unsearched
from jumelage.extraction.extracted import is_whole
from jumelage.extraction.papers import Paper, answer
from jumelage.model.withdrawn import Withdrawn
from jumelage.privacy.remains import mark, remains, searching, slugs, spellings
from jumelage.source.words import words
from jumelage.store.store import Store
from seeds import SEEDS, TEXT, paper, picture, remark, tarred, zipped

NAME = "Persoon Eens"
KEY = b"key"
MARKS = [Withdrawn(mark=mark(" ".join(one), KEY), words=len(one)) for one in spellings(NAME)]
quick = settings(max_examples=25, derandomize=True, deadline=None, database=None, suppress_health_check=[*HealthCheck])
DOCUMENT = zipped(**{"[Content_Types].xml": "<Types/>", "word__document.xml": f"<w:p>{TEXT}</w:p>"})
DIRECTORY = DOCUMENT.index(b"PK\x01\x02")
END = DOCUMENT.rindex(b"PK\x05\x06")


def whole(name: str, data: bytes, budget: Budget | None = None) -> bool:
    return is_whole(name, data, claims.read_here, budget)


def changed(data: bytes, at: int, form: str, *values: int) -> bytes:
    made = bytearray(data)
    struct.pack_into(form, made, at, *values)
    return bytes(made)


def with_more(more: bytes) -> bytes:
    """Return the document with bytes between its files and its directory."""
    end = changed(DOCUMENT[END:], 16, "<I", DIRECTORY + len(more))
    return DOCUMENT[:DIRECTORY] + more + DOCUMENT[DIRECTORY:END] + end


def streamed() -> bytes:
    """Return a zip file that was written to where nobody could go back: sizes stand behind the files."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.held = b""

        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            self.held += bytes(data)
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("b.txt", TEXT)
    return pipe.held


def one_entry(packed: bytes, method: int, size: int, check: int, flags: int = 0) -> bytes:
    reported = struct.pack("<5H3I2H", 20, flags, method, 0, 0, check, len(packed), size, 1, 0)
    local = b"PK\x03\x04" + reported + b"a" + packed
    listed = b"PK\x01\x02" + struct.pack("<H", 20) + reported + struct.pack("<3H2I", 0, 0, 0, 0, 0) + b"a"
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(listed), len(local), 0)
    return local + listed + end


def nested(depth: int) -> bytes:
    data = b"a"
    for _ in range(depth):
        data = gzip.compress(data)
    return data


def deflated(data: bytes) -> bytes:
    made = zlib.compressobj(9, zlib.DEFLATED, -15)
    return made.compress(data) + made.flush()


def half_a_text() -> bytes:
    """Return a part of a PNG in which a packed text ends too early."""
    body = b"Comment\0\0" + zlib.compress(TEXT.encode())[:-9]
    return len(body).to_bytes(4, "big") + b"zTXt" + body + bytes(4)


LETTERS = TEXT.encode()
LOCAL_EXTRA = 30 + len("a.txt")  # where it begins in the first local header
SUM = zlib.crc32(LETTERS)
HIDDEN = (
    struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 20, 20, 5, 0) + b"x.txt" + b"\0\1 Persoon Eens \0\1\0\1"
)
UNREAD: dict[str, tuple[str, bytes]] = {
    "a page before a zip": ("a.docx", b"<html></html>" + DOCUMENT),
    "a program before a zip": ("a.docx", b"MZ\0\0" + DOCUMENT),
    "a film before a zip": ("a.mp4", b"\0\0\0\x18ftypmp42" + DOCUMENT),
    "a paper before a zip": ("a.pdf", paper() + DOCUMENT),
    "a file that the directory does not list": ("a.docx", with_more(HIDDEN)),
    "bytes between files and directory": ("a.docx", with_more(b"x")),
    "bytes behind a zip": ("a.docx", DOCUMENT + b"x"),
    "a directory that lies about where it is": ("a.docx", changed(DOCUMENT, END + 16, "<I", 5)),
    "a directory that lies about its size": ("a.docx", changed(DOCUMENT, END + 12, "<I", 5)),
    "a directory with one entry more": ("a.docx", changed(DOCUMENT, END + 8, "<2H", 3, 3)),
    "a directory with one entry less": ("a.docx", changed(DOCUMENT, END + 8, "<2H", 1, 1)),
    "a zip on two disks": ("a.docx", changed(DOCUMENT, END + 4, "<H", 1)),
    "two entries in one place": ("a.docx", changed(DOCUMENT, DOCUMENT.rindex(b"PK\x01\x02") + 42, "<I", 0)),
    "another name in the local header": ("a.docx", DOCUMENT.replace(b"[Content", b"[Kontent", 1)),
    "another size in the local header": ("a.docx", changed(DOCUMENT, 22, "<I", 1)),
    "bytes behind what is packed in an entry": ("a.docx", one_entry(deflated(LETTERS) + b"xx", 8, len(LETTERS), SUM)),
    "an entry that is longer than it says": ("a.docx", one_entry(deflated(LETTERS), 8, 9, zlib.crc32(LETTERS[:9]))),
    "an entry with another sum": ("a.docx", one_entry(deflated(LETTERS), 8, len(LETTERS), 1)),
    "an entry packed in another way": ("a.docx", one_entry(lzma.compress(LETTERS), 14, len(LETTERS), SUM)),
    "an entry with a password": ("a.docx", one_entry(LETTERS, 0, len(LETTERS), SUM, 1)),
    "an entry that is not packed, with another sum": ("a.docx", one_entry(LETTERS, 0, len(LETTERS), 1)),
    "a directory that does not begin as one": ("a.docx", changed(DOCUMENT, DIRECTORY, "<I", 0)),
    "half a zip": ("a.docx", DOCUMENT[:60]),
    "sizes behind an entry that are others": ("a.zip", streamed().replace(b"PK\x07\x08", b"PK\x07\x09", 1)),
    "7-Zip in a document": ("a.docx", zipped(**{"word__a.bin": b"7z\xbc\xaf\x27\x1c\0\4"})),
    "RAR": ("a.bin", b"Rar!\x1a\x07\0"),
    "Zstandard": ("a.bin", b"\x28\xb5\x2f\xfd\0"),
    "the old Office": ("a.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    **{f"packed as {one!r}": ("a.bin", one + b"\1\2") for one in (
        b"!<arch>\n", b"070701", b"\x89LZO\0\r\n\x1a\n", b"\x60\xea", b"ab-lh5-", b"\xff\x06\0\0sNaPpY", b"xar!\0",
        b"wOF2",
        b"\x50\x2a\x4d\x18", b"\x02\x21\x4c\x18",
    )},
    "gzip behind something": ("a.bin", b"\x1f\x8b\x08\xff\0" + gzip.compress(LETTERS)),
    "gzip behind a word and what is none": ("a.bin", b"ab\x1f\x8b\x08\xffcd" + gzip.compress(LETTERS)),
    "a mail in base64": ("a.txt", b"\n" * 2000 + b"content-transfer-encoding: BASE64\n\nYQ=="),
    "a word of a header that is encoded": ("a.txt", b"From: =?utf-8?q?Persoon?="),
    "an entity of its own in UTF-16": ("a.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16-le")),
    "too deep": ("a.gz", nested(6)),
    "many streams behind one another": ("a.gz", gzip.compress(b"") * 2000),
    "gzip and something else": ("a.gz", gzip.compress(b"a") + b"geheim"),
    "half of a gzip": ("a.gz", gzip.compress(LETTERS)[:-9]),
    "half of a brotli": ("a.br", brotli.compress(LETTERS)[:-9]),
    "half of an xz": ("a.xz", lzma.compress(LETTERS)[:-9]),
    "half of a zlib": ("a.bin", zlib.compress(LETTERS * 20)[:-9]),
    "zlib and something else": ("a.bin", zlib.compress(LETTERS) + b"x"),
    "a tar with something behind its end": ("a.tar", tarred("a", b"b") + b"x" * 512),
    "a tar without an end": ("a.tar", tarred("a", b"b")[:1536]),
    "a tar that is cut": ("a.tar", tarred("a", b"b" * 2000)[:1600]),
    "a tar with another sum": ("a.tar", changed(tarred("a", b"b"), 0, "<I", 1)),
    "a tar with a sparse file": ("a.tar", tarred("a", b"b", tarfile.GNUTYPE_SPARSE)),
    "a picture with a damaged text": ("a.png", picture("PNG", pnginfo=remark()).replace(b"\0\0x\x9c", b"\0\0x\x9d")),
    "a picture with half a text": ("a.png", b"\x89PNG\r\n\x1a\n" + half_a_text()),
    "a scan": ("a.pdf", (Path(__file__).parent / "broken/files-not-searched/content/files/scan.pdf").read_bytes()),
    "half a paper": ("a.pdf", paper()[:300]),
}  # fmt: skip


def brief(value: str | bytes) -> str:
    """Return what a case is called: megabytes of it would take long to write, and some hold the time of day."""
    return value if isinstance(value, str) else "bytes"


@pytest.mark.parametrize("kind", SEEDS)
def test_each_kind_of_file_is_read_as_a_whole(kind: str) -> None:
    with Reader() as reader:
        read = Extracted(*SEEDS[kind], reader.read)
        assert any("brief" in text for text in [*read.texts()])
    assert read.whole


@pytest.mark.parametrize("kind", UNREAD)
def test_what_is_not_understood_is_unread(kind: str) -> None:
    assert not whole(*UNREAD[kind])


def test_a_zip_that_was_written_at_one_go_is_whole() -> None:
    assert whole("a.zip", streamed())


def test_a_zip_with_sizes_for_large_files_is_whole() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive, archive.open("a.txt", "w", force_zip64=True) as file:
        file.write(LETTERS)
    data = held.getvalue()
    assert whole("a.zip", data)
    for at in (LOCAL_EXTRA,):
        assert not whole("a.zip", changed(data, at, "<H", 2))


def test_text_among_bytes_has_the_same_limit_as_text() -> None:
    data = b"ab cd\1" * 1000
    read = Extracted("a.bin", data, budget=Budget(text=3000))
    assert sum(len(one) for one in read.texts()) < 6000
    assert not read.whole
    assert not whole("a.bin", data, Budget(until=-1))


def test_a_file_that_a_zip_holds_as_it_is_is_read() -> None:
    read = Extracted("a.zip", one_entry(LETTERS, 0, len(LETTERS), SUM))
    assert TEXT in [*read.texts()]
    assert read.whole


def test_a_paper_without_a_reader_of_papers_is_unread() -> None:
    assert not is_whole("a.pdf", paper())


def test_an_unlisted_file_is_searched_as_bytes() -> None:
    assert remains({"/a.docx": with_more(HIDDEN)}, MARKS, KEY).found == ("/a.docx",)


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/a.txt", b"&#" + b"9" * 5000 + b"; Persoon Eens &#x" + b"f" * 5000),
        ("/a.txt", b"&#00000000000000080;ersoon Eens"),
        ("/a.txt", b"x^2 is een kwadraat. Persoon Eens"),
        ("/a.csv", b"BZhang;Persoon Eens"),
        ("/a.docx", one_entry(lzma.compress(LETTERS), 14, len(LETTERS), SUM) + b"Persoon Eens"),
        ("/a.gz", gzip.compress(b"Persoon Eens, " + LETTERS * 9)[:-4]),
        ("/a.vtt", b"WEBVTT\n\n00:01 --> 00:02 Persoon Eens\n"),
        ("/a.jpg", picture("JPEG") + b"\0Persoon Eens\0\xff\xd9"),
        ("/a.webp", picture("WEBP") + b"VP8 \x0d\0\0\0 Persoon Eens"),
        ("/a.txt", "Persoon Eens".encode("utf-32")),
        ("/a.mp4", b"\0\0ftyp\0" + bytes(3_000_000) + b"Persoon Eens" + bytes(3_000_000)),
        ("/a.json", b"[" + b"9" * 9000 + b', "Persoon Eens"]'),
    ],
    ids=brief,
)
def test_the_search_goes_on_beside_what_cannot_be_read(path: str, data: bytes) -> None:
    assert remains({path: data}, MARKS, KEY).found == (path,)


# Fuzzing


def damaged(seed: bytes) -> st.SearchStrategy[bytes]:
    """Return bytes like some others: with some changed, cut out, doubled or put in."""
    change = st.tuples(st.integers(0, len(seed)), st.integers(0, 40), st.binary(max_size=8))

    def made(changes: list[tuple[int, int, bytes]]) -> bytes:
        data = seed
        for at, length, put in changes:
            data = data[:at] + put + data[at + length :] if length % 2 else data[: at + length] + put + data[at:]
        return data

    return st.lists(change, max_size=4).map(made)


@pytest.mark.parametrize("kind", SEEDS)
def test_a_damaged_file_is_read_or_unread(kind: str) -> None:
    name, data = SEEDS[kind]
    quick(given(damaged(data))(lambda raw: claims.any_file(name, raw)))()


@pytest.mark.parametrize("kind", SEEDS)
def test_any_bytes_are_read_or_unread(kind: str) -> None:
    name, data = SEEDS[kind]
    start = st.sampled_from([b"", data[:4], data[:30]])
    quick(given(start, st.binary(max_size=300))(lambda first, rest: claims.any_file(name, first + rest)))()


@pytest.mark.soak
@pytest.mark.parametrize("kind", SEEDS)
def test_a_damaged_file_is_read_or_unread_for_long(kind: str) -> None:
    name, data = SEEDS[kind]
    settings(quick, max_examples=2000, derandomize=False)(
        given(damaged(data))(lambda raw: claims.any_file(name, raw))
    )()


# Time and memory


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.gz", gzip.compress),
        ("a.br", brotli.compress),
        ("a.zip", lambda data: zipped(a=data)),
        ("a.xz", lzma.compress),
        ("a.bin", zlib.compress),
    ],
)
def test_a_bomb_is_not_unpacked(name: str, pack: Callable[[bytes], bytes]) -> None:
    data = pack(bytes(40_000_000))
    tracemalloc.start()
    try:
        assert not whole(name, data, Budget(size=250_000))
        assert tracemalloc.get_traced_memory()[1] < 12_000_000
    finally:
        tracemalloc.stop()


def test_more_text_than_may_be_read_is_unread_and_its_beginning_is_searched() -> None:
    read = Extracted("a.txt", b"Persoon Eens " * 10, budget=Budget(text=30))
    assert [*read.texts()][-1] == "Persoon Eens Persoon Eens"
    assert not read.whole


def test_more_json_than_is_taken_apart_is_read_as_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b'["Persoon Eens"]'
    assert [*Extracted("a.json", data).texts()][-1] == "Persoon Eens"
    monkeypatch.setattr(decoding, "MOST_JSON", len(data) - 1)
    assert [*Extracted("a.json", data).texts()][-1] == '["Persoon Eens"]'


def test_more_files_than_may_be_in_one_are_unread() -> None:
    assert not whole("a.zip", zipped(**{f"{n}.txt": "" for n in range(12)}), Budget(parts=10))


def spent(work: Callable[[bytes], object], data: bytes) -> float:
    before = time.process_time()
    work(data)
    return time.process_time() - before


def search(data: bytes) -> None:
    read = Extracted("files/a.txt", data)
    searching.Search(MARKS, KEY).named(read)


# Each makes 200 kB or more of the worst for a pattern.
WORST: dict[str, Callable[[int], bytes]] = {
    "hyphens": lambda n: b"-" * (n * 20) + "é".encode(),
    "slugs": lambda n: b"a-" * (n * 10) + b"A",
    "one word": lambda n: b"a" * (n * 20),
    "one word in bytes": lambda n: b"\0\1" + b"a" * (n * 20),
    "accents": lambda n: "e\u0301\u0327".encode() * n,
    "opened tags": lambda n: b"<" * (n * 20),
    "opened tags with a name": lambda n: b"<p " * (n * 5),
    "tags": lambda n: b"a<b>" * (n * 3),
    "broken words": lambda n: b"-\n" * (n * 5) + b"-" + b" " * (n * 5),
    "times of subtitles": lambda n: b"WEBVTT\n\n1" + b" " * (n * 20) + b"\n",
    "subtitles": lambda n: b"WEBVTT\n\n" + b"NOTE\n-->\n\na\n" * n,
    "signs that are not seen": lambda n: "a\u200b".encode() * n + b"-\n" * n,
    "notes that are not closed": lambda n: b"<text:note <w:delText>" * n,
    "parts as they are": lambda n: b"<![CDATA[" * n + b"]]>" * n,
    "paths": lambda n: b"".join(b"/a/%012x.pdf " % (one * 7919) for one in range(n // 20)),
    "letters of Windows": lambda n: b"\x9a\x81 " * n,
    "escapes": lambda n: b"\\u00" * (n * 5),
    "percent signs": lambda n: b"%25" * (n * 5),
    "entities": lambda n: b"&#" + b"0" * (n * 20) + b"&amp;amp;" * n,
    "numbers": lambda n: b"&#" * n + b"9" * (n * 20),
    "hashtags": lambda n: b"".join(b"#%012x " % (one * 7919) for one in range(n // 20)),
    "camels": lambda n: b"aB" * n,
    "apostrophes": lambda n: b"a'" * n,
    "lines": lambda n: b"".join(b"%x;%x\n" % (one, one * 7) for one in range(n // 4)),
    "folded": lambda n: b"BEGIN:\r\n" + b" \r\n" * n,
    "lists": lambda n: b"[" * (n * 5),
    "UTF-16": lambda n: ("a " * (n * 3)).encode("utf-16"),
    "gzip": lambda n: gzip.compress(b"") * (n // 20),
    "a picture": lambda n: b"\xff\xd8\xff\xda\0\2" + b"\xff\0" * (n * 20),
    "pieces of a picture": lambda n: b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0IDAT\0\0\0\0" * n,
}


@pytest.mark.parametrize("kind", WORST)
def test_twice_as_much_takes_no_more_than_twice_the_time(kind: str) -> None:
    made = WORST[kind]
    size = 6000
    few, many = made(size), made(2 * size)
    # Of five measurements one is enough: the others were disturbed.
    assert any(max(spent(search, many), 0.004) / max(spent(search, few), 0.004) < 3 for _ in range(5))


@pytest.mark.parametrize("one", [slugs, words, spellings])
def test_names_take_time_as_they_are_long(one: Callable[[str], object]) -> None:
    def read(data: bytes) -> object:
        return one(data.decode())

    texts = ["(" * 4_000, '"' * 4_001, "-1" * 2_000 + "a", "“" * 4_000, "e\u0301\u0327" * 2_000]
    for text in texts:
        ratios = (
            max(spent(read, (text * 2).encode()), 0.004) / max(spent(read, text.encode()), 0.004) for _ in range(5)
        )
        assert any(ratio < 3 for ratio in ratios)


# Papers


def test_papers_are_read_one_after_the_other_in_a_process_of_its_own() -> None:
    with Reader() as reader:
        first = reader.read(paper())
        process = reader.process
        assert not reader.read(b"%PDF-1.4 niets").whole
        second = reader.read(paper())
        assert reader.process is process
    assert first == second
    assert first.whole
    assert ("a.txt", TEXT.encode()) in first.attached
    assert reader.process is None


def test_a_process_that_takes_too_long_is_stopped_and_replaced() -> None:
    with Reader(seconds=0.001) as reader:
        assert not reader.read(paper()).whole
        assert reader.process is None
        reader.seconds = 60.0
        assert reader.read(paper()).whole


def test_a_paper_on_which_too_much_time_is_spent_is_not_whole() -> None:
    assert not Paper(paper(), seconds=-1).whole
    assert Paper(paper(), seconds=60).whole


def test_all_of_a_paper_is_read_and_a_page_that_is_shown_twice_once() -> None:
    said = Paper(paper(), seconds=60)
    assert said.whole
    assert said.texts.count(said.texts[0]) == 1
    assert {"<dc:creator>Een maker</dc:creator>", "Geen tekst \x9f"} <= {*said.texts}


def test_papers_are_answered_in_order() -> None:
    asked = b"".join(len(one).to_bytes(8, "big") + one for one in (paper(), b"x"))
    reported = io.BytesIO()
    answer(io.BytesIO(asked), reported, lambda: None)
    assert reported.getvalue().count(b'"whole": true') == 1
    assert reported.getvalue().count(b'"whole": false') == 1


# What comes in, and the whole search


def test_what_was_found_out_about_a_file_is_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "kept")
    files = {"content/files/a.pdf": b"%PDF-1.4 niets", "content/files/a.txt": b"a", "content/files/a.docx": DOCUMENT}
    found = [*unsearched(files, store)]
    assert [one.position.path for one in found] == ["content/files/a.pdf"]
    # The plain text is read each time, which takes less.
    assert len([*(tmp_path / "kept").iterdir()]) == 2
    assert [*unsearched(files, store)] == found


def test_our_own_files_are_searched_whatever_time_others_take() -> None:
    files = {"/files/a.txt": b"Persoon Eens", "/files/persooneens.txt": b"", "/nl/a.html": b"Persoon Eens"}
    found = remains(files, MARKS, KEY, seconds=-1)
    assert found.found == ("/files/persooneens.txt", "/nl/a.html")
    assert found.unread == ("/files/a.txt", "/files/")


def test_a_file_of_others_on_which_too_much_time_is_spent_is_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "FILE_SECONDS", -1.0)
    files = {"/files/a.txt": b"Persoon Eens", "/nl/a.txt": b"Persoon Eens"}
    found = remains(files, MARKS, KEY)
    assert (found.found, found.unread) == (("/nl/a.txt",), ("/files/a.txt",))


def test_the_text_of_our_own_files_has_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    long = b"x " * 3_000_000 + b"Persoon Eens"
    monkeypatch.setattr(searching, "KEPT", 1000)
    assert remains({"/nl/list.json": long}, MARKS, KEY).found == ("/nl/list.json",)
    other = remains({"/files/a.csv": long}, MARKS, KEY)
    assert (other.found, other.unread) == ((), ("/files/a.csv",))


def test_what_is_remembered_of_a_long_text_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "TOGETHER", 10)
    monkeypatch.setattr(searching, "KEPT", 30)
    long = "".join(f"woord{number} " for number in range(200))
    search = searching.Search(MARKS, KEY)
    assert search.named(Extracted("a.txt", f"{long}Persoon Eens {long}".encode()))
    assert max(len(search.read), len(search.asked), len(search.nobody)) < 100


def test_a_name_is_found_where_two_parts_of_a_long_text_meet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "TOGETHER", 10)
    for before in range(25):
        assert remains({"/a.txt": b"x " * before + b"Persoon Eens" + b" y" * 9}, MARKS, KEY).found == ("/a.txt",)
