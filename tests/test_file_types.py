"""What the bytes of a file tell; `test_hostile_files` lays whole files into a site."""

import io
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from doubling import STEEP, Work, growth
from jumelage.messages.problems import Position
from jumelage.source.file_types import (
    FILE_TYPES,
    VIDEO_TYPES,
    archives,
    has_macros,
    is_utf_16,
    is_what_it_says,
    macros,
    pictures,
    tells_where,
    videos,
)
from jumelage.source.file_types.archives import entries, unpacked
from jumelage.source.file_types.pictures import picture_size
from jumelage.source.pictures import Drawn, seen
from packed import ODT, SHEET, TEXT, TYPES, WORD, changed, ending, smuggled, unlisted, wide_ending, zipped

DOCX, XLSX, ODTEXT = zipped(WORD), zipped(SHEET), zipped(TEXT)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"
PAGE = b"<html><script>x</script></html>"


def box(kind: bytes, held: bytes = b"") -> bytes:
    return struct.pack(">L4s", 8 + len(held), kind) + held


def element(kind: str, held: bytes = b"", size: bytes | None = None) -> bytes:
    return bytes.fromhex(kind) + (struct.pack(">BL", 0x08, len(held)) if size is None else size) + held


FTYP = box(b"ftyp", b"isom\0\0\2\0isommp41")
MP4 = FTYP + box(b"moov", bytes(50)) + box(b"mdat", bytes(90))
EBML = element("1a45dfa3", b"\x42\x86\x81\x01\x42\x82\x84webm\x42\x87\x81\x04", b"\x8f")
CLUSTERS = element("1549a966", b"info") + element("1654ae6b", b"tracks") + element("1f43b675", b"\xe7\x81\0" * 3) * 2
WEBM = EBML + element("18538067", CLUSTERS)
UNKNOWN = b"\x01" + b"\xff" * 7
LIVE = EBML + element("18538067", element("1549a966", b"i"), UNKNOWN) + (
    element("1f43b675", element("e7", b"\0") + element("a3", b"block") * 3, UNKNOWN) + element("ec", bytes(9))
) * 2  # fmt: skip


