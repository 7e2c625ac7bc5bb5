"""Files that lead elsewhere, hang, hide or blow up: each is a problem at its place, and none is opened or published."""

import os
import socket
import struct
import subprocess
import sys
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from findings import found, valid_site, wrong
from jumelage.messages.problems import Code
from jumelage.messages.report import text as reported
from jumelage.messages.sentences import catalogue
from jumelage.source.assets import Asset, copied, copies, files
from jumelage.store.store import Store
from running import jumelage, outcome
from sites import written
from test_hostile_texts import checked

WORDS = b"Somebody"


def codes(root: Path) -> list[tuple[str, Code]]:
    return [(one.position.path, one.code) for one in wrong(root)]


def packed(*names: str, first: bytes = b"") -> bytes:
    """Return an archive with files of these names; `first` goes before them, unpacked, as OpenDocument has it."""
    into = BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, "<x/>" if name.endswith(".xml") else "x")
    return into.getvalue()


OPEN = b"application/vnd.oasis.opendocument."
WRITER = packed("content.xml", first=OPEN + b"text")
WORD = packed("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize("name", ["data/a", "data/themes.yaml", "content/nl/page/a.md", "content/files/a.pdf"])
@pytest.mark.parametrize("kind", ["pipe", "socket"])
def test_what_is_neither_file_nor_folder_is_not_opened(name: str, kind: str, tmp_path: Path) -> None:
    root = valid_site(tmp_path)
    (root / name).unlink(missing_ok=True)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    if kind == "pipe":
        os.mkfifo(root / name)
    else:
        # Its path may have a hundred letters only.
        with socket.socket(socket.AF_UNIX) as listening:
            before = Path.cwd()
            os.chdir((root / name).parent)
            listening.bind(Path(name).name)
            os.chdir(before)
    status, said, _ = jumelage("check", "--fresh", root=root)
    assert status == 1
    assert f"{name}:1:1: This is neither a file nor a folder. [unexpected-file]\n    Remove it.\n" in said


@pytest.mark.parametrize("name", ["data/themes.yaml", "content/nl/page/about.md", "content/files/a.pdf"])
def test_a_folder_in_place_of_a_file_is_no_file(name: str, tmp_path: Path) -> None:
    root = valid_site(tmp_path)
    (root / name).unlink(missing_ok=True)
    (root / name).mkdir(parents=True)
    written(root, {f"{name}/b.txt": "x"})
    assert jumelage("check", "--fresh", root=root)[0] in {0, 1}


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("data/accessibility.yaml", "secret.yaml"),
        ("data/themes.yaml", "secret.yaml"),
        ("data/gone.yaml", "secret.yaml"),
        ("data/security.yaml", "secret.yaml"),
        ("data/withdrawn.yaml", "secret.yaml"),
        ("content/nl/page/about.md", "secret.yaml"),
        ("content/nl/page/other.md", "/dev/zero"),
        ("content/files/verslag.txt", "secret.yaml"),
        ("content/pictures/a.png", "/dev/zero"),
        ("content", "elsewhere"),
        ("data", "elsewhere"),
        ("data", "/"),
        ("content/video", "/"),
        ("data/themes", "/"),
    ],
)
def test_nothing_of_what_a_link_leads_to_is_read_or_shown(name: str, target: str, tmp_path: Path) -> None:
    root = valid_site(tmp_path)
    written(tmp_path, {"secret.yaml": "reviewed: TOP SECRET\n", "elsewhere/nl/page/a.md": "TOP SECRET [a](b)\n"})
    names = ("accessibility", "themes", "gone", "security", "withdrawn")
    written(tmp_path, {f"elsewhere/{one}.yaml": "reviewed: TOP SECRET\n" for one in names})
    path = root / name
    if path.is_dir():
        path.rename(tmp_path / "before")
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target if target.startswith("/") else tmp_path / target)
    for command in (("check", "--fresh"), ("check",), ("build",)):
        status, said, beside = jumelage(*command, root=root)
        assert status == 1
        assert f"{name}:1:1: This is a symbolic link. [symlink]" in said
        assert "SECRET" not in said + beside
    shown = "".join(reported(one, catalogue("en"), root) for one in found(root))
    assert "SECRET" not in shown
    # Not even what is wrong behind the link is told.
    assert {one.code for one in found(root) if f"{one.position.path}/".startswith(f"{name}/")} == {Code.SYMLINK}


