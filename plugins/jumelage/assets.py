"""Files that are not records: what pages link to, the theme's stylesheet, and what may not stand where it stands."""

import hashlib
import os
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from jumelage.memory import Memory, stamp
from jumelage.problems import Code, Position, Problem
from jumelage.sentences import Sentence

LAYERS = ("tokens", "base", "layouts", "components", "utilities")
FILE_TYPES = {
    ".pdf": (b"%PDF-",),
    ".odt": (b"PK\x03\x04",),
    ".ods": (b"PK\x03\x04",),
    ".docx": (b"PK\x03\x04",),
    ".xlsx": (b"PK\x03\x04",),
    ".csv": (b"",),
    ".txt": (b"",),
}
VIDEO_TYPES = {".mp4": b"ftyp", ".webm": b"\x1a\x45\xdf\xa3", ".vtt": b"WEBVTT"}
FOLDERS = ("files", "pictures", "video")
# Pictures are decoded and written anew, which leaves out where, when and by whom they were taken.
PICTURE_TYPES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
# Of a page that is as wide as a telephone, as a tablet, and as a screen that shows two points for one.
WIDTHS = (480, 960, 1600)
MAX_PIXELS = 50_000_000
MAX_FILE = 50_000_000


@dataclass(frozen=True, slots=True)
class Asset:
    """A file to publish as it is: its path in the output and its bytes; of a picture its size in pixels."""

    path: str
    data: bytes
    width: int = 0
    height: int = 0


def walk(folder: Path, root: Path) -> Iterator[Path | Problem]:
    """Give the files below `folder` in order of name; a symbolic link is a problem and is not followed."""
    if folder.is_symlink():
        yield _symlink(folder, root)
        return
    for entry in sorted(os.scandir(folder), key=lambda one: one.name) if folder.is_dir() else ():
        path = Path(entry.path)
        if not entry.name.isprintable():
            yield _unprintable(path, root)
        elif entry.is_symlink():
            yield _symlink(path, root)
        elif entry.is_dir():
            yield from walk(path, root)
        elif entry.name not in {".gitkeep", ".DS_Store"}:
            yield path


def _symlink(path: Path, root: Path) -> Problem:
    place = Position(path.relative_to(root).as_posix())
    message, hint = Sentence("This is a symbolic link."), Sentence("Put the file itself here.")
    return Problem(place, Code.SYMLINK, message, hint)


def _unprintable(path: Path, root: Path) -> Problem:
    name = "".join(sign if sign.isprintable() else "\ufffd" for sign in path.relative_to(root).as_posix())
    message = Sentence("The name of this file holds a character that cannot be shown.")
    return Problem(Position(name), Code.INVISIBLE_CHARACTER, message, Sentence("Rename it."))


def files(root: Path, memory: Memory) -> tuple[dict[str, Asset], list[Problem]]:
    """Return what `FOLDERS` in `content/` publish, by path in `content/`, and what is wrong there."""
    found: dict[str, Asset] = {}
    problems: list[Problem] = []
    for folder in FOLDERS:
        for path in walk(root / "content" / folder, root):
            if isinstance(path, Problem):
                problems.append(path)
                continue
            key = ("asset", path, stamp(path) if memory.lasting else ())
            sound = memory.made(key, partial(_file, path, root))
            if isinstance(sound, Problem):
                problems.append(sound)
            else:
                found[path.relative_to(root / "content").as_posix()] = sound
    return found, problems


def _file(path: Path, root: Path) -> Asset | Problem:
    place = Position(path.relative_to(root).as_posix())
    if path.parent == root / "content" / "video":
        return _video(path, root, place)
    starts = FILE_TYPES.get(path.suffix, ())
    if not starts and path.suffix not in PICTURE_TYPES:
        types = ", ".join(sorted({*FILE_TYPES, *PICTURE_TYPES}))
        message = Sentence("A file of this type is not published.")
        hint = Sentence("Publish one of: {types}, in lower case.", types=types)
        return Problem(place, Code.FILE_TYPE, message, hint)
    if path.stat().st_size > MAX_FILE:
        return _too_large(place)
    if path.suffix in PICTURE_TYPES:
        return _picture(path, root, place)
    data = path.read_bytes()
    return Asset(_address(path, root), data) if data.startswith(starts) else _unsound(place, path.suffix)


