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

from jumelage.file_names import alike, left_over, misnamed
from jumelage.file_types import FILE_TYPES, VIDEO_TYPES, has_macros, is_what_it_says, tells_where
from jumelage.memory import Memory, stamp
from jumelage.problems import Code, Position, Problem
from jumelage.sentences import Sentence

LAYERS = ("tokens", "base", "layouts", "components", "utilities")
FOLDERS = ("files", "pictures", "video")
# Pictures are decoded and written anew, which leaves out where, when and by whom they were taken.
PICTURE_TYPES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
# Of a page that is as wide as a telephone, as a tablet, and as a screen that shows two points for one.
WIDTHS = (480, 960, 1600)
MAX_PIXELS = 50_000_000
MAX_SIDE = 16_000  # of a picture in pixels; WebP has no larger ones
MAX_FILE = 50_000_000
SCAN = b"\xff\xda"  # begins one walk over all pixels of a JPEG; a few bytes are enough for each
MAX_SCANS = 100
MAX_DEPTH = 20  # folders within one another


@dataclass(frozen=True, slots=True)
class Asset:
    """A file to publish as it is: its path in the output and its bytes; of a picture its size in pixels."""

    path: str
    data: bytes
    width: int = 0
    height: int = 0


def walk(folder: Path, root: Path) -> Iterator[Path | Problem]:
    """Give the files below `folder` in order of name; a link is a problem and not followed, nor is a pipe opened."""
    if folder.is_symlink():
        yield _symlink(folder, root)
        return
    if len(folder.parts) > len(root.parts) + MAX_DEPTH:
        place = Position("/".join((*folder.relative_to(root).parts[:MAX_DEPTH], "…")))
        message, hint = (
            Sentence("Folders stand too deeply within one another here."),
            Sentence("Move what is in them further up."),
        )
        yield Problem(place, Code.UNEXPECTED_FILE, message, hint)
        return
    for entry in sorted(os.scandir(folder), key=lambda one: one.name) if folder.is_dir() else ():
        path = Path(entry.path)
        if not entry.name.isprintable():
            yield _unprintable(path, root)
        elif entry.is_symlink():
            yield _symlink(path, root)
        elif entry.is_dir():
            yield from walk(path, root)
        elif not entry.is_file():
            message, hint = Sentence("This is neither a file nor a folder."), Sentence("Remove it.")
            yield Problem(Position(path.relative_to(root).as_posix()), Code.UNEXPECTED_FILE, message, hint)
        elif entry.name not in {".gitkeep", ".DS_Store"} and not left_over(entry.name):
            yield path


def is_own(path: Path) -> bool:
    """Return whether there is a file of `data/` at this path, and neither it nor its folder is a link."""
    return path.is_file() and not path.is_symlink() and not path.parent.is_symlink()


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
    problems += alike(f"content/{name}" for name in found)
    return found, problems


def _file(path: Path, root: Path) -> Asset | Problem:
    place = Position(path.relative_to(root).as_posix())
    video = path.parent == root / "content" / "video"
    types = VIDEO_TYPES if video else (*FILE_TYPES, *PICTURE_TYPES)
    if path.suffix not in types:
        message = Sentence("A file of this type is not published.")
        listed = ", ".join(types if video else sorted(types))
        return Problem(
            place, Code.FILE_TYPE, message, Sentence("Publish one of: {types}, in lower case.", types=listed)
        )
    if wrong := misnamed(place.path):
        return wrong
    if path.stat().st_size > MAX_FILE:
        return _too_large(place)
    return _picture(path, root, place) if path.suffix in PICTURE_TYPES else _whole(path, root, place)


def _whole(path: Path, root: Path, place: Position) -> Asset | Problem:
    """Return a file that is published as it is."""
    data = path.read_bytes()
    if not is_what_it_says(path.suffix, data):
        return _unsound(place, path.suffix)
    if has_macros(path.suffix, data):
        message, hint = Sentence("This file holds macros, which are programs."), Sentence("Save it without them.")
        return Problem(place, Code.FILE_TYPE, message, hint)
    if tells_where(path.suffix, data):
        message = Sentence("This video tells where it was taken.")
        return Problem(place, Code.FILE_TYPE, message, Sentence("Export it again without its location."))
    return Asset(_address(path, root), data)


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
    form, data, written = PICTURE_TYPES[path.suffix], path.read_bytes(), BytesIO()
    if form == "JPEG" and data.count(SCAN) > MAX_SCANS:
        return _unsound(place, path.suffix)
    try:
        # Pillow warns of oddities in what is left out anyway.
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data), formats=[form]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return _too_many_pixels(place)
            if max(picture.size) > MAX_SIDE:
                message = Sentence("The picture is more than {count} pixels wide or high.", count=MAX_SIDE)
                return Problem(place, Code.TOO_LARGE, message, Sentence("Make it smaller."))
            upright = ImageOps.exif_transpose(picture)
            # A colour that stands for "transparent" is kept with the metadata, which go.
            upright = upright.convert("RGBA") if "transparency" in upright.info else upright
            upright.info.clear()
            upright.save(written, form, quality=90)
    except Image.DecompressionBombError:
        return _too_many_pixels(place)
    except Exception:  # a damaged picture fails in as many ways as there are
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