@pytest.mark.parametrize("folder", ["data", "content/nl", "content/files"])
def test_folders_without_end_within_one_another_are_a_problem(folder: str, tmp_path: Path) -> None:
    root = valid_site(tmp_path)
    (root / folder).mkdir(exist_ok=True)
    inner = os.open(root / folder, os.O_RDONLY)
    for _ in range(1200):
        os.mkdir("a", dir_fd=inner)
        outer, inner = inner, os.open("a", os.O_RDONLY, dir_fd=inner)
        os.close(outer)
    os.close(inner)
    try:
        assert [code for _, code in codes(root)] == [Code.UNEXPECTED_FILE]
        for command in (("check", "--fresh"), ("check",), ("build",)):
            status, said, _ = jumelage(*command, root=root)
            assert status == 1
            assert said.count("Folders are nested too deeply here. [unexpected-file]") == 1
    finally:
        # Python itself cannot remove them.
        subprocess.run(("/bin/rm", "-r", root), check=True)


PATHS = (
    "../../etc/passwd", "/etc/passwd", "..\\\\..\\\\etc\\\\passwd", "%2e%2e/%2e%2e/etc/passwd", "a/../../b.pdf",
    "file:///etc/passwd", "~/a.pdf", "verslag.txt/../../x", "C:\\\\a.pdf", "//host/a.pdf", "$HOME/a", "*", ".",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_no_path_in_a_field_leads_out_of_its_folder(path: str, tmp_path: Path) -> None:
    reported = "credit: A, licence: B, people: false"
    root = valid_site(
        tmp_path,
        {
            "data/networks.yaml": f"""
- id: net
  name: {{nl: a, fr: b}}
  pictures: [{{file: "{path}", alt: {{nl: a, fr: b}}, {reported}}}]
  videos: [{{file: "{path}", poster: "{path}", title: {{nl: a, fr: b}}, lang: nl, width: 1, height: 1, {reported}}}]
""",
            "content/nl/place/lunara.md": f"[a](<{{static}}{path}>)\n![b](<{{static}}{path}>)\n",
            "content/fr/place/lunara.md": "X.\n",
            "content/pictures/verslag.txt": "x",
        },
    )
    missing = [(one.position.path, one.position.line) for one in wrong(root) if one.code == Code.MISSING_FILE]
    assert {line for name, line in missing if name == "data/networks.yaml"} == {4, 5}
    assert {line for name, line in missing if name == "content/nl/place/lunara.md"} == {1, 2}


@pytest.mark.parametrize(
    "name",
    ["con.pdf", "NUL.pdf", "aux.x.pdf", "com1.pdf", "a b.pdf", "é.pdf", "e\u0301.pdf", "\u0430.pdf", "a#b.pdf",
     "a?b.pdf", "a%2fb.pdf", "a,b.pdf", "a:b.pdf", "a'b.pdf", "<b>.pdf", "-a.pdf", ".a.pdf", "a\\b.pdf",
     f"{'a' * 97}.pdf", "con/a.pdf", "a /b.pdf", "{{ a }}.pdf"],
)  # fmt: skip
def test_a_file_is_not_published_under_a_name_that_is_none_everywhere(name: str, tmp_path: Path) -> None:
    root = valid_site(tmp_path, {f"content/files/{name}": b"%PDF-1\n%%EOF"})
    assert codes(root) == [(f"content/files/{name}", Code.INVALID_ID)]


@pytest.mark.parametrize("name", ["a.pdf.", "a.pdf ", "a\u202efdp.exe", "a.pdf\u200b"])
def test_a_name_that_only_looks_like_a_papers_is_none(name: str, tmp_path: Path) -> None:
    root = valid_site(tmp_path, {f"content/files/{name}": b"%PDF-1\n%%EOF"})
    assert [code for _, code in codes(root)] in ([Code.FILE_TYPE], [Code.INVISIBLE_CHARACTER])


def test_a_file_of_data_has_a_name_that_is_one_everywhere(tmp_path: Path) -> None:
    records = dict.fromkeys(("data/networks/nul.yaml", "data/networks/A.yaml", "data/networks/a.yaml"), "")
    assert codes(valid_site(tmp_path, records)) == [
        ("data/networks/a.yaml", Code.SAME_ADDRESS),
        ("data/networks/nul.yaml", Code.INVALID_ID),
    ]


def test_names_that_differ_in_capitals_only_are_one_on_other_systems(tmp_path: Path) -> None:
    names = ("content/files/Foo.pdf", "content/files/foo.pdf", "content/files/FOO.pdf", "content/files/bar.pdf")
    root = valid_site(tmp_path, dict.fromkeys(names, b"%PDF-1\n%%EOF"))
    assert codes(root) == [(names[0], Code.SAME_ADDRESS), (names[1], Code.SAME_ADDRESS)]
    folders = dict.fromkeys(("content/files/A/x.pdf", "content/files/a/x.pdf"), b"%PDF-1\n%%EOF")
    assert codes(valid_site(tmp_path / "b", folders)) == [("content/files/a/x.pdf", Code.SAME_ADDRESS)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.odt", WRITER),
        ("a.ods", packed("content.xml", first=OPEN + b"spreadsheet")),
        ("a.docx", WORD),
        ("a.xlsx", packed("[Content_Types].xml", "xl/workbook.xml")),
        ("a.csv", "a;é\n".encode()),
        ("a.txt", b"\xffLatin is read as it is"),
        ("a.pdf", b"%PDF-1.7\n%%EOF\n"),
    ],
)
def test_a_paper_that_is_what_its_name_says_is_published(name: str, data: bytes, tmp_path: Path) -> None:
    assert codes(valid_site(tmp_path, {f"content/files/{name}": data})) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("a.pdf", b"<html><script>x</script>", id="a page as a paper"),
        pytest.param("a.pdf", b"x\n%PDF-1.7\n%%EOF", id="a paper behind something else"),
        pytest.param("a.odt", b"PK\x03\x04", id="the start of an archive"),
        pytest.param("a.odt", packed("a.exe"), id="any archive"),
        pytest.param("a.odt", WRITER[:-20], id="an archive without its list"),
        pytest.param("a.odt", packed("content.xml", first=OPEN + b"spreadsheet"), id="a table as a text"),
        pytest.param("a.docx", packed("word/document.xml"), id="a text without its types"),
        pytest.param("a.docx", packed("[Content_Types].xml", "xl/workbook.xml"), id="a table as a text of Word"),
        pytest.param("a.docx", packed("[Content_Types].xml", *(f"word/{n}" for n in range(10_000))), id="too many"),
        pytest.param("a.csv", b"MZ\x90\0\x03", id="a program as a table"),
        pytest.param("a.txt", "a".encode("utf-16"), id="UTF-16"),
        pytest.param("a.jpg", b"<svg onload=x>", id="a drawing as a photograph"),
        pytest.param("a.png", b"GIF89a\1\0\1\0\0\0\0;", id="one kind of picture as another"),
        pytest.param("a.png", b"8BPS\0\1" + bytes(60), id="a picture of a program for pictures"),
        pytest.param("a.webp", b"II*\0" + bytes(60), id="a TIFF"),
        pytest.param("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="a drawing"),
        pytest.param("a.docm", WORD, id="a text with programs by its name"),
        pytest.param("a.html", b"<p>", id="a page"),
    ],
)  # fmt: skip
def test_a_paper_that_is_something_else_is_a_problem(name: str, data: bytes, tmp_path: Path) -> None:
    assert codes(valid_site(tmp_path, {f"content/files/{name}": data})) == [(f"content/files/{name}", Code.FILE_TYPE)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
        ("a.odt", packed("content.xml", "Basic/Standard/script-lb.xml", first=OPEN + b"text")),
    ],
)
def test_a_paper_with_programs_in_it_is_a_problem(name: str, data: bytes, tmp_path: Path) -> None:
    problem = wrong(valid_site(tmp_path, {f"content/files/{name}": data}))[0]
    assert str(problem.message) == "This file contains macros, which are programs."


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["a.csv", "a.txt"])
def test_a_text_in_utf_16_is_a_problem_that_says_how_to_save_it(name: str, encoding: str, tmp_path: Path) -> None:
    data = "\ufeffnaam;land\r\nCafé;BE\r\n".encode(encoding)
    problem = wrong(valid_site(tmp_path, {f"content/files/{name}": data}))[0]
    assert (problem.code, "'CSV UTF-8'" in str(problem.hint)) == (Code.FILE_TYPE, True)


