"""The pictures and videos of a page."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from jumelage.model import media
from jumelage.model.base import Record
from jumelage.pages.teller import Teller
from jumelage.pages.values import Film, Picture
from jumelage.source.assets import Asset, copies

TYPES = {".mp4": "video/mp4", ".webm": "video/webm"}


def pictures(record: Record, teller: Teller) -> Iterator[Picture]:
    """Yield the pictures of a record in the language of the teller."""
    for one in record.pictures:
        asset = teller.graph.assets[f"pictures/{one.file}"]
        yield _picture(one, asset, teller)


def _picture(one: media.Picture, asset: Asset, teller: Teller) -> Picture:
    return Picture(
        path=asset.path,
        width=asset.width,
        height=asset.height,
        alt=teller.said(one.alt),
        credit=one.credit,
        licence=one.licence,
        caption=teller.said(one.caption) if one.caption else None,
        copies=tuple(copies(asset)),
    )


def films(record: Record, teller: Teller) -> Iterator[Film]:
    """Yield the videos of a record with their subtitles, those in the teller's language first."""
    for one in record.videos:
        assets, path = teller.graph.assets, PurePosixPath("video") / one.file
        asset = assets[str(path)]
        found = {code: assets.get(f"video/{path.stem}.{code}.vtt") for code in teller.settings.languages.codes}
        tracks = {code: track.path for code, track in found.items() if track}
        poster = assets[f"pictures/{one.poster}"].path if one.poster else ""
        yield Film(
            path=asset.path,
            type=TYPES[path.suffix],
            title=teller.said(one.title),
            lang=one.lang,
            size=len(asset.data),
            width=one.width,
            height=one.height,
            credit=one.credit,
            licence=one.licence,
            poster=poster,
            tracks=tuple(sorted(tracks.items(), key=lambda track: track[0] != teller.lang)),
        )
