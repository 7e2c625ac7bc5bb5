"""Files beside the texts, and the theme's stylesheet."""

import os
import struct
import zlib
from io import BytesIO
from os import fsdecode
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from jumelage.messages.problems import Code, Position, Problem, Severity
from jumelage.messages.sentences import Sentence
from jumelage.source import assets, pictures
from jumelage.source.assets import Asset, files, walk
from jumelage.store.store import Store

PLACE = (50.8466, 4.3528)


def lay(root: Path, named: dict[str, bytes]) -> Path:
    for name, data in named.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def picture(form: str, mode: str = "RGB", size: tuple[int, int] = (4, 2), **options: Any) -> bytes:
    written = BytesIO()
    Image.new(mode, size).save(written, form, **options)
    return written.getvalue()


def telling(form: str) -> bytes:
    """Return a picture that tells where, when and with what it was taken, and that it lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "Camera of Somebody"
    exif[0x9003] = "2026:05:07 10:00:00"
    exif.get_ifd(0x8825)[2] = PLACE
    return picture(form, exif=exif.tobytes())


def drawn(width: int, height: int) -> bytes:
    """Return a PNG that says how large it is and holds nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def refused(root: Path) -> list[tuple[str, Code]]:
    found, problems = files(root, Store())
    assert found == {}
    return [(str(one.message), one.code) for one in problems]


def test_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    root = lay(tmp_path, dict.fromkeys(("b/c", "b/a", "d", "B", "a.md", "b.md"), b""))
    assert [str(path.relative_to(root)) for path in walk(root, root) if isinstance(path, Path)] == [
        "B", "a.md", "b/a", "b/c", "b.md", "d",
    ]  # fmt: skip


def test_files_that_systems_leave_behind_are_passed_over(tmp_path: Path) -> None:
    root = lay(tmp_path, {"a/.gitkeep": b"", ".DS_Store": b"", ".hidden": b""})
    assert [*walk(root, root)] == [root / ".hidden"]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert [*walk(tmp_path / "a", tmp_path)] == []


def test_a_symbolic_link_is_a_problem_and_is_not_followed(tmp_path: Path) -> None:
    root = lay(tmp_path, {"a/b": b""})
    (root / "a/c").symlink_to(root / "a")
    (root / "d").symlink_to("a")
    said = Sentence("This is a symbolic link."), Sentence("Put the file itself here.")
    assert [*walk(root / "d", root)] == [Problem(Position("d"), Code.SYMLINK, *said)]
    assert [one.position.path if isinstance(one, Problem) else one.name for one in walk(root, root)] == [
        "b",
        "a/c",
        "d",
    ]


def test_a_pipe_is_a_problem_and_is_not_opened(tmp_path: Path) -> None:
    root = lay(tmp_path, {"a": b""})
    # Whoever opened it would wait for ever.
    os.mkfifo(root / "b.txt")
    said = Sentence("This is neither a file nor a folder."), Sentence("Remove it.")
    assert [*walk(root, root)] == [root / "a", Problem(Position("b.txt"), Code.UNEXPECTED_FILE, *said)]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param(b"a\nb.txt", "a\ufffdb.txt", id="a line end"),
        pytest.param(b"\xff.txt", "\ufffd.txt", id="no UTF-8"),
        pytest.param("a\u200b/b.txt".encode(), "a\ufffd", id="a folder with a zero-width blank"),
    ],
)
def test_a_name_that_cannot_be_shown_is_a_problem(tmp_path: Path, name: bytes, shown: str) -> None:
    root = lay(tmp_path, {fsdecode(name): b""})
    said = Sentence("The name of this file contains a character that cannot be displayed."), Sentence("Rename it.")
    assert [*walk(root, root)] == [Problem(Position(shown), Code.INVISIBLE_CHARACTER, *said)]


def test_files_are_published_as_they_are(tmp_path: Path) -> None:
    named = {
        "files/a.pdf": b"%PDF-1.7 a\n%%EOF",
        "files/c.csv": b"",
        "files/d.txt": b"\xffanything",
        "pictures/e.txt": b"a",
    }
    root = lay(tmp_path, {f"content/{name}": data for name, data in named.items()})
    assert files(root, Store()) == ({name: Asset(f"/{name}", data) for name, data in named.items()}, [])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("a.pdf", b"<html>", id="a page as a paper"),
        pytest.param("a.docx", b"MZ", id="a program as a text"),
        pytest.param("a.jpg", b"<html>", id="a page as a picture"),
        pytest.param("a.jpg", picture("PNG"), id="one kind of picture as another"),
        pytest.param("a.png", picture("PNG")[:-30], id="half a picture"),
        pytest.param("a.webp", b"", id="nothing"),
    ],
)
def test_a_file_is_what_its_name_says(tmp_path: Path, name: str, data: bytes) -> None:
    message = f"The file is not what its name says ({Path(name).suffix}), or is damaged."
    assert refused(lay(tmp_path, {f"content/files/{name}": data})) == [(message, Code.FILE_TYPE)]