@pytest.mark.parametrize(
    "mark",
    [
        pytest.param(b"\xa9xyz\0\x12\x15\xc7+50.8466+004.3528/", id="QuickTime"),
        pytest.param(b"com.apple.quicktime.location.ISO6709", id="Apple"),
        pytest.param(b"\0\0\0\x20loci\0\0\0\0\x15\xc7Brussel\0\0", id="3GPP"),
        pytest.param(b"<rdf:Description exif:GPSLatitude='50,50.8N'", id="XMP"),
    ],
)
def test_a_video_that_tells_where_it_was_taken_is_a_problem(mark: bytes, tmp_path: Path) -> None:
    root = valid_site(
        tmp_path, {"content/video/a.mp4": b"\0\0\0\x10ftypisom\0\0\2\0" + (8 + len(mark)).to_bytes(4) + b"udta" + mark}
    )
    assert [str(one.message) for one in wrong(root)] == ["This video reveals where it was recorded."]


def picture(form: str, size: tuple[int, int] = (1000, 700), mode: str = "RGB", **options: Any) -> bytes:
    into = BytesIO()
    Image.new(mode, size).save(into, form, **options)
    return into.getvalue()


def shouting(form: str) -> bytes:
    """Return a picture that tells of somebody in each way that its format knows."""
    exif = Image.Exif()
    exif[0x010F] = exif[0x9286] = "Somebody"
    exif.get_ifd(0x8825)[1] = "Somebody"
    options: dict[str, Any] = {"exif": exif.tobytes(), "xmp": b"<x:xmpmeta>Somebody</x:xmpmeta>"}
    options["icc_profile"] = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + WORDS
    if form == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_text("Author", "Somebody")
        options["pnginfo"].add_itxt("Comment", "Somebody", zip=False)
    if form == "JPEG":
        options["comment"] = WORDS
        data = picture(form, **options)
        thumbnail = picture(form, (8, 8), comment=WORDS)
        iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\x10\x1c\x02\x50\x00\x08Somebody"
        return (
            data[:2]
            + b"".join(
                b"\xff" + mark + struct.pack(">H", len(held) + 2) + held
                for mark, held in ((b"\xed", iptc), (b"\xec", b"Ducky" + WORDS), (b"\xe2", b"MPF\0" + thumbnail))
            )
            + data[2:]
            + b"behind the end: Somebody"
        )
    return picture(form, **options) + (b"" if form == "WEBP" else b"behind the end: Somebody")