@pytest.mark.parametrize("suffix", [*FILE_TYPES, *VIDEO_TYPES])
@pytest.mark.parametrize("data", [b"", b"\0", b"<html>\0", b"PK\x03\x04\0", b"PK\x05\x06" + bytes(18)])
def test_no_type_is_told_by_nothing(suffix: str, data: bytes) -> None:
    assert is_what_it_says(suffix, data) is (data == b"" and suffix in {".csv", ".txt"})
    assert not has_macros(suffix, data)
    assert not tells_where(suffix, data)


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        pytest.param(".pdf", PDF, id="PDF"),
        pytest.param(".pdf", PDF[:-1], id="PDF without a line end"),
        pytest.param(".pdf", PDF.replace(b"\n", b"\r\n"), id="PDF of Windows"),
        pytest.param(".pdf", PDF + PDF.partition(b"\n")[2] + b"\r\n\0\0", id="PDF changed later, filled up with zeros"),
        pytest.param(".pdf", PDF.replace(b"<<>>", b"stream\n" + DOCX + b"\nendstream", 1), id="PDF, attachment"),
        pytest.param(".docx", DOCX, id="Word"),
        pytest.param(".docx", zipped(WORD, streamed=True), id="Word, sizes behind the data"),
        pytest.param(".docx", zipped(WORD, wide=True), id="Word, sizes in 64 bits"),
        pytest.param(".docx", zipped(WORD, streamed=True, wide=True), id="Word, sizes behind the data in 64 bits"),
        pytest.param(".docx", wide_ending(DOCX), id="Word, directory in 64 bits"),
        pytest.param(".docx", zipped({"word/": b"", **WORD, "word/media/foto é.png": b"x"}), id="Word, folders"),
        pytest.param(".docx", ending(DOCX, comment=5) + b"hello", id="Word with a comment"),
        pytest.param(".docx", zipped(WORD, stored=tuple(WORD)), id="Word, not packed"),
        pytest.param(".xlsx", XLSX, id="Excel"),
        pytest.param(".xlsx", zipped({**SHEET, "xl/media/leeg.bmp": bytes(5_000_000)}), id="Excel, blank picture"),
        pytest.param(".odt", ODTEXT, id="LibreOffice"),
        pytest.param(".odt", zipped(TEXT, stored=()), id="LibreOffice, packed again on a Mac"),
        pytest.param(".odt", zipped({**TEXT, "Scripts/": b"", "Basic/": b""}), id="LibreOffice, empty folders"),
        pytest.param(".docx", zipped({**WORD, "word/embeddings/a.xlsx": XLSX}), id="Word with a table of Excel"),
        pytest.param(".odt", zipped({"META-INF/": b"", **TEXT}, streamed=True), id="LibreOffice by hand"),
        pytest.param(".ods", zipped({"mimetype": ODT.replace(b"text", b"spreadsheet")}), id="a table of LibreOffice"),
        pytest.param(".csv", b"naam;land\r\nCaf\xe9;B\x0b\r\n", id="a table in Windows letters"),
        pytest.param(".csv", "\ufeffMZ;Mozambique\n".encode(), id="a table that begins with MZ"),
        pytest.param(".txt", b"< 18 jaar\n#1 !\n", id="a text that begins with <"),
        pytest.param(".txt", b"PKK en GIF\n%PD", id="a text that begins like an archive"),
        pytest.param(".vtt", b"WEBVTT\n", id="subtitles"),
        pytest.param(".vtt", b"\xef\xbb\xbfWEBVTT - \xc3\xa9\r\n", id="subtitles with a mark and a title"),
        pytest.param(".vtt", b"WEBVTT", id="subtitles without a line end"),
        pytest.param(".pdf", b"\n" + PDF, id="PDF behind a line break"),
        pytest.param(".pdf", b"\r\n" + PDF, id="PDF behind a line break of Windows"),
        pytest.param(".pdf", PDF + b"\0" * 2000, id="PDF, filled up with more zeros"),
        pytest.param(".pdf", PDF + b"% made by Kantoor 3.1\r\n%% on Monday\n\0\0", id="PDF with remarks behind it"),
        pytest.param(".docx", ending(DOCX, comment=7) + "caf\u00e9 !".encode(),
                 id="Word with a comment with an accent"),
        pytest.param(".docx", ending(DOCX, comment=4) + b"caf\x82", id="Word with a comment of DOS"),
        pytest.param(".docx", zipped(WORD).replace(b"word/document", b"word\\document"),
                 id="Word with names of Windows"),
        pytest.param(".docx", zipped({**WORD, "word/media/www.jette.com": b"\x89PNG\r\n\x1a\n"}), id="Word, .com"),
        pytest.param(".odt", zipped({**TEXT, "mimetype": ODT + b"\r\n"}), id="LibreOffice, a line break in its kind"),
        *[
            pytest.param(".csv", begin + b"2025;3\r\n", id=f"a table that begins with {begin[:30]!r}")
            for begin in (b"<jaar>;<land>\r\n", b"<naam van de stad>;a=b\n", b"<leeftijd", "MZ\u00e9;".encode(),
                          b"MZ\xe9;",
                          b"GIF8;", b"GIF89;", b"Content-Type:;Aantal\n", b"MIME-Version: geen;",
                                        b"Content-Type: onbekend;",
                          b"<h7>;", b"<jaar>" + b"x;" * 2000 + b"<p>")
        ],
        pytest.param(".mp4", MP4 + bytes(8), id="MP4 with zeros behind it"),
        pytest.param(".mp4", MP4 + bytes(3), id="MP4 with three zeros behind it"),
        pytest.param(".mp4", MP4 + bytes(6), id="MP4 with six zeros behind it"),
        pytest.param(".mp4", MP4.replace(b"ftyp", b"styp"), id="MP4 in parts for streaming"),
        pytest.param(".mp4", MP4, id="MP4"),
        pytest.param(".mp4", FTYP + box(b"wide") + box(b"uuid", bytes(20)) + MP4[24:], id="MP4, more"),
        pytest.param(".mp4", MP4[:-98] + b"\0\0\0\1mdat" + struct.pack(">Q", 96) + bytes(80), id="MP4, 64 bits"),
        pytest.param(".mp4", MP4[:-98] + b"\0\0\0\0mdat" + bytes(90), id="MP4, as far as it goes"),
        pytest.param(".mp4", FTYP + box(b"moov") + (box(b"moof") + box(b"mdat")) * 9 + box(b"mfra"), id="MP4, parts"),
        pytest.param(".webm", WEBM, id="WebM"),
        pytest.param(".webm", LIVE, id="WebM recorded in a browser"),
    ],
)  # fmt: skip
def test_a_file_as_programs_write_it_is_what_it_says(suffix: str, data: bytes) -> None:
    assert is_what_it_says(suffix, data)
    assert not has_macros(suffix, data)