def _video(path: Path, root: Path, place: Position) -> Asset | Problem:
    start = VIDEO_TYPES.get(path.suffix)
    if start is None:
        message = Sentence("A file of this type is not published.")
        hint = Sentence("Publish one of: {types}, in lower case.", types=", ".join(VIDEO_TYPES))
        return Problem(place, Code.FILE_TYPE, message, hint)
    if path.stat().st_size > MAX_FILE:
        return _too_large(place)
    data = path.read_bytes()
    # The mark of MP4 stands after the length of its first part; that of WebVTT may follow a byte order mark.
    return Asset(_address(path, root), data) if start in data[:12] else _unsound(place, path.suffix)


def _too_large(place: Position) -> Problem:
    message = Sentence("The file is larger than {size} MB.", size=MAX_FILE // 1_000_000)
    return Problem(place, Code.TOO_LARGE, message, Sentence("Make it smaller."))


def _address(path: Path, root: Path) -> str:
    return "/" + path.relative_to(root / "content").as_posix()


def _unsound(place: Position, suffix: str) -> Problem:
    message = Sentence("The file is not what its name says ({suffix}), or is damaged.", suffix=suffix)
    return Problem(place, Code.FILE_TYPE, message, Sentence("Export it again from the program that made it."))


def _picture(path: Path, root: Path, place: Position) -> Asset | Problem:
    """Return a picture as it is published: upright, and without what says where, when and by whom it was taken."""
    form, written = PICTURE_TYPES[path.suffix], BytesIO()
    try:
        with warnings.catch_warnings(action="error"), Image.open(path, formats=[form]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return _too_many_pixels(place)
            upright = ImageOps.exif_transpose(picture)
            # A colour that stands for "transparent" is kept with the metadata, which go.
            upright = upright.convert("RGBA") if "transparency" in upright.info else upright
            upright.info.clear()
            upright.save(written, form, quality=90)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return _too_many_pixels(place)
    except (OSError, SyntaxError, ValueError):
        return _unsound(place, path.suffix)
    return Asset(_address(path, root), written.getvalue(), *upright.size)


def copies(picture: Asset) -> Iterator[tuple[int, str]]:
    """Give the width in pixels and the path of each smaller copy of a picture, the smallest first."""
    mark = hashlib.sha256(picture.data).hexdigest()[:8]
    stem = picture.path.rpartition(".")[0]
    yield from ((width, f"{stem}-{width}.{mark}.webp") for width in WIDTHS if width < picture.width)
    yield picture.width, f"{stem}-{picture.width}.{mark}.webp"


def copied(picture: Asset, width: int) -> bytes:
    """Return a copy of a picture that is so many pixels wide."""
    written = BytesIO()
    with Image.open(BytesIO(picture.data)) as whole:
        height = max(1, round(whole.height * width / whole.width))
        form = "RGBA" if whole.mode in {"RGBA", "LA", "P"} else "RGB"
        small = whole.convert(form).resize((width, height), Image.Resampling.LANCZOS)
        small.save(written, "WEBP", quality=80, method=4)
    return written.getvalue()


def _too_many_pixels(place: Position) -> Problem:
    message = Sentence("The picture has more than {count} million pixels.", count=MAX_PIXELS // 1_000_000)
    return Problem(place, Code.TOO_LARGE, message, Sentence("Make it smaller."))


def stylesheet(theme: Path) -> Asset:
    """Return the theme's one stylesheet: each folder of `static/css` is a layer; its name changes with its text."""
    css = theme / "static" / "css"
    parts = [f"@layer {', '.join(LAYERS)};"]
    for layer in LAYERS:
        texts = [path.read_text("utf-8").strip() for path in sorted((css / layer).glob("*.css"))]
        parts.append("\n".join((f"@layer {layer} {{", *texts, "}")))
    data = "\n".join(parts).encode() + b"\n"
    return Asset(f"/static/style.{hashlib.sha256(data).hexdigest()[:8]}.css", data)


def scripts(theme: Path) -> dict[str, Asset]:
    """Return the theme's scripts by their names ('search.js'); their addresses change with their texts."""
    paths = sorted((theme / "static" / "js").glob("*.js"))
    read = {path: path.read_bytes() for path in paths}
    marks = {path: hashlib.sha256(data).hexdigest()[:8] for path, data in read.items()}
    return {path.name: Asset(f"/static/{path.stem}.{marks[path]}.js", data) for path, data in read.items()}


def theme_files(theme: Path) -> list[Asset]:
    """Return the theme's static files other than its stylesheet: scripts under their addresses, the rest as it is."""
    static = theme / "static"
    paths = (path for path in walk(static, theme) if isinstance(path, Path))
    names = {path: path.relative_to(static).as_posix() for path in paths}
    others = {path: name for path, name in names.items() if not name.startswith(("css/", "js/"))}
    return [*scripts(theme).values(), *(Asset(f"/static/{name}", path.read_bytes()) for path, name in others.items())]
