"""What the bytes of a file tell; `test_hostile_files` lays whole files into a site."""

import pytest

from jumelage.file_types import FILE_TYPES, VIDEO_TYPES, has_macros, is_what_it_says, tells_where


@pytest.mark.parametrize("suffix", [*FILE_TYPES, *VIDEO_TYPES])
@pytest.mark.parametrize("data", [b"\0", b"<html>\0", b"PK\x03\x04\0", b"PK\x05\x06" + bytes(18)])
def test_no_type_is_told_by_nothing(suffix: str, data: bytes) -> None:
    assert not is_what_it_says(suffix, data)
    assert not has_macros(suffix, data)
    assert not tells_where(suffix, data)


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".vtt", b"WEBVTT\n"),
        (".vtt", b"\xef\xbb\xbfWEBVTT"),
        (".mp4", b"\0\0\0\x10ftypisom\0\0\2\0"),
        (".webm", b"\x1aE\xdf\xa3\x87\x42\x82\x84webm\x18\x53\x80\x67\x80"),
    ],
)
def test_a_video_begins_as_its_type_does(suffix: str, data: bytes) -> None:
    assert is_what_it_says(suffix, data)
    assert not is_what_it_says(suffix, b" " + data)
