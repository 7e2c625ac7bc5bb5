"""A name that was withdrawn is found wherever somebody could read it, and nothing else is taken for it."""

import bz2
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from PIL import Image, PngImagePlugin
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    PdfObject,
    TextStringObject,
)

from jumelage.extraction.papers import Paper
from jumelage.messages.problems import BuildError
from jumelage.model.withdrawn import Withdrawn
from jumelage.privacy.remains import key_in, mark, remains, search_remains, spellings, unread
from marking import marked
from seeds import picture, tarred, zipped
from sites import settings, small, written

KEY = b"0123456789abcdef0123456789abcdef"
NAME = "Persoon Ééns"
BYTES = NAME.encode("latin-1") + b" \x9f"  # the last one is no letter in a PDF file
CYRILLIC = "Имя Фамилия"
MARKS = (
    Withdrawn(mark=mark("", KEY), words=1),
    Withdrawn(mark=mark("имя фамилия", KEY), words=2),
    Withdrawn(mark=mark("persoon eens", KEY), words=2),
    Withdrawn(mark=mark("de persoon eens", KEY), words=3),
    Withdrawn(mark=mark("persoon-eens", KEY), words=1),
)


def exif(tag: int, value: str | bytes) -> Image.Exif:
    made = Image.Exif()
    made[tag] = value
    return made


def text_chunk(packed: bool) -> PngImagePlugin.PngInfo:
    made = PngImagePlugin.PngInfo()
    made.add_itxt("Comment", NAME, zip=packed)
    return made