@pytest.mark.parametrize("name", ["a.html", "a.svg", "a.heic", "a.exe", "a.PDF", "a.pdf.exe", "pdf", ".pdf"])
def test_a_file_of_another_type_is_not_published(tmp_path: Path, name: str) -> None:
    root = lay(tmp_path, {f"content/pictures/{name}": b"%PDF-"})
    assert refused(root) == [("Files of this type are not published.", Code.FILE_TYPE)]


@pytest.mark.parametrize("name", ["a.pdf", "a.jpg"])
def test_a_file_that_is_too_large_is_not_published(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "MAX_FILE", 2_000_000)
    root = lay(tmp_path, {f"content/files/{name}": b"%PDF-" + bytes(1_999_996)})
    assert refused(root) == [("The file is larger than 2 MB.", Code.TOO_LARGE)]


def test_a_file_just_not_too_large_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "MAX_FILE", 11)
    assert [*files(lay(tmp_path, {"content/files/a.pdf": b"%PDF-1%%EOF"}), Store())[0]] == ["files/a.pdf"]


@pytest.mark.parametrize("size", [(10_000, 5_001), (10_000, 10_000), (100_000, 100_000)])
def test_a_picture_of_too_many_pixels_is_not_opened(tmp_path: Path, size: tuple[int, int]) -> None:
    root = lay(tmp_path, {"content/pictures/a.png": drawn(*size)})
    assert refused(root) == [("The picture has more than 50 million pixels.", Code.TOO_LARGE)]


@pytest.mark.parametrize(("suffix", "form"), [("jpg", "JPEG"), ("jpeg", "JPEG"), ("png", "PNG"), ("webp", "WEBP")])
def test_a_picture_loses_what_it_tells_and_stands_upright(tmp_path: Path, suffix: str, form: str) -> None:
    before = telling(form)
    found, problems = files(lay(tmp_path, {f"content/pictures/a.{suffix}": before}), Store())
    after = found[f"pictures/a.{suffix}"].data
    assert problems == []
    assert b"Somebody" in before
    assert [word for word in (b"Somebody", b"2026:05", b"Exif", b"eXIf", b"EXIF") if word in after] == []
    with Image.open(BytesIO(after)) as shown:
        assert (shown.format, shown.size, dict(shown.getexif())) == (form, (2, 4), {})


@pytest.mark.parametrize(
    ("mode", "options"),
    [
        pytest.param("P", {"transparency": 0}, id="one colour that stands for it"),
        pytest.param("RGBA", {}, id="a measure for each pixel"),
    ],
)
def test_a_picture_keeps_what_is_transparent(tmp_path: Path, mode: str, options: dict[str, Any]) -> None:
    root = lay(tmp_path, {"content/pictures/a.png": picture("PNG", mode, **options)})
    with Image.open(BytesIO(files(root, Store())[0]["pictures/a.png"].data)) as shown:
        assert shown.convert("RGBA").getpixel((0, 0)) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.mp4", b"\0\0\0\x10ftypisom\0\0\2\0", None),
        ("a.webm", b"\x1a\x45\xdf\xa3\x87\x42\x82\x84webm\x18\x53\x80\x67\x80", None),
        ("a.nl.vtt", b"\xef\xbb\xbfWEBVTT\n", None),
        ("a.mp4", b"<html>", Code.FILE_TYPE),
        ("a.nl.vtt", b"1\n00:00 --> 00:01\n", Code.FILE_TYPE),
        ("a.avi", b"RIFF", Code.FILE_TYPE),
    ],
)
def test_a_video_is_what_its_name_says(name: str, data: bytes, code: Code | None, tmp_path: Path) -> None:
    found, problems = files(lay(tmp_path, {f"content/video/{name}": data}), Store())
    assert [problem.code for problem in problems] == ([code] if code else [])
    assert [asset.data for asset in found.values()] == ([] if code else [data])


def test_a_video_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "MAX_FILE", 3)
    problems = files(lay(tmp_path, {"content/video/a.mp4": b"\0\0\0\x18ftypisom"}), Store())[1]
    assert [problem.code for problem in problems] == [Code.TOO_LARGE]


def test_a_picture_knows_its_size_as_it_is_shown(tmp_path: Path) -> None:
    root = lay(tmp_path, {"content/pictures/a.jpg": telling("JPEG"), "content/files/a.txt": b"a"})
    found = files(root, Store())[0]
    assert (found["files/a.txt"].width, found["files/a.txt"].height) == (0, 0)
    with Image.open(BytesIO(found["pictures/a.jpg"].data)) as shown:
        assert (found["pictures/a.jpg"].width, found["pictures/a.jpg"].height) == shown.size


