"""Pictures and videos of a page: their size, who made them, and nothing of a consent."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from jumelage.pages import Page
from jumelage.pages.values import Said
from one_page import page, site
from sites import written

THEME = """
- id: water
  name: {nl: Water, fr: Eau}
  pictures:
    - file: put.jpg
      alt: {nl: Een put, fr: Un puits}
      caption: {nl: De put., fr: Le puits.}
      credit: Iemand
      licence: CC BY 4.0
      people: true
      consent: Z-GEHEIM-1
    - {file: klein.png, alt: {nl: Klein, fr: Petit}, credit: Iemand, licence: CC0, people: false}
  videos:
    - file: reis.webm
      title: {nl: Een reis, fr: Un voyage}
      lang: fr
      poster: put.jpg
      width: 640
      height: 360
      credit: Iemand
      licence: CC0
      people: false
    - file: kort.mp4
      title: {nl: Kort, fr: Court}
      lang: nl
      width: 640
      height: 360
      credit: Iemand
      licence: CC0
      people: false
"""


def picture(size: tuple[int, int], form: str) -> bytes:
    data = BytesIO()
    Image.new("RGB", size, "#0b5a52").save(data, form)
    return data.getvalue()


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    root: Path = tmp_path_factory.mktemp("site")
    files: dict[str, str | bytes] = {
        "content/pictures/put.jpg": picture((1200, 800), "JPEG"),
        "content/pictures/klein.png": picture((320, 200), "PNG"),
        "content/video/reis.webm": b"\x1a\x45\xdf\xa3\x87\x42\x82\x84webm\x18\x53\x80\x67\x80",
        "content/video/kort.mp4": b"\0\0\0\x10ftypisom\0\0\2\0",
        **{f"content/video/{name}.{lang}.vtt": "WEBVTT\n" for name in ("reis", "kort") for lang in ("nl", "fr")},
    }
    whole = site(written(root, files), themes=THEME)
    return {lang: page(whole, "theme", "water", lang) for lang in ("nl", "fr", "en")}


def test_a_picture_has_its_size_its_text_and_copies_that_are_smaller(shown: dict[str, Page]) -> None:
    first, second = shown["fr"].pictures
    assert (first.path, first.width, first.height) == ("/pictures/put.jpg", 1200, 800)
    assert (first.alt, first.caption) == (Said("Un puits", "fr"), Said("Le puits.", "fr"))
    assert [width for width, _ in first.copies] == [480, 960, 1200]
    assert [width for width, _ in second.copies] == [320]
    assert all(path.startswith("/pictures/put-") and path.endswith(".webp") for _, path in first.copies)


def test_a_video_has_its_subtitles_those_of_the_page_first(shown: dict[str, Page]) -> None:
    first, second = shown["fr"].films
    assert (first.type, first.poster, first.size) == ("video/webm", "/pictures/put.jpg", 17)
    assert first.tracks == (("fr", "/video/reis.fr.vtt"), ("nl", "/video/reis.nl.vtt"))
    assert (second.type, second.poster) == ("video/mp4", "")
    assert shown["en"].films[0].title == Said("Een reis", "nl")


def test_no_consent_reaches_a_page(shown: dict[str, Page]) -> None:
    assert "GEHEIM" not in repr((shown["nl"].pictures, shown["nl"].films))