def pdf(text: str = "", change: Callable[[PdfWriter], object] = lambda _: None) -> bytes:
    """Return a paper of one page that says `text`, changed."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(named)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    lines = "".join(f"({line}) Tj 0 -14 Td " for line in (text or "Een brief").split("\n"))
    stream.set_data(f"BT /F1 12 Tf 20 200 Td {lines}ET".encode("cp1252"))
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    change(writer)
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def xmp(writer: PdfWriter) -> None:
    stream = DecodedStreamObject()
    stream[NameObject("/Type")] = NameObject("/Metadata")
    stream.set_data(f"<x:xmpmeta><dc:creator>{NAME}</dc:creator></x:xmpmeta>".encode())
    writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)


def note(writer: PdfWriter) -> None:
    writer.add_annotation(page_number=0, annotation=FreeText(text=NAME, rect=(0, 0, 9, 9)))


def unlettered(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/A")] = ByteStringObject(BYTES)


def stream(writer: PdfWriter, data: bytes) -> PdfObject:
    made = DecodedStreamObject()
    made.set_data(data)
    return writer._add_object(made.flate_encode())


def attached(writer: PdfWriter) -> None:
    file = DictionaryObject({NameObject("/F"): stream(writer, NAME.encode())})
    spec = DictionaryObject({NameObject("/EF"): file, NameObject("/F"): TextStringObject("a.txt")})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([DictionaryObject({NameObject("/FS"): spec})])


def held(key: str, data: bytes = b"", **states: bytes | dict[str, bytes]) -> Callable[[PdfWriter], None]:
    """Return what puts a stream into a paper, or a dictionary of some."""

    def value(writer: PdfWriter, one: bytes | dict[str, bytes]) -> PdfObject:
        if isinstance(one, bytes):
            return stream(writer, one)
        return DictionaryObject({NameObject(name): stream(writer, part) for name, part in one.items()})

    def change(writer: PdfWriter) -> None:
        parts = {NameObject(f"/{name}"): value(writer, one) for name, one in states.items()}
        one = DictionaryObject(parts) if parts else ArrayObject([TextStringObject("a"), stream(writer, data)])
        writer.root_object[NameObject("/A")] = DictionaryObject({NameObject(key): one})

    return change


WORD = "<w:p><w:r><w:t>Per</w:t></w:r><w:r><w:t>soon</w:t></w:r></w:p><w:p><w:r><w:t>Ééns</w:t></w:r></w:p>"
WITHIN = "<w:t>Persoon </w:t><{0}{1}iets</{0}><w:t>Ééns</w:t>"
ENCODINGS = ("cp1250", "cp1251", "cp1252", "cp1254", "cp1256", "koi8-r", "cp850", "mac-roman", "gbk")
FRAGMENT = b"pagefind_dcd" + json.dumps({"url": "/nl/a/", "content": f"Brief van {NAME}."}).encode()
HELD: dict[str, tuple[str, bytes | str]] = {
    "HTML": ("nl/a/index.html", f"<p>De brief van {NAME}.</p>"),
    "HTML, tags between the words": ("a.html", "<b>Persoon</b><i>Ééns</i>"),
    "HTML, tags within a word": ("a.html", "<p>Per<b>soon</b> Éé<span>ns</span>"),
    "HTML, tags within a word and a line break": ("a.html", "Per<b>soon</b><br>Ééns"),
    "HTML, a tag within a word and a hyphen": ("a.html", "<p>Per&shy;<wbr>soon Ééns"),
    "HTML, a tag of a block within a word": ("a.html", "<p>Per<p>soon Ééns"),
    "HTML, a remark": ("a.html", f"<!-- {NAME} -->"),
    "HTML, named entities": ("a.html", "Persoon&nbsp;&Eacute;&eacute;ns"),
    "HTML, numbered entities": ("a.html", "Persoon &#201;&#xe9;ns"),
    "HTML, a soft hyphen": ("a.html", "Per&shy;soon Één&ZeroWidthSpace;s"),
    "HTML, an attribute": ("a.html", f'<img src="a.png" alt="Foto van {NAME}">'),
    "HTML, an attribute with entities": ("a.html", '<img alt="Persoon &Eacute;&eacute;ns">'),
    "HTML, an address": ("a.html", '<a href="/zoeken/?q=Persoon%20%C3%89%C3%A9ns">x</a>'),
    "HTML, an address that is encoded twice": ("a.html", '<a href="/?q=Persoon%2520%25C3%2589%25C3%25A9ns">x</a>'),
    "HTML, the id in an address": ("a.html", '<a href="/nl/personen/persoon-eens/">x</a>'),
    "HTML, the id in a packed address": ("a.html", '<a href="https://a.example/?u=%2Fpersoon-eens%2F">x</a>'),
    "HTML, a script": ("a.html", '<script>var a = "Persoon \\u00c9\\u00e9ns"</script>'),
    "upper case": ("a.txt", "PERSOON ÉÉNS"),
    "no accents": ("a.txt", "persoon eens"),
    "accents of their own": ("a.txt", "Persoon E\u0301e\u0301ns"),
    "three words": ("a.txt", "de persoon eens"),
    "on two lines": ("a.txt", "Persoon\nÉéns"),
    "with other signs between": ("a.txt", "Persoon_–_Ééns"),
    "a dash of its own between": ("a.txt", "Persoon – Ééns"),
    "the id": ("a.txt", "persoon-eens"),
    "the id of a picture": ("a.txt", "persoon-eens--2.jpg"),
    "the id of a copy of a picture": ("a.txt", "persoon-eens-480.1234abcd.webp"),
    "the beginning of a text, and a longer name known": ("a.txt", NAME),
    "Windows letters": ("a.txt", f"Brief van {NAME}".encode("cp1252")),
    "UTF-16": ("a.txt", NAME.encode("utf-16")),
    "a word on two lines": ("a.txt", "Per-\nsoon Ééns"),
    "a word on two lines, a soft hyphen": ("a.txt", "Per\u00ad\r\nsoon Ééns"),
    "a word on two lines of an old Mac": ("a.txt", "Per\u2010\rsoon Ééns"),
    "a space that is not seen": ("a.txt", "Persoon\u200bÉéns"),
    "a joiner for a space": ("a.txt", "Persoon\u2060Ééns"),
    "a filler for a space": ("a.txt", "Persoon\u3164Ééns"),
    "a filler in a word": ("a.txt", "Per\u3164soon Éé\uffa0ns"),
    "HTML, a space that is not seen": ("a.html", "<p>Persoon&#8203;Ééns"),
    "XML, a part as it is": ("a.xml", "<a>Per<![CDATA[soon]]> Ééns</a>"),
    "XML, HTML in a part as it is": ("a.xml", "<a><![CDATA[<b>Per</b>soon Ééns]]></a>"),
    "CSV": ("a.csv", f"naam;stad\n{NAME};Lunara\n"),
    "CSV, two columns": ("a.csv", "Persoon,Ééns\n"),
    "JSON": ("a.json", json.dumps({"title": NAME})),
    "JSON, keys": ("a.json", json.dumps({NAME: 1})),
    "JSON, lines within": ("a.json", json.dumps({"a": ["x\nPersoon\nÉéns"]})),
    "JSON that is unsound": ("a.json", '{"a": "Persoon \\u00c9\\u00e9ns'),
    "JSON without an end": ("a.json", "[" * 100_000 + NAME),
    "JSON with HTML": ("a.json", json.dumps({"a": "<b>Per</b>soon Ééns"})),
    "XML": ("feed.xml", f"<feed><title>{NAME}</title></feed>"),
    "XML with HTML": ("feed.xml", "<content>&lt;b&gt;Per&lt;/b&gt;soon &amp;Eacute;éns</content>"),
    "a folded calendar": ("a.ics", "BEGIN:VCALENDAR\r\nSUMMARY:Brief van Per\r\n soon Ééns\r\n"),
    "subtitles": ("a.nl.vtt", "WEBVTT\n\n1\n00:01.000 --> 00:02.000\nPersoon\n\n2\n00:02.000 --> 00:03.000\nÉéns\n"),
    "subtitles, named": ("a.vtt", "WEBVTT\n\neen\n00:01.0 --> 00:02.0\nPersoon\n\ntwee\n00:02.0 --> 00:03.0\nÉéns\n"),
    "subtitles, a remark": ("a.vtt", "WEBVTT\n\n00:01.0 --> 00:02.0\nPersoon\n\nNOTE a\nb\n\n00:02.0 --> 00:03\nÉéns"),
    "subtitles of an old Mac": ("a.vtt", "WEBVTT\r\r00:01.0 --> 00:02.0\rPersoon\r\r00:02.0 --> 00:03.0\rÉéns\r"),
    "SubRip": ("a.srt", "1\n00:00:01,0 --> 00:00:02,0\nPersoon\n\n2\n00:00:02,0 --> 00:00:03,0\nÉéns\n"),
    "gzip, one file behind another": ("a.gz", gzip.compress(b"a ") + gzip.compress(NAME.encode())),
    "gzip": ("a.html.gz", gzip.compress(NAME.encode())),
    "brotli": ("a.html.br", brotli.compress(NAME.encode())),
    "Pagefind": ("pagefind/nl/fragment/nl_1.pf_fragment", gzip.compress(FRAGMENT)),
    "PNG, a text": ("a.png", picture("PNG", pnginfo=text_chunk(False))),
    "PNG, a packed text": ("a.png", picture("PNG", pnginfo=text_chunk(True))),
    "JPEG, EXIF": ("a.jpg", picture("JPEG", exif=exif(0x013B, "Foto: Persoon Eens"))),
    "JPEG, EXIF of Windows": ("a.jpg", picture("JPEG", exif=exif(0x9C9D, NAME.encode("utf-16-le")))),
    "JPEG, a remark": ("a.jpg", picture("JPEG", comment=NAME.encode("latin-1"))),
    "JPEG, XMP": ("a.jpg", picture("JPEG", xmp=f"<dc:creator>{NAME}</dc:creator>".encode())),
    "WebP, XMP": ("a.webp", picture("WEBP", xmp=f"<dc:title>{NAME}</dc:title>".encode())),
    "behind a picture": ("a.jpg", picture("JPEG") + b"\0\0Persoon Eens\0"),
    "behind a PNG": ("a.png", picture("PNG") + b"\0\0Persoon Eens\0"),
    "a damaged picture": ("a.png", picture("PNG", pnginfo=text_chunk(False))[:200]),
    "a film": ("a.mp4", b"\0\0\0\x18ftypmp42\0\0" + NAME.encode() + b"\0\1"),
    "a film, Windows letters": ("a.mp4", b"\0\0\0\x18ftyp\0\x01" + NAME.encode("latin-1") + b"\0\1"),
    "a film, UTF-16": ("a.mp4", b"\0\0\0\x18ftyp\1" + NAME.encode("utf-16-be") + b"\1" + NAME.encode("utf-16-le")),
    "a film, UTF-16, another script": ("b.mp4", b"\0\0ftyp\xff\xfe" + CYRILLIC.encode("utf-16-le")),
    "a film, UTF-16, another order": ("b.mp4", b"\0\0ftyp\xff\xfe" + CYRILLIC.encode("utf-16-be")),
    "the end of a long film": ("a.mp4", bytes(5_000_000) + NAME.encode()),
    "PDF": ("a.pdf", pdf(f"Brief van {NAME}")),
    "PDF, a word on two lines": ("a.pdf", pdf("Brief van Per-\nsoon Ééns")),
    "PDF, its title": ("a.pdf", pdf(change=lambda one: one.add_metadata({"/Title": NAME}))),
    "PDF, a language": ("a.pdf", pdf(change=lambda one: one.add_metadata({"/Title": "Per\x1bnl\x1bsoon Ééns"}))),
    "PDF, its XMP": ("a.pdf", pdf(change=xmp)),
    "PDF, the name of an attachment": ("a.pdf", pdf(change=lambda one: one.add_attachment(f"{NAME}.txt", b"x"))),
    "PDF, an attachment": ("a.pdf", pdf(change=lambda one: one.add_attachment("a.txt", NAME.encode()))),
    "PDF, a chapter": ("a.pdf", pdf(change=lambda one: one.add_outline_item(title=NAME, page_number=0))),
    "PDF, a note": ("a.pdf", pdf(change=note)),
    "PDF, a file in a note": ("a.pdf", pdf(change=attached)),
    "PDF, how a note looks": ("a.pdf", pdf(change=held("/AP", N=b"(Persoon Eens) Tj"))),
    "PDF, how a field looks": ("a.pdf", pdf(change=held("/AP", N={"/On": b"(Persoon Eens) Tj"}))),
    "PDF, a form": ("a.pdf", pdf(change=held("/XFA", b"<a><b>Persoon</b> Eens</a>"))),
    "PDF, a script": ("a.pdf", pdf(change=held("/JS", b"a = 'Persoon Eens'"))),
    "PDF, a value": ("a.pdf", pdf(change=held("/V", NAME.encode("utf-16")))),
    "PDF, bytes": ("a.pdf", pdf(change=unlettered)),
    "PDF that cannot be read": ("a.pdf", b"%PDF-1.4\n/Title (Persoon Eens)\n\0"),
    "a text document": ("a.docx", zipped(word__document_xml=WORD)),
    "a text document, a deleted text": ("a.docx", zipped(word__document_xml=WITHIN.format("w:delText", ">"))),
    "a text document, a note": ("a.odt", zipped(content_xml=WITHIN.format("text:note", " a='b'>"))),
    "what is known of a text document": ("a.odt", zipped(meta_xml=f"<dc:creator>{NAME}</dc:creator>")),
    "a spreadsheet": ("a.xlsx", zipped(xl__sharedStrings_xml="<si><t>Persoon</t></si><si><t>Ééns</t></si>")),
    "a picture in a document": ("a.odt", zipped(**{"x.jpg": picture("JPEG", comment=b"Persoon Eens")})),
    "the name of a packed file": ("a.zip", zipped(**{f"{NAME}.txt": ""})),
    "an archive": ("artifact.tar", tarred("nl/index.html", NAME.encode())),
    "packed in what is packed": ("a.zip", zipped(**{"artifact.tar": tarred("a.gz", gzip.compress(NAME.encode()))})),
    "bzip2": ("a.bz2", bz2.compress(NAME.encode())),
    "the name of a file": ("files/Persoon Ééns.pdf", b"\0"),
    "the name of a file, encoded": ("files/Persoon%20%C3%89%C3%A9ns.pdf", b"\0"),
    **{f"a control character, {text}": ("a.txt", f"\x01{text}") for text in (
        "Persoon &Eacute;&eacute;ns", "x/Persoon%20%C3%89%C3%A9ns", "#VrijPersoonEens", "Per-\nsoon Eens",
        "<p>Per<b>soon</b> Ééns", "Persoon \\u00c9\\u00e9ns",
    )},
    "a control character in a page": ("a.html", "<html>\x01<p>Per<b>soon</b> Ééns"),
    "a control character in JSON": ("a.json", '{"a":"\x01","b":"Persoon \\u00c9\\u00e9ns"}'),
    "JPEG, XMP with entities": ("a.jpg", picture("JPEG", xmp=b"<dc:creator>Persoon &#xC9;&#233;ns</dc:creator>")),
    "JPEG, accents of their own": ("a.jpg", picture("JPEG", exif=exif(0x013B, "Persoon E\u0301e\u0301ns".encode()))),
    "JPEG, a hashtag": ("a.jpg", picture("JPEG", exif=exif(0x013B, "#FreePersoonEens"))),
    **{f"{one} without a mark": ("a.docx", zipped(a_xml="<?xml?><p>Per<b>soon</b> &#201;éns</p>".encode(one)))
       for one in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")},
    "a style": ("a.html", "<p>Persoon <style>a{}</style>Ééns"),
    "a mail": ("a.txt", "From: x\n" * 200 + "content-transfer-encoding: quoted-printable\n\nPersoon =C3=89=C3=A9ns"),
    "a vCard": ("a.txt", "BEGIN:VCARD\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Persoon =C3=89=C3=A9ns\n"),
    **{f"a document, {between}": ("a.docx", zipped(a_xml=f"<t>Persoon </t>{between}<t>Ééns</t>")) for between in (
        "<w:drawing><wp:posOffset>1</wp:posOffset></w:drawing>", "<draw:frame><svg:title>Foto</svg:title></draw:frame>",
        "<office:annotation><p>x</p></office:annotation>", "<text:page-number>1</text:page-number>", "<sup>[1]</sup>",
        "<w:drawing/><rPh><t>x</t></rPh>", '<img alt="a > b">', "<f>A<f>1</f></f>",
        "<draw:frame><office:annotation><p>x</p></office:annotation></draw:frame>",
    )},
    **{f"a word in a tag, {between}": ("a.html", f"Per<b>soon</b>{between}Ééns") for between in (
        "<BR>", "<hr>", "<img>", "<w:ptab/>", "<x:si>", "<tspan x='0' dy='1'>",
    )},
    "a footnote within": ("a.docx", zipped(a_xml="<w:t>Persoon</w:t><w:t>1</w:t><w:t> Ééns</w:t>")),
    "a spreadsheet, codes": ("a.xlsx", zipped(a_xml="<t>Persoon_x000D_\n_x00C9_éns</t>")),
    "letters of Windows in an address": ("a.txt", "/?q=Persoon%20%C9%E9ns"),
    "other escapes": ("a.js", "'Persoon %u00C9\\u{e9}ns'"),
    "Markdown in a word": ("a.txt", "Per**soon** Ééns"),
    "a picture in a word": ("a.txt", "Per\ufffcsoon Ééns"),
    "a page in an address": ("a.svg", "%3Ctspan%3EPer%3Cb%3Esoon%3C/b%3E%20%C3%89%C3%A9ns"),
    "capitals with accents": ("a.txt", "PersoonÉéns"),
    "a folder": ("nl/personen/persoon-eens/index.html", b""),
}  # fmt: skip
NOT_HELD: dict[str, tuple[str, bytes | str]] = {
    "another order": ("a.txt", "Ééns Persoon"),
    "a part of other words": ("a.txt", "Apersoon Ééns, Persoon Éénst, xpersoon-eens, Xpersoon-eens"),
    "a word between": ("a.txt", "Persoon van Ééns"),
    "an id in capitals": ("a.txt", "PERSOON:EEN-S Persoon-Een"),
    "two attributes": ("a.html", '<a title="Persoon"><b title="Ééns">'),
    "two keys": ("a.json", '{"first": "Persoon", "last": "Ééns"}'),
    "an escape that is none": ("a.js", "a.replace(/\\d/, '\\ud800 Persoon')"),
    "percent": ("a.txt", "100% zeker, %zz, persoon"),
    "an address that is encoded again and again": ("a.txt", "Persoon%2525252525252520%C3%89%C3%A9ns"),
    "dashes": ("a.txt", "- een -- twee --- - "),
    "nothing": ("a.txt", b""),
    "a longer word": ("a.txt", "Persoon Eensgezind, persooneensgezind, Eenspersoon Eens"),
    "a name without a space in a text": ("a.txt", "het woord persooneens, en Persooneens"),
    "a name without a space between words": ("a.txt", "vrijpersooneens/persooneensgezind. Persooneensgezind: en/of"),
    "a name in a longer word of an address": ("a.txt", "https://example.org/depersooneensgezinden"),
    "a remark between times": ("a.vtt", "WEBVTT\n\nNOTE Persoon\nx\n00:01 --> 00:02\nÉéns"),
    "a number": ("a.txt", "Persoon Een5, Persoon 1"),
}  # fmt: skip


def found(path: str, data: bytes | str, *marks: Withdrawn) -> tuple[str, ...]:
    return remains({path: data.encode() if isinstance(data, str) else data}, marks or MARKS, KEY).found


@pytest.mark.parametrize("held", HELD.values(), ids=HELD)
def test_a_name_is_found_in(held: tuple[str, bytes | str]) -> None:
    assert found(*held) == (held[0],)


@pytest.mark.parametrize(
    ("change", "read"),
    [
        (attached, [("a.txt", NAME.encode())]),
        (held("/AP", N=b"a", D={"/On": b"b"}), [("", b"a\nb")]),
        (held("/AP", N=b"a", D={"/A": b"a"}), [("", b"a\na")]),
        (held("/XFA", b"a"), [("", b"a")]),
        (lambda one: one.root_object.update({NameObject("/V"): TextStringObject("a")}), []),
    ],
)
def test_what_a_paper_holds_beside_its_pages_is_read(
    change: Callable[[PdfWriter], object], read: list[tuple[str, bytes]]
) -> None:
    said = Paper(pdf(change=change), seconds=60)
    assert said.whole
    assert said.attached == read


@pytest.mark.parametrize("held", NOT_HELD.values(), ids=NOT_HELD)
def test_no_name_is_seen_in(held: tuple[str, bytes | str]) -> None:
    assert found(*held) == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Łukasz Ødegård", "LUKASZ ODEGARD"),
        ("İpek Altınörs", "ipek altinors"),
        ("أحمد منصور", "من أَحْمَـد منصور إلى"),
        ("Нарґіз Ґалушка", "НАРҐІЗ ҐАЛУШКА"),
        ("Straße Groß", "STRASSE GROSS"),
        ("Jean-Paul Œil", "jean paul oeil"),
        ("Aïsha O'Zee", "Aisha O’Zee"),
        ("Aïsha O'Zee", "Aisha Ozee"),
        ("Een Twee (dichter)", "Een Twee, dichteres"),
        ("Een al-Twee", "EEN ALTWEE"),
        ("Een (Drie) Twee", "Een Twee"),
        ('Een "Drie" Twee', "Een Twee"),
        ("Een Twee, dichter", "Een Twee"),
        ("Een Twee alias Drie", "Een Twee"),
        ("Drie (Een Twee)", "Een Twee"),
        ("علی رضایی", "علي رضايي"),
        ("Persoon Nguessan", "brief van Persoon N'guessan"),
        ("Persoon N'guessan", "Persoon Nguessan"),
        ("Persoon D'Aniel", "Persoon D’aniel, Persoon D´aniel"),
        ("Persoon Alhathloul", "Persoon al-Hathloul"),
        ("Persoon Eens", "Persoon Eens¹"),
        ("Persoon Eens", "(Persoon Eens¹²)"),
        ("Persoon Eens", "Persoon Eens12 en anderen"),
        ("Persoon Eens", "Persoon Eens⁽³⁾"),
        ("Persoon Eens", "Persoon Eens'"),
        ("Raif Voorbeeld", "Raif Voorbeelds zaak"),
        ("Raif Voorbeeld", "Raif Voorbeeld’s zaak"),
        ("Raif Voorbeeld", "#FreeRaifVoorbeeld"),
        ("Raif Voorbeeld", "#RaifVoorbeeld!"),
        ("Raif Voorbeeld", "#freeraifvoorbeeld"),
        ("Raif Voorbeeld", "#RAIFVOORBEELDVRIJ"),
        ("Raif Voorbeeld", "@raifvoorbeeld"),
        ("Raïf Voorbeeld", "https://x.example/RaifVoorbeeld"),
        ("Persoon Eens", "persooneens@example.org"),
        ("Persoon Eens", "persoon.eens@example.org"),
        ("Persoon Eens", "https://persooneens.example.org/"),
        ("Persoon Eens", "www.persooneens.be"),
        ("Persoon Eens", "https://example.org/persooneens"),
        ("Persoon Eens", "https://www.example.org/vrijpersooneens"),
        ("Persoon Eens", "example.org/persooneensvrij?a=b"),
        ("Persoon Eens", "(/nl/vrijpersooneens/)"),
        ("Persoon Eens", "files/vrijpersooneens.pdf"),
        ("Persoon Eens", "VRIJPERSOONEENS.PDF,"),
        ("Persoon Eens", "petitie-persooneens-2.pdf"),
        ("Een Drieš", "brief van Een Drieš".encode("cp1252")),
        ("Имя Фамилия", "#имяфамилия"),
        ("سمير الزهرة", "لسمير الزهرة"),
        ("سمير الزهرة", "وسمير زهره"),
        ("سمير زهره", "بسمير الزهرة"),
        ("الزهري سمير", "للزهري سمير"),
        ("سمير الزهري", "#الحرية_لسمير_الزهري"),
        ("سمير الزهرة", "ولسمير الزهرة"),
        ("سمير زهره", "سمير زهر\u06c1"),
        ("Persoon N'guessan", "Persoon N\ua78cguessan"),
        ("U Thant", picture("JPEG", exif=exif(0x013B, "U Thant"))),
        ("Thein U", picture("JPEG", exif=exif(0x013B, "Thein U"))),
        ("राम सिंह", picture("JPEG", exif=exif(0x013B, "राम सिंह".encode()))),
        ("राम सिंह", picture("JPEG", exif=exif(0x9C9D, "राम सिंह".encode("utf-16-le")))),
        ("أحمد منصور", picture("JPEG", exif=exif(0x013B, "أَحْمَد مَنْصُور".encode()))),
        ("Persoon N'guessan", picture("JPEG", exif=exif(0x9C9D, "Persoon N’guessan".encode("utf-16-le")))),
        ("Persoon Škvor", picture("JPEG", exif=exif(0x013B, "Persoon Škvor".encode("cp1250")))),
        ("热比娅·卡德尔", picture("JPEG", exif=exif(0x9C9D, "热比娅·卡德尔".encode("utf-16-le")))),
    ],
)
def test_a_name_is_found_however_it_is_spelt(name: str, text: str | bytes) -> None:
    marks = [Withdrawn(mark=mark(" ".join(one), KEY), words=len(one)) for one in spellings(name)]
    assert found("a.txt", text, *marks) == ("a.txt",)


def test_what_somebody_is_is_no_name() -> None:
    assert spellings("Een Twee (dichter uit Lunara), schrijver van verzen") == {
        ("een", "twee"),
        ("een", "twee", "schrijver", "van", "verzen"),
        ("een", "twee", "dichter", "uit", "lunara", "schrijver", "van", "verzen"),
    }


def test_a_name_of_one_word_is_nobodys_alone() -> None:
    assert spellings("Persoon") == set()


def test_a_name_is_found_in_each_file_and_beside_ids_alone() -> None:
    files = {f"/{number}.html": f"<p>{NAME}</p><b title='{NAME}'>".encode() for number in range(3)}
    assert remains({**files, "/4.html": b"<p>Niemand.</p>"}, MARKS, KEY).found == tuple(files)
    by_id = {"/a.html": b'<a href="/persoon-eens/">', "/b.html": b'<a href="/persoon-eens/">'}
    assert remains(by_id, MARKS[4:], KEY).found == tuple(by_id)
    assert remains({"/a": b"persoon-eens-groep PERSOON-EENS"}, MARKS[4:], KEY).found == ()


def test_many_files_are_searched_as_few_are() -> None:
    files = {f"/{number}.txt": NAME.encode() if number % 500 < 2 else b"%d" % number for number in range(1600)}
    files |= {"/a.pdf": b"%PDF-"}
    found = remains(files, MARKS, KEY)
    assert (
        found.found == found.reported == tuple(f"/{number}.txt" for number in (0, 1, 500, 501, 1000, 1001, 1500, 1501))
    )
    assert found.unread == ("/a.pdf",)


def test_a_path_that_names_somebody_is_not_told() -> None:
    files = {f"/nl/{name}": NAME.encode() for name in ("a.txt", "Persoon Ééns.txt", "persoon-eens/x/a.txt")}
    assert remains(files, MARKS, KEY).reported == ("/nl/a.txt", "/nl/")
    assert remains({"/persoon-eens": b""}, MARKS, KEY).reported == ("/",)


# Namesakes


def reviewed(*pages: str) -> tuple[Withdrawn, ...]:
    return (Withdrawn.model_validate({"mark": MARKS[2].mark, "words": 2, "except": pages}),)


def test_a_reviewed_page_and_what_lies_beside_it_may_hold_the_name() -> None:
    data = NAME.encode()
    files = {"/nl/x/index.html": data, "/nl/x/feed.xml": data, "/nl/x/y/index.html": data, "/index.html": data}
    assert remains(files, reviewed("/nl/x/"), KEY).found == ("/nl/x/y/index.html", "/index.html")
    assert remains(files, reviewed("/nl/x/", "/nl/x/y/", "/"), KEY).found == ()
    # The other mark of the same name has its own pages.
    assert remains(files, (*reviewed("/nl/x/", "/nl/x/y/", "/"), MARKS[3]), KEY).found == ()


def test_what_the_search_says_of_a_reviewed_page_may_hold_the_name() -> None:
    fragment = {"/pagefind/a.pf_fragment": gzip.compress(FRAGMENT)}
    assert remains(fragment, reviewed("/nl/a/"), KEY).found == ()
    assert remains(fragment, reviewed("/nl/b/", "/"), KEY).found == ("/pagefind/a.pf_fragment",)
    pages = [{"path": "https://example.org/nl/a/", "title": NAME}, {"path": "/nl/b/", "title": "Iets"}]
    assert remains({"/nl/list.json": json.dumps(pages).encode()}, reviewed("/nl/a/"), KEY).found == ()
    pages[1]["title"] = NAME
    assert remains({"/nl/list.json": json.dumps(pages).encode()}, reviewed("/nl/a/"), KEY).found == ("/nl/list.json",)


# What cannot be read


def numbered(writer: PdfWriter) -> None:
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type0")})
    writer.pages[0]["/Resources"]["/Font"][NameObject("/F2")] = writer._add_object(font)  # type: ignore[index]


def locked() -> bytes:
    return pdf(NAME, lambda one: one.encrypt("wachtwoord", algorithm="RC4-128"))


@pytest.mark.parametrize(
    ("path", "data"),
    [
        pytest.param("/a.pdf", b"%PDF-1.4 niets", id="a damaged paper"),
        pytest.param("/a.pdf", locked(), id="a locked paper"),
        pytest.param("/a.pdf", pdf(change=numbered), id="a paper with numbers for letters"),
        pytest.param("/a.pdf", pdf("/g1/g2/g3/g4"), id="a paper with names of glyphs"),
        pytest.param("/a.pdf", pdf(" "), id="a picture of a paper"),
        pytest.param("/a.gz", gzip.compress(b"a" * 100)[:20], id="half a packed file"),
        pytest.param("/a.br", b"\xff\xff\xff", id="what is not brotli"),
        pytest.param("/a.tar", b"x" * 257 + b"ustar", id="a damaged archive"),
        pytest.param("/a.docx", b"PK\x03\x04 niets", id="a damaged document"),
        *(pytest.param("/a.csv", "é ж".encode(one, "ignore"), id=one) for one in ENCODINGS),
        pytest.param("/a.xml", b'<!DOCTYPE a [<!ENTITY b "Persoon">]><a>&b; Eens</a>', id="an entity of its own"),
        pytest.param("/a.docx", zipped(word__a_rtf=r"{\rtf1 Pers\'6fon}"), id="a rich text in a document"),
        pytest.param(
            "/a.docx", zipped(a_mht="Content-Transfer-Encoding: base64\n\nYQ=="), id="a web page in a document"
        ),
    ],
)
def test_what_cannot_be_read_as_a_whole_is_told(path: str, data: bytes) -> None:
    assert remains({path: data}, MARKS, KEY).unread == (path,)
    assert path in str(unread((path,))[0])


@pytest.mark.parametrize("data", [pdf(NAME, numbered), pdf("/g1/g2/g3/g4")], ids=["numbers", "names of glyphs"])
def test_a_paper_whose_letters_are_not_known_is_read_all_the_same(data: bytes) -> None:
    said = Paper(data, seconds=60)
    assert not said.whole
    assert NAME in "".join(said.texts) or "/g1" in "".join(said.texts)


def test_many_places_are_not_all_told() -> None:
    assert str(unread([f"/{number}" for number in range(30)])[0]).endswith("/19, … (30).")
    assert unread(()) == ()


# Before publishing


def site(folder: Path, text: str | None) -> Path:
    return written(small(folder), {"data/withdrawn.yaml": text} if text is not None else {})


def kept(key: bytes = KEY) -> str:
    return marked("persoon eens", key=key.decode())


def test_a_site_of_which_nobody_was_withdrawn_needs_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WITHDRAWN_KEY", raising=False)
    assert search_remains(site(tmp_path, None), {}, settings(publish=True)) == ()


def test_what_is_not_published_is_not_searched_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WITHDRAWN_KEY", raising=False)
    (said,) = search_remains(site(tmp_path, kept()), {"/a": NAME.encode()}, settings())
    assert "Never put this build online" in str(said)


@pytest.mark.parametrize(
    ("key", "reported"),
    [
        ("", "The secret key is missing"),
        ("kort", "too short: it needs 32 characters"),
        ("x" * 32, "is not the key with which data/withdrawn.yaml was written"),
    ],
)
def test_nothing_is_published_without_the_key(
    key: str, reported: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WITHDRAWN_KEY", key)
    with pytest.raises(BuildError, match=reported):
        search_remains(site(tmp_path, kept()), {}, settings(publish=True))


def test_what_names_somebody_is_not_published_and_nobody_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WITHDRAWN_KEY", f"{KEY.decode()}\n")
    root = site(tmp_path, kept())
    with pytest.raises(BuildError) as caught:
        search_remains(root, {"/nl/a.txt": NAME.encode(), "/fr/Persoon-Eens.txt": b""}, settings(publish=True))
    assert str(caught.value) == "A withdrawn person is still named in: /nl/a.txt, /fr/. Nothing was written."
    assert search_remains(root, {"/nl/a.txt": b"Niemand."}, settings(publish=True)) == ()
    assert len(search_remains(root, {"/nl/a.pdf": b"%PDF-"}, settings(publish=True))) == 1


def test_the_key_is_taken_without_the_blanks_around_it() -> None:
    assert key_in({"WITHDRAWN_KEY": f" {KEY.decode()}\n"}) == KEY
