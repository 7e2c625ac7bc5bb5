"""Files that are not records: media that pages use, and files in the wrong place."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

from PIL import Image

from jumelage.messages.problems import Code, Position, Problem, Severity
from jumelage.messages.sentences import Sentence
from jumelage.source.file_names import alike, left_over, misnamed
from jumelage.source.file_types import FILE_TYPES, VIDEO_TYPES, has_macros, is_utf_16, is_what_it_says, tells_where
from jumelage.source.pictures import PICTURE_TYPES, redrawn, seen, tried, unsound
from jumelage.store.store import Store, stamp

FOLDERS = ("files", "pictures", "video")
# In pixels: full width on a phone, on a tablet, and on a high-resolution screen.
WIDTHS = (480, 960, 1600)
MAX_FILE = 50_000_000
# For all files together: the maximum of GitHub Pages, and what a check decodes in about 15 seconds.
MAX_FILES = 1_000_000_000  # bytes
MAX_PIXELS = 1_000_000_000
MAX_DEPTH = 20  # folders within one another


@dataclass(frozen=True, slots=True)
class Asset:
    """A file to publish unchanged: its path in the output and its bytes; for a picture, its size in pixels."""

    path: str
    data: bytes
    width: int = 0
    height: int = 0


def walk(folder: Path, root: Path) -> Iterator[Path | Problem]:
    """Yield the files below `folder`, sorted by name; links are problems and not followed, and pipes are not opened."""
    if folder.is_symlink():
        yield _symlink(folder, root)
        return
    if len(folder.parts) > len(root.parts) + MAX_DEPTH:
        place = Position("/".join((*folder.relative_to(root).parts[:MAX_DEPTH], "…")))
        message, hint = (
            Sentence("Folders are nested too deeply here."),
            Sentence("Move their contents further up."),
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
    """Return whether a path is a file in `data/`, with neither the file nor its folder a link."""
    return path.is_file() and not path.is_symlink() and not path.parent.is_symlink()


def _symlink(path: Path, root: Path) -> Problem:
    place = Position(path.relative_to(root).as_posix())
    message, hint = Sentence("This is a symbolic link."), Sentence("Put the file itself here.")
    return Problem(place, Code.SYMLINK, message, hint)


def _unprintable(path: Path, root: Path) -> Problem:
    name = "".join(sign if sign.isprintable() else "\ufffd" for sign in path.relative_to(root).as_posix())
    message = Sentence("The name of this file contains a character that cannot be displayed.")
    return Problem(Position(name), Code.INVISIBLE_CHARACTER, message, Sentence("Rename it."))


def files(root: Path, store: Store, whole: bool = True) -> tuple[dict[str, Asset], list[Problem]]:
    """
    Return the files in the `FOLDERS` of `content/`, by path relative to `content/`, and their problems.

    Without `whole`, pictures are only checked: their data is b''. After the first `MAX_PIXELS`, they are no longer
    decoded to find damaged ones.
    """
    found: dict[str, Asset] = {}
    problems: list[Problem] = []
    size, pixels = 0, 0
    for folder in FOLDERS:
        for path in walk(root / "content" / folder, root):
            if isinstance(path, Problem):
                problems.append(path)
                continue
            drawn = whole or pixels <= MAX_PIXELS
            key = ("asset", path, whole, drawn, stamp(path) if store.lasting else ())
            valid = store.remembered(key, partial(_file, path, root, whole, drawn))
            if isinstance(valid, Problem):
                problems.append(valid)
                continue
            found[path.relative_to(root / "content").as_posix()] = valid
            before, size, pixels = (size, pixels), size + path.stat().st_size, pixels + valid.width * valid.height
            problems += _too_much(Position(path.relative_to(root).as_posix()), before, (size, pixels))
    problems += alike(f"content/{name}" for name in found)
    return found, problems


def _too_much(place: Position, before: tuple[int, int], after: tuple[int, int]) -> Iterator[Problem]:
    """Yield a warning for each limit of the site that is exceeded with this file."""
    if before[0] <= MAX_FILES < after[0]:
        text = "The files to publish up to this one take more than {size} MB together."
        message = Sentence(text, size=MAX_FILES // 1_000_000)
        hint = Sentence("Make large ones smaller, and remove those that nothing links to.")
        yield Problem(place, Code.TOO_LARGE, message, hint, Severity.WARNING)
    if before[1] <= MAX_PIXELS < after[1]:
        text = "The pictures up to this one have more than {count} million pixels together."
        message = Sentence(text, count=MAX_PIXELS // 1_000_000)
        hint = Sentence("Make them smaller: 2000 pixels wide is enough. Those after this one are checked less closely.")
        yield Problem(place, Code.TOO_LARGE, message, hint, Severity.WARNING)


def _file(path: Path, root: Path, whole: bool, drawn: bool) -> Asset | Problem:
    place = Position(path.relative_to(root).as_posix())
    video = path.parent == root / "content" / "video"
    types = VIDEO_TYPES if video else (*FILE_TYPES, *PICTURE_TYPES)
    if path.suffix not in types:
        message = Sentence("Files of this type are not published.")
        listed = ", ".join(types if video else sorted(types))
        return Problem(
            place, Code.FILE_TYPE, message, Sentence("Use one of these types: {types}, in lower case.", types=listed)
        )
    if wrong := misnamed(place.path):
        return wrong
    if path.stat().st_size > MAX_FILE:
        return _too_large(place)
    data, address = path.read_bytes(), "/" + path.relative_to(root / "content").as_posix()
    if path.suffix not in PICTURE_TYPES:
        return _paper(place, path.suffix, data) or Asset(address, data)
    form = PICTURE_TYPES[path.suffix]
    picture = (
        seen(data, form, place) if not drawn else redrawn(data, form, place) if whole else tried(data, form, place)
    )
    return picture if isinstance(picture, Problem) else Asset(address, picture.data, picture.width, picture.height)


def _paper(place: Position, suffix: str, data: bytes) -> Problem | None:
    """Return the problem of a file that is published unchanged, None if there is none."""
    if is_utf_16(suffix, data):
        message = Sentence("This text is in UTF-16, which many programs cannot read.")
        hint = Sentence("Save it again as UTF-8; Excel calls this 'CSV UTF-8'.")
        return Problem(place, Code.FILE_TYPE, message, hint)
    if not is_what_it_says(suffix, data):
        return unsound(place)
    if has_macros(suffix, data):
        message, hint = Sentence("This file contains macros, which are programs."), Sentence("Save it without macros.")
        return Problem(place, Code.FILE_TYPE, message, hint)
    if tells_where(suffix, data):
        message = Sentence("This video reveals where it was recorded.")
        return Problem(place, Code.FILE_TYPE, message, Sentence("Export it again without its location."))
    return None


def _too_large(place: Position) -> Problem:
    message = Sentence("The file is larger than {size} MB.", size=MAX_FILE // 1_000_000)
    return Problem(place, Code.TOO_LARGE, message, Sentence("Make it smaller."))


def copies(picture: Asset) -> Iterator[tuple[int, str]]:
    """Yield the width in pixels and the path of each smaller copy of a picture, the smallest first."""
    mark = hashlib.sha256(picture.data).hexdigest()[:8]
    stem = picture.path.rpartition(".")[0]
    yield from ((width, f"{stem}-{width}.{mark}.webp") for width in WIDTHS if width < picture.width)
    yield picture.width, f"{stem}-{picture.width}.{mark}.webp"


def copied(picture: Asset, width: int) -> bytes:
    """Return a copy of a picture with the given width in pixels."""
    written = BytesIO()
    with Image.open(BytesIO(picture.data)) as whole:
        height = max(1, round(whole.height * width / whole.width))
        form = "RGBA" if whole.mode in {"RGBA", "LA", "P"} else "RGB"
        small = whole.convert(form).resize((width, height), Image.Resampling.LANCZOS)
        small.save(written, "WEBP", quality=80, method=4)
    return written.getvalue()