def held(name: str, data: bytes = b"x") -> bytes:
    return zipped({**WORD, name: data})


SCRIPTS = (
    b"<c><office:event-listeners><script:event-listener script:event-name='dom:load'/></office:event-listeners></c>",
    b"<c xmlns:x='urn'><x:event-listener/></c>", b"<c><\xc3\xa9:script/></c>", b"<c><event-listener a='b'/></c>",
    b"<c><office:scripts><office:script script:language='ooo:Basic'/></office:scripts></c>",
    b"<c><text:script>x</text:script></c>", b"<c><text:execute-macro/></c>",
    b"<c xlink:href=\"vnd.sun.star.script:a?language=Basic\"/>", b"<c xlink:href = ' macro:///a.b.c'/>",
    b"<c xlink:href='v&#110;d.sun.star.script:a'/>", b"<c xlink:href='a&amp;b&#x6d;'/>",
    b"<!DOCTYPE c [<!ENTITY a 'b'>]><c>&a;</c>", b"<?xml version='1.0' encoding='cp037'?><c/>", b"+/v8-<c/>",
)  # fmt: skip


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".odt", zipped({**TEXT,
            "content.xml": b"<c><office:scripts/><p>Het script: macro:/ &#233; &amp;#1;</p></c>"})),
        (".odt", zipped({**TEXT, "content.xml": b"<c><a xlink:href='https://a.be/?a=1&amp;b=2'/>script:</c>"})),
        (".odt", zipped({**TEXT, "Configurations2/accelerator/current.xml": b""})),
        (".odt", zipped({**TEXT, "META-INF/manifest.xml": b"<!DOCTYPE manifest:manifest><m/>"})),
        (".odt", zipped({**TEXT, "Object 1/content.xml": b"<!DOCTYPE math:math PUBLIC '-//OOo' 'math.dtd'><m/>"})),
        (".odt", zipped({**TEXT, "content.xml": b"<c>Zie het:script voor wie a:event-listener schrijft</c>"})),
        (".odt", zipped({**TEXT, "Object 1/content.xml": b"<c/>", "ObjectReplacements/Object 1": b"\xd0\xcf\x11\xe0"})),
        (".docx", zipped({**WORD, "word/embeddings/a.xlsx": XLSX, "word/embeddings/b.docx": DOCX})),
        (".docx", zipped({**WORD, "word/embeddings/a.bin": b"\xd0\xcf\x11\xe0 een oud werkblad"})),
        (".docx", zipped({**WORD, "word/embeddings/a.zip": b"PK\x03\x04 damaged"})),
        (".docx", zipped({**WORD, "[Content_Types].xml": TYPES.decode().encode("utf-16")})),
        (".docx", zipped({**WORD, "[Content_Types].xml": b"\xef\xbb\xbf" + TYPES})),
        (".docx", zipped({**WORD, "word/document.xml": SCRIPTS[0]})),
    ],
)  # fmt: skip
def test_a_document_without_programs_has_none(suffix: str, data: bytes) -> None:
    assert is_what_it_says(suffix, data)
    assert not has_macros(suffix, data)