@pytest.mark.parametrize(("suffix", "form"), [("jpg", "JPEG"), ("png", "PNG"), ("webp", "WEBP")])
def test_a_picture_and_its_copies_tell_nothing_of_anybody(suffix: str, form: str, tmp_path: Path) -> None:
    before = shouting(form)
    root = valid_site(tmp_path, {f"content/pictures/a.{suffix}": before})
    assets, problems = files(root, Store())
    asset = assets[f"pictures/a.{suffix}"]
    assert problems == []
    assert before.count(WORDS) >= 4
    for data in (asset.data, *(copied(asset, width) for width, _ in copies(asset))):
        with Image.open(BytesIO(data)) as shown:
            assert not {"exif", "xmp", "icc_profile", "comment", "photoshop", "Author", "mp"} & {*shown.info}
        assert [word for word in (WORDS, b"Exif", b"ICC", b"xmp", b"Photoshop", b"<script") if word in data] == []


def test_a_page_in_the_comment_of_a_picture_is_left_out(tmp_path: Path) -> None:
    both = picture("JPEG", comment=b"<script>x</script>")
    root = valid_site(tmp_path, {"content/pictures/a.jpg": both})
    assert b"<script" in both
    assert b"<script" not in files(root, Store())[0]["pictures/a.jpg"].data


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def drawn(width: int, height: int, *more: bytes) -> bytes:
    """Return a PNG of one colour and one bit for each point, so that many points take few bytes."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compressobj(9)
    body = (
        b"".join(rows.compress(bytes((min(width, 20_000) + 7) // 8 + 1)) for _ in range(min(height, 20_000)))
        + rows.flush()
    )
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(more) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


BOMB = zlib.compress(bytes(50_000_000), 9)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(drawn(7_000, 7_000), [], id="just not too many points, in six kilobytes"),
        pytest.param(drawn(8_000, 7_000), [Code.TOO_LARGE], id="too many points"),
        pytest.param(drawn(2**31 - 1, 2**31 - 1), [Code.TOO_LARGE], id="more than there can be"),
        pytest.param(drawn(16_001, 1), [Code.TOO_LARGE], id="too wide"),
        pytest.param(drawn(1, 20_000), [Code.TOO_LARGE], id="too high"),
        pytest.param(drawn(0, 9), [Code.FILE_TYPE], id="no points"),
        pytest.param(drawn(9, 9, chunk(b"iCCP", b"a\0\0" + BOMB)), None, id="a profile that unpacks to 50 MB"),
        pytest.param(drawn(9, 9, chunk(b"zTXt", b"a\0\0" + BOMB)), None, id="words that unpack to 50 MB"),
        pytest.param(drawn(9, 9, *[chunk(b"iTXt", b"a\0\1\0\0\0" + BOMB)] * 20), None, id="the same twenty times"),
    ],
)  # fmt: skip
def test_a_picture_that_unpacks_to_a_flood_is_a_problem(
    data: bytes, expected: list[Code] | None, tmp_path: Path
) -> None:
    assert len(data) < 3_000_000
    found = wrong(valid_site(tmp_path, {"content/pictures/a.png": data}))
    assert [one.code for one in found] in ([expected] if expected is not None else [[], [Code.FILE_TYPE]])


def test_a_photograph_that_is_drawn_over_and_over_is_a_problem(tmp_path: Path) -> None:
    data = picture("JPEG", (64, 64), progressive=True)
    last = data[data.rindex(b"\xff\xda") : -2]
    often = data[:-2] + last * 2000 + data[-2:]
    assert codes(valid_site(tmp_path, {"content/pictures/a.jpg": data})) == []
    root = valid_site(tmp_path / "b", {"content/pictures/a.jpg": often})
    assert codes(root) == [("content/pictures/a.jpg", Code.FILE_TYPE)]


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_is_published(form: str, tmp_path: Path) -> None:
    moving = BytesIO()
    frames = [Image.new("RGB", (16, 16), (n % 256, n // 256, 9)) for n in range(1, 2000)]
    Image.new("RGB", (16, 16)).save(moving, form, save_all=True, append_images=frames, duration=1)
    root = valid_site(tmp_path, {f"content/pictures/a.{form.lower()}": moving.getvalue()})
    found = files(root, Store())[0][f"pictures/a.{form.lower()}"]
    with Image.open(BytesIO(found.data)) as shown:
        assert getattr(shown, "n_frames", 1) == 1
    assert len(found.data) < 1000


def bare(size: tuple[int, int], *, filled: int) -> bytes:
    """Return a WebP of one colour, with so many bytes in it that mean nothing."""
    data = (
        picture("WEBP", size, lossless=True, quality=0, method=0) + b"JUNK" + struct.pack("<L", filled) + bytes(filled)
    )
    return data[:4] + struct.pack("<L", len(data) - 8) + data[8:]


@pytest.mark.parametrize("filled", [0, 6000])
def test_pictures_that_are_little_more_than_headers_take_no_time_and_memory(filled: int, tmp_path: Path) -> None:
    data = bare((7000, 7000), filled=filled)
    root = valid_site(tmp_path, {f"content/pictures/{number}.webp": data for number in range(12)})
    # They took half a minute and a gigabyte.
    said = checked(root, seconds=20, megabytes=700)
    assert said.count("shows nothing. [too-large]") == (0 if filled else 12)


@pytest.mark.parametrize("seed", [*range(20), *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(20, 60))])
@pytest.mark.parametrize(("suffix", "form"), [("jpg", "JPEG"), ("png", "PNG"), ("webp", "WEBP")])
def test_a_damaged_picture_is_published_or_a_problem(suffix: str, form: str, seed: int, tmp_path: Path) -> None:
    data = bytearray(shouting(form))
    for step in range(1 + seed % 5):
        place = (seed * 7919 + step * 104_729) % len(data)
        data[place : place + seed % 3] = bytes(((seed * 31 + step) % 256,))
    root = written(tmp_path, {f"content/pictures/a.{suffix}": bytes(data)})
    assets, problems = files(root, Store())
    assert {one.code for one in problems} <= {Code.FILE_TYPE, Code.TOO_LARGE}
    for asset in assets.values():
        assert isinstance(asset, Asset)
        assert [*(copied(asset, width) for width, _ in copies(asset))]


def test_a_paper_is_no_picture_and_subtitles_are_no_video(tmp_path: Path) -> None:
    reported = "credit: A, licence: B, people: false"
    network = f"""
