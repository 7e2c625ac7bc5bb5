"""Files of each kind that can hold others, or texts, made in memory; and ways to damage them."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
import zlib
from typing import Any

import brotli
from PIL import Image, PngImagePlugin
from pypdf import PdfWriter
from pypdf.generic import ByteStringObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

TEXT = "Een brief uit Lunara, voor wie hem leest. " * 5


def zipped(**members: str | bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/"), text)
    return held.getvalue()


def tarred(name: str, data: bytes, kind: bytes = tarfile.REGTYPE) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("folder/"))
        member = tarfile.TarInfo(name)
        member.size, member.type = len(data), kind
        archive.addfile(member, io.BytesIO(data))
    return held.getvalue()


def picture(form: str, **saved: object) -> bytes:
    held = io.BytesIO()
    Image.effect_noise((64, 48), 90).convert("RGB").save(held, form, **saved)
    return held.getvalue()


def paper(text: str = TEXT) -> bytes:
    """Return a paper with a page that is shown twice, an empty one, an attachment, XMP, and bytes that are no text."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(named)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    writer.add_blank_page(300, 300)
    pages: Any = writer.root_object["/Pages"]
    pages["/Kids"].append(page.indirect_reference)
    pages[NameObject("/Count")] = NumberObject(3)
    known = DecodedStreamObject()
    known[NameObject("/Type")] = NameObject("/Metadata")
    known.set_data(b"<dc:creator>Een maker</dc:creator>")
    writer.root_object[NameObject("/Metadata")] = writer._add_object(known)
    writer.root_object[NameObject("/A")] = ByteStringObject(b"Geen tekst \x9f")
    writer.add_attachment("a.txt", TEXT.encode())
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def remark() -> PngImagePlugin.PngInfo:
    made = PngImagePlugin.PngInfo()
    made.add_itxt("Comment", TEXT, zip=True)
    made.add_text("Title", TEXT, zip=True)
    return made


SEEDS: dict[str, tuple[str, bytes]] = {
    "docx": ("a.docx", zipped(word__document_xml=f"<w:p><w:t>{TEXT}</w:t></w:p>", x__gz=gzip.compress(b"a"))),
    "odt": ("a.odt", zipped(mimetype="application/vnd.oasis.opendocument.text", meta_xml=f"<a>{TEXT}</a>")),
    "pdf": ("a.pdf", paper()),
    "gzip": ("a.gz", gzip.compress(TEXT.encode()) + gzip.compress(b"b")),
    "brotli": ("a.br", brotli.compress(TEXT.encode())),
    "bzip2": ("a.bz2", bz2.compress(TEXT.encode())),
    "xz": ("a.xz", lzma.compress(TEXT.encode())),
    "LZMA": ("a.lzma", lzma.compress(TEXT.encode(), lzma.FORMAT_ALONE)),
    "zlib": ("a.bin", zlib.compress(TEXT.encode())),
    "tar": ("a.tar", tarred("a.txt", TEXT.encode())),
    "zip": ("a.zip", zipped(a__tar=tarred("a.txt", b"a"), b__txt=TEXT)),
    "webp": ("a.webp", picture("WEBP", xmp=TEXT.encode())),
    "jpeg": ("a.jpg", picture("JPEG", comment=TEXT.encode(), exif=b"Exif\0\0II*\0" + TEXT.encode())),
    "png": ("a.png", picture("PNG", pnginfo=remark())),
    "mp4": ("a.mp4", b"\0\0\0\x18ftypmp42\0\0" + TEXT.encode() + b"\0" + TEXT.encode("utf-16-be")),
    "subtitles": ("a.vtt", f"WEBVTT\n\n1\n00:01.000 --> 00:02.000\n{TEXT}\n".encode()),
    "JSON": ("a.json", json.dumps({"title": TEXT, "b": [{"url": "/nl/a/"}]}).encode()),
    "HTML": ("a.html", f"<p>{TEXT}<b>a</b>b &amp;eacute; &#233; &lt;p&gt; %20 \\u00e9</p>".encode()),
    "UTF-16": ("a.txt", TEXT.encode("utf-16")),
    "UTF-32": ("a.txt", TEXT.encode("utf-32")),
    "calendar": ("a.ics", b"BEGIN:VCALENDAR\r\nSUMMARY:Een\r\n brief\r\n"),
}  # fmt: skip
