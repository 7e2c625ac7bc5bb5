"""Finds texts read by Pelican that would be lost or published by mistake, before any file is written."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any

from pelican.readers import METADATA_PROCESSORS

from jumelage.messages.problems import Code, Position, Problem, Severity, did_you_mean, listed
from jumelage.messages.sentences import Sentence
from jumelage.pelican_run.places import Written, written
from jumelage.settings import Settings
from jumelage.source.assets import walk

# Fields that decide whether, where and in which language a text is published, and values that hide one.
DECIDING = ("status", "slug", "lang")
HIDING = frozenset({"draft", "hidden", "skip"})
ANOTHER = (
    Sentence("Give it another title, or a 'Slug' of its own; a translation needs a 'Lang'."),
    Sentence("Give it another address."),
)
UNREAD = (
    Sentence("This file would not be read."),
    Sentence("Pelican reads Markdown (.md) and reStructuredText (.rst); other files go into STATIC_PATHS."),
)


def lost(content: Any, text: Written, settings: Settings) -> Iterator[Problem]:
    """Yield problems that keep an article or page from being written, or make it publish a file nobody named."""
    if content.lang not in settings.languages.codes:
        message = Sentence("'{lang}' is not a language of this site.", lang=str(content.lang))
        hint = Sentence("Use {choices}.", choices=listed(settings.languages.codes))
        yield Problem(text.field("lang"), Code.UNKNOWN_LANGUAGE, message, hint)
    if not content.save_as:
        message = Sentence("'Save_as' has no value, so this would not be written.")
        hint = Sentence("Remove it from the header or the settings. To leave the text out, write 'Status: skip'.")
        yield Problem(text.field("save_as"), Code.MISSING_FIELD, message, hint)
    named = tuple(f"{folder}/" for folder in settings.pelican_folders)
    for path in content.get_static_links():
        if not f"{path}/".startswith(named):
            message = Sentence(
                "This links with {{static}} or {{attach}} to a file that is not in any of Pelican's folders."
            )
            hint = Sentence("Link to a file that the site publishes by its address: '/files/…'.")
            place = text.last_part(PurePosixPath(path).name)
            yield Problem(place, Code.BROKEN_LINK, message, hint)


def misnamed(content: Any, text: Written) -> Iterator[Problem]:
    """Yield a problem for each field with a name similar to one that decides about publication."""
    for name, value in content.metadata.items():
        meant = None if name in {*DECIDING, *METADATA_PROCESSORS} else did_you_mean(name, DECIDING)
        if meant:
            # Pelican accepts any field: it is only an error if the text was meant to be hidden.
            severity = Severity.PROBLEM if str(value).strip().casefold() in HIDING else Severity.WARNING
            message = Sentence("Pelican does not know the field '{field}'.", field=name)
            yield Problem(text.field(name), Code.UNKNOWN_FIELD, message, meant, severity)


def twice(files: Iterable[tuple[str, Written]]) -> Iterator[Problem]:
    """Yield a problem for each file that would overwrite another; `files` are pairs of path and source."""
    first: dict[str, Written] = {}
    for path, text in sorted(files, key=lambda one: one[1].path):
        other = first.setdefault(path, text)
        if other is not text and path:
            message = Sentence("This has the same address as {path}.", path=other.path)
            yield Problem(text.field("slug"), Code.SAME_ADDRESS, message, ANOTHER[not text.text])


def left_out(content: Any, text: Written) -> Problem:
    """Return the warning that an article is not published yet."""
    message = Sentence("This article is not shown until {day}.", day=content.date.date().isoformat())
    return Problem(text.field("date"), Code.INVALID_DAY, message, None, Severity.WARNING)


def unread(root: Path, ours: Settings, theirs: Mapping[str, Any], known: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each file in Pelican's folders that is not read, unless it is excluded on purpose."""
    for folder in ours.pelican_folders:
        place = root / "content" / folder
        for path in [place] if place.is_file() else walk(place, root):
            if isinstance(path, Problem):
                # Other problems of `content/` were reported before.
                yield from [path] if path.code is Code.UNEXPECTED_FILE else ()
                continue
            name = path.relative_to(root).as_posix()
            if name not in known and not path.name.startswith(".") and not _meant(root, name, theirs):
                yield Problem(Position(name), Code.UNEXPECTED_FILE, *UNREAD)


def _meant(root: Path, name: str, settings: Mapping[str, Any]) -> bool:
    """Return whether a file is excluded on purpose: by a setting, or by its header."""
    path = name.removeprefix("content/")
    if any(fnmatch(part, ignored) for part in path.split("/") for ignored in settings["IGNORE_FILES"]):
        return True
    kinds = ("ARTICLE", "PAGE", "STATIC")
    # Pelican itself excludes pages from articles, and articles from pages.
    read = {folder for kind in kinds for folder in settings[f"{kind}_PATHS"]}
    left = tuple(f"{one}/" for kind in kinds for one in settings[f"{kind}_EXCLUDES"] if one not in read)
    return path.startswith(left) or written(root, name).says("status", "skip")