def test_no_more_is_unpacked_of_documents_in_documents_than_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    cases = ((".docx", held("a.bin", DOCX)), (".odt", zipped(TEXT)))
    assert not any(has_macros(*one) for one in cases)
    monkeypatch.setattr(macros, "MAX_READ", 100)
    assert all(has_macros(*one) for one in cases)


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_a_text_in_utf_16_is_one(mark: bytes) -> None:
    assert is_utf_16(".csv", mark + b"\0a")
    assert not is_utf_16(".pdf", mark)
    assert not is_utf_16(".csv", b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        pytest.param(".pdf", b" " + PDF, id="a blank before a PDF"),
        pytest.param(".pdf", PDF[:40], id="half a PDF"),
        pytest.param(".pdf", PDF + PAGE, id="a PDF with a page"),
        pytest.param(".pdf", PDF + DOCX, id="a PDF with an archive"),
        pytest.param(".pdf", PDF + ending(DOCX, comment=6) + b"%%EOF\n", id="a PDF with an archive, ended once more"),
        pytest.param(".pdf", PDF + b"\0" * 200_000, id="a PDF with zeros without end"),
        pytest.param(".pdf", b"\n\n" + PDF, id="two lines before a PDF"),
        pytest.param(".pdf", b"x\n" + PDF, id="a line before a PDF"),
        pytest.param(".pdf", b"%PDF-1.7\n", id="a PDF without an end"),
        *[
            pytest.param(".pdf", PDF + behind, id=f"a PDF and {behind[:20]!r}")
            for behind in (b"%<html><script>x</script>\n", b"%a\nb\n", b"%\0a\n", b"%\xff\n", b"%" + b"a" * 2000,
                          b"%a\n" + DOCX,
                           b"%a\n#!/bin/sh\n", b"%\x1b[2J", b"% " + PAGE, b"%!PS\nx")
        ],
        pytest.param(".pdf", PDF[:-1] + b"%a\n", id="a PDF with a remark on the same line"),
        pytest.param(".pdf", PDF + b"x", id="a PDF with a letter"),
        *[
            pytest.param(".docx", smuggled(DOCX, at, what), id=f"{what[:4]!r} {at}")
            for at in ("first", "between", "directory", "last")
            for what in (PAGE, b"MZ\x90\0", b"\0", PDF, DOCX)
        ],
        pytest.param(".docx", PAGE + DOCX, id="a page before an archive"),
        pytest.param(".docx", b"MZ" + DOCX, id="a program before an archive"),
        pytest.param(".docx", unlisted(held("word/geheim.xml")), id="an entry that is not listed"),
        pytest.param(".odt", unlisted(zipped({**TEXT, "x": PAGE})), id="an entry of LibreOffice that is not listed"),
        pytest.param(".docx", zipped({**WORD, "WORD/Document.xml": b"x"}), id="a name written twice, in capitals"),
        *[pytest.param(".docx", held(name), id=name) for name in ("/a", "../a", "a/../../b", "a\\..\\b", "C:/a", "a//b",
                                                                  "./a", "a\nb", "a\u202eb")],
        pytest.param(".docx", changed(DOCX, b"PK\x01\x02", 8, "<H", 1), id="encrypted"),
        pytest.param(".docx", changed(DOCX, b"PK\x03\x04", 6, "<H", 1), id="encrypted, by its own header"),
        pytest.param(".docx", changed(DOCX, b"PK\x01\x02", 10, "<H", 12), id="packed otherwise"),
        pytest.param(".docx", changed(DOCX, b"PK\x03\x04", 8, "<H", 0), id="packed in two ways"),
        pytest.param(".docx", changed(DOCX, b"PK\x03\x04", 18, "<L", 3), id="two sizes"),
        pytest.param(".docx", changed(DOCX, b"PK\x03\x04", 14, "<L", 3), id="two sums"),
        pytest.param(".docx", changed(DOCX, b"PK\x03\x04", 26, "<H", 3), id="two names"),
        pytest.param(".docx", changed(DOCX, b"PK\x03\x04", 28, "<H", 12), id="an extra field into the data"),
        pytest.param(".docx", changed(DOCX, b"PK\x03\x04", 28, "<H", 60_000), id="an extra field without end"),
        pytest.param(".docx", changed(DOCX, b"PK\x01\x02", 20, "<L", 2**31), id="more than there is"),
        pytest.param(".docx", changed(DOCX, b"PK\x01\x02", 20, "<L", 2**32 - 1), id="64 bits without a number"),
        pytest.param(".docx", changed(DOCX, b"PK\x01\x02", 24, "<L", 2**31), id="says that it is a bomb"),
        pytest.param(".docx", changed(DOCX, b"PK\x01\x02", 34, "<H", 1), id="on another disk"),
        pytest.param(".docx", changed(DOCX, b"PK\x01\x02", 0, "<B", 1), id="no directory"),
        pytest.param(".docx", changed(DOCX, b"PK\x03\x04", 0, "<B", 1), id="no header"),
        pytest.param(".docx", changed(DOCX, b"PK\x01\x02", 30, "<H", 60_000), id="a directory without end"),
        pytest.param(".docx", changed(zipped(WORD, streamed=True), b"PK\x07\x08", 4, "<L", 1), id="another sum behind"),
        pytest.param(".docx", held("word/nul.bin", bytes(120_000_000)), id="a bomb"),
        pytest.param(".docx", held("word/media/www.jette.com", b"\xeb\x3c"), id="a program of DOS"),
        pytest.param(".docx", held("word/media/a.COM", b"X5O!P%@AP"), id="a program of DOS in letters"),
        pytest.param(".docx", zipped({**WORD, "word\\Document.xml": b"x"}), id="a name written twice, as Windows does"),
        pytest.param(".docx", held("word\\..\\..\\a"), id="a name of Windows that leads out"),
        pytest.param(".odt", zipped({**TEXT, "mimetype": ODT + b"\n\nx"}), id="more than its kind"),
        *[
            pytest.param(".docx", zipped({**WORD, "[Content_Types].xml": types}), id=f"types {types[:40]!r}")
            for types in (b"<!DOCTYPE t [<!ENTITY v \"vbaPro\">]><t a='&v;ject'/>", TYPES.decode().encode("cp037"),
                          ("<?xml version='1.0'?><!DOCTYPE t><t/>").encode("utf-16"), b"+/v8-" + TYPES, b"",
                          b"<?xml version='1.0' encoding='UTF-7'?><t/>",
                                        b"<?xml version='1.0' encoding = \"cp037\"?><t/>")
        ],
        pytest.param(".docx", ending(DOCX, disk=1), id="the second disk"),
        pytest.param(".docx", ending(DOCX, count=2), id="two counts"),
        pytest.param(".docx", ending(DOCX, count=2, here=2), id="one entry fewer"),
        pytest.param(".docx", ending(DOCX, count=4, here=4), id="one entry more"),
        pytest.param(".docx", ending(DOCX, begin=5), id="a directory elsewhere"),
        pytest.param(".docx", ending(DOCX, comment=4) + b"\0\1\2\3", id="a comment that cannot be shown"),
        pytest.param(".docx", ending(DOCX, comment=9) + b"hello", id="a comment that is cut off"),
        pytest.param(".docx", ending(DOCX, comment=2000) + b"a" * 2000, id="a long comment"),
        *[
            pytest.param(".docx", wide_ending(DOCX, **{field: 7}), id=f"another {field} in 64 bits")
            for field in ("length", "disk", "first", "here", "size", "begin")
        ],
        pytest.param(".docx", zipped({"word/document.xml": b"x"}), id="no list of types"),
        pytest.param(".docx", zipped({**WORD, "[Content_Types].xml": TYPES * 20_000}), id="endless types"),
        pytest.param(".docx", changed(DOCX, b"PK\x03\x04", 58, "<L", 2**32 - 1), id="damaged types"),
        pytest.param(".docx", XLSX, id="a table as a text"),
        pytest.param(".odt", zipped({"mimetype": ODT + b"-master"}), id="another kind of LibreOffice"),
        pytest.param(".docx", zipped({**WORD, **SHEET}), id="Word and Excel at once"),
        pytest.param(".docx", zipped({**TEXT, **WORD}), id="Word that LibreOffice opens, too"),
        pytest.param(".odt", zipped({**TEXT, **WORD}), id="LibreOffice that Word opens, too"),
        pytest.param(".docx", zipped({**WORD, "META-INF/MANIFEST.MF": b"Main-Class: A"}), id="Word and Java"),
        pytest.param(".xlsx", zipped({**SHEET, "a/b/A.class": b"x"}), id="Excel and Java"),
        pytest.param(".odt", zipped({**TEXT, "AndroidManifest.xml": b"x"}), id="LibreOffice and Android"),
        pytest.param(".docx", zipped({**WORD, "word/media/Foto.EXE": b"x"}), id="Word and a program"),
        pytest.param(".odt", zipped({"content.xml": b"x"}), id="LibreOffice without its kind"),
        *[
            pytest.param(suffix, start + b"<p>", id=f"{start!r} as {suffix}")
            for suffix in (".csv", ".txt")
            for start in (b"<html>", b"\r\n <!DOCTYPE html>", b"\xef\xbb\xbf<script>", b"<?xml ", b"<svg ", b"<!-- ",
                          b"<a href=", b"#!/bin/sh\n", b"MZ\x90", b"%PDF-1", b"PK\x03\x04", b"{\\rtf1", b"\x7fELF",
                          b"GIF89a", b"\xff\xd8\xff\xe0", b"a\0", b"\xef\xbb\xbf\xef\xbb\xbf<html>", b"\x0b<html>",
                          b"<img src=x>", b"<Video>", b"</p>", b"MIME-Version: 1.0\n", b"\ncontent-type:text/html",
                          b"GIF87a", b"MZ\x80", b"MZ\xb5")
        ],
        *[
            pytest.param(".csv", begin, id=f"{begin!r}, where nothing else tells")
            for begin in (b"<jaar onclick=alert(1)>", b"<jaar>\n<script>x</script>", b"<jaar><!--", b"<jaar></a",
                          b"<svg:a>", b"<x><Iframe\x0csrc>", b"<jaar>;<y\nautofocus =1>", b"<jaar>;<y z='>'>",
                          b"<jaar>" + b"x" * 1500 + b"<b>", b"\n<jaar><plaintext/>")
        ],
        pytest.param(".vtt", b"WEBVTTX\n", id="nearly subtitles"),
        pytest.param(".vtt", b" WEBVTT\n", id="a blank before subtitles"),
        pytest.param(".vtt", b"WEBVTT\n\xe9\n", id="subtitles in Windows letters"),
        pytest.param(".vtt", b"WEBVTT\n\0", id="subtitles with a zero"),
        pytest.param(".mp4", MP4 + PAGE, id="an MP4 with a page"),
        pytest.param(".mp4", MP4 + DOCX, id="an MP4 with an archive"),
        pytest.param(".mp4", MP4 + box(b"free", DOCX), id="an MP4 with an archive in a box"),
        pytest.param(".mp4", MP4 + bytes(8) + PAGE, id="an MP4 with zeros and a page"),
        pytest.param(".mp4", MP4 + bytes(3) + b"x", id="an MP4 with zeros and a letter"),
        pytest.param(".mp4", MP4 + bytes(8) + DOCX, id="an MP4 with zeros and an archive"),
        pytest.param(".mp4", bytes(8), id="nothing but zeros as an MP4"),
        pytest.param(".mp4", box(b"styp", b"heic\0\0\0\0mif1") + box(b"moof"), id="a picture as a part of an MP4"),
        pytest.param(".mp4", box(b"moof") + MP4, id="an MP4 that begins with another box"),
        pytest.param(".mp4", MP4[:-1], id="an MP4 that is cut off"),
        pytest.param(".mp4", b"\0" + MP4, id="a zero before an MP4"),
        pytest.param(".mp4", FTYP + b"a" * 2000, id="the start of an MP4"),
        pytest.param(".mp4", FTYP + b"\0\0\0\0free" + PAGE, id="an MP4, a page as far as it goes"),
        pytest.param(".mp4", FTYP + b"\0\0\0\7free", id="an MP4 with a box smaller than its head"),
        pytest.param(".mp4", b"\0\0\0\x0cftypisom", id="an MP4 that says little"),
        pytest.param(".mp4", box(b"ftyp", b"heic\0\0\0\0mif1") + box(b"meta"), id="a picture as an MP4"),
        pytest.param(".webm", WEBM + PAGE, id="a WebM with a page"),
        pytest.param(".webm", WEBM[:-1], id="a WebM that is cut off"),
        pytest.param(".webm", LIVE + PAGE, id="a recording with a page"),
        pytest.param(".webm", LIVE[:-1], id="a recording that is cut off"),
        pytest.param(".webm", LIVE + element("1941a469", PAGE), id="a recording with a file in it"),
        pytest.param(".webm", WEBM.replace(b"webm", b"matr"), id="another kind of Matroska"),
        pytest.param(".webm", EBML, id="a WebM of a header"),
        pytest.param(".webm", EBML + element("1654ae6b", b"x"), id="a WebM without a segment"),
        pytest.param(".webm", EBML + element("18538067", b"\xec\x00"), id="a WebM with a size of no length"),
        pytest.param(".webm", EBML + element("18538067", element("1549a966", b"", UNKNOWN), UNKNOWN), id="no size"),
    ],
)  # fmt: skip
def test_a_file_that_is_something_else_too_is_not_what_it_says(suffix: str, data: bytes) -> None:
    assert not is_what_it_says(suffix, data)


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".docx", held("word/vbaProject.bin")),
        (".docx", held("word/VBAproject.bin")),
        (".docx", held("word/activeX/activeX1.xml")),
        (".xlsx", zipped({**SHEET, "xl/macrosheets/sheet1.xml": b"x"})),
        (".docx", zipped({**WORD, "[Content_Types].xml": TYPES + b"application/vnd.ms-office.vbaProject"})),
        (".docx", zipped({**WORD, "[Content_Types].xml": (TYPES.decode() + "macroEnabled").encode("utf-16")})),
        (".docx", zipped({**WORD, "[Content_Types].xml": TYPES + b"vba&#80;roject"})),
        (".odt", zipped({**TEXT, "Basic/Standard/Module1.xml": b"x"})),
        (".odt", zipped({**TEXT, "Scripts/python/a.py": b"x"})),
        (".odt", zipped({**TEXT, "Object 1/Basic/Standard/M.xml": b"x"})),
        *((".odt", zipped({**TEXT, "content.xml": reported})) for reported in SCRIPTS),
        (".odt", zipped({**TEXT, "styles.xml": SCRIPTS[0].decode().encode("utf-16")})),
        (".odt", zipped({**TEXT, "Object 1/content.xml": SCRIPTS[0]})),
        (".ods", zipped({**TEXT, "mimetype": ODT.replace(b"text", b"spreadsheet"), "content.xml": SCRIPTS[0]})),
        (".docx", held("word/embeddings/a.docm", held("word/vbaProject.bin"))),
        (".docx", held("word/embeddings/a.bin", held("x/y.docm", held("word/vbaProject.bin")))),
        (".docx", held("word/embeddings/a.bin", b"PK\x03\x04" + held("word/vbaProject.bin"))),
        (".odt", zipped({**TEXT, "Object 1": zipped({**TEXT, "Basic/Standard/M.xml": b"x"})})),
        (".docx", held("word/embeddings/a.odt", zipped({**TEXT, "content.xml": SCRIPTS[0]}))),
        (".docx", held("word/embeddings/a.doc", b"\xd0\xcf\x11\xe0" + "_VBA_PROJECT".encode("utf-16-le") + b"\0")),
        (".docx", held("word/embeddings/a.bin", b"\xd0\xcf\x11\xe0" + held("word/vbaProject.bin"))),
        (".docx", held("a", held("a", held("a", held("a", DOCX))))),
    ],
)
def test_a_document_with_programs_has_them_under_whatever_name(suffix: str, data: bytes) -> None:
    assert is_what_it_says(suffix, data)
    assert has_macros(suffix, data)