- id: net
  name: {{nl: a, fr: b}}
  pictures: [{{file: a.txt, alt: {{nl: a, fr: b}}, {reported}}}]
  videos:
    - {{file: a.vtt, poster: a.txt, title: {{nl: a, fr: b}}, lang: nl, width: 1, height: 1, {reported}}}
"""
    subtitles = dict.fromkeys((f"content/video/a{lang}.vtt" for lang in ("", ".nl", ".fr")), "WEBVTT\n")
    texts = {"content/nl/place/lunara.md": "![a]({static}pictures/a.txt)\n", "content/fr/place/lunara.md": "X.\n"}
    root = valid_site(tmp_path, {"data/themes/net.yaml": network, "content/pictures/a.txt": "x", **subtitles, **texts})
    assert [(one.position.line, str(one.message)) for one in wrong(root)] == [
        (1, "This file is not a picture."),
        (4, "This file is not a picture."),
        (6, "This file is not a video."),
        (6, "This file is not a picture."),
    ]


def test_a_file_that_cannot_be_read_is_said_without_a_traceback(tmp_path: Path) -> None:
    # Root may read everything; a folder in the place of the cache, and a name too long for any system, fail for all.
    root = valid_site(tmp_path)
    written(tmp_path, {"home": "no folder"})
    status, _, _ = outcome(sys.executable, "-m", "jumelage", "check", root=root, XDG_CACHE_HOME=str(tmp_path / "home"))
    assert status == 0