def refilled(data: bytes) -> bytes:
    """Return a PNG whose pixels are damaged; its parts are as long as they say."""
    place = data.index(b"IDAT") + 6
    return data[:place] + bytes(9) + data[place + 9 :]


NOISE = Image.effect_noise((60, 40), 99)


def noise(form: str) -> bytes:
    written = BytesIO()
    NOISE.save(written, form)
    return written.getvalue()


@pytest.mark.parametrize("size", [(7000, 7000), (16_000, 3000), (1200, 900)])
def test_a_picture_of_more_pixels_than_its_bytes_can_fill_is_refused(tmp_path: Path, size: tuple[int, int]) -> None:
    data = picture("WEBP", size=size, lossless=True, quality=0, method=0)
    assert len(data) < 100
    million = size[0] * size[1] // 1_000_000
    said = f"The picture has {million} million pixels but shows nothing."
    assert refused(lay(tmp_path, {"content/pictures/a.webp": data})) == [(said, Code.TOO_LARGE)]


def test_a_small_picture_may_be_of_one_colour(tmp_path: Path) -> None:
    data = picture("WEBP", size=(1000, 1000), lossless=True, quality=0, method=0)
    assert files(lay(tmp_path, {"content/pictures/a.webp": data}), Store())[1] == []


def test_a_large_picture_that_is_only_looked_at_is_not_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = noise("WEBP")
    damaged = data[:60] + bytes(99) + data[159:]
    root = lay(tmp_path, {"content/pictures/a.webp": damaged})
    monkeypatch.setattr(pictures, "MAX_TRIED", 60 * 40 - 1)
    assert files(root, Store(), whole=False)[0] == {"pictures/a.webp": Asset("/pictures/a.webp", b"", 60, 40)}


@pytest.mark.parametrize(("suffix", "form"), [("jpg", "JPEG"), ("jpeg", "JPEG"), ("png", "PNG"), ("webp", "WEBP")])
def test_a_picture_that_is_only_looked_at_has_its_size_and_no_data(tmp_path: Path, suffix: str, form: str) -> None:
    root = lay(tmp_path, {f"content/pictures/a.{suffix}": telling(form), "content/files/a.txt": b"a"})
    found, problems = files(root, Store(), whole=False)
    path = f"/pictures/a.{suffix}"
    assert (found[path[1:]], problems) == (Asset(path, b"", 2, 4), [])
    assert found["files/a.txt"].data == b"a"


@pytest.mark.parametrize("whole", [True, False])
def test_a_picture_that_cannot_be_drawn_is_a_problem_of_a_check_too(tmp_path: Path, whole: bool) -> None:
    root = lay(tmp_path, {"content/pictures/a.png": refilled(noise("PNG"))})
    found, problems = files(root, Store(), whole)
    assert (found, [one.code for one in problems]) == ({}, [Code.FILE_TYPE])


def test_a_picture_of_another_size_than_its_header_says_is_a_problem(tmp_path: Path) -> None:
    # Of two headers the first is read here and the second by who draws it.
    data = noise("JPEG")
    start = data.index(b"\xff\xc0")
    other = data[start : start + 5] + struct.pack(">HH", 41, 60) + data[start + 9 : start + 13]
    root = lay(tmp_path, {"content/pictures/a.jpg": data[:start] + other + data[start:]})
    assert [one.code for one in files(root, Store())[1]] == [Code.FILE_TYPE]


@pytest.mark.parametrize("whole", [True, False])
def test_more_pixels_than_a_site_should_have_are_a_warning_where_they_begin_to_be_too_many(
    tmp_path: Path, whole: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "MAX_PIXELS", 2 * 60 * 40 - 1)
    named = {"a.png": noise("PNG"), "b.jpg": noise("JPEG"), "c.png": refilled(noise("PNG")), "d.png": noise("PNG")}
    found, problems = files(
        lay(tmp_path, {f"content/pictures/{name}": data for name, data in named.items()}), Store(), whole
    )
    # What is published is drawn in any case; a check looks at no more pixels.
    damaged = [("content/pictures/c.png", Severity.PROBLEM)] if whole else []
    assert [(one.position.path, one.severity) for one in problems] == [
        ("content/pictures/b.jpg", Severity.WARNING),
        *damaged,
    ]
    assert "more than 0 million pixels together" in str(problems[0].message)
    assert "pictures/d.png" in found


def test_more_bytes_than_a_site_should_have_are_a_warning_where_they_begin_to_be_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "MAX_FILES", 9)
    root = lay(tmp_path, {f"content/files/{name}.txt": b"hello" for name in "abc"})
    found, problems = files(root, Store())
    assert [(one.position.path, one.code, one.severity) for one in problems] == [
        ("content/files/b.txt", Code.TOO_LARGE, Severity.WARNING)
    ]
    assert len(found) == 3