def test_no_more_of_an_entry_is_unpacked_than_is_asked_for() -> None:
    entry = entries(zipped({"a": bytes(1_000_000)}))[0]
    assert unpacked(entry, zipped({"a": bytes(1_000_000)}), 10) == bytes(10)
    assert unpacked(entry, b"\xff" * 2000, 10) == b""
    assert entries(wide_ending(DOCX)) == entries(DOCX)
    assert [one.name for one in entries(DOCX)] == zipfile.ZipFile(io.BytesIO(DOCX)).namelist()


def picture(form: str, **options: Any) -> bytes:
    written = io.BytesIO()
    Image.effect_noise((60, 40), 99).save(written, form, **options)
    return written.getvalue()


def named(name: str) -> tuple[str, bytes]:
    """Return the format of one of `FORMS` and such a picture."""
    form, _, kind = name.partition(", ")
    data = picture(form, **FORMS[name])
    return form, data[:2] + b"\xff\x01\0\xff\xff" + data[2:] if kind == "filled up" else data


FORMS: dict[str, dict[str, Any]] = {
    "JPEG": {}, "JPEG, progressive": {"progressive": True}, "JPEG, comment": {"comment": PAGE},
    "JPEG, with starts": {"restart_marker_blocks": 1}, "PNG": {}, "WEBP": {}, "WEBP, lossless": {"lossless": True},
    "JPEG, filled up": {}, "WEBP, more": {"exif": b"Exif\0\0II*\0\x08\0\0\0\0\0"},
}  # fmt: skip
# What telephones put behind a photograph: a thumbnail, a film, figures, zeros.
TRAILERS = (
    b"",
    b"ftypmp42" + MP4 + b"\xff\xda" * 500,
    picture("JPEG"),
    b"ftypmp42" + MP4,
    b"\0\0\1\nImage_UTC_Data1764SEFHj\0\0\0SEFT",
    bytes(99),
    b"\r\n",
)


@pytest.mark.parametrize("trailer", TRAILERS, ids=lambda one: repr(one[:9]))
@pytest.mark.parametrize("name", FORMS)
def test_the_size_of_a_picture_is_read_from_its_header(name: str, trailer: bytes) -> None:
    form, data = named(name)
    assert picture_size(form, data + trailer) == (60, 40)


@pytest.mark.parametrize("behind", [PAGE, b" " * 99 + PAGE, DOCX, b"x" * 99 + DOCX, PDF, b"MZ\x90", b"#!/bin/sh"],
                         ids=lambda one: repr(one[:9]))  # fmt: skip
@pytest.mark.parametrize("name", FORMS)
def test_a_picture_with_something_to_open_behind_it_is_none(name: str, behind: bytes) -> None:
    form, data = named(name)
    assert picture_size(form, data + behind) is None


def test_a_photograph_with_a_film_behind_it_is_one() -> None:
    film = b"ftypmp42" + MP4 + b"\xff\xda" * 500
    assert seen(picture("JPEG") + film, "JPEG", Position("content/pictures/a.jpg")) == Drawn(b"", 60, 40)


def test_a_photograph_that_is_drawn_over_and_over_is_none() -> None:
    data = picture("JPEG")
    start = data.index(b"\xff\xda")
    scans = data[start:-2] * 101
    assert picture_size("JPEG", data[:start] + data[start:-2] * 100 + data[-2:] + scans) == (60, 40)
    assert picture_size("JPEG", data[:start] + scans + data[-2:]) is None


@pytest.mark.parametrize("name", FORMS)
def test_a_picture_that_ends_before_its_end_is_none(name: str) -> None:
    form, data = named(name)
    assert [size for size in range(0, len(data) - 1, 7) if picture_size(form, data[:size])] == []
    assert picture_size(form, b"\0" + data) is None


def test_a_webp_of_another_kind_is_none() -> None:
    assert picture_size("WEBP", picture("WEBP").replace(b"VP8 ", b"VP9 ")) is None


WORST: dict[str, Callable[[int], bytes]] = {
    ".pdf": lambda size: b"%PDF-" + b"PK\x05\x06\0" * size + b"%%EOF",
    ".docx": lambda size: b"PK\x03\x04" * size + b"PK\x05\x06" * size,
    ".odt": lambda size: zipped(dict.fromkeys(map(str, range(size // 100)), b"")),
    ".csv": lambda size: b" " * size * 9 + b"<",
    ".vtt": lambda size: b"WEBVTT" + b" " * size * 9,
    ".mp4": lambda size: FTYP + box(b"free") * (size // 2) + b"x",
    ".webm": lambda size: EBML + element("18538067", element("ec", b"", b"\x80") * size + b"x"),
    "JPEG": lambda size: b"\xff\xd8" + b"\xff" * size * 9,
    "JPEG, pixels": lambda size: picture("JPEG")[:-2] + b"\xff\0" * size * 9,
    "JPEG, marks": lambda size: b"\xff\xd8" + b"\xff\x01" * size,
    "PNG": lambda size: picture("PNG")[:33] + bytes(12) * size,
    "WEBP": lambda size: picture("WEBP") + b"<" * size * 9,
}


@pytest.mark.parametrize("kind", WORST)
def test_a_file_of_the_worst_kind_takes_no_more_than_its_length(kind: str) -> None:
    def work(size: int) -> Work:
        data = WORST[kind](size)
        if kind[0] != ".":
            return lambda: picture_size(kind.partition(",")[0], data)
        return lambda: (is_what_it_says(kind, data), has_macros(kind, data))

    assert growth(work) < STEEP


@pytest.mark.parametrize(
    ("limit", "module", "suffix", "data"),
    [
        ("MAX_BOXES", videos, ".mp4", MP4 + box(b"free") * 50),
        ("MAX_ELEMENTS", videos, ".webm", EBML + element("18538067", element("ec") * 50)),
        ("MAX_PARTS", archives, ".docx", zipped({**WORD, **dict.fromkeys(map(str, range(50)), b"")})),
    ],
)
def test_more_parts_than_are_counted_are_too_many(
    limit: str, module: Any, suffix: str, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_what_it_says(suffix, data)
    monkeypatch.setattr(module, limit, 40)
    assert not is_what_it_says(suffix, data)


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_more_parts_of_a_picture_than_are_counted_are_too_many(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_CHUNKS", 2)
    assert picture_size(form, picture(form)) is None
